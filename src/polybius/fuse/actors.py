"""Actors of reports -> identities: one for each actor, whatever reports call it; homonyms apart.

`match_actors` weighs two by FEATURES. From MERGED on they are one; from SUGGESTED on a person is asked. An unnamed
actor ("a harbour official") stays one report's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import token_sort_ratio

from polybius.fuse.names import Known, acronym, given_names, known_by, tell_apart
from polybius.fuse.words import skeleton
from polybius.incidents import ActorMember, Band, Identity, Match
from polybius.model import ActorKind
from polybius.scoring import Feature, Scored, score

REMEMBERED = 1 << 12  # pairs: reports tell of the same actors again and again
MERGED = 0.95
SUGGESTED = 0.7
ALIKE = 0.88  # similarity from which two spellings may be of one name
ALIKE_WORD = 0.82  # that of two words with the same consonants: "Mohamed" and "Muhammad", not "Mahmoud"
SAME_CONSONANTS = 0.97  # what long names count as that differ in vowels alone
GROUPS = frozenset({ActorKind.ARMED_GROUP, ActorKind.PARTY, ActorKind.ORGANISATION, ActorKind.MILITARY})
BODIES = frozenset({ActorKind.GOVERNMENT, ActorKind.MILITARY, ActorKind.ORGANISATION, ActorKind.STATE})
OUTLETS = frozenset({ActorKind.OUTLET, ActorKind.ORGANISATION, ActorKind.GOVERNMENT})


class Pair(NamedTuple):
    """Two actors that may be one."""

    one: Known
    other: Known


def same_wikidata(pair: Pair) -> float:
    """Both have one Wikidata id."""
    return float(pair.one.wikidata is not None and pair.one.wikidata == pair.other.wikidata)


def same_entry(pair: Pair) -> float:
    """The ontology lists a name of each under one entry."""
    return float(bool(pair.one.entries & pair.other.entries))


def same_body(pair: Pair) -> float:
    """Both are called a state's one army, government, police …"""
    return float(bool(pair.one.bodies & pair.other.bodies))


def same_name(pair: Pair) -> float:
    """They share a name or an acronym."""
    shared = (pair.one.names & pair.other.names, pair.one.acronyms & pair.other.acronyms, _formations(pair))
    return float(any(shared))


def same_long_name(pair: Pair) -> float:
    """They share a name of several words."""
    return float(any(" " in name for name in pair.one.names & pair.other.names))


def alike_name(pair: Pair) -> float:
    """How near the nearest spellings come, from 0 at ALIKE to 1; 0 where a name is shared."""
    if pair.one.names & pair.other.names or _formations(pair):
        return 0.0
    near = max((_alike(a, b) for a in pair.one.names for b in pair.other.names), default=0.0)
    return sqrt(max(0.0, (near - ALIKE) / (1 - ALIKE)))


def is_acronym_of(pair: Pair) -> float:
    """An acronym of one stands for a name of the other."""
    shorts = [(pair.one.acronyms, pair.other.names), (pair.other.acronyms, pair.one.names)]
    return float(any(acronym(name) in short for short, names in shorts for name in names))


def same_surname_alone(pair: Pair) -> float:
    """One is called by the surname only."""
    if not _are_persons(pair):
        return 0.0
    long = [any(map(given_names, known.names)) for known in pair]
    return float(not all(long) and bool(pair.one.surnames & pair.other.surnames))


def same_country(pair: Pair) -> float:
    """Both are of one country."""
    return float(pair.one.country is not None and pair.one.country == pair.other.country)


def same_kind(pair: Pair) -> float:
    """Both are of one kind."""
    return float(pair.one.kind is pair.other.kind)


def other_country(pair: Pair) -> float:
    """Each is of another country."""
    return float(None not in (pair.one.country, pair.other.country) and pair.one.country != pair.other.country)


def other_wikidata(pair: Pair) -> float:
    """Each has a Wikidata id of its own."""
    return float(None not in (pair.one.wikidata, pair.other.wikidata) and pair.one.wikidata != pair.other.wikidata)


def other_entry(pair: Pair) -> float:
    """Each has entries of its own in the ontology."""
    return float(bool(pair.one.entries and pair.other.entries and not pair.one.entries & pair.other.entries))


def other_kind(pair: Pair) -> float:
    """Their kinds are not taken for one another."""
    kinds = {pair.one.kind, pair.other.kind}
    return float(len(kinds) > 1 and not any(kinds <= family for family in (GROUPS, BODIES, OUTLETS)))


def other_number(pair: Pair) -> float:
    """One is numbered and the other not so: the Second and the Third Battalion."""
    return float(pair.one.numbers != pair.other.numbers)


