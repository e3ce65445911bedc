"""MUC-4's training part -> what it teaches: texts in which nothing happens, and deeds known by their parties.

A key names the kind of an incident and, in the words of the text, who did it, to whom and to what, but not the words
that tell it. A deed is taken to be told by a word that the lexicon knows as one of that kind and that stands near one
of the parties in the parse, and by a verb unknown to it that has both for subject and object. Roles are those of all
parties in the sentence; where it names who suffers but not who did it, the nearest doer in the passage is one too.
Words that stand near what suffers in one incident tell one event. Of all other words nothing is said, for keys leave
out clashes, threats and all that is no terrorism.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labels import Row
from marked import head_in, words_in

from polybius.annotated import Annotated, Token
from polybius.extract.arguments import agents, surface_subjects
from polybius.extract.frames import frame_of
from polybius.model import ActorKind, EventType
from polybius.ontology import load_ontology

ABDUCTIONS = frozenset({"KIDNAPPING", "HIJACKING"})
KINDS = ABDUCTIONS | {"ATTACK", "BOMBING", "ARSON"}
ROLES = ("initiator", "target")
PARTIES = {"initiator": (9, 10), "target": (18, 19), "thing": (12,)}  # slots of a key that quote the text
VALUE = 36  # the column at which a slot's value begins
NEAR = 4  # steps in the parse
ENCODINGS = {"": "latin-1", ".mixed-case": "utf-8"}  # of the texts as published, and as `recase.py` writes them
OBJECTS = frozenset({"dobj", "nsubjpass"})
ARMED = frozenset({ActorKind.MILITARY, ActorKind.ARMED_GROUP})
TELLING = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "PRON", "AUX", "ADV"})

Key = dict[int, list[str]]


def keys_of(text: str) -> dict[str, list[Key]]:
    """Returns the filled keys of each message: slot number -> lines."""
    found: dict[str, list[Key]] = {}
    key: Key = {}
    number = 0
    for line in text.splitlines():
        if slot := re.match(r"(\d+)\. ", line):
            number = int(slot[1])
            if number == 0:
                key = {}
                found.setdefault(line[VALUE:].split()[0], []).append(key)
            key[number] = [line[VALUE:].strip()]
        elif line.startswith(" " * VALUE) and key:
            key[number].append(line.strip())
    return {message: [key for key in own if key.get(4, ["*"])[0].strip("? ") != "*"] for message, own in found.items()}


def messages(folder: Path) -> Iterator[tuple[str, list[Key]]]:
    """Yields the texts of the training part, in running lines, with their keys."""
    part = next(folder.rglob("CORPORA/dev"))
    keys = keys_of("\n".join(path.read_text("latin-1") for path in sorted(part.glob("key-*"))))
    for path in sorted(part.glob("dev-*")):
        for block in re.split(r"(?m)^(?=DEV-MUC3-\d{4})", path.read_text(ENCODINGS[path.suffix]))[1:]:
            head, _, body = block.partition("\n")
            yield running(body), keys.get(head.split()[0], [])


def running(text: str) -> str:
    """Returns a message as paragraphs of one line each, without dateline and the notes in front of its text."""
    body = re.split(r"(?i)\[text\]", text, maxsplit=1)[-1]
    paragraphs = re.split(r"\n\s*\n", body)
    return "\n\n".join(" ".join(lines.split()) for lines in paragraphs if lines.strip())


def quiet(folder: Path) -> Iterator[tuple[str, None]]:
    """Yields the texts that tell no incident."""
    return ((text, None) for text, keys in messages(folder) if not keys)


def told(folder: Path) -> Iterator[tuple[str, list[Key]]]:
    """Yields the texts that tell incidents, with their keys."""
    return ((text, keys) for text, keys in messages(folder) if keys)


def of_quiet(annotated: Annotated, _: Any, first: int, last: int) -> Row:
    """Returns no events: words that the lexicon does not have tell nothing here, of the others nothing is said.

    Attacks mostly tell nothing either, for such a text speaks of violence in general: they are `open`. Of clashes, and
    of what is done to soldiers or fighters, nothing is said: keys leave them out though they happened.
    """
    ontology, open_, unsaid = load_ontology(), [], []
    for token in annotated.tokens[first:last]:
        if frame := frame_of(annotated.tokens, token, ontology):
            general = frame.type is EventType.ASSAULT and not frame.reciprocal and not _hits_armed(annotated, token)
            (open_ if general else unsaid).append(token.index - first)
    return {"events": [], "open": open_, "unsaid": unsaid}


def _hits_armed(annotated: Annotated, token: Token) -> bool:
    """Tells whether what a word tells is done to people under arms, as far as the word's own phrase says."""
    tokens, people = annotated.tokens, load_ontology().people
    under = [tokens[i] for i in token.children]
    under += [tokens[i] for t in under if t.dep == "prep" for i in t.children]
    sufferers = (people.get(t.lemma) for t in under if t.dep in OBJECTS | {"pobj"})
    return any(noun is not None and noun.kind in ARMED for noun in sufferers)


