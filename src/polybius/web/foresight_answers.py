"""What the routes on things to come answer with, and what they may be asked; `names` tells what sides are called."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from polybius.forecaster import Refusal, Scoreboard
from polybius.foreseen import Kept
from polybius.foresight import (
    ChainLink,
    EntryKind,
    LedgerQuery,
    Node,
    Outcome,
    Reaction,
    Resolution,
    Track,
)
from polybius.model import EventType
from polybius.web.answers import Answer, Names, Page
from polybius.web.asked import Asked, Day, Note, Words, a_number

Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class LedgerPage(Page[Resolution]):
    """Entries with what became of them, the latest first, and how many ended how."""

    total: int = 0
    outcomes: dict[Outcome, int] = Field(default_factory=dict)


class Tracks(Answer):
    """Who keeps its word how often, those with most entries first."""

    items: tuple[Track, ...]


class Forecasts(Answer):
    """What was forecast, the latest first, with what came of it, and how good it was."""

    items: tuple[Kept, ...]
    board: Scoreboard
    names: Names


class Foreseen(Answer):
    """Forecasts as they were made and kept, and why others were not."""

    items: tuple[Kept, ...]
    refused: tuple[Refusal, ...]
    names: Names


class SideCount(Answer):
    """A side with what it is called, and how many deeds on known days it has a part in."""

    id: str
    name: str
    deeds: int


class Sides(Answer):
    """Everybody between whom anything passed on a known day, the busiest first, and what could not be counted."""

    items: tuple[SideCount, ...]
    countries: tuple[str, ...]
    problems: tuple[str, ...]


class Series(Answer):
    """What one side did to another: columns of one length, an entry a day on which something was done.

    `counts` are verbal and material cooperation, verbal and material conflict. `uncovered` are the days of the whole
    time on which nothing was told of anybody.
    """

    days: tuple[str, ...]
    counts: tuple[tuple[int, int, int, int], ...]
    goldstein: tuple[float, ...]


class DynamicsAnswer(Answer):
    """What two sides did to one another, whether the second follows the first, and which answer goes with which act."""

    one: str
    other: str
    proxies: tuple[str, ...]
    first: str
    last: str
    uncovered: tuple[str, ...]
    there: Series
    back: Series
    reaction: Reaction
    chain: tuple[ChainLink, ...]
    names: Names


class ScenarioAnswer(Answer):
    """A tree of what might follow what; its mark goes wherever it is shown."""

    mark: str
    root: Node
    names: Names


class LedgerFilters(Asked):
    """Which entries of the ledger, and which part of their list; `actor` and `source` are names or parts of them."""

    kind: EntryKind | None = None
    outcome: Outcome | None = None
    actor: Words | None = None
    source: Words | None = None
    since: Day | None = None
    until: Day | None = None
    offset: int = Field(0, ge=0, le=10_000_000)
    limit: int = Field(50, ge=1, le=500)

    @property
    def query(self) -> LedgerQuery:
        """The query that they stand for."""
        since, until = (day.isoformat() if day else None for day in (self.since, self.until))
        return LedgerQuery(self.kind, self.outcome, self.actor, self.source, since, until)


class NewOutcome(Asked):
    """What became of an entry, as a person holds it to be."""

    outcome: Outcome
    note: Note | None = None


class NewForecast(Asked):
    """Of what a forecast is wanted: conflict between two sides (one left out: anybody), or in a country."""

    source: Words | None = None
    target: Words | None = None
    country: Country | None = None
    days: tuple[Annotated[int, Field(ge=1, le=366), BeforeValidator(a_number)], ...] = Field(
        (7, 30, 90), min_length=1, max_length=5
    )


class Start(Asked):
    """A deed of one side towards another, with which a scenario begins; names, aliases or ids."""

    doer: Words
    type: EventType
    target: Words | None = None
    depth: int = Field(4, ge=1, le=6)
