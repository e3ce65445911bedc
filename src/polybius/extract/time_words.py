"""A sentence as a line of letters, one a word, so that a grammar of times is a regular expression over words.

"on Friday, Dec. 28" becomes `pWcM!d`: preposition, weekday, comma, month, dot, day number. Which word has which letter
is data (`ontology/times.yaml`); this module only reads it and cuts the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from polybius.errors import OntologyError
from polybius.ontology.load import read_yaml

LETTERS = {
    "month": "M", "weekday": "W", "weekdays": "w", "season": "S", "unit": "U", "units": "7", "weekend": "8",
    "daypart": "D", "relative_day": "R", "overnight": "V", "number": "q", "vague_number": "Q", "ordinal": "O",
    "article": "a", "the": "t", "last": "L", "next": "N", "this": "H", "recent": "C", "part": "P", "edge": "Z",
    "half": "K", "ago": "g", "earlier": "e", "later": "l", "in": "i", "on": "p", "of": "f", "for": "r", "since": "s",
    "until": "u", "by": "b", "from": "m", "to": "x", "between": "E", "and": "&", "before": "<", "after": ">",
    "within": "I", "every": "v", "frequency": "F", "times": "X", "old": "G", "vague": "z",
}  # fmt: skip
CAPITAL, WORD, OTHER = "@", "_", ";"
MARKS = {",": "c", ".": "!", "-": "k", "–": "k", "—": "k", "‑": "k", "/": "k"}
TOKEN = re.compile(
    r"([^\W\d_]+)"
    r"|(\d{1,2}(?:[:.][0-5]\d){0,2}\s?(?:[ap]\.\s?m\.|[ap]\.?m\b)(?:\s(?:GMT|UTC|E[SD]T|[CP][SD]T|CET|local\stime)\b)?"
    r"|\d{1,2}:[0-5]\d(?::[0-5]\d)?(?:\s?(?:hours|hrs|h|GMT|UTC)\b)?|[0-2]\d[0-5]\d\s?(?:hours|hrs|GMT|UTC)\b)"
    r"|(\d{4}-\d\d?-\d\d?(?:T[\d:.]+Z?)?|\d\d?[/.]\d\d?[/.](?:\d{4}|\d\d)\b)"
    r"|((?:\d\d|['’])\d0s\b)"
    r"|(\d{1,2})(?:st|nd|rd|th)\b"
    r"|(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"|(['’]s?\b)"
    r"|(\S)"
)
CLOCK, NUMERIC, DECADE, ORDINAL, NUMBER, POSSESSIVE = range(2, 8)
CENTURIES = frozenset({18, 19})
SPOKEN_YEAR = re.compile(
    r"(eighteen|nineteen) (ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)(?:(?<=y)-(one|two|three|four|five|six|seven|eight|nine))?\b(?!-)",
    re.IGNORECASE,
)
FIRST_YEAR, LAST_YEAR = 1700, 2099


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The word lists of times: word -> (letter, value), and the sets and figures that the grammar asks for."""

    words: Mapping[str, tuple[str, Any]]
    sets: Mapping[str, frozenset[str]]
    vague_counts: Mapping[str, tuple[int, int]]
    recent_counts: Mapping[str, int]
    holidays: Mapping[str, tuple[int, int] | None]
    holiday_starts: frozenset[str]
    holiday: re.Pattern[str]


SETS = ("ambiguous", "given_names", "outlet_words", "named_days", "designations", "counted", "after_bare_day")


def build_time_words(data: Mapping[str, Any]) -> TimeWords:
    """Checks the plain content of `times.yaml`; raises OntologyError for a list that is missing."""
    missing = [name for name in (*LETTERS, *SETS, "vague_counts", "recent_counts", "holidays") if name not in data]
    if missing:
        raise OntologyError(f"ontology/times.yaml lacks {', '.join(missing)}")
    holidays = {name.replace("'", "’").lower(): day and (day[0], day[1]) for name, day in data["holidays"].items()}
    longest_first = sorted(data["holidays"], key=len, reverse=True)
    return TimeWords(
        words={word: (letter, value) for name, letter in LETTERS.items() for word, value in data[name].items()},
        sets={name: frozenset(data[name]) for name in SETS},
        vague_counts={name: (low, high) for name, (low, high) in data["vague_counts"].items()},
        recent_counts=data["recent_counts"],
        holidays=holidays,
        holiday_starts=frozenset(re.split(r"\W", name)[0].lower() for name in longest_first),
        holiday=re.compile("(?:" + "|".join(re.escape(n).replace("'", "['’]") for n in longest_first) + r")\b"),
    )


