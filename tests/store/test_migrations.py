"""Stores of every released schema, brought forward, on both kinds of database."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert

from polybius import questions
from polybius.errors import StoreError
from polybius.incidents import Query
from polybius.recorder import Recorder
from polybius.store import Store
from polybius.store.backends import backend_of, step_forward
from polybius.store.migrations import DERIVED, MIGRATIONS, SHOWN, SUMS_WITH_DAYS
from polybius.store.schema import EDITION, READING, REPORT
from polybius.store.transaction import _listed, _reading, _report
from tests.builders import shelling
from tests.test_recorder import LATER, MAYBE, ONE, TWO, Desk, counted

READ_AT = "2021-03-03T10:00:00.000000+00:00"


@pytest.fixture(params=range(1, len(MIGRATIONS)), ids="schema {}".format)
def older(request: pytest.FixtureRequest, where: str) -> str:
    """Where a store of an older schema is, with two readings of one report."""
    return older_store(where, request.param)


def older_store(where: str, schema: int) -> str:
    backend = backend_of(where)
    engine = backend.engine()
    with engine.connect() as connection:
        backend.prepare(connection)
        with connection.execution_options(writes=True).begin():
            step_forward(backend, connection, to=schema)
            read_twice(connection, editions=schema > 1)
    engine.dispose()
    return where


def read_twice(connection: Connection, *, editions: bool) -> None:
    connection.execute(insert(REPORT), _report(shelling(), READ_AT))
    for version, one in (("0.1", shelling(places=())), ("0.2", shelling())):
        reading = insert(READING).values(_reading(one, version, READ_AT)).returning(READING.c.id)
        told = {"report": one.id, "reading": connection.execute(reading).scalar_one(), "recorded_at": READ_AT}
        if editions:
            connection.execute(insert(EDITION), told | _listed(one))


def test_an_older_store_keeps_its_reports_and_shows_the_latest_reading(older: str) -> None:
    with Store.open(older) as store, store.view() as view:
        assert view.record(shelling().id) == shelling()
        assert [edition.version for edition in view.editions(shelling().id)] == ["0.2", "0.1"]
        assert [line.places for line in questions.reports(view)] == [1]


def test_the_reports_of_an_older_store_are_fused_and_searched_once_caught_up(older: str) -> None:
    with Store.open(older) as store:
        with store.writer("2.0") as writer:
            assert list(Recorder(writer).catch_up()) == [shelling().id]
        with store.view() as view:
            [incident] = questions.incidents(view, Query())
            assert incident.accounts == (f"{shelling().id[:16]}-e1",)
            assert [hit.report for hit in questions.search(view, "harbour official")] == [shelling().id]


def test_a_migration_that_fails_leaves_the_older_store_as_it_was(tmp_path: Path) -> None:
    older = older_store(str(tmp_path / "old.db"), 1)
    with closing(sqlite3.connect(older)) as raw:
        raw.execute("CREATE TABLE incident (name TEXT)")
        raw.commit()
    with pytest.raises(StoreError, match="table incident already exists"):
        Store.open(older)
    with closing(sqlite3.connect(older)) as raw:
        tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert tables == {"report", "reading", "incident"}
        assert raw.execute("PRAGMA user_version").fetchone() == (1,)


def test_sums_of_an_older_store_are_those_of_each_day(where: str) -> None:
    with Store.open(where) as store:
        desk = Desk(store)
        for record in (ONE, TWO, LATER):
            desk.record(record)
            desk.now += timedelta(days=2)
        desk.record(replace(ONE, events=()))
        days = [None, *(desk.now.date() - timedelta(days=past) for past in range(8))]
        before = [counted(store, day) for day in days]
    taken_back(where, SUMS_WITH_DAYS, WITHOUT_DAYS_OF_SUMS)
    with Store.open(where) as store:
        assert [counted(store, day) for day in days] == before
        Desk(store).record(MAYBE)
        assert counted(store) != before[0]


def test_what_is_shown_of_an_older_store_s_incidents_is_found_in_their_values(where: str) -> None:
    with Store.open(where) as store:
        desk = Desk(store)
        for record in (ONE, TWO, LATER, replace(MAYBE, places=(), events=(replace(MAYBE.events[0], place=None),))):
            desk.record(record)
        with store.view() as view:
            before = view.sheet()
    assert None in before.columns["place"] and len(set(before.columns["place"])) > 1
    taken_back(where, SHOWN, UNSHOWN)
    with Store.open(where) as store, store.view() as view:
        assert view.sheet() == before


UNSHOWN = (
    "DROP INDEX incident_shown",
    *(f"ALTER TABLE incident DROP COLUMN {column}" for column in ("type", "status", "place")),
    "CREATE INDEX incident_day ON incident (day, last_day, until, origins, disputed)",
)
WITHOUT_DAYS_OF_SUMS = (
    *UNSHOWN,
    *("DROP TABLE edge", "DROP TABLE total", "DROP INDEX tie_told", "CREATE INDEX tie_source ON tie (source)"),
    *(statement for statement in DERIVED if re.search(r"\b(edge|total)\b", statement)),
)


def taken_back(where: str, step: tuple[str, ...], undo: tuple[str, ...]) -> None:
    """Takes a store back to the schema before a step."""
    backend = backend_of(where)
    engine = backend.engine()
    with engine.connect() as connection, connection.execution_options(writes=True).begin():
        for statement in undo:
            for spelt in backend.spell(statement):
                connection.exec_driver_sql(spelt)
        backend.set_version(connection, MIGRATIONS.index(step))
    engine.dispose()
