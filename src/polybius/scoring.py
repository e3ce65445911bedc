"""One weight-table engine: a score is a sum of weighted features, and says which of them earned it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


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


def best(values: Iterable[T], features: Iterable[Feature[T]]) -> Scored[T] | None:
    """Returns the candidate with the highest score, the first of equals; None where there is none."""
    table = tuple(features)
    return max((score(v, table) for v in values), key=lambda s: s.score, default=None)
