"""Records -> one self-contained page: the text, and beside it what was read out of it, each linked to the other.

The page needs no network and trusts nothing: its content security policy lets through only the style and script that
are part of it (by their hashes), and every word of a report is escaped.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from polybius.export.cards import Section
from polybius.export.sections import sections, who_and_where
from polybius.export.segments import Segment, cuts_of, marks_of, segments
from polybius.export.wording import count_of, day_of, one_line, title_of, visible
from polybius.model import Record, Status

LEGEND = {
    Status.HAPPENED: "happened",
    Status.ONGOING: "ongoing",
    Status.DENIED: "denied",
    Status.THREATENED: "threatened",
    Status.PLANNED: "planned",
    Status.EXPECTED: "expected",
    Status.DEMANDED: "demanded",
    Status.HYPOTHETICAL: "hypothetical",
}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One report on the page; `number` keeps its anchors apart from those of the others."""

    number: int
    record: Record
    title: str
    known: tuple[str, ...]
    url: str | None
    sections: tuple[Section, ...]
    segments: tuple[Segment, ...]


def write_html(records: Sequence[Record]) -> Iterator[str]:
    """Yields one page that shows all the records, in the order given."""
    style, script = _asset("page.css"), _asset("page.js")
    yield from (
        _environment()
        .get_template("page.html")
        .generate(
            titles=[title_of(record) for record in records],
            leaves=(_leaf(number, record) for number, record in enumerate(records, 1)),
            legend=LEGEND,
            # Assets of this package, which the hashes in the policy are made of: escaping would change both.
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script),
        )
    )


def _policy(style: str, script: str) -> str:
    allowed = {"default-src": "'none'", "style-src": _digest(style), "script-src": _digest(script)}
    closed = {"base-uri": "'none'", "form-action": "'none'"}
    return "; ".join(f"{name} {value}" for name, value in (allowed | closed).items())


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _asset(name: str) -> str:
    return files("polybius.export").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("polybius.export", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = visible
    return environment


def _leaf(number: int, record: Record) -> Leaf:
    shown = (*sections(record), *who_and_where(record))
    cards = [card for section in shown for card in section.cards]
    length = len(record.text)
    found = segments(length, marks_of(cards, length), cuts_of(cards))
    return Leaf(number, record, title_of(record), _known(record), _web_address(record.url), shown, tuple(found))


def _known(record: Record) -> tuple[str, ...]:
    counted = count_of(len(record.text.split()), "word"), count_of(len(record.events), "event")
    return tuple(filter(None, (one_line(record.publisher or ""), day_of(record), *counted)))


def _web_address(url: str | None) -> str | None:
    """Returns the address where it is one of the web's; others ("javascript:") are not linked."""
    try:
        return url if url and urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None
