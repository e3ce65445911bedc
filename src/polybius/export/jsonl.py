"""Records -> JSON Lines: one object a record and line, as fixed by the page on the record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from polybius.export.json_text import json_text
from polybius.model import Record, record_to_dict


def write_jsonl(records: Sequence[Record]) -> Iterator[str]:
    """Yields a line for each record, in the order given; letters stay as they are."""
    for record in records:
        yield json_text(record_to_dict(record)) + "\n"
