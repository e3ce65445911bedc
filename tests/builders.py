"""Small values of the model for tests: say what matters, the rest is filled in."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from polybius.annotated import Annotated, Sentence, Token
from polybius.model import (
    Actor,
    ActorKind,
    Claim,
    Document,
    Event,
    EventType,
    Link,
    Place,
    Record,
    Span,
    Status,
    to_dict,
)

SHELLING = "Northland's army shelled the port of Vela on Monday, a harbour official said. Three sailors were killed."


def span(text: str, words: str) -> Span:
    """The first place in the text where the words stand."""
    start = text.index(words)
    return Span(start, start + len(words))


def actor(id: str = "a1", name: str = "Northland's army", **more: Any) -> Actor:
    return Actor(id=id, name=name, **({"kind": ActorKind.MILITARY} | more))


def place(id: str = "p1", name: str = "Vela", **more: Any) -> Place:
    return Place(id=id, name=name, **more)


def event(id: str = "e1", type: EventType = EventType.ASSAULT, trigger: Span | None = None, **more: Any) -> Event:
    parts: dict[str, Any] = {"status": Status.HAPPENED, "sentence": 0, "trigger": trigger or Span(17, 24)}
    return Event(id=id, type=type, **(parts | more))


def claim(id: str = "c1", *sources: str, **more: Any) -> Claim:
    return Claim(id=id, chain=tuple(Link(source, "said") for source in sources), **more)


def record(text: str = SHELLING, **more: Any) -> Record:
    """A record with an empty reading, unless parts are given."""
    return Record(id=hashlib.sha256(text.encode()).hexdigest(), text=text, **more)


def shelling(**more: Any) -> Record:
    """The shelling of a port, told by a harbour official."""
    parts: dict[str, Any] = {
        "title": "Port shelled",
        "publisher": "Harbour Gazette",
        "published": "2021-03-02",
        "sentences": (Span(0, 77), Span(78, len(SHELLING))),
        "actors": (
            actor(mentions=(span(SHELLING, "Northland's army"),)),
            actor("a2", "a harbour official", kind=ActorKind.UNNAMED, mentions=(span(SHELLING, "a harbour official"),)),
        ),
        "places": (place(mentions=(span(SHELLING, "Vela"),)),),
        "events": (event(initiators=("a1",), place="p1", claim="c1", trigger=span(SHELLING, "shelled")),),
        "claims": (claim("c1", "a2"),),
    }
    return record(SHELLING, **(parts | more))


# --- sentences tagged by hand

POS = {"NN": "NOUN", "NNP": "PROPN", "VB": "VERB", "JJ": "ADJ", "RB": "ADV", "IN": "ADP", "DT": "DET", "PRP": "PRON",
       "CD": "NUM", "CC": "CCONJ", "TO": "PART", "MD": "AUX", "WP": "PRON", "PO": "PART"}  # fmt: skip
FORMS = {"VBD": "ed", "VBN": "ed", "VBG": "ing", "VBZ": "s", "NNS": "s", "NNPS": "s"}


def annotated(*rows: str, **document: Any) -> Annotated:
    """Sentences written as `word/TAG/dep/head` (head: a word of the row; a fifth part gives an irregular lemma)."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for row in rows:
        start = tokens[-1].end + 1 if tokens else 0
        tokens += _row(row.split(), len(tokens), start)
        first = len(tokens) - len(row.split())
        sentences.append(Sentence(len(sentences), start, tokens[-1].end, first, len(tokens)))
    text = " ".join(token.text for token in tokens)
    return Annotated(Document(text, **document), tuple(tokens), tuple(sentences))


def _row(cells: list[str], first: int, start: int) -> list[Token]:
    parts = [cell.split("/") for cell in cells]
    words = [part[0] for part in parts]
    heads = [first + words.index(part[3]) for part in parts]
    found = []
    for number, (word, tag, dep, _, *lemma) in enumerate(parts, first):
        plain = lemma[0] if lemma else word.lower().removesuffix(FORMS.get(tag, "") or "\0")
        pos = "AUX" if dep.startswith("aux") else POS.get(tag[:3], POS.get(tag[:2], "PUNCT"))
        children = tuple(i for i, head in enumerate(heads, first) if head == number and i != number)
        found.append(
            Token(number, start, start + len(word), word, plain, pos, tag, dep, heads[number - first], children)
        )
        start += len(word) + 1
    return found


# --- asking a record


def names(record: Record, ids: Iterable[str | None]) -> set[str]:
    """The names of actors and places, without articles and in lower case."""
    things = {thing.id: thing.name for part in (record.actors, record.places) for thing in part}
    return {re.sub(r"^(the|an?|its|his) ", "", things[id].lower()) for id in ids if id}


def happening(record: Record, words: str) -> Event:
    """The event of which the words are, or are part of, a trigger."""
    for event in record.events:
        if any(words in span.of(record.text) for span in (event.trigger, *event.mentions)):
            return event
    raise LookupError(f"no event at {words!r}; there are {[e.trigger.of(record.text) for e in record.events]}")


def event_at(record: Record, span: Span) -> Event:
    """The event that a word tells; of several, the one that another (a threat, a demand) is about."""
    found = [e for e in record.events if any(span.overlaps(s) for s in (e.trigger, *e.mentions))]
    about = {id for event in found for id in event.content}
    assert found, (
        f"no event at {span.of(record.text)!r}; there are {[e.trigger.of(record.text) for e in record.events]}"
    )
    return max(found, key=lambda event: event.id in about)


def chains(record: Record, event: Event) -> list[list[str]]:
    """Who tells an event, outermost first, for each of its claims."""
    claims = {claim.id: claim for claim in record.claims}
    ids = dict.fromkeys(id for id in (event.claim, *event.claims) if id)
    return [[*(name for link in claims[id].chain for name in names(record, [link.source]))] for id in ids]


def faults(record: Record) -> list[str]:
    """What breaks the record's own rules: spans outside the text or empty, ids twice, ids that lead nowhere."""
    plain = to_dict(record)
    ids = [thing["id"] for part in ("actors", "places", "events", "claims") for thing in plain.get(part, ())]
    wrong = [f"twice: {id}" for id, count in Counter(ids).items() if count > 1]
    for path, value in _leaves(plain):
        name = path[-1]
        if name == "span":
            start, end = value
            if not 0 <= start < end <= len(record.text) or not record.text[start:end].strip():
                wrong.append(f"{path}: {value}")
        elif name in REFERENCES and path[0] in PARTS and value not in ids:
            wrong.append(f"{path}: {value}")
    return wrong


PARTS = frozenset("events claims relations stances conditions discrepancies".split())
REFERENCES = frozenset(
    "initiators targets place origin destination who content claim claims source subject object holder about if then by"
    " between".split()
)


def _leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, dict) and set(value) == {"start", "end"} and isinstance(value["start"], int):
        yield (*path, "span"), (value["start"], value["end"])
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, (*path, name))
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, path)
    else:
        yield path, value
