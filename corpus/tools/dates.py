"""Weekdays against dates, in the text and in the record; deeds after the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from polybius.gold import GoldReport
from polybius.model import DiscrepancyKind, Event, Span, Status

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
DAY = rf"(?P<weekday>{'|'.join(DAYS)}|{'|'.join(f'{day[:3]}' for day in DAYS)})\b\.?"
MONTH = rf"(?P<month>{'|'.join(f'{m[:3]}(?:{m[3:]})?' if len(m) > 3 else m for m in MONTHS)}|Sept)\b\.?"
NUMBER = r"(?P<number>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?:,? (?P<year>(?:19|20)\d\d))?"
FORMS = [
    re.compile(rf"\b{DAY},? (?:the )?{NUMBER} (?:of )?{MONTH}{YEAR}"),
    re.compile(rf"\b{DAY},? {MONTH} {NUMBER}\b{YEAR}"),
]
ANY_DATE = re.compile(rf"\b(?:{'|'.join(m[:3] for m in MONTHS)})[a-z]*\.? \d|\d (?:{'|'.join(MONTHS)})"
                      r"|\b(?:yesterday|today|tonight|tomorrow|later|earlier|before|after)\b")  # fmt: skip


def faults(report: GoldReport) -> Iterator[tuple[str, str]]:
    """Yields weekdays that do not fit their dates, and events whose days cannot be."""
    yield from weekday_faults(report)
    published = report.record.published
    quarrels = _quarrels(report)
    for event in report.record.events:
        start = event.when.start if event.when else None
        if published and start and start > published and event.status in (Status.HAPPENED, Status.ONGOING):
            if not any(map(event.trigger.overlaps, quarrels)):
                yield f"events/{event.id}", f"{event.status} on {start}, after the day of publication, {published}"
        elif weekday := _other_weekday(report, event):
            yield f"events/{event.id}", f"look: dated {start}, no {weekday}, which its sentence names"


def weekday_faults(report: GoldReport) -> Iterator[tuple[str, str]]:
    """Yields written dates whose weekday is wrong, unless a discrepancy says so."""
    record = report.record
    for form in FORMS:
        for found in form.finditer(record.text):
            near = [d for d in _candidates(found, record.published) if DAYS[d.weekday()][:3] == found["weekday"][:3]]
            if not near and not any(map(Span(*found.span()).overlaps, _quarrels(report))):
                yield "text", f"no {found['weekday']}: {found[0]!r} (published {record.published})"


def _candidates(found: re.Match[str], published: str | None) -> list[date]:
    """Returns the day that was written, in the year named or else in the one nearest to the day of publication."""
    month = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(found["month"][:3]))
    anchor = date.fromisoformat(published) if published else date(2000, 1, 1)
    years = [int(found["year"])] if found["year"] else [anchor.year - 1, anchor.year, anchor.year + 1]
    days = []
    for year in years:
        try:
            days.append(date(year, month, int(found["number"])))
        except ValueError:
            continue
    return sorted(days, key=lambda day: abs(day - anchor))[:1]


def _quarrels(report: GoldReport) -> list[Span]:
    kind = DiscrepancyKind.CHRONOLOGY
    texts = [span for item in report.record.discrepancies if item.kind is kind for span in item.texts]
    sentences = report.record.sentences
    return [sentence for sentence in sentences if any(map(sentence.overlaps, texts))]


def _other_weekday(report: GoldReport, event: Event) -> str | None:
    """Returns the one weekday that an event's sentence names, where the event is dated to a single other one."""
    when, text = event.when, report.record.text
    if not when or not when.start or when.start != when.end or f"events/{event.id}" in report.optional:
        return None
    words = report.record.sentences[event.sentence].of(text)
    named = {day for day in DAYS if re.search(rf"\b{day}\b", words)}
    here = date.fromisoformat(when.start)
    if len(named) != 1 or ANY_DATE.search(words) or DAYS[here.weekday()] in named:
        return None
    if {DAYS[(here + timedelta(days=step)).weekday()] for step in (-1, 1)} & named and "night" in words:
        return None
    return named.pop()
