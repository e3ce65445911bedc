"""Trees of what might follow what."""

from dataclasses import replace

import pytest

from polybius.analysis.ledger import Deed, entries
from polybius.analysis.scenario import MARK, Scenario, Tie, ties, walk, what_if, with_branch, without
from polybius.model import ActorKind, EventType, Predicate, Relation
from tests.analysis.accounts import blockade, conditional, report, strike
from tests.builders import actor, record, span

BLOCKADE = Deed("blockade", EventType.COERCE, frozenset({"SOU"}), frozenset({"NOR"}))
THREAT = entries([report("2021-03-01", strike(), blockade(), conditions=(conditional(),))])
BACKER = Tie("EAS", Predicate.ALLIED_WITH, "SOU", "Eastland, Southland's ally", "r1")


def lines(scenario: Scenario) -> list[tuple[int, str, str]]:
    return [(depth, ",".join(sorted(n.deed.doers)), str(n.deed.type)) for depth, n in walk(scenario.root)]


def test_a_condition_that_is_met_grows_a_branch_with_its_words() -> None:
    found = what_if(BLOCKADE, THREAT)
    assert lines(found) == [(0, "SOU", "COERCE"), (1, "NOR", "ASSAULT")]
    [branch] = found.root.children
    assert branch.because.startswith("Northland will strike")
    assert (branch.by, branch.report) == ("the minister", THREAT[0].report)


@pytest.mark.parametrize(
    "start",
    [
        Deed("blockade", EventType.COERCE, frozenset({"WES"}), frozenset({"NOR"})),
        Deed("blockade", EventType.SANCTION, frozenset({"SOU"}), frozenset({"NOR"})),
        Deed("blockade"),
    ],
    ids=["another side", "another deed", "only words"],
)
def test_another_deed_meets_no_condition(start: Deed) -> None:
    assert what_if(start, THREAT).root.children == ()


def test_a_condition_that_names_no_side_is_met_by_nothing() -> None:
    nameless = [replace(THREAT[0], condition=Deed("blockade", EventType.COERCE))]
    assert what_if(BLOCKADE, nameless).root.children == ()


def test_a_blow_may_draw_in_who_is_tied_to_the_struck() -> None:
    found = what_if(BLOCKADE, THREAT, [BACKER])
    assert lines(found) == [(0, "SOU", "COERCE"), (1, "NOR", "ASSAULT"), (2, "EAS", "ASSAULT")]
    assert "Eastland, Southland's ally" in str(found)


def test_no_branch_comes_back_to_what_lies_above() -> None:
    mutual = [
        BACKER,
        Tie("WES", Predicate.ALLIED_WITH, "NOR", "", "r1"),
        Tie("NOR", Predicate.ALLIED_WITH, "WES", "", "r"),
    ]
    found = what_if(BLOCKADE, THREAT, mutual, depth=9)
    assert max(depth for depth, _ in walk(found.root)) < 9


def test_a_scenario_is_marked_and_says_nothing_of_chances() -> None:
    written = str(what_if(BLOCKADE, THREAT, [BACKER]))
    assert written.startswith(f"[{MARK}]\n")
    assert not {"likely", "unlikely", "chance", "%"} & set(written.split())


def test_a_branch_can_be_put_in_and_taken_away() -> None:
    talks = Deed("talks", EventType.CONSULT)
    more = with_branch(what_if(BLOCKADE, THREAT), "0.0", talks, "a mediator offers itself")
    assert [node.id for _, node in walk(more.root)] == ["0", "0.0", "0.0.0"]
    assert next(n for _, n in walk(more.root) if n.id == "0.0.0").by == "by hand"
    assert without(more, "0.0.0") == what_if(BLOCKADE, THREAT)


@pytest.mark.parametrize(
    ("id", "message"), [("0", "the root of a scenario cannot"), ("7", "no branch '7' .*; there are 0")]
)
def test_what_cannot_be_taken_away_says_why(id: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        without(what_if(BLOCKADE, THREAT), id)


def test_ties_are_read_once_with_their_words() -> None:
    text = "Eastland is allied with Southland."
    told = record(
        text,
        actors=(
            actor("a1", "Eastland", kind=ActorKind.STATE, country="EAS"),
            actor("a2", "Southland", kind=ActorKind.STATE, country="SOU"),
        ),
        relations=(
            Relation("a1", Predicate.ALLIED_WITH, "a2", span(text, "is allied with")),
            Relation("a1", Predicate.OPPOSES, "a2"),
        ),
    )
    [tie] = ties([told, told])
    assert (tie.subject, tie.object, tie.words) == ("EAS", "SOU", "is allied with")
