"""Spans of characters that a public set marks -> words of a passage, counted from the passage's first."""

from __future__ import annotations

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
