"""The form of gold YAML: which keys an entry may have, what stands behind each, and how it is read.

`Sheet` holds the text and the ids of one file, and the faults found in it; a `Field` says how one value is read. A
fault is noted and reading goes on, so that one run tells all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from polybius.gold.phrases import find_phrase
from polybius.model import (
    ActorKind,
    Attitude,
    Certainty,
    ClaimKind,
    ConditionKind,
    DiscrepancyKind,
    EventType,
    Precision,
    Predicate,
    Span,
    Status,
)

SECTORS = frozenset(
    "AGR GOV MIL COP SPY JUD LEG PTY REB PRM CRM CVL IGO NGO BUS MED REL LAB EDU HLH REF UNK OPP UAF IMG MNC".split()
)


@dataclass
class Sheet:
    """One file while it is read: its name, its text, the ids that may be named, and the faults so far."""

    name: str
    text: str
    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def fault(self, where: str, what: str, value: object = None) -> None:
        """Notes a fault: where, what, which value."""
        self.faults.append(f"{self.name}: {where}: {what}" + ("" if value is None else f": {value!r}"))

    def phrase(self, where: str, value: object) -> Span | None:
        """Returns where quoted words stand in the text."""
        found = find_phrase(self.text, str(value))
        if found is None:
            self.fault(where, "phrase not in text", value)
        return found

    def known(self, where: str, value: object, *pools: str) -> str:
        """Returns an id of one of the pools."""
        if isinstance(value, list | dict) or not any(str(value) in self.ids[pool] for pool in pools):
            self.fault(where, f"no such id among the {' and '.join(pools)}", value)
        return str(value)


Convert = Callable[[Sheet, str, Any], Any]


@dataclass(frozen=True)
class Field:
    """How the value behind a key is read; `many` takes a list (or one value for a list of one)."""

    convert: Convert
    many: bool = False
    needed: bool = False


def read_entry(sheet: Sheet, where: str, value: object, form: Mapping[str, Field]) -> dict[str, Any]:
    """Returns the values of an entry's keys; unknown and missing keys are faults, empty ones are left out."""
    if not isinstance(value, dict):
        sheet.fault(where, "should be a mapping", value)
        return {}
    for key in value:
        if key not in form:
            sheet.fault(where, f"unknown key; allowed: {' '.join(sorted(form))}", key)
    for key, part in form.items():
        if part.needed and value.get(key) in (None, "", []):
            sheet.fault(where, f"has no {key}")
    return {
        key: _read(sheet, f"{where}.{key}", inner, form[key])
        for key, inner in value.items()
        if key in form and inner is not None
    }


def _read(sheet: Sheet, where: str, value: Any, part: Field) -> Any:
    if not part.many:
        return part.convert(sheet, where, value)
    items = value if isinstance(value, list) else [value]
    return tuple(part.convert(sheet, where, item) for item in items)


# --- how values are read


def words(sheet: Sheet, where: str, value: Any) -> str:
    """Reads a word or name; numbers and days are written out."""
    if isinstance(value, dict | list):
        sheet.fault(where, "should be words", value)
    return str(value)


def number(sheet: Sheet, where: str, value: Any) -> float:
    """Reads a number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        sheet.fault(where, "not a number", value)
        return 0
    return value


def flag(sheet: Sheet, where: str, value: Any) -> bool:
    """Reads true or false."""
    if not isinstance(value, bool):
        sheet.fault(where, "should be true or false", value)
    return bool(value)


def phrase(sheet: Sheet, where: str, value: Any) -> Span | None:
    """Reads quoted words."""
    return sheet.phrase(where, value)


def day(sheet: Sheet, where: str, value: Any) -> str | None:
    """Reads an ISO 8601 day, or null for an open end."""
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        sheet.fault(where, "not a day (YYYY-MM-DD)", value)
        return None


def interval(sheet: Sheet, where: str, value: Any) -> tuple[str | None, str | None]:
    """Reads [start, end]."""
    if not isinstance(value, list) or len(value) != 2:
        sheet.fault(where, "should be [start, end]", value)
        return None, None
    start, end = (day(sheet, where, item) for item in value)
    if start and end and start > end:
        sheet.fault(where, "ends before it starts", value)
    return start, end


def country(sheet: Sheet, where: str, value: Any) -> str:
    """Reads an ISO 3166-1 alpha-3 code."""
    code = str(value)
    if len(code) != 3 or not (code.isascii() and code.isupper()):
        sheet.fault(where, "not an ISO 3166-1 alpha-3 code", value)
    return code


def sector(sheet: Sheet, where: str, value: Any) -> str:
    """Reads a PLOVER sector code."""
    if str(value) not in SECTORS:
        sheet.fault(where, f"unknown sector; allowed: {' '.join(sorted(SECTORS))}", value)
    return str(value)


def one_of(kind: type[StrEnum]) -> Convert:
    """Returns a reader of one of an enum's values."""
    allowed = [item.value for item in kind]

    def convert(sheet: Sheet, where: str, value: Any) -> Any:
        if value in allowed:
            return kind(value)
        sheet.fault(where, f"unknown value; allowed: {' '.join(allowed)}", value)
        return kind(allowed[0])

    return convert


