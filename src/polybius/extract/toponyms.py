"""Annotated sentences -> toponyms: every name of a place in a report, also inside other names and as an adjective.

The idea: the longest names that the gazetteer holds are looked for in each run of capitalised words; the words before
and behind, inside the run and outside it, tell a town from a person or a thing that is called like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from polybius.drafts import Mention, MentionForm, Toponym
from polybius.extract.mentions import PlaceNames
from polybius.model import ActorKind, Annotated, Sentence, Span, Token
from polybius.ontology import Ontology

LONGEST_NAME = 6  # words
WELL_KNOWN = 0.64  # prominence of a town of thirty thousand
VILLAGE = 0.42  # of nine hundred people
CONNECTORS = frozenset(
    "of the and de la le les los las el del da do dos di du au aux upon on sur sous en - – '"
    " al ar as ash ad az an at er es et ez ul".split()
)
FUNCTION_TAGS = frozenset("DT IN CC PRP PRP$ WP WP$ WRB WDT TO MD EX UH CD VBD VBZ VBP VBG VBN RB".split())
NAME_TAGS = frozenset({"NNP", "NNPS"})
STRONG = frozenset("in near around outside inside across throughout into toward towards within".split())
WEAK = frozenset("at from to through via over between along beyond off".split())
QUALIFYING = frozenset(
    "greater metro metropolitan downtown inner outer upper lower mid central old new north south east west northern"
    " southern eastern western northeast northwest southeast southwest northeastern northwestern southeastern"
    " southwestern occupied rural coastal mainland".split()
)
FEATURES_BEHIND = frozenset(
    "county parish province governorate oblast prefecture district township river lake island islands valley creek"
    " bay mountain mountains peninsula strait straits sea ocean gulf desert canyon glacier reef basin delta"
    " archipelago".split()
)
SETTLEMENTS = frozenset(
    "town city village hamlet suburb district province neighbourhood neighborhood port island".split()
)
STREETS = frozenset("street avenue road boulevard highway lane drive parkway st ave rd blvd".split())
FEATURES_BEFORE = frozenset({"lake", "mount", "cape", "fort", "isle", "gulf", "mt", "mt.", "ft."})
LANGUAGE_VERBS = frozenset("speak learn teach study write read translate sing".split())


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
class _Piece:
    """Tokens `first` to `last` (exclusive) of a run from `start` to `end` that bear a name of this prominence."""

    first: int
    last: int
    start: int
    end: int
    prominence: float
    sort: str = "name"


def find_toponyms(
    annotated: Annotated, mentions: Sequence[Mention], ontology: Ontology, places: Geography
) -> tuple[Toponym, ...]:
    """Returns the toponyms of a document in the order of its text, none overlapping."""
    return _Finder(annotated, mentions, ontology, places).run()


class _Finder:
    def __init__(
        self, annotated: Annotated, mentions: Sequence[Mention], ontology: Ontology, places: Geography
    ) -> None:
        self.tokens, self.text = annotated.tokens, annotated.document.text
        self.sentences, self.dateline = annotated.sentences, annotated.dateline
        self.ontology, self.places = ontology, places
        self.actors = {m.span: m for m in mentions if m.form in {MentionForm.NAME, MentionForm.MODIFIER}}
        self.by_end = {m.span.end: m for m in self.actors.values()}
        cues = ontology.cues
        self.generic = cues["institution_words"] | cues["organisation_words"] | cues["place_nouns"]
        self.persons: set[str] = set()
        self.after: dict[int, int] = {}  # token behind an accepted name -> its evidence

    def run(self) -> tuple[Toponym, ...]:
        pieces = list(self._all_pieces())
        self.persons = set(self._persons())
        found = [p for p in pieces if self._is_accepted(p)]
        sure = {self._text(p.first, p.last) for p in found if self._evidence(p) >= 2}
        again = [
            p for p in pieces if p not in found and self._stands_alone(p) and self._text(p.first, p.last) in sure
            and not self._is_person(p)
        ]  # fmt: skip
        prefixes = [t for s in self.sentences for t in self._prefixes(s)]
        inside = [self._toponym(p) for p in sorted([*found, *again], key=lambda p: p.first)]
        return tuple(sorted([*self._dateline(), *inside, *prefixes], key=lambda t: t.span.start))

    # --- runs and pieces

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
        known = self.places.prominence(token.text) >= WELL_KNOWN or self.places.is_demonym(token.text)
        return known and token.lower not in self.ontology.people and token.lemma not in self.ontology.nouns

    def _all_pieces(self) -> Iterator[_Piece]:
        covered = 0
        for sentence in self.sentences:
            for start, end in self._runs(sentence):
                for piece in self._pieces(max(start, covered), end):
                    covered = piece.last
                    yield piece

    def _pieces(self, start: int, end: int) -> Iterator[_Piece]:
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
        unknown = _Piece(start, end, start, end, 0.0, "feature")
        if not found and (self._container(unknown, coded=True) or self._is_called(start)):
            yield unknown

    def _is_called(self, start: int) -> bool:
        """ "the village of X" """
        before = self.tokens[max(0, start - 2) : start]
        return len(before) == 2 and before[1].lower == "of" and before[0].lemma in SETTLEMENTS

    def _feature(self, i: int, start: int, end: int) -> _Piece | None:
        """ "Licking County", "Lake Henry", "Bridge Street": named by the word for what it is."""
        if self.tokens[i].lower in FEATURES_BEFORE and i + 1 < end:
            return _Piece(i, i + 2, start, end, 0.0, "feature")
        behind = FEATURES_BEHIND | STREETS
        last = next((k for k in range(i + 1, end) if self.tokens[k].lower.rstrip(".") in behind), None)
        if last is None or last - i > 3 or self.tokens[i].lower in self.ontology.titles:
            return None
        return _Piece(i, last + 1, start, end, 0.0, "feature")

    def _longest(self, i: int, start: int, end: int) -> _Piece | None:
        last = min(i + LONGEST_NAME, self._reach(end))
        for j in range(last, i, -1):
            if not self.tokens[j - 1].text[0].isupper():
                continue
            words = self._text(i, j)
            if self.places.is_demonym(words):
                return _Piece(i, j, start, max(end, j), 1.0, "demonym")
            if self._is_code(i, j):
                return _Piece(i, j, start, max(end, j), 1.0, "code")
            if (known := self._known(words)) > 0:
                return _Piece(i, j, start, max(end, j), known)
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
        words = self._text(i, j)
        if not self.places.is_division_code(words):
            return False
        after_town = i > 1 and self.tokens[i - 1].text == "," and self.tokens[i - 2].text[0].isupper()
        dotted = words.endswith(".") and (len(words) > 3 or after_town)
        return dotted or (words.isupper() and (after_town or len(words) > 2))

    # --- judgement

    def _is_accepted(self, piece: _Piece) -> bool:
        """Judges a piece, and keeps how sure it is for those that "," or "and" joins to it."""
        if not self._is_place(piece):
            return False
        if piece.sort != "demonym":
            self.after[piece.last] = self._evidence(piece)
        return True

    def _is_place(self, piece: _Piece) -> bool:
        if piece.sort == "demonym":
            return not self._is_language(piece)
        if piece.sort == "code":
            return True
        if piece.sort == "feature":
            return not self._is_person(piece)
        if self._is_person(piece) or not self._fits_run(piece):
            return False
        plain = VILLAGE if piece.last - piece.first > 1 else WELL_KNOWN
        return piece.prominence >= (plain, VILLAGE, 0.01, 0.01)[self._evidence(piece)]

    def _evidence(self, piece: _Piece) -> int:
        """Returns how much the words around speak for a place: 0 nothing, 1 "from", 2 "in", 3 "…, Ohio"."""
        if self._container(piece):
            return 3
        before = piece.start - 1
        while before >= 0 and (self.tokens[before].tag in {"DT", "JJ"} or self.tokens[before].lower in QUALIFYING):
            before -= 1
        if before < 0:
            return 0
        word = self.tokens[before].lower
        if word in {",", "and", "or"} and before in self.after:
            return self.after[before]
        named = word == "of" and self.tokens[before - 1].lemma in self.ontology.cues["place_nouns"]
        return 2 if word in STRONG or named else 1 if word in WEAK else 0

    def _container(self, piece: _Piece, *, coded: bool = False) -> str | None:
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
        name, around = self._text(piece.first, piece.last), self._text(outer.first, outer.last)
        if outer.sort != "code" and not self.places.contains(around, name):
            return None
        return self._text(outer.first, outer.last)

    def _fits_run(self, piece: _Piece) -> bool:
        """Tells whether what else stands in the run leaves the name a place: "Paris Police", not "Paris Hilton"."""
        before = self.tokens[piece.start : piece.first]
        behind = self.tokens[piece.last : piece.end]
        if not all(self._qualifies(t) for t in before):
            return False
        if not behind or self._is_generic(behind[0]) or self.tokens[piece.last - 1].lower in FEATURES_BEHIND:
            return True
        if piece.last - piece.first > 1:
            return piece.prominence >= WELL_KNOWN
        return piece.prominence == 1.0 and (len(behind) > 1 or self._is_short(piece))

    def _qualifies(self, token: Token) -> bool:
        return (
            token.lower in QUALIFYING or self.places.is_demonym(token.text) or self.places.prominence(token.text) == 1
        )

    def _is_generic(self, token: Token) -> bool:
        known = self.ontology
        return (
            token.lower in self.generic
            or token.lemma in known.people
            or token.lower in known.titles
            or token.lower in known.nouns
            or self.places.is_demonym(token.text)
        )

    def _stands_alone(self, piece: _Piece) -> bool:
        return piece.first == piece.start and piece.last == piece.end

    def _is_short(self, piece: _Piece) -> bool:
        return self._text(piece.first, piece.last).isupper() or "." in self._text(piece.first, piece.last)

    def _is_person(self, piece: _Piece) -> bool:
        """Tells whether the name is somebody's, by the mentions or by the report's persons; countries are none."""
        span = Span(self.tokens[piece.first].start, self.tokens[piece.last - 1].end)
        mention = self.by_end.get(span.end)
        if mention is not None and mention.span.start <= span.start:
            titled = mention.title is not None and mention.span.start < span.start
            other = bool(mention.entries) and mention.kind is not ActorKind.STATE and mention.span == span
            if titled or (other and not self.places.is_region(span.of(self.text))):
                return True
        if piece.prominence == 1.0 or self._evidence(piece) >= 2:
            return False
        return self._text(piece.first, piece.last).lower() in self.persons

    def _persons(self) -> Iterator[str]:
        for mention in self.actors.values():
            words = mention.name.lower().split()
            several = len(words) > 1 and not any(w in self.generic for w in words)
            if mention.kind is ActorKind.PERSON and (mention.title or several):
                yield from (mention.surname, words[0])

    def _is_language(self, piece: _Piece) -> bool:
        """ "speaks French", "in English": the tongue."""
        token = self.tokens[piece.last - 1]
        head = self.tokens[token.head]
        return (
            token.dep in {"dobj", "pobj"}
            and token.tag in {"NNP", "JJ", "NN"}
            and (head.lemma in LANGUAGE_VERBS or head.lower == "in")
        )

    # --- toponyms

    def _toponym(self, piece: _Piece) -> Toponym:
        span = Span(self.tokens[piece.first].start, self.tokens[piece.last - 1].end)
        before = self.tokens[piece.start - 1].lower if piece.start else ""
        hint = before if before in STRONG | WEAK else None
        return Toponym(span, span.of(self.text), piece.sort, self._container(piece), hint)

    def _prefixes(self, sentence: Sentence) -> Iterator[Toponym]:
        """ "U.S.-led": one word to the parser."""
        for token in self.tokens[sentence.first : sentence.last]:
            words, hyphen, rest = token.text.partition("-")
            if hyphen and rest and words[:1].isupper() and words[-1:] == "." and self.places.prominence(words) == 1:
                yield Toponym(Span(token.start, token.start + len(words)), words)

    def _dateline(self) -> Iterator[Toponym]:
        """The dateline is no sentence: "ALBUQUERQUE, N.M."."""
        if self.dateline is None:
            return
        parts = [
            Span(self.dateline.start + m.start(), self.dateline.start + m.end())
            for m in re.finditer(r"[^,\s][^,]*[^,\s]", self.dateline.of(self.text))
        ]
        named = [p for p in parts if p.of(self.text)[0].isupper() and not self._is_calendar(p.of(self.text))]
        around = named[1].of(self.text) if len(named) > 1 else None
        for part in named:
            words, first = part.of(self.text), part is named[0]
            sort = "code" if self.places.is_division_code(words) and not first else "name"
            if sort == "code" or self.places.prominence(words) > 0 or first:
                yield Toponym(part, words, sort, around if first else None, "in")

    def _is_calendar(self, words: str) -> bool:
        return words.lower().split()[0].rstrip(".") in self.ontology.cues["calendar_words"]

    def _text(self, first: int, last: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]
