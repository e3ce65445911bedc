"""The characters of a sentence -> the words in it that say when, how long or how often.

One idea: the sentence becomes a line of letters, a letter a word (`time_words.py`), and three small grammars rewrite
that line, each a regular expression whose alternatives are named after their builder: places in the calendar first (`1`
dates, `2` durations, `3` ordinal parts, `4` dates with an hour, `5` clocks, `6` sets, `9` vague ones), then parts and
counts ("late", "ago"), then ranges and limits ("between", "since").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from polybius.drafts import TimeExpression, TimeKind
from polybius.extract.time_words import CAPITAL, WORD, Line, spell, time_words
from polybius.model import Span

Built = tuple[str, Any] | None
Builder = Callable[[Line, int, int], Built]

DATE, DURATION, PART, TIMED, CLOCK, SET, VAGUE = "1", "2", "3", "4", "5", "6", "9"
TRIGGER = re.compile(r"[MWwSU78DRVFhzJYyTo]")
COUNT = r"(?:[qdn]k?q?(?:x[qdn])?|aQf?|aq|Qf?)"
SPAN_YEARS = (1900, 2049)
COMPANIONS = "pfsubmxi&LNHPZ<>tEdoDek1"

PLACES = {
    "age": rf"{COUNT}k?[U7]k?G",
    "date": r"(?:Wc?)?J|(?:WD?c?p?t?)?M!?[do](?!k?[U7])(?:c?y)?|(?:WD?c?p?)?t?[do]f?M(?:!?[cf]?y)?|M!?[cf]?y|Wc?to"
    r"|[LNH]M!?[do](?![k7U_]|c?y)|[LNH]My?|[LNH]WD?|hc?y?|[LNH]h|t?Y",
    "weekday": r"DW|WD?(?!7)",
    "season": r"t?[LNH]S(?:f?y)?|t?Sf?y|(?<=[isubm<>fPZ])t?S(?!f)|(?<=Pk)S(?!f)",
    "years": r"yk[dn](?!k)",
    "year": r"(?<![kx]dc)y",
    "bare_day": r"(?<=[psubmx<>])to",
    "window": rf"t?H?[LN]{COUNT}7|t?[LNC]7",
    "period": r"t?H?[LN]+(?:[U8](?!k)|D)|tH[U8D]|H[U8](?!k)|HD|t8",
    "before_last": r"t[UD][<>]R",
    "every": r"v(?:[qd]?[U7]|W|M|D|8|S)|w|W7|F|Xa?U|Xv[qd]?[U7]",
    "duration": rf"{COUNT}k?[U7]|a?Ka?[U7]|aU",
    "relative": r"RD?|DR|V(?!p?W|p?M|p?[do](?:[kx][do])?!?M)",
    "month": r"M",
    "ordinal_part": r"t?Ok?[KU]",
    "clock": r"T|(?<=[pibsum<>])t?D|(?<=[pib]t)D",
    "vague": r"z",
}
PARTS = {
    "timed": r"t?[5D]c?[pf]?t?1|1c?p?5",
    "narrowed": r"t?P[kpi]?t?[1U]|t?Zk?f?t?[1U]|UkZ|[el][ip]?t?[1U8]|3f?t?[1U]|1j?3|1f1|tUf?1",
    "quarter": r"3",
    "ago": r"[27]g",
    "shifted": r"[27][el<>](?:1(?!f))?|(?<!r)t[UD][<>](?:1(?!f))?",
    "hence": r"2m(?:1|9|z)",
    "inside": r"i2(?!f)|I2",
    "lasting": r"(?<=[rf])7",
    "merged": r"1[cf]?1",
}
RANGES = {
    "shared": r"(?:5[fbm])?(?:E[do]&|m?[do][xk]|(?<=[pf])[do]&)1|E?1(?:[xk]|(?<=.)&)[do](?![k7U_@])(?:cy)?",
    "span": r"E1&1|m1[xu]1|[14][xk]1",
    "limited": r"[sb<u>m]1",
}


def find_times(text: str, start: int, end: int) -> tuple[TimeExpression, ...]:
    """Finds the time expressions of the sentence `text[start:end]`, in order; spans are offsets into `text`."""
    line = spell(text, start, end)
    if not TRIGGER.search(line.letters):
        return ()
    for grammar in GRAMMARS:
        line = _rewrite(line, grammar)
    return tuple(value for value in line.values if isinstance(value, TimeExpression))


def _rewrite(line: Line, grammar: re.Pattern[str]) -> Line:
    """Replaces each match of the grammar by the one letter that its builder returns."""
    letters: list[str] = []
    values: list[Any] = []
    starts: list[int] = []
    ends: list[int] = []
    done = position = 0
    while match := grammar.search(line.letters, position):
        first, last = match.span()
        built = BUILDERS[match.lastgroup or ""](line, first, last)
        if built is None:
            position = first + 1
            continue
        letters += [line.letters[done:first], built[0]]
        values += [*line.values[done:first], built[1]]
        starts += [*line.starts[done:first], line.starts[first]]
        ends += [*line.ends[done:first], line.ends[last - 1]]
        done = position = last
    if not done:
        return line
    letters.append(line.letters[done:])
    values += line.values[done:]
    starts += line.starts[done:]
    ends += line.ends[done:]
    return Line(line.text, "".join(letters), values, starts, ends)


def _make(line: Line, begin: int, end: int, kind: TimeKind, /, **fields: Any) -> TimeExpression:
    return TimeExpression(Span(line.starts[begin], line.ends[end - 1]), kind, **fields)


# --- places in the calendar


def _age(line: Line, first: int, end: int) -> Built:
    return WORD, None


def _date(line: Line, first: int, end: int) -> Built:
    year, month, day = line.value("J", first, end) or (None, None, None)
    holiday = line.letters.find("h", first, end)
    if holiday >= 0:
        if line.values[holiday] is None:
            return VAGUE, _make(line, first, end, TimeKind.VAGUE)
        month, day = line.values[holiday]
    decade = line.value("Y", first, end)
    fields = {
        "year": year or decade or line.value("y", first, end),
        "month": month or line.value("M", first, end),
        "day": day or line.value("do", first, end),
        "weekday": line.value("W", first, end),
        "unit": "decade" if decade else line.value("S", first, end),
        **_which(line, first, end),
    }
    return DATE, _make(line, first, end, TimeKind.DATE, **fields)


def _which(line: Line, first: int, end: int) -> dict[str, str]:
    for index in range(first, end):
        if line.letters[index] in "LNH":
            anchor = "reference" if line.values[index] == "reference" else "published"
            return {"which": {"L": "last", "N": "next", "H": "this"}[line.letters[index]], "anchor": anchor}
    return {}


def _weekday(line: Line, first: int, end: int) -> Built:
    at = line.letters.index("W", first, end)
    sets = time_words().sets
    if line.word(at).lower() in sets["ambiguous"] or line.word(first - 1).lower() in sets["named_days"]:
        return None
    if line.word(end)[:1].isupper() and line.word(end).lower() in sets["outlet_words"]:
        return None
    return _date(line, first, end)


def _month(line: Line, first: int, end: int) -> Built:
    """Takes a month that stands alone; "May", "March" and abbreviations only beside a word that leads into a date."""
    sets, word = time_words().sets, line.word(first).lower()
    before, after = line.letter(first - 1), line.letter(end)
    led = bool(before) and before in COMPANIONS
    if word in sets["given_names"] and after == CAPITAL and not led:
        return None
    if word in sets["ambiguous"] and not led:
        return None
    return _date(line, first, end)


def _year(line: Line, first: int, end: int) -> Built:
    before, after = line.word(first - 1).lower(), line.word(end).lower()
    sets, year = time_words().sets, line.values[first]
    if before in sets["designations"] or after in sets["counted"] or before[-1:] in tuple("$€£#№"):
        return None
    led = line.letter(first - 1) in tuple("ifsubm<>P&E1M")
    if not (SPAN_YEARS[0] <= year <= SPAN_YEARS[1] or led) or (year % 100 == 0 and not led):
        return None
    joined = line.letter(first - 1) == "k" and line.letter(first - 2) not in tuple("PyM1")
    return None if joined else _date(line, first, end)


def _years(line: Line, first: int, end: int) -> Built:
    """Reads "2018-19"; a smaller second number makes no range."""
    year, short = line.values[first], line.values[end - 1]
    last = year - year % 100 + short
    if not year < last <= year + 50:
        return None
    one = _make(line, first, first + 1, TimeKind.DATE, year=year)
    other = _make(line, end - 1, end, TimeKind.DATE, year=int(last))
    return DATE, _make(line, first, end, TimeKind.RANGE, first=one, last=other, bound="between")


def _bare_day(line: Line, first: int, end: int) -> Built:
    after = line.letter(end)
    ordinary = after == CAPITAL or (after == WORD and line.word(end).lower() not in time_words().sets["after_bare_day"])
    return None if ordinary or after in tuple("OUWM7k") else _date(line, first, end)


def _counts(line: Line, first: int, end: int) -> tuple[int, int]:
    """Returns how many units are meant, at least and at most."""
    vague: str | None = line.value("Q", first, end)
    if vague is not None:
        return time_words().vague_counts[vague]
    totals = [0.0]
    for index in range(first, end):
        if line.letters[index] == "x":
            totals.append(0)
        elif line.letters[index] in "qdn":
            totals[-1] += line.values[index]
    low, high = int(totals[0]), int(totals[-1])
    if not high:
        return time_words().vague_counts["plural"] if "7" in line.letters[first:end] else (1, 1)
    return min(low, high), max(low, high)


def _unit(line: Line, first: int, end: int) -> tuple[str, int]:
    """Returns the calendar unit and how many of it one counts (a fortnight is two weeks)."""
    unit = line.value("U78D", first, end)
    return ("week", 2) if unit == "fortnight" else (unit, 1)


def _duration(line: Line, first: int, end: int) -> Built:
    low, high = _counts(line, first, end)
    unit, times = _unit(line, first, end)
    return DURATION, _make(line, first, end, TimeKind.DURATION, unit=unit, low=low * times, high=high * times)


def _window(line: Line, first: int, end: int) -> Built:
    """Reads "the past two weeks", "the next few days", "recent months": units reaching to or from the anchor's day."""
    unit, times = _unit(line, first, end)
    forward = "N" in line.letters[first:end]
    counted = end - 1 > first and line.letters[end - 2] not in "LNCt"
    reach = _counts(line, first, end)[1] * times if counted else time_words().recent_counts[unit]
    anchor = _which(line, first, end).get("anchor", "published")
    low, high = (0, reach) if forward else (-reach, 0)
    return DATE, _make(line, first, end, TimeKind.PERIOD, unit=unit, low=low, high=high, anchor=anchor, rolling=True)


