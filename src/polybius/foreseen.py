"""The types of what is foreseen: a forecast, the words for its number, and what came of it.

`analysis/forecast.py` makes forecasts and scores them; the store keeps them, and what came, for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

RECORD = "record"
"""What a forecast rests on where it is no table from elsewhere: the store's own record."""
WORDS = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.01, "almost certain"),
)
"""Words of estimative probability up to, but not at, a probability (Intelligence Community Directive 203, 2015)."""


def in_words(probability: float) -> str:
    """Returns the words for a probability, 0.05 and more being "very unlikely", and so on."""
    return next(words for limit, words in WORDS if probability < limit)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many deeds may come: equally likely values in rising order, beside them those of climatology.

    `low` and `high` are the ends, both included, of a range that is to hold 80 % of outcomes. `by_model` tells whether
    the model earned its place on past rounds; else the values are those of climatology.
    """

    values: tuple[float, ...]
    climatology: tuple[float, ...]
    low: float
    high: float
    by_model: bool = False


@dataclass(frozen=True, slots=True)
class Forecast:
    """The probability of material conflict by `source` towards `target` (None: anybody) after `made`, up to `due`.

    Both are ISO 8601 days; with `place` (ISO 3166-1 alpha-3) it is conflict by anybody in that country.

    `climatology` is the share of past windows in which it came to it, `base_rate` that of all busy pairs; `trust` is
    the model's share in the probability, 0 where climatology is all there is. `data` is the SHA-256 of its deeds.
    """

    source: str | None
    target: str | None
    made: str
    due: str
    probability: float
    climatology: float
    base_rate: float
    trust: float
    events: int
    sources: int
    data: str
    counts: Counts | None = None
    place: str | None = None

    @property
    def days(self) -> int:
        """The horizon."""
        return (date.fromisoformat(self.due) - date.fromisoformat(self.made)).days

    @property
    def words(self) -> str:
        """The probability in words, never without the number."""
        return f"{in_words(round(self.probability, 2))} ({self.probability:.0%})"

    def __str__(self) -> str:
        where = f"in {self.place}" if self.place else f"{self.source or 'anybody'} → {self.target or 'anybody'}"
        return (
            f"{where}, material conflict within {self.days} days,"
            f" by {self.due}: {self.words}; past windows {self.climatology:.0%}, busy pairs {self.base_rate:.0%}"
            f" ({self.events} events, {self.sources} sources)"
        )


@dataclass(frozen=True, slots=True)
class Proof:
    """Something that happened in a forecast's time: its day, its incident or CAMEO code, and the words that tell it."""

    day: str
    event: str
    text: str = ""
    report: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a forecast: `came` is None while it is open; `number` counts the deeds so far.

    `over` tells whether its time is over, `data` is the SHA-256 of the deeds known by then.
    """

    came: bool | None
    number: int
    data: str
    over: bool = False
    proofs: tuple[Proof, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A forecast in the ledger: who asked for it when (UTC), on what it rests, and what came of it so far.

    `basis` is "record" or the name of a table.
    """

    id: int
    at: str
    who: str
    basis: str
    forecast: Forecast
    result: Result | None = None

    @property
    def came(self) -> bool | None:
        """Whether it came true; None while it is open."""
        return self.result.came if self.result else None
