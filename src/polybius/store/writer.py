"""Records in: what is new is added, what is known is left as it is; nothing is ever changed."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert

from polybius.model import Record, record_to_dict
from polybius.store.failures import in_words
from polybius.store.schema import READING, REPORT


class Outcome(StrEnum):
    """What became of a record given to the store, in the words that a user is told."""

    STORED = "stored"
    READ_ANEW = "read anew"
    ALREADY_KNOWN = "already known"


class Writer:
    """Adds records, each in a transaction of its own; `Store.writer` makes one."""

    def __init__(self, connection: Connection, version: str, where: str) -> None:
        self._where = where
        self._connection = connection.execution_options(writes=True)
        self._version = version

    def add(self, record: Record) -> Outcome:
        """Adds the report if its text is new, and the reading if this version has not read the same from it before.

        The same text told of differently (another publisher, another day) reads differently, and so is a new reading.
        Raises StoreError where the database fails; what came before stays.
        """
        reading = _reading(record, self._version)
        failure = f"Report {record.id[:12]} cannot be stored in {self._where}"
        with in_words(failure), self._connection.begin():
            new_report = self._insert(insert(REPORT).values(_report(record, reading["recorded_at"])))
            new_reading = self._insert(insert(READING).values(reading))
        if new_report:
            return Outcome.STORED
        return Outcome.READ_ANEW if new_reading else Outcome.ALREADY_KNOWN

    def _insert(self, statement: Any) -> bool:
        return bool(self._connection.execute(statement.on_conflict_do_nothing()).rowcount)


def _report(record: Record, recorded_at: str) -> dict[str, Any]:
    names = ("id", "title", "publisher", "url", "published", "language", "text")
    return {name: getattr(record, name) for name in names} | {"recorded_at": recorded_at}


def _reading(record: Record, version: str) -> dict[str, Any]:
    plain = json.dumps(record_to_dict(record), ensure_ascii=False, separators=(",", ":"))
    counts = {part: len(getattr(record, part)) for part in ("actors", "places", "events", "claims", "problems")}
    return counts | {
        "report": record.id,
        "version": version,
        "digest": hashlib.sha256(plain.encode()).hexdigest(),
        "recorded_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "title": record.title,
        "publisher": record.publisher,
        "published": record.published,
        "record": plain,
    }
