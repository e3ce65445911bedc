"""Records -> plain text for a person who has one minute: a line a statement, with the words behind it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

from polybius.export.cards import Card, Chain, Section, Told
from polybius.export.events import DONE
from polybius.export.sections import sections
from polybius.export.wording import day_of, one_line, title_of
from polybius.model import Record

COLUMNS = 100
"""Characters in a line at most."""

LONGEST = 40
"""Lines of a section that are shown; only very long reports have more, and the rest is counted."""


def write_brief(records: Sequence[Record]) -> Iterator[str]:
    """Yields the brief of each record, in the order given, each followed by an empty line."""
    for record in records:
        yield "\n".join((*_heading(record), *_body(record), "", ""))


def _heading(record: Record) -> Iterator[str]:
    title = textwrap.wrap(title_of(record), COLUMNS)
    yield from title
    yield "=" * max(map(len, title))
    known = (one_line(record.publisher or ""), day_of(record))
    yield from textwrap.wrap(" · ".join(filter(None, known)), COLUMNS)


def _body(record: Record) -> Iterator[str]:
    found = sections(record)
    for section in found:
        yield from ("", section.title.upper())
        yield from _lines(section)
    if not record.events:
        yield from ("", "No event was found in this report.")


def _lines(section: Section) -> Iterator[str]:
    for card in section.cards[:LONGEST]:
        yield from _wrapped(_line(card), "- ")
        for note in (n for n in card.notes if n.kind == "condition"):
            yield from _wrapped(_line(note), "  ")
    if len(section.cards) > LONGEST:
        yield f"… and {len(section.cards) - LONGEST} more"


def _wrapped(line: str, lead: str) -> list[str]:
    return textwrap.wrap(
        line, COLUMNS, initial_indent=lead, subsequent_indent=" " * (len(lead) + 2), break_on_hyphens=False
    )


def _line(card: Card) -> str:
    facts = " · ".join("".join(value.text for value in fact).strip() for fact in card.facts)
    if card.status and card.status not in DONE:
        facts = f"{card.status.upper()} · {facts}"
    if card.chain is not None:
        facts = f"{_chain(card.chain)}: {facts}"
    quotes = " — ".join(f'"{value.text}"' for value in card.words)
    return "  ".join(filter(None, (facts, quotes, _told(card.told))))


def _told(told: Sequence[Told]) -> str:
    parts = [f"{how} {'; '.join(_chain(t.chain) for t in group)}" for how, group in groupby(told, lambda t: t.how)]
    return f"({'; '.join(parts)})" if parts else ""


def _chain(chain: Chain) -> str:
    return " ← ".join(value.text for value in chain) or "the report itself"
