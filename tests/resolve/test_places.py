from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polybius.model import Place, Precision
from polybius.resolve.candidates import distance
from polybius.resolve.phrases import parse_phrase
from polybius.resolve.places import resolve_place, resolve_places

# words, countries named, expected (country, latitude, longitude, tolerance in km, precision)
PHRASES = [
    ("eastern Syria", {}, ("SYR", 35.0, 40.3, 60, "region")),
    ("western Iraq", {}, ("IRQ", 33.2, 42.2, 80, "region")),
    ("southern suburbs of Tripoli", {"LBY": 3}, ("LBY", 32.78, 13.19, 10, "near")),
    ("the capital's southern suburbs", {"LBY": 3}, ("LBY", 32.78, 13.19, 10, "near")),
    ("the outskirts of Santa Cruz", {"BOL": 1}, ("BOL", -17.78, -63.18, 10, "near")),
    ("20 km north of Homs", {"SYR": 1}, ("SYR", 34.91, 36.72, 5, "near")),
    ("12 miles west of Mosul", {"IRQ": 1}, ("IRQ", 36.33, 42.9, 10, "near")),
    ("between Homs and Hama", {"SYR": 1}, ("SYR", 34.93, 36.74, 10, "near")),
    ("the capital", {"LBY": 2}, ("LBY", 32.89, 13.19, 10, "exact")),
    ("the Syrian capital", {}, ("SYR", 33.51, 36.29, 10, "exact")),
    ("restive Deir ez-Zor province", {"SYR": 1}, ("SYR", 35.1, 40.2, 60, "admin1")),
    ("Deir ez-Zor province", {"SYR": 1}, ("SYR", 35.1, 40.2, 60, "admin1")),
    ("North Kivu province", {"COD": 1}, ("COD", -0.6, 29.1, 80, "admin1")),
    ("Paris, Texas", {"FRA": 2}, ("USA", 33.66, -95.55, 10, "exact")),
    ("Columbia, S.C.", {}, ("USA", 34.0, -81.03, 10, "exact")),
    ("Myanmar's Shan State", {}, ("MMR", 21.8, 98.0, 80, "admin1")),
    ("the port of Basra", {}, ("IRQ", 30.51, 47.79, 10, "exact")),
    ("southern Iraqi oil port of Basra", {}, ("IRQ", 30.51, 47.79, 10, "exact")),
    ("Jufra air base", {"LBY": 1}, ("LBY", 29.2, 16.0, 30, "exact")),
    ("Lachin road", {"AZE": 1}, ("AZE", 39.6, 46.5, 20, "region")),
    ("Golan Heights", {"ISR": 1}, ("SYR", 33.0, 35.75, 20, "region")),
    ("Gaza", {"ISR": 1}, ("PSE", 31.42, 34.37, 20, "admin1")),
    ("Gulf of Aden", {"YEM": 1}, (None, 12.5, 47.5, 50, "region")),
    ("the Middle East", {}, (None, 29.0, 41.0, 50, "international")),
    ("the Syrian-Iraqi border", {}, (None, 35.3, 41.3, 120, "region")),
    ("the border between Poland and Belarus", {}, (None, 52.8, 23.7, 100, "region")),
]


def resolved(words: str, countries: Mapping[str, float], hint: str | None = None) -> Place:
    found = resolve_place(words, countries=countries, hint=hint)
    assert found is not None
    return found.value


@pytest.mark.parametrize(("words", "countries", "expected"), PHRASES, ids=[p[0] for p in PHRASES])
def test_phrase_gives_place_and_precision(
    words: str, countries: dict[str, float], expected: tuple[str | None, float, float, float, str]
) -> None:
    country, latitude, longitude, tolerance, precision = expected
    place = resolved(words, countries)
    assert place.latitude is not None
    assert place.longitude is not None
    assert (place.country, place.precision.value) == (country, precision)
    assert distance((place.latitude, place.longitude), (latitude, longitude)) < tolerance


@pytest.mark.parametrize(("country", "latitude"), [("LBY", 32.89), ("LBN", 34.43)])
def test_country_of_the_report_decides_between_namesakes(country: str, latitude: float) -> None:
    place = resolved("Tripoli", {country: 2.0})
    assert place.country == country
    assert place.latitude == pytest.approx(latitude, abs=0.05)


