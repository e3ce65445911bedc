"""A sketch -> the keys under which its account meets all that may be of one thing.

Only accounts that share a key are compared, so the keys decide the cost: each is narrow (a type of event, four days,
and a square of one degree, a participant or a kind of deed), and what more than MOST accounts share says too little to
be followed. Accounts near an edge stand on both sides of it, so that close ones always meet.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from math import floor

from polybius.fuse.sketch import Sketch

MOST = 400  # accounts under one key
DAYS = 4  # in a bucket of time
MARGIN_DAYS = 1  # by which a time reaches over the edge of its bucket
LONGEST_DAYS = 35  # a longer time is no time to look for
PUBLISHED_DAYS = 16  # in a bucket of days of publication
PUBLISHED_MARGIN = 3
MARGIN_DEGREES = 0.15
WIDEST_KM = 150.0
SENTENCE_WORDS = 3  # of a sentence in one key
SHORTEST_SENTENCE = 5  # stems
SALTS = (1, 2)


def block_keys(sketch: Sketch) -> tuple[str, ...]:
    """Returns the keys of an account, some twenty as a rule, in the order of the alphabet."""
    type = sketch.type.value
    return tuple(sorted({f"{type}:{key}" for key in (*_of_day(sketch), *_of_sentence(sketch))}))


def _of_day(sketch: Sketch) -> Iterator[str]:
    times = list(_times(sketch))
    for time in times:
        for cell in _cells(sketch) if time[0] == "d" else ():
            yield f"{time}:{cell}"
        for actor in sorted(sketch.named):
            yield f"{time}:{actor}"
            yield from (f"{time}:{actor}:{deed}" for deed in sorted(sketch.deeds)[:2])
        if not sketch.named:
            yield from (f"{time}:{sketch.country}:{deed}" for deed in sorted(sketch.deeds)[:2])


def _times(sketch: Sketch) -> Iterator[str]:
    """The buckets of its days, and those of its publication, where it meets accounts that give no day."""
    if sketch.first is not None and sketch.last is not None and sketch.last - sketch.first < LONGEST_DAYS:
        first, last = (sketch.first - MARGIN_DAYS) // DAYS, (sketch.last + MARGIN_DAYS) // DAYS
        yield from (f"d{bucket}" for bucket in range(first, last + 1))
    yield from _published(sketch)


def _published(sketch: Sketch) -> Iterator[str]:
    if sketch.published is not None:
        first = (sketch.published - PUBLISHED_MARGIN) // PUBLISHED_DAYS
        last = (sketch.published + PUBLISHED_MARGIN) // PUBLISHED_DAYS
        yield from (f"m{bucket}" for bucket in range(first, last + 1))


def _cells(sketch: Sketch) -> Iterator[str]:
    if sketch.point is None or sketch.radius > WIDEST_KM:
        return
    rows, columns = (
        sorted({floor(degree - MARGIN_DEGREES), floor(degree + MARGIN_DEGREES)}) for degree in sketch.point
    )
    yield from (f"{row}/{column}" for row in rows for column in columns)


def _of_sentence(sketch: Sketch) -> Iterator[str]:
    """Two samples of a sentence's words, of which an edited copy of that time keeps one as a rule (MinHash)."""
    if len(sketch.said) < SHORTEST_SENTENCE:
        return
    for salt in SALTS:
        lowest = sorted([(_hash(word, salt), word) for word in sketch.said])[:SENTENCE_WORDS]
        words = ".".join(sorted([word for _, word in lowest]))
        yield from (f"{time}:s{salt}:{words}" for time in _published(sketch))


@lru_cache(maxsize=1 << 17)
def _hash(word: str, salt: int) -> bytes:
    return blake2b(word.encode(), digest_size=6, salt=bytes([salt])).digest()
