"""What may be done within one transaction of a writer: facts are added here, look-ups and derived rows beside it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, insert, select

from polybius.errors import StoreError
from polybius.incidents import Correction, Judgement, JudgementKind
from polybius.model import Record, record_from_dict, record_to_dict
from polybius.store.alignment import ids_of
from polybius.store.corrections import parse_path, prepare, settle
from polybius.store.derived import Derived
from polybius.store.forecasting import Forecasting
from polybius.store.judgements import corrections_of, judgement_of
from polybius.store.rows import added_once, packed, run
from polybius.store.schema import COUNTED, EDITION, FUSED, JUDGEMENT, READING, REPORT


class Outcome(StrEnum):
    """What became of a record given to the store, in the words that a user is told."""

    STORED = "stored"
    READ_ANEW = "read anew"
    ALREADY_KNOWN = "already known"


class Transaction(Derived, Forecasting):
    """One all-or-nothing change of a store; `Writer.transaction` makes one.

    `now` is the UTC time at which all of it is recorded: never earlier than what was recorded before.
    """

    def __init__(self, connection: Connection, version: str, where: str, now: datetime) -> None:
        super().__init__(connection, where, as_of=None)
        self._version = version
        self._settled: dict[str, Record] = {}
        self.now = max(now.astimezone(UTC).isoformat(timespec="microseconds"), self._last_time())

    def add(self, record: Record) -> Outcome:
        """Adds the report if its text is new, and the reading if this version has not read the same from it before."""
        reading = _reading(record, self._version, self.now)
        new_report = added_once(self._connection, REPORT, _report(record, self.now))
        if not added_once(self._connection, READING, reading):
            return Outcome.STORED if new_report else Outcome.ALREADY_KNOWN
        self._new_edition(record.id, None, only=record if new_report else None)
        return Outcome.STORED if new_report else Outcome.READ_ANEW

    def correct(self, correction: Correction) -> Correction:
        """Adds a correction to the latest record of its report; who, what and why stand in its judgement.

        Returns it with its number and time. Raises StoreError for a path or value that the record does not allow.
        """
        report = self.full_id(correction.report)
        checked = prepare(self.record(report), correction, self._ids_ever(report))
        values = {
            "report": report,
            "path": str(parse_path(checked.path)),
            "value": None if checked.value is None else packed(checked.value),
            "entry": None if checked.entry is None else packed(checked.entry),
        }
        number = self._add_judgement(checked.judgement, values)
        self._new_edition(report, number)
        return next(c for c in corrections_of(self._connection, report) if c.judgement.id == number)

    def judge(self, judgement: Judgement) -> Judgement:
        """Adds a merge or a split; returns it with its number and time."""
        values = {"subject": judgement.subject, "one": packed(judgement.one), "other": packed(judgement.other)}
        return judgement_of(self._connection, self._add_judgement(judgement, values))

    def undo(self, number: int, who: str, note: str | None = None) -> Judgement:
        """Takes a judgement back, by another one; returns the one taken back.

        Raises StoreError where there is none of this number, or it has been taken back before.
        """
        undone = judgement_of(self._connection, number)
        if undone.undone_by is not None or undone.kind is JudgementKind.UNDO:
            state = "is an undoing itself" if undone.kind is JudgementKind.UNDO else f"was undone by {undone.undone_by}"
            raise StoreError(f"Judgement {number} {state}; 'polybius judgements' lists those that hold")
        new = self._add_judgement(Judgement(0, JudgementKind.UNDO, who, self.now, note=note), {"undoes": number})
        if (report := self.report_of_judgement(number)) is not None:
            self._new_edition(report, new)
        return judgement_of(self._connection, number)

    def pending(self, limit: int = 1) -> tuple[str, ...]:
        """Returns reports whose latest edition has not been fused yet, in the order in which these were recorded."""
        latest = select(EDITION.c.report, func.max(EDITION.c.id).label("id")).group_by(EDITION.c.report).subquery()
        unfused = FUSED.c.edition.is_(None) | (FUSED.c.edition < latest.c.id)
        joined = latest.outerjoin(FUSED, FUSED.c.report == latest.c.report)
        query = select(latest.c.report).select_from(joined).where(unfused).order_by(latest.c.id).limit(limit)
        return tuple(self._connection.execute(query).scalars())

    def _add_judgement(self, judgement: Judgement, values: dict[str, Any]) -> int:
        if not judgement.who.strip():
            raise StoreError("A judgement needs a name: who decided?")
        row = {"kind": judgement.kind, "who": judgement.who, "at": self.now, "note": judgement.note} | values
        number = int(self._connection.execute(insert(JUDGEMENT).values(row).returning(JUDGEMENT.c.id)).scalar_one())
        self._decided = None
        told = {
            name: row[name]
            for name in ("report", "path", "value", "subject", "one", "other", "undoes")
            if row.get(name)
        }
        self.note(judgement.who, judgement.kind, f"judgement {number}", detail=packed(told))
        return number

    def _new_edition(self, report: str, judgement: int | None, only: Record | None = None) -> None:
        """Adds the record as all readings and corrections make it; `only` is the reading where there is no more."""
        rows = self._connection.execute(_readings(report, with_record=only is None)).all()
        record, own = only, None
        if record is None:
            readings = [(row.recorded_at, record_from_dict(json.loads(row.record))) for row in rows]
            held = [c for c in corrections_of(self._connection, report) if c.judgement.undone_by is None]
            record = settle(readings, held)
            own = None if record == readings[-1][1] else packed(record_to_dict(record))
        values = {"report": report, "reading": rows[-1].id, "judgement": judgement, "recorded_at": self.now}
        self._connection.execute(insert(EDITION).values(values | _listed(record) | {"record": own}))
        self._settled[report] = record

    def _ids_ever(self, report: str) -> set[str]:
        """The ids of all entries that a reading or a person ever told of, whether they are still there or not."""
        rows = self._connection.execute(_readings(report, with_record=True))
        read = {id for row in rows for id in ids_of(record_from_dict(json.loads(row.record)))}
        added = (c.value for c in corrections_of(self._connection, report) if c.judgement.kind is JudgementKind.ADD)
        return read | {value["id"] for value in added if isinstance(value, dict) and "id" in value}

    def _last_time(self) -> str:
        return max(time or "" for time in run(self._connection, LAST_TIMES).one())


LAST_TIMES = """
    SELECT (SELECT recorded_at FROM edition ORDER BY id DESC LIMIT 1),
        (SELECT at FROM judgement ORDER BY id DESC LIMIT 1)
"""


def _readings(report: str, with_record: bool) -> Any:
    return (
        select(READING.c.id, READING.c.recorded_at, READING.c.record).where(READING.c.report == report).order_by("id")
    )


def _storable(words: str | None) -> str | None:
    # PostgreSQL's text holds no NUL; the record, in JSON, keeps it.
    return words.replace("\0", "�") if isinstance(words, str) else words


def _report(record: Record, now: str) -> dict[str, Any]:
    names = ("id", "title", "publisher", "url", "published", "language", "text")
    return {name: _storable(getattr(record, name)) for name in names} | {"recorded_at": now}


def _listed(record: Record) -> dict[str, Any]:
    told = {name: _storable(getattr(record, name)) for name in ("title", "publisher", "published")}
    return told | {part: len(getattr(record, part)) for part in COUNTED}


def _reading(record: Record, version: str, now: str) -> dict[str, Any]:
    plain = json.dumps(record_to_dict(record), ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
    own = {"report": record.id, "version": version, "digest": digest, "recorded_at": now, "record": plain}
    return own | _listed(record)
