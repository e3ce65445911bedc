"""The second readings: what readers disagreed about, field by field, and how it was settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from polybius.gold import load_yaml

FIELDS = (
    "text actor place event type status certainty trigger initiators targets place_of_event when figures chain content"
    " relation stance condition discrepancy claim"
).split()
SETTLED = ("corrected", "both allowed", "kept")
# Later rounds: their writers alone read them.
ROUNDS = (*"efghijklmnopqrstuvwxyz", *(f"a{letter}" for letter in "abcdefghijklmnopqrstuvwxy"))
UNREAD = tuple(f"{prefix}_" for prefix in ROUNDS)
KEYS = {"field", "where", "first", "second", "settled", "why"}


def all_readings(home: Path, folder: str = "readings") -> list[dict[str, Any]]:
    """Returns one entry for each report that was read a second time, or (`audit`) for errors that were left."""
    return [entry for path in sorted((home / folder).glob("*.yaml")) for entry in load_yaml(path) or ()]


def faults(home: Path, names: Iterable[str]) -> Iterator[str]:
    """Yields reports without a second reading, the later rounds aside, and entries that say what is not allowed."""
    known, read = set(names), {str(entry.get("file")) for entry in all_readings(home)}
    unread = sorted(name for name in known - read if not name.startswith(UNREAD))
    yield from (f"readings: {name}: not read a second time" for name in unread)
    yield from (f"readings: {name}: no such report" for name in sorted(read - known))
    for entry in all_readings(home):
        for item in entry.get("disagreements") or ():
            yield from (f"readings: {entry['file']}: {what}" for what in _entry_faults(item))
    for entry in all_readings(home, "audit"):
        fields = [item.get("field") for item in entry.get("errors") or ()]
        yield from (f"audit: {entry['file']}: unknown field: {field!r}" for field in fields if field not in FIELDS)


def _entry_faults(item: dict[str, Any]) -> Iterator[str]:
    if unknown := set(item) - KEYS:
        yield f"unknown key: {', '.join(sorted(unknown))}; allowed: {', '.join(sorted(KEYS))}"
    if item.get("field") not in FIELDS:
        yield f"unknown field: {item.get('field')!r}; allowed: {', '.join(FIELDS)}"
    if item.get("settled") not in SETTLED:
        yield f"unknown outcome: {item.get('settled')!r}; allowed: {', '.join(SETTLED)}"


def table(home: Path) -> list[tuple[str, Counter[str]]]:
    """Returns how the disagreements about each field were settled, the most disputed field first."""
    counts: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    for entry in all_readings(home):
        for item in entry.get("disagreements") or ():
            counts[item["field"]][item["settled"]] += 1
    return sorted(counts.items(), key=lambda pair: -pair[1].total())


def audit(home: Path) -> tuple[int, int, Counter[str]]:
    """Returns how many reports and sentences were read for errors, and the errors found, by field."""
    entries = all_readings(home, "audit")
    errors = Counter(item["field"] for entry in entries for item in entry.get("errors") or ())
    return len(entries), sum(int(entry["sentences"]) for entry in entries), errors
