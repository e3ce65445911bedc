"""Days, counts and text as people read them; text is made safe to show on the way."""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from datetime import date

from polybius.model import Figure, Record, TimeSpan

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# Characters that reorder the text around them or break a line unseen (Unicode UAX #9; CVE-2021-42574).
REORDERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufeff")


def visible(text: str) -> str:
    r"""Returns the text with every control character written out: `"\x1b[2J" -> "[U+001B][2J"`.

    So no report can move the cursor of the terminal that shows it, or show its words in another order than they stand.
    """
    if text.isprintable():
        return text
    return "".join(f"[U+{ord(c):04X}]" if _is_control(c) else c for c in text)


def _is_control(character: str) -> bool:
    if character in "\n\r\t":
        return False
    return character in REORDERING or unicodedata.category(character) in {"Cc", "Cs"}


def one_line(text: str) -> str:
    """Returns the text on one line, safe to show."""
    return visible(" ".join(text.split()))


def title_of(record: Record) -> str:
    """Returns the report's title on one line."""
    return one_line(record.title or "Untitled report")


def day_of(record: Record) -> str:
    """Returns the day of publication as people read it."""
    return write_day(record.published) if record.published else "date not known"


def shorten(text: str, width: int) -> str:
    """Cuts a text at a word to at most `width` characters, and says so with "…"."""
    if len(text) <= width:
        return text
    cut = text[:width]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut[:-1]) + "…"


def write_day(day: str) -> str:
    """Writes an ISO 8601 day: `"2018-10-26" -> "26 Oct 2018"`; what is no such day stays as it is."""
    found = _day(day)
    return _full(found) if found else one_line(day)


def write_days(when: TimeSpan) -> str:
    """Writes an interval: `26 Oct 2018`, `21–30 Sep 2018`, `Sep 2018`, `28 Dec 2018 – 3 Jan 2019`,
    `from 3 Nov 2018`."""
    if when.start is None:
        return f"by {write_day(when.end)}" if when.end else ""
    if when.end is None:
        return f"from {write_day(when.start)}"
    start, end = _day(when.start), _day(when.end)
    if start is None or end is None:
        return f"{one_line(when.start)} – {one_line(when.end)}"
    return _interval(start, end)


def _interval(start: date, end: date) -> str:
    if start == end:
        return _full(start)
    if start.year != end.year:
        return f"{_full(start)} – {_full(end)}"
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        return _months(start, end)
    if start.month != end.month:
        return f"{start.day} {MONTHS[start.month - 1]} – {_full(end)}"
    return f"{start.day}–{_full(end)}"


def _months(start: date, end: date) -> str:
    if (start.month, end.month) == (1, 12):
        return str(start.year)
    first = "" if start.month == end.month else f"{MONTHS[start.month - 1]}–"
    return f"{first}{MONTHS[end.month - 1]} {end.year}"


def _day(day: str) -> date | None:
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None


def _full(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def write_count(figure: Figure) -> str:
    """Writes how many: `3`, `at least 12`, `up to 40`, `3–5`, `unknown`."""
    low, high = figure.low, figure.high
    if low is None:
        return f"up to {_number(high)}" if high is not None else "unknown"
    if high is None:
        return f"at least {_number(low)}"
    return _number(low) if low == high else f"{_number(low)}–{_number(high)}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"


def count_of(number: int, noun: str) -> str:
    """Writes a number with its noun: `1 event`, `3 events`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
