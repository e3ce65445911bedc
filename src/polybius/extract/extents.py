"""How far the phrase of a mention reaches: to the left over determiners and counts, to the right over what follows.

Reports name the same people shortly and at length ("two guards", "the guards", "guards of the tax office"), and the
parser often hangs what stands behind a noun elsewhere. `wider` tells every extent in which a reader might quote it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from polybius.annotated import Token
from polybius.extract import tree
from polybius.model import Span
from polybius.ontology import Ontology

LEFT = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "quantmod", "nmod", "predet", "advmod", "punct", "case", "npadvmod"}
)
QUANTITY = frozenset({"det", "nummod", "predet", "quantmod", "advmod"})
WITH_OF = frozenset("accuse acquit convict suspect clear rob strip deprive inform notify warn remind assure".split())
EXTENDING = frozenset({"of", "on", "in", "from", "at", "with", "to", "for", "between"})
NESTED = frozenset({"of", "in", "at", "from", "for"})
PLACING = frozenset({"at", "in", "on", "near"})
DAY_PARTS = frozenset({"morning", "afternoon", "evening", "night", "noon", "midnight"})
PHRASE_TAGS = frozenset("DT PDT PRP$ JJ JJR JJS CD NN NNS NNP NNPS POS HYPH".split())
CLAUSE_TAGS = frozenset({"WP", "WDT", "VBN", "VBG"})
ENDING_TAGS = frozenset("NN NNS NNP NNPS CD PRP".split())
SCALES = frozenset({"hundred", "thousand", "million", "dozen"})  # "several hundred men" are not "hundred men"
LONGEST_PHRASE = 8  # tokens behind a preposition
LONGEST_CLAUSE = 10  # tokens of a clause that tells who is meant
LONGEST = 90  # characters


class Extents:
    """Finds the extents of phrases in one document; `names` gives for each token the names that it is part of."""

    def __init__(self, tokens: Sequence[Token], ontology: Ontology, names: Mapping[int, Sequence[int]]) -> None:
        self.tokens, self.names = tokens, names
        self.calendar, self.vague = ontology.cues["calendar_words"], ontology.cues["vague_heads"]

    def left_edge(self, token: Token) -> int:
        """Returns where the phrase of a noun begins: its determiners, counts, modifiers and possessor included."""
        left = token.index
        for child in tree.children(self.tokens, token):
            if child.index < token.index and child.dep in LEFT and child.pos != "PUNCT":
                left = min(left, *(t.index for t in tree.subtree(self.tokens, child)))
        dates = [i for i in range(left, token.index) if self.tokens[i].lower.rstrip(".") in self.calendar]
        left = dates[-1] + 1 if dates else left
        before = self.tokens[left - 1].lower.rstrip(".") if left else ""
        if before in self.calendar and self.tokens[left].lower in DAY_PARTS and left < token.index:
            left += 1  # "on Tuesday evening guards …"
        if before in PLACING and token.dep in tree.SUBJECTS:
            while left < token.index and self.tokens[left].tag in {"NNP", "NNPS"}:
                left += 1  # "at Qena pickets stopped …"
        while left < token.index and self.tokens[left].pos in {"PUNCT", "CCONJ", "ADP"}:
            left += 1
        return left

    def is_quantity(self, word: Token, head: Token) -> bool:
        """Tells whether a word before a noun says how many or which."""
        top = word
        while top.head not in {head.index, top.index} and top.index != head.index:
            top = self.tokens[top.head]
        vague = word.lower in self.vague and top.dep == "amod"
        return word.index != head.index and (top.dep in QUANTITY or vague)

    def extended(self, first: Token, token: Token) -> Span | None:
        """Returns a noun's phrase with the prepositional phrase that the parser hangs on it."""
        after = [
            c for c in tree.children(self.tokens, token, "prep") if c.lower in EXTENDING and c.index == token.index + 1
        ]
        if not after or any(True for t in tree.subtree(self.tokens, after[0]) if t.dep == "pcomp"):
            return None
        if self._is_charged(token) and after[0].lower == "of":
            return None
        span = tree.subtree_span(self.tokens, after[0])
        end = min([span.end, *(self.tokens[c.index - 1].end for c in self._dates(after[0]))])
        return Span(first.start, end) if token.end < end < first.start + LONGEST else None

    def _dates(self, prep: Token) -> Iterator[Token]:
        """ "the terminal at Rezina on Thursday": the prepositions of a phrase that lead to a date."""
        for word in tree.subtree(self.tokens, prep):
            if word.dep == "prep" and any(
                t.lower.rstrip(".") in self.calendar for _, o in tree.prepositions_of(self.tokens, word)
                for t in (o, *tree.children(self.tokens, o))
            ):  # fmt: skip
                yield word

    def wider(self, first: int, token: Token, *, named: bool = False) -> tuple[Span, ...]:
        """Returns the phrase from token `first` to a noun, and on to what follows it, in all lengths.

        What is `named` is told by its name, so that a clause behind it only adds something.
        """
        within = range(first + 1, token.index)
        counts = [i for i in within if self.tokens[i].tag == "CD" and self.tokens[i].lower not in SCALES]
        lefts = [first, *counts[:1]]
        behind = self._phrases(token) if named else (*self._phrases(token), *self._clauses(token))
        rights = [self._word_end(token), *(end for end in behind if not self._splits_name(end))]
        spans = (Span(self.tokens[a].start, self.tokens[b - 1].end) for b in rights for a in lefts)
        return tuple(dict.fromkeys(span for span in spans if span.end - span.start < LONGEST))

    def _phrases(self, token: Token) -> Iterator[int]:
        """Yields where the prepositional phrases right behind a noun end."""
        at = token.index + 1
        after = self.tokens[at] if at < len(self.tokens) else token
        of = after.lower == "of"
        hangs = after.dep == "prep" and after.head == token.index and after.lower in EXTENDING
        if (of or hangs) and not (of and self._is_charged(token)):
            while end := self._phrase_end(at + 1):
                yield end
                if end >= len(self.tokens) or self.tokens[end].lower not in NESTED:
                    break
                at = end

    def _clauses(self, token: Token) -> Iterator[int]:
        """Yields where a clause ends that tells who is meant: "men who had left for the coast"."""
        for clause in tree.children(self.tokens, token, "relcl", "acl"):
            words = tree.subtree(self.tokens, clause)
            first, last = words[0].index, words[-1].index
            inside = self.tokens[first : last + 1]
            plain = len(inside) <= LONGEST_CLAUSE and not any(t.text == "," for t in inside)
            if first == token.index + 1 and self.tokens[first].tag in CLAUSE_TAGS and plain:
                yield last + 1
        after = token.index + 1
        if after < len(self.tokens) and self.tokens[after].lower in {"here", "there"}:
            yield after + 1

    def _word_end(self, token: Token) -> int:
        """ "the vice-minister", "the secretary-general": where a word of several ends."""
        parts = self.tokens[token.index : token.index + 3]
        hyphened = len(parts) == 3 and parts[1].text == "-" and parts[0].end == parts[1].start
        return token.index + (3 if hyphened and parts[1].end == parts[2].start and parts[2].text.islower() else 1)

    def _splits_name(self, end: int) -> bool:
        return not set(self.names.get(end - 1, ())).isdisjoint(self.names.get(end, ()))

    def _phrase_end(self, first: int) -> int:
        """Returns where the noun phrase that begins at a token ends, 0 where none does."""
        if first < len(self.tokens) and self.tokens[first].tag == "PRP":
            return first + 1
        end = first
        while end < len(self.tokens) and end - first < LONGEST_PHRASE and self._is_of_phrase(self.tokens[end]):
            end += 1
        while end > first and self.tokens[end - 1].tag not in ENDING_TAGS:
            end -= 1
        return end if end > first else 0

    def _is_of_phrase(self, token: Token) -> bool:
        return token.tag in PHRASE_TAGS or token.text == "-"

    def _is_charged(self, token: Token) -> bool:
        """ "accused the governor of extortion"."""
        return token.dep in {"dobj", "nsubjpass"} and self.tokens[token.head].lemma in WITH_OF
