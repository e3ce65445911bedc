"""How far a fact is the deed that was said to come."""

import pytest

from polybius.analysis.facts import Fact
from polybius.analysis.ledger import Deed
from polybius.analysis.likeness import likeness
from polybius.model import EventType


def deed(**more: object) -> Deed:
    parts = {"doers": frozenset({"NRL"}), "targets": frozenset({"SUL"}), "place": "p1", "mode": "artillery"} | more
    return Deed("shell", EventType.ASSAULT, **parts)  # type: ignore[arg-type]


def fact(type: EventType = EventType.ASSAULT, **more: object) -> Fact:
    parts = {"doers": frozenset({"NRL"}), "targets": frozenset({"SUL"})} | more
    return Fact("i1", type, "2021-03-04", "2021-03-04", "2021-03-05", **parts)  # type: ignore[arg-type]


NOBODY: frozenset[str] = frozenset()
OTHERS = frozenset({"EAS"})
NAMELESS = frozenset({"?r1-a3"})
ON_THE_DAY = {"first": "2021-03-04", "last": "2021-03-04"}


@pytest.mark.parametrize(
    ("said", "done", "same"),
    [
        ({}, {}, True),
        ({}, {"targets": NOBODY}, False),
        ({}, {"targets": NOBODY, "place": "p1"}, False),
        ({"targets": NOBODY}, {"targets": NOBODY, "place": "p1"}, True),
        ({"targets": NOBODY}, {"targets": NOBODY, "mode": "artillery"}, False),
        ({}, {"doers": OTHERS}, False),
        ({}, {"targets": OTHERS, "place": "p1", "mode": "artillery"}, False),
        ({"doers": NAMELESS, "targets": NOBODY} | ON_THE_DAY, {"doers": frozenset({"?r2-a1"}), "place": "p1"}, True),
        ({"doers": NAMELESS, "targets": NOBODY}, {"doers": frozenset({"?r2-a1"}), "place": "p1"}, False),
    ],
    ids=[
        "doer and target", "doer alone", "doer and place, target untold", "doer and place, no target", "doer and mode",
        "another doer", "another target", "nameless, at the place on the day", "nameless, at the place",
    ],
)  # fmt: skip
def test_two_things_in_common_make_a_fact_the_deed(
    said: dict[str, object], done: dict[str, object], same: bool
) -> None:
    assert (likeness(deed(**said), fact(**done)) is not None) is same


def test_another_type_is_another_deed() -> None:
    assert likeness(deed(), fact(EventType.SANCTION)) is None


def test_the_reasons_are_named() -> None:
    found = likeness(deed(), fact(mode="artillery", country="ERI", place="p1"))
    assert found is not None
    assert [name for name, _ in found.reasons] == ["same_doer", "same_target", "same_place", "same_mode"]
