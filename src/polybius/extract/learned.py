"""Where rules and the learned reader meet: seeds of the lexicon and hints of the encoder -> what is kept of both.

The rules know offsets, days, counts and structure; the encoder judges whether a word tells an event at all, of which
type, how that stands, and who has a part in it. Every threshold is a chance in `THRESHOLDS`; all were chosen on the dev
part of the corpus (docs/accuracy.md). Without hints nothing here changes anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from polybius.extract.hints import parts_by_word
from polybius.extract.mentions import Mentions
from polybius.extract.seeds import Seed
from polybius.extract.status import Standing
from polybius.model import Annotated, Certainty, EventType, Hint, Status, Token
from polybius.ontology import Frame


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Chances from which the encoder is believed against, or beside, the rules.

    `add`: a word is an event that the lexicon does not have; `keep`: one that the rules would drop for its company;
    `drop`: a word of the lexicon tells nothing; `type`: another type than the lexicon's; `status`: another status than
    the rules' default, `told_status`: than one the rules read from words; `part`: a participant where the rules find
    none, `swap`: another than theirs, which the encoder gives no chance; `source`, `place`, `time`, `count`
    likewise.
    """

    add: float = 0.6
    keep: float = 0.5
    drop: float = 0.95
    type: float = 0.6
    status: float = 0.6
    told_status: float = 0.85
    part: float = 0.85
    place: float = 0.75
    swap: float = 0.9
    source: float = 0.85
    time: float = 0.7
    count: float = 0.8


THRESHOLDS = Thresholds()
TELLING = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "AUX", "ADV"})
COMPLEMENTS: Mapping[EventType, Status] = {
    EventType.REQUEST: Status.DEMANDED,
    EventType.THREATEN: Status.THREATENED,
    EventType.ACCUSE: Status.HAPPENED,
    EventType.AGREE: Status.PLANNED,
}  # what is asked, threatened, charged or promised, where the lexicon does not say
COUNTS = frozenset({"killed", "wounded", "count"})
SLOTS = {"initiator": "initiators", "target": "targets", "place": "places"}


class Advice:
    """What the learned reader says of one document."""

    def __init__(self, annotated: Annotated, mentions: Mentions, thresholds: Thresholds = THRESHOLDS) -> None:
        self.annotated, self.tokens, self.mentions = annotated, annotated.tokens, mentions
        self.hints, self.at = annotated.hints, thresholds
        self.parts = parts_by_word(annotated)

    def added(self, seeds: Sequence[Seed]) -> Iterator[Seed]:
        """Yields seeds for words that the lexicon does not know as events and the encoder does."""
        if self.hints is None:
            return
        known = {seed.token.index for seed in seeds}
        for sentence in self.annotated.sentences:
            for token in self.annotated.words(sentence):
                hint = self.hints.get(token.index)
                if hint is None or token.index in known or token.pos not in TELLING:
                    continue
                if 1 - hint.nothing >= self.at.add:
                    kind = best_type(hint)
                    frame = Frame(token.lemma, kind, complement=COMPLEMENTS.get(kind))
                    yield Seed(token, frame, sentence, self._is_passive(token))

    def _is_passive(self, token: Token) -> bool:
        return token.pos == "VERB" and any(self.tokens[i].dep == "auxpass" for i in token.children)

    def holds(self, seed: Seed) -> bool | None:
        """Tells whether a seed is an event; None where the encoder has not read or is of two minds."""
        if self.hints is None:
            return None
        hint = self.hints.get(seed.token.index)
        event = 1 - hint.nothing if hint else 0.0
        if event >= self.at.keep:
            return True
        return False if 1 - event >= self.at.drop else None

    def advise(self, seed: Seed) -> None:
        """Corrects a seed's type and standing where the encoder is sure, and fills roles that the rules left empty."""
        hint = self.hints.get(seed.token.index) if self.hints else None
        if hint is None:
            return
        self._retype(seed, hint)
        self._restate(seed, hint)
        for role in SLOTS:
            self._fill(seed, hint, role)

    def source(self, seed: Seed) -> int | None:
        """Returns the mention of who says that an event happened, or would."""
        hint = self.hints.get(seed.token.index) if self.hints else None
        parts = [(part.chance, part.word) for part in hint.parts if part.role == "source"] if hint else []
        found = self.mentions.at.get(max(parts)[1], ()) if parts and max(parts)[0] >= self.at.source else ()
        return next((i for i in found if i not in seed.roles.initiators), None)

    def dated(self, seed: Seed) -> int | None:
        """Returns a word of the time expression that says when an event was."""
        hint = self.hints.get(seed.token.index) if self.hints else None
        times = [(part.chance, part.word) for part in hint.parts if part.role == "time"] if hint else []
        return max(times)[1] if times and max(times)[0] >= self.at.time else None

    def counted(self, words: Iterable[int]) -> tuple[int, str] | None:
        """Returns the event word that a number is told of, and what it counts: `killed`, `wounded` or a `count`."""
        found = [part for word in words for part in self.parts.get(word, ()) if part[1] in COUNTS]
        if not found or max(found)[0] < self.at.count:
            return None
        _, what, word = max(found)
        return word, what

    def _retype(self, seed: Seed, hint: Hint) -> None:
        kind = best_type(hint)
        if kind is not seed.frame.type and share(hint.types, kind) >= self.at.type:
            complement = seed.frame.complement and COMPLEMENTS.get(kind, seed.frame.complement)
            seed.frame = replace(seed.frame, type=kind, mode=None, cameo=None, complement=complement)

    def _restate(self, seed: Seed, hint: Hint) -> None:
        status = max(hint.statuses, key=lambda s: hint.statuses[s])
        needed = self.at.told_status if seed.standing.told else self.at.status
        if status is not seed.standing.status and hint.statuses[status] >= needed:
            certainty = seed.standing.certainty if status is not Status.DENIED else Certainty.CERTAIN
            seed.standing = Standing(status, certainty, told=status is not Status.HAPPENED)

    def _fill(self, seed: Seed, hint: Hint, role: str) -> None:
        kept: list[int] = getattr(seed.roles, SLOTS[role])
        needed = self.at.place if role == "place" else self.at.part
        if kept:
            needed = self.at.swap
            heads = {self.mentions.items[i].head for i in kept}
            best = max((part.chance for part in hint.parts if part.role == role), default=0.0)
            if best < needed or any(part.role == role and part.word in heads for part in hint.parts):
                return
            kept.clear()
        taken = {*seed.roles.initiators, *seed.roles.targets} if role != "place" else set()
        for part in sorted(hint.parts, key=lambda part: -part.chance):
            if part.role == role and part.chance >= needed:
                found = self.mentions.at.get(part.word, ())
                seed.roles.add(role, [i for i in found if i not in taken])


def best_type(hint: Hint) -> EventType:
    """Returns the likeliest type."""
    return max(hint.types, key=lambda kind: hint.types[kind])


def share(types: Mapping[EventType, float], kind: EventType) -> float:
    """Returns the chance of a type, given that there is an event."""
    return types[kind] / max(1e-9, sum(types.values()))
