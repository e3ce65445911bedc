"""A document -> passages: runs of whole sentences that the encoder reads at one go."""

from __future__ import annotations

from collections.abc import Iterator

from polybius.annotated import Annotated

WORDS = 150  # a passage ends before the sentence that would make it longer; about 200 pieces of words


def passages(annotated: Annotated) -> Iterator[tuple[int, int]]:
    """Yields the first and last (exclusive) word of each passage; a sentence that is too long is cut."""
    first = last = 0
    for sentence in annotated.sentences:
        if last > first and sentence.last - first > WORDS:
            yield first, last
            first = sentence.first
        last = sentence.last
        while last - first > WORDS:
            yield first, first + WORDS
            first += WORDS
    if last > first:
        yield first, last
