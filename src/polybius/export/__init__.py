"""Records -> text to be written: one file a format, each a function that yields chunks to write one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from polybius.export.brief import write_brief
from polybius.export.html import write_html
from polybius.export.jsonl import write_jsonl
from polybius.model import Record

__all__ = ["EXPORTERS"]

EXPORTERS: dict[str, Callable[[Sequence[Record]], Iterator[str]]] = {
    "brief": write_brief,
    "jsonl": write_jsonl,
    "html": write_html,
}
"""Name of a format -> its writer."""
