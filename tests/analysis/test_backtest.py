"""Past rounds, each forecast from what lay before it."""

from datetime import date

import numpy as np
import pytest

from polybius.analysis.backtest import backtest
from polybius.analysis.events import EventTable, day_of
from tests.analysis.tables import deed, table

START = 18_000


def past(days: int = 400, rate: float = 0.15) -> EventTable:
    chance = np.random.default_rng(5)
    attacks = [deed(START + n) for n in range(days) if chance.random() < rate]
    return table(*attacks, *(deed(START + n, "Eastland", "Westland", "04") for n in range(days)))


def test_rounds_do_not_overlap_and_end_with_the_table() -> None:
    found = backtest(past(), horizon=30)
    assert found.last == str(day_of(START + 399 - 30))
    assert (date.fromisoformat(found.last) - date.fromisoformat(found.first)).days == 30 * (found.rounds - 1)
    assert found.board.resolved == found.rounds * len(found.pairs)


def test_a_steady_pair_is_forecast_better_than_by_the_base_rate_of_all() -> None:
    found = backtest(past(), horizon=7)
    assert found.board.brier is not None
    assert found.board.brier < found.base_brier


def test_numbers_are_scored_too() -> None:
    found = backtest(past(), horizon=7, pair=("Northland", "Southland"))
    assert (found.pairs, found.board.counted) == ((("Northland", "Southland"),), found.rounds)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (past(100), "100 days are known; 181 are needed"),
        (table(deed(START), deed(START + 200)), "no pair has 20 deeds"),
    ],
)
def test_a_past_that_is_too_short_or_thin_is_refused(table: EventTable, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        backtest(table, horizon=30)
