"""The questions about what is to come: a view of the store, or a table of events, in; ledger, series, scenarios out.

An actor stands for its side: a state, its government and its forces are one, and a deed by any of them is one by all.
`Known` is what all these questions share, read once; nothing in it needs the store any more. What is forecast stands in
`forecaster.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from polybius.analysis import plots
from polybius.analysis.deeds import from_incidents, in_countries
from polybius.analysis.events import EventTable, day_of
from polybius.analysis.facts import Facts, facts_of_incidents
from polybius.analysis.ledger import UNNAMED, Across, Deed, EntryKind, LedgerEntry, entries, side
from polybius.analysis.reaction import Range, Reaction, ReactionVerdict, chain, find_reaction
from polybius.analysis.resolutions import Outcome, Resolution, Track, resolve, tracks_of_actors, tracks_of_sources
from polybius.analysis.scenario import DEPTH, DRAWING_IN, Node, Scenario, Tie, walk, what_if, with_branch, without
from polybius.analysis.series import DyadSeries, acts, deeds_on, dyad_series, dyads
from polybius.analysis.tables import read_events
from polybius.errors import SettingsError, StoreError
from polybius.incidents import Account, Identity, Incident, Judgement, JudgementKind, Query, TieFamily
from polybius.model import ActorKind, EventType, Predicate, Record

if TYPE_CHECKING:  # the database toolkit is slow to import, and a table of events needs none
    from polybius.store import Transaction, View

__all__ = [
    "Deed",
    "DyadSeries",
    "EntryKind",
    "Known",
    "LedgerEntry",
    "Node",
    "Outcome",
    "Range",
    "Reaction",
    "Resolution",
    "Scenario",
    "Track",
    "plots",
    "read_events",
    "walk",
    "with_branch",
    "without",
]

FEW = 500  # incidents whose accounts are read at a time
MOST_TIES = 2_000


class Known:
    """All that a view tells of what happened: every incident with its accounts, and everybody who has a part in one."""

    def __init__(
        self, told: Sequence[tuple[Incident, Sequence[Account]]], identities: Mapping[str, Identity], where: str = ""
    ) -> None:
        self.told, self.identities, self.where = told, identities, where

    def side_of(self, id: str) -> str:
        """Returns the side of an identity; of one that is unknown its id."""
        return side(self.identities[id]) if id in self.identities else id

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Leads from sides to what they are called: a country by its state, else by its code."""
        found: dict[str, str] = {}
        for identity in self.identities.values():
            own = side(identity)
            if own.removeprefix(UNNAMED) == identity.id or identity.kind is ActorKind.STATE:
                found[own] = identity.name
        return found

    def name(self, one: str | None) -> str:
        """Returns what a side is called."""
        return "anybody" if one is None else self.names.get(one, one)

    @cached_property
    def facts(self) -> Facts:
        """What happened, by side."""
        return facts_of_incidents(self.told, self.side_of)

    @cached_property
    def table(self) -> EventTable:
        """Deeds between sides."""
        return from_incidents(self.told, self.side_of)

    @cached_property
    def countries(self) -> EventTable:
        """Deeds by the country in which they were."""
        return in_countries(self.told, self.side_of)

    @cached_property
    def by_id(self) -> Mapping[str, Sequence[Account]]:
        """The accounts of each incident."""
        return {incident.id: accounts for incident, accounts in self.told}


def known(view: View) -> Known:
    """Reads what happened out of a view."""
    told = tuple(_told(view))
    named = ("initiators", "targets")
    ids = {id for one, _ in told for f in one.fields if f.name in named for v in f.versions for id in v.value}
    return Known(told, view.identities(ids), view.where)


def _told(view: View) -> Iterator[tuple[Incident, tuple[Account, ...]]]:
    incidents = list(view.each_incident(Query()))
    for start in range(0, len(incidents), FEW):
        part = incidents[start : start + FEW]
        accounts = {a.id: a for a in view.accounts(id for one in part for id in one.accounts)}
        yield from ((one, tuple(accounts[id] for id in one.accounts if id in accounts)) for one in part)


