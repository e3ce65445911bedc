"""One report's gold YAML -> GoldReport: the record with offsets, and beside it what else would have been right."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from polybius.errors import GoldError
from polybius.gold import form
from polybius.gold.form import Sheet, read_entry
from polybius.gold.phrases import find_names, sentence_at, sentence_spans
from polybius.gold.types import Also, GoldReport
from polybius.model import (
    Actor,
    Certainty,
    Claim,
    ClaimKind,
    Condition,
    Discrepancy,
    Event,
    Figure,
    Link,
    Place,
    Record,
    Relation,
    Span,
    Stance,
    Status,
    TimeSpan,
)

HEAD = form.fields(
    ("text",),
    title=form.words,
    publisher=form.words,
    url=form.words,
    published=form.day,
    language=form.words,
    text=form.words,
)
LISTS = {
    "events": form.EVENT,
    "relations": form.RELATION,
    "stances": form.STANCE,
    "conditions": form.CONDITION,
    "discrepancies": form.DISCREPANCY,
    "claims": form.CLAIM,
}
POOLS = {"actors": form.ACTOR, "places": form.PLACE}


def compile_report(name: str, source: object) -> GoldReport:
    """Returns a report with its right answers; raises GoldError with all faults of the file, one a line."""
    if not isinstance(source, dict):
        raise GoldError(f"{name}: should be a mapping")
    sheet = Sheet(name, str(source.get("text") or ""), _ids(source))
    head = read_entry(sheet, "file", {k: v for k, v in source.items() if k not in {*LISTS, *POOLS}}, HEAD)
    parts = {part: _list(sheet, part, source.get(part), shape) for part, shape in LISTS.items()}
    pools = {part: _pool(sheet, part, source.get(part), shape) for part, shape in POOLS.items()}
    _check_ids(sheet, source)
    for number, entry in enumerate(parts["conditions"]):
        if entry.get("if") is None and entry.get("then") is None:
            sheet.fault(f"conditions/{number}", "has neither if nor then")
    if sheet.faults:
        raise GoldError("\n".join(sheet.faults))
    return _Assembly(sheet.text, head.get("title")).report(name, head, pools, parts)


def _ids(source: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    pools = {part: source.get(part) for part in POOLS}
    known = {part: frozenset(map(str, pool)) if isinstance(pool, dict) else frozenset() for part, pool in pools.items()}
    return {"events": frozenset(_event_ids(source)), **known}


def _event_ids(source: Mapping[str, Any]) -> list[str]:
    events = source.get("events")
    return [str(e.get("id")) for e in events if isinstance(e, dict)] if isinstance(events, list) else []


def _check_ids(sheet: Sheet, source: Mapping[str, Any]) -> None:
    every = [*_event_ids(source), *sheet.ids["actors"], *sheet.ids["places"]]
    for id in sorted({id for id in every if every.count(id) > 1}):
        sheet.fault("file", "id given twice", id)


def _list(sheet: Sheet, part: str, value: Any, shape: Mapping[str, form.Field]) -> list[dict[str, Any]]:
    if value is not None and not isinstance(value, list):
        sheet.fault(part, "should be a list", value)
        return []
    found = []
    for number, item in enumerate(value or []):
        id = item.get("id", number) if isinstance(item, dict) else number
        entry = _relation(sheet, f"{part}/{id}", item) if part == "relations" else item
        found.append(read_entry(sheet, f"{part}/{id}", entry, shape))
    return found


def _relation(sheet: Sheet, where: str, item: Any) -> Any:
    """A relation is written [subject, predicate, object] and perhaps a mapping."""
    shaped = isinstance(item, list) and len(item) in (3, 4) and all(isinstance(more, dict) for more in item[3:])
    if not shaped:
        sheet.fault(where, "should be [subject, predicate, object] and perhaps a mapping", item)
        return {"subject": None, "predicate": None, "object": None}
    more = item[3] if len(item) == 4 else {}
    return {**more, **dict(zip(("subject", "predicate", "object"), item, strict=False))}


def _pool(sheet: Sheet, part: str, value: Any, shape: Mapping[str, form.Field]) -> dict[str, dict[str, Any]]:
    if value is not None and not isinstance(value, dict):
        sheet.fault(part, "should be a mapping of ids", value)
        return {}
    return {str(id): read_entry(sheet, f"{part}/{id}", entry, shape) for id, entry in (value or {}).items()}


class _Assembly:
    """Puts read entries together into a record; each chain of sources becomes one claim."""

    def __init__(self, text: str, title: str | None) -> None:
        self.text = text
        self.sentences = sentence_spans(text, title)
        self.claims: dict[tuple[str, ...], Claim] = {}
        self.said: list[Claim] = []
        self.triggers: dict[str, Span] = {}
        self.also: dict[str, Also] = {}
        self.optional: set[str] = set()

    def report(self, name: str, head: dict[str, Any], pools: dict[str, Any], parts: dict[str, Any]) -> GoldReport:
        """Returns the report; `head`, `pools` and `parts` are what `read_entry` made of the file."""
        names = {id: (e["name"], *e.get("aliases", ())) for pool in pools.values() for id, e in pool.items()}
        spans = find_names(self.text, names)
        events = tuple(self.event(entry) for entry in parts["events"])
        second = self.second_voices(parts["claims"])
        record = Record(
            id=hashlib.sha256(self.text.encode()).hexdigest(),
            sentences=self.sentences,
            actors=tuple(self.thing("actors", Actor, id, e, spans[id]) for id, e in pools["actors"].items()),
            places=tuple(self.thing("places", Place, id, e, spans[id]) for id, e in pools["places"].items()),
            events=tuple(_with_claims(event, second.get(event.id, ())) for event in events),
            relations=tuple(self.relation(n, entry) for n, entry in enumerate(parts["relations"])),
            stances=tuple(self.stance(n, entry) for n, entry in enumerate(parts["stances"])),
            conditions=tuple(self.condition(n, entry) for n, entry in enumerate(parts["conditions"])),
            discrepancies=tuple(self.discrepancy(n, entry) for n, entry in enumerate(parts["discrepancies"])),
            claims=(*self.claims.values(), *self.said),
            **head,
        )
        return GoldReport(name, record, self.also, frozenset(self.optional))

    def mark(self, path: str, entry: Mapping[str, Any]) -> None:
        """Keeps what of an entry is optional, and what else would be right."""
        if entry.get("optional"):
            self.optional.add(path)
        for number, figure in enumerate(entry.get("figures", ())):
            self.mark(f"{path}/figures/{number}", figure)
        also = entry.get("also", ())
        found = Also(
            types=also if path.startswith("events/") else (),
            statuses=entry.get("also_status", ()),
            places=entry.get("also_place", ()),
            chains=entry.get("also_chain", ()),
            attitudes=also if path.startswith("stances/") else (),
            slack=int(entry.get("when_slack", 0)),
        )
        if found != Also():
            self.also[path] = found

    def claim(self, chain: tuple[str, ...]) -> str | None:
        """Returns the id of a chain's claim; None where the report says it in its own voice."""
        if not chain:
            return None
        new = Claim(f"c{len(self.claims) + 1}", tuple(map(Link, chain)))
        return self.claims.setdefault(chain, new).id

    def second_voices(self, entries: list[dict[str, Any]]) -> dict[str, tuple[str, ...]]:
        """Keeps the claims that stand for themselves; returns for each event the ids of those about it."""
        found: dict[str, tuple[str, ...]] = {}
        for number, entry in enumerate(entries):
            self.mark(f"claims/{number}", entry)
            links = tuple(map(Link, entry.get("chain", ())))
            kind = entry.get("kind", ClaimKind.ASSERTION)
            self.said.append(Claim(f"said{number + 1}", links, entry.get("quoted", False), entry["text"], kind))
            for id in entry.get("about", ()):
                found[id] = (*found.get(id, ()), f"said{number + 1}")
        return found

    def thing(self, part: str, kind: Any, id: str, entry: dict[str, Any], spans: tuple[Span, ...]) -> Any:
        """Returns an actor or a place."""
        self.mark(f"{part}/{id}", entry)
        mentions = tuple(sorted({*spans, *entry.get("mentions", ())}))
        kept = {key: value for key, value in entry.items() if key not in ("optional", "mentions")}
        return kind(id=id, mentions=mentions, **kept)

    def event(self, entry: dict[str, Any]) -> Event:
        """Returns an event."""
        self.mark(f"events/{entry['id']}", entry)
        self.triggers[entry["id"]] = entry["trigger"]
        plain = ("id", "type", "trigger", "mode", "cameo", "mentions", "initiators", "targets", "place", "origin")
        claim = self.claim(entry.get("chain", ()))
        return Event(
            status=entry.get("status", Status.HAPPENED),
            certainty=entry.get("certainty", Certainty.CERTAIN),
            sentence=sentence_at(self.sentences, entry["trigger"]),
            when=TimeSpan(*entry["when"]) if "when" in entry else None,
            figures=_figures(entry),
            claim=claim,
            claims=(claim,) if claim else (),
            **{key: entry[key] for key in (*plain, "destination", "content") if key in entry},
        )

    def relation(self, number: int, entry: dict[str, Any]) -> Relation:
        """Returns a relation."""
        self.mark(f"relations/{number}", entry)
        claim = self.claim(entry.get("chain", ()))
        tie = (entry["subject"], entry["predicate"], entry["object"])
        return Relation(*tie, entry.get("text"), _figures(entry), claim)

    def stance(self, number: int, entry: dict[str, Any]) -> Stance:
        """Returns a stance."""
        self.mark(f"stances/{number}", entry)
        about = (*entry.get("towards", ()), *entry.get("about", ()))
        claim = self.claim(entry.get("chain", ()))
        return Stance(entry["holder"], entry["attitude"], entry["topic"], about, claim, entry.get("text"))

    def condition(self, number: int, entry: dict[str, Any]) -> Condition:
        """Returns a condition; without words of its own, it has those from its first end to its last."""
        self.mark(f"conditions/{number}", entry)
        ends = {key: entry[key] for key in ("if", "then") if entry.get(key) is not None}
        spoken = {key: end for key, end in ends.items() if isinstance(end, Span)}
        events = {key: end for key, end in ends.items() if isinstance(end, str)}
        spans = [*spoken.values(), *(self.triggers[id] for id in events.values())]
        text = entry.get("text") or Span(min(s.start for s in spans), max(s.end for s in spans))
        words = (events.get("if"), events.get("then"), spoken.get("if"), spoken.get("then"))
        return Condition(entry["kind"], text, *words, by=entry.get("by"))

    def discrepancy(self, number: int, entry: dict[str, Any]) -> Discrepancy:
        """Returns a discrepancy."""
        self.mark(f"discrepancies/{number}", entry)
        return Discrepancy(entry["kind"], entry["explanation"], entry.get("between", ()), entry.get("texts", ()))


def _figures(entry: Mapping[str, Any]) -> tuple[Figure, ...]:
    kept = ("what", "low", "high", "who", "text")
    return tuple(Figure(**{key: f[key] for key in kept if key in f}) for f in entry.get("figures", ()))


def _with_claims(event: Event, more: tuple[str, ...]) -> Event:
    return replace(event, claims=(*event.claims, *more)) if more else event
