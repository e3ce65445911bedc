import time

import pytest

from polybius.errors import OntologyError
from polybius.model import Precision
from polybius.resolve.gazetteer import Gazetteer, open_gazetteer
from polybius.resolve.spelling import folded, plain

SAME_NAME = {
    "article": ("Al-Bukamal", "Abu Kamal", "Albu Kamal"),
    "sun letter": ("Deir ez-Zor", "Deir al-Zour", "Dayr az Zawr"),
    "q and k": ("Raqqa", "Ar-Raqqah", "Al-Rakka"),
    "ending": ("Salamiyah", "Salamiya", "Salamiyya"),
    "kh and h": ("Khan Yunis", "Khan Younis", "Han Yunis"),
    "doubled letter": ("Lattakia", "Latakia"),
    "saint": ("Saint Petersburg", "St. Petersburg"),
    "apostrophe": ("Sa'dah", "Saada", "Sadah"),
    "vowels": ("Tarhuna", "Tarhouna"),
}

KNOWN = [
    ("Kiev", "UKR", 50.45, 30.52),
    ("Kyiv", "UKR", 50.45, 30.52),
    ("Abu Kamal", "SYR", 34.45, 40.92),
    ("Al Bukamal", "SYR", 34.45, 40.92),
    ("Al Qai’im", "IRQ", 34.39, 40.99),
    ("Hims", "SYR", 34.73, 36.72),
    ("Halab", "SYR", 36.2, 37.16),
    ("Ar Raqqah", "SYR", 35.95, 39.01),
    ("Mocimboa da Praia", "MOZ", -11.35, 40.35),
    ("Strait of Hormuz", None, 26.57, 56.25),
    ("Sambisa Forest", "NGA", 11.2, 13.4),
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize("names", SAME_NAME.values(), ids=SAME_NAME.keys())
def test_transliterations_of_one_name_share_a_folded_key(names: tuple[str, ...]) -> None:
    assert len({folded(plain(name)) for name in names}) == 1


def test_plain_key_forgets_case_diacritics_and_punctuation() -> None:
    assert plain("Mocímboa-da PRAIA") == "mocimboa da praia"


@pytest.mark.parametrize(("name", "country", "latitude", "longitude"), KNOWN, ids=[k[0] for k in KNOWN])
def test_known_place_is_found(
    gazetteer: Gazetteer, name: str, country: str | None, latitude: float, longitude: float
) -> None:
    entries = gazetteer.find(name)
    assert any(
        e.country == country and abs(e.latitude - latitude) < 0.1 and abs(e.longitude - longitude) < 0.1
        for e in entries
    )


def test_unknown_name_finds_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Qwzxtrpv") == []
    assert not gazetteer.knows("Qwzxtrpv")
    assert gazetteer.prominence("Qwzxtrpv") == 0


def test_most_people_come_first(gazetteer: Gazetteer) -> None:
    people = [entry.population for entry in gazetteer.find("Tripoli")]
    assert people == sorted(people, reverse=True)


def test_town_carries_its_division_and_geonames_id(gazetteer: Gazetteer) -> None:
    town = next(e for e in gazetteer.find("Mosul") if e.kind == "city")
    assert (town.admin1, town.geonames, town.precision) == ("Nineveh", 99072, Precision.EXACT)


def test_prominence_tells_a_city_from_a_village_called_like_a_word(gazetteer: Gazetteer) -> None:
    assert gazetteer.prominence("Mosul") > 0.8
    assert gazetteer.prominence("Eden") < 0.7


def test_bent_spelling_is_marked(gazetteer: Gazetteer) -> None:
    assert not gazetteer.find("Al Qai’im")[0].is_exact
    assert gazetteer.find("Mosul")[0].is_exact


def test_demonym_names_its_country(gazetteer: Gazetteer) -> None:
    syria = gazetteer.country("Syrian")
    assert syria is not None
    assert syria.countries == ("SYR",)


def test_capital_belongs_to_its_country(gazetteer: Gazetteer) -> None:
    capital = gazetteer.capital("IRQ")
    assert capital is not None
    assert capital.name == "Baghdad"


def test_border_has_a_middle_between_the_neighbours(gazetteer: Gazetteer) -> None:
    border = gazetteer.border("SYR", "IRQ")
    assert border is not None
    assert 33 < border.middle[0] < 37.5
    assert 38.5 < border.middle[1] < 42.5
    assert gazetteer.border("SYR", "CHL") is None


def test_postal_code_names_a_state(gazetteer: Gazetteer) -> None:
    state = gazetteer.divisions_of_code("TX")[0]
    assert state is not None
    assert state.name == "Texas"


def test_missing_index_is_an_error_that_says_how_to_make_it(tmp_path) -> None:
    with pytest.raises(OntologyError, match=r"hatch_build\.py"):
        Gazetteer(tmp_path)


def test_opens_quickly_because_nothing_is_loaded() -> None:
    started = time.perf_counter()
    Gazetteer()
    assert time.perf_counter() - started < 0.1


@pytest.mark.parametrize(
    ("name", "kind", "geonames"),
    [("Catalonia", "admin1", 3336901), ("Licking County", "admin2", 5160740), ("Nineveh", "admin1", 92877)],
)
def test_division_carries_its_geonames_id(gazetteer: Gazetteer, name: str, kind: str, geonames: int) -> None:
    assert geonames in {e.geonames for e in gazetteer.find(name) if e.kind == kind}


def test_region_that_is_a_province_has_its_id(gazetteer: Gazetteer) -> None:
    assert {e.geonames for e in gazetteer.find("West Bank")} == {285153}


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [("Texas", "Paris", True), ("Ill.", "Springfield", True), ("Iran", "Iraq", False), ("Canada", "Ontario", True)],
)
def test_a_list_of_countries_is_no_place_in_a_country(
    gazetteer: Gazetteer, outer: str, inner: str, expected: bool
) -> None:
    assert gazetteer.contains(outer, inner) is expected


def test_adjective_of_a_region_is_known(gazetteer: Gazetteer) -> None:
    entry = gazetteer.of_demonym("African")
    assert entry is not None
    assert (entry.name, entry.geonames) == ("Africa", 6255146)


def test_province_is_found_without_its_generic_word(gazetteer: Gazetteer) -> None:
    assert "Province of Pangasinan" in {e.name for e in gazetteer.find("Pangasinan")}