def other_given_name(pair: Pair) -> float:
    """Both are given in full, share the surname, and no given names are like those of the other, initials included."""
    if not _are_persons(pair) or pair.one.names & pair.other.names:
        return 0.0
    full = [[given for name in known.names if (given := given_names(name))] for known in pair]
    alike = any(_alike_given(a[0], b[0]) and _one_initials(a[1:], b[1:]) for a in full[0] for b in full[1])
    return float(bool(full[0] and full[1]) and not alike)


FEATURES: tuple[Feature[Pair], ...] = (
    Feature(same_wikidata, 1.2),
    Feature(same_entry, 0.9),
    Feature(same_body, 0.9),
    Feature(same_name, 0.6),
    Feature(same_long_name, 0.35),
    Feature(alike_name, 0.7),
    Feature(is_acronym_of, 0.5),
    Feature(same_surname_alone, 0.35),
    Feature(same_country, 0.3),
    Feature(same_kind, 0.1),
    Feature(other_country, -0.8),
    Feature(other_wikidata, -2.0),
    Feature(other_entry, -0.6),
    Feature(other_kind, -0.6),
    Feature(other_number, -1.0),
    Feature(other_given_name, -0.9),
)


def match_actors(one: tuple[str, Known], other: tuple[str, Known]) -> Match:
    """Weighs two actors, each an id and what it is known by."""
    found = _weighed(Pair(one[1], other[1]))
    points = round(found.score, 3)
    return Match(one[0], other[0], points, band_of(points), found.reasons)


@lru_cache(maxsize=REMEMBERED)
def _weighed(pair: Pair) -> Scored[Pair]:
    return score(pair, FEATURES)


def band_of(points: float) -> Band:
    """Returns what follows from a score."""
    if points >= MERGED:
        return Band.MERGED
    return Band.SUGGESTED if points >= SUGGESTED else Band.APART


def known_member(member: ActorMember) -> Known:
    """Returns what a report's actor is known by."""
    actor = member.actor
    return known_by(actor.name, actor.aliases, actor.kind, actor.country, actor.wikidata)


def known_identity(identity: Identity) -> Known:
    """Returns what an identity is known by."""
    return known_by(identity.name, identity.aliases, identity.kind, identity.country, identity.wikidata)


def actor_keys(known: Known) -> tuple[str, ...]:
    """Returns the keys under which an actor and all that may be the same one meet; none for the unnamed."""
    keys = {f"w:{known.wikidata}"} if known.wikidata else set()
    keys |= {f"e:{key}" for key in known.entries} | {f"b:{body}" for body in known.bodies}
    keys |= {f"a:{short}" for short in known.acronyms}
    for name in known.names:
        words = [word.removesuffix("s") or word for word in skeleton(name).split()]
        keys.add(f"n:{''.join(words)}")
        keys |= {f"a:{acronym(name)}"} if len(words) > 2 else set()
        keys |= {f"s:{words[-1]}"} if known.kind is ActorKind.PERSON else set()
    keys |= {f"n:{skeleton(name).replace(' ', '')}" for name in known.formations}
    return tuple(sorted(keys))


def _alike(one: str, other: str) -> float:
    if len(one) < 4 or len(other) < 4 or tell_apart(one.split(), other.split()):
        return 0.0
    joined = one.replace(" ", ""), other.replace(" ", "")
    if _same_consonants(one.split(), other.split()):
        return SAME_CONSONANTS
    return max(token_sort_ratio(one, other) / 100, JaroWinkler.similarity(*joined) - 0.03)


def _same_consonants(one: list[str], other: list[str]) -> bool:
    """Tells whether names of several words differ in vowels alone, and in few: "Usama bin Ladin", "Osama bin Laden"."""
    words = list(zip(one, other, strict=False))
    return len(one) == len(other) > 1 and all(
        skeleton(a) == skeleton(b) and JaroWinkler.similarity(a, b) >= ALIKE_WORD for a, b in words
    )


def _formations(pair: Pair) -> frozenset[str]:
    return pair.one.formations & pair.other.formations


def _one_initials(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tells whether initials in the middle allow one another: "George W." and "George", not "George H. W."."""
    initials = [{word for word in words if len(word) == 1} for words in (one, other)]
    return not all(initials) or initials[0] == initials[1]


def _alike_given(one: str, other: str) -> bool:
    short = min(len(one), len(other))
    return one[:short] == other[:short] if short < 3 else JaroWinkler.similarity(one, other) >= 0.8


def _are_persons(pair: Pair) -> bool:
    return pair.one.kind is pair.other.kind is ActorKind.PERSON
