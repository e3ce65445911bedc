"""Forecasts for a pair, their words, and what is refused."""

from datetime import date

import numpy as np
import pytest

from polybius.analysis.events import Deed, EventTable, number_of
from polybius.analysis.forecast import (
    Refusal,
    came_true,
    data_hash,
    forecast_conflict,
    forecast_place,
    is_over,
    result_of,
    score_forecasts,
)
from polybius.foreseen import Forecast, in_words
from tests.analysis.tables import deed, table

START = number_of(date(2020, 1, 1))
MADE = date(2020, 12, 1)
PAIR = ("Northland", "Southland")


def year(rate: float = 0.1, *, publishers: tuple[str, ...] = ("Vela Post", "Coast Gazette")) -> EventTable:
    """A year of daily talk between others, and attacks of one pair at some rate."""
    chance = np.random.default_rng(4)
    talk = [deed(START + n, "Eastland", "Westland", "04") for n in range(360)]
    days = [START + n for n in range(360) if chance.random() < rate]
    attacks = [deed(day, publisher=publishers[day % len(publishers)]) for day in days]
    return table(*talk, *attacks)


def made(events: EventTable, *, horizon: int = 30) -> Forecast:
    found = forecast_conflict(events, PAIR, made=MADE, horizon=horizon)
    assert isinstance(found, Forecast)
    return found


@pytest.mark.parametrize(
    ("probability", "words"),
    [(0.01, "almost no chance"), (0.05, "very unlikely"), (0.3, "unlikely"), (0.5, "roughly even chance"),
     (0.6, "likely"), (0.94, "very likely"), (0.95, "almost certain"), (1.0, "almost certain")],
)  # fmt: skip
def test_words_are_those_of_the_directive(probability: float, words: str) -> None:
    assert in_words(probability) == words


def test_a_forecast_says_number_words_and_climatology() -> None:
    found = made(year(0.1))
    assert (found.made, found.due) == ("2020-12-01", "2020-12-31")
    assert found.words == f"{in_words(round(found.probability, 2))} ({found.probability:.0%})"
    assert f"past windows {found.climatology:.0%}" in str(found)


def test_longer_windows_are_likelier() -> None:
    week, month = (made(year(0.1), horizon=horizon).probability for horizon in (7, 30))
    assert 0.3 < week < month


def test_a_forecast_does_not_look_ahead() -> None:
    events = year()
    known = events.until(number_of(MADE))
    assert made(events) == made(known)
    assert made(events).data == data_hash(known) != data_hash(events)


def test_nothing_is_ever_certain() -> None:
    assert made(year(1.0)).probability <= 0.99


@pytest.mark.parametrize(
    ("events", "horizon", "reason"),
    [
        (year(0.02), 7, "events are known of them; 20 are needed"),
        (year(0.2, publishers=("Vela Post",)), 7, "1 source tells of them; 2 are needed"),
        (year(0.2), 90, "336 days are known; 360 are needed to speak of 90"),
    ],
)
def test_too_little_is_refused(events: EventTable, horizon: int, reason: str) -> None:
    found = forecast_conflict(events, PAIR, made=MADE, horizon=horizon)
    assert isinstance(found, Refusal)
    assert reason in found.reason


def test_silence_of_the_sources_is_refused() -> None:
    found = forecast_conflict(year(0.2), PAIR, made=date(2021, 1, 15), horizon=30)
    assert isinstance(found, Refusal)
    assert found.reason == "anything was told on 9 of the last 30 days; 15 are needed"


def later(*deeds: Deed) -> EventTable:
    talk = (deed(number_of(MADE) + n, "Eastland", "Westland", "04") for n in range(20))
    return table(*talk, *deeds)


@pytest.mark.parametrize(
    ("deeds", "came"),
    [
        ([deed(number_of(date(2020, 12, 5)))], True),
        ([deed(number_of(date(2020, 12, 5)), code="04")], None),
        ([deed(number_of(date(2021, 1, 2)))], False),
        ([deed(number_of(date(2020, 12, 31)), code="04")], False),
    ],
)
def test_a_forecast_is_resolved_by_what_came(deeds: list[Deed], came: bool | None) -> None:
    assert came_true(made(year()), later(*deeds)) is came


def test_a_forecast_stays_open_where_little_was_told() -> None:
    assert came_true(made(year()), table(deed(number_of(date(2020, 12, 31)), code="04"))) is None


def test_anybody_stands_for_a_whole_actor() -> None:
    found = forecast_conflict(year(0.2), ("Northland", None), made=MADE, horizon=7)
    assert isinstance(found, Forecast)
    assert str(found).startswith("Northland → anybody")


def test_resolved_forecasts_are_scored_beside_climatology() -> None:
    said = made(year())
    board = score_forecasts([(said, True, None), (said, True, None), (said, None, None)])
    assert (board.resolved, board.open) == (2, 1)
    assert board.brier == pytest.approx((1 - said.probability) ** 2)
    assert board.climatology_brier == pytest.approx((1 - said.climatology) ** 2)
    assert [band.count for band in board.reliability] == [2]


def test_nothing_resolved_is_not_scored() -> None:
    assert score_forecasts([(made(year()), None, None)]).brier is None


def test_what_came_is_counted_and_named() -> None:
    found = result_of(made(year()), later(deed(number_of(date(2020, 12, 5))), deed(number_of(date(2020, 12, 6)))))
    assert (found.came, found.number, [proof.day for proof in found.proofs]) == (True, 2, ["2020-12-05", "2020-12-06"])
    assert found.proofs[0].text == "Northland → Southland, CAMEO 190"


def test_a_time_is_over_where_anything_is_told_of_its_end() -> None:
    assert not is_over(made(year()), later())
    assert is_over(made(year()), later(deed(number_of(date(2020, 12, 31)), "Eastland", "Westland", "04")))


def test_numbers_are_scored_beside_climatology_and_by_their_range() -> None:
    said = made(year(), horizon=7)
    assert said.counts is not None
    board = score_forecasts([(said, True, said.counts.high), (said, True, said.counts.high + 9), (said, None, None)])
    assert (board.counted, board.covered) == (2, 0.5)
    assert board.crps is not None and board.crps > 0


def test_a_country_is_forecast_by_what_anybody_did_in_it() -> None:
    found = forecast_place(year(0.2), "Southland", made=MADE, horizon=7)
    assert isinstance(found, Forecast)
    assert (found.source, found.target, found.place) == (None, None, "Southland")
    assert str(found).startswith("in Southland, material conflict within 7 days")


def test_a_refusal_says_of_whom_and_why() -> None:
    found = forecast_place(year(0.02), "Southland", made=MADE, horizon=7)
    assert str(found).startswith("in Southland, within 7 days: no forecast, ")
