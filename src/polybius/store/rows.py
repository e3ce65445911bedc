"""Rows in and out: JSON in a column, rows looked up by a column, insertions, and rows that hold from a day on.

Recording a report takes a hundred statements, whose words are put together here and go to the driver as they are: to
have the toolkit build, cache and compile an expression for each costs more than the database takes to answer.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, CursorResult, Table

from polybius.model import to_dict

AT_ONCE = 500  # values in one IN (…)
LIFE = ("number", "since", "until")
Row = Mapping[str, Any]
Item = TypeVar("Item")
Held = tuple[str, tuple[Any, ...]]  # a condition, `?` for a value, and its values
STANDING: Held = ("until IS NULL", ())
EVER: Held = ("1 = 1", ())
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=to_dict)


def packed(value: Any) -> str:
    """Returns a value as JSON."""
    return ENCODER.encode(to_dict(value))


def unpacked(words: str | None) -> Any:
    """Returns what JSON says; None stays None."""
    return None if words is None else json.loads(words)


def batches(items: Iterable[Item], size: int = AT_ONCE) -> Iterator[list[Item]]:
    """Yields the items, once each, in lists that one statement can take."""
    rest = iter(dict.fromkeys(items))
    while batch := list(islice(rest, size)):
        yield batch


# --- in the driver's own words


def run(connection: Connection, statement: str, values: Any = ()) -> CursorResult[Any]:
    """Executes a statement in which `?` stands for a value; `values` are those of one, or a list of those of many."""
    return connection.exec_driver_sql(_spelt(connection, statement), values)


def plain(connection: Connection, statement: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """Returns rows as the driver has them: of a hundred thousand, the toolkit's own take three times as long."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute(_spelt(connection, statement), values)
        return list(cursor.fetchall())
    finally:
        cursor.close()


class Where(NamedTuple):
    """The rows that have one of some values in a column and meet another condition."""

    column: str
    among: Iterable[Any]
    held: Held = STANDING

    def batches(self) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """Yields the condition and its values, of as many among the values as one statement takes."""
        for batch in batches(self.among):
            values = _padded(batch)
            yield _condition(self.column, len(values), self.held[0]), (*values, *self.held[1])


def fetch(connection: Connection, table: Table, names: Sequence[str], where: Where) -> list[Any]:
    """Returns these columns of rows."""
    selecting = _selecting(table.name, tuple(names))
    found: list[Any] = []
    for condition, values in where.batches():
        found += run(connection, selecting + condition, values).all()
    return found


def standing(connection: Connection, table: Table, by: str, among: Iterable[Any]) -> list[Any]:
    """Returns the rows that hold and have one of the values in a column, as `replace_held` takes them."""
    return fetch(connection, table, ("number", "since", *told_in(table)), Where(by, among))


@cache
def told_in(table: Table) -> tuple[str, ...]:
    """Returns the names of a table's columns but those of a row's life."""
    return tuple(column.name for column in table.columns if column.name not in LIFE)


def add(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Inserts rows that all have the same columns."""
    _insert(connection, table, rows, once=False)


def add_missing(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Inserts those of the rows that are not there."""
    _insert(connection, table, rows, once=True)


def added_once(connection: Connection, table: Table, row: Row) -> bool:
    """Inserts a row unless it is there, and tells whether it was not."""
    first = next(iter(table.primary_key.columns)).name
    statement = f"{_inserting(table.name, tuple(row), once=True)} RETURNING {first}"
    return run(connection, statement, tuple(row.values())).first() is not None


def remove(connection: Connection, table: Table, where: Where) -> None:
    """Deletes rows."""
    for condition, values in where.batches():
        run(connection, f"DELETE FROM {table.name}{condition}", values)


def _insert(connection: Connection, table: Table, rows: Sequence[Row], once: bool) -> None:
    if rows:
        names = tuple(rows[0])
        run(connection, _inserting(table.name, names, once), [tuple(row[name] for name in names) for row in rows])


@cache
def _inserting(table: str, names: tuple[str, ...], once: bool) -> str:
    columns = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({columns}) VALUES ({marks(len(names))}){' ON CONFLICT DO NOTHING' if once else ''}"


@cache
def _selecting(table: str, names: tuple[str, ...]) -> str:
    columns = ", ".join(f'"{name}"' for name in names)
    return f"SELECT {columns} FROM {table}"


@cache
def _condition(column: str, size: int, held: str) -> str:
    return f' WHERE "{column}" IN ({marks(size)}) AND {held}'


def _spelt(connection: Connection, statement: str) -> str:
    return statement if connection.dialect.name == "sqlite" else _with_s(statement)


@lru_cache(maxsize=1 << 10)
def _with_s(statement: str) -> str:
    return statement.replace("?", "%s")


def marks(size: int) -> str:
    """Returns so many places for values."""
    return ", ".join("?" * size)


def _padded(values: list[Any]) -> list[Any]:
    """As many values as the next power of two, so that few statements need be prepared."""
    return values + values[-1:] * ((1 << (len(values) - 1).bit_length()) - len(values))


# --- what holds from a day on


def hold(connection: Connection, table: Table, day: str, where: Where, rows: Sequence[Row]) -> bool:
    """Makes these rows all that hold from a day on, where some others may hold so far.

    Rows that hold already stay; others end, or go if they began on that same day. Tells whether anything changed.
    """
    return replace_held(connection, table, day, standing(connection, table, where.column, where.among), rows)


def replace_held(connection: Connection, table: Table, day: str, held: Iterable[Any], rows: Sequence[Row]) -> bool:
    """Makes these rows what holds from a day on in the place of those that hold so far, as `hold` does."""
    names = told_in(table)
    wanted = Counter(tuple(row[name] for name in names) for row in rows)
    ended: list[int] = []
    gone: list[int] = []
    for number, since, *told in held:
        key = tuple(told)
        if wanted[key] > 0:
            wanted[key] -= 1
        else:
            (gone if since == day else ended).append(number)
    end(connection, table, day, ended=ended, gone=gone)
    new = [(*key, day) for key in wanted.elements()]
    if new:
        run(connection, _inserting(table.name, (*names, "since"), once=False), new)
    return bool(ended or gone or new)


def end(connection: Connection, table: Table, day: str, *, ended: Iterable[int], gone: Iterable[int]) -> None:
    """Ends rows on a day, and removes those that are not to have been."""
    for condition, values in Where("number", ended, EVER).batches():
        run(connection, f"UPDATE {table.name} SET until = ?{condition}", (day, *values))
    remove(connection, table, Where("number", gone, EVER))
