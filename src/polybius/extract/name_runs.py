"""Sentences -> pieces: the names that the gazetteer holds, or that say what they are, in each run of capitalised words.

"The Cass County Circuit Court in Omaha, Neb." has two runs; "Cass County" is a piece of the first, with what stands
behind it in the run; "Omaha" lies in "Neb.", which is the short form of a state.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from polybius.annotated import Annotated, Sentence, Token
from polybius.extract.mentions import PlaceNames
from polybius.ontology import Ontology

LONGEST_NAME = 6  # words
WELL_KNOWN = 0.64  # prominence of a town of thirty thousand
CONNECTORS = frozenset(
    "of the and de la le les los las el del da do dos di du au aux upon on sur sous en - – '"
    " al ar as ash ad az an at er es et ez ul".split()
)
FUNCTION_TAGS = frozenset("DT IN CC PRP PRP$ WP WP$ WRB WDT TO MD EX UH CD VBD VBZ VBP VBG VBN RB".split())
NAME_TAGS = frozenset({"NNP", "NNPS"})
FEATURES_BEHIND = frozenset(
    "county parish province governorate oblast prefecture district township river lake island islands valley creek"
    " bay mountain mountains peninsula strait straits sea ocean gulf desert canyon glacier reef basin delta"
    " archipelago".split()
)
FEATURES_BEFORE = frozenset({"lake", "mount", "cape", "fort", "isle", "gulf", "mt", "mt.", "ft."})
STREETS = frozenset("street avenue road boulevard highway lane drive parkway st ave rd blvd".split())
SETTLEMENTS = frozenset(
    "town city village hamlet suburb district province neighbourhood neighborhood port island".split()
)


class Geography(PlaceNames, Protocol):
    """What finding toponyms asks of a gazetteer."""

    def is_demonym(self, words: str) -> bool:
        """Tells whether words are an adjective or noun for a country's people."""
        ...

    def is_division_code(self, words: str) -> bool:
        """Tells whether words are the usual short form of a state or province ("Calif.", "NSW")."""
        ...

    def is_region(self, words: str) -> bool:
        """Tells whether a country, sea or region bears the name."""
        ...

    def contains(self, outer: str, inner: str) -> bool:
        """Tells whether a country, state or province of the one name has a place of the other in it."""
        ...


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens `first` to `last` (exclusive) of a run from `start` to `end` that bear a name of this prominence."""

    first: int
    last: int
    start: int
    end: int
    prominence: float
    sort: str = "name"


class NameRuns:
    """The runs of one document and the pieces in them."""

    def __init__(self, annotated: Annotated, ontology: Ontology, places: Geography) -> None:
        self.tokens, self.document = annotated.tokens, annotated.document.text
        self.sentences, self.ontology, self.places = annotated.sentences, ontology, places
        cues = ontology.cues
        self.generic = cues["institution_words"] | cues["organisation_words"] | cues["place_nouns"]

    def _runs(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Yields stretches of capitalised words; "The", "In" and other words of grammar are none."""
        start: int | None = None
        for i in range(sentence.first, sentence.last):
            if self._is_capital(self.tokens[i], first=i == sentence.first):
                start = i if start is None else start
            elif start is not None:
                yield start, i
                start = None
        if start is not None:
            yield start, sentence.last

    def _is_capital(self, token: Token, *, first: bool) -> bool:
        if not token.text[0].isupper() or token.lower.rstrip(".") in self.ontology.cues["calendar_words"]:
            return False
        if token.tag in NAME_TAGS:
            return True
        if token.tag in FUNCTION_TAGS or token.pos == "PUNCT":
            return not first and len(token.text) > 3 and self.places.prominence(token.text) >= WELL_KNOWN
        if not first:
            return True
        if token.text.isupper() and len(token.text) > 3:
            return True
        known = self.places.prominence(token.text) >= WELL_KNOWN or self.places.is_demonym(token.text)
        return known and token.lower not in self.ontology.people and token.lemma not in self.ontology.nouns

    def pieces(self) -> Iterator[Piece]:
        """Yields the pieces of a document in the order of its text, none overlapping."""
        covered = 0
        for sentence in self.sentences:
            for start, end in self._runs(sentence):
                for piece in self._pieces(max(start, covered), end):
                    covered = piece.last
                    yield piece

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        i, found = start, False
        while i < end:
            piece, feature = self._longest(i, start, end), self._feature(i, start, end)
            if feature and (piece is None or (piece.prominence < 1 and feature.last > piece.last)):
                piece = feature
            if piece is None:
                i += 1
                continue
            yield piece
            i, found = piece.last, True
        unknown = Piece(start, end, start, end, 0.0, "feature")
        if not found and (self.container(unknown, coded=True) or self._is_called(start)):
            yield unknown

    def _is_called(self, start: int) -> bool:
        """ "the village of X" """
        before = self.tokens[max(0, start - 2) : start]
        return len(before) == 2 and before[1].lower == "of" and before[0].lemma in SETTLEMENTS

    def _feature(self, i: int, start: int, end: int) -> Piece | None:
        """ "Licking County", "Lake Henry", "Bridge Street": named by the word for what it is."""
        if self.tokens[i].lower in FEATURES_BEFORE and i + 1 < end:
            return Piece(i, i + 2, start, end, 0.0, "feature")
        behind = FEATURES_BEHIND | STREETS
        last = next((k for k in range(i + 1, end) if self.tokens[k].lower.rstrip(".") in behind), None)
        if last is None or last - i > 3 or self.tokens[i].lower in self.ontology.titles:
            return None
        return Piece(i, last + 1, start, end, 0.0, "feature")

    def _longest(self, i: int, start: int, end: int) -> Piece | None:
        last = min(i + LONGEST_NAME, self._reach(end))
        for j in range(last, i, -1):
            if not self.tokens[j - 1].text[0].isupper():
                continue
            words = self.text(i, j)
            if self.places.is_demonym(words):
                return Piece(i, j, start, max(end, j), 1.0, "demonym")
            if self._is_code(i, j):
                return Piece(i, j, start, max(end, j), 1.0, "code")
            if (known := self._known(words)) > 0:
                return Piece(i, j, start, max(end, j), known)
        return None

    def _known(self, words: str) -> float:
        """Returns a name's prominence; common words and short ones are no names, unless written in capitals ("UK")."""
        lower = words.lower()
        if lower in self.generic or lower in self.ontology.titles or lower in self.ontology.people:
            return 0.0
        known = self.places.prominence(words)
        return known if len(words) > 2 or (words.isupper() and known >= WELL_KNOWN) else 0.0

    def _reach(self, end: int) -> int:
        """Returns how far a name may go on through "of", "and", "-" behind a run."""
        while end + 1 < len(self.tokens) and self.tokens[end].lower in CONNECTORS:
            end += 1
            while end < len(self.tokens) and self.tokens[end].text[0].isupper():
                end += 1
        return end

    def _is_code(self, i: int, j: int) -> bool:
        words = self.text(i, j)
        if not self.places.is_division_code(words):
            return False
        after_town = i > 1 and self.tokens[i - 1].text == "," and self.tokens[i - 2].text[0].isupper()
        dotted = words.endswith(".") and (len(words) > 3 or after_town)
        return dotted or (words.isupper() and (after_town or len(words) > 2))

    def container(self, piece: Piece, *, coded: bool = False) -> str | None:
        """Returns the state, province or country behind a comma: "Paris, Texas"; `coded` if a short form only."""
        comma = piece.last
        if piece.last != piece.end or comma + 1 >= len(self.tokens) or self.tokens[comma].text != ",":
            return None
        end = comma + 1
        while end < len(self.tokens) and self.tokens[end].text[0].isupper():
            end += 1
        end = comma + 1
        while end < len(self.tokens) and self.tokens[end].text[0].isupper():
            end += 1
        outer = self._longest(comma + 1, comma + 1, end)
        if outer is None or outer.sort == "demonym" or (coded and outer.sort != "code"):
            return None
        name, around = self.text(piece.first, piece.last), self.text(outer.first, outer.last)
        if outer.sort != "code" and not self.places.contains(around, name):
            return None
        return self.text(outer.first, outer.last)

    def text(self, first: int, last: int) -> str:
        """Returns the words from one token to another (exclusive) as they stand."""
        return self.document[self.tokens[first].start : self.tokens[last - 1].end]
