"""Annotated sentences, mentions, events -> stances: who supports, opposes, fears or seeks what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from polybius.annotated import Annotated, Token
from polybius.drafts import ClaimDraft, EventDraft, StanceDraft
from polybius.extract import tree
from polybius.extract.arguments import agents, surface_subjects
from polybius.extract.events import chain_at
from polybius.extract.learned import heard_ties, heed_ties, tie_basis
from polybius.extract.mentions import Mentions
from polybius.extract.roles import RoleFinder
from polybius.extract.status import Judge
from polybius.model import Attitude, Span
from polybius.ontology import Ontology

TOPIC_PREPOSITIONS = frozenset("for of about over to with against at that on".split())
PRONOUNS = frozenset("it that this them him her these those which who us".split())
ATTITUDES = {"likes": Attitude.SUPPORTS, "dislikes": Attitude.OPPOSES}  # ties that are lasting views
LIKING = {attitude: name for name, attitude in ATTITUDES.items()} | dict.fromkeys((Attitude.FEARS, Attitude.SEEKS), "")
OPPOSITE = {Attitude.SUPPORTS: Attitude.OPPOSES, Attitude.OPPOSES: Attitude.SUPPORTS}


def find_stances(
    annotated: Annotated,
    ontology: Ontology,
    roles: RoleFinder,
    events: Sequence[EventDraft],
    claims: Sequence[ClaimDraft],
) -> list[StanceDraft]:
    """Returns every stance of a document, one for each holder and topic."""
    reader = _Reader(annotated, roles.mentions, ontology, roles)
    stances: list[StanceDraft] = []
    heard = heard_ties(annotated, roles.mentions)
    for token in annotated.tokens:
        for holder, attitude, topic in reader.of_word(token):
            if topic.of(annotated.document.text).lower() in PRONOUNS:
                continue
            text = Span(min(token.start, topic.start), max(token.end, topic.end))
            about = tuple(e.index for e in events if topic.contains(e.trigger))
            chain = chain_at(Span(token.start, token.end), claims)
            keys = ((holder, LIKING[attitude], i) for i in _about(roles.mentions, topic))
            chance = max((heard[key] for key in keys if key in heard), default=None)
            basis = tie_basis("attitude", annotated, chance, ruled=True)
            stances.append(StanceDraft(holder, attitude, topic, text, about, chain, basis))
    told = {(s.holder, LIKING[s.attitude], i) for s in stances for i in _about(roles.mentions, s.topic)}
    for holder, name, thing, text in heed_ties(heard, roles.mentions, told):
        if name in ATTITUDES:
            topic = roles.mentions.items[thing].span
            basis = tie_basis("attitude", annotated, heard[holder, name, thing], ruled=False)
            stances.append(StanceDraft(holder, ATTITUDES[name], topic, text, (), chain_at(text, claims), basis))
    return stances


def _about(mentions: Mentions, topic: Span) -> Iterator[int]:
    return (m.index for m in mentions.items if topic.contains(m.span))


Found = tuple[int, Attitude, Span]


class _Reader:
    def __init__(self, annotated: Annotated, mentions: Mentions, ontology: Ontology, roles: RoleFinder) -> None:
        self.annotated, self.tokens, self.mentions, self.roles = annotated, annotated.tokens, mentions, roles
        self.ontology, self.maps = ontology, ontology.leanings
        self.judge = Judge(annotated.tokens, ontology)

    def of_word(self, token: Token) -> Iterator[Found]:
        if token.pos == "VERB" and token.lemma in self.maps["attitude_verbs"]:
            yield from self._verb(token)
        elif (
            token.dep == "pobj"
            and token.lemma in self.maps["attitude_phrases"]
            and self.tokens[token.head].lower == "in"
        ):
            yield from self._phrase(token)
        elif token.pos == "NOUN" and token.lemma in self.maps["attitude_nouns"]:
            yield from self._noun(token)
        elif token.pos in {"ADJ", "VERB"} and token.lower in self.maps["attitude_adjectives"]:
            yield from self._adjective(token)

    def _verb(self, verb: Token) -> Iterator[Found]:
        standing = self.judge.of_verb(verb)
        if standing.status.value in {"demanded", "hypothetical", "expected", "planned", "threatened"}:
            return
        attitude = Attitude(self.maps["attitude_verbs"][verb.lemma])
        if self.judge.is_negated(verb):
            if attitude not in OPPOSITE:
                return
            attitude = OPPOSITE[attitude]
        passive = tree.is_passive(self.tokens, verb)
        holders = agents(self.tokens, verb) if passive else surface_subjects(self.tokens, verb)
        topic = self._topic(verb, passive=passive)
        if topic is None:
            return
        for holder in self._actors(holders):
            yield holder, attitude, topic

    def _topic(self, verb: Token, *, passive: bool) -> Span | None:
        if passive:
            surface = surface_subjects(self.tokens, verb)
            return tree.subtree_span(self.tokens, surface[0]) if surface and surface[0].index < verb.index else None
        below = tree.child(self.tokens, verb, "dobj", "ccomp", "xcomp")
        if below is not None:
            return self._without_asides(below)
        for prep, word in tree.prepositions(self.tokens, verb):
            if prep.lower in TOPIC_PREPOSITIONS:
                return tree.subtree_span(self.tokens, word)
        return None

    def _without_asides(self, top: Token) -> Span:
        """ "welcomes the report, which blames X": nothing is said to be thought of X."""
        whole = tree.subtree_span(self.tokens, top)
        asides = [c for c in tree.children(self.tokens, top, "relcl") if c.index > top.index]
        ends = [tree.subtree_span(self.tokens, c).start for c in asides if self._is_set_off(c)]
        kept = [t for t in tree.subtree(self.tokens, top) if t.pos != "PUNCT" and t.end <= min(ends, default=whole.end)]
        return Span(whole.start, kept[-1].end)

    def _is_set_off(self, clause: Token) -> bool:
        first = tree.subtree(self.tokens, clause)[0]
        return first.index > 0 and self.tokens[first.index - 1].lower in {",", "-", "–", "—", "("}

    def _phrase(self, noun: Token) -> Iterator[Found]:
        """ "marched in defence of …", "voted in favour of …": the subject's stance."""
        prep = self.tokens[noun.head]
        verb = self.tokens[prep.head]
        if verb.pos not in {"VERB", "AUX"}:
            return
        for inner, word in tree.prepositions(self.tokens, noun):
            if inner.lower in {"of", "with", "to", "for"}:
                for holder in self._actors(surface_subjects(self.tokens, verb)):
                    yield (
                        holder,
                        Attitude(self.maps["attitude_phrases"][noun.lemma]),
                        tree.subtree_span(self.tokens, word),
                    )

    def _noun(self, noun: Token) -> Iterator[Found]:
        """ "the ministry's concern that …", "objections to …", with whoever has them."""
        attitude = Attitude(self.maps["attitude_nouns"][noun.lemma])
        topic = self._noun_topic(noun)
        if topic is None or self.judge.is_negated_noun(noun):
            return
        owners = [
            c
            for c in tree.children(self.tokens, noun, "poss", "compound", "amod", "nmod")
            if c.index in self.mentions.at
        ]
        if not owners:
            verb = self.tokens[noun.head]
            owners = surface_subjects(self.tokens, verb) if noun.dep == "dobj" and verb.lemma in HAVING else []
        for holder in self._actors(owners):
            yield holder, attitude, topic

    def _noun_topic(self, noun: Token) -> Span | None:
        clause = tree.child(self.tokens, noun, "acl", "ccomp", "relcl")
        if clause is not None and any(
            c.lower in {"that", "to"} for c in tree.children(self.tokens, clause, "mark", "aux")
        ):
            return tree.subtree_span(self.tokens, clause)
        for prep, word in tree.prepositions(self.tokens, noun):
            if prep.lower in TOPIC_PREPOSITIONS - {"of"} or (prep.lower == "of" and noun.lemma in {"fear", "support"}):
                return tree.subtree_span(self.tokens, word)
        return None

    def _adjective(self, word: Token) -> Iterator[Found]:
        """ "are worried about …", "is opposed to …"."""
        verb = self.tokens[word.head]
        holders = surface_subjects(self.tokens, verb if word.dep in {"acomp", "oprd"} else word)
        below = tree.child(self.tokens, word, "ccomp", "xcomp")
        topic = tree.subtree_span(self.tokens, below) if below is not None else None
        for prep, thing in tree.prepositions(self.tokens, word):
            if topic is None and prep.lower in TOPIC_PREPOSITIONS:
                topic = tree.subtree_span(self.tokens, thing)
        if topic is None:
            return
        for holder in self._actors(holders):
            yield holder, Attitude(self.maps["attitude_adjectives"][word.lower]), topic

    def _actors(self, words: Sequence[Token]) -> list[int]:
        return [i for t in words for i in self.roles.actors(t)]


HAVING = frozenset("have express voice share harbour harbor declare reiterate pledge announce win retain enjoy".split())
