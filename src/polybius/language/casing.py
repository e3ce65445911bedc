"""Text all in capitals -> text as it would be written: cables and old transcripts, which the parser else misreads.

Names that the ontology knows are spelled as it spells them; what stands behind "San", "El" and the like is a name; any
other word is put in lower case if English knows it so. Lengths never change, so that every offset holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from polybius.model import ActorKind
from polybius.ontology import load_ontology

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+[\"“(\[]?|\n\s*)$")
CAPITALS = 0.8  # share of letters in upper case from which a text is taken to be all in capitals
SHORTEST = 20  # letters; below, a heading or an abbreviation is left as it is
ABBREVIATION = 5  # letters of a word that may be one, if English does not know it
BEFORE_NAMES = frozenset("SAN SANTA SANTO SAO SÃO EL LOS LAS AL ABU BIN IBN".split())  # no English words, in any text

Spellings = dict[str, list[tuple[str, ...]]]


def is_in_capitals(text: str) -> bool:
    """Tells whether a text is written all in capitals."""
    letters = sum(map(str.isalpha, text))
    return letters >= SHORTEST and sum(map(str.isupper, text)) >= CAPITALS * letters


@cache
def spellings() -> Spellings:
    """Returns names of the ontology, as words, by their first word in capitals, the longest first.

    Those of one word are of states and peoples only: in capitals, "WHO" and "UNIT" are words far more often than names.
    """
    found: Spellings = {}
    for entry in load_ontology().entries.values():
        state = entry.kind is ActorKind.STATE
        for name in (entry.name, *entry.aliases, *entry.demonyms, entry.capital or ""):
            words = tuple(WORD.findall(name))
            if len(words) > 1 or (words and state and not name.isupper()):
                found.setdefault(words[0].upper(), []).append(words)
    return {first: sorted(lists, key=len, reverse=True) for first, lists in found.items()}


def as_written(text: str, english: Callable[[str], bool]) -> str:
    """Returns a text in capitals as it would be written; `english` tells whether a lower-case word is known."""
    if not is_in_capitals(text):
        return text
    found = list(WORD.finditer(text))
    words = [match[0] for match in found]
    chosen = dict(_names(words, spellings()))
    pieces, end = [], 0
    for number, match in enumerate(found):
        word = chosen.get(number) or _plain(match[0], english)
        if SENTENCE_START.search(text, 0, match.start()):
            word = word[0].upper() + word[1:]
        pieces += [text[end : match.start()], word if len(word) == len(match[0]) else match[0]]
        end = match.end()
    return "".join([*pieces, text[end:]])


def _names(words: list[str], known: Spellings) -> Iterable[tuple[int, str]]:
    """Yields the places of words that belong to names, each as it is spelled."""
    at = 0
    while at < len(words):
        capitals = [word.upper() for word in words[at : at + 12]]
        name = next((n for n in known.get(capitals[0], ()) if [w.upper() for w in n] == capitals[: len(n)]), None)
        if name is None and capitals[0] in BEFORE_NAMES and at + 1 < len(words):
            name = tuple(word.capitalize() for word in words[at : at + 2])
        yield from enumerate(name or (), at)
        at += len(name or "x")


def _plain(word: str, english: Callable[[str], bool]) -> str:
    if english(re.split("['’]", word.lower())[0]):
        return word.lower()
    return word if len(word) < ABBREVIATION and not english(word.capitalize()) else word.capitalize()
