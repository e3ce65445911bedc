"""How well times are read: value F1 on the TIMEX3 expressions of TimeML news (TimeBank and AQUAINT).

    python benchmarks/timeml.py DIR

Each `.tml` file under DIR gives the text, the day it was written and the expressions with their values. An expression
counts as right where its words overlap and its value is the same (TempEval-3's relaxed match with value); values are
compared as dates, durations and sets, clock times by their day. Every fifth file, in the order of names, is
kept apart: its errors were never looked at (its expressions had been counted once, with all others, before there were
rules). Sentences, and the tense of the clause that an expression stands in, are those of the reader.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape
from pathlib import Path

from polybius import Document
from polybius.annotated import Annotated
from polybius.drafts import TimeExpression, TimeKind
from polybius.extract import tree
from polybius.extract.status import Judge
from polybius.extract.time_words import time_words
from polybius.extract.times import find_times
from polybius.language import Parser
from polybius.model import Span, TimeSpan
from polybius.ontology import load_ontology
from polybius.resolve.times import Tense, resolve_time

TIMEX = re.compile(r"<TIMEX3([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
VALUE = re.compile(r"\bvalue=\"([^\"]*)\"")
TAG = re.compile(r"<[^>]+>")
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


def read_times(annotated: Annotated, written: date | None, judge: Judge) -> Iterator[Timex]:
    """Yields what polybius reads, with TIMEX3 values; what counts from a told event counts from the last day told."""
    told = TimeSpan(written.isoformat(), written.isoformat()) if written else None
    for sentence in annotated.sentences:
        for expression in find_times(annotated.document.text, sentence.start, sentence.end):
            tense = tense_at(annotated, expression.span, judge)
            span = resolve_time(expression, written, tense=tense, reference=told)
            if expression.first is None and span and span.end and written and span.end > written.isoformat():
                tense = "future"  # "until Nov. 16"
            yield from values(expression, annotated.document.text, written, tense, told)
            told = span if span and span.start and span.start == span.end else told


def tense_at(annotated: Annotated, span: Span, judge: Judge) -> Tense | None:
    """Returns the tense of the clause around some words, as that of an event told by its verb; None without a verb."""
    token = next((token for token in annotated.tokens if token.end > span.start), None)
    verb = tree.clause_verb(annotated.tokens, token) if token else None
    return judge.tense_of(verb, judge.of_verb(verb).status) if verb else None


def values(
    expression: TimeExpression, text: str, written: date | None, tense: Tense | None, told: TimeSpan | None
) -> Iterator[Timex]:
    """Yields the value of an expression; a range has one for each end, as TimeML has."""
    parts = [expression] if expression.kind is not TimeKind.RANGE else [expression.first, expression.last]
    for part in parts:
        if part is not None:
            yield Timex(part.span.start, part.span.end, value(part, text, written, tense, told))


def value(
    expression: TimeExpression, text: str, written: date | None, tense: Tense | None, told: TimeSpan | None
) -> str:
    if expression.kind is TimeKind.VAGUE:
        return REFERENCES.get(expression.part or "", "")
    if expression.kind in (TimeKind.DURATION, TimeKind.SET) or expression.rolling:
        return length(expression, expression.span.of(text))
    span = resolve_time(expression, written, tense=tense, reference=told)
    if span is None or span.start is None or span.end is None:
        return ""
    return interval(date.fromisoformat(span.start), date.fromisoformat(span.end), expression)


def length(expression: TimeExpression, words: str) -> str:
    """Writes how long, P3D; X for a number that is not told: "recent weeks", "the next few days"."""
    count = max(abs(expression.low or 0), abs(expression.high or 0)) or 1
    letter = LETTERS.get(expression.unit or "", "D")
    reaching = 0 in (expression.low, expression.high)
    numbers = [w for w in words.lower().split() if w.isdigit() or time_words().words.get(w, "_")[0] == "q"]
    vague = count > 1 and not numbers if reaching else expression.low != expression.high
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
    seen, unseen, ontology = Tally(), Tally(), load_ontology()
    files = [read_file(path) for path in paths]
    read = Parser().annotate(Document(text) for text, _, _ in files)
    for number, ((_, written, gold), annotated) in enumerate(zip(files, read, strict=True)):
        found = list(read_times(annotated, written, Judge(annotated.tokens, ontology)))
        (unseen if number % 5 == 4 else seen).add(gold, found)
    print(seen.line("seen"))
    print(unseen.line("unseen"))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/timeml.py DIR")
    main()