def side_named(view: View, name: str) -> str:
    """Returns the side of an actor by name, alias or id, or of a country by its code (ISO 3166-1 alpha-3).

    Raises StoreError where none, or more than one, is meant.
    """
    try:
        return side(view.identity(name.removeprefix(UNNAMED)))
    except StoreError:
        if len(name) == len("ISO") and name.isascii() and name.isupper():
            return name
        raise


def day_or_today(view: View, today: date | None) -> str:
    """Returns a day as ISO 8601: the one given, that of the view, or today (UTC)."""
    return (today or view.as_of or datetime.now(UTC).date()).isoformat()


# --- the ledger


@dataclass(frozen=True, slots=True)
class LedgerQuery:
    """Which entries are asked for; what is None does not narrow. `actor` and `source` are names, or parts of them."""

    kind: EntryKind | None = None
    outcome: Outcome | None = None
    actor: str | None = None
    source: str | None = None
    since: str | None = None
    until: str | None = None

    def takes(self, found: Resolution) -> bool:
        """Tells whether an entry is asked for."""
        entry = found.entry
        return (
            self.kind in (None, entry.kind)
            and self.outcome in (None, found.outcome)
            and _named(self.actor, (*entry.by, *entry.towards))
            and _named(self.source, (entry.source,))
            and (self.since or "") <= (entry.said or "") <= (self.until or "9")
        )


def _named(part: str | None, names: Iterable[str]) -> bool:
    return part is None or any(part.casefold() in name.casefold() for name in names)


def prospects(view: View, known: Known) -> tuple[LedgerEntry, ...]:
    """Returns every threat, promise, planned step, warning and expectation of the record, oldest first."""
    records = tuple(view.records_with_prospects())
    things = {record.id: view.things_of(record.id) for record in records}
    identities = view.identities({id for found in things.values() for id in found.values()})
    incidents: dict[str, dict[str, str]] = {}
    for incident, accounts in known.told:
        for account in accounts:
            incidents.setdefault(account.report, {})[account.event] = incident.id

    def across(record: Record) -> Across:
        own = things[record.id]
        actors = {local: identities[id] for local, id in own.items() if id in identities}
        return Across(actors, own, incidents.get(record.id, {}))

    return entries(records, across)


def ledger(view: View, known: Known, plans: Sequence[LedgerEntry], *, today: str) -> tuple[Resolution, ...]:
    """Returns what became of each entry by today, as far as it is told, the latest first.

    What a person said of an entry goes before what later reports tell.
    """
    said = view.resolved_by_hand()
    found = resolve(plans, known.facts, today=today)
    return tuple(_as_said(one, said.get(one.entry.id)) for one in reversed(found))


def _as_said(found: Resolution, said: Judgement | None) -> Resolution:
    return found if said is None else found.confirm(said.who, Outcome(said.other[0]), said.id)


def confirm(transaction: Transaction, entry: str, outcome: Outcome, who: str, note: str | None = None) -> Judgement:
    """Holds an entry's outcome to be this one, whatever later reports tell, until somebody takes it back."""
    return transaction.judge(Judgement(0, JudgementKind.RESOLVE, who, "", None, (entry,), (outcome,), note))


def tracks(found: Iterable[Resolution], *, of_sources: bool = False) -> tuple[Track, ...]:
    """Counts who carries out what it threatens and promises, or whose warnings come true, those with most first."""
    return tracks_of_sources(found) if of_sources else tracks_of_actors(found)


# --- who did what to whom, and who follows whom


