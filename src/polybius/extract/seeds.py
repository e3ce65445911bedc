"""Annotated sentences -> seeds: the words that fit a frame of the event lexicon, before it is known who and whether.

Left out are words of idioms ("heart attack"), of names (a "Government of National Accord" agrees to nothing by its
name) and nouns that a verb's own frame carries ("open fire").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from polybius.annotated import Annotated, Sentence, Token
from polybius.drafts import FigureDraft, MentionForm, TimeExpression
from polybius.extract import tree
from polybius.extract.frames import frame_of, idiom_tokens
from polybius.extract.mentions import Mentions
from polybius.extract.roles import Roles
from polybius.extract.status import Standing
from polybius.model import EventType, Span, Status
from polybius.ontology import Frame, Ontology

OWNED = frozenset({"responsibility", "credit", "name"})  # what is claimed of one's own deeds


@dataclass(slots=True)
class Seed:
    """An event word and what is gathered for it before it becomes a draft.

    `into` is the seed it was joined to; `known` tells whether the lexicon has the word; `ruled` is what the rules alone
    made of it, by slot.
    """

    token: Token
    frame: Frame
    sentence: Sentence
    passive: bool
    standing: Standing = field(default_factory=lambda: Standing(Status.HAPPENED))
    roles: Roles = field(default_factory=Roles)
    content: list[int] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    figures: list[FigureDraft] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    into: int | None = None
    known: bool = True
    ruled: Mapping[str, tuple[object, ...]] = field(default_factory=dict)

    def values(self) -> Mapping[str, tuple[object, ...]]:
        """Returns what stands in each slot now."""
        roles = self.roles
        return {
            "type": (self.frame.type,),
            "status": (self.standing.status,),
            "initiators": tuple(roles.initiators),
            "targets": tuple(roles.targets),
            "place": tuple(roles.places),
        }

    @property
    def nominal(self) -> bool:
        """Tells whether a noun tells the event."""
        return self.token.pos not in {"VERB", "AUX"}

    @property
    def claims_own(self) -> bool:
        """ "claimed responsibility", "put its name to it", "owned up": whoever does it says that the deed is his."""
        own = bool(OWNED & (self.frame.objects or frozenset())) or self.frame.lemma == "own"
        return self.frame.type is EventType.AGREE and own


def find_seeds(annotated: Annotated, mentions: Mentions, ontology: Ontology) -> list[Seed]:
    """Returns every word of a document that fits a frame and is no part of an idiom or of a name."""
    seeds, names = [], name_words(annotated, mentions)
    for sentence in annotated.sentences:
        words = annotated.words(sentence)
        blocked = idiom_tokens(annotated.tokens, words, ontology) | names
        for token in words:
            if token.index in blocked:
                continue
            frame = frame_of(annotated.tokens, token, ontology)
            if frame is not None:
                passive = token.pos == "VERB" and _is_passive(annotated.tokens, token, sentence, frame)
                seeds.append(Seed(token, frame, sentence, passive))
    return _without_carried_nouns(annotated.tokens, seeds)


def _is_passive(tokens: Sequence[Token], verb: Token, sentence: Sentence, frame: Frame) -> bool:
    if tree.is_passive(tokens, verb):
        return True
    bare = verb.tag in {"VBD", "VBN"} and not any(
        True for _ in tree.children(tokens, verb, "dobj", "aux", "xcomp", "ccomp", "prt")
    )
    return (
        sentence.heading
        and bare
        and frame.object_needed is not False
        and frame.roles.get("subject") is None
        and frame.figure is not None
    )


def _without_carried_nouns(tokens: Sequence[Token], seeds: list[Seed]) -> list[Seed]:
    """Drops nouns that are part of a verb's own frame ("open fire", "take hostages")."""
    dropped = set()
    for seed in seeds:
        objects, preps = seed.frame.objects, seed.frame.prepositions
        for child in tree.children(tokens, seed.token, "dobj", "nsubjpass"):
            if objects and {child.lemma, child.lower} & objects and seed.frame.roles.get("object") != "content":
                dropped.add(child.index)
        for prep, word in tree.prepositions(tokens, seed.token) if preps else ():
            if (
                (allowed := preps.get(prep.lower))
                and word.lemma in allowed
                and seed.frame.roles.get(prep.lower) != "content"
            ):
                dropped.add(word.index)
    return [s for s in seeds if s.token.index not in dropped or not s.nominal]


def name_words(annotated: Annotated, mentions: Mentions) -> frozenset[int]:
    """Returns the words that are part of a name: a "Government of National Accord" agrees to nothing."""
    text, found = annotated.document.text, set()
    headings = {s.index for s in annotated.sentences if s.heading}
    spans = [
        m.span for m in mentions.items
        if m.form in {MentionForm.NAME, MentionForm.MODIFIER}
        and (m.entries or m.sentence not in headings)
        and " " in m.span.of(text)
    ]  # fmt: skip
    starts = {t.start: t.index for t in annotated.tokens}
    for span in spans:
        first = starts.get(span.start)
        while first is not None and first < len(annotated.tokens) and annotated.tokens[first].start < span.end:
            found.add(first)
            first += 1
    return frozenset(found)
