"""Conditions, stances, relations, disputes and sources -> cards."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from polybius.export.cards import WIDTH, Card, Index, Value
from polybius.export.wording import count_of, one_line, write_count
from polybius.model import (
    Claim,
    ClaimKind,
    Condition,
    Discrepancy,
    Event,
    Predicate,
    Relation,
    Span,
    Stance,
    Status,
)

PREDICATES = (
    Predicate.COMMANDS, Predicate.LEADS, Predicate.PROXY_OF, Predicate.ALLIED_WITH, Predicate.OPPOSES,
    Predicate.PART_OF, Predicate.MEMBER_OF, Predicate.BASED_IN, Predicate.PRESENT_IN, Predicate.NATIONALITY,
)  # fmt: skip
"""Relations in the order in which they are shown: command first, whereabouts and passports last."""

DOUBTS = {ClaimKind.DENIAL: "denies", ClaimKind.NON_ACKNOWLEDGEMENT: "does not acknowledge"}
"""The kinds of claim that put something in doubt, and what their source does."""

OPENS_CONDITION = re.compile(
    r"\W*(?:(?:that|and|but|or)\s+)*(?:if|unless|until|when|once|should|were|had|in case|as long as)\b", re.I
)
SHORT = 70
"""Characters that are quoted where a card quotes more than one passage."""


def condition_card(index: Index, number: int, condition: Condition, notes: tuple[Card, ...] = ()) -> Card:
    """Writes "if A then B", with the words of both ends and who says so."""
    by = (Value(" by "), index.name(condition.by, condition.text)) if condition.by else ()
    if_ = _end(index, condition.if_, condition.if_text)
    then = _end(index, condition.then, condition.then_text)
    ends = (*_if(if_), *((Value(" then "), then) if then else ()))
    spans = (condition.text, *(s for s in (condition.if_text, condition.then_text) if s))
    facts = ((Value(condition.kind.upper(), condition.text), *by), ends)
    words = () if ends else (index.quote(condition.text),)
    return Card(f"k{number}", "condition", tuple(filter(None, facts)), words, spans=spans, notes=notes)


def _end(index: Index, event: str | None, text: Span | None) -> Value | None:
    if text is not None:
        return Value(f"“{index.words(text).text}”", text)
    if event is None or event not in index.events:
        return None
    quote = index.quote(index.events[event].trigger, SHORT)
    return Value(f"“{quote.text}”", quote.span)


def _if(end: Value | None) -> tuple[Value, ...]:
    if end is None:
        return ()
    return (end,) if OPENS_CONDITION.match(end.text) else (Value("if "), end)


def stance_cards(index: Index) -> Iterator[Card]:
    """Yields who supports, opposes, fears or seeks what; those who share a view share a card."""
    groups: dict[tuple[object, ...], list[Stance]] = {}
    for stance in index.record.stances:
        groups.setdefault((stance.attitude, stance.topic, stance.claim), []).append(stance)
    for number, stances in enumerate(groups.values()):
        first = stances[0]
        holders = index.names(tuple(s.holder for s in stances), first.text or first.topic)
        facts = (holders, (Value(first.attitude, first.text),))
        topic = (index.words(first.topic),)
        yield Card(f"s{number}", "stance", facts, topic, index.told(first.claim), spans=(first.topic,))


def relation_cards(index: Index) -> Iterator[Card]:
    """Yields who commands, backs, opposes or belongs to whom, or stands where; a card for all that one is to others."""
    groups: dict[tuple[object, ...], list[Relation]] = {}
    for relation in sorted(index.record.relations, key=lambda r: PREDICATES.index(r.predicate)):
        groups.setdefault((relation.subject, relation.predicate, relation.claim), []).append(relation)
    for number, relations in enumerate(groups.values()):
        yield _relation_card(index, f"r{number}", relations)


def _relation_card(index: Index, key: str, relations: Sequence[Relation]) -> Card:
    first = relations[0]
    spans = tuple(dict.fromkeys(r.text for r in relations if r.text))
    width = WIDTH if len(spans) == 1 else SHORT
    words = tuple(dict.fromkeys(index.quote(span, width) for span in spans))
    verb = Value(first.predicate.replace("_", " "), first.text)
    facts = ((index.name(first.subject, first.text),), (verb,), tuple(_objects(index, relations)))
    return Card(key, "relation", facts, words, index.told(first.claim), spans=spans)


def _objects(index: Index, relations: Iterable[Relation]) -> Iterator[Value]:
    for number, relation in enumerate(relations):
        if number:
            yield Value(", ")
        yield index.name(relation.object, relation.text)
        for figure in relation.figures:
            yield Value(f" ({one_line(figure.what)}: {write_count(figure)})", figure.text)


def discrepancy_card(index: Index, number: int, found: Discrepancy) -> Card:
    """Writes how the report contradicts itself, with the passages side by side."""
    facts = ((Value(f"{found.kind.upper()} DISPUTED"),), (Value(one_line(found.explanation)),))
    words = tuple(index.quote(span, SHORT) for span in found.texts)
    return Card(f"d{number}", "discrepancy", facts, words, spans=found.texts)


def doubt_cards(index: Index, shown: Collection[Event]) -> Iterator[Card]:
    """Yields what somebody denies or does not acknowledge, where none of the events already shown says it."""
    for number, claim in enumerate(index.record.claims):
        if claim.kind not in DOUBTS:
            continue
        carried = [e for e in index.record.events if claim.id in (e.claim, *e.claims)]
        span = claim.content or next((e.trigger for e in carried), None)
        if span is not None and not _is_shown(claim, span, carried, shown):
            yield _doubt_card(index, f"q{number}", claim, span)


def _is_shown(claim: Claim, span: Span, carried: Sequence[Event], shown: Collection[Event]) -> bool:
    if carried and all(event.status is Status.DENIED for event in carried):
        return True
    sources = {link.source for link in claim.chain}
    return any(span.overlaps(event.trigger) and sources & set(event.initiators) for event in shown)


def _doubt_card(index: Index, key: str, claim: Claim, span: Span) -> Card:
    chain = index.chain(claim)
    holder = chain[-1] if chain else Value("the report itself")
    told = index.told(claim.id) if len(chain) > 1 else ()
    return Card(key, "doubt", ((holder,), (Value(DOUBTS[claim.kind]),)), (index.quote(span),), told, spans=(span,))


def source_cards(index: Index) -> Iterator[Card]:
    """Yields every chain of sources with how many events it carries, the busiest first."""
    carried: Counter[tuple[str, ...]] = Counter()
    for event in index.record.events:
        claims = (index.claims[id] for id in (event.claim, *event.claims) if id in index.claims)
        carried.update(dict.fromkeys(map(_sources, claims), 1) or {(): 1})
    claims_of = {_sources(claim): claim for claim in reversed(index.record.claims)}
    for number, (sources, count) in enumerate(carried.most_common()):
        yield _source_card(index, f"c{number}", claims_of.get(sources), count)


def _sources(claim: Claim) -> tuple[str, ...]:
    return tuple(link.source for link in claim.chain)


def _source_card(index: Index, key: str, claim: Claim | None, count: int) -> Card:
    facts = ((Value(count_of(count, "event")),),)
    if claim is None or not claim.chain:
        return Card(key, "source", facts, chain=())
    spans = tuple(link.span for link in claim.chain if link.span)
    words = (index.quote(spans[-1], SHORT),) if spans else ()
    return Card(key, "source", facts, words, chain=index.chain(claim), spans=spans)
