"""What a person writes into a record -> sentences that say what a record may not have.

`misfits` holds plain JSON against the types of `model.py`; `faults` holds a record of these types against what they
cannot say: days that are none, degrees off the globe, ids of nothing, or of the wrong part of the record.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import Any

from polybius.model import Event, Figure, Place, Record, Span, TimeSpan, record_to_dict

WORDS = {str: "words", int: "a whole number", float: "a number", bool: "true or false"}


def misfits(kind: Any, value: Any, where: str) -> Iterator[str]:
    """Yields what of plain JSON is no value of a type of the record; `where` names it in the sentences."""
    options = [k for k in typing.get_args(kind) if k is not types.NoneType] if isinstance(kind, types.UnionType) else []
    if options:
        yield from misfits(options[0], value, where) if value is not None else ()
    elif typing.get_origin(kind) is tuple:
        yield from _of_list(typing.get_args(kind)[0], value, where)
    elif is_dataclass(kind) and isinstance(kind, type):
        yield from _of_entry(kind, value, where)
    elif issubclass(kind, StrEnum):
        if value not in list(kind):
            yield f"{where} = {value!r}; allowed: {', '.join(kind)}"
    elif not isinstance(value, (int, float) if kind is float else kind) or (kind is not bool and value is True):
        yield f"{where} = {value!r}; allowed: {WORDS[kind]}"


def _of_list(inner: Any, value: Any, where: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{where} = {value!r}; allowed: a list"
        return
    for number, item in enumerate(value):
        yield from misfits(inner, item, f"{where}/{number}")


def _of_entry(kind: type, value: Any, where: str) -> Iterator[str]:
    hints = fields_of(kind)
    if not isinstance(value, Mapping):
        yield f"{where} = {value!r}; allowed: an entry with {', '.join(hints)}"
        return
    needed = [f.name for f in fields(kind) if f.default is MISSING and f.name not in value]
    if needed:
        yield f"{where} needs {' and '.join(needed)}"
    for name, part in value.items():
        if name not in hints:
            yield f"{where} has no field '{name}'; there are: {', '.join(hints)}"
        else:
            yield from misfits(hints[name], part, f"{where}/{name}")


def fields_of(kind: type) -> dict[str, Any]:
    """Returns the types of an entry's fields, under the names that they bear in JSON."""
    return {name.rstrip("_"): hint for name, hint in typing.get_type_hints(kind).items()}


def faults(record: Record) -> Iterator[str]:
    """Yields what the types let a record have, but the world or the rest of the record does not."""
    for event in record.events:
        yield from _of_days(event.when, f"events/{event.id}/when")
        yield from chain.from_iterable(_of_figure(f, f"events/{event.id}/figures") for f in event.figures)
    for number, relation in enumerate(record.relations):
        yield from chain.from_iterable(_of_figure(f, f"relations/{number}/figures") for f in relation.figures)
    for place in record.places:
        yield from _of_place(place)
    yield from _of_day(record.published, "published")
    yield from _of_references(record)
    for span in _spans(record_to_dict(record)):
        if not 0 <= span.start < span.end <= len(record.text):
            yield f"characters {span.start} to {span.end} are not in the text, which has {len(record.text)}"


def _of_days(when: TimeSpan | None, where: str) -> Iterator[str]:
    if when is None:
        return
    wrong = [*_of_day(when.start, f"{where}/start"), *_of_day(when.end, f"{where}/end")]
    yield from wrong
    if not wrong and when.start and when.end and when.start > when.end:
        yield f"{where} = {when.start} to {when.end}: it ends before it starts"


def _of_day(day: str | None, where: str) -> Iterator[str]:
    try:
        if day is not None and date.fromisoformat(day).isoformat() != day:
            raise ValueError(f"write {date.fromisoformat(day).isoformat()}")
    except ValueError as error:
        yield f"{where} = {day!r}; allowed: a day such as 2018-11-02 ({error})"


def _of_figure(figure: Figure, where: str) -> Iterator[str]:
    low, high = figure.low, figure.high
    if (low or 0) < 0 or (low is not None and high is not None and low > high):
        yield f"{where}: {figure.what} {low} to {high}; allowed: low at least 0, and high not below low"


def _of_place(place: Place) -> Iterator[str]:
    for name, degrees, most in (("latitude", place.latitude, 90), ("longitude", place.longitude, 180)):
        if degrees is not None and not -most <= degrees <= most:
            yield f"places/{place.id}/{name} = {degrees:g}; allowed: {-most} to {most} degrees"


def _of_references(record: Record) -> Iterator[str]:
    actors, places = [a.id for a in record.actors], [p.id for p in record.places]
    events, claims = [e.id for e in record.events], [c.id for c in record.claims]
    for event in record.events:
        where = f"events/{event.id}"
        yield from _strange(_who(event), actors, f"{where}: no actor")
        yield from _strange((event.place, event.origin, event.destination), places, f"{where}: no place")
        yield from _strange((event.claim, *event.claims), claims, f"{where}: no claim")
        yield from _strange(event.content, events, f"{where}: no event")
    for claim in record.claims:
        yield from _strange((link.source for link in claim.chain), actors, f"claims/{claim.id}: no actor")
    for relation in record.relations:
        yield from _strange((relation.subject,), actors, "relations: no actor")
        yield from _strange((relation.object,), [*actors, *places], "relations: no actor or place")
    for stance in record.stances:
        yield from _strange((stance.holder,), actors, "stances: no actor")
        yield from _strange(stance.about, events, "stances: no event")
    told = (*(relation.claim for relation in record.relations), *(stance.claim for stance in record.stances))
    yield from _strange(told, claims, "no claim")
    for condition in record.conditions:
        yield from _strange((condition.if_, condition.then), events, "conditions: no event")
        yield from _strange((condition.by,), actors, "conditions: no actor")
    for disagreement in record.discrepancies:
        yield from _strange(disagreement.between, [*events, *actors, *places, *claims], "discrepancies: no entry")


def _who(event: Event) -> Iterable[str | None]:
    return (*event.initiators, *event.targets, *(figure.who for figure in event.figures))


def _strange(ids: Iterable[str | None], known: list[str], what: str) -> Iterator[str]:
    for id in ids:
        if id is not None and id not in known:
            yield f"{what} has the id {id!r}; there are: {' '.join(known) or 'none'}"


def _spans(plain: Any) -> Iterator[Span]:
    if isinstance(plain, dict):
        if isinstance(plain.get("start"), int) and isinstance(plain.get("end"), int):
            yield Span(plain["start"], plain["end"])
        for value in plain.values():
            yield from _spans(value)
    elif isinstance(plain, list):
        for item in plain:
            yield from _spans(item)
