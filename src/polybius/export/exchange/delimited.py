"""A table -> CSV (RFC 4180, UTF-8, a head line, CRLF), safe to open in a spreadsheet.

A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV Injection"), white space is
one blank, and control characters are written out, as on the screen: the exact words are in Parquet and in the store.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from polybius.export.exchange.columns import Kind, Table
from polybius.export.exchange.selection import Selection
from polybius.export.wording import one_line

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
SEPARATOR = " | "
"""Between the entries of a cell that holds several."""


def write_table(table: Table[Any], selection: Selection) -> Iterator[str]:
    """Yields the head and the rows of a table."""
    kinds = [column.kind for column in table.columns]
    yield from csv_lines(
        [column.name for column in table.columns],
        ([cell(value, kind) for value, kind in zip(row, kinds, strict=True)] for row in table.rows(selection)),
    )


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Yields each row as a line of CSV."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in chain([head], rows):
        writer.writerow(row)
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def cell(value: Any, kind: Kind) -> Any:
    """Returns what a cell holds: numbers and days as they are, texts made harmless."""
    if value is None:
        return ""
    if kind is Kind.TEXTS:
        return harmless(SEPARATOR.join(map(one_line, value)))
    if kind is Kind.NUMBER:
        return int(value) if float(value).is_integer() else value
    return harmless(value) if kind in (Kind.TEXT, Kind.JSON) else value


def harmless(text: str) -> str:
    """Returns the text on one line, with an apostrophe before what would be taken for a formula."""
    line = one_line(text)
    return f"'{line}" if line.startswith(FORMULA) else line
