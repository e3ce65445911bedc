"""Two editions of a report's record -> what changed from the one to the other, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from polybius.model import Record, record_to_dict
from polybius.store.alignment import WITH_IDS
from polybius.store.corrections import MARKS, TOLD


@dataclass(frozen=True, slots=True)
class Change:
    """What stood at a path (`events/e2/status`) before and after; None where nothing did."""

    path: str
    before: Any
    after: Any


def changes(before: Record, after: Record) -> tuple[Change, ...]:
    """Returns what changed: an entry that came or went is one change, one that stayed has one for each field."""
    return tuple(_changes(record_to_dict(before), record_to_dict(after)))


def _changes(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    for name in TOLD:
        if before.get(name) != after.get(name):
            yield Change(name, before.get(name), after.get(name))
    for part in (*WITH_IDS, *MARKS):
        old, new = _keyed(part, before), _keyed(part, after)
        for key in dict.fromkeys((*old, *new)):
            yield from _of_entry(f"{part}/{key}", old.get(key), new.get(key))


def _of_entry(path: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> Iterator[Change]:
    if before is None or after is None:
        yield Change(path, before, after)
        return
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield Change(f"{path}/{name}", before.get(name), after.get(name))


def _keyed(part: str, plain: dict[str, Any]) -> dict[str, dict[str, Any]]:
    entries = plain.get(part, [])
    if part in WITH_IDS:
        return {entry["id"]: entry for entry in entries}
    return {" ".join(_shown(entry.get(mark)) for mark in MARKS[part]): entry for entry in entries}


def _shown(value: Any) -> str:
    return f"{value['start']}-{value['end']}" if isinstance(value, dict) else str(value)
