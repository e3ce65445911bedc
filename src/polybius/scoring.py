"""One weight-table engine: a score is a sum of weighted features, and says which of them earned it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")
HAIR = 0.001  # scores are rounded to as much


@dataclass(frozen=True, slots=True)
class Feature(Generic[T]):
    """A test of a candidate, from 0 (no) to 1 (yes), and what a full yes is worth.

    The function's name says what it asserts (`same_country`, `is_capital`), and is what a reason shows.
    """

    function: Callable[[T], float]
    weight: float
    name: str = field(init=False)

    def __post_init__(self) -> None:
        """Names the feature after what it asserts; kept, as features are asked some millions of times."""
        object.__setattr__(self, "name", self.function.__name__)


@dataclass(frozen=True, slots=True)
class Scored(Generic[T]):
    """A value with its score and, for each feature that spoke, its name and its share of the score."""

    value: T
    score: float
    reasons: tuple[tuple[str, float], ...] = ()


def score(value: T, features: Iterable[Feature[T]]) -> Scored[T]:
    """Weighs a candidate by every feature."""
    shares = []
    for feature in features:
        if share := feature.function(value) * feature.weight:
            shares.append((feature.name, share))
    return Scored(value, sum([share for _, share in shares]), tuple(shares))


class Sieve(Generic[T]):
    """Weighs candidates of which most cannot come to a score: the weightiest features are asked first.

    It stops where full yeses of all that is left would not do (branch and bound).
    """

    def __init__(self, features: Iterable[Feature[T]]) -> None:
        heavy_first = sorted(enumerate(features), key=lambda placed: -abs(placed[1].weight))
        gains = [max(0.0, feature.weight) for _, feature in heavy_first]
        rest = [sum(gains[at:]) for at in range(1, len(gains) + 1)]
        self._steps = tuple(
            (f.function, f.weight, left, at, f.name) for (at, f), left in zip(heavy_first, rest, strict=True)
        )

    def weigh(self, value: T, least: float) -> Scored[T] | None:
        """Weighs a candidate as `score` does; None where its score is not so high (a hair below may pass)."""
        total, least, shares = 0.0, least - HAIR, []
        for function, weight, rest, at, name in self._steps:
            if share := function(value) * weight:
                total += share
                shares.append((at, name, share))
            if total + rest < least:
                return None
        shares.sort()  # as in the table: sums of floats depend on the order
        return Scored(value, sum([share for *_, share in shares]), tuple((name, share) for _, name, share in shares))


def best(values: Iterable[T], features: Iterable[Feature[T]]) -> Scored[T] | None:
    """Returns the candidate with the highest score, the first of equals; None where there is none."""
    table = tuple(features)
    return max((score(v, table) for v in values), key=lambda s: s.score, default=None)
