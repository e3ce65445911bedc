from __future__ import annotations

from typing import Any

import pytest

from polybius.fuse.describe import counts_meet, describe
from polybius.incidents import Incident, Participant
from polybius.model import ActorKind, EventType, Precision, Status
from tests.fuse.told import BRIGADE, FALCONS, OUTLET, VELA, account, day, elsewhere, killed

GUNMEN = Participant("gunmen", "gunmen", ActorKind.UNNAMED)
PROVINCE = elsewhere(VELA, 33.9, id="diyala", name="Diyala", precision=Precision.ADMIN1)


def told(*versions: dict[str, Any]) -> Incident:
    return describe([account(f"r{number}", **version) for number, version in enumerate(versions)])


@pytest.mark.parametrize(
    ("field", "narrow", "wide", "agreed"),
    [
        ("when", {"when": day("2021-03-02")}, {"when": day("2021-03-01", "2021-03-07")}, ("2021-03-02/2021-03-02",)),
        ("place", {"place": VELA}, {"place": PROVINCE}, ("vela",)),
        ("initiators", {"initiators": (BRIGADE,)}, {"initiators": (GUNMEN,)}, ("brigade",)),
    ],
)
def test_of_values_that_can_both_be_right_the_narrower_is_agreed(
    field: str, narrow: dict[str, Any], wide: dict[str, Any], agreed: tuple[str, ...]
) -> None:
    found = told(wide, wide, narrow).field(field)
    assert found is not None
    assert found.agreed == agreed


def test_a_minister_in_one_account_and_the_ministry_in_another_are_no_dispute_about_who_spoke() -> None:
    minister = Participant("m", "Omar Tesfay", ActorKind.PERSON, "ERI")
    ministry = Participant("b", "interior ministry", ActorKind.GOVERNMENT, "ERI")
    accused, seized = (
        told({"type": kind, "initiators": (minister,)}, {"type": kind, "initiators": (ministry,)})
        for kind in (EventType.ACCUSE, EventType.COERCE)
    )
    assert "initiators" not in accused.disputed
    assert "initiators" in seized.disputed


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("when", {"when": day("2021-03-04")}),
        ("place", {"place": elsewhere(VELA, 34.9)}),
        ("initiators", {"initiators": (FALCONS,)}),
        ("status", {"status": Status.DENIED}),
    ],
)
def test_values_that_cannot_both_be_right_are_disputed(field: str, other: dict[str, Any]) -> None:
    incident = told({}, {}, other)
    found = incident.field(field)
    assert found is not None
    assert found.agreed is None
    assert field in incident.disputed
    assert [version.accounts for version in found.versions] == [("r0-e1", "r1-e1"), ("r2-e1",)]


def test_a_denied_doer_is_no_doer() -> None:
    found = told({}, {"status": Status.DENIED, "initiators": (FALCONS,)}).field("initiators")
    assert found is not None
    assert [version.value for version in found.versions] == [("brigade",)]


def test_counts_have_a_low_a_best_and_a_high() -> None:
    counts = (killed(9, 9), killed(5, 5), killed(9, 9), killed(12, None))
    tally = told(*({"figures": figures} for figures in counts)).tallies[0]
    assert (tally.what, tally.low, tally.best, tally.high) == ("killed", 5, 9, 12)
    assert tally.disputed
    assert tally.versions[0].accounts == ("r0-e1", "r2-e1")


def test_the_later_count_is_best_where_voices_are_equal() -> None:
    early, late = {"figures": killed(5, 5)}, {"figures": killed(7, 7), "published": "2021-03-09"}
    assert told(early, late).tallies[0].best == 7
    assert told(late, early).tallies[0].best == 7


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [((3, 3), (3, None), True), ((3, 3), (4, None), False), ((None, 5), (5, 9), True), ((0, 2), (3, 4), False)],
)
def test_counts_meet_where_they_overlap(one: Any, other: Any, meet: bool) -> None:
    assert counts_meet(one, other) is meet


def test_copies_and_quotations_of_one_outlet_are_one_voice() -> None:
    own = {"publisher": "Vela Post", "origin": "r0"}
    quoting = {"chain": (OUTLET,), "origin": "post"}
    assert told(own, {"origin": "r0"}, quoting).origins == 1
    assert told(own, quoting, {"origin": "r2"}).origins == 2


def test_first_and_last_are_days_of_reports() -> None:
    incident = told({"published": "2021-03-09"}, {"published": "2021-03-03"})
    assert (incident.first, incident.last, incident.id) == ("2021-03-03", "2021-03-09", "r0-e1")
