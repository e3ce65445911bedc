"""Plain text -> one draft: the header block is taken off, the rest stays as it is."""

from __future__ import annotations

from collections.abc import Iterator

from polybius.errors import ReadError
from polybius.read.decoding import Decoded, decode
from polybius.read.draft import Draft, Source
from polybius.read.heading import take_header


def read_text(source: Source) -> Iterator[Draft | ReadError]:
    """Reads a text file in any encoding that can be told."""
    yield plain(decode(source.data(), source.name), source.name)


def plain(decoded: Decoded, name: str) -> Draft:
    """Makes a draft of text, with the fields of its header block."""
    fields, text = take_header(decoded.text)
    return Draft(text, name, **fields, problems=decoded.problems)
