"""Days, months and their parts: the arithmetic that turns calendar words into intervals, both ends included."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

Interval = tuple[date, date]

ONE = timedelta(days=1)
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
DAYS_A_MONTH = 30.4375
A_DECADE = 3650
DAYS_OF = {"day": 1, "night": 1, "overnight": 1, "weekend": 7, "week": 7}
HOURS_OF = {"hour": 1.0, "minute": 1 / 60}
WEEK_PARTS = ((0, 2), (1, 3), (3, 6))
"""First and last day of early week, midweek and late week."""


def day_told(words: str | None) -> date | None:
    """Returns the day of words in the form of ISO 8601, None where they are no such day."""
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        return None


def exact_day(year: int, month: int, day: int) -> date | None:
    """Returns the day, None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def months(year: int, month: int, count: int = 1) -> Interval:
    """Returns `count` months as days; months beyond 12 run on into the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last = month + count - 1
    last_year, last_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])


def part_of(whole: Interval, part: str, published: date | None) -> Interval:
    """Narrows an interval: "late September" -> 21..30, "early 2019" -> January to April, "mid-August" -> 11..20."""
    start, end = whole
    if part == "so_far":
        return (start, published) if published and start <= published < end else whole
    if part == "remaining":
        return (published + ONE, end) if published and start <= published < end else whole
    if start == end:
        return whole
    if part in ("early", "mid", "late"):
        return _third(start, end, ("early", "mid", "late").index(part))
    return _ordinal_part(start, end, part)


def _third(start: date, end: date, index: int) -> Interval:
    days = (end - start).days + 1
    if days == 7:
        return start + WEEK_PARTS[index][0] * ONE, start + WEEK_PARTS[index][1] * ONE
    if 28 <= days <= 31:
        bounds = (start, start + 10 * ONE, start + 20 * ONE, end + ONE)
    elif days > A_DECADE:
        bounds = (start, months(start.year + 4, 1)[0], months(start.year + 7, 1)[0], end + ONE)
    elif days > 31:
        third = round(days / DAYS_A_MONTH / 3)
        first = start.month + third
        bounds = (start, months(start.year, first)[0], months(start.year, first + third)[0], end + ONE)
    else:
        bounds = (start, start + days // 3 * ONE, end + ONE - days // 3 * ONE, end + ONE)
    return bounds[index], bounds[index + 1] - ONE


def _ordinal_part(start: date, end: date, part: str) -> Interval:
    """Reads the "half1", "quarter2", "week-1" of an interval; what does not lie in it leaves it whole."""
    unit = part.rstrip("-0123456789")
    number = int(part[len(unit) :])
    days = (end - start).days + 1
    if unit in ("half", "quarter") and days > 300:
        count = 6 if unit == "half" else 3
        number = number if number > 0 else 12 // count
        return months(start.year, 1 + (number - 1) * count, count)
    if unit == "month" and days > 31:
        return months(end.year, end.month) if number < 0 else months(start.year, start.month + number - 1)
    size = {"half": (days + 1) // 2, "week": 7, "day": 1}.get(unit, days)
    first = end - (size - 1) * ONE if number < 0 else start + (number - 1) * size * ONE
    return (first, min(end, first + (size - 1) * ONE)) if start <= first <= end else (start, end)


def moved(day: date, unit: str, count: int) -> date:
    """Moves a day by units, to the same day of the month where there is one."""
    if unit in HOURS_OF:
        days = -(-abs(count) * HOURS_OF[unit] // 24)
        return day + int(days if count > 0 else -days) * ONE
    if unit in MONTHS_OF:
        first, last = months(day.year, day.month + count * MONTHS_OF[unit])
        return min(last, first + (day.day - 1) * ONE)
    return day + count * DAYS_OF.get(unit, 1) * ONE
