from __future__ import annotations

import pytest

from polybius.fuse.places import great_circle, match_places, place_keys, regroup_places
from polybius.incidents import Band, PlaceMember
from polybius.model import Precision
from tests.fuse.told import place

TRIPOLI = {"latitude": 32.89, "longitude": 13.19, "country": "LBY"}
IN_LEBANON = {"latitude": 34.44, "longitude": 35.85, "country": "LBN"}
RUZ = {"latitude": 33.7, "longitude": 45.08, "country": "IRQ"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (place("r1", "Tripoli", geonames=2210247, **TRIPOLI), place("r2", "Tarabulus", geonames=2210247, **TRIPOLI)),
        (place("r1", "Balad Ruz", **RUZ), place("r2", "Balad Rooz", **RUZ)),
        (place("r1", "Deir ez-Zor", **RUZ), place("r2", "Dayr al-Zawr", **RUZ)),
    ],
    ids=["same id", "other spelling", "other article and vowels"],
)
def test_one_place_under_two_names_is_one(one: PlaceMember, other: PlaceMember) -> None:
    assert set(place_keys(one.place)) & set(place_keys(other.place))
    assert len(regroup_places([one, other])) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (place("r1", "Tripoli", **TRIPOLI), place("r2", "Tripoli", **IN_LEBANON)),
        (place("r1", "Tripoli", **TRIPOLI), place("r2", "Tripoli", precision=Precision.ADMIN1, **IN_LEBANON)),
        (place("r1", "the gorge", **TRIPOLI), place("r2", "the gorge", **TRIPOLI)),
    ],
    ids=["two towns", "town and district abroad", "only described"],
)
def test_two_places_of_one_name_stay_apart(one: PlaceMember, other: PlaceMember) -> None:
    assert len(regroup_places([one, other])) == 2


def test_another_vowel_at_the_start_waits_for_a_person() -> None:
    one, other = place("r1", "Idlib", country="SYR"), place("r2", "Edlib", country="SYR")
    assert set(place_keys(one.place)) & set(place_keys(other.place))
    assert match_places(("a", one.place), ("b", other.place)).band is Band.SUGGESTED


def test_a_name_without_coordinates_waits_for_a_person() -> None:
    found = match_places(
        ("a", place("r1", "Vela", country="IRQ").place), ("b", place("r2", "Vela", country="IRQ").place)
    )
    assert found.band is Band.SUGGESTED


def test_great_circle_is_that_of_the_globe() -> None:
    assert great_circle((0.0, 0.0), (0.0, 180.0)) == pytest.approx(20015, abs=1)
