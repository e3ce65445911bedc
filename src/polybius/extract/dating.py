"""Event seeds and time expressions -> when: each expression to the event whose words govern it.

The idea: walk from the expression's word up the parse to the first event; a verb that only carries an event noun ("took
place on Monday") passes it on to that noun; a verb of saying keeps its own date to itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from polybius.annotated import Annotated, Sentence, Token
from polybius.drafts import TimeExpression, TimeKind, TimeTold
from polybius.extract import tree
from polybius.extract.arguments import list_subjects
from polybius.extract.events import EventReader
from polybius.extract.seeds import Seed
from polybius.extract.times import find_times
from polybius.model import EventType, Status
from polybius.ontology import Ontology

DATED = frozenset({TimeKind.DATE, TimeKind.PERIOD, TimeKind.RANGE, TimeKind.CLOCK})
LOOKING_AHEAD = frozenset("will would shall planned scheduled due to".split())
TIMELY = frozenset(
    "hour night morning afternoon evening day week weekend month year eve dawn dusk midnight noon beginning end start "
    "middle course spring summer autumn winter season period rest half quarter part".split()
)  # "on the eve of 3 May"
MOST_JOINED = 12  # verbs in a row that share a day


class Dating:
    """Attaches times to the seeds of one document."""

    def __init__(self, annotated: Annotated, ontology: Ontology, reader: EventReader) -> None:
        self.annotated, self.tokens, self.ontology = annotated, annotated.tokens, ontology
        self.reader, self.seeds = reader, reader.seeds
        self.told: list[TimeTold] = []

    def attach(self) -> None:
        """Gives every seed its times."""
        for sentence in self.annotated.sentences:
            self._times(sentence)
            self._share([n for n, s in enumerate(self.seeds) if s.sentence.index == sentence.index])
        for seed in self.seeds:
            self._advised_time(seed)
        meetings = [seed for seed in self.seeds if seed.frame.type is EventType.CONSULT and seed.times]
        for seed in self.seeds if meetings else ():
            self._time_of_meeting(seed, meetings)

    def _times(self, sentence: Sentence) -> None:
        text = self.annotated.document.text
        for expression in find_times(text, sentence.start, sentence.end):
            if expression.kind not in DATED:
                continue
            self.told.append(TimeTold(expression, sentence.index, self._is_past(expression, sentence)))
            seed = self._followed(expression, sentence) or self._seed_for(expression, sentence)
            if seed is not None:
                seed.times.append(expression)

    def _advised_time(self, seed: Seed) -> None:
        """Dates an event that the rules left undated by the expression that the learned reader points at."""
        word = None if seed.times or seed.into is not None else self.reader.advice.dated(seed)
        if word is not None:
            start = self.tokens[word].start
            seed.times += [t.expression for t in self.told if t.expression.span.start <= start < t.expression.span.end]

    def _time_of_meeting(self, seed: Seed, meetings: Sequence[Seed]) -> None:
        """ "The Council, meeting in Accra on 3 May, decided as follows: / 1. Condemns …": it did so at the meeting."""
        undated = not seed.times and not seed.nominal and seed.standing.status is Status.HAPPENED
        if undated and list_subjects(self.tokens, seed.token):
            seed.times += next((s.times for s in meetings if s.token.index < seed.token.index), [])

    def _followed(self, expression: TimeExpression, sentence: Sentence) -> Seed | None:
        """ "said on Oct. 26, after X had attacked": the date is that of the deed, as near as the sentence tells."""
        after = [t for t in self.annotated.words(sentence) if t.start >= expression.span.end][:2]
        link = next((t for t in after if t.dep in {"mark", "advmod"} and t.lower in {"after", "when"}), None)
        if link is None or link.start - expression.span.end > 3:
            return None
        said = [t for t in self.annotated.words(sentence) if t.end < expression.span.start and t.pos == "VERB"]
        number = self.reader.by_token.get(link.head)
        if number is None or not said or said[-1].lemma not in self.ontology.cues["reporting_verbs"]:
            return None
        seed = self._kept(number)
        return None if seed.times else seed

    def _is_past(self, expression: TimeExpression, sentence: Sentence) -> bool:
        """Tells whether the nearest verb above an expression is past and nothing in the sentence looks ahead."""
        words = self.annotated.words(sentence)
        inside = [t for t in words if expression.span.start <= t.start < expression.span.end]
        verb = next((a for t in inside[:1] for a in tree.ancestors(self.tokens, t) if a.pos in {"VERB", "AUX"}), None)
        ahead = any(t.lower in LOOKING_AHEAD for t in words)
        return verb is not None and not ahead and verb.tag in {"VBD", "VBN"}

    def _seed_for(self, expression: TimeExpression, sentence: Sentence) -> Seed | None:
        words = [t for t in self.annotated.words(sentence) if expression.span.start <= t.start < expression.span.end]
        if not words:
            return None
        inside = {t.index for t in words}
        top = next((t for t in words if t.head not in inside), words[0])
        seed = self._climb(top, sentence)
        if seed is None or seed.token.start < expression.span.end:
            return seed
        between = self.annotated.document.text[expression.span.end : seed.token.start].lower().split()
        return None if seed.nominal and {"before", "after"} & set(between) else seed

    def _climb(self, token: Token, sentence: Sentence) -> Seed | None:
        """Returns the event that governs a word; None where a verb of saying comes first."""
        if token.index in self.reader.by_token:
            return self._kept(self.reader.by_token[token.index])
        if self._is_of_a_thing(token):
            return None
        for word in tree.ancestors(self.tokens, token):
            if word.index in self.reader.by_token:
                return self._kept(self.reader.by_token[word.index])
            if word.pos in {"VERB", "AUX"}:
                carried = self._carried(word)
                if carried is not None:
                    return carried
                below = word.dep in {"relcl", "advcl", "ccomp"}
                apart = below and tree.child(self.tokens, word, "nsubj", "nsubjpass") is not None
                if apart or word.lemma in self.ontology.cues["reporting_verbs"]:
                    return None
        return None

    def _is_of_a_thing(self, token: Token) -> bool:
        """ "applied the treaty of 2011": the treaty's year, not that of what is done with it."""
        prep = self.tokens[token.head]
        noun = self.tokens[prep.head]
        thing = noun.pos in {"NOUN", "PROPN"} and noun.index not in self.reader.by_token and noun.lemma not in TIMELY
        return token.dep == "pobj" and prep.lower == "of" and thing

    def _carried(self, verb: Token) -> Seed | None:
        for child in tree.children(self.tokens, verb, "nsubj", "nsubjpass", "dobj", "attr"):
            if child.index in self.reader.by_token:
                return self._kept(self.reader.by_token[child.index])
        return None

    def _kept(self, number: int) -> Seed:
        return self.seeds[self.reader.kept(number)]

    def _share(self, own: Sequence[int]) -> None:
        """Verbs joined by "and" happen on the same day, unless they say otherwise."""
        for number in own:
            seed = self.seeds[number]
            if seed.times or seed.nominal or seed.into is not None:
                continue
            for other in self._joined(seed.token):
                partner = self.reader.by_token.get(other.index)
                if partner is not None and self._kept(partner).times and self._kept(partner) is not seed:
                    if self.seeds[partner].standing.status == seed.standing.status:
                        seed.times = list(self._kept(partner).times)
                    break

    def _joined(self, token: Token) -> Iterator[Token]:
        root = tree.conjunct_root(self.tokens, token)
        for other in islice(tree.conjuncts(self.tokens, root), MOST_JOINED):
            if other.index != token.index:
                yield other