@dataclass(frozen=True, slots=True)
class ChainLink:
    """An answer that may follow an act `lag` days before, with the ids of the incidents of both days.

    `share` is how much of what was expected of the day the act explains.
    """

    act: str
    answer: str
    lag: int
    share: float
    acts: tuple[str, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dynamics:
    """What two sides did to one another, and whether the second follows the first, its proxies counted as its own."""

    one: str
    other: str
    proxies: tuple[str, ...]
    there: DyadSeries
    back: DyadSeries
    reaction: Reaction
    chain: tuple[ChainLink, ...]


def pairs(table: EventTable, *, at_least: int = 2) -> tuple[tuple[str, str], ...]:
    """Lists who did at least so many deeds towards whom, the busiest first."""
    return dyads(table, at_least=at_least)


def dynamics(table: EventTable, one: str, other: str, *, proxies: Sequence[str] = ()) -> Dynamics:
    """Tells what one did to the other and what came back, day by day, and whether it follows.

    Raises SettingsError where the table has no deed of either.
    """
    try:
        there, back = dyad_series(table, one, other), dyad_series(table, other, one)
    except ValueError as error:
        raise SettingsError(f"{error} who did or suffered something on a known day") from error
    acting = [name for name in (other, *proxies) if name in table.actors]
    ours, theirs = acts(table, [one], [other]), acts(table, acting, [one])
    found = find_reaction(ours, theirs)
    steps = chain(ours, theirs) if found.verdict is ReactionVerdict.SUPPORTED else ()
    first = there.first

    def told(day: int, sources: Sequence[str], targets: Sequence[str]) -> tuple[str, ...]:
        return tuple(table.ids[row] for row in deeds_on(table, day + first, sources, targets) if table.ids[row])

    links = tuple(
        ChainLink(
            day_of(step.act + first).isoformat(),
            day_of(step.answer + first).isoformat(),
            step.lag,
            step.share,
            told(step.act, [one], [other]),
            told(step.answer, acting, [one]),
        )
        for step in steps
    )
    return Dynamics(one, other, tuple(acting[1:]), there, back, found, links)


def proxies_of(view: View, one: str) -> tuple[str, ...]:
    """Returns the sides that any report calls proxies of a side."""
    found = (tie.subject for tie in _ties(view) if tie.predicate is Predicate.PROXY_OF and tie.object == one)
    return tuple(dict.fromkeys(found))


# --- what if


def scenario(view: View, plans: Sequence[LedgerEntry], start: Deed, *, depth: int = DEPTH) -> Scenario:
    """Grows the tree of what might follow a deed out of the conditions in reports and the ties between sides."""
    return what_if(start, plans, tuple(_ties(view)), depth=depth)


def with_deed(found: Scenario, under: str, below: Scenario) -> Scenario:
    """Puts a deed under a branch by hand, with what might follow it, which is a scenario that begins with it.

    Raises SettingsError for a branch that is not there.
    """
    try:
        return with_branch(found, under, below.root.deed, "", below.root.children)
    except ValueError as error:
        raise SettingsError(str(error)) from error


def deed(type: EventType, doer: str, target: str | None) -> Deed:
    """Returns a deed of one side towards another, to begin a scenario with or to put into one."""
    return Deed(type.lower(), type, frozenset({doer}), frozenset({target} if target else ()))


def _ties(view: View) -> Iterator[Tie]:
    ties = [
        tie for tie in view.network(None, MOST_TIES) if tie.family is TieFamily.RELATION and tie.label in DRAWING_IN
    ]
    sides = {
        id: side(identity) for id, identity in view.identities({e for t in ties for e in (t.subject, t.object)}).items()
    }
    for tie in ties:
        if tie.subject in sides and tie.object in sides:
            passage = next(iter(tie.passages), None)
            words = passage.span.of(view.record(passage.report).text) if passage else ""
            report = passage.report if passage else ""
            yield Tie(sides[tie.subject], Predicate(tie.label), sides[tie.object], words, report)


# --- pictures

Format = Literal["svg", "png"]


def picture_format(path: Path) -> Format:
    """Returns the format that a file's ending names; raises SettingsError for another than .svg and .png."""
    if path.suffix == ".svg":
        return "svg"
    if path.suffix == ".png":
        return "png"
    raise SettingsError(f"{path} is no picture that can be drawn; allowed: .svg, .png")
