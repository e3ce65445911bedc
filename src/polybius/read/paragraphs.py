"""Printed lines with their places -> paragraphs: running heads dropped, lines joined, line-break hyphens mended.

Purely geometric and typographic, so that it works for any page maker; the thresholds are the table below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

EDGE_LINES = 3
"""Furniture stands within so many lines of a page's top or bottom."""

REPEAT_SHARE = 0.5
"""A line on at least this share of the pages, numbers aside, and on two at least, is furniture."""

GAP_FACTOR = 1.25
"""A gap this much larger than the usual leading parts paragraphs."""

SIZE_STEP = 0.6
"""A change of letter size (points) that parts a heading from its text."""

INDENT = 5.0
"""Points by which a paragraph's first line is set in."""

SHORT_SHARE = 0.75
"""A line shorter than this share of the usual length, with a stop at its end, ends a paragraph."""

PAGE_NUMBER = re.compile(r"[-–—\s|]*(?:p(?:age|\.)?\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s|]*", re.IGNORECASE)
STOP = re.compile(r"[.!?:…][\"'”’)\]]*$")
BULLET = re.compile(r"[•▪●◦‣·■]|[-–—*]\s|\(?\d{1,2}[.)]\s|\([a-z]\)\s")

KEPT_BEFORE = """
ex non anti pro cross counter self semi vice post pre co multi so north south east west
"""
KEPT_AFTER = """
armed backed based born bound built called controlled day de and down elect employed fire general fought fuelled
funded government held in killed km led linked long made man member minister month old out owned party president
produced range ranking run scale sponsored supplied style term to trained up week wide wing year
"""
"""Parts of compounds that keep their hyphen where a line happens to break at it ("Iranian-/backed", "non-/state")."""

LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00a0": " "}
)


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line; `x` and `y` (points, y upwards) are where it begins, `size` is its letters' (points)."""

    text: str
    page: int
    x: float
    y: float
    size: float


def rebuild(lines: Sequence[Line]) -> list[str]:
    """Returns the paragraphs of a document, top to bottom, without page furniture."""
    kept = [line for line in without_furniture(lines) if line.text.strip()]
    words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(line.text.lower() for line in kept)))
    leading = _leading(kept)
    length = _usual_length(kept)
    paragraphs: list[str] = []
    before: Line | None = None
    for line in kept:
        text = _tidy(line.text)
        if before is None or _parts(before, line, leading, length):
            paragraphs.append(text)
        else:
            paragraphs[-1] = join(paragraphs[-1], text, words)
        before = line
    return [paragraph.replace("\u00ad", "") for paragraph in paragraphs]


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """Drops page numbers, and headers and footers, which are told by their being repeated at the pages' edges."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    edges = [line for page in pages.values() for line in _edges(page)]
    counts = Counter(shape for shape, _ in {(_shape(line), line.page) for line in edges})
    needed = max(2, REPEAT_SHARE * len(pages))
    dropped = {id(x) for x in edges if counts[_shape(x)] >= needed or PAGE_NUMBER.fullmatch(x.text.strip())}
    return [line for line in lines if id(line) not in dropped]


def join(left: str, right: str, words: Counter[str]) -> str:
    """Joins two lines of a paragraph, mending a word broken at the line's end.

    The report's other words decide whether "x-y" or "xy" is meant; where they do not, the table of compounds does.
    """
    if left.endswith("\u00ad"):
        return left[:-1] + right
    head = re.search(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-‐]$", left)
    tail = re.match(r"[^\W\d_]+", right)
    if not head or not tail:
        return (
            left + right if re.search(r"[\w][-‐–—/]$", left) and not left.endswith((" -", " –")) else f"{left} {right}"
        )
    keep = _keeps_hyphen(head[1], tail[0], words)
    return (left if keep else left[:-1]) + right


def _keeps_hyphen(head: str, tail: str, words: Counter[str]) -> bool:
    whole, parted = words[(head + tail).lower()], words[f"{head}-{tail}".lower()]
    if whole != parted:
        return parted > whole
    if tail[0].isupper() or head.isupper() or "-" in head:
        return True
    return head.lower() in KEPT_BEFORE.split() or tail.lower() in KEPT_AFTER.split()


def _edges(page: Sequence[Line]) -> list[Line]:
    ordered = sorted(page, key=lambda line: -line.y)
    return ordered[:EDGE_LINES] + ordered[EDGE_LINES:][-EDGE_LINES:]


def _shape(line: Line) -> tuple[str, int]:
    """What a running head has in common from page to page: its words, numbers aside, and its height."""
    words = re.sub(r"\d+", "#", re.sub(r"\s+", " ", line.text.strip().lower()))
    return words, round(line.y)


def _leading(lines: Iterable[Line]) -> float:
    """The usual distance of lines, as a multiple of the letters' size, so that headings are judged by their own."""
    near = [(a, b) for a, b in pairwise(lines) if a.page == b.page and a.y > b.y and abs(a.size - b.size) < SIZE_STEP]
    return median((a.y - b.y) / (b.size or 1) for a, b in near) if near else float("inf")


def _usual_length(lines: Sequence[Line]) -> float:
    lengths = sorted(len(line.text) for line in lines)
    return lengths[int(len(lengths) * 0.8)] if lengths else 0


def _parts(before: Line, line: Line, leading: float, length: float) -> bool:
    """Tells whether a new paragraph begins with `line`."""
    stopped = bool(STOP.search(before.text.rstrip()))
    short = len(before.text.rstrip()) < SHORT_SHARE * length
    if abs(before.size - line.size) > SIZE_STEP or BULLET.match(line.text.strip()):
        return True
    if before.page != line.page or line.y > before.y:
        return stopped and (short or line.text.lstrip()[:1].isupper())
    if before.y - line.y > GAP_FACTOR * leading * (line.size or 1):
        return True
    return stopped and (short or line.x - before.x > INDENT)


def _tidy(text: str) -> str:
    return re.sub(r"[ \t]+", " ", text.translate(LIGATURES)).strip()