def _period(line: Line, first: int, end: int) -> Built:
    if line.letters[end - 1] == "D":
        unit, times = "night" if line.values[end - 1] == "night" else "day", 1
    else:
        unit, times = _unit(line, first, end)
    letter = next((x for x in line.letters[first:end] if x in "LN"), "H")
    value = line.value(letter, first, end)
    shift = {"L": -1, "N": 1, "H": 0}[letter] * times
    told = value == "reference" or (letter == "N" and unit in ("day", "night") and value == "published")
    anchor = "reference" if told else "published"
    if value == "rolling" and unit != "weekend":
        low, high = min(shift, 0), max(shift, 0)
        return DATE, _make(line, first, end, TimeKind.PERIOD, unit=unit, low=low, high=high, rolling=True)
    fields = {"unit": unit, "low": shift, "high": shift, "anchor": anchor}
    if unit == "weekend":
        fields["which"] = {"L": "last", "N": "next", "H": "this"}[letter] if letter in line.letters[first:end] else None
    return DATE, _make(line, first, end, TimeKind.PERIOD, **fields)


def _relative(line: Line, first: int, end: int) -> Built:
    shift = line.value("R", first, end)
    if shift is None:
        return DATE, _make(line, first, end, TimeKind.PERIOD, unit="overnight", low=0, high=0)
    return DATE, _make(line, first, end, TimeKind.PERIOD, unit="day", low=shift, high=shift)


