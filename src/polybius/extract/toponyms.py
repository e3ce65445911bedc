"""Annotated sentences -> toponyms: every name of a place in a report, also inside other names and as an adjective.

The idea: the longest names that the gazetteer holds are looked for in each run of capitalised words; the words before
and behind, inside the run and outside it, tell a town from a person or a thing that is called like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from polybius.annotated import Annotated, Sentence, Token
from polybius.drafts import Mention, MentionForm, Toponym
from polybius.extract.name_runs import FEATURES_BEHIND, WELL_KNOWN, Geography, NameRuns, Piece
from polybius.extract.names import is_elsewhere
from polybius.model import ActorKind, Span
from polybius.ontology import Ontology

VILLAGE = 0.42  # of nine hundred people
STRONG = frozenset("in near around outside inside across throughout into toward towards within".split())
WEAK = frozenset("at from to through via over between along beyond off".split())
QUALIFYING = frozenset(
    "greater metro metropolitan downtown inner outer upper lower mid central old new north south east west northern"
    " southern eastern western northeast northwest southeast southwest northeastern northwestern southeastern"
    " southwestern occupied rural coastal mainland".split()
)
INHABITANTS = frozenset(
    "man woman men women resident residents native natives couple teenager teen boy girl official officials police"
    " firefighters area suburb mayor".split()
)
DASHES = frozenset({"-", "--", "–", "—"})
LANGUAGE_VERBS = frozenset("speak learn teach study write read translate sing".split())


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
        self.bodies = [m.span for m in self.actors.values() if m.entries and m.kind is not ActorKind.STATE]
        self.runs = NameRuns(annotated, ontology, places)
        self.persons: set[str] = set()
        self.after: dict[int, int] = {}  # token behind an accepted name -> its evidence

    def run(self) -> tuple[Toponym, ...]:
        pieces = list(self.runs.pieces())
        self.persons = set(self._persons())
        found = [p for p in pieces if self._is_accepted(p)]
        sure = {self.runs.text(p.first, p.last) for p in found if self._evidence(p) >= 2}
        left = (p for p in pieces if p not in found and self.runs.text(p.first, p.last) in sure)
        again = [p for p in left if self._fits_run(p) and not self._is_person(p)]
        prefixes = [t for s in self.sentences for t in self._prefixes(s)]
        inside = [self._toponym(p) for p in sorted([*found, *again], key=lambda p: p.first)]
        return tuple(sorted([*self._dateline(), *inside, *prefixes], key=lambda t: t.span.start))

    # --- judgement

    def _is_accepted(self, piece: Piece) -> bool:
        """Judges a piece, and keeps how sure it is for those that "," or "and" joins to it."""
        if not self._is_place(piece):
            return False
        if piece.sort != "demonym":
            self.after[piece.last] = self._evidence(piece)
        return True

    def _is_place(self, piece: Piece) -> bool:
        if piece.sort == "demonym":
            return not self._is_language(piece) and not is_elsewhere(self.tokens, piece.first)
        if piece.sort == "code":
            return True
        if piece.sort == "feature":
            return not self._is_person(piece)
        if self._is_person(piece) or not self._fits_run(piece):
            return False
        plain = VILLAGE if piece.last - piece.first > 1 else WELL_KNOWN
        return piece.prominence >= (plain, VILLAGE, 0.01, 0.01)[self._evidence(piece)]

    def _evidence(self, piece: Piece) -> int:
        """Returns how much the words around speak for a place: 0 nothing, 1 "from", 2 "in", 3 "…, Ohio"."""
        if self.runs.container(piece):
            return 3
        if self._opens_report(piece):
            return 2
        before = piece.start - 1
        while before >= 0 and (self.tokens[before].tag in {"DT", "JJ"} or self.tokens[before].lower in QUALIFYING):
            before -= 1
        word = self.tokens[before].lower if before >= 0 else ""
        if word in {",", "and", "or"} and before in self.after:
            return self.after[before]
        named = word == "of" and self.tokens[before - 1].lemma in self.ontology.cues["place_nouns"]
        if word in STRONG or named:
            return 2
        return int(word in WEAK or self._has_inhabitants(piece))

    def _opens_report(self, piece: Piece) -> bool:
        """ "TACOMA -- Police said": a dateline in the middle of a line."""
        words = self.runs.text(piece.first, piece.last)
        after = self.tokens[piece.last].text if piece.last < len(self.tokens) else ""
        return self._stands_alone(piece) and words.isupper() and len(words) > 3 and after in DASHES

    def _has_inhabitants(self, piece: Piece) -> bool:
        """ "a Tacoma man", "Tacoma police" """
        if piece.last != piece.end or piece.last >= len(self.tokens):
            return False
        return self.tokens[piece.last].lower in INHABITANTS

    def _fits_run(self, piece: Piece) -> bool:
        """Tells whether what else stands in the run leaves the name a place: "Paris Police", not "Paris Hilton"."""
        before = self.tokens[piece.start : piece.first]
        behind = self.tokens[piece.last : piece.end]
        if not all(self._qualifies(t) for t in before):
            return False
        next_ = self.tokens[piece.last] if piece.last < len(self.tokens) else None
        named = next_ is not None and next_.pos == "NOUN" and next_.lower not in FEATURES_BEHIND
        if (behind or named) and piece.last - piece.first == 1 and self.tokens[piece.first].lower in QUALIFYING:
            return False  # "Northern" in "Northern Guard", "a Western diplomat"
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
            token.lower in self.runs.generic
            or token.lemma in known.people
            or token.lower in known.titles
            or token.lower in known.nouns
            or self.places.is_demonym(token.text)
        )

    def _stands_alone(self, piece: Piece) -> bool:
        return piece.first == piece.start and piece.last == piece.end

    def _is_short(self, piece: Piece) -> bool:
        return self.runs.text(piece.first, piece.last).isupper() or "." in self.runs.text(piece.first, piece.last)

    def _is_person(self, piece: Piece) -> bool:
        """Tells whether the name is somebody's, by the mentions or by the report's persons; countries are none."""
        if self._is_titled(piece):
            return True
        owns = piece.last < len(self.tokens) and self.tokens[piece.last].tag == "POS"  # "in Sule's office"
        if piece.prominence == 1.0 or (self._evidence(piece) >= 2 and not owns):
            return False
        return self.runs.text(piece.first, piece.last).lower() in self.persons

    def _is_titled(self, piece: Piece) -> bool:
        """Tells whether a title stands before the name, or it is a known person's or body's (the UN's council)."""
        span = Span(self.tokens[piece.first].start, self.tokens[piece.last - 1].end)
        mention = self.by_end.get(span.end)
        if mention is None or mention.span.start > span.start:
            return piece.prominence < 1 and self._is_short(piece) and any(b.contains(span) for b in self.bodies)
        other = bool(mention.entries) and mention.kind is not ActorKind.STATE and mention.span == span
        titled = _is_title(mention.title) and mention.span.start < span.start
        return titled or (other and not self.places.is_region(span.of(self.text)))

    def _persons(self) -> Iterator[str]:
        for mention in self.actors.values():
            words = mention.name.lower().split()
            several = len(words) > 1 and not any(w in self.runs.generic for w in words)
            if mention.kind is ActorKind.PERSON and (_is_title(mention.title) or several):
                yield mention.surname

    def _is_language(self, piece: Piece) -> bool:
        """ "speaks French", "in English": the tongue."""
        token = self.tokens[piece.last - 1]
        head = self.tokens[token.head]
        return (
            token.dep in {"dobj", "pobj"}
            and token.tag in {"NNP", "JJ", "NN"}
            and (head.lemma in LANGUAGE_VERBS or head.lower == "in")
        )

    # --- toponyms

    def _toponym(self, piece: Piece) -> Toponym:
        span = Span(self.tokens[piece.first].start, self.tokens[piece.last - 1].end)
        before = self.tokens[piece.start - 1].lower if piece.start else ""
        hint = before if before in STRONG | WEAK else None
        return Toponym(span, span.of(self.text), piece.sort, self.runs.container(piece), hint)

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


def _is_title(words: str | None) -> bool:
    """Tells a person's title from what may stand before a town: "Metropolitan" before Atlanta is none."""
    return words is not None and words.lower() not in QUALIFYING
