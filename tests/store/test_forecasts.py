"""Forecasts kept, what came of them, and what people said of the ledger's entries, in a store of either kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from polybius.errors import StoreError
from polybius.foreseen import Counts, Forecast, Kept, Proof, Result
from polybius.incidents import Judgement, JudgementKind
from polybius.store import Store
from tests.threats import CARRIED_OUT, THREATENED

SAID = Forecast(
    "NRL", "SUL", "2021-03-01", "2021-03-08", 0.3, 0.25, 0.2, 0.5, 40, 3, "ab" * 32, Counts((0.0, 1.0), (0.0,), 0, 2)
)
CAME = Result(True, 2, "cd" * 32, proofs=(Proof("2021-03-04", "i1", "Northland shelled Vela.", "r1"),))
NOW = datetime(2021, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    with Store.open(where) as opened:
        yield opened


def keep(store: Store, forecast: Forecast = SAID, days: int = 0, basis: str = "record") -> Kept:
    with store.writer("1.0", clock=lambda: NOW + timedelta(days)) as writer, writer.transaction() as transaction:
        return transaction.keep_forecast(forecast, "Ada Reyes", basis)


def resolve(store: Store, kept: Kept, result: Result, days: int = 7) -> Kept:
    with store.writer("1.0", clock=lambda: NOW + timedelta(days)) as writer, writer.transaction() as transaction:
        return transaction.keep_result(kept, result)


def test_a_forecast_comes_back_as_it_was_made(store: Store) -> None:
    keep(store)
    with store.view() as view:
        [kept] = view.forecasts()
    assert (kept.forecast, kept.who, kept.basis, kept.came) == (SAID, "Ada Reyes", "record", None)


def test_the_same_forecast_is_kept_once_for_each_basis(store: Store) -> None:
    assert keep(store).id == keep(store, days=1).id != keep(store, basis="events.csv").id
    with store.view() as view:
        assert len(view.forecasts()) == 2
        assert [kept.basis for kept in view.forecasts(basis="events.csv")] == ["events.csv"]


def test_what_came_stands_beside_the_forecast(store: Store) -> None:
    resolve(store, keep(store), CAME)
    with store.view() as view:
        [kept] = view.forecasts()
        assert kept == view.forecast(kept.id)
    assert kept.result is not None
    assert (kept.came, replace(kept.result, at=""), kept.result.at[:10]) == (True, CAME, "2021-03-08")


def test_what_is_known_already_is_not_added_again(store: Store) -> None:
    resolved = resolve(store, keep(store), CAME)
    assert resolve(store, resolved, replace(CAME, data="ef" * 32), days=9) == resolved


def test_a_later_result_holds_and_the_earlier_is_seen_as_of_its_day(store: Store) -> None:
    resolved = resolve(store, keep(store), CAME)
    resolve(store, resolved, replace(CAME, came=False, number=0, proofs=()), days=20)
    with store.view() as view, store.view(as_of=date(2021, 3, 10)) as then, store.view(as_of=date(2021, 3, 2)) as first:
        assert [one.forecasts()[0].came for one in (view, then, first)] == [False, True, None]


@pytest.mark.parametrize("statement", ["UPDATE forecast SET who = 'x'", "DELETE FROM forecast_result"])
def test_neither_forecasts_nor_results_are_ever_changed(store: Store, statement: str) -> None:
    resolve(store, keep(store), CAME)
    with (
        store.writer("1.0") as writer,
        pytest.raises(StoreError, match="is never"),
        writer.transaction() as transaction,
    ):
        transaction._connection.execute(text(statement))


def test_a_forecast_needs_a_name(store: Store) -> None:
    with store.writer("1.0") as writer, writer.transaction() as transaction, pytest.raises(StoreError, match="name"):
        transaction.keep_forecast(SAID, " ", "record")


def test_an_unknown_forecast_is_told_of(store: Store) -> None:
    with store.view() as view, pytest.raises(StoreError, match=r"No forecast 7 in .*polybius ledger forecasts"):
        view.forecast(7)


def test_the_last_word_on_an_entry_holds_until_it_is_taken_back(store: Store) -> None:
    with store.writer("1.0") as writer:
        for outcome in ("kept", "broken"):
            with writer.transaction() as transaction:
                made = Judgement(0, JudgementKind.RESOLVE, "Ada Reyes", "", None, ("entry1",), (outcome,))
                transaction.judge(made)
        with store.view() as view:
            assert view.resolved_by_hand()["entry1"].other == ("broken",)
        with writer.transaction() as transaction:
            transaction.undo(2, "Ada Reyes")
    with store.view() as view:
        assert view.resolved_by_hand()["entry1"].other == ("kept",)
        assert [one.kind for one in view.judgements()] == ["resolve", "resolve", "undo"]


def test_only_reports_that_may_tell_of_things_to_come_are_read(store: Store) -> None:
    with store.writer("1.0") as writer:
        for record in (CARRIED_OUT, THREATENED):
            writer.add(record)
    with store.view() as view:
        assert list(view.records_with_prospects()) == [THREATENED]