def _before_last(line: Line, first: int, end: int) -> Built:
    """Reads "the day before yesterday" and "the day after tomorrow"."""
    unit, times = _unit(line, first, end)
    shift = line.values[end - 1] + (times if ">" in line.letters[first:end] else -times)
    return DATE, _make(line, first, end, TimeKind.PERIOD, unit=unit, low=shift, high=shift)


def _every(line: Line, first: int, end: int) -> Built:
    return SET, _make(line, first, end, TimeKind.SET, unit=line.value("U7F8S", first, end))


def _clock(line: Line, first: int, end: int) -> Built:
    return CLOCK, _make(line, first, end, TimeKind.CLOCK)


def _vague(line: Line, first: int, end: int) -> Built:
    return VAGUE, _make(line, first, end, TimeKind.VAGUE, part=line.values[first])


def _ordinal_part(line: Line, first: int, end: int) -> Built:
    number, unit = line.value("O", first, end), line.value("KU", first, end)
    return PART, f"{unit}{number}"


# --- parts and counts


def _operand(line: Line, index: int) -> TimeExpression:
    """Returns the date at an index; a bare unit ("the end of the month") is the current one."""
    value = line.values[index]
    if isinstance(value, TimeExpression):
        return value
    return _make(line, index, index + 1, TimeKind.PERIOD, unit=value, low=0, high=0)


