"""A deed that was said to come, and a fact -> how far the fact is that deed, as a score with reasons.

One side does many things of a type, so that type and doer alone settle nothing: `ENOUGH` takes two things more.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from polybius.analysis.facts import Fact
from polybius.analysis.ledger import UNNAMED, Deed
from polybius.scoring import Feature, Scored, score

ENOUGH = 3.5
"""What the fact must score to be the deed: doer and target, doer and place, or place and the very day, say."""
NARROW = 7
"""Days that a time may have for it to tell which of several deeds is meant."""


class Pair(NamedTuple):
    """A deed and a fact of the same type."""

    deed: Deed
    fact: Fact


def same_doer(pair: Pair) -> float:
    """Asserts that a side did it."""
    return float(bool(pair.deed.doers & pair.fact.doers))


def other_doer(pair: Pair) -> float:
    """Asserts that others did it, by name."""
    return float(_differ(pair.deed.doers, pair.fact.doers))


def same_target(pair: Pair) -> float:
    """Asserts that it was done to a side."""
    return float(bool(pair.deed.targets & pair.fact.targets))


def other_target(pair: Pair) -> float:
    """Asserts that it was done to others, by name."""
    return float(_differ(pair.deed.targets, pair.fact.targets))


def target_not_told(pair: Pair) -> float:
    """Asserts that it was to be done to somebody, and nobody says to whom it was done."""
    return float(bool(pair.deed.targets) and not pair.fact.targets)


def same_place(pair: Pair) -> float:
    """Asserts that it was where it was to be."""
    return float(pair.deed.place is not None and pair.deed.place == pair.fact.place)


def other_country(pair: Pair) -> float:
    """Asserts that it was in another country."""
    here, there = pair.deed.country, pair.fact.country
    return float(here is not None and there is not None and here != there)


def same_mode(pair: Pair) -> float:
    """Asserts that it was done as it was to be."""
    return float(pair.deed.mode is not None and pair.deed.mode == pair.fact.mode)


def same_day(pair: Pair) -> float:
    """Asserts that it was when it was to be, within a week at most."""
    first, last = pair.deed.first, pair.deed.last
    if first is None or last is None or pair.fact.first is None:
        return 0.0
    narrow = (date.fromisoformat(last) - date.fromisoformat(first)).days < NARROW
    return float(narrow and first <= pair.fact.first <= last)


FEATURES = (
    Feature(same_doer, 2.0),
    Feature(other_doer, -3.0),
    Feature(same_target, 2.0),
    Feature(other_target, -3.0),
    Feature(target_not_told, -1.0),
    Feature(same_place, 2.0),
    Feature(other_country, -1.0),
    Feature(same_mode, 1.0),
    Feature(same_day, 1.5),
)


def likeness(deed: Deed, fact: Fact) -> Scored[Pair] | None:
    """Weighs a fact against a deed; None where it is not that deed for all that is told."""
    if deed.type is None or deed.type is not fact.type:
        return None
    found = score(Pair(deed, fact), FEATURES)
    return found if found.score >= ENOUGH else None


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tells whether two sets of sides name nobody in common, somebody being named in both."""
    named, others = ({side for side in sides if not side.startswith(UNNAMED)} for sides in (one, other))
    return bool(named) and bool(others) and not named & others
