"""Daily series of what one did to another."""

import pytest

from polybius.analysis.cameo import Quad
from polybius.analysis.series import acts, deeds_on, dyad_series, dyads
from tests.analysis.tables import deed, table

DEEDS = table(
    deed(10), deed(10, code="180"), deed(12, code="04"), deed(12, "Southland", "Northland"),
    deed(13, "Eastland", "Westland", publisher="Vela Post"),
    deed(13, "Eastland", "Westland", publisher="Coast Gazette"),
)  # fmt: skip


def test_deeds_are_counted_by_day_and_class() -> None:
    series = dyad_series(DEEDS, "Northland", "Southland")
    assert series.of(Quad.MATERIAL_CONFLICT).tolist() == [2, 0, 0, 0]
    assert series.of(Quad.VERBAL_COOPERATION).tolist() == [0, 0, 1, 0]


def test_intensity_is_summed_by_day() -> None:
    assert dyad_series(DEEDS, "Northland", "Southland").goldstein.tolist() == [-19, 0, 1, 0]


def test_a_day_on_which_nothing_was_told_is_not_covered() -> None:
    series = dyad_series(DEEDS, "Northland", "Southland", first=9, last=13)
    assert series.covered.tolist() == [False, True, False, True, True]
    assert series.tellings.tolist() == [0, 2, 0, 2, 2]
    assert series.outlets.tolist() == [0, 1, 0, 1, 2]


def test_days_are_named() -> None:
    assert [str(day) for day in dyad_series(DEEDS, "Northland", "Southland", first=0, last=1).days] == [
        "1970-01-01", "1970-01-02",
    ]  # fmt: skip


def test_an_unknown_actor_is_refused_with_those_of_like_name() -> None:
    with pytest.raises(ValueError, match="no actor 'north' among 4; near: Northland"):
        dyad_series(DEEDS, "north", "Southland")


def test_busy_pairs_come_first() -> None:
    assert dyads(DEEDS, at_least=1)[0] == ("Northland", "Southland")
    assert dyads(DEEDS, at_least=2) == (("Northland", "Southland"),)


def test_acts_of_proxies_count_with_those_of_their_backer() -> None:
    deeds = table(deed(1), deed(2, "Front", "Southland"), deed(3, "Front", "Southland", "04"), deed(4, "Southland"))
    assert acts(deeds, ["Northland"], ["Southland"]).tolist() == [1, 0, 0, 0]
    assert acts(deeds, ["Northland", "Front"], ["Southland"]).tolist() == [1, 1, 0, 0]


def test_the_deeds_of_a_day_can_be_named() -> None:
    assert deeds_on(DEEDS, 10, ["Northland"], ["Southland"]) == (0, 1)
    assert deeds_on(DEEDS, 12, ["Northland"], ["Southland"]) == ()
