"""Where rules and the learned reader meet: seeds of the lexicon and hints of the encoder -> what is kept of both.

The rules know offsets, days, counts and structure; the encoder judges whether a word tells an event at all, of which
type, how that stands, and who has a part in it. Every threshold is a chance in `hints.THRESHOLDS`, all chosen on the
dev part of the corpus (docs/accuracy.md). Without hints nothing here changes anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from polybius.drafts import HARM, MentionForm
from polybius.extract import tree
from polybius.extract.hints import THRESHOLDS, Parts, Thresholds
from polybius.extract.roles import RoleFinder
from polybius.extract.seeds import Seed
from polybius.extract.status import Standing
from polybius.model import Annotated, Certainty, EventType, Hint, Status, Token
from polybius.ontology import Frame

TELLING = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "AUX", "ADV"})
COMPLEMENTS: Mapping[EventType, Status] = {
    EventType.REQUEST: Status.DEMANDED,
    EventType.THREATEN: Status.THREATENED,
    EventType.ACCUSE: Status.HAPPENED,
    EventType.AGREE: Status.PLANNED,
}  # what is asked, threatened, charged or promised, where the lexicon does not say
CARRIED = frozenset({"dobj", "nsubjpass", "nsubj"})
COUNTS = frozenset({"killed", "wounded", "count"})
SLOTS = {"initiator": "initiators", "target": "targets", "place": "places"}


class Advice:
    """What the learned reader says of one document."""

    def __init__(
        self, annotated: Annotated, finder: RoleFinder, parts: Parts, thresholds: Thresholds = THRESHOLDS
    ) -> None:
        self.annotated, self.tokens, self.finder = annotated, annotated.tokens, finder
        self.hints, self.parts, self.at = annotated.hints, parts, thresholds

    def added(self, seeds: Sequence[Seed]) -> Iterator[Seed]:
        """Yields seeds for words that the lexicon does not know as events and the encoder does."""
        if self.hints is None:
            return
        known = {seed.token.index for seed in seeds} | {
            v for seed in seeds if (v := self._carrier(seed.token)) is not None
        }
        for sentence in self.annotated.sentences:
            for token in self.annotated.words(sentence):
                hint = self.hints.get(token.index)
                if hint is None or token.index in known or token.pos not in TELLING or self._only_says(token):
                    continue
                kind = hint.type
                if hint.event >= self.at.add and hint.types[kind] >= self.at.add_type:
                    frame = Frame(token.lemma, kind, complement=COMPLEMENTS.get(kind))
                    passive = token.pos == "VERB" and tree.is_passive(self.tokens, token)
                    yield Seed(token, frame, sentence, passive)

    def _only_says(self, verb: Token) -> bool:
        """ "gave an account", "issued a statement": plain saying is a claim, never an event."""
        cues = self.finder.ontology.cues
        said = tree.child(self.tokens, verb, "dobj") if verb.lemma in cues["light_verbs"] else None
        return said is not None and said.lemma in cues["report_nouns"]

    def holds(self, token: Token) -> bool | None:
        """Tells whether a word, or the light verb that carries it, tells an event.

        None where nothing was read or the encoder is of two minds.
        """
        if self.hints is None:
            return None
        event = max(self._event_chance(token.index), self._event_chance(self._carrier(token)))
        if event >= self.at.keep:
            return True
        return False if 1 - event >= self.at.drop else None

    def _event_chance(self, word: int | None) -> float:
        hint = self.hints.get(word) if self.hints is not None and word is not None else None
        return hint.event if hint else 0.0

    def _carrier(self, word: Token) -> int | None:
        """ "hold a march", "are to meet": the verb that only carries an event, and is marked in its stead."""
        verb = self.tokens[word.head]
        light = verb.pos == "VERB" and verb.lemma in self.finder.ontology.cues["light_verbs"]
        holds = light and word.dep in CARRIED and word.pos == "NOUN"
        return verb.index if holds or (verb.pos == "AUX" and word.dep == "xcomp") else None

    def _hint_of(self, token: Token) -> Hint | None:
        """Returns the hint of a word, or of the verb that carries it where that is likelier to be marked."""
        carrier = self._carrier(token)
        borrowed = carrier is not None and self._event_chance(carrier) > self._event_chance(token.index)
        return self.hints.get(carrier if borrowed and carrier is not None else token.index) if self.hints else None

    def advise(self, seed: Seed) -> None:
        """Corrects a seed's type and standing where the encoder is sure, and fills roles that the rules left empty."""
        hint = self._hint_of(seed.token)
        if hint is None:
            return
        if hint.word == seed.token.index:
            self._retype(seed, hint)
        self._restate(seed, hint)
        new = {role: self._replacement(seed, hint, role) for role in SLOTS}
        for role, found in new.items():
            if found:
                setattr(seed.roles, SLOTS[role], found)
        if doers := new["initiator"]:
            seed.roles.targets = [i for i in seed.roles.targets if i not in doers]

    def source(self, seed: Seed) -> int | None:
        """Returns the mention of who says that an event happened, or would."""
        word = self._pointed_at(seed, "source", self.at.source)
        found = self.finder.actors(self.tokens[word]) if word is not None else []
        return next((i for i in found if i not in seed.roles.initiators), None)

    def dated(self, seed: Seed) -> int | None:
        """Returns a word of the time expression that says when an event was."""
        return self._pointed_at(seed, "time", self.at.time)

    def counted(self, words: Iterable[int]) -> tuple[int, str] | None:
        """Returns the event word that a number is told of, and what it counts: `killed`, `wounded` or a `count`."""
        found = [part for word in words for part in self.parts.get(word, ()) if part[1] in COUNTS]
        if not found or max(found)[0] < self.at.count:
            return None
        _, what, word = max(found)
        return word, what

    def _pointed_at(self, seed: Seed, role: str, needed: float) -> int | None:
        hint = self._hint_of(seed.token)
        parts = [(part.chance, part.word) for part in hint.parts if part.role == role] if hint else []
        return max(parts)[1] if parts and max(parts)[0] >= needed else None

    def _retype(self, seed: Seed, hint: Hint) -> None:
        kind = hint.type
        if kind is seed.frame.type or hint.types[kind] < self.at.type * hint.event:
            return
        figure = seed.frame.figure if kind in HARM else None
        seed.frame = replace(
            seed.frame, type=kind, mode=None, cameo=None, complement=COMPLEMENTS.get(kind), figure=figure
        )

    def _restate(self, seed: Seed, hint: Hint) -> None:
        status = hint.status
        needed = self.at.told_status if seed.standing.told else self.at.status
        if status is not seed.standing.status and hint.statuses[status] >= needed:
            certainty = seed.standing.certainty if status is not Status.DENIED else Certainty.CERTAIN
            seed.standing = Standing(status, certainty, told=status is not Status.HAPPENED)

    def _replacement(self, seed: Seed, hint: Hint, role: str) -> list[int]:
        """Returns who should fill a role that the rules left empty, or filled against all the encoder sees."""
        kept: list[int] = getattr(seed.roles, SLOTS[role])
        own = [part for part in hint.parts if part.role == role]
        needed = self.at.place if role == "place" else self.at.part
        if kept:
            heads = {self.finder.mentions.items[i].head for i in kept}
            if any(part.word in heads for part in own):
                return []
            needed = self.at.swap
        standing_for = self._places_at if role == "place" else self.finder.actors
        likely = sorted((part for part in own if part.chance >= needed), key=lambda part: -part.chance)
        return list(dict.fromkeys(i for part in likely for i in standing_for(self.tokens[part.word])))

    def _places_at(self, token: Token) -> list[int]:
        """Returns the places that a word stands for; what is nobody may be a place that no list of nouns knows."""
        items = self.finder.mentions.items
        nobody = (i for i in self.finder.mentions.of(token) if items[i].kind is None)
        return self.finder.places_at(token) or [i for i in nobody if items[i].form is not MentionForm.PRONOUN]
