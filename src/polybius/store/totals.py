"""Sums of what holds now, kept as rows come and go, so that questions about everything need not add them up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, case, delete

from polybius.store.rows import inserting
from polybius.store.schema import COUNTS, EDGE, TOTAL

ALL = "*"  # in the place of a source: all of them
Row = Mapping[Any, Any]
Edge = tuple[str, str, str, str, str]


def edges_of(ties: Iterable[Row]) -> dict[Edge, str]:
    """Returns the edges that one report's ties are counted under, each with the day of the report."""
    ends = ("family", "subject", "label", "object")
    return {(source, *(tie[name] for name in ends)): tie["day"] for tie in ties for source in (tie["source"], ALL)}


def count_edges(connection: Connection, before: Mapping[Edge, str], after: Mapping[Edge, str]) -> None:
    """Counts a report's new edges, and no longer those that it has no more."""
    names = ("source", "family", "subject", "label", "object")
    rows: list[Row] = [
        dict(zip(names, edge, strict=True)) | {"reports": step, "first_day": day, "last_day": day}
        for edges, others, step in ((before, after, -1), (after, before, 1))
        for edge, day in edges.items()
        if edge not in others
    ]
    statement = inserting(connection, EDGE)
    new = statement.excluded
    days = {
        "first_day": case((new.first_day < EDGE.c.first_day, new.first_day), else_=EDGE.c.first_day),
        "last_day": case((new.last_day > EDGE.c.last_day, new.last_day), else_=EDGE.c.last_day),
    }
    kept = {"reports": EDGE.c.reports + new.reports} | days
    _add(connection, EDGE, statement.on_conflict_do_update(index_elements=names, set_=kept), rows)
    if less := {row["source"] for row in rows if row["reports"] < 0}:
        connection.execute(delete(EDGE).where(EDGE.c.source.in_(less), EDGE.c.reports <= 0))


def count_shares(connection: Connection, before: Iterable[Row], after: Iterable[Row]) -> None:
    """Adds the shares that came to the totals, and takes off those that went."""
    sums: dict[tuple[str, str], Counter[str]] = {}
    for shares, step in ((before, -1), (after, 1)):
        for share in shares:
            counts = sums.setdefault((share["kind"], share["id"]), Counter())
            counts.update({name: step * share[name] for name in COUNTS})
    rows: list[Row] = [
        {"kind": kind, "id": id} | {name: counts[name] for name in COUNTS}
        for (kind, id), counts in sums.items()
        if any(counts.values())
    ]
    statement = inserting(connection, TOTAL)
    kept = {name: TOTAL.c[name] + statement.excluded[name] for name in COUNTS}
    _add(connection, TOTAL, statement.on_conflict_do_update(index_elements=("kind", "id"), set_=kept), rows)
    if less := {row["kind"] for row in rows if row["accounts"] < 0}:
        connection.execute(delete(TOTAL).where(TOTAL.c.kind.in_(less), TOTAL.c.accounts <= 0))


def _add(connection: Connection, table: Table, statement: Any, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(statement, rows)
