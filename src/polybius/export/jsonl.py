"""Records -> JSON Lines: one object a record and line, as fixed by the page on the record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from polybius.model import Record, record_to_dict

# Python's line splitting, unlike JSON's, breaks at these; escaped, a line stays one line for every reader.
LINE_BREAKERS = {ord(c): f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"}

LONE = re.compile(r"[\ud800-\udfff]")


def write_jsonl(records: Sequence[Record]) -> Iterator[str]:
    """Yields a line for each record, in the order given; letters stay as they are."""
    for record in records:
        line = json.dumps(record_to_dict(record), ensure_ascii=False)
        yield _without_lone_surrogates(line.translate(LINE_BREAKERS)) + "\n"


def _without_lone_surrogates(line: str) -> str:
    """Half a pair cannot be written as UTF-8, but its JSON escape can."""
    return LONE.sub(lambda half: f"\\u{ord(half[0]):04x}", line)
