"""The audit log, and who may sign in, in a store of either kind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from polybius.errors import StoreError
from polybius.incidents import Correction, Judgement, JudgementKind
from polybius.recorder import Recorder
from polybius.store import REOPENED, Role, Store, Transaction
from tests.builders import shelling

RECORD = shelling()
LATER = "9999"


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    with Store.open(where) as store:
        with store.writer("1.0") as writer:
            Recorder(writer).record(RECORD)
        yield store


@pytest.fixture
def transaction(store: Store) -> Iterator[Transaction]:
    with store.writer("1.0") as writer, writer.transaction() as transaction:
        yield transaction


def correct(store: Store, *values: str) -> None:
    with store.writer("1.0") as writer:
        for value in values:
            made = Judgement(0, JudgementKind.CHANGE, "Ada Reyes", "")
            Recorder(writer).correct(Correction(made, RECORD.id, "events/e1/status", value))


def tamper(store: Store, *statements: str) -> None:
    """Does to the log what only somebody who writes into the database itself can."""
    with store._engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER audit_is_never_changed"))
            connection.execute(text("DROP TRIGGER audit_is_never_removed"))
        else:
            connection.execute(text("ALTER TABLE audit DISABLE TRIGGER ALL"))
        for statement in statements:
            connection.execute(text(statement))


def test_whoever_decides_stands_in_the_log(store: Store) -> None:
    correct(store, "denied", "ongoing")
    with store.view() as view:
        entries = view.entries(10)
        assert [(entry.number, entry.who, entry.deed) for entry in entries] == [
            (2, "Ada Reyes", "change"),
            (1, "Ada Reyes", "change"),
        ]
        assert view.verify() == (2, entries[0].hash, ())


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE audit SET who = 'Ben Oduya' WHERE number = 2", "line 2 was changed"),
        ("DELETE FROM audit WHERE number = 2", "line 2 is missing"),
        ("UPDATE audit SET previous = '0' WHERE number = 3", "line 3 does not follow on the line before it"),
    ],
)
def test_a_line_that_was_tampered_with_is_found(store: Store, statement: str, fault: str) -> None:
    correct(store, "denied", "ongoing", "planned")
    tamper(store, statement)
    with store.view() as view:
        assert fault in view.verify()[2]


def test_a_hash_that_was_noted_shows_that_the_end_was_cut_off(store: Store) -> None:
    correct(store, "denied", "ongoing")
    with store.view() as view:
        head = view.verify()[1]
    tamper(store, "DELETE FROM audit WHERE number = 2")
    with store.view() as view:
        assert view.verify()[2] == ()
        assert view.verify(head)[2] == (f"no line has the hash {head}: lines were cut off, or changed",)


def test_the_log_is_never_changed_by_the_store_itself(store: Store) -> None:
    correct(store, "denied")
    with pytest.raises(Exception, match="a audit is never changed"), store._engine.begin() as connection:
        connection.execute(text("UPDATE audit SET who = 'Ben Oduya'"))


def test_a_deed_that_fails_leaves_no_line(store: Store) -> None:
    with pytest.raises(StoreError):
        correct(store, "no status")
    with store.view() as view:
        assert view.entries(10) == ()


def test_a_user_comes_in_by_session_and_by_token(transaction: Transaction) -> None:
    user = transaction.add_user("Ana", Role.ANALYST, "hash", by="tests")
    transaction.open_session("Ana", "digest", "csrf", LATER)
    transaction.add_token("Ana", "nightly", "other digest", None)
    session = transaction.session("digest", transaction.now)
    assert session is not None
    assert (session.user, session.csrf) == (user, "csrf")
    assert transaction.user_of_token("other digest", transaction.now) == user


def test_what_has_run_out_lets_nobody_in(transaction: Transaction) -> None:
    transaction.add_user("Ana", Role.ANALYST, "hash", by="tests")
    transaction.open_session("Ana", "digest", "csrf", transaction.now)
    transaction.add_token("Ana", "nightly", "other digest", "2020-01-01")
    assert transaction.session("digest", transaction.now) is None
    assert transaction.user_of_token("other digest", transaction.now) is None


def test_a_name_is_taken_once(transaction: Transaction) -> None:
    transaction.add_user("Ana", Role.READER, "hash", by="tests")
    with pytest.raises(StoreError, match="There is a user 'Ana' already"):
        transaction.add_user("Ana", Role.ADMIN, "hash", by="tests")


def test_an_item_is_done_until_it_is_reopened(transaction: Transaction) -> None:
    transaction.add_mark("event:e1", "confirm", "Ana")
    assert (set(transaction.done(["event:e1", "event:e2"])), transaction.number_done("event")) == ({"event:e1"}, 1)
    transaction.add_mark("event:e1", REOPENED, "Ana")
    assert (transaction.done(["event:e1"]), transaction.number_done("event")) == ({}, 0)
