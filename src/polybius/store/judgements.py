"""What people decided, read back as values."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, select

from polybius.errors import StoreError
from polybius.incidents import Correction, Judgement, JudgementKind, Subject
from polybius.store.rows import unpacked
from polybius.store.schema import JUDGEMENT

UNDOING = JUDGEMENT.alias("undoing")


def judgements(
    connection: Connection, *, across_reports: bool = False, kind: JudgementKind | None = None
) -> tuple[Judgement, ...]:
    """Returns every judgement, or the merges and splits, or a kind alone, oldest first; undone ones say by which."""
    query = _query().where(JUDGEMENT.c.subject.is_not(None)) if across_reports else _query()
    query = query if kind is None else query.where(JUDGEMENT.c.kind == kind)
    return tuple(_judgement(row) for row in connection.execute(query))


def judgement_of(connection: Connection, number: int) -> Judgement:
    """Returns one judgement; raises StoreError where there is none of this number."""
    row = connection.execute(_query().where(JUDGEMENT.c.id == number)).first()
    if row is None:
        raise StoreError(f"No judgement {number}; 'polybius judgements' lists what there is")
    return _judgement(row)


def corrections_of(connection: Connection, report: str | None = None) -> tuple[Correction, ...]:
    """Returns the corrections of one report, or of all, oldest first; undone ones say by which."""
    query = _query().where(JUDGEMENT.c.report.is_not(None) if report is None else JUDGEMENT.c.report == report)
    return tuple(
        Correction(_judgement(row), row.report, row.path, unpacked(row.value), unpacked(row.entry))
        for row in connection.execute(query)
    )


def _query() -> Select[Any]:
    undone = UNDOING.c.id.label("undone_by")
    joined = JUDGEMENT.outerjoin(UNDOING, UNDOING.c.undoes == JUDGEMENT.c.id)
    return select(JUDGEMENT, undone).select_from(joined).order_by(JUDGEMENT.c.id)


def _judgement(row: Any) -> Judgement:
    return Judgement(
        id=row.id,
        kind=JudgementKind(row.kind),
        who=row.who,
        at=row.at,
        subject=Subject(row.subject) if row.subject else None,
        one=tuple(unpacked(row.one) or ()),
        other=tuple(unpacked(row.other) or ()),
        note=row.note,
        undone_by=row.undone_by,
    )
