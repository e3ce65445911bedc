"""Entries of the ledger from what a record says of things to come."""

import pytest

from polybius.analysis.ledger import Across, EntryKind, entries, side
from polybius.incidents import Identity
from polybius.model import ActorKind, ConditionKind, EventType, Status, TimeSpan
from tests.analysis.accounts import THREAT, blockade, conditional, day, report, strike
from tests.builders import actor, event, span


@pytest.mark.parametrize(
    ("status", "kind"),
    [(Status.THREATENED, EntryKind.THREAT), (Status.PLANNED, EntryKind.PLANNED), (Status.EXPECTED, EntryKind.WARNING)],
)
def test_what_is_to_come_makes_an_entry(status: Status, kind: EntryKind) -> None:
    [entry] = entries([report("2021-03-01", strike(status))])
    assert (entry.kind, entry.deed.type, entry.said) == (kind, EventType.ASSAULT, "2021-03-01")


def test_an_expected_kindness_is_no_warning() -> None:
    talks = event("e1", EventType.CONSULT, status=Status.EXPECTED, initiators=("a1",))
    [entry] = entries([report("2021-03-01", talks)])
    assert entry.kind is EntryKind.EXPECTATION


@pytest.mark.parametrize("status", [Status.HAPPENED, Status.DENIED, Status.DEMANDED, Status.HYPOTHETICAL])
def test_what_is_not_to_come_makes_none(status: Status) -> None:
    assert entries([report("2021-03-01", strike(status))]) == ()


def test_an_entry_says_who_towards_whom_on_whose_word_and_in_which_words() -> None:
    [entry] = entries([report("2021-03-01", strike())])
    assert (entry.by, entry.towards, entry.source, entry.text) == (
        ("Northland",), ("Southland",), "the minister", THREAT,
    )  # fmt: skip
    assert entry.span == span(THREAT, "strike")


def test_who_foresees_is_the_source() -> None:
    [entry] = entries([report("2021-03-01", strike(Status.EXPECTED))])
    assert entry.by == ("the minister",)


def test_without_a_source_the_publisher_speaks() -> None:
    [entry] = entries([report("2021-03-01", strike(Status.EXPECTED, claim=None))])
    assert (entry.by, entry.source) == (("Vela Post",), "Vela Post")


def test_a_condition_and_its_deed_make_one_entry() -> None:
    [entry] = entries([report("2021-03-01", strike(), blockade(), conditions=(conditional(),))])
    assert entry.condition is not None
    assert (entry.condition.type, entry.condition.words) == (EventType.COERCE, "blockade")


@pytest.mark.parametrize("kind", ConditionKind)
def test_a_condition_keeps_its_kind(kind: ConditionKind) -> None:
    [entry] = entries([report("2021-03-01", strike(), conditions=(conditional(kind, if_=None),))])
    assert entry.kind.value == kind.value


def test_words_stand_in_where_there_is_no_event() -> None:
    words = span(THREAT, "if the blockade holds")
    told = conditional(if_=None, then=None, if_text=words, then_text=span(THREAT, "strike Southland's ports"))
    [entry] = entries([report("2021-03-01", conditions=(told,))])
    assert entry.condition is not None
    assert (entry.deed.type, entry.deed.words) == (None, "strike Southland's ports")
    assert (entry.condition.words, entry.by) == ("if the blockade holds", ("the minister",))


@pytest.mark.parametrize(
    ("when", "due"), [(day("2021-03-05"), "2021-03-05"), (day("2021-02-01"), None), (TimeSpan("2021-03-05"), None)]
)
def test_a_day_ahead_is_the_day_by_which(when: TimeSpan, due: str | None) -> None:
    [entry] = entries([report("2021-03-01", strike(when=when))])
    assert entry.due == due


def test_a_state_and_its_army_are_one_side() -> None:
    army = actor(kind=ActorKind.MILITARY, country="NOR")
    rebels = actor("a2", "Northern Front", kind=ActorKind.ARMED_GROUP, country="NOR")
    assert (side(army), side(rebels)) == ("NOR", "northern front")


def test_entries_are_in_order_of_days_and_keep_their_ids() -> None:
    reports = [report("2021-03-02", strike(when=day("2021-03-09"))), report("2021-03-01", strike())]
    found = entries(reports)
    assert [entry.said for entry in found] == ["2021-03-01", "2021-03-02"]
    assert found == entries(reversed(reports))


def test_what_two_reports_say_in_one_sentence_is_one_entry() -> None:
    first, copy = report("2021-03-01", strike()), report("2021-03-02", strike())
    [entry] = entries([copy, first])
    assert (entry.report, [one.report for one in entry.retold]) == (first.id, [copy.id])


def test_accounts_of_one_incident_are_one_entry_with_the_day_that_any_sets() -> None:
    reports = [report("2021-03-01", strike()), report("2021-03-02", strike(when=day("2021-03-09")))]
    [entry] = entries(reports, lambda _: Across(incidents={"e1": "i1"}))
    assert (entry.incident, entry.said, entry.due) == ("i1", "2021-03-01", "2021-03-09")


def test_actors_go_by_what_they_are_across_reports() -> None:
    front = Identity("r1-a1", "Northern Front", ActorKind.ARMED_GROUP)
    [entry] = entries([report("2021-03-01", strike())], lambda _: Across({"a1": front}))
    assert (entry.by, entry.deed.doers) == (("Northern Front",), {"r1-a1"})


def test_who_has_no_name_has_a_side_of_its_own() -> None:
    assert side(actor("a1", "soldiers", kind=ActorKind.UNNAMED)) == "?soldiers"


def test_an_entry_reads_as_a_line() -> None:
    [entry] = entries([report("2021-03-01", strike(when=day("2021-03-05")), blockade(), conditions=(conditional(),))])
    assert str(entry).startswith(
        "2021-03-01 · threat · Northland towards Southland: ASSAULT if “blockade” by 2021-03-05  “Northland will strike"
    )