def id_of(*pools: str) -> Convert:
    """Returns a reader of an id of the named pools."""
    return lambda sheet, where, value: sheet.known(where, value, *pools)


def chain(sheet: Sheet, where: str, value: Any) -> tuple[str, ...]:
    """Reads a chain of actors, outermost first."""
    if not isinstance(value, list):
        sheet.fault(where, "should be a list", value)
        return ()
    return tuple(sheet.known(where, item, "actors") for item in value)


def quoted_chain(sheet: Sheet, where: str, value: Any) -> tuple[str, ...]:
    """Reads a chain of sources that are words of a sentence, outermost first."""
    if not isinstance(value, list):
        sheet.fault(where, "should be a list", value)
        return ()
    return tuple(words for item in value if sheet.phrase(where, words := str(item)))


def event_or_words(sheet: Sheet, where: str, value: Any) -> str | Span | None:
    """Reads the end of a condition: the id of an event, or quoted words."""
    return str(value) if str(value) in sheet.ids["events"] else sheet.phrase(where, value)


def figures(sheet: Sheet, where: str, value: Any) -> dict[str, Any]:
    """Reads one count."""
    return read_entry(sheet, where, value, FIGURE)


def fields(needed: Iterable[str] = (), many: Mapping[str, Convert] | None = None, **one: Convert) -> dict[str, Field]:
    """Returns the form of an entry: single values by keyword, lists in `many`, those that must be there in `needed`."""
    form = {key.rstrip("_"): Field(convert) for key, convert in one.items()}
    form |= {key: Field(convert, many=True) for key, convert in (many or {}).items()}
    return {key: Field(part.convert, part.many, key in needed) for key, part in form.items()}


FIGURE = fields(("what", "low"), what=words, low=number, high=number, who=id_of("actors"), text=phrase, optional=flag)
ACTOR = fields(
    ("name", "kind"),
    {"aliases": words, "mentions": phrase},
    name=words,
    kind=one_of(ActorKind),
    country=country,
    sector=sector,
    wikidata=words,
    optional=flag,
)
PLACE = fields(
    ("name",),
    {"aliases": words, "mentions": phrase},
    name=words,
    country=country,
    admin1=words,
    latitude=number,
    longitude=number,
    geonames=number,
    precision=one_of(Precision),
    optional=flag,
)
EVENT = fields(
    ("id", "type", "trigger"),
    {
        "also": one_of(EventType),
        "also_status": one_of(Status),
        "also_place": id_of("places"),
        "also_chain": chain,
        "mentions": phrase,
        "initiators": id_of("actors"),
        "targets": id_of("actors"),
        "content": id_of("events"),
        "figures": figures,
    },
    id=words,
    type=one_of(EventType),
    status=one_of(Status),
    certainty=one_of(Certainty),
    mode=words,
    cameo=words,
    trigger=phrase,
    place=id_of("places"),
    origin=id_of("places"),
    destination=id_of("places"),
    when=interval,
    when_slack=number,
    chain=chain,
    optional=flag,
)
RELATION = fields(
    ("subject", "predicate", "object"),
    {"figures": figures},
    subject=id_of("actors", "places"),
    predicate=one_of(Predicate),
    object=id_of("actors", "places"),
    text=phrase,
    chain=chain,
    optional=flag,
)
STANCE = fields(
    ("holder", "attitude", "topic"),
    {
        "also": one_of(Attitude),
        "towards": id_of("events", "actors", "places"),
        "about": id_of("events", "actors", "places"),
    },
    holder=id_of("actors"),
    attitude=one_of(Attitude),
    topic=phrase,
    text=phrase,
    chain=chain,
    optional=flag,
)
CONDITION = fields(  # a chain is allowed and left aside: the record gives a condition its speaker, no claim
    ("kind",),
    if_=event_or_words,
    then=event_or_words,
    by=id_of("actors"),
    kind=one_of(ConditionKind),
    text=phrase,
    chain=chain,
    optional=flag,
)
DISCREPANCY = fields(
    ("kind", "explanation"),
    {"between": id_of("events", "actors", "places"), "texts": phrase},
    kind=one_of(DiscrepancyKind),
    explanation=words,
    optional=flag,
)
CLAIM = fields(
    ("text",),
    {"about": id_of("events")},
    chain=chain,
    kind=one_of(ClaimKind),
    quoted=flag,
    text=phrase,
    optional=flag,
)
SENTENCE_EVENT = fields(
    ("type", "trigger"),
    {
        "also": one_of(EventType),
        "also_status": one_of(Status),
        "initiators": phrase,
        "targets": phrase,
        "chain": phrase,
        "also_chain": quoted_chain,
        "content": words,
    },
    id=words,
    type=one_of(EventType),
    status=one_of(Status),
    certainty=one_of(Certainty),
    trigger=phrase,
    place=phrase,
    optional=flag,
)
