"""What speaks for a place of the gazetteer as the one that is meant: the features of a candidate, and their weights.

A candidate stands beside what a report tells of where it plays: the countries it names, where its other places lie.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import asin, cos, exp, radians, sin, sqrt

from polybius.resolve.gazetteer import Entry, lies_in
from polybius.scoring import Feature

EARTH_KM = 6371.0
NEARNESS_KM = 200.0  # at this distance from the closest other place, nearness has fallen to 1/e
NOBODYS_SHARE = 0.6  # seas and world regions lie in no country, and fit all reports fairly well
NAMESAKE_SHARE = 0.1  # of a division's people live in the town that a bare name is taken for: Homs, not Montana
ALIAS_SHARE = 0.4  # the same where the town only goes by the name: Santa Cruz (de la Sierra), not Oklahoma (City)
DIVISIONS = frozenset({"admin1", "admin2"})
OUTER = frozenset({"admin1", "country"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a report tells of where it plays.

    Weights of countries (alpha-3), coordinates of places already settled, and how many lie in each (country, admin1).
    """

    countries: Mapping[str, float]
    near: Sequence[tuple[float, float]] = ()
    divisions: Mapping[tuple[str | None, str | None], int] = field(default_factory=dict)

    def weight(self, code: str) -> float:
        """Returns a country's weight as a share of the heaviest one's, 0 to 1."""
        heaviest = max(self.countries.values(), default=0.0)
        return sqrt(max(0.0, self.countries.get(code, 0.0)) / heaviest) if heaviest > 0 else 0.0

    def only_country(self) -> str | None:
        """Returns the one country that is named, None where there are several or none."""
        named = [code for code, weight in self.countries.items() if weight > 0]
        return named[0] if len(named) == 1 else None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place of the gazetteer beside what is known of the one that is meant."""

    entry: Entry
    surroundings: Surroundings
    kinds: frozenset[str] = frozenset()
    container: Entry | None = None
    has_namesake_town: bool = False


# --- what speaks for a candidate


def is_well_known(candidate: Candidate) -> float:
    """Grows with the logarithm of its people."""
    return candidate.entry.prominence


def lies_in_named_country(candidate: Candidate) -> float:
    """Grows with its country's share in the report."""
    return max(map(candidate.surroundings.weight, candidate.entry.countries), default=NOBODYS_SHARE)


def lies_in_named_division(candidate: Candidate) -> float:
    """Other places of the report lie in its province; two are as good as many."""
    if candidate.entry.admin1 is None:
        return 0.0
    return min(2, candidate.surroundings.divisions.get((candidate.entry.country, candidate.entry.admin1), 0)) / 2


def lies_near_other_places(candidate: Candidate) -> float:
    """Falls with the distance to the nearest place already settled."""
    here = (candidate.entry.latitude, candidate.entry.longitude)
    nearest = min((distance(here, there) for there in candidate.surroundings.near), default=None)
    return 0.0 if nearest is None else exp(-nearest / NEARNESS_KM)


def lies_in_container(candidate: Candidate) -> float:
    """It lies in what the words name as its surroundings."""
    return float(candidate.container is not None and contains(candidate.container, candidate.entry))


def is_of_kind_wanted(candidate: Candidate) -> float:
    """A noun beside the name asks for this kind."""
    return float(candidate.entry.kind in candidate.kinds)


def is_spelt_exactly(candidate: Candidate) -> float:
    """Its name has these letters, not only these sounds."""
    return float(candidate.entry.is_exact)


def bears_it_as_main_name(candidate: Candidate) -> float:
    """The name is its main one."""
    return float(candidate.entry.is_main_name)


def is_capital(candidate: Candidate) -> float:
    """It is the capital of a country."""
    return float(candidate.entry.is_capital)


def is_country(candidate: Candidate) -> float:
    """It is a country; less so where the name is short for another ("Trinidad")."""
    if candidate.entry.kind != "country":
        return 0.0
    return 1.0 if candidate.entry.is_main_name else 0.4


def is_noted_region(candidate: Candidate) -> float:
    """It stands in the ontology's list of regions."""
    return float(candidate.entry.kind == "region")


def leaves_no_name_to_its_town(candidate: Candidate) -> float:
    """It is no division round a town of the same name: a bare "Homs" is the town."""
    return float(not candidate.has_namesake_town)


FEATURES: tuple[Feature[Candidate], ...] = (
    Feature(is_well_known, 5.0),
    Feature(lies_in_named_country, 3.0),
    Feature(lies_near_other_places, 2.0),
    Feature(lies_in_named_division, 1.5),
    Feature(lies_in_container, 6.0),
    Feature(is_of_kind_wanted, 2.0),
    Feature(is_spelt_exactly, 1.0),
    Feature(bears_it_as_main_name, 0.7),
    Feature(is_capital, 0.7),
    Feature(is_country, 3.0),
    Feature(is_noted_region, 2.0),
    Feature(leaves_no_name_to_its_town, 1.5),
)


# --- what lies where


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Returns the great-circle distance of two (latitude, longitude) in kilometres (haversine)."""
    (a, b), (c, d) = (tuple(map(radians, p)) for p in (one, other))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))


def contains(outer: Entry, inner: Entry) -> bool:
    """Tells whether a place lies in another: by codes and names, or within 75 km of a town or region."""
    if outer.kind in OUTER:
        return lies_in(inner, outer)
    return distance((outer.latitude, outer.longitude), (inner.latitude, inner.longitude)) < 75


def is_namesake(town: Entry, division: Entry) -> bool:
    """Tells whether a bare name means the town and not the division round it: enough of its people live there."""
    share = NAMESAKE_SHARE if town.is_main_name else ALIAS_SHARE
    return division.kind in DIVISIONS and contains(division, town) and town.population >= share * division.population
