"""What the learned reader says of a document, and from which chance it is believed; see `language/learned.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from polybius.annotated import Annotated, Token
from polybius.extract import tree
from polybius.model import Predicate
from polybius.ontology import Frame

BONDS = frozenset(
    {Predicate.LEADS, Predicate.COMMANDS, Predicate.MEMBER_OF, Predicate.PART_OF, Predicate.ALLIED_WITH}
)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Chances from which the encoder is believed against, or beside, the rules.

    `add`: a word that the lexicon does not have tells an event; `keep`: one that the rules would drop for its company;
    `drop`: a word of the lexicon tells nothing; `type`: another type than the lexicon's; `status`: another status than
    the rules' default, `told_status`: than one the rules read from words, `unlikely`: the likeliest in the stead of one
    that has less than this; `part`: a participant where the rules find
    none, `afar`: one whom another sentence names, `blame`: who did violence, never one whom another sentence names;
    `swap`: another participant than theirs, which the encoder gives no chance; `source`, `place`, `time`, `count`
    likewise; `mention`: a noun that the ontology does not know has a part in an event or says something; `cue`: a word
    says that somebody says something; `tie`: two mentions are tied, `bond`: one of them belongs to the
    other, leads it or stands by it; `naming`: what an unknown name is the name of.
    """

    add: float = 0.78
    keep: float = 0.75
    drop: float = 0.6
    type: float = 0.5
    status: float = 0.55
    told_status: float = 0.7
    unlikely: float = 0.2
    part: float = 0.55
    afar: float = 0.7
    blame: float = 0.8
    place: float = 0.35
    swap: float = 0.85
    source: float = 0.5
    time: float = 0.45
    count: float = 0.8
    mention: float = 0.45
    cue: float = 0.4
    tie: float = 0.5
    bond: float = 0.85
    naming: float = 0.6

    def of_tie(self, name: str) -> float:
        """Returns the chance from which a tie of this name is believed that the rules do not see."""
        return self.bond if name in BONDS else self.tie


THRESHOLDS = Thresholds()
PARTICIPANTS = frozenset({"initiator", "target", "source", "place"})
Parts = Mapping[int, tuple[tuple[float, str, int], ...]]


def parts_by_word(annotated: Annotated) -> Parts:
    """Returns for each word its chances of a part: (chance, role, word of the event), the likeliest first.

    The chance is that of the part, given the event, times that of the event.
    """
    found: dict[int, list[tuple[float, str, int]]] = {}
    for hint in (annotated.hints or {}).values():
        for part in hint.parts:
            found.setdefault(part.word, []).append((part.chance * hint.event, part.role, hint.word))
    for saying in annotated.sayings or ():
        for token in heads(annotated, saying.source):
            found.setdefault(token.index, []).append((saying.chance, "source", saying.cue))
    return {word: tuple(sorted(parts, reverse=True)) for word, parts in found.items()}


def heads(annotated: Annotated, words: Sequence[int]) -> list[Token]:
    """Returns the words of a phrase that do not hang on others of it."""
    return [
        annotated.tokens[w] for w in words if annotated.tokens[w].head not in words or annotated.tokens[w].head == w
    ]


def likely_part(parts: Parts, token: Token, deeds: Mapping[str, Sequence[Frame]]) -> str | None:
    """Returns the likeliest part of a noun as a participant or place, None where it is doubtful.

    What surely names a deed ("the fighting") is nobody, whatever its chances.
    """
    if token.pos not in {"NOUN", "PROPN"} or tree.is_inside(token):
        return None
    if not (found := parts.get(token.index)):
        return None
    surely = any(not frame.weak for frame in deeds.get(token.lemma, ()))
    wanted = {"place"} if surely else PARTICIPANTS
    likely = (role for chance, role, _ in found if chance >= THRESHOLDS.mention and role in wanted)
    return next(likely, None)


def named_kind(annotated: Annotated, name: Sequence[Token]) -> str | None:
    """Returns what the encoder takes a name for (`person`, `organisation`, `place`), None where it is not sure."""
    heard = [annotated.namings[token.index] for token in name if token.index in annotated.namings]
    chances = [(chance, kind) for naming in heard for kind, chance in naming.kinds.items()]
    chance, kind = max(chances, default=(0.0, ""))
    return kind if chance >= THRESHOLDS.naming else None
