"""What a format's reader takes in (`Source`) and hands on (`Draft`): text and metadata as the file has them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from polybius.errors import ReadError

MAX_CHARACTERS = 2_000_000
"""The most text one report may hold: about 300,000 words, a long book."""

MAX_TEXT_BYTES = 4 * MAX_CHARACTERS
"""The most bytes of a text file that are looked at: UTF-8 needs at most four a character."""

MAX_CONTAINER_BYTES = 64 * 1024 * 1024
"""The most bytes of a file that may hold pictures or attachments beside its text."""


@dataclass(frozen=True, slots=True)
class Source:
    """An open file: what messages call it, and its bytes."""

    name: str
    stream: BinaryIO

    def data(self, limit: int = MAX_TEXT_BYTES) -> bytes:
        """Reads everything; raises ReadError, without reading on, where there are more than `limit` bytes."""
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise ReadError(f"{self.name}: larger than {limit:,} bytes; {too_long()}")
        return data


@dataclass(frozen=True, slots=True)
class Draft:
    """A report before its metadata is settled.

    `publisher` and `published` are what the file states; `likely_publisher` and `likely_published` are what its
    properties suggest (author, creation date), used only where nothing better is found. Dates are still as written.
    """

    text: str
    origin: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    likely_publisher: str | None = None
    likely_published: str | None = None
    problems: tuple[str, ...] = ()


Reader = Callable[[Source], Iterator[Draft | ReadError]]
"""Reads a file's reports one by one; a ReadError in the stream stands for one that could not be read.

May also raise ReadError, where nothing further can be read from the file.
"""


def put_back(head: bytes, stream: BinaryIO) -> io.BufferedReader:
    """Returns the stream with the bytes already taken from its front put back, since a pipe cannot be rewound."""
    return io.BufferedReader(_Joined(head, stream))


class _Joined(io.RawIOBase):
    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = head, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._head[: len(buffer)] or self._stream.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def too_long() -> str:
    """Says what is allowed, for a message about a report that is too long."""
    return f"a report may hold up to {MAX_CHARACTERS:,} characters of text, so split it"