def _whole(line: Line, begin: int, end: int, value: TimeExpression, /, **fields: Any) -> TimeExpression:
    return replace(value, span=Span(line.starts[begin], line.ends[end - 1]), **fields)


def _timed(line: Line, first: int, end: int) -> Built:
    at = line.letters.index(DATE, first, end)
    return TIMED, _whole(line, first, end, line.values[at])


def _narrowed(line: Line, first: int, end: int) -> Built:
    """Reads "late September", "the first half of 2019", "earlier this month", "the last week of May"."""
    letters = line.letters[first:end]
    if letters in ("1f1", "1f", "tUf1", "tU1"):
        return _inner(line, first, end)
    part = line.value("PZel3", first, end)
    turned = letters[0] == "1" and letters[-1] == "3"  # "next year's first quarter"
    if turned and line.word(end - 1).lower().startswith("the "):  # "in May the third week of talks ended"
        return None
    at = first + (letters.index("U") if letters == "UkZ" else 0 if turned else len(letters) - 1)
    inner = _operand(line, at)
    if letters[-1] == "U" and letters[0] == "P" and letters[-2] == "k":
        return None
    if inner.part or inner.kind not in (TimeKind.DATE, TimeKind.PERIOD):
        return DATE, _whole(line, first, end, inner)
    return DATE, _whole(line, first, end, inner, part=part)


def _inner(line: Line, first: int, end: int) -> Built:
    """Reads "the last week of May", "the week of March 6", "the month of June", "Tuesday of last week"."""
    base = line.values[end - 1]
    head = line.values[first]
    if not isinstance(head, TimeExpression):
        unit = line.value("U", first, end)
        if unit == "week" and base.day is not None:
            return DATE, _make(line, first, end, TimeKind.PERIOD, unit=unit, low=0, high=0, base=base)
        return DATE, _whole(line, first, end, base)
    if head.kind is TimeKind.PERIOD and head.low == -1 and not base.day:
        return DATE, _whole(line, first, end, base, part=f"{head.unit}-1")
    return _merged(line, first, end)


def _merged(line: Line, first: int, end: int) -> Built:
    """Joins two dates of which one lies in the other: "Wednesday last week", "in May this year"."""
    one, other = line.values[first], line.values[end - 1]
    if other.kind is not TimeKind.PERIOD or one.kind is not TimeKind.DATE or one.year or one.base:
        return None
    lies_within = other.unit in ("year", "month") or (other.unit == "week" and one.weekday is not None)
    return (DATE, _whole(line, first, end, one, base=other)) if lies_within else None


def _quarter(line: Line, first: int, end: int) -> Built:
    """Takes "the third quarter" for a date; any other ordinal part says nothing alone ("the first day of talks")."""
    if line.values[first].startswith("quarter"):
        return DATE, _make(line, first, end, TimeKind.DATE, part=line.values[first])
    return WORD, None


def _counted(line: Line, index: int) -> tuple[int, int, str]:
    value = line.values[index]
    if isinstance(value, TimeExpression):
        return value.low or 0, value.high or 0, value.unit or "day"
    low, high = time_words().vague_counts["plural"] if line.letters[index] == "7" else (1, 1)
    return low, high, value


def _ago(line: Line, first: int, end: int) -> Built:
    low, high, unit = _counted(line, first)
    return DATE, _make(line, first, end, TimeKind.PERIOD, unit=unit, low=-high, high=-low)


