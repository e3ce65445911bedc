"""A span and its sentence -> the words to quote for it: enough of its clause to be understood, and never more."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from polybius.model import Span

ENOUGH = 30
"""Characters below which a clause is widened to the one beside it."""

CLAUSE_END = re.compile(r"[,;:][”\"’]?(?=\s)|\s[–—-](?=\s)|[–—](?=\w)")


def passage(text: str, span: Span, sentence: Span, width: int) -> Span:
    """Returns the words around a span, within its sentence: its clause, cut at words to about `width` characters.

    The span itself is never cut, however long.
    """
    inside = Span(max(0, min(sentence.start, span.start)), min(len(text), max(sentence.end, span.end)))
    clause = _clause(text, span, inside)
    room = max(0, width - (span.end - span.start))
    after = min(clause.end, span.end + max(room * 2 // 3, room - (span.start - clause.start)))
    before = max(clause.start, span.start - (room - min(room, after - span.end)))
    return _at_words(text, Span(before, after), span, clause)


def _clause(text: str, span: Span, sentence: Span) -> Span:
    ends = [sentence.start, *(m.end() for m in CLAUSE_END.finditer(text, *_range(sentence))), sentence.end]
    left = max((e for e in ends if e <= span.start), default=sentence.start)
    right = min((e for e in ends if e >= span.end), default=sentence.end)
    if right - left < ENOUGH:
        right = min((e for e in ends if e > right), default=right)
    if right - left < ENOUGH:
        left = max((e for e in ends if e < left), default=left)
    return Span(left, right)


def _range(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _at_words(text: str, cut: Span, span: Span, clause: Span) -> Span:
    start, end = cut.start, cut.end
    if start > clause.start:
        space = text.find(" ", start, span.start)
        start = space + 1 if space >= 0 else span.start
    if end < clause.end:
        space = text.rfind(" ", span.end, end + 1)
        end = space if space >= 0 else span.end
    return trim(text, Span(start, end), span)


def trim(text: str, outer: Span, kept: Span) -> Span:
    """Takes blanks and the punctuation of a clause's end off a span, but nothing of what is to be kept."""
    start, end = outer.start, outer.end
    while start < kept.start and not (text[start].isalnum() or text[start] in "“‘\"'($€£"):
        start += 1
    while end > kept.end and (text[end - 1].isspace() or text[end - 1] in ",;:–—-"):
        end -= 1
    return _without_half_quotes(text, Span(start, end), kept)


def _without_half_quotes(text: str, span: Span, kept: Span) -> Span:
    """Takes off a quotation mark at an end whose partner was cut away."""
    start, end = span.start, span.end
    if start < kept.start and text[start] == "“" and "”" not in text[start:end]:
        start += 1
    if end > kept.end and text[end - 1] == "”" and "“" not in text[start:end]:
        end -= 1
    return Span(start, end)


def with_ellipses(text: str, span: Span, sentence: Span) -> str:
    """Returns the words of a span, with "…" at each end where its sentence goes on in the same breath."""
    before, after = text[sentence.start : span.start].rstrip()[-1:], text[span.end : sentence.end].lstrip()[:1]
    return ("…" if before.isalnum() else "") + span.of(text) + ("…" if after.isalnum() else "")


def sentence_at(sentences: Sequence[Span], span: Span) -> Span:
    """Returns the sentence (of sentences in order) in which a span begins, the span itself where there is none."""
    number = bisect_right(sentences, span.start, key=_start) - 1
    return sentences[number] if number >= 0 and span.start < sentences[number].end else span


def nearest(mentions: Sequence[Span], span: Span) -> Span | None:
    """Returns the mention (of mentions in order) closest to a span, the earlier of equals; None where there is none."""
    number = bisect_right(mentions, span.start, key=_start)
    beside = mentions[max(0, number - 2) : number + 1]
    return min(beside, key=lambda m: max(m.start - span.end, span.start - m.end, 0), default=None)


def _start(span: Span) -> int:
    return span.start
