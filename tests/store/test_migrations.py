"""Stores of every released schema, brought forward."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from polybius import questions
from polybius.errors import StoreError
from polybius.incidents import Query
from polybius.model import record_to_dict
from polybius.recorder import Recorder
from polybius.store import Store
from polybius.store.backends import APPLICATION_ID
from polybius.store.migrations import MIGRATIONS
from tests.builders import shelling

COUNTS = ("actors", "places", "events", "claims", "problems")


@pytest.fixture
def of_schema_1(tmp_path: Path) -> Path:
    """A store as polybius 0.1 left it, with two readings of one report."""
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as raw:
        for statement in MIGRATIONS[0]:
            raw.execute(statement)
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute("PRAGMA user_version = 1")
        record = shelling()
        told = (record.title, record.publisher, None, record.published)
        raw.execute("INSERT INTO report VALUES (?, ?, ?, ?, ?, 'en', ?, '2021-03-03')", (record.id, *told, record.text))
        for version, one in (("0.1", shelling(places=())), ("0.1.1", record)):
            plain = json.dumps(record_to_dict(one))
            counts = [len(getattr(one, part)) for part in COUNTS]
            values = (record.id, version, version, one.title, one.publisher, one.published, *counts, plain)
            columns = f"report, version, digest, title, publisher, published, {', '.join(COUNTS)}, record, recorded_at"
            raw.execute(
                f"INSERT INTO reading ({columns}) VALUES ({'?, ' * len(values)} '2021-03-03T10:00:00+00:00')", values
            )
        raw.commit()
    return path


def test_an_older_store_keeps_its_reports_and_shows_the_latest_reading(of_schema_1: Path) -> None:
    with Store.open(of_schema_1) as store, store.view() as view:
        assert view.record(shelling().id) == shelling()
        assert [edition.version for edition in view.editions(shelling().id)] == ["0.1.1", "0.1"]
        assert [line.places for line in questions.reports(view)] == [1]


def test_the_reports_of_an_older_store_are_fused_and_searched_once_caught_up(of_schema_1: Path) -> None:
    with Store.open(of_schema_1) as store:
        with store.writer("2.0") as writer:
            assert list(Recorder(writer).catch_up()) == [shelling().id]
        with store.view() as view:
            [incident] = questions.incidents(view, Query())
            assert incident.accounts == (f"{shelling().id[:16]}-e1",)
            assert [hit.report for hit in questions.search(view, "harbour official")] == [shelling().id]


def test_a_migration_that_fails_leaves_the_older_store_as_it_was(of_schema_1: Path) -> None:
    with closing(sqlite3.connect(of_schema_1)) as raw:
        raw.execute("CREATE TABLE incident (name TEXT)")
        raw.commit()
    with pytest.raises(StoreError, match="table incident already exists"):
        Store.open(of_schema_1)
    with closing(sqlite3.connect(of_schema_1)) as raw:
        tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert tables == {"report", "reading", "incident"}
        assert raw.execute("PRAGMA user_version").fetchone() == (1,)
