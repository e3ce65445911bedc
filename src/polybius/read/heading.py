"""The first lines of a text -> what they say about it: header block, title, dateline, date line.

Title: …            YEREVAN, May 12 (Caucasus Wire) - At least …        Title of the report
Publisher: …        BAGHDAD, Nov. 2, 2018 – The army …                  2 November 2018
Published: …
                    (a dateline: place, day, agency)                    (a date line)
text
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from polybius.read.days import SHORT_YEAR, WITHOUT_YEAR, WRITTEN, day_of, day_of_short_year

FIELDS = {
    "title": "title",
    "headline": "title",
    "publisher": "publisher",
    "source": "publisher",
    "outlet": "publisher",
    "published": "published",
    "publication date": "published",
    "date": "published",
    "url": "url",
    "link": "url",
    "author": "",
    "authors": "",
    "byline": "",
    "section": "",
    "language": "",
    "accessed": "",
    "retrieved": "",
    "id": "",
}
"""Names of header lines -> the field of the document; the empty ones are known, and not kept."""

HEADER_LINE = re.compile(r"([A-Za-z][A-Za-z ]{0,20}?)[ \t]*:[ \t]*(.*)")
OPENING_LINES = 6
"""Non-empty lines in which a dateline or date line is looked for."""

OPENING_LENGTH = 20_000
"""Characters in which they are looked for."""

MAX_TITLE = 160
MAX_DATE_LINE = 120
MAX_DATELINE = 120
WRAP_FACTOR = 1.3
"""A title directly followed by its body is told from a wrapped line by the next line being this much longer."""


class Opening(NamedTuple):
    """What a text's first lines say: the agency in the dateline, the day, and a day that lacks its year."""

    publisher: str | None = None
    day: date | None = None
    yearless: str | None = None
    problem: str | None = None


def take_header(text: str) -> tuple[dict[str, str], str]:
    """Splits a text into the fields of its header block and the rest; no fields where there is no block.

    A lone `Source: …` line is left alone: headlines begin like that.
    """
    fields: dict[str, str] = {}
    position, lines = 0, 0
    for line in text.splitlines(keepends=True):
        found = HEADER_LINE.fullmatch(line.strip())
        if not found or found[1].lower() not in FIELDS:
            break
        fields.setdefault(FIELDS[found[1].lower()], found[2].strip())
        position, lines, last = position + len(line), lines + 1, found[1].lower()
    blank = re.compile(r"[ \t]*\n|[ \t]*\Z").match(text, position)
    if not lines or (lines == 1 and (not blank or last == "source" or not FIELDS[last])):
        return {}, text
    rest = re.compile(r"(?:[ \t]*\n)*").match(text, position)
    return {k: v for k, v in fields.items() if k and v}, text[rest.end() if rest else position :]


def title_line(text: str) -> str | None:
    """Returns the first line where it reads as a title: short, without a final stop, and with a body below it."""
    lines = list(_opening_lines(text))
    if lines and _date_line(lines[0], names=False):
        del lines[0]
    if len(lines) < 2:
        return None
    first, second = lines[0], lines[1]
    if len(first) > MAX_TITLE or first.endswith((".", ":", ";", ",")) or not re.search(r"[^\W\d_]{2}", first):
        return None
    if _dateline_head(first) or _date_line(first):
        return None
    apart = re.search(rf"{re.escape(first)}[ \t]*\n[ \t]*\n", text[:OPENING_LENGTH])
    return first if apart or _follows_title(first, second) else None


def opening(text: str) -> Opening:
    """Reads publisher and day from the dateline, or the day from a date line or an "as of" near the top."""
    result = Opening()
    for number, line in enumerate(_opening_lines(text)):
        if head := _dateline_head(line):
            return _read_dateline(head, result)
        found = _date_line(line, names=number > 0) or _as_of(line)
        if found and result.day is None:
            result = _with_day(result, found)
    return result


def _opening_lines(text: str) -> Iterator[str]:
    lines = (line.strip() for line in text[:OPENING_LENGTH].split("\n"))
    for number, line in enumerate(filter(None, lines)):
        if number == OPENING_LINES:
            return
        yield line


def _follows_title(first: str, second: str) -> bool:
    if _dateline_head(second) or _date_line(second) or re.match(r"By\s+[A-Z]", second):
        return True
    return not second[0].islower() and len(second) > WRAP_FACTOR * len(first)


