"""Who held which office on a day: of states, of bodies, at handovers and where the terms leave it open."""

from __future__ import annotations

import pytest

from polybius.errors import OntologyError
from polybius.model import ActorKind
from polybius.ontology import Entry, Office, Offices, Post, Title, is_active, load_ontology, meets

MINISTER = Post("defence minister", frozenset({"minister of defence"}), frozenset({ActorKind.GOVERNMENT}))
TITLES = {"defence minister": Title("minister of defence"), "minister of defence": Title("minister of defence")}


def offices(*terms: tuple[str, str | None, str | None], rival: bool = False) -> Offices:
    """Returns ministers of defence of one state, the last of whom may be a rival."""
    entries = {"SYL": Entry("SYL", "Syldavia", ActorKind.STATE, country="SYL")}
    for number, (name, start, end) in enumerate(terms, 1):
        office = Office("Minister of Defence", "SYL", start, end, rival=rival and number == len(terms))
        entries[name] = Entry(name, name, ActorKind.PERSON, country="SYL", offices=(office,))
    return Offices(entries, [MINISTER], TITLES)


def holder(of: Offices, day: str) -> str | None:
    """Returns the name of the minister on a day."""
    entry = of.office_holder("SYL", "defence minister", day)
    return entry.name if entry else None


@pytest.mark.parametrize(
    ("country", "office", "day", "name"),
    [
        ("RUS", "defence minister", "2018-03-01", "Sergei Shoigu"),
        ("UKR", "defense minister", "2020-02", "Andriy Zahorodniuk"),
        ("USA", "defense secretary", "2018-12-31", "Jim Mattis"),
        ("GBR", "home secretary", "2016-05", "Theresa May"),
        ("FRA", "interior minister", "2015-11-13", "Bernard Cazeneuve"),
        ("ESP", "head of state", "2015", "King Felipe VI"),
        ("PAK", "army chief", "2018", "Qamar Javed Bajwa"),
        ("NGA", "chief of defence staff", "2022-06-05", "Lucky Irabor"),
        ("Quds Force", "commander", "2019", "Qassem Soleimani"),
    ],
)
def test_the_holder_of_an_office_is_known(country: str, office: str, day: str, name: str) -> None:
    entry = load_ontology().offices.office_holder(country, office, day)
    assert entry is not None
    assert entry.name == name


def test_an_army_chief_is_no_chief_of_defence_staff() -> None:
    entry = load_ontology().offices.office_holder("NGA", "army chief", "2022-06-05")
    assert entry is not None
    assert entry.name == "Faruk Yahaya"


def test_the_day_of_a_handover_is_the_successors() -> None:
    terms = offices(("Anna Bertok", "2010-01-01", "2015-06-01"), ("Boris Kropow", "2015-06-01", None))
    assert [holder(terms, day) for day in ("2015-05-31", "2015-06-01")] == ["Anna Bertok", "Boris Kropow"]


def test_the_last_day_before_a_gap_is_the_holders() -> None:
    assert holder(offices(("Anna Bertok", "2010-01-01", "2015-06-01")), "2015-06-01") == "Anna Bertok"


def test_a_month_in_which_an_office_changes_hands_has_no_holder() -> None:
    terms = offices(("Anna Bertok", "2010", "2015-06"), ("Boris Kropow", "2015-06", None))
    assert [holder(terms, day) for day in ("2015-05-31", "2015-06-15", "2015-07-01")] == [
        "Anna Bertok",
        None,
        "Boris Kropow",
    ]


@pytest.mark.parametrize("day", ["2009-12-31", "2016-01-01"])
def test_a_day_outside_the_terms_has_no_holder(day: str) -> None:
    assert holder(offices(("Anna Bertok", "2010", "2015")), day) is None


def test_a_day_after_what_is_known_has_no_holder() -> None:
    terms = offices(("Anna Bertok", "2010", None))
    assert [holder(terms, day) for day in ("2025-12-31", "2026-01-01")] == ["Anna Bertok", None]


def test_a_term_without_a_start_answers_for_no_day() -> None:
    assert holder(offices(("Anna Bertok", None, "2015")), "2014-01-01") is None


def test_a_rival_takes_no_office_from_its_holder() -> None:
    terms = offices(("Anna Bertok", "2010", None), ("Boris Kropow", "2012", "2013"), rival=True)
    assert holder(terms, "2012-06-01") == "Anna Bertok"


@pytest.mark.parametrize(
    ("end", "rival", "count"), [("2012-06", False, 0), ("2013", False, 1), (None, False, 1), ("2013", True, 0)]
)
def test_two_holders_at_one_time_overlap(end: str | None, rival: bool, count: int) -> None:
    terms = offices(("Anna Bertok", "2010", end), ("Boris Kropow", "2012-06-15", "2014"), rival=rival)
    assert [(seat, one.holder, other.holder) for seat, _, one, other in terms.overlaps()] == [
        ("SYL", "Anna Bertok", "Boris Kropow")
    ] * count


@pytest.mark.parametrize(("office", "one"), [("Defence Minister", True), ("ambassador", False)])
def test_some_offices_are_held_by_one(office: str, one: bool) -> None:
    assert load_ontology().offices.is_held_by_one(office) is one


@pytest.mark.parametrize(
    ("entry", "active"),
    [
        (Entry("a", "a", ActorKind.ARMED_GROUP, start="1990", end="2009"), False),
        (Entry("b", "b", ActorKind.ARMED_GROUP, start="1990"), True),
        (Entry("c", "c", ActorKind.ARMED_GROUP), True),
        (Entry("d", "d", ActorKind.PERSON, offices=(Office("Leader", "x", "1990", "2009"),)), False),
        (Entry("e", "e", ActorKind.PERSON, offices=(Office("Leader", "x", None, "2009"),)), True),
    ],
)
def test_actors_are_about_in_their_years_and_terms(entry: Entry, active: bool) -> None:
    assert is_active(entry, "2018-03-01") is active


def test_an_office_of_an_unknown_body_is_an_error() -> None:
    stray = Entry("Anna Bertok", "Anna Bertok", ActorKind.PERSON, offices=(Office("Minister of Defence", "Borduria"),))
    with pytest.raises(OntologyError, match="Anna Bertok has an office of 'Borduria'"):
        holder(Offices({"Anna Bertok": stray}, [MINISTER], TITLES), "2018")


def test_offices_of_a_person_are_those_of_the_day() -> None:
    held = load_ontology().offices.offices_of("Sergey Shoigu", "2018-06")
    assert [(office.title, office.of) for office in held] == [("Minister of Defence", "RUS")]


@pytest.mark.parametrize(
    ("start", "end", "day", "met"),
    [
        ("2018-03", "2018", "2018", True),
        ("2018-03", None, "2018-02-28", False),
        (None, "2016-02", "2016-02-29", True),
        ("2018", "2018", "2018-12-31", True),
        (None, None, "2018", True),
    ],
)
def test_times_meet(start: str | None, end: str | None, day: str, met: bool) -> None:
    assert meets(start, end, day) is met