def _shifted(line: Line, first: int, end: int) -> Built:
    """Reads "three weeks earlier", "two days after …", "the day before": counted from another event or a date."""
    at = first + (line.letters[first] == "t")
    if line.letter(first - 1) == "r" and line.letters[at + 1] in "<>":
        return None
    low, high, unit = _counted(line, at)
    base = line.value(DATE, first, end)
    if line.letters[at + 1] in "e<":
        low, high = -high, -low
    fields = {"unit": unit, "low": low, "high": high, "base": base, "anchor": "base" if base else "reference"}
    return DATE, _make(line, first, end, TimeKind.PERIOD, **fields)


def _hence(line: Line, first: int, end: int) -> Built:
    low, high, unit = _counted(line, first)
    base = line.value(DATE, first, end)
    fields = {"unit": unit, "low": low, "high": high, "base": base, "anchor": "base" if base else "published"}
    return DATE, _make(line, first, end, TimeKind.PERIOD, **fields)


def _inside(line: Line, first: int, end: int) -> Built:
    again = line.letter(first - 1) == "X" or line.letter(first - 2) == "O"  # "the second time in a week"
    if line.letters[first] == "i" and (line.values[first] != "in" or "-" in line.word(end - 1) or again):
        return None
    low, high, unit = _counted(line, end - 1)
    bound = "within" if line.letters[first] == "I" else "in"
    low = 0 if bound == "within" else low
    return DATE, _make(line, first, end, TimeKind.PERIOD, unit=unit, low=low, high=high, bound=bound)


def _lasting(line: Line, first: int, end: int) -> Built:
    low, high, unit = _counted(line, first)
    return DURATION, _make(line, first, end, TimeKind.DURATION, unit=unit, low=low, high=high)


# --- ranges and limits


def _shared(line: Line, first: int, end: int) -> Built:
    """Reads ranges that name the month once: "between 5 and 20 June", "June 5-20, 2018", "the night of 8 to 9 May"."""
    at = line.letters.index(DATE, first, end)
    number = next(i for i in range(first, end) if line.letters[i] in "do")
    known = line.values[at]
    if known.month is None or known.day is None or not 1 <= line.values[number] <= 31:
        return None
    year = known.year or line.value("y", first, end)
    known = replace(known, year=year)
    joined, between = "&" in line.letters[first:end], line.letters[first] == "E"
    apart = line.values[number] - known.day
    if number > at and (apart < 1 or (joined != between and apart > 1)):
        return None
    other = _make(line, number, number + 1, TimeKind.DATE, year=year, month=known.month, day=line.values[number])
    low, high = (other, known) if number < at else (known, other)
    return DATE, _make(line, first, end, TimeKind.RANGE, first=low, last=high, bound="between")


def _span(line: Line, first: int, end: int) -> Built:
    low, high = (value for value in line.values[first:end] if isinstance(value, TimeExpression))
    if TimeKind.RANGE in (low.kind, high.kind):
        return None
    if high.year and not low.year and low.kind is TimeKind.DATE:
        low = replace(low, year=high.year)
    return DATE, _make(line, first, end, TimeKind.RANGE, first=low, last=high, bound="between")


def _limited(line: Line, first: int, end: int) -> Built:
    value = line.values[end - 1]
    bound = str(line.values[first])
    of_another = line.text.startswith(("'s", "’s"), line.ends[end - 1])  # "after Monday's blast": on Monday
    hour = bound in {"before", "after"} and value.unit == "day" and " " in line.word(end - 1)  # "before dawn today"
    if value.kind is TimeKind.RANGE or value.bound or of_another or hour:
        return None
    opens = bound in ("since", "from", "after")
    ends = {"first": value} if opens else {"last": value}
    return DATE, _make(line, first, end, TimeKind.RANGE, bound=bound, **ends)


def _grammar(rules: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in rules.items()))


GRAMMARS = (_grammar(PLACES), _grammar(PARTS), _grammar(RANGES))
BUILDERS: dict[str, Builder] = {
    "age": _age, "date": _date, "weekday": _weekday, "season": _date, "years": _years, "year": _year,
    "bare_day": _bare_day, "window": _window, "period": _period, "before_last": _before_last, "every": _every,
    "duration": _duration, "relative": _relative, "month": _month, "ordinal_part": _ordinal_part, "clock": _clock,
    "vague": _vague, "timed": _timed, "narrowed": _narrowed, "quarter": _quarter, "ago": _ago, "shifted": _shifted,
    "hence": _hence, "inside": _inside, "lasting": _lasting, "merged": _merged, "shared": _shared, "span": _span,
    "limited": _limited,
}  # fmt: skip
