"""What the parse and the ontology know of a word, as numbers that the encoder reads beside its pieces.

The encoder's vocabulary has no capitals and no grammar; here it is told both, and what the lexicon takes a word for, so
that it need not learn from few examples what is known. Five numbers a word, 0 for nothing: part of speech, dependency,
shape, type of event in the lexicon, and what a name or noun of the ontology is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from polybius.annotated import Annotated, Token
from polybius.language.paths import DEPENDENCIES
from polybius.language.pieces import TAGS
from polybius.model import ActorKind, EventType
from polybius.ontology import Ontology, surface_forms

SHAPES = "lower first capitalised capitals digits".split()
KNOWN = (*ActorKind, "demonym", "metonym", "people", "title")
LONGEST_NAME = 6  # words
TELLING = frozenset({"VERB", "AUX", "NOUN", "PROPN"})
MOST = 100_000  # words that are remembered
SHORT = 5  # letters: a name up to this length that is all capitals must stand so
NAMES = tuple(tuple(map(str, names)) for names in (TAGS, DEPENDENCIES, SHAPES, EventType, KNOWN))
_TAG, _DEPENDENCY, _SHAPE, _TYPE, _KNOWN = ({name: 1 + n for n, name in enumerate(names)} for names in NAMES)


class Features:
    """Looks words up; built once from the ontology."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._names: dict[tuple[str, ...], int] = {}
        for form, key, sort in surface_forms(ontology.entries.values()):
            words = form.removeprefix("the ").removeprefix("The ").split()
            if words and len(words) <= LONGEST_NAME:
                kind = _KNOWN[str(ontology.entries[key].kind) if sort == "name" else sort]
                abbreviated = len(form) <= SHORT and form.isupper()
                self._names.setdefault(tuple(words if abbreviated else map(str.lower, words)), kind)
        self._first = {words[0] for words in self._names}
        self._type = lru_cache(MOST)(self._told)

    def of(self, document: Annotated) -> list[tuple[int, ...]]:
        """Returns the five numbers of each word of a document."""
        starts = {sentence.first for sentence in document.sentences}
        lower = [token.lower for token in document.tokens]
        known = self._nouns(document.tokens, lower)
        return [
            (
                _TAG.get(token.pos, 0),
                _DEPENDENCY.get(token.dep, 0),
                _shape(token.text, token.index in starts),
                self._type(token.pos, token.lemma, small) if token.pos in TELLING else 0,
                known.get(token.index, 0),
            )
            for token, small in zip(document.tokens, lower, strict=True)
        ]

    def _told(self, pos: str, lemma: str, lower: str) -> int:
        """Returns what a verb or noun tells by the lexicon, by the frame that asks least of its surroundings."""
        frames = self._ontology.verbs if pos in {"VERB", "AUX"} else self._ontology.nouns
        found = next((frames[word] for word in (lemma, lower, lower.removesuffix("s")) if word in frames), ())
        plain = [frame for frame in found if not frame.constraints] or found
        return _TYPE[plain[0].type] if plain else 0

    def _nouns(self, tokens: Sequence[Token], lower: Sequence[str]) -> dict[int, int]:
        """Returns what the nouns and names of the ontology are, by word."""
        known = {}
        for token, small in zip(tokens, lower, strict=True):
            if token.pos not in {"NOUN", "PROPN"}:
                continue
            if token.lemma.lower() in self._ontology.people:
                known[token.index] = _KNOWN["people"]
            elif small in self._ontology.titles:
                known[token.index] = _KNOWN["title"]
        for first, last, kind in self._named([token.text for token in tokens], lower):
            known |= dict.fromkeys(range(first, last), kind)
        return known

    def _named(self, texts: Sequence[str], lower: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """Yields the longest known names, left to right: first word, last (exclusive), what it is."""
        behind = 0
        for at, (text, small) in enumerate(zip(texts, lower, strict=True)):
            if at >= behind and (small in self._first or text in self._first):
                size, kind = self._longest(texts[at : at + LONGEST_NAME], lower[at : at + LONGEST_NAME])
                if size:
                    yield at, at + size, kind
                behind = at + size

    def _longest(self, texts: Sequence[str], lower: Sequence[str]) -> tuple[int, int]:
        """Returns how many of the words are a known name, and what it is; a single one must have its capital."""
        for size in range(len(texts), 0, -1):
            kind = self._names.get(tuple(lower[:size])) if size > 1 or texts[0][:1].isupper() else None
            kind = kind or self._names.get(tuple(texts[:size]))
            if kind:
                return size, kind
        return 0, 0


@lru_cache(MOST)
def _shape(word: str, begins: bool) -> int:
    if any(c.isdigit() for c in word):
        return _SHAPE["digits"]
    if not word[:1].isupper():
        return _SHAPE["lower"] if word[:1].islower() else 0
    if len(word) > 1 and word.isupper():
        return _SHAPE["capitals"]
    return _SHAPE["first" if begins else "capitalised"]
