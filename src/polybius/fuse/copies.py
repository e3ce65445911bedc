"""Texts -> which reports are near-copies of which: wire copies, trimmed, re-headlined.

Each text is a set of shingles, runs of SHINGLE words, hashed to a signature of PERMUTATIONS values (MinHash: Broder
1997). Its bands are looked up (Leskovec et al., Mining of Massive Datasets, 3.4): two texts that share half of their
shingles meet in one of 32 bands of 4 values with probability 1 - (1 - 0.5 ** 4) ** 32 = 0.87, such that share three
quarters always. What meets is compared by whole signatures, and by lengths: a trimmed copy has few of the shingles of
both, so what counts is the share of the shorter text that stands in the longer one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b

from rensa import RMinHash

from polybius.fuse.words import WORD
from polybius.incidents import Copy

PERMUTATIONS = 128
BANDS = 32
SEED = 1
SHINGLE = 5  # words
SHORTEST = 40  # words of a text that can be a copy: shorter ones share too much
COPIED = 0.5  # share of the shorter text's shingles from which it is a copy

Signature = tuple[int, ...]


def signature(text: str) -> Signature:
    """Returns the MinHash signature of a text and, as last value, how many shingles it has; () for one too short."""
    words = [word.lower() for word in WORD.findall(text)]
    if len(words) < SHORTEST:
        return ()
    shingles = {" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
    hashed = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    hashed.update(sorted(shingles))
    return (*hashed.digest(), len(shingles))


def band_keys(signed: Signature) -> tuple[str, ...]:
    """Returns the keys under which a text meets its near-copies."""
    rows = PERMUTATIONS // BANDS
    bands = (signed[at * rows : (at + 1) * rows] for at in range(BANDS) if signed)
    return tuple(f"{n}:{blake2b(repr(band).encode(), digest_size=8).hexdigest()}" for n, band in enumerate(bands))


def similarity(one: Signature, other: Signature) -> float:
    """Returns the estimated Jaccard index of two texts' shingles, 0 to 1."""
    if not one or not other:
        return 0.0
    return sum(a == b for a, b in zip(one[:-1], other[:-1], strict=True)) / PERMUTATIONS


def containment(one: Signature, other: Signature) -> float:
    """Returns the estimated share of the shorter text's shingles that stand in the other, 0 to 1."""
    alike = similarity(one, other)
    if not alike:
        return 0.0
    together = alike * (one[-1] + other[-1]) / (1 + alike)
    return min(1.0, together / min(one[-1], other[-1]))


def find_copy(report: str, signed: Signature, candidates: Iterable[tuple[str, Signature]]) -> Copy | None:
    """Returns of which earlier report a report is a copy, the most alike; None where of none.

    `candidates` are earlier reports, each the first of its copies, that share a `band_keys`.
    """
    weighed = [(containment(signed, other), id, other) for id, other in candidates if id != report]
    near = [(share, id, other) for share, id, other in weighed if share >= COPIED]
    if not near:
        return None
    _, id, other = min(near, key=lambda found: (-found[0], found[1]))
    return Copy(report, id, similarity(signed, other))


def first_reports(copies: Sequence[Copy]) -> dict[str, str]:
    """Returns for each copy the first report of its chain of copies."""
    of = {copy.report: copy.of for copy in copies}

    def first(report: str) -> str:
        seen = {report}
        while report in of and of[report] not in seen:
            report = of[report]
            seen.add(report)
        return report

    return {report: first(report) for report in of}
