"""Accounts -> W3C Web Annotations (JSON-LD): each points at its words in the report, by position and by quotation.

Positions count Unicode code points, as the Web Annotation Data Model asks (section 4.2.5) and as polybius counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from polybius.export.exchange.selection import Case, Selection, told_by
from polybius.export.json_text import json_list
from polybius.incidents import Account, account_id
from polybius.model import Record, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters of the text that a quotation gives before and after its words."""

Annotation = dict[str, Any]


def write_annotations(selection: Selection) -> Iterator[str]:
    """Yields an AnnotationCollection in one page: events, their days and counts, and who and where is meant."""
    before = (
        f'{{"@context": "{CONTEXT}", "id": "urn:polybius:annotations", "type": "AnnotationCollection", "first": '
        '{"id": "urn:polybius:annotations:1", "type": "AnnotationPage", "items": '
    )
    return json_list(before, _annotations(selection), "}}\n")


def _annotations(selection: Selection) -> Iterator[Annotation]:
    told: set[str] = set()
    for case in selection.cases:
        for account in case.accounts:
            record = selection.records.get(account.report)
            yield from _of_account(account, case, record)
            if record is not None and account.report not in told:
                told.add(account.report)
                yield from _of_record(record, selection)


def _of_account(account: Account, case: Case, record: Record | None) -> Iterator[Annotation]:
    tags = (account.type, account.mode, account.status, account.certainty)
    event = [_tag(str(tag), "classifying") for tag in tags if tag]
    about = {"type": "SpecificResource", "source": f"urn:polybius:incident:{case.incident.id}", "purpose": "linking"}
    said = {
        "type": "TextualBody",
        "value": f"Told by {told_by(account)}",
        "purpose": "describing",
        "format": "text/plain",
    }
    yield _annotation(account.id, [*event, about, said], account, account.trigger, record)
    for number, (body, span) in enumerate(_details(account)):
        yield _annotation(f"{account.id}:{number}", [_tag(body, "describing"), about], account, span, record)


def _details(account: Account) -> Iterator[tuple[str, Span]]:
    if account.when and account.when.text:
        yield f"when: {account.when.start or '..'}/{account.when.end or '..'}", account.when.text
    for figure in account.figures:
        if figure.text:
            low, high = ("?" if bound is None else f"{bound:g}" for bound in (figure.low, figure.high))
            yield f"{figure.what}: {low}–{high}", figure.text


def _of_record(record: Record, selection: Selection) -> Iterator[Annotation]:
    known = selection.things.get(record.id, {})
    for kind, things in (("actor", record.actors), ("place", record.places)):
        for thing in things:
            member = account_id(record.id, thing.id)
            source = f"urn:polybius:{kind}:{known.get(thing.id, member)}"
            bodies = [
                {"type": "SpecificResource", "source": source, "purpose": "identifying"},
                _tag(thing.name, "tagging"),
            ]
            for number, span in enumerate(thing.mentions):
                yield _made(f"{member}:{number}", bodies, _target(record.id, span, record))


def _annotation(id: str, bodies: list[Any], account: Account, span: Span, record: Record | None) -> Annotation:
    target = _target(account.report, span, record)
    if record is None and span == account.trigger and account.words:
        target["selector"].append({"type": "TextQuoteSelector", "exact": account.words})
    return _made(id, bodies, target) | ({"created": account.recorded_at} if account.recorded_at else {})


def _made(id: str, bodies: Iterable[Any], target: Annotation) -> Annotation:
    return {"id": f"urn:polybius:annotation:{id}", "type": "Annotation", "body": list(bodies), "target": target}


def _tag(value: str, purpose: str) -> Annotation:
    return {"type": "TextualBody", "value": value, "purpose": purpose}


def _target(report: str, span: Span, record: Record | None) -> Annotation:
    selectors: list[Annotation] = [{"type": "TextPositionSelector", "start": span.start, "end": span.end}]
    if record is not None:
        selectors.append(_quotation(record.text, span))
    address = {"id": record.url} if record and record.url else {}
    source = {"id": f"urn:sha256:{report}", "type": "Text", **({"canonical": address["id"]} if address else {})}
    return {"source": source, "selector": selectors}


def _quotation(text: str, span: Span) -> Annotation:
    return {
        "type": "TextQuoteSelector",
        "exact": span.of(text),
        "prefix": text[max(0, span.start - AROUND) : span.start],
        "suffix": text[span.end : span.end + AROUND],
    }
