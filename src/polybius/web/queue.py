"""What needs a person, most consequential first: candidates of five kinds out of the store, less what is done.

How much hangs on an item (`weight`, 0 to 1) is a table, `STAKES`, times how much of the record it touches: incidents
and accounts count by their logarithm, so that the hundredth report of one thing adds less than the second.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import log2

from polybius import questions
from polybius.incidents import (
    Account,
    Disagreement,
    DisagreementKind,
    Identity,
    Incident,
    Location,
    Subject,
    Suggestion,
)
from polybius.model import EventType, Figure
from polybius.store import View
from polybius.web.answers import ReviewItem, ReviewKind, Side

LOOKED_AT = 400  # candidates of a kind among which the weightiest are chosen
MANY = 64.0  # incidents or people, from which more do not add weight

# What a person's word changes: two incidents or actors wrongly one, or one wrongly two, falsify every count over them.
STAKES = {
    ReviewKind.DISCREPANCY: 0.8,
    ReviewKind.MERGE: 0.7,
    ReviewKind.EVENT: 0.6,
    ReviewKind.ACTOR: 0.45,
    ReviewKind.PLACE: 0.4,
}
VIOLENT = (EventType.ASSAULT, EventType.COERCE, EventType.THREATEN, EventType.MOBILIZE)


def queue(view: View, kind: ReviewKind | None, limit: int) -> tuple[ReviewItem, ...]:
    """Returns the weightiest items, of one kind or all, that nobody is done with."""
    items = [item for name, find in FINDERS.items() if kind in (None, name) for item in find(view)]
    done = view.done(item.key for item in items)
    waiting = (item for item in items if item.key not in done)
    return tuple(sorted(waiting, key=lambda item: (-item.weight, item.key))[:limit])


def left(view: View) -> dict[ReviewKind, int]:
    """Counts what is left of each kind."""
    numbers = view.number_unsettled()
    return {kind: max(0, numbers[kind] - view.number_done(kind)) for kind in ReviewKind}


def item_of(view: View, key: str) -> ReviewItem | None:
    """Returns the item of a key; None where nothing (any more) needs a person under it."""
    kind = next((kind for kind in ReviewKind if key.startswith(f"{kind}:")), None)
    return next((item for item in FINDERS[kind](view) if item.key == key), None) if kind else None


def _weight(kind: ReviewKind, touched: float) -> float:
    return round(STAKES[kind] * (0.5 + 0.5 * min(1.0, log2(1 + max(0.0, touched)) / log2(1 + MANY))), 4)


def _events(view: View) -> Iterator[ReviewItem]:
    for account, incident in view.doubtful(LOOKED_AT):
        yield ReviewItem(
            key=f"{ReviewKind.EVENT}:{account.id}",
            kind=ReviewKind.EVENT,
            weight=_weight(ReviewKind.EVENT, _touched(account)),
            why=f"the source calls it {account.certainty}",
            account=account,
            incident=incident,
        )
    for account, incident in view.hard_to_believe(LOOKED_AT):
        believed = account.chance or 0.0
        yield ReviewItem(
            key=f"{ReviewKind.EVENT}:{account.id}",
            kind=ReviewKind.EVENT,
            weight=round(_weight(ReviewKind.EVENT, _touched(account)) * (1 - believed), 4),
            why=f"the rules found it, the learned reader hardly believes it ({believed:.0%})",
            account=account,
            incident=incident,
        )


def _touched(account: Account) -> float:
    return _people(account.figures) + (8 if account.type in VIOLENT else 1)


def _people(figures: tuple[Figure, ...]) -> float:
    return max(
        (figure.low or figure.high or 0 for figure in figures if figure.what in ("killed", "wounded")), default=0
    )


def _actors(view: View) -> Iterator[ReviewItem]:
    for found in view.unresolved(Subject.ACTORS, LOOKED_AT):
        if isinstance(found.thing, Identity):
            yield ReviewItem(
                key=f"{ReviewKind.ACTOR}:{found.thing.id}",
                kind=ReviewKind.ACTOR,
                weight=_weight(ReviewKind.ACTOR, found.incidents),
                why="it is not known whose it is: no country, no entry of Wikidata",
                identity=found.thing,
            )


def _places(view: View) -> Iterator[ReviewItem]:
    for found in view.unresolved(Subject.PLACES, LOOKED_AT):
        if isinstance(found.thing, Location):
            yield ReviewItem(
                key=f"{ReviewKind.PLACE}:{found.thing.id}",
                kind=ReviewKind.PLACE,
                weight=_weight(ReviewKind.PLACE, found.incidents),
                why="it is not known where it is",
                location=found.thing,
            )


def _merges(view: View) -> Iterator[ReviewItem]:
    found = view.suggestions(None, LOOKED_AT)
    sides = _sides(view, found)
    for suggestion in found:
        match = suggestion.match
        both = tuple(sides[id] for id in (match.one, match.other) if id in sides)
        accounts = sum(len(side.incident.accounts) for side in both if side.incident)
        if len(both) == 2 and both[0].id != both[1].id:
            yield ReviewItem(
                key=f"{ReviewKind.MERGE}:{suggestion.subject}:{match.one}:{match.other}",
                kind=ReviewKind.MERGE,
                weight=_weight(ReviewKind.MERGE, match.score * (8 + accounts)),
                why="they may be one",
                suggestion=suggestion,
                sides=both,
            )


def _sides(view: View, suggestions: tuple[Suggestion, ...]) -> Mapping[str, Side]:
    ends = {id for suggestion in suggestions for id in (suggestion.match.one, suggestion.match.other)}
    accounts = view.incidents_of(id for s in suggestions if s.subject is Subject.INCIDENTS for id in _both(s))
    incidents = view.incidents_by_id({*accounts.values()})
    found = {id: Side(id=thing.id, name=thing.name, identity=thing) for id, thing in view.identities(ends).items()}
    found |= {id: Side(id=thing.id, name=thing.name, location=thing) for id, thing in view.locations(ends).items()}
    return found | {id: _side(incidents[one]) for id, one in accounts.items() if one in incidents}


def _both(suggestion: Suggestion) -> tuple[str, str]:
    return suggestion.match.one, suggestion.match.other


def _side(incident: Incident) -> Side:
    return Side(id=incident.id, name=incident.id, incident=incident)


def _discrepancies(view: View) -> Iterator[ReviewItem]:
    for found in view.latest_disagreements(LOOKED_AT):
        updates = found.kind is DisagreementKind.UPDATE  # a later report knew more: likely no quarrel
        yield ReviewItem(
            key=key_of(found),
            kind=ReviewKind.DISCREPANCY,
            weight=_weight(ReviewKind.DISCREPANCY, 0 if updates else 16 if found.about == "figure" else 8),
            why=found.explanation,
            disagreement=found,
            incident=found.incident,
        )


def key_of(found: Disagreement) -> str:
    """Returns what an item about a disagreement is called: by its passages, which stay when others come."""
    sides = "|".join(f"{side.report[:12]}.{side.span.start}-{side.span.end}" for side in found.sides)
    return f"{ReviewKind.DISCREPANCY}:{found.about}:{sides}"[:200]


FINDERS = {
    ReviewKind.DISCREPANCY: _discrepancies,
    ReviewKind.MERGE: _merges,
    ReviewKind.EVENT: _events,
    ReviewKind.ACTOR: _actors,
    ReviewKind.PLACE: _places,
}


def names_of(view: View, items: tuple[ReviewItem, ...]) -> dict[str, str]:
    """Returns what the ids in items are called."""
    incidents = tuple(side.incident for item in items for side in item.sides if side.incident)
    return questions.names(view, incidents, tuple(item.suggestion for item in items if item.suggestion))
