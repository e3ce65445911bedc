"""What happened, from incidents with their accounts: facts for the ledger, and deeds for series."""

from __future__ import annotations

import pytest

from polybius.analysis.deeds import from_incidents, in_countries
from polybius.analysis.events import day_of
from polybius.analysis.facts import Fact, facts_of_incidents
from polybius.incidents import Account, Field, Incident, Participant, Scene, Version
from polybius.model import EventType, Span, Status, TimeSpan

VELA = Scene("p1", "Vela", country="ERI")


def account(id: str, published: str, status: Status = Status.HAPPENED, when: str | None = "2021-03-01", **more: object):
    parts = {"publisher": "Vela Post", "said": "They shelled Vela.", "place": VELA, "origin": id} | more
    return Account(
        id, f"r-{id}", "e1", EventType.ASSAULT, status, Span(0, 4), Span(0, 9), published=published,
        when=TimeSpan(when, when) if when else None, initiators=(Participant("a1", "Northland"),), **parts,
    )  # fmt: skip


def incident(*accounts: Account, when: str = "2021-03-01/2021-03-01", **fields: tuple[str, ...]) -> Incident:
    told = {"type": ("ASSAULT",), "status": ("happened",), "initiators": ("a1",), "targets": ("a2",), "place": ("p1",)}
    told |= {"when": (when,)} if when else {}
    ids = tuple(one.id for one in accounts)
    versions = tuple(Field(name, (Version(value, ids),)) for name, value in (told | fields).items())
    return Incident("i1", ids, versions, first=min(one.published or "" for one in accounts))


def side_of(id: str) -> str:
    return {"a1": "NRL", "a2": "SUL"}.get(id, id)


def fact(found: Incident, *accounts: Account) -> Fact | None:
    return facts_of_incidents([(found, accounts)], side_of).by_id.get("i1")


def test_a_fact_is_told_by_sides_day_and_place() -> None:
    one = account("x1", "2021-03-02")
    found = fact(incident(one), one)
    assert found is not None
    assert (found.doers, found.targets, found.first, found.country) == ({"NRL"}, {"SUL"}, "2021-03-01", "ERI")
    assert [(e.report, e.day, e.text) for e in found.evidence] == [("r-x1", "2021-03-01", "They shelled Vela.")]


def test_a_day_that_nobody_gives_stays_unknown() -> None:
    one = account("x1", "2021-03-02", when=None)
    found = fact(incident(one, when=""), one)
    assert found is not None
    assert (found.first, found.told) == (None, "2021-03-02")


def test_each_independent_origin_is_a_witness_and_a_copy_is_none() -> None:
    told = [account("x1", "2021-03-02"), account("x2", "2021-03-03", origin="x1"), account("x3", "2021-03-04")]
    found = fact(incident(*told), *told)
    assert found is not None
    assert [evidence.report for evidence in found.evidence] == ["r-x1", "r-x3"]


@pytest.mark.parametrize(
    ("second", "known"),
    [
        (("2021-03-02", Status.HAPPENED), True),
        (("2021-02-01", Status.HAPPENED), False),
        (("2021-03-02", Status.DENIED), False),
    ],
    ids=["the plan, then the deed", "the deed, then the plan", "the plan, then a denial"],
)
def test_what_was_planned_came_about_where_later_accounts_say_so(second: tuple[str, Status], known: bool) -> None:
    told = [account("x1", "2021-02-20", Status.PLANNED, "2021-02-28"), account("x2", *second)]
    found = fact(incident(*told, status=("planned",), when="2021-02-28/2021-03-01"), *told)
    assert (found is not None) is known
    assert found is None or found.first == "2021-03-01"


def test_a_deed_counts_once_and_is_told_by_each_publisher_that_is_no_copy() -> None:
    copied = account("x3", "2021-03-03", origin="x1", publisher="Copyist")
    told = [account("x1", "2021-03-02"), account("x2", "2021-03-03", publisher="Coast Gazette"), copied]
    table = from_incidents([(incident(*told), told)], side_of)
    assert (len(table), table.ids, table.actors) == (1, ("i1",), ("NRL", "SUL"))
    assert (table.tellings.tolist(), table.publishers) == ([2], ("Coast Gazette", "Vela Post"))
    assert str(day_of(int(table.days[0]))) == "2021-03-01"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"targets": ()}, "no doer or no target"),
        ({"when": "2021-03-01/2021-03-20"}, "no day to within 7"),
        ({"when": ""}, "no day to within 7"),
    ],
)
def test_what_is_left_out_is_counted(fields: dict[str, object], reason: str) -> None:
    one = account("x1", "2021-03-02")
    table = from_incidents([(incident(one, **fields), [one])], side_of)  # type: ignore[arg-type]
    assert (len(table), table.problems) == (0, (f"1 incidents left out: {reason}",))


def test_what_has_not_happened_is_no_deed() -> None:
    one = account("x1", "2021-03-02", Status.THREATENED)
    table = from_incidents([(incident(one, status=("threatened",)), [one])], side_of)
    assert (len(table), table.problems) == (0, ())


def test_by_country_a_deed_needs_no_target() -> None:
    one = account("x1", "2021-03-02")
    table = in_countries([(incident(one, targets=()), [one])], side_of)
    assert [table.actors[n] for n in table.targets] == ["ERI"]


def test_the_days_of_reports_are_days_on_which_something_was_told() -> None:
    one = account("x1", "2021-03-02", when=None)
    table = from_incidents([(incident(one, when=""), [one])], side_of)
    assert [str(day_of(int(day))) for day in table.heard] == ["2021-03-02"]
