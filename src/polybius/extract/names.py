"""Words -> known names: the longest forms of the ontology that stand in a sentence.

The idea: forms are looked up as sequences of normalised words, so that case (mostly), accents, hyphens and apostrophes
do not matter: "Kata'ib Hizballah", "Kataib Hizballah" and "Kata’ib-Hizballah" are one sequence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from polybius.annotated import Token
from polybius.ontology import Entry, surface_forms

SPLIT = re.compile(r"[\s\-–/()]+")
DROPPED = re.compile(r"['’‘`´.\"“”]")
HYPHENS = frozenset("-–")
OTHER_AMERICA = frozenset("south latin central north pan inter trans meso native african afro".split())
OTHER_INDIA = frozenset({"west", "east", "american"})
ELSEWHERE = {"american": OTHER_AMERICA, "americans": OTHER_AMERICA, "indian": OTHER_INDIA, "indians": OTHER_INDIA}
MAKES = frozenset("flagged registered made built born educated language speaking".split())
WATERS = frozenset("gulf strait straits sea bay".split())
MEETINGS = frozenset(
    "accord accords agreement agreements conference declaration format memorandum process protocol protocols summit"
    " talks treaty".split()
)
ALSO_WORDS = frozenset({"who", "is"})  # in a line all in capitals they are no health organisation and no Islamic State
SHORT = 5  # an abbreviation up to this length must stand in capitals


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Tokens `first` to `last` (exclusive) are a form of these entries; `sort` is `name`, `demonym` or `metonym`."""

    first: int
    last: int
    keys: tuple[str, ...]
    sort: str


@lru_cache(maxsize=100_000)
def normal(word: str) -> str:
    """Returns a word without case, accents and apostrophes: "Kata’ib" -> "kataib"."""
    plain = DROPPED.sub("", word)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return plain.lower()


def is_elsewhere(tokens: Sequence[Token], place: int) -> bool:
    """ "Latin American", "a Liberian-flagged tanker": tells whether the word there is not of the state it names."""
    behind = [t.lower for t in tokens[place + 1 : place + 3]]
    if len(behind) > 1 and behind[0] in HYPHENS and behind[1] in MAKES:
        return True
    before = next((t for t in reversed(tokens[max(0, place - 2) : place]) if t.text not in HYPHENS), None)
    return before is not None and normal(before.text) in ELSEWHERE.get(normal(tokens[place].text), ())


def names_another(tokens: Sequence[Token], match: NameMatch) -> bool:
    """ "the Gulf of Oman", "the Minsk agreements": tells whether a state only lends its name to something."""
    first, last = (place - tokens[0].index for place in (match.first, match.last))
    water = first > 1 and tokens[first - 1].lower == "of" and normal(tokens[first - 2].text) in WATERS
    meeting = match.sort == "metonym" and last < len(tokens) and tokens[last].lower in MEETINGS
    return meeting or (water and match.sort == "name" and tokens[first - 2].text[0].isupper())


@dataclass(slots=True)
class _Form:
    words: tuple[str, ...]
    keys: list[str]
    sort: str
    capitals: bool
    lower_start: bool


class NameIndex:
    """Every surface form of the ontology, by its first word."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        forms: dict[tuple[str, ...], _Form] = {}
        for form, key, sort in surface_forms(entries):
            bare = re.sub(r"^[Tt]he\s+|['’]s\b", "", form)
            words = tuple(w for w in map(normal, SPLIT.split(bare)) if w)
            if not words:
                continue
            capitals = len(bare) <= SHORT and bare.isupper() and len(words) == 1
            known = forms.setdefault(words, _Form(words, [], sort, capitals, bare[0].islower()))
            known.capitals = known.capitals and capitals
            if key not in known.keys:
                known.keys.append(key)
        self._by_first: dict[str, list[_Form]] = {}
        for found in forms.values():
            self._by_first.setdefault(found.words[0], []).append(found)
        for same_start in self._by_first.values():
            same_start.sort(key=lambda f: -len(f.words))

    def find(self, tokens: Sequence[Token]) -> list[NameMatch]:
        """Returns the longest known forms, left to right, none overlapping."""
        words = [(n, t) for t in tokens if t.tag not in {"POS", "HYPH"} and (n := normal(t.text))]
        matches, i = [], 0
        shouted = len(words) > 1 and all(t.text.isupper() for t in tokens if t.text.isalpha())
        while i < len(words):
            form = None if shouted and words[i][0] in ALSO_WORDS else self._longest(words, i)
            if form is None or (len(form.words) == 1 and is_elsewhere(tokens, words[i][1].index - tokens[0].index)):
                i += 1
                continue
            last = words[i + len(form.words) - 1][1]
            match = NameMatch(words[i][1].index, last.index + 1, tuple(form.keys), form.sort)
            if not names_another(tokens, match):
                matches.append(match)
            i += len(form.words)
        return matches

    def _longest(self, words: Sequence[tuple[str, Token]], start: int) -> _Form | None:
        for form in self._by_first.get(words[start][0], ()):
            size = len(form.words)
            if start + size <= len(words) and all(words[start + k][0] == form.words[k] for k in range(1, size)):
                token = words[start][1]
                if form.capitals:
                    if token.text.replace(".", "").isupper():
                        return form
                elif token.text[0].isupper() or form.lower_start or not token.text[0].isalpha():
                    return form
        return None
