"""The words that say how many, and what a noun counts, as the tables that `quantities.py` asks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from polybius.errors import OntologyError
from polybius.ontology.load import read_yaml

DESIGN = re.compile(r"([a-z]+)-?\d+[a-z]*")
LIMITS = ("at_least", "more_than", "less_than", "at_most", "about")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The tables of `quantities.yaml`, turned the way they are asked."""

    cardinals: Mapping[str, float]
    scales: Mapping[str, float]
    glued: frozenset[str]
    plurals: Mapping[str, float]
    vague: Mapping[str, float]
    numbers_of: Mapping[str, float]
    nobody: frozenset[str]
    limits: Mapping[tuple[str, ...], str]
    or_more: frozenset[tuple[str, ...]]
    percent: frozenset[str]
    measures: Mapping[str, str]
    excluded: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]
    designations: frozenset[str]
    fractions: frozenset[str]
    currencies: Mapping[str, str]
    counted: Mapping[str, str]
    designs: Mapping[str, str]
    starts: frozenset[str]


def build_number_words(data: Mapping[str, Any]) -> NumberWords:
    """Turns the plain content of `quantities.yaml` into tables; raises OntologyError for one that is missing."""
    try:
        return _build(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise OntologyError(f"ontology/quantities.yaml: {error!r}") from error


def _build(data: Mapping[str, Any]) -> NumberWords:
    starts = {*data["cardinals"], *data["plurals"], *data["vague"], *data["nobody"], "tens", "a", "an", "no", "half"}
    return NumberWords(
        cardinals=data["cardinals"],
        scales=data["scales"],
        glued=frozenset(data["glued"]),
        plurals=data["plurals"],
        vague=data["vague"],
        numbers_of=data["numbers_of"],
        nobody=frozenset(data["nobody"]),
        limits={tuple(phrase.split()): name for name in LIMITS for phrase in data[name]},
        or_more=frozenset(tuple(phrase.split()) for phrase in data["or_more"]),
        percent=frozenset(data["percent"]),
        measures=data["measures"],
        excluded=frozenset(data["times"]),
        months=frozenset(data["months"]),
        weekdays=frozenset(data["weekdays"]),
        designations=frozenset(data["designations"]),
        fractions=frozenset(data["fractions"]),
        currencies={word.lower(): unit for word, unit in data["currencies"].items()},
        counted={noun: what for what, nouns in data["counted"].items() for noun in nouns},
        designs={letters: what for what, all_letters in data["designs"].items() for letters in all_letters},
        starts=frozenset(starts),
    )


@cache
def number_words() -> NumberWords:
    """Returns the tables that come with polybius, read once."""
    return build_number_words(read_yaml("quantities.yaml"))


def what_counted(noun_lemma: str) -> str | None:
    """Returns what a noun counts ("soldier" -> "troops", "MiG-29s" -> "aircraft"), None for one that is not known."""
    known, lemma = number_words(), noun_lemma.lower()
    found = known.counted.get(lemma)
    if found is None and (match := DESIGN.fullmatch(lemma)):
        return known.designs.get(match[1])
    return found
