"""Sums of what holds, kept as rows come and go, so that questions about everything need not add them up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table

from polybius.store.rows import batches, replace_held, run, told_in
from polybius.store.schema import COUNTS, EDGE, TOTAL

ALL = "*"  # in the place of a source: all of them
ENDS = ("source", "family", "subject", "label", "object")
AT_ONCE = 50  # edges or totals in one statement
Row = Mapping[Any, Any]
Edge = tuple[str, ...]  # as ENDS


def edges_of(ties: Iterable[Row]) -> dict[Edge, str]:
    """Returns the edges that one report's ties are counted under, each with the day of the report."""
    return {(source, *(tie[name] for name in ENDS[1:])): tie["day"] for tie in ties for source in (tie["source"], ALL)}


def count_edges(connection: Connection, day: str, before: Mapping[Edge, str], after: Mapping[Edge, str]) -> None:
    """Counts a report's new edges from a day on, and no longer those that it has no more."""
    told = {**before, **after}
    steps = {edge: (edge in after) - (edge in before) for edge in told}
    for batch in batches((edge for edge, step in steps.items() if step), AT_ONCE):
        held = {tuple(row[2:7]): row for row in _held(connection, EDGE, ENDS, batch)}
        rows = [_edge(edge, steps[edge], told[edge], held.get(edge)) for edge in batch]
        replace_held(connection, EDGE, day, held.values(), [row for row in rows if row["reports"] > 0])


def _edge(edge: Edge, step: int, day: str, held: Any) -> Row:
    first, last = (min(held.first_day, day), max(held.last_day, day)) if held else (day, day)
    reports = (held.reports if held else 0) + step
    return dict(zip(ENDS, edge, strict=True)) | {"reports": reports, "first_day": first, "last_day": last}


def count_shares(connection: Connection, day: str, before: Iterable[Row], after: Iterable[Row]) -> None:
    """Adds the shares that came to the totals from a day on, and takes off those that went."""
    sums: dict[tuple[str, str], Counter[str]] = {}
    for shares, step in ((before, -1), (after, 1)):
        for share in shares:
            counts = sums.setdefault((share["kind"], share["id"]), Counter())
            counts.update({name: step * share[name] for name in COUNTS})
    for batch in batches((key for key, counts in sums.items() if any(counts.values())), AT_ONCE):
        held = _held(connection, TOTAL, ("kind", "id"), batch)
        for row in held:
            sums[row.kind, row.id].update({name: row._mapping[name] for name in COUNTS})
        there = [key for key in batch if sums[key]["accounts"] > 0]
        rows = [{"kind": kind, "id": id} | {name: sums[kind, id][name] for name in COUNTS} for kind, id in there]
        replace_held(connection, TOTAL, day, held, rows)


def _held(connection: Connection, table: Table, names: Sequence[str], keys: Sequence[Sequence[str]]) -> Sequence[Any]:
    """The rows that hold under keys, looked up by a statement that always has as many: none is called by no word."""
    padded = [*keys, *[[""] * len(names)] * (AT_ONCE - len(keys))]
    return run(connection, _looking_up(table, tuple(names)), tuple(part for key in padded for part in key)).all()


@cache
def _looking_up(table: Table, names: Sequence[str]) -> str:
    # Each key is looked up, where of `(a, b) IN …` SQLite would go through the whole table.
    rows = ", ".join([f"({', '.join('?' * len(names))})"] * AT_ONCE)
    told = ", ".join(f"held.{name}" for name in ("number", "since", *told_in(table)))
    same = " AND ".join(f"held.{name} = wanted.{name}" for name in names)
    wanted = f"WITH wanted ({', '.join(names)}) AS (VALUES {rows})"
    return f"{wanted} SELECT {told} FROM wanted JOIN {table.name} AS held ON {same} WHERE held.until IS NULL"
