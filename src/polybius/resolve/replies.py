"""Events of a record -> what its speech acts are about, where their own clause does not say.

The idea: who agrees or refuses answers what was asked of him last, and who rejects something also what he was accused
of, or what was demanded or planned a moment ago; a threat, a demand or a promise goes with what its sentence tells as
threatened, demanded or planned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from polybius.model import Event, EventType, Status

TELLS = {EventType.THREATEN: Status.THREATENED, EventType.REQUEST: Status.DEMANDED, EventType.AGREE: Status.PLANNED}
ANSWERED = {
    EventType.AGREE: frozenset({EventType.REQUEST}),
    EventType.REJECT: frozenset({EventType.REQUEST, EventType.ACCUSE}),
}
OPEN = frozenset({Status.DEMANDED, Status.PLANNED})
SAID = frozenset({Status.HAPPENED, Status.ONGOING})
MOST_BACK = 2  # sentences between what is said and the answer to it


def reply(events: Sequence[Event]) -> list[Event]:
    """Returns the events; speech acts that had no content have it where another event is plainly meant."""
    told = list(events)
    for number, event in enumerate(told):
        if not event.content and event.status in SAID and event.type in {*TELLS, *ANSWERED}:
            told[number] = replace(event, content=_told_beside(event, told) or _answered(event, told))
    return told


def _told_beside(event: Event, told: Sequence[Event]) -> tuple[str, ...]:
    """ "If the stalls stay shut, he told the chiefs, a company will open them": what the same sentence threatens."""
    taken = {c for e in told if e.type is event.type for c in e.content}
    beside = [e for e in told if e.sentence == event.sentence and e.status is TELLS.get(event.type)]
    meant = [e for e in beside if e.id not in taken and (event.type is not EventType.AGREE or _shared(e, event))]
    nearest = min(meant, key=lambda e: abs(e.trigger.start - event.trigger.start), default=None)
    return (nearest.id,) if nearest is not None else ()


def _shared(one: Event, other: Event) -> bool:
    return bool(set(one.initiators) & set(other.initiators))


def _answered(event: Event, told: Sequence[Event]) -> tuple[str, ...]:
    """ "Kenya asked Uganda to open the border. Kampala refused."."""
    before = [e for e in told if e.trigger.start < event.trigger.start and event.sentence - e.sentence <= MOST_BACK]
    before.sort(key=lambda e: -e.trigger.start)
    for other in before:
        if other.type in ANSWERED.get(event.type, ()) and set(event.initiators) & set(other.targets):
            return other.content or (other.id,)
    if event.type is not EventType.REJECT:
        return ()
    return tuple(e.id for e in before if e.status in OPEN and event.sentence - e.sentence < MOST_BACK)[:1]
