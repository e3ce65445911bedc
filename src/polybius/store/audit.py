"""The audit log: who did what, in a chain of hashes that shows when a line was changed, taken out or put in between.

Each entry's hash is the sha256 of its number, time, person, deed and what it is about, and of the hash before it. What
the chain alone cannot show is that its end was cut off: for that, a hash that was written down elsewhere is looked for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from polybius.store.moment import Moment
from polybius.store.schema import AUDIT

START = "0" * 64
AT_ONCE = 1_000  # entries read from the database at a time


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log; `at` is UTC, `detail` tells more in plain words or JSON, and never a secret."""

    number: int
    at: str
    who: str
    deed: str
    about: str
    detail: str
    previous: str
    hash: str


def append(connection: Connection, at: str, *told_of: str) -> None:
    """Adds a line to the log, in the transaction of what it tells of: who did what, about what, and more of it."""
    last = connection.execute(select(AUDIT.c.number, AUDIT.c.hash).order_by(AUDIT.c.number.desc()).limit(1)).first()
    number, previous = (last.number + 1, last.hash) if last else (1, START)
    told = [number, at, *(words.replace("\0", "�") for words in told_of), previous]
    names = ("number", "at", "who", "deed", "about", "detail", "previous")
    connection.execute(insert(AUDIT).values(dict(zip(names, told, strict=True)) | {"hash": _hash(told)}))


class Audited(Moment):
    """The part of a view that knows the audit log."""

    def entries(self, limit: int, before: int | None = None) -> tuple[Entry, ...]:
        """Returns lines of the log, the latest first, from before a number where one is named."""
        query = select(AUDIT).order_by(AUDIT.c.number.desc()).limit(limit)
        query = query if before is None else query.where(AUDIT.c.number < before)
        return tuple(Entry(**row) for row in self._connection.execute(query).mappings())

    def verify(self, noted: str | None = None) -> tuple[int, str, tuple[str, ...]]:
        """Returns the number of lines, the hash of the last, and what is wrong, each fault in words.

        `noted` is a hash that was written down before, which must stand in the log.
        """
        count, previous, faults, seen = 0, START, [], noted is None
        for entry in self._all():
            count += 1
            faults += _faults(entry, count, previous)
            previous, count = entry.hash, entry.number
            seen = seen or entry.hash == noted
        if not seen:
            faults.append(f"no line has the hash {noted}: lines were cut off, or changed")
        return count, previous, tuple(faults)

    def _all(self) -> Iterator[Entry]:
        query = select(AUDIT).order_by(AUDIT.c.number)
        rows = self._connection.execute(query, execution_options={"yield_per": AT_ONCE})
        for part in rows.mappings().partitions():
            yield from (Entry(**row) for row in part)


def _faults(entry: Entry, expected: int, previous: str) -> list[str]:
    told: list[Any] = [entry.number, entry.at, entry.who, entry.deed, entry.about, entry.detail, entry.previous]
    found = []
    if entry.number != expected:
        found.append(f"line {expected} is missing")
    if entry.previous != previous:
        found.append(f"line {entry.number} does not follow on the line before it")
    if entry.hash != _hash(told):
        found.append(f"line {entry.number} was changed")
    return found


def _hash(told: list[Any]) -> str:
    return hashlib.sha256(json.dumps(told, ensure_ascii=True).encode()).hexdigest()
