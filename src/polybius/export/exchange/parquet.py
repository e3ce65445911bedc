"""A table -> Parquet, group of rows by group of rows; the one format that needs a library (the extra `export`)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from typing import Any

from polybius.errors import SettingsError
from polybius.export.exchange.columns import Kind, Table
from polybius.export.exchange.selection import Selection

ROWS_A_GROUP = 10_000


def write_parquet(table: Table[Any], selection: Selection) -> Iterator[bytes]:
    """Yields the file in pieces; texts are exact, but for half surrogate pairs, which UTF-8 does not have.

    Raises SettingsError where pyarrow is not installed.
    """
    arrow = _arrow()
    schema = arrow.schema([arrow.field(column.name, _type(arrow, column.kind)) for column in table.columns])
    out, rows = _Outlet(), table.rows(selection)
    with arrow.parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        while group := list(islice(rows, ROWS_A_GROUP)):
            columns = [[_encodable(value) for value in column] for column in zip(*group, strict=True)]
            arrays = [arrow.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
            writer.write_table(arrow.Table.from_arrays(arrays, schema=schema))
            yield out.taken()
    yield out.taken()


def _arrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise SettingsError("Parquet needs pyarrow; install it with: pip install 'polybius[export]'") from error
    return pyarrow


def _type(arrow: Any, kind: Kind) -> Any:
    types = {
        Kind.TEXTS: arrow.list_(arrow.string()),
        Kind.INTEGER: arrow.int64(),
        Kind.NUMBER: arrow.float64(),
        Kind.DAY: arrow.date32(),
    }
    return types.get(kind, arrow.string())


def _encodable(value: Any) -> Any:
    if isinstance(value, list):
        return [_encodable(entry) for entry in value]
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


class _Outlet(io.RawIOBase):
    """What a writer of files writes to, handed on piece by piece; it only goes forward."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []
        self._written = 0

    def writable(self) -> bool:
        return True

    def write(self, piece: Any, /) -> int:
        self._waiting.append(bytes(piece))
        self._written += len(self._waiting[-1])
        return len(self._waiting[-1])

    def tell(self) -> int:
        return self._written

    def taken(self) -> bytes:
        """Returns what was written since it was last asked."""
        pieces, self._waiting = self._waiting, []
        return b"".join(pieces)
