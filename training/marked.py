"""Spans of characters that a public set marks -> words of a passage, counted from the passage's first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from labels import head_of

from polybius.annotated import Annotated


def words_in(annotated: Annotated, start: int, end: int, first: int, last: int) -> list[int]:
    """Returns the words of a span that stand in a passage."""
    return [t.index - first for t in annotated.tokens[first:last] if t.start < end and t.end > start]


def head_in(annotated: Annotated, start: int, end: int, first: int, last: int) -> list[int]:
    """Returns the head word of a span if the passage has it."""
    inside = [t for t in annotated.tokens if t.start < end and t.end > start]
    head = head_of(inside).index if inside else -1
    return [head - first] if first <= head < last else []


def valued(path: Path) -> Iterator[tuple[str, list[tuple[int, int, float]]]]:
    """Yields each sentence of a part of UW or UDS with its event words: start, end (characters) and how factual.

    Its words stand apart by spaces.
    """
    for line in path.read_text("utf-8").splitlines():
        entry = json.loads(line)
        edges, at = [], 0
        for word in entry["text"].split(" "):
            edges.append((at, at + len(word)))
            at += len(word) + 1
        targets = [(edges[t["span1"][0]][0], edges[t["span1"][1] - 1][1], t["label"]) for t in entry["targets"]]
        yield entry["text"], targets
