"""JSON Lines and CSV -> many drafts: a bad line or row is handed on as a ReadError, and the next one is read.

Both are read as they come, so that a file may be larger than memory.
"""

from __future__ import annotations

import csv
import io
import json
from collections import deque
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from polybius.errors import ReadError
from polybius.read.columns import fields_of, known
from polybius.read.decoding import SAMPLE, encoding_of
from polybius.read.draft import MAX_CHARACTERS, Draft, Source, put_back, too_long

MAX_LINE = 4 * MAX_CHARACTERS
"""A line of JSON may be longer than its text: escapes take up to six characters for one."""

DELIMITERS = ",;\t|"


def read_jsonl(source: Source) -> Iterator[Draft | ReadError]:
    """Reads one report a line, each a JSON object with the columns of `columns.NAMES`."""
    for number, line in enumerate(_lines(source), start=1):
        origin = f"{source.name} line {number}"
        if not line.strip():
            continue
        try:
            yield _draft(_object(line, origin), origin)
        except ReadError as error:
            yield error


def read_csv(source: Source) -> Iterator[Draft | ReadError]:
    """Reads one report a row; the first row names the columns; comma, semicolon, tab or bar is told from it.

    Raises ReadError where no column holds text.
    """
    csv.field_size_limit(max(csv.field_size_limit(), MAX_CHARACTERS))
    rows = _rows(_lines(source), source.name)
    header = next(rows, None)
    if isinstance(header, ReadError):
        raise header
    names = [name.strip() for name in header[1]] if header else []
    if "text" not in fields_of(dict.fromkeys(names, "x"), source.name):
        raise ReadError(f"{source.name}: no column 'text' among {', '.join(names) or 'none'}; {known()}")
    for row in rows:
        yield row if isinstance(row, ReadError) else _row_draft(names, *row)


def _row_draft(names: list[str], origin: str, cells: list[str]) -> Draft | ReadError:
    if len(cells) != len(names):
        return ReadError(f"{origin}: {len(cells)} cells, where the header has {len(names)}")
    try:
        return _draft(dict(zip(names, cells, strict=True)), origin)
    except ReadError as error:
        return error


def _draft(plain: Mapping[str, Any], origin: str) -> Draft:
    fields = fields_of(plain, origin)
    if not fields.get("text", "").strip():
        raise ReadError(f"{origin}: no 'text'; {known()}")
    if any("\udc80" <= character <= "\udcff" for character in fields["text"]):
        raise ReadError(f"{origin}: bytes that do not fit the file's encoding")
    return Draft(origin=origin, **fields, problems=())


def _object(line: str, origin: str) -> dict[str, Any]:
    if len(line) > MAX_LINE:
        raise ReadError(f"{origin}: more than {MAX_LINE:,} characters in a line; {too_long()}")
    try:
        plain = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{origin}: not JSON ({error})") from error
    if not isinstance(plain, dict):
        raise ReadError(f"{origin}: a JSON object is needed, not {type(plain).__name__}; {known()}")
    return plain


def _lines(source: Source) -> Iterator[str]:
    """Yields lines with their newlines; of one longer than MAX_LINE only the first MAX_LINE + 1 characters."""
    sample = source.stream.read(SAMPLE)
    if not sample.strip(b"\x00 \t\r\n"):
        raise ReadError(f"{source.name}: empty; nothing to read")
    whole = sample[: sample.rfind(b"\n") + 1] or sample
    raw = put_back(sample, source.stream)
    text = io.TextIOWrapper(raw, encoding_of(whole, source.name), errors="surrogateescape", newline="")
    while line := text.readline(MAX_LINE + 1):
        yield line
        while len(line) > MAX_LINE and not line.endswith("\n"):
            line = text.readline(MAX_LINE + 1)


def _limit_hint(error: csv.Error) -> str:
    return f"; {too_long()}" if "field limit" in str(error) else ""


class _Tape:
    """Lines that can be put back: how a row with a stray quotation mark is kept from swallowing those below it."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines, self._back, self._taken, self.number = lines, deque[str](), list[str](), 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else next(self._lines)
        self._taken.append(line)
        self.number += 1
        return line

    def start_row(self) -> int:
        """Forgets the lines of the row before; returns the number of the next line."""
        self._taken.clear()
        return self.number + 1

    def put_back(self) -> None:
        """Puts back all lines of the row but its first."""
        again = self._taken[1:]
        self._back.extendleft(reversed(again))
        self.number -= len(again)


def _rows(lines: Iterator[str], name: str) -> Iterator[tuple[str, list[str]] | ReadError]:
    first = next(lines, "")
    delimiter = max(DELIMITERS, key=first.count)
    tape = _Tape(chain((first,), lines))
    while True:
        origin = f"{name} line {tape.start_row()}"
        try:
            cells = next(csv.reader(tape, delimiter=delimiter, strict=True), None)
        except csv.Error as error:
            yield ReadError(f"{origin}: not a row of a table ({error}){_limit_hint(error)}")
            tape.put_back()
            continue
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield origin, cells
