"""A time expression and the day of publication -> the narrowest interval of days that the words support.

Every expression becomes a pair of days, either of which may be missing where it is open. Words that count from the
publication need it; words that count from an event told before ("the next day") need a reference. What cannot be placed
is None, never a guess. The tense of the clause chooses the side: a past clause looks back from the publication, whose
own day counts; a future one looks ahead, that day included.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from polybius.drafts import TimeExpression, TimeKind
from polybius.model import TimeSpan
from polybius.resolve.calendar_days import (
    DAYS_OF,
    HOURS_OF,
    MONTHS_OF,
    ONE,
    SEASONS,
    Interval,
    exact_day,
    months,
    moved,
    part_of,
)

Tense = Literal["past", "present", "future"]
Days = tuple[date | None, date | None]

LOOK_BACK = 240
"""Days that a date without year or tense may lie back before the next one is meant instead."""
JUST_GONE, FAR_OFF = 60, 300
"""A date at most so many days gone, and so many off when it comes again, is the one gone even in a future clause."""
AFTERMATH = 31
"""Days after publication within which a date told in the past tense is taken for a contradiction."""


@dataclass(frozen=True, slots=True)
class Standpoint:
    """From where an expression is read."""

    published: date | None
    tense: Tense | None
    reference: Interval | None


def resolve_time(
    expression: TimeExpression,
    published: date | None,
    *,
    tense: Tense | None = None,
    reference: TimeSpan | None = None,
) -> TimeSpan | None:
    """Places a time expression in the calendar, as first and last day, None where it cannot be placed.

    `reference` is when the event happened from which "two days after" or "the next day" counts. Without a tense a bare
    weekday looks back, and a month or day without year looks back at most `LOOK_BACK` days.
    """
    try:
        days = _days(expression, Standpoint(published, tense, _interval(reference)))
    except (ValueError, OverflowError):
        return None
    if days is None or days == (None, None):
        return None
    start, end = days
    if start and end and start > end:
        return None
    return TimeSpan(start.isoformat() if start else None, end.isoformat() if end else None, expression.span)


def resolve_anchor(expression: TimeExpression, host: TimeSpan) -> TimeSpan | None:
    """Places the event that an expression counts from, given when its own event was.

    "The talks, two days after a gun battle" on 14 May put the battle on 12 May. None where it counts from nothing told.
    """
    interval = _interval(host)
    if expression.anchor != "reference" or expression.low is None or expression.high is None or interval is None:
        return None
    turned = replace(expression, low=-expression.high, high=-expression.low)
    return resolve_time(turned, None, reference=host)


def check_weekday(expression: TimeExpression, published: date | None) -> str | None:
    """Explains in a sentence how a stated weekday contradicts its date, None where it does not.

    A date without year is tried before and after publication: "Friday, Dec. 28", published on 2018-11-02, fits only a
    day that had not come yet.
    """
    if expression.weekday is None or expression.day is None or expression.month is None:
        return None
    stated = WEEKDAYS[expression.weekday]
    if expression.year is not None:
        day = exact_day(expression.year, expression.month, expression.day)
        wrong = day is not None and day.weekday() != expression.weekday
        return f"{_named(day)} is a {WEEKDAYS[day.weekday()]}, not a {stated}." if wrong and day else None
    if published is None:
        return None
    past, coming = _around(expression, published)
    if past is None or past.weekday() == expression.weekday:
        return None
    if coming is None or _fitting(expression.weekday, (past, past), (coming, coming), published) == (past, past):
        return f"{_named(past)} is a {WEEKDAYS[past.weekday()]}, not a {stated}."
    return (
        f"{_named(past)} is a {WEEKDAYS[past.weekday()]}, and {_named(coming)}, a {stated}, comes after the "
        f"publication on {_named(published)}."
    )


def check_after_publication(
    expression: TimeExpression, published: date | None, tense: Tense | None = "past"
) -> str | None:
    """Explains in a sentence how a date told in the past tense comes after publication, None where it does not.

    A day without year counts as coming after where the next such day is at most `AFTERMATH` days off.
    """
    day = _first_day(expression, published)
    if published is None or tense != "past" or day is None or day <= published:
        return None
    if expression.year is None and expression.weekday is None and (day - published).days > AFTERMATH:
        return None
    return f"{_named(day)} is told in the past tense but comes after the publication on {_named(published)}."


def _first_day(expression: TimeExpression, published: date | None) -> date | None:
    if expression.year is not None:
        span = resolve_time(expression, published)
        return date.fromisoformat(span.start) if span and span.start else None
    if published is None or expression.month is None or expression.day is None:
        return None
    past, coming = _around(expression, published)
    if past and (past == published or (expression.weekday is not None and past.weekday() == expression.weekday)):
        return None
    if expression.weekday is not None and coming and coming.weekday() != expression.weekday:
        return None
    return coming


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip


def _named(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _interval(span: TimeSpan | None) -> Interval | None:
    if span is None or not (span.start or span.end):
        return None
    start, end = span.start or span.end or "", span.end or span.start or ""
    return date.fromisoformat(start), date.fromisoformat(end)


def _days(expression: TimeExpression, stand: Standpoint) -> Days | None:
    return RESOLVERS[expression.kind](expression, stand)


def _nowhere(expression: TimeExpression, stand: Standpoint) -> Days | None:
    return None


def _clock(expression: TimeExpression, stand: Standpoint) -> Days | None:
    return stand.reference


# --- dates


def _date(expression: TimeExpression, stand: Standpoint) -> Days | None:
    whole = _calendar(expression, stand)
    if whole is None or not expression.part:
        return whole
    return part_of(whole, expression.part, stand.published)


def _calendar(expression: TimeExpression, stand: Standpoint) -> Interval | None:
    if expression.base is not None:
        return _within(expression, stand)
    if expression.year is not None:
        return _of_year(expression, expression.year)
    if expression.anchor == "reference" and expression.which:
        return _beside_reference(expression, stand.reference)
    if stand.published is None:
        return None
    if expression.which:
        return _which(expression, stand.published, stand.tense)
    return _nearest(expression, stand.published, stand.tense)


def _of_year(expression: TimeExpression, year: int) -> Interval | None:
    """Returns what an expression without weekday means in one year."""
    if expression.unit == "decade":
        return months(year, 1, 120)
    if expression.unit in SEASONS:
        return months(year, SEASONS[expression.unit], 3)
    if expression.month is None:
        return months(year, 1, 12)
    if expression.day is None:
        return months(year, expression.month)
    day = exact_day(year, expression.month, expression.day)
    return (day, day) if day else None


def _candidates(expression: TimeExpression, published: date) -> list[Interval]:
    """Returns every interval around publication that an expression without year may mean, in order."""
    in_year = expression.part and expression.day is None and expression.weekday is None
    if expression.month or expression.unit in SEASONS or in_year:
        # Feb. 29 needs eight years to be sure of one on either side of a century
        reach = range(published.year - 8, published.year + 9)
        return [found for year in reach if (found := _of_year(expression, year))]
    if expression.day is not None:
        firsts = (months(published.year, published.month + step)[0] for step in range(-3, 4))
        days = (exact_day(first.year, first.month, expression.day) for first in firsts)
        return [(day, day) for day in days if day]
    if expression.weekday is not None:
        day = published + (expression.weekday - published.weekday()) * ONE
        return [(day + week * 7 * ONE, day + week * 7 * ONE) for week in range(-2, 3)]
    return []


def _nearest(expression: TimeExpression, published: date, tense: Tense | None) -> Interval | None:
    """Chooses the latest candidate begun by publication, or in a future clause the first not over by then."""
    found = [(_narrowed(item, expression, published), item) for item in _candidates(expression, published)]
    past = max((item for narrow, item in found if narrow[0] <= published), default=None)
    coming = min((item for narrow, item in found if narrow[1] >= published), default=None)
    if expression.weekday is not None and expression.day is not None:
        return _fitting(expression.weekday, past, coming, published)
    if past is None or (tense == "future" and not (coming and _is_stray(past, coming, published))):
        return coming
    if tense != "past" and expression.weekday is None and coming and (published - past[1]).days > LOOK_BACK:
        return coming
    return past


def _is_stray(past: Interval, coming: Interval, published: date) -> bool:
    """Tells whether a future clause speaks of a date just gone ("will mark the May 12 attack", written on 20 May)."""
    return (published - past[1]).days <= JUST_GONE and (coming[1] - published).days > FAR_OFF


def _narrowed(whole: Interval, expression: TimeExpression, published: date) -> Interval:
    return part_of(whole, expression.part, published) if expression.part else whole


def _fitting(weekday: int, past: Interval | None, coming: Interval | None, published: date) -> Interval | None:
    """Chooses the date that is the stated weekday; where none is, or one far off, the weekday is the likelier slip."""
    if past and past[0].weekday() == weekday:
        return past
    if coming and coming[0].weekday() == weekday and not (past and _is_stray(past, coming, published)):
        return coming
    return past


def _around(expression: TimeExpression, published: date) -> tuple[date | None, date | None]:
    """Returns the last such day up to publication and the first one after it."""
    days = [item[0] for item in _candidates(replace(expression, part=None), published)]
    past = max((day for day in days if day <= published), default=None)
    return past, min((day for day in days if day > published), default=None)


def _which(expression: TimeExpression, published: date, tense: Tense | None) -> Interval | None:
    """Reads "last September", "next Friday", "this May": before, after or in the week or year of publication."""
    if expression.weekday is not None and not expression.day:
        return _which_weekday(expression.weekday, expression.which, published)
    found = _candidates(expression, published)
    if expression.which == "this":
        return next((item for item in found if item[1].year == published.year), None)
    if expression.which == "last":
        return max((item for item in found if item[1] < published), default=None)
    return min((item for item in found if item[0] > published), default=None)


def _which_weekday(weekday: int, which: str | None, published: date) -> Interval:
    """Reads "last Friday" as the latest before publication, "next Friday" as that of the following calendar week."""
    monday = published - published.weekday() * ONE
    day = monday + weekday * ONE
    if which == "last" and day >= published:
        day -= 7 * ONE
    if which == "next":
        day += 7 * ONE
    return day, day


def _beside_reference(expression: TimeExpression, reference: Interval | None) -> Interval | None:
    """Reads "the previous Friday", "the following May", "that June" beside what was told before."""
    if reference is None:
        return None
    start, end = reference
    if expression.which == "last":
        return max((i for i in _candidates(expression, start) if i[1] < start), default=None)
    if expression.which == "next":
        return min((i for i in _candidates(expression, end) if i[0] > end), default=None)
    return _nearest(expression, end, "past")


def _within(expression: TimeExpression, stand: Standpoint) -> Interval | None:
    """Reads "Wednesday last week", "in May last year": a date that lies in a period."""
    base = expression.base and _days(expression.base, replace(stand, tense=None))
    if not base or not base[0] or not base[1]:
        return None
    bare = replace(expression, base=None)
    found = _candidates(bare, base[1]) + _candidates(bare, base[0])
    return min((item for item in found if base[0] <= item[0] and item[1] <= base[1]), default=None)


# --- periods


def _period(expression: TimeExpression, stand: Standpoint) -> Days | None:
    anchor = _anchor(expression, stand)
    if anchor is None or expression.unit is None:
        return None
    if expression.bound:
        return _bounded_period(expression, anchor, stand)
    if expression.rolling:
        return _rolling(expression, anchor)
    first = _shifted(anchor[0], expression.unit, expression.low or 0, expression, stand)
    last = _shifted(anchor[1], expression.unit, expression.high or 0, expression, stand)
    if expression.unit == "overnight":
        return anchor[0] - ONE, anchor[1]
    whole = first[0], last[1]
    if expression.part:
        return part_of(whole, expression.part, stand.published)
    return _clipped(whole, stand) if _is_current(expression) else whole


def _is_current(expression: TimeExpression) -> bool:
    return not expression.low and not expression.high and expression.anchor == "published" and not expression.base


def _anchor(expression: TimeExpression, stand: Standpoint) -> Interval | None:
    if expression.base is not None:
        days = _days(expression.base, stand)
        return (days[0], days[1]) if days and days[0] and days[1] else None
    if expression.anchor == "reference":
        return stand.reference
    return (stand.published, stand.published) if stand.published else None


def _shifted(day: date, unit: str, count: int, expression: TimeExpression, stand: Standpoint) -> Interval:
    """Returns the calendar unit `count` units from a day's own."""
    if unit in HOURS_OF:
        hours = int(abs(count) * HOURS_OF[unit]) // 24
        moved = day + (hours if count > 0 else -hours) * ONE
        return moved, moved
    if unit == "weekend":
        return _weekend(day, expression, stand.tense)
    if unit in MONTHS_OF:
        size = MONTHS_OF[unit]
        index = (day.year * 12 + day.month - 1) // size + count
        return months(index * size // 12, index * size % 12 + 1, size)
    if unit == "week":
        monday = day + (7 * count - day.weekday()) * ONE
        return monday, monday + 6 * ONE
    if unit in SEASONS:
        return months(day.year + count, SEASONS[unit], 3)
    moved = day + count * DAYS_OF.get(unit, 1) * ONE
    return moved, moved


def _weekend(day: date, expression: TimeExpression, tense: Tense | None) -> Interval:
    """Reads "the weekend" as the latest begun, or in a future clause the one not yet over."""
    this = day + (5 - day.weekday()) * ONE
    if expression.which == "next":
        saturday = this + 7 * ONE
    elif expression.which == "last":
        saturday = this if this + ONE < day else this - 7 * ONE
    elif tense == "future" or (expression.which == "this" and tense != "past"):
        saturday = this
    else:
        saturday = this if this <= day else this - 7 * ONE
    return saturday, saturday + ONE


def _rolling(expression: TimeExpression, anchor: Interval) -> Interval:
    """Reads "the past two weeks" up to the anchor's day, "the coming week" from the day after it."""
    low, high, unit = expression.low or 0, expression.high or 0, expression.unit or "day"
    if low < 0:
        return moved(anchor[0], unit, low), anchor[1]
    start = anchor[1] if unit in HOURS_OF else anchor[1] + ONE
    return start, moved(anchor[1], unit, high)


def _bounded_period(expression: TimeExpression, anchor: Interval, stand: Standpoint) -> Days | None:
    """Reads "within 48 hours" and "in two weeks"; told in the past, they count from what was told before."""
    if stand.tense == "past":
        if stand.reference is None:
            return None
        anchor = stand.reference
    unit, high = expression.unit or "day", expression.high or 0
    if expression.bound == "within":
        return anchor[0], moved(anchor[1], unit, high)
    first = _shifted(anchor[0], unit, expression.low or 0, expression, stand)
    return first[0], _shifted(anchor[1], unit, high, expression, stand)[1]


def _clipped(whole: Interval, stand: Standpoint) -> Interval:
    """Ends the current week, month or year on publication in a past clause, begins it there in a future one."""
    start, end = whole
    if stand.published is None or not start <= stand.published <= end:
        return whole
    if stand.tense == "past":
        return start, stand.published
    if stand.tense == "future" and end == stand.published and (end - start).days == 6:
        return end, end + 7 * ONE  # said on a Sunday: "is due this week"
    return (stand.published, end) if stand.tense == "future" else whole


# --- ranges


def _range(expression: TimeExpression, stand: Standpoint) -> Days | None:
    if expression.first is not None and expression.last is not None:
        return _between(expression.first, expression.last, stand)
    if expression.first is not None:
        return _opening(expression.first, expression.bound, stand)
    return _closing(expression.last, expression.bound, stand) if expression.last else None


def _between(first: TimeExpression, last: TimeExpression, stand: Standpoint) -> Days | None:
    """Resolves the end nearer to publication first, then the other beside it."""
    if stand.tense == "future" or (first.year and not last.year):
        start = _days(first, stand)
        if start is None or start[0] is None:
            return None
        end = _days(last, replace(stand, published=start[0], tense="future"))
        return (start[0], end[1]) if end else None
    end = _days(last, stand)
    if end is None or end[1] is None:
        return None
    start = _days(first, replace(stand, published=end[1], tense="past"))
    return (start[0], end[1]) if start else None


def _opening(first: TimeExpression, bound: str | None, stand: Standpoint) -> Days | None:
    """Reads "since 2 June" up to publication; "from" and "after" stay open unless told in the past."""
    tense: Tense | None = "past" if bound == "since" else stand.tense
    days = _days(first, replace(stand, tense=tense))
    if days is None or days[0] is None:
        return None
    start = days[1] + ONE if bound == "after" and days[1] else days[0]
    looks_back = bound == "since" or stand.tense == "past"
    return start, (stand.published if looks_back and stand.published and stand.published >= start else None)


def _closing(last: TimeExpression, bound: str | None, stand: Standpoint) -> Days | None:
    """Reads "until Friday", "by the end of the year"; what lies ahead begins on publication, the rest is open. A past
    clause may set a limit that lies ahead ("extended the truce until Nov. 16").
    """
    set_ahead = stand.tense == "past" and last.month is not None
    days = _days(last, replace(stand, tense=None if set_ahead else stand.tense or "future"))
    if days is None or days[0] is None or days[1] is None:
        return None
    end = days[0] - ONE if bound == "before" and last.part != "late" else days[1]
    ahead = stand.published is not None and stand.tense != "past" and end >= stand.published
    return (stand.published if ahead else None), end


RESOLVERS: dict[TimeKind, Callable[[TimeExpression, Standpoint], Days | None]] = {
    TimeKind.DATE: _date,
    TimeKind.PERIOD: _period,
    TimeKind.RANGE: _range,
    TimeKind.CLOCK: _clock,
    TimeKind.DURATION: _nowhere,
    TimeKind.SET: _nowhere,
    TimeKind.VAGUE: _nowhere,
}
