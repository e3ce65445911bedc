"""Publication days as files and headlines write them -> `datetime.date`.

Only days that are complete count; a day that could be read in two ways is refused rather than guessed.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

EARLIEST = date(1800, 1, 1)

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
ORDINAL = r"(?:st|nd|rd|th)?"

WRITTEN = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}}){ORDINAL}[\s-]+(?:of\s+)?(?P<m1>{MONTH}),?[\s-]+(?P<y1>\d{{4}})"
    rf"|(?P<m2>{MONTH})\s+(?P<d2>\d{{1,2}}){ORDINAL},?\s+(?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})(?P<sep>[-/.])(?P<m3>\d{1,2})(?P=sep)(?P<d3>\d{1,2}))(?!\d)",
    re.IGNORECASE,
)
SHORT_YEAR = re.compile(rf"\b(?P<d>\d{{1,2}})\s+(?P<m>{MONTH})\s+(?P<y>\d{{2}})$", re.IGNORECASE)
WITHOUT_YEAR = re.compile(rf"\b(?:\d{{1,2}}{ORDINAL}\s+{MONTH}|{MONTH}\s+\d{{1,2}}\b{ORDINAL})", re.IGNORECASE)
NUMERIC = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T.*)?")


def parse_day(raw: str) -> date:
    """Reads the first complete day of a metadata value: `"Fri, 2 Nov 2018 10:00 +0200"` -> 2 November 2018.

    Raises ValueError, with a reason and what is allowed, where there is none or it could be another.
    """
    raw = raw.strip()
    if found := COMPACT.fullmatch(raw):
        return _day(raw, *found.groups())
    if found := WRITTEN.search(raw):
        return day_of(found)
    if found := NUMERIC.search(raw):
        return _numeric(raw, found)
    raise ValueError(f"'{raw[:60]}' is not a day; write YYYY-MM-DD")


def day_of(found: re.Match[str]) -> date:
    """Returns the day that a match of WRITTEN stands for; raises ValueError where the calendar has none."""
    year, month, day = (next(filter(None, map(found.group, names))) for names in _PARTS)
    if not month.isdigit():
        month = str(MONTHS.index(month[:3].lower()) + 1)
    return _day(found.group(), year, month, day)


_PARTS = (("y1", "y2", "y3"), ("m1", "m2", "m3"), ("d1", "d2", "d3"))


def day_of_short_year(found: re.Match[str]) -> date:
    """Returns the day that a match of SHORT_YEAR stands for, between 1969 and 2068 as POSIX reads two digits."""
    year = int(found["y"]) + (1900 if int(found["y"]) > 68 else 2000)
    return _day(found.group(), str(year), str(MONTHS.index(found["m"][:3].lower()) + 1), found["d"])


def parse_iso_day(raw: str) -> date:
    """Reads YYYY-MM-DD and nothing else; raises ValueError."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", raw):
        raise ValueError(f"'{raw[:60]}' is not a day; write YYYY-MM-DD")
    return _day(raw, *raw.split("-"))


def check_day(day: date, today: date) -> date:
    """Returns the day if something can have been published on it; raises ValueError.

    The day after today is allowed, since it has begun further east.
    """
    if day > today + timedelta(days=1):
        raise ValueError(f"{day} lies in the future (today is {today})")
    if day < EARLIEST:
        raise ValueError(f"{day} lies before {EARLIEST}, the earliest day allowed")
    return day


def _numeric(raw: str, found: re.Match[str]) -> date:
    first, mark, second, year = found.groups()
    if mark == "." or int(first) > 12 or first == second:
        return _day(raw, year, second, first)
    if int(second) > 12:
        return _day(raw, year, first, second)
    raise ValueError(f"'{raw[:60]}' can be read as day/month or month/day; write YYYY-MM-DD")


def _day(raw: str, year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(f"'{raw[:60]}' is not a day of the calendar; write YYYY-MM-DD") from None