@dataclass(frozen=True, slots=True)
class Incident:
    """A key: the kind, the head words of each party and of what was hit, and all their words, counted in a passage."""

    number: int
    kind: str
    parties: Mapping[str, frozenset[int]]
    words: frozenset[int]

    @property
    def all(self) -> frozenset[int]:
        """The heads of every party."""
        return frozenset().union(*self.parties.values())


def incidents_of(annotated: Annotated, keys: Iterable[Key], first: int, last: int) -> list[Incident]:
    """Returns the incidents of a text whose kind is one of ours."""
    found = []
    for number, key in enumerate(keys):
        kind = key[4][0].strip("? ").split(" / ")[0]
        spans = {name: list(_spans(annotated.document.text, key, slots)) for name, slots in PARTIES.items()}
        heads = {name: frozenset(_heads(annotated, own, first, last)) for name, own in spans.items()}
        heads["initiator"] -= {w for w in heads["initiator"] if _suffers(annotated.tokens, w + first)}
        words = (w for own in spans.values() for span in own for w in words_in(annotated, *span, first, last))
        if kind in KINDS:
            found.append(Incident(number, kind, heads, frozenset(words)))
    return found


def _spans(text: str, key: Key, slots: Iterable[int]) -> Iterator[tuple[int, int]]:
    for line in (line for slot in slots for line in key.get(slot, ())):
        for quoted in re.findall(r'"((?:[^"\\]|\\.)*)"', line):
            words = re.sub(r"\s+", " ", quoted.replace("\\", ""))
            yield from (match.span() for match in re.finditer(rf"(?i)(?<!\w){re.escape(words)}(?!\w)", text))


def _heads(annotated: Annotated, spans: Iterable[tuple[int, int]], first: int, last: int) -> Iterator[int]:
    """Yields head words; what stands before a name, as a title does, is none."""
    for span in spans:
        for word in head_in(annotated, *span, first, last):
            if annotated.tokens[word + first].dep not in {"compound", "nmod", "amod"}:
                yield word


def _suffers(tokens: Sequence[Token], word: int) -> bool:
    """Tells whether a deed is done to a word: of a group that attacks, members are killed in other deeds."""
    token = tokens[word]
    frame = frame_of(tokens, tokens[token.head], load_ontology()) if token.dep in OBJECTS else None
    return frame is not None and frame.type is EventType.ASSAULT


def of_told(annotated: Annotated, keys: Any, first: int, last: int) -> Row:
    """Returns the deeds of a passage, nothing where it tells none."""
    incidents = incidents_of(annotated, keys, first, last)
    home = [s.index for s in annotated.sentences for _ in range(s.first, s.last)][first:last]
    events = []
    for token in annotated.tokens[first:last]:
        near = {i.number: _beside(annotated.tokens, token, i, first) for i in incidents}
        best = max((len(words) for words in near.values()), default=0)
        meant = [i for i in incidents if best and len(near[i.number]) == best and _tells(annotated, token, i, first)]
        if meant:
            events.append(_event(token.index - first, meant, near, home))
    if not events:
        return {}
    within = frozenset().union(*(i.words - i.all for i in incidents))
    content = [t.index - first for t in annotated.tokens[first:last] if t.pos in TELLING]
    return {"events": events, "unsaid": [word for word in content if word not in within]}


def _beside(tokens: Sequence[Token], token: Token, incident: Incident, first: int) -> frozenset[int]:
    """Returns the parties that are few steps away from a word in the parse."""
    reached = {token.index}
    for _ in range(NEAR):
        reached |= {tokens[i].head for i in reached} | {child for i in reached for child in tokens[i].children}
    return frozenset(word for word in incident.all if word + first in reached)


def _tells(annotated: Annotated, token: Token, incident: Incident, first: int) -> bool:
    tokens, abduction = annotated.tokens, incident.kind in ABDUCTIONS
    frame = frame_of(tokens, token, load_ontology())
    if token.index - first in incident.words:
        return False
    if frame is not None:
        return frame.type is EventType.ASSAULT and (frame.mode == "abduct") == abduction
    if token.pos != "VERB":
        return False
    objects = [tokens[i] for i in token.children if tokens[i].dep in OBJECTS]
    subjects = [t for t in (*surface_subjects(tokens, token), *agents(tokens, token)) if t not in objects]
    sides = ((subjects, "initiator"), (objects, "target"))
    return all(any(t.index - first in incident.parties[role] for t in own) for own, role in sides)


def _event(word: int, meant: list[Incident], near: Mapping[int, frozenset[int]], home: Sequence[int]) -> Row:
    parties = {role: sorted({w for i in meant for w in i.parties[role]}) for role in ROLES}
    roles = [(w, role) for role, words in parties.items() for w in words if home[w] == home[word]]
    event: Row = {"word": word, "type": EventType.ASSAULT, "also": [], "status": None, "also_status": [],
                  "optional": False, "roles": roles}  # fmt: skip
    if len(meant) > 1 or not near[meant[0].number] - meant[0].parties["initiator"]:
        return event
    if not any(role == "initiator" for _, role in roles):
        by_distance = sorted(parties["initiator"], key=lambda w: (w > word, abs(w - word)))
        roles += [(w, "initiator") for w in by_distance[:1]]
    return event | {"id": str(meant[0].number)}