@cache
def time_words() -> TimeWords:
    """Returns the word lists that come with polybius, read once."""
    return build_time_words(read_yaml("times.yaml"))


@dataclass(slots=True)
class Line:
    """A sentence as letters, with the value and the characters that each letter stands for."""

    text: str
    letters: str
    values: Sequence[Any]
    starts: Sequence[int]
    ends: Sequence[int]

    def word(self, index: int) -> str:
        """Returns the letter's own words; an index outside the line has none."""
        return self.text[self.starts[index] : self.ends[index]] if 0 <= index < len(self.letters) else ""

    def letter(self, index: int) -> str:
        """Returns a letter; an index outside the line has none."""
        return self.letters[index] if 0 <= index < len(self.letters) else ""

    def value(self, letters: str, first: int, end: int) -> Any:
        """Returns the value of the first of these letters between two indexes, None where there is none."""
        return next((self.values[i] for i in range(first, end) if self.letters[i] in letters), None)


def spell(text: str, start: int, end: int) -> Line:
    """Turns the characters of a sentence into its line of letters."""
    known = time_words()
    letters: list[str] = []
    values: list[Any] = []
    starts: list[int] = []
    ends: list[int] = []
    done = start
    for match in TOKEN.finditer(text, start, end):
        first, last = match.span()
        if first < done:
            continue
        if match.lastindex == 1:
            letter, value = _word(match[1], known)
            if letter is CAPITAL or letter == "M":
                holiday = _holiday(match[1], text, first, known)
                if holiday:
                    letter, value, last = "h", known.holidays[holiday.lower().replace("'", "’")], first + len(holiday)
            elif value in CENTURIES and (spoken := SPOKEN_YEAR.match(text, first)):
                letter, value, last = "y", _spoken_year(spoken, known), spoken.end()
        else:
            letter, value = _sign(match)
        letters.append(letter)
        values.append(value)
        starts.append(first)
        ends.append(last)
        done = last
    return Line(text, "".join(letters), values, starts, ends)


def _spoken_year(match: re.Match[str], known: TimeWords) -> int:
    """Reads "nineteen ninety-seven", as it is spoken on the radio."""
    century, *rest = (int(known.words[word.lower()][1]) for word in match.groups() if word)
    return century * 100 + sum(rest)


def _word(word: str, known: TimeWords) -> tuple[str, Any]:
    lower = word.lower()
    capital = word[0].isupper()
    found = known.words.get(lower)
    if found is None or (not capital and lower in known.sets["ambiguous"]):
        return (CAPITAL if capital else WORD), None
    return found


def _holiday(word: str, text: str, start: int, known: TimeWords) -> str | None:
    if word.lower() not in known.holiday_starts:
        return None
    match = known.holiday.match(text, start)
    return match[0] if match else None


def _sign(match: re.Match[str]) -> tuple[str, Any]:
    kind, found = match.lastindex, match[match.lastindex or 0]
    if kind == NUMBER:
        return _number(found)
    if kind == NUMERIC:
        return "J", _numeric_date(found)
    if kind == DECADE:
        return "Y", int(found[:4]) if found[0].isdigit() else 1900 + int(found[1]) * 10
    if kind == ORDINAL:
        return "o", int(found)
    if kind == CLOCK:
        return "T", None
    return ("j", None) if kind == POSSESSIVE else (MARKS.get(found, OTHER), None)


def _number(digits: str) -> tuple[str, Any]:
    if not digits.isdigit():
        return "n", float(digits.replace(",", ""))
    number = int(digits)
    if len(digits) == 4 and FIRST_YEAR <= number <= LAST_YEAR:
        return "y", number
    return ("d" if 1 <= number <= 31 and len(digits) <= 2 else "n"), number


def _numeric_date(found: str) -> tuple[int, int, int]:
    """Returns year, month, day; "05/06/2018" is read day first unless only the other order makes a date."""
    one, two, three = (int(part) for part in re.split(r"[-/.]", found.split("T", maxsplit=1)[0]))
    if "-" in found:
        return one, two, three
    year = three if three > 99 else three + (2000 if three < 70 else 1900)
    return (year, one, two) if two > 12 else (year, two, one)
