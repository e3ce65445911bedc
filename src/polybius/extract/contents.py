"""Speech acts among the seeds of a document -> the seeds that each of them is about.

The idea: what is threatened, asked, denied or charged stands below the speech act in the parse. Where nothing stands
there ("they blamed the rebels", "the ministry ruled it out"), the words look back at what was told a moment ago.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from polybius.annotated import Token
from polybius.drafts import HARM
from polybius.extract import tree
from polybius.extract.seeds import Seed
from polybius.extract.status import DONE, Judge
from polybius.model import EventType, Status

CONTENT_PREPOSITIONS = frozenset(
    {"of", "for", "to", "with", "over", "about", "on", "against", "behind", "from", "into"}
)
POINTING = frozenset({"it", "this", "that", "them", "these"})
DOING = frozenset({"carry", "do", "commit"})  # "denied carrying it out"
ANSWERED = frozenset({Status.DEMANDED, Status.DENIED, Status.THREATENED, Status.PLANNED})
ANSWERS_TO = frozenset({EventType.ACCUSE, EventType.REQUEST, EventType.THREATEN, EventType.AGREE})
DENYING = frozenset({"deny", "dispute", "contest"})
MOST_BACK = 3  # sentences that a speech act looks back
DEPTH = 5


class Contents:
    """Finds what the speech acts of one document are about; `seeds` and `by_token` may still grow."""

    def __init__(
        self, tokens: Sequence[Token], judge: Judge, seeds: Sequence[Seed], by_token: Mapping[int, int]
    ) -> None:
        self.tokens, self.judge, self.seeds, self.by_token = tokens, judge, seeds, by_token

    def of(self, seed: Seed) -> list[int]:
        """Returns the seeds in a speech act's complements, or the one that it looks back at."""
        tops = list(self.complements(seed))
        if any(does_it(self.tokens, top) for top in tops):
            return list(self._last(seed, self._is_deed))
        found = [n for top in tops for n in self.highest(top)]
        charged = seed.frame.type is EventType.ACCUSE and any(self._is_charge(top) for top in tops)
        return found or ([] if charged else list(self._told_before(seed)))

    def _is_charge(self, top: Token) -> bool:
        """ "accused them of treason": what somebody is charged with is said, though it be no event."""
        named = top.dep == "pobj" and self.tokens[top.head].lower == "of" and top.lower not in POINTING
        return named or top.dep in {"pcomp", "ccomp", "xcomp"}

    def complements(self, seed: Seed) -> Iterator[Token]:
        """Yields the words below a speech act that head what it is about."""
        for child in tree.children(self.tokens, seed.token):
            if not self.judge.stands_apart(child, seed.token) and self._is_complement(child, seed):
                yield child
        for prep, word in tree.prepositions(self.tokens, seed.token):
            if prep.lower in CONTENT_PREPOSITIONS:
                yield word
        for child in tree.children(self.tokens, seed.token, "dobj"):
            charged = seed.frame.type is EventType.ACCUSE
            for word in self._within(child) if charged else (w for _, w in tree.prepositions(self.tokens, child)):
                if word.dep == "pcomp" and self.tokens[word.head].lower in {"of", "for", "from"}:
                    yield word
        for child in tree.children(self.tokens, seed.token, "acomp"):
            yield from tree.children(self.tokens, child, "xcomp")  # "are prepared to hand over"

    def _within(self, child: Token) -> Iterator[Token]:
        """ "accused militias allied with the army of staging the raid": all of a phrase but its relative clauses."""
        waiting = [child]
        while waiting:
            word = waiting.pop()
            yield word
            waiting += [c for c in tree.children(self.tokens, word) if c.dep != "relcl"]

    def _is_complement(self, child: Token, seed: Seed) -> bool:
        if child.dep == "acl":
            return seed.nominal
        if child.dep == "advcl":
            return not seed.nominal and (child.tag == "VB" or tree.is_infinitive(self.tokens, child))
        return child.dep in {"ccomp", "xcomp", "nsubjpass"} or (child.dep == "dobj" and not seed.passive)

    def highest(self, top: Token, depth: int = DEPTH) -> list[int]:
        """Returns the seeds at or just below a word, not those below other seeds."""
        if top.index in self.by_token:
            return [self.by_token[t.index] for t in tree.conjuncts(self.tokens, top) if t.index in self.by_token]
        if depth == 0:
            return []
        below = [c for c in tree.children(self.tokens, top) if c.dep not in {"nsubj", "relcl", "poss", "punct"}]
        return [n for c in below for n in self.highest(c, depth - 1)]

    # --- what was told a moment ago

    def _told_before(self, seed: Seed) -> Iterator[int]:
        """ "blamed UNITA", "claimed responsibility" are about the deed told last, "ruled it out" about what was asked,
        denied or charged last.
        """
        if seed.claims_own and not seed.sentence.heading:
            yield from list(self._last(seed, self._is_blow)) or self._last(seed, self._is_deed)
        elif seed.frame.type is EventType.ACCUSE and not seed.nominal and not seed.sentence.heading:
            yield from self._last(seed, self._is_deed)
        elif seed.frame.type is EventType.REJECT and self._points(seed):
            yield from self._last(seed, self._is_told if seed.token.lemma in DENYING else self._is_answered)

    def _last(self, seed: Seed, fits: Callable[[Seed], bool]) -> Iterator[int]:
        for number in range(len(self.seeds) - 1, -1, -1):
            other = self.seeds[number]
            back = seed.sentence.index - other.sentence.index
            if other.token.index < seed.token.index and other.into is None and fits(other):
                if 0 <= back <= MOST_BACK:
                    yield number
                return

    def _is_deed(self, other: Seed) -> bool:
        return other.frame.type in HARM and self._is_done(other)

    def _is_blow(self, other: Seed) -> bool:
        """Tells whether it is the deed itself rather than its toll ("62 people were hurt")."""
        return other.frame.figure is None and self._is_deed(other)

    def _is_told(self, other: Seed) -> bool:
        """Tells whether what was told may be denied: "was reported killed in the raid. Tehran has denied it"."""
        return other.frame.complement is None and self._is_done(other)

    def _is_done(self, other: Seed) -> bool:
        return other.standing.status in DONE and not other.sentence.heading

    def _is_answered(self, other: Seed) -> bool:
        said = other.frame.type in ANSWERS_TO and not other.content
        return other.standing.status in ANSWERED or said

    def _points(self, seed: Seed) -> bool:
        """Tells whether what is rejected is only pointed at."""
        objects = tree.children(self.tokens, seed.token, "dobj", "nsubjpass")
        subject = tree.child(self.tokens, seed.token, "nsubj")
        return any(word.lower in POINTING for word in objects) or (subject is not None and subject.lower in POINTING)


def does_it(tokens: Sequence[Token], verb: Token) -> bool:
    """Tells whether a verb speaks of a deed that is told before: "denied carrying it out"."""
    what = tree.child(tokens, verb, "dobj") if verb.lemma in DOING else None
    return what is not None and what.lower in POINTING
