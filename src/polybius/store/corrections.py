"""What people say of a record -> the record as they left it; readings and corrections -> a report's record.

A correction is a statement about a `path`, in the order in which corrections were made:

    events/e2/status     a field: change it, confirm it, reject (empty) it, add to it or reject one of its values
    events/e2            an entry: change it to another, confirm it, reject (leave out) it
    relations/0          entries without an id are counted from 0
    events               add an entry
    published            what is told of the report: title, publisher, published

What a later reading no longer finds, or finds to be otherwise, but a person changed, added or confirmed, stays as it
was, with the actors, places and claims that it names.
"""

from __future__ import annotations

import copy
import typing
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from polybius.errors import StoreError
from polybius.incidents import Correction, JudgementKind
from polybius.model import (
    Actor,
    Claim,
    Condition,
    Discrepancy,
    Event,
    Place,
    Record,
    Relation,
    Stance,
    record_from_dict,
    record_to_dict,
)
from polybius.store.alignment import REFERENCES, WITH_IDS, align, ids_of, references
from polybius.store.faults import faults, fields_of, misfits

TOLD = ("title", "publisher", "url", "published")
TYPES = {
    "actors": Actor,
    "places": Place,
    "events": Event,
    "claims": Claim,
    "relations": Relation,
    "stances": Stance,
    "conditions": Condition,
    "discrepancies": Discrepancy,
}
WITHOUT_IDS = ("relations", "stances", "conditions", "discrepancies")
PARTS = (*WITH_IDS, *WITHOUT_IDS)
ALLOWED = "PART/ID, PART/ID/FIELD, PART or " + ", ".join(TOLD)
# Two entries without an id are the same where these agree.
MARKS = {
    "relations": ("subject", "predicate", "object"),
    "stances": ("holder", "topic"),
    "conditions": ("text",),
    "discrepancies": ("kind", "texts"),
}
Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Path:
    """Where in a record a correction points; `part` alone means the list, `field` None the whole entry."""

    part: str
    key: str | None = None
    field: str | None = None

    def __str__(self) -> str:
        return "/".join(step for step in (self.part, self.key, self.field) if step is not None)


def parse_path(words: str) -> Path:
    """Reads `events/e2/status`; raises StoreError for a path that no record has."""
    part, *steps = words.strip().strip("/").split("/")
    if part in TOLD and not steps:
        return Path(part)
    if part not in PARTS or len(steps) > 2 or "" in steps:
        raise StoreError(f"No field '{words}' in a record; allowed: {ALLOWED}, where PART is one of {', '.join(PARTS)}")
    return Path(part, *steps)


def settle(readings: Sequence[tuple[str, Record]], corrections: Sequence[Correction]) -> Record:
    """Returns a report's record by all its readings (oldest first, with their UTC times) and corrections so far.

    Ids are those of the first reading; a later one takes over all but what people said.
    """
    _, base = readings[0]
    taken = set(ids_of(base))
    for recorded_at, reading in readings[1:]:
        earlier = [c for c in corrections if c.judgement.at <= recorded_at]
        base = align(_with_entries(base, earlier), reading, taken)
        taken |= set(ids_of(base))
    return apply(base, corrections)


def apply(record: Record, corrections: Iterable[Correction]) -> Record:
    """Returns the record with the corrections made to it, in order."""
    plain = None
    for correction in corrections:
        plain = plain or record_to_dict(record)
        _apply(plain, correction)
    return record if plain is None else record_from_dict(_tidied(plain))


def prepare(record: Record, correction: Correction, taken: Iterable[str] = ()) -> Correction:
    """Checks a new correction against the record that it is about, and adds the entry as it is before.

    An entry that is added gets its id here, none of those that were `taken` before. Raises StoreError where the path
    leads nowhere or the value is not one that a record may have.
    """
    path = parse_path(correction.path)
    plain = record_to_dict(record)
    _check_kind(path, correction)
    at = _index(plain, path) if path.key is not None else None
    if at is not None:
        own = {path.part: [plain[path.part][at]]}
        correction = replace(correction, entry=_with_references(plain, own, correction.value, path.field))
    elif path.part in PARTS:
        added = _completed(record, path.part, correction, taken)
        correction = replace(correction, value=added, entry=_with_references(plain, {}, added) or None)
    elif correction.judgement.kind is JudgementKind.CONFIRM:
        correction = replace(correction, value=plain.get(path.part))
    _check(record, _applied(plain, correction), path, correction, at)
    return correction


def _applied(plain: Plain, correction: Correction) -> Plain:
    changed = copy.deepcopy(plain)
    _apply(changed, correction)
    return changed