def _with_day(result: Opening, found: re.Match[str], read: Callable[[re.Match[str]], date] = day_of) -> Opening:
    try:
        return result._replace(day=read(found))
    except ValueError as error:
        return result._replace(problem=str(error))


AGENCY = re.compile(r"\(([A-Z][^()]{1,60})\)\s*$")
SEPARATOR = re.compile(r"\s*(?:[–—]|--|\s-(?=\s)|(?<=\))\s*-|:(?=\s))")


def _dateline_head(line: str) -> str | None:
    """Returns what stands before a dateline's dash: place, and then a day, an agency or both."""
    for separator in SEPARATOR.finditer(line[:MAX_DATELINE]):
        head, body = line[: separator.start()].strip(), line[separator.end() :]
        if _is_dateline(head, complete=len(body.split()) <= 4):
            return head
    return None


def _is_dateline(head: str, *, complete: bool) -> bool:
    """Tells whether words are a dateline; a `complete` one, which may stand before a few words, has day and agency."""
    agency = AGENCY.search(head)
    rest = head[: agency.start()].strip(" ,") if agency else head
    day = WRITTEN.search(rest) or SHORT_YEAR.search(rest) or WITHOUT_YEAR.search(rest)
    places = (rest[: day.start()] if day else rest).strip(" ,|")
    if (day and rest[day.end() :].strip(" ,.")) or (complete and not (day and agency)):
        return False
    if not places:
        return agency is not None and not day
    return bool((agency or day) and _are_places(places, mixed_case=day is not None))


def _are_places(places: str, *, mixed_case: bool) -> bool:
    words = [word for word in re.split(r"[\s,/()]+", places) if word]
    first_part = re.split(r"[,/]", places)[0]
    capital = sum(map(str.isalpha, first_part)) >= 3 and first_part == first_part.upper()
    named = all(word[0].isupper() or word.lower() in PLACE_PARTICLES for word in words)
    return len(words) <= 8 and named and (capital or (mixed_case and places.rstrip()[-1:] not in ".:"))


PLACE_PARTICLES = frozenset(
    ("al", "el", "de", "of", "the", "and", "la", "le", "los", "las", "du", "da", "do", "di", "ar", "as", "ash")
)


def _read_dateline(head: str, before: Opening) -> Opening:
    agency = AGENCY.search(head)
    result = before._replace(publisher=re.split(r"[,;]", agency[1])[0].strip() if agency else None)
    if found := WRITTEN.search(head):
        return _with_day(result, found)
    if found := SHORT_YEAR.search(head[: agency.start()].rstrip(" ,") if agency else head):
        return _with_day(result, found, day_of_short_year)
    yearless = WITHOUT_YEAR.search(head)
    return result._replace(yearless=yearless.group() if yearless else None)


def _as_of(line: str) -> re.Match[str] | None:
    label = re.search(r"\bas of (?:\w+, )?(?=\d|[A-Z])", line, re.IGNORECASE)
    return WRITTEN.match(line, label.end()) if label else None


LABEL = re.compile(
    r"\b(?:(?:first |last )?(?:published|posted|updated|issued|released|dated?)|on|at|of|for immediate release"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun"
    r"|\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?|[A-Z]{1,4}T|GMT|UTC|local time|[+-]\d{2}:?\d{2})(?=\W|$)",
    re.IGNORECASE,
)
NAMES = re.compile(
    r"(?:By\s+)?(?:(?:[^\W\d_a-z]|[^\W\d_](?=[a-z]*[A-Z]))[\w’'.&-]*\s*|(?:of|the|and|for|in|de|al)\s+)+"
)


def _date_line(line: str, *, names: bool = True) -> re.Match[str] | None:
    """Finds the day in a line that holds nothing but it, labels, times and, if wanted, names set apart by punctuation.

    A text's first line is judged without names: "Sanaa, 3 May 2022" may be its title.
    """
    found = WRITTEN.search(line) if len(line) <= MAX_DATE_LINE else None
    if not found or WRITTEN.search(line, found.end()):
        return None
    before, after = (LABEL.sub("|", part).strip() for part in (line[: found.start()], line[found.end() :]))
    if (before and before[-1].isalnum()) or (after and (after[0].isalnum() or after.endswith("."))):
        return None
    segments = (part.strip(" .()[]") for part in re.split(r"[|·•,–—/:;]|\s-\s", f"{before}|{after}"))
    return found if all(names and NAMES.fullmatch(part) for part in segments if part) else None