def test_nearby_places_decide_between_namesakes() -> None:
    found = resolve_place("Hyderabad", countries={}, near=[(25.5, 68.5), (24.9, 67.0), (25.3, 69.0)])
    names = resolve_places(["Karachi", "Sukkur", "Quetta", "Hyderabad"], countries={"IND": 1})
    assert found is not None
    assert names[3] is not None
    assert names[3].value.country == "PAK"


def test_bare_name_is_the_town_not_the_province_round_it() -> None:
    assert resolved("Homs", {"SYR": 1}).precision is Precision.EXACT


def test_noun_beside_the_name_asks_for_the_province() -> None:
    assert resolved("Homs", {"SYR": 1}, hint="province").precision is Precision.ADMIN1


def test_preposition_beside_the_name_makes_it_near() -> None:
    assert resolved("Homs", {"SYR": 1}, hint="near").precision is Precision.NEAR


def test_score_is_the_sum_of_its_reasons() -> None:
    found = resolve_place("Mosul", countries={"IRQ": 1})
    assert found is not None
    assert found.score == pytest.approx(sum(share for _, share in found.reasons))
    assert "lies_in_named_country" in dict(found.reasons)


def test_unknown_name_after_a_hint_is_a_place_without_coordinates() -> None:
    place = resolved("Qarn Zuwaytil", {"YEM": 2}, hint="village")
    assert (place.country, place.latitude, place.precision) == ("YEM", None, Precision.EXACT)


def test_unknown_name_in_a_known_town_lies_near_it() -> None:
    place = resolved("Qarn Zuwaytil in Aden", {"YEM": 2})
    assert place.precision is Precision.NEAR
    assert place.latitude == pytest.approx(12.8, abs=0.1)


@pytest.mark.parametrize("words", ["Qarn Zuwaytil", "its border", "the west", "same region", ""])
def test_no_name_gives_no_place(words: str) -> None:
    assert resolve_place(words, countries={"YEM": 2}) is None


def test_village_abroad_is_not_taken_for_an_unknown_one() -> None:
    assert resolve_place("Katia", countries={"MOZ": 3}) is None


def test_border_lies_where_the_reports_other_places_are() -> None:
    names = ["the Syrian-Iraqi border", "Abu Kamal", "Al Qaim"]
    border = resolve_places(names, countries={"SYR": 1, "IRQ": 1})[0]
    assert border is not None
    assert border.value.latitude == pytest.approx(34.41, abs=0.1)


def test_border_with_nobody_known_has_no_coordinates() -> None:
    place = resolved("Israel’s border", {"ISR": 3, "SYR": 1, "LBN": 1})
    assert (place.country, place.latitude, place.precision) == ("ISR", None, Precision.REGION)


def test_border_with_the_only_neighbour_named_lies_between_them() -> None:
    place = resolved("the Thai border", {"MMR": 3, "THA": 1})
    assert place.longitude == pytest.approx(98.6, abs=1.5)


def test_places_come_in_the_order_of_their_names() -> None:
    found = resolve_places(["Mosul", "Qwzxtrpv", "Raqqa"], countries={"SYR": 1, "IRQ": 1})
    assert [f.value.name if f else None for f in found] == ["Mosul", None, "Raqqa"]


def test_country_is_called_as_usual() -> None:
    place = resolved("the US", {})
    assert (place.name, place.country, place.precision) == ("United States", "USA", Precision.COUNTRY)


@given(st.text(max_size=60))
def test_any_words_can_be_asked(words: str) -> None:
    found = resolve_place(words, countries={"SYR": 1})
    assert found is None or found.value.latitude is None or -90 <= found.value.latitude <= 90


@given(st.text(max_size=60))
def test_phrase_keeps_a_core_inside_its_words(words: str) -> None:
    phrase = parse_phrase(words)
    assert phrase.core.casefold() in phrase.text.casefold()


def test_state_is_not_taken_for_a_small_town_of_its_name() -> None:
    found = resolve_place("Montana", countries={"USA": 2})
    assert found is not None
    assert found.value.precision is Precision.ADMIN1


def test_unknown_river_is_not_the_state_it_is_named_after() -> None:
    found = resolve_place("Vermont River", countries={"USA": 1}, hint="place")
    assert found is not None
    assert (found.value.latitude, found.value.geonames) == (None, None)