def _check_kind(path: Path, correction: Correction) -> None:
    kind = correction.judgement.kind
    if path.part in PARTS and path.key is None and kind is not JudgementKind.ADD:
        raise StoreError(f"{kind} {path} says not which; name an entry: {path.part}/ID")
    if kind is JudgementKind.ADD and path.key is not None and path.field is None:
        raise StoreError(f"add {path}: to add an entry, name its part only: {path.part}")
    if kind in (JudgementKind.ADD, JudgementKind.CHANGE) and correction.value is None:
        raise StoreError(f"{kind} {path} needs a value")
    if path.field is not None:
        _check_field(path, correction)


def _check_field(path: Path, correction: Correction) -> None:
    known, kind = fields_of(TYPES[path.part]), correction.judgement.kind
    if path.field == "id" or path.field not in known:
        names = ", ".join(name for name in known if name != "id")
        raise StoreError(f"No field '{path.field}' to correct in {path.part}; there are: {names}")
    one_of_several = kind is JudgementKind.ADD or (kind is JudgementKind.REJECT and correction.value is not None)
    if one_of_several and typing.get_origin(known[path.field]) is not tuple:
        raise StoreError(
            f"{kind} {path} {correction.value!r}: it holds one value; change it, or reject it without naming it"
        )


def _completed(record: Record, part: str, correction: Correction, taken: Iterable[str]) -> Any:
    """An entry to be added, with an id that nothing in the report ever bore, and an event with its sentence."""
    entry = correction.value
    if not isinstance(entry, dict):
        raise StoreError(f"{part} takes an entry, a JSON object; not {entry!r}")
    if part in WITH_IDS and "id" not in entry:
        used, number = {*ids_of(record), *taken}, 1
        while f"{part[0]}{number}" in used:
            number += 1
        entry = {"id": f"{part[0]}{number}"} | entry
    if part == "events" and "sentence" not in entry and isinstance(entry.get("trigger"), dict):
        start = entry["trigger"].get("start")
        held = (n for n, s in enumerate(record.sentences) if isinstance(start, int) and s.start <= start < s.end)
        entry = entry | {"sentence": next(held, 0)}
    return entry


def looked_at(record: Record, corrections: Iterable[Correction]) -> frozenset[str]:
    """Returns the paths of the entries (`events/e2`, `relations/0`) that a correction which holds is about."""
    plain, found = record_to_dict(record), set()
    for correction in corrections:
        path = parse_path(correction.path)
        if path.part not in PARTS or correction.judgement.undone_by is not None:
            continue
        meant = correction.value if path.key is None else (correction.entry or {})[path.part][0]
        entries = plain.get(path.part, [])
        at = next((i for i, entry in enumerate(entries) if _same(path.part, meant, entry)), None)
        if at is not None:
            found.add(f"{path.part}/{entries[at].get('id', at)}")
    return frozenset(found)


# --- making them


def _apply(plain: Plain, correction: Correction) -> None:
    path, kind = parse_path(correction.path), correction.judgement.kind
    if path.part in TOLD:
        if kind is not JudgementKind.CONFIRM or correction.value is not None:
            plain[path.part] = correction.value
        return
    if path.key is None:
        _restore(plain, correction.entry)
        _insert(plain, path.part, copy.deepcopy(correction.value))
        return
    at = _find(plain, path, correction.entry)
    if at is None and kind is not JudgementKind.REJECT:
        _restore(plain, correction.entry)
        at = _find(plain, path, correction.entry)
    if at is not None:
        held = _held(path, correction)
        _restore(plain, _with_references(correction.entry or {}, {}, held))
        _alter(plain[path.part], at, path, correction, held)


def _held(path: Path, correction: Correction) -> Plain:
    """The fields that a correction of an entry holds to, with their values: those it gives, or those it confirms."""
    if correction.judgement.kind is JudgementKind.REJECT:
        return {}
    if correction.judgement.kind is not JudgementKind.CONFIRM:
        return correction.value if path.field is None else {path.field: correction.value}
    confirmed = (correction.entry or {})[path.part][0]
    return {name: value for name, value in confirmed.items() if path.field in (None, name)}


def _alter(entries: list[Any], at: int, path: Path, correction: Correction, held: Plain) -> None:
    kind, value = correction.judgement.kind, copy.deepcopy(correction.value)
    if kind is JudgementKind.REJECT and path.field is None:
        del entries[at]
    elif path.field is None or kind is JudgementKind.CONFIRM:
        entries[at] = entries[at] | copy.deepcopy(held)
    else:
        _alter_field(entries[at], path.field, kind, value)


def _alter_field(entry: Plain, field: str, kind: JudgementKind, value: Any) -> None:
    if kind is JudgementKind.CHANGE:
        entry[field] = value
    elif kind is JudgementKind.ADD:
        entry[field] = [*entry.get(field, []), *([] if value in entry.get(field, []) else [value])]
    elif kind is JudgementKind.REJECT and value is None:
        entry.pop(field, None)
    elif kind is JudgementKind.REJECT:
        entry[field] = [item for item in entry.get(field, []) if item != value]


