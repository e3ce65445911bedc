"""How well times are read: value F1 on the TIMEX3 expressions of TimeML news (TimeBank and AQUAINT).

    python benchmarks/timeml.py DIR

Each `.tml` file under DIR gives the text, the day it was written and the expressions with their values. An expression
counts as right where its words overlap and its value is the same (TempEval-3's relaxed match with value); values are
compared as dates, durations and sets, clock times by their day. Every fifth file, in the order of names, is
kept apart: its errors were never looked at (its expressions had been counted once, with all others, before there were
rules).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape
from pathlib import Path

from polybius.drafts import TimeExpression, TimeKind
from polybius.extract.times import find_times
from polybius.model import TimeSpan
from polybius.resolve.times import Tense, resolve_time

TIMEX = re.compile(r"<TIMEX3([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
VALUE = re.compile(r"\bvalue=\"([^\"]*)\"")
TAG = re.compile(r"<[^>]+>")
SENTENCE = re.compile(r"(?<=[a-z\d)”\"'][.?!])['\"”]*\s+(?=[\"“'`(]*[A-Z])|\n\s*\n")
FUTURE = re.compile(r"\b(?:will|would|shall|expected|scheduled|planned|plans|due|set to)\b")
LETTERS = {"minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "month": "M", "quarter": "Q",
           "year": "Y", "decade": "E", "century": "C"}  # fmt: skip
SEASON = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}
REFERENCES = {"present": "PRESENT_REF", "past": "PAST_REF", "future": "FUTURE_REF"}


@dataclass(frozen=True, slots=True)
class Timex:
    """The characters of an expression and its TIMEX3 value."""

    start: int
    end: int
    value: str


def read_file(path: Path) -> tuple[str, date | None, list[Timex]]:
    """Returns the text of a TimeML file, its day and its expressions."""
    source = path.read_text("utf-8", "replace")
    written = re.search(r"<DCT>.*?value=\"(\d{4}-\d\d-\d\d)", source, re.DOTALL)
    body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
    text, found = "", []
    if body is None:
        raise ValueError(f"no <TEXT> in {path}")
    position = 0
    for match in TIMEX.finditer(body[1]):
        text += plain(body[1][position : match.start()])
        words, value = plain(match[2]), VALUE.search(match[1])
        found.append(Timex(len(text), len(text) + len(words), value[1] if value else ""))
        text += words
        position = match.end()
    return text + plain(body[1][position:]), date.fromisoformat(written[1]) if written else None, found


def plain(marked: str) -> str:
    return unescape(TAG.sub("", marked))


def read_times(text: str, written: date | None) -> Iterator[Timex]:
    """Yields what polybius reads, with TIMEX3 values; what counts from a told event counts from the last day told."""
    start, told = 0, TimeSpan(written.isoformat(), written.isoformat()) if written else None
    for end in [*(m.start() for m in SENTENCE.finditer(text)), len(text)]:
        for expression in find_times(text, start, end):
            before = text[max(start, expression.span.start - 60) : expression.span.start]
            tense: Tense = "future" if FUTURE.search(before) else "past"
            yield from values(expression, written, tense, told)
            span = resolve_time(expression, written, tense=tense, reference=told)
            told = span if span and span.start and span.start == span.end else told
        start = end


def values(expression: TimeExpression, written: date | None, tense: Tense, told: TimeSpan | None) -> Iterator[Timex]:
    """Yields the value of an expression; a range has one for each end, as TimeML has."""
    parts = [expression] if expression.kind is not TimeKind.RANGE else [expression.first, expression.last]
    for part in parts:
        if part is not None:
            yield Timex(part.span.start, part.span.end, value(part, written, tense, told))


def value(expression: TimeExpression, written: date | None, tense: Tense, told: TimeSpan | None) -> str:
    if expression.kind is TimeKind.VAGUE:
        return REFERENCES.get(expression.part or "", "")
    if expression.kind in (TimeKind.DURATION, TimeKind.SET) or expression.rolling:
        return length(expression)
    span = resolve_time(expression, written, tense=tense, reference=told)
    if span is None or span.start is None or span.end is None:
        return ""
    return interval(date.fromisoformat(span.start), date.fromisoformat(span.end), expression)


def length(expression: TimeExpression) -> str:
    count = max(abs(expression.low or 0), abs(expression.high or 0)) or 1
    letter = LETTERS.get(expression.unit or "", "D")
    vague = expression.low != expression.high and 0 not in (expression.low, expression.high)
    return f"P{letter[:-1]}{'X' if vague else count}{letter[-1]}"


def interval(start: date, end: date, expression: TimeExpression) -> str:
    """Writes an interval by the unit of its expression: 1998-W32, 1998-Q3, 1998-SU, 199, 1998-08-07."""
    unit = "quarter" if (expression.part or "").startswith("quarter") else expression.unit or ""
    year, week, _ = start.isocalendar()
    by_unit = {
        "week": f"{year}-W{week:02}",
        "weekend": f"{year}-W{week:02}-WE",
        "decade": str(start.year)[:3],
        "quarter": f"{start.year}-Q{(start.month + 2) // 3}",
        **{season: f"{start.year}-{letters}" for season, letters in SEASON.items()},
    }
    if unit in by_unit:
        return by_unit[unit]
    if start == end or unit in ("day", "overnight"):
        return start.isoformat()
    month = (expression.kind is TimeKind.DATE and expression.month is not None) or unit == "month"
    return start.isoformat()[:7] if month and end - start < timedelta(31) else str(start.year)


def same_value(one: str, other: str) -> bool:
    return one == other if one.startswith("P") else one.partition("T")[0] == other.partition("T")[0]


@dataclass(slots=True)
class Tally:
    """Counts over files."""

    gold: int = 0
    found: int = 0
    overlapping: int = 0
    right: int = 0

    def add(self, gold: list[Timex], found: list[Timex]) -> None:
        """Counts the expressions of one file."""
        self.gold += len(gold)
        self.found += len(found)
        for timex in gold:
            partner = next((f for f in found if f.start < timex.end and timex.start < f.end), None)
            if partner is not None:
                self.overlapping += 1
                self.right += same_value(timex.value, partner.value)

    def line(self, name: str) -> str:
        """Returns the figures so far as a line of text."""
        both = max(1, self.gold + self.found)
        return (
            f"{name:8} {self.gold:6} gold {self.found:6} found   relaxed F1 {2 * self.overlapping / both:.3f}"
            f"   value F1 {2 * self.right / both:.3f}   value accuracy {self.right / max(1, self.overlapping):.3f}"
        )


def main() -> None:
    paths = sorted(Path(sys.argv[1]).rglob("*.tml"), key=lambda path: path.name)
    seen, unseen = Tally(), Tally()
    for number, path in enumerate(paths):
        text, written, gold = read_file(path)
        (unseen if number % 5 == 4 else seen).add(gold, list(read_times(text, written)))
    print(seen.line("seen"))
    print(unseen.line("unseen"))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/timeml.py DIR")
    main()
