"""The questions a user may put to a store, one function each: a view and a query in, a value out.

A view shows one moment (`Store.view(as_of=…)`), and so do all answers got from it. Where an answer names actors and
places by ids, `names` tells what they are called.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from polybius.incidents import (
    Account,
    Correction,
    Disagreement,
    Hit,
    Identity,
    Incident,
    Judgement,
    Location,
    Query,
    Subject,
    Suggestion,
    Tie,
    TieFamily,
    Voice,
)
from polybius.model import Record

if TYPE_CHECKING:  # the database toolkit is slow to import, and a question needs only the view it is given
    from polybius.store import Change, Like, ReportSummary, View

MOST_TIES = 200
MOST_TIES_OF_ACTOR = 60  # of a kind
EVENTS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Story:
    """An incident with every account of it, the earliest first, and where these disagree."""

    incident: Incident
    accounts: tuple[Account, ...]
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What is told of an actor: its ties and views, on whose word, and the incidents it has a part in, latest first."""

    identity: Identity
    relations: tuple[Tie, ...]
    stances: tuple[Tie, ...]
    deeds: tuple[Tie, ...]
    incidents: tuple[Incident, ...]


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place and the number of incidents there, by any account."""

    location: Location
    incidents: int


# --- reports


def reports(view: View) -> tuple[ReportSummary, ...]:
    """Lists every report in the store with the size of what was found in it, by day of publication."""
    return view.summaries()


def report(view: View, id: str) -> Record:
    """Returns the latest record of one report, named by its id or an unambiguous beginning of it (4 digits or more).

    Raises StoreError where no report, or more than one, is meant.
    """
    return view.record(id)


def report_changes(view: View, id: str) -> tuple[Change, ...]:
    """Returns what the latest reading or correction of a report changed in its record; nothing for a first reading.

    Raises StoreError as `report` does.
    """
    from polybius.store import changes

    editions = view.editions(id)
    return changes(editions[1].record, editions[0].record) if len(editions) > 1 else ()


def search(view: View, words: str, limit: int = 20) -> tuple[Hit, ...]:
    """Returns the reports in which all the words stand, the best first; a name is found by any of its aliases."""
    return view.search(words, limit)


def names_like(view: View, words: str, limit: int = 5) -> tuple[Like, ...]:
    """Returns actors and places one of whose names is like the words, the likest first."""
    found = [like for subject in (Subject.ACTORS, Subject.PLACES) for like in view.like(words, subject, limit)]
    return tuple(sorted(found, key=lambda like: -like.score)[:limit])


# --- what happened


def timeline(view: View, query: Query) -> tuple[Incident, ...]:
    """Returns the incidents that a query asks for, in the order in which they happened."""
    return view.incidents(query, latest_first=False)


def each_incident(view: View, query: Query) -> Iterator[Incident]:
    """Yields the incidents that a query asks for, in the order in which they happened, for going through very many."""
    return view.each_incident(query)


def incidents(view: View, query: Query) -> tuple[Incident, ...]:
    """Returns the incidents that a query asks for, the latest first."""
    return view.incidents(query)


def incident(view: View, id: str) -> Story:
    """Returns one incident with its accounts; an id that it had before a merge will do.

    Raises StoreError where there is none.
    """
    found = view.incident(id)
    accounts = sorted(view.accounts(found.accounts), key=lambda a: (a.published or "9", a.recorded_at, a.id))
    return Story(found, tuple(accounts), view.disagreements([found.id]))


def accounts(view: View, query: Query) -> tuple[Account, ...]:
    """Returns all accounts of the incidents that a query asks for, incident by incident, the latest first."""
    return view.accounts(id for found in view.incidents(query) for id in found.accounts)


def discrepancies(view: View, query: Query) -> tuple[Disagreement, ...]:
    """Returns where reports disagree, of the incidents that a query asks for, the latest first."""
    if query == Query(limit=query.limit):
        return view.latest_disagreements(query.limit)
    return view.disagreements_about(query)


def places(view: View, limit: int | None = None) -> tuple[PlaceCount, ...]:
    """Returns the places of incidents, those with the most first."""
    return tuple(PlaceCount(location, number) for location, number in view.places(limit))


# --- who, and on whose word


def actor(view: View, named: str, events: int = EVENTS_SHOWN) -> Profile:
    """Returns what is told of an actor, named by name, alias or id.

    Raises StoreError where none, or more than one, is meant.
    """
    identity = view.identity(named)
    ties = {family: view.ties_of(identity.id, family, MOST_TIES_OF_ACTOR) for family in TieFamily}
    found = view.incidents(Query(actor=identity.id, limit=events))
    return Profile(identity, ties[TieFamily.RELATION], ties[TieFamily.STANCE], ties[TieFamily.EVENT], found)


def network(view: View, source: str | None = None, limit: int = MOST_TIES) -> tuple[Tie, ...]:
    """Returns who is tied to whom, the most often told first, as all claim it or as one source does.

    `source` is a publisher's name, or the name, alias or id of an actor. Raises StoreError for one that never spoke.
    """
    return view.network(source, limit)


def sources(view: View, limit: int | None = None) -> tuple[Voice, ...]:
    """Returns the publishers and quoted sources, and how often others bear them out or contradict them."""
    return view.voices(limit)


# --- what people decided


def suggestions(view: View, subject: Subject | None = None, limit: int | None = None) -> tuple[Suggestion, ...]:
    """Returns the pairs that may be one and wait for a person, the likeliest first."""
    return view.suggestions(subject, limit)


def accounts_in(view: View, found: Iterable[Suggestion]) -> dict[str, Account]:
    """Leads from the ids in suggestions about incidents to the accounts meant."""
    told = [each.match for each in found if each.subject is Subject.INCIDENTS]
    return {account.id: account for account in view.accounts(id for match in told for id in (match.one, match.other))}


def judgements(view: View) -> tuple[Judgement, ...]:
    """Returns all that people decided, the oldest first; what was undone says by which."""
    return view.judgements()


def corrections(view: View, report: str | None = None) -> tuple[Correction, ...]:
    """Returns the corrections of one report, or of all, the oldest first; what was undone says by which."""
    return view.corrections(report)


def looked_at(view: View, id: str) -> frozenset[str]:
    """Returns the paths of the entries of a report's record that a person changed, added or confirmed."""
    from polybius.store import looked_at as of_record

    return of_record(view.record(id), view.corrections(id))


# --- what things are called


def names(view: View, *answers: Any) -> dict[str, str]:
    """Leads from the ids of actors and places in answers to what these are called."""
    ids = {id for answer in answers for id in _ids(answer)}
    things: tuple[Mapping[str, Identity | Location], ...] = (view.identities(ids), view.locations(ids))
    return {id: thing.name for each in things for id, thing in each.items()}


def _ids(answer: Any) -> Iterator[str]:
    if isinstance(answer, Incident):
        yield from (id for field in answer.fields for version in field.versions for id in version.value)
    elif isinstance(answer, Tie):
        yield from (answer.subject, answer.object, *answer.sources)
    elif isinstance(answer, Voice):
        yield answer.name
    elif isinstance(answer, Suggestion):
        yield from (answer.match.one, answer.match.other)
    elif isinstance(answer, Story):
        yield from _ids(answer.incident)
    elif isinstance(answer, Profile):
        yield from _each(answer.relations, answer.stances, answer.deeds, answer.incidents)
    elif isinstance(answer, tuple):
        yield from _each(answer)


def _each(*answers: Iterable[Any]) -> Iterator[str]:
    for answer in answers:
        for part in answer:
            yield from _ids(part)