def _insert(plain: Plain, part: str, entry: Any) -> None:
    entries = plain.setdefault(part, [])
    at = next((i for i, other in enumerate(entries) if _same(part, entry, other)), None)
    if at is None:
        entries.append(entry)
    else:
        entries[at] = entries[at] | entry


def _restore(plain: Plain, entry: Any) -> None:
    for part, entries in (entry or {}).items():
        there = plain.setdefault(part, [])
        there += [copy.deepcopy(e) for e in entries if not any(_same(part, e, other) for other in there)]


def _same(part: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(one.get(mark) == other.get(mark) for mark in MARKS.get(part, ("id",)))


def _find(plain: Plain, path: Path, entry: Any) -> int | None:
    """Where the entry is now: the first of the snapshot's part is the one that was meant."""
    meant = entry[path.part][0]
    return next((i for i, other in enumerate(plain.get(path.part, [])) if _same(path.part, meant, other)), None)


def _index(plain: Plain, path: Path) -> int:
    entries = plain.get(path.part, [])
    keys = [entry["id"] for entry in entries] if path.part in WITH_IDS else [str(i) for i in range(len(entries))]
    if path.key not in keys:
        raise StoreError(
            f"No {path.part}/{path.key} in report {plain['id'][:12]}; there are: {' '.join(keys) or 'none'}"
        )
    return keys.index(path.key)


def _with_references(plain: Plain, own: dict[str, list[Plain]], value: Any, field: str | None = None) -> dict[str, Any]:
    """Entries and all that they and a value (of a field) lead to in a record, so that it can be put back as a whole."""
    found = dict(own)
    by_id = {e["id"]: (name, e) for name in WITH_IDS for e in plain.get(name, [])}
    waiting = [*references(list(own.values())), *references(value if field is None else {field: value})]
    seen = {entry.get("id") for entries in own.values() for entry in entries}
    while waiting:
        id = waiting.pop()
        if id in by_id and id not in seen:
            seen.add(id)
            name, other = by_id[id]
            found[name] = [*found.get(name, []), other]
            waiting += references(other)
    return found


def _with_entries(record: Record, corrections: Iterable[Correction]) -> Record:
    """The record with what people added or held to, so that a later reading meets it under its id."""
    plain = record_to_dict(record)
    for correction in corrections:
        _restore(plain, correction.entry)
        if correction.judgement.kind is JudgementKind.ADD and correction.path in PARTS:
            _insert(plain, correction.path, correction.value)
    return record_from_dict(plain)


# --- what must hold


def _tidied(plain: Plain) -> Plain:
    """Drops references to entries that a person rejected."""
    ids = {entry["id"] for part in WITH_IDS for entry in plain.get(part, [])}
    gone = {id for part in PARTS for id in references(plain.get(part, [])) if id not in ids}
    if not gone:
        return plain
    whole = {part: [e for e in plain.get(part, []) if not _needs(part, e, gone)] for part in PARTS}
    return plain | {part: _without(entries, gone) for part, entries in whole.items()}


def _needs(part: str, entry: Plain, gone: set[str]) -> bool:
    needed = {"relations": ("subject", "object"), "stances": ("holder",)}.get(part, ())
    return any(entry.get(name) in gone for name in needed)


def _without(plain: Any, gone: set[str]) -> Any:
    if isinstance(plain, list):
        return [_without(item, gone) for item in plain if not (isinstance(item, dict) and item.get("source") in gone)]
    if isinstance(plain, dict):
        return {key: _kept(key, value, gone) for key, value in plain.items()}
    return plain


def _kept(key: str, value: Any, gone: set[str]) -> Any:
    if key not in REFERENCES or isinstance(value, dict):
        return _without(value, gone)
    if isinstance(value, list):
        return [item for item in value if item not in gone]
    return None if value in gone else value


def _check(record: Record, changed: Plain, path: Path, correction: Correction, at: int | None) -> None:
    """Raises StoreError where what a correction leaves is not what a record may have, and it was not so before."""
    rejected = correction.judgement.kind is JudgementKind.REJECT
    if path.part in TOLD:
        wrong = list(misfits(str | None, changed.get(path.part), path.part))
    elif at is None:
        wrong = list(misfits(TYPES[path.part], correction.value, path.part))
    elif rejected and path.field is None:
        wrong = []
    else:
        wrong = list(misfits(TYPES[path.part], changed[path.part][at], f"{path.part}/{path.key}"))
    if not wrong:
        before = set(faults(record))
        wrong = [
            fault
            for fault in faults(record_from_dict(_tidied(changed) if rejected else changed))
            if fault not in before
        ]
    if wrong:
        raise StoreError(wrong[0])
