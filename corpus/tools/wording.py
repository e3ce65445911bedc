"""Wording that repeats itself: runs of words in two reports, and sentences built alike."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from polybius.gold import GoldReport, GoldSentence
from polybius.model import Span

RUN = 12  # words that no two reports share
FRAME_SHARE = 0.008  # of all sentences may be built alike; the plainest build, two verbs joined by "and", comes near it
WORD = re.compile(r"\w+")
PIECE = re.compile(r"‹\w+›|\w+(?:[’']\w+)?|[^\w\s]")
DAYS = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Returns all runs of so many words, in lower case."""
    words = [word.lower() for word in WORD.findall(text)]
    return {tuple(words[n : n + length]) for n in range(len(words) - length + 1)}


def resemblance(one: str, other: str, length: int = 5) -> float:
    """Returns the share of the first text's runs of words that the other holds."""
    mine = runs(one, length)
    return len(mine & runs(other, length)) / len(mine) if mine else 0.0


def repeated_runs(
    reports: Iterable[GoldReport], sentences: Iterable[GoldSentence], copies: list[set[str]]
) -> Iterator[str]:
    """Yields pairs of texts that share a run of words, declared copies aside."""
    texts = {report.name: report.record.text for report in reports} | {s.id: s.text for s in sentences}
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, text in texts.items():
        for run in runs(text, RUN):
            holders[run].append(name)
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}
    groups = joined(copies)
    for run, names in holders.items():
        if len(names) > 1 and not any(set(names) <= group for group in groups):
            shared.setdefault(tuple(sorted(names)), run)
    for names_, run in sorted(shared.items()):
        yield f"{' and '.join(names_)} share {RUN} words: {' '.join(run)!r}"


def joined(links: Iterable[set[str]]) -> list[set[str]]:
    """Joins sets that share a member into groups."""
    groups: list[set[str]] = []
    for link in links:
        near = [group for group in groups if group & link]
        groups = [group for group in groups if not group & link] + [link.union(*near)]
    return groups


def common_frames(reports: Iterable[GoldReport], sentences: Iterable[GoldSentence]) -> Iterator[str]:
    """Yields sentence frames that make up too large a share of all sentences."""
    counts = frames(reports, sentences)
    total = sum(counts.values())
    for frame, count in counts.most_common():
        if count > FRAME_SHARE * total:
            yield f"{count} of {total} sentences are built alike: {frame!r}"


def frames(reports: Iterable[GoldReport], sentences: Iterable[GoldSentence]) -> Counter[str]:
    """Counts the frames of all sentences of four words and more."""
    counts: Counter[str] = Counter()
    for report in reports:
        record = report.record
        marks = [(span, "who") for actor in record.actors for span in actor.mentions]
        marks += [(span, "where") for place in record.places for span in place.mentions]
        marks += [(span, "did") for event in record.events for span in (event.trigger, *event.mentions)]
        for sentence in record.sentences:
            inside = [(_within(sentence, s), mark) for s, mark in marks if sentence.contains(s)]
            counts[frame(sentence.of(record.text), inside)] += 1
    for single in sentences:
        marks = [(span, "who") for e in single.events for span in (*e.initiators, *e.targets, *e.chain)]
        marks += [(event.place, "where") for event in single.events if event.place]
        marks += [(event.trigger, "did") for event in single.events]
        counts[frame(single.text, marks)] += 1
    return Counter({words: count for words, count in counts.items() if len(words.split()) >= 4})


def _within(sentence: Span, span: Span) -> Span:
    return Span(span.start - sentence.start, span.end - sentence.start)


def frame(text: str, marks: Iterable[tuple[Span, str]]) -> str:
    """Returns a sentence with its participants, places, deeds, names, numbers and weekdays masked.

    "The guild denied on Friday that …" -> "‹who› ‹did› on ‹day› that …"
    """
    taken: list[tuple[Span, str]] = []
    for span, mark in sorted(marks, key=lambda item: item[0].start - item[0].end):
        if not any(span.overlaps(other) for other, _ in taken):
            taken.append((span, mark))
    for span, mark in sorted(taken, reverse=True):
        text = f"{text[: span.start]}‹{mark}›{text[span.end :]}"
    text = DAYS.sub("‹day›", text)
    pieces = ["‹0›" if piece[0].isdigit() else piece for piece in PIECE.findall(text)]
    masked = [p if n == 0 or p.startswith("‹") or not p[0].isupper() else "‹name›" for n, p in enumerate(pieces)]
    kept = [p.lower() for n, p in enumerate(masked) if n == 0 or p[0] != "‹" or p != masked[n - 1]]
    return " ".join(kept)
