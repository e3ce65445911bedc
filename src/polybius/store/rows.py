"""Rows in and out: JSON in a column, insertions that may be there already, and rows that hold from a day on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from polybius.model import to_dict

AT_ONCE = 500  # values in one IN (…)
LIFE = ("number", "since", "until")
Row = Mapping[str, Any]
Item = TypeVar("Item")


def packed(value: Any) -> str:
    """Returns a value as JSON."""
    return json.dumps(to_dict(value), ensure_ascii=False, separators=(",", ":"), default=to_dict)


def unpacked(words: str | None) -> Any:
    """Returns what JSON says; None stays None."""
    return None if words is None else json.loads(words)


def batches(items: Iterable[Item], size: int = AT_ONCE) -> Iterator[list[Item]]:
    """Yields the items, once each, in lists that one statement can take."""
    rest = iter(dict.fromkeys(items))
    while batch := list(islice(rest, size)):
        yield batch


def added_once(connection: Connection, table: Table, row: Row) -> bool:
    """Inserts a row unless it is there, and tells whether it was not."""
    first = next(iter(table.primary_key.columns))
    statement = inserting(connection, table).values(row).on_conflict_do_nothing().returning(first)
    return connection.execute(statement).first() is not None


def add_missing(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Inserts those of the rows that are not there."""
    if rows:
        connection.execute(inserting(connection, table).on_conflict_do_nothing(), rows)


def inserting(connection: Connection, table: Table) -> Any:
    """Returns an insertion in the words of the connection's dialect, which may say what to do about rows there are."""
    return (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table)


def hold(connection: Connection, table: Table, day: str, scope: ColumnElement[bool], rows: Sequence[Row]) -> bool:
    """Makes these rows what holds within a scope from a day on.

    Rows that hold already stay; others end, or go if they began on that same day. Tells whether anything changed.
    """
    held = connection.execute(select(table).where(scope, table.c.until.is_(None))).mappings()
    return replace_held(connection, table, day, held, rows)


def replace_held(connection: Connection, table: Table, day: str, held: Iterable[Any], rows: Sequence[Row]) -> bool:
    """Makes these rows what holds from a day on in the place of those that hold so far, as `hold` does."""
    wanted = Counter(_key(row) for row in rows)
    ended: list[int] = []
    gone: list[int] = []
    for row in held:
        key = _key({name: value for name, value in row.items() if name not in LIFE})
        if wanted[key] > 0:
            wanted[key] -= 1
        else:
            (gone if row["since"] == day else ended).append(row["number"])
    end(connection, table, day, ended=ended, gone=gone)
    new = [dict(key) | {"since": day} for key in wanted.elements()]
    if new:
        connection.execute(insert(table), new)
    return bool(ended or gone or new)


def end(connection: Connection, table: Table, day: str, *, ended: Iterable[int], gone: Iterable[int]) -> None:
    """Ends rows on a day, and removes those that are not to have been."""
    for batch in batches(ended):
        connection.execute(update(table).where(table.c.number.in_(batch)).values(until=day))
    for batch in batches(gone):
        connection.execute(delete(table).where(table.c.number.in_(batch)))


def _key(row: Row) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted(row.items()))
