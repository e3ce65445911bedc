"""Two readings of one report -> the later one under the ids of the earlier, so that an id means one thing for good.

Entries are the same where their words overlap: triggers of events, mentions of actors and places, the speaking words of
claims. What the earlier reading did not have gets an id that nothing in the report ever bore.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from polybius.model import Actor, Claim, Event, Place, Record, Span, record_from_dict, record_to_dict

WITH_IDS = ("actors", "places", "events", "claims")
REFERENCES = frozenset(
    "initiators targets place origin destination who content claim claims source subject object holder about if then by"
    " between".split()
)


def align(earlier: Record, later: Record, taken: Iterable[str] = ()) -> Record:
    """Returns the later reading with the earlier one's ids; `taken` are further ids that must not be given anew."""
    found: dict[str, str] = {}
    for part in WITH_IDS:
        found |= _paired(getattr(earlier, part), getattr(later, part), LIKENESS[part])
    used = {id for record in (earlier, later) for id in ids_of(record)} | set(taken)
    kept = set(found.values()) | set(taken) | set(ids_of(earlier))
    for id in ids_of(later):
        if id not in found:
            found[id] = id if id not in kept else _fresh(id, used)
            used.add(found[id])
    if all(old == new for old, new in found.items()):
        return later
    return record_from_dict(renamed(record_to_dict(later), found))


def ids_of(record: Record) -> Iterator[str]:
    """Yields the ids of a record's actors, places, events and claims."""
    for part in WITH_IDS:
        yield from (entry.id for entry in getattr(record, part))


def renamed(plain: Any, ids: Mapping[str, str]) -> Any:
    """Returns plain JSON of a record, or of a part of it, with every id and reference replaced."""
    if isinstance(plain, list):
        return [renamed(item, ids) for item in plain]
    if not isinstance(plain, dict):
        return plain
    return {
        key: _led(value, ids) if key in REFERENCES or key == "id" else renamed(value, ids)
        for key, value in plain.items()
    }


def references(plain: Any) -> Iterator[str]:
    """Yields every id that plain JSON of a record, or of a part of it, refers to."""
    if isinstance(plain, list):
        for item in plain:
            yield from references(item)
    elif isinstance(plain, dict):
        for key, value in plain.items():
            if key in REFERENCES and not isinstance(value, dict):
                yield from value if isinstance(value, list) else [value]
            else:
                yield from references(value)


def _led(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_led(item, ids) for item in value]
    return ids.get(value, value) if isinstance(value, str) else value


def _fresh(id: str, used: set[str]) -> str:
    stem = re.sub(r"\d+$", "", id) or id
    return next(new for number in count(1) if (new := f"{stem}{number}") not in used)


def _paired(earlier: Sequence[Any], later: Sequence[Any], likeness: Callable[[Any, Any], float]) -> dict[str, str]:
    """Leads from ids of the later to those of the earlier, the likest first, each once."""
    scores = [(likeness(a, b), -i, -j) for i, a in enumerate(earlier) for j, b in enumerate(later)]
    found: dict[str, str] = {}
    for score, i, j in sorted(scores, reverse=True):
        old, new = earlier[-i].id, later[-j].id
        if score > 0 and new not in found and old not in found.values():
            found[new] = old
    return found


def _like_events(one: Event, other: Event) -> float:
    if one.trigger == other.trigger:
        return 4.0 + (one.type is other.type) + (one.status is other.status) / 2
    if one.trigger.overlaps(other.trigger):
        return 2.0 + (one.type is other.type)
    shared = _overlaps((one.trigger, *one.mentions), (other.trigger, *other.mentions))
    return float(one.type is other.type) if shared else 0.0


def _like_named(one: Actor | Place, other: Actor | Place) -> float:
    shared = len(set(one.mentions) & set(other.mentions))
    return shared + _overlaps(one.mentions, other.mentions) / 2 + (one.name == other.name) / 4


def _like_claims(one: Claim, other: Claim) -> float:
    if not one.chain or not other.chain:
        return float(one.chain == other.chain and one.content == other.content)
    words = [tuple(link.span for link in claim.chain if link.span) for claim in (one, other)]
    same_content = one.content == other.content
    return _overlaps(*words) + float(same_content) / 2 if _overlaps(*words) or same_content else 0.0


def _overlaps(one: Iterable[Span], other: Sequence[Span]) -> int:
    return sum(any(a.overlaps(b) for b in other) for a in one)


LIKENESS: Mapping[str, Callable[[Any, Any], float]] = {
    "actors": _like_named,
    "places": _like_named,
    "events": _like_events,
    "claims": _like_claims,
}
