"""Plain values -> JSON on one line, the letters of every script as they are.

What would break a line, reorder what is shown around it or stop UTF-8 is written as JSON's own escape: a reader of JSON
gets the very same text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from polybius.export.wording import REORDERING

# C1 controls (U+0085 ends a line for some), half surrogate pairs, and what reorders (U+2028, U+2029 among them).
UNSAFE = re.compile(f"[\x80-\x9f\ud800-\udfff{''.join(sorted(REORDERING))}]")


def json_text(value: Any) -> str:
    """Returns the value as JSON on one line; numbers that JSON does not know (NaN) raise ValueError."""
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return line if line.isascii() else UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def json_list(before: str, values: Iterable[Any], after: str) -> Iterator[str]:
    """Yields a JSON array between two pieces of text, an entry a line, as its entries come."""
    yield before + "["
    between = "\n"
    for value in values:
        yield between + json_text(value)
        between = ",\n"
    yield "\n]" + after


def json_object(before: str, entries: Iterable[tuple[str, Any]], after: str) -> Iterator[str]:
    """Yields a JSON object between two pieces of text, an entry a line, as its entries come."""
    yield before + "{"
    between = "\n"
    for name, value in entries:
        yield f"{between}{json_text(name)}: {json_text(value)}"
        between = ",\n"
    yield "\n}" + after
