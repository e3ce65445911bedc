"""Places of reports -> locations: one for each place on Earth; two Tripolis apart.

`match_places` weighs two by FEATURES. A place that is only described ("a gorge", "their orchards") is one with another
only where both have the same gazetteer id.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from polybius.fuse.assign import NO_BONDS, Assigned, assign, regroup
from polybius.fuse.words import ARTICLES, folded, skeleton
from polybius.incidents import Band, Bonds, Location, Match, PlaceMember
from polybius.model import Place, Precision
from polybius.scoring import Feature, score

MERGED = 0.95
SUGGESTED = 0.6
EARTH_KM = 6371.0
CLOSE_KM = 15.0  # between what two gazetteers give for one town
FAR_KM = 60.0
WIDE = frozenset({Precision.ADMIN1, Precision.ADMIN2, Precision.REGION, Precision.COUNTRY, Precision.INTERNATIONAL})
MOST_ALIASES = 40


class Pair(NamedTuple):
    """Two places that may be one."""

    one: Place | Location
    other: Place | Location


def same_geonames(pair: Pair) -> float:
    """Both have one GeoNames id."""
    return float(pair.one.geonames is not None and pair.one.geonames == pair.other.geonames)


def same_name(pair: Pair) -> float:
    """They share a name."""
    return float(bool(place_names(pair.one) & place_names(pair.other)))


def alike_name(pair: Pair) -> float:
    """Spelt otherwise, the consonants being the same."""
    bones = [{skeleton(name).replace(" ", "") for name in place_names(place)} for place in pair]
    return float(not same_name(pair) and any(len(bone) > 2 for bone in bones[0] & bones[1]))


def same_country(pair: Pair) -> float:
    """Both lie in one country."""
    return float(pair.one.country is not None and pair.one.country == pair.other.country)


def close_by(pair: Pair) -> float:
    """Their coordinates are those of one town."""
    between = kilometres(pair.one, pair.other)
    return float(between is not None and between <= CLOSE_KM)


def same_division(pair: Pair) -> float:
    """Both lie in one first-level division."""
    return float(pair.one.admin1 is not None and pair.one.admin1 == pair.other.admin1)


def far_away(pair: Pair) -> float:
    """They are spots a day's march apart or more."""
    between = kilometres(pair.one, pair.other)
    return float(between is not None and between > FAR_KM and not {pair.one.precision, pair.other.precision} & WIDE)


def other_country(pair: Pair) -> float:
    """Each lies in another country."""
    return float(None not in (pair.one.country, pair.other.country) and pair.one.country != pair.other.country)


def other_geonames(pair: Pair) -> float:
    """Each has a GeoNames id of its own."""
    return float(None not in (pair.one.geonames, pair.other.geonames) and pair.one.geonames != pair.other.geonames)


def other_extent(pair: Pair) -> float:
    """One is a spot, the other a whole division or country of the same name (Tripoli, and Tripoli district)."""
    return float((pair.one.precision in WIDE) != (pair.other.precision in WIDE))


FEATURES: tuple[Feature[Pair], ...] = (
    Feature(same_geonames, 1.0),
    Feature(same_name, 0.6),
    Feature(alike_name, 0.4),
    Feature(same_country, 0.2),
    Feature(close_by, 0.35),
    Feature(same_division, 0.2),
    Feature(far_away, -0.8),
    Feature(other_country, -0.8),
    Feature(other_geonames, -0.6),
    Feature(other_extent, -0.3),
)


def match_places(one: tuple[str, Place | Location], other: tuple[str, Place | Location]) -> Match:
    """Weighs two places, each with the id by which the match names it."""
    found = score(Pair(one[1], other[1]), FEATURES)
    points = round(found.score, 3)
    band = Band.MERGED if points >= MERGED else Band.SUGGESTED if points >= SUGGESTED else Band.APART
    return Match(one[0], other[0], points, band, found.reasons)


def place_names(place: Place | Location) -> frozenset[str]:
    """Returns the folded names proper of a place; none for one that is only described."""
    forms = (form for form in (place.name, *place.aliases) if _is_name(form))
    return frozenset(key for form in forms if (key := folded(form)))


def place_keys(place: Place | Location) -> tuple[str, ...]:
    """Returns the keys under which a place and all that may be the same one meet."""
    keys = {f"g:{place.geonames}"} if place.geonames is not None else set()
    return tuple(sorted(keys | {f"p:{skeleton(name).replace(' ', '')}" for name in place_names(place)}))


def kilometres(one: Place | Location, other: Place | Location) -> float | None:
    """Returns the distance on the great circle; None where a place has no coordinates."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    return great_circle((one.latitude, one.longitude), (other.latitude, other.longitude))


def great_circle(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Returns the kilometres between two points in degrees (haversine formula)."""
    if one == other:
        return 0.0
    (lat1, lon1), (lat2, lon2) = (map(radians, point) for point in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))


def fuse_place(member: PlaceMember, candidates: Sequence[Location], bonds: Bonds = NO_BONDS) -> Assigned[Location]:
    """Returns the location of a report's place, with the place in it, among those that share one of its `place_keys`.

    Where none fits, the location is new and has the member's id.
    """
    held = next((location for location in candidates if member.id in location.members), None)
    if held is not None:
        return Assigned(held)

    def match(location: Location) -> Match:
        return match_places((member.id, member.place), (location.id, location))

    found = assign(member.id, candidates, match, _between, bonds)
    joined = joined_location(found.group, member) if found.group else new_location(member)
    return Assigned(joined, found.match, found.suggested)


def _between(one: Location, other: Location) -> Match:
    return match_places((one.id, one), (other.id, other))


def new_location(member: PlaceMember) -> Location:
    """Returns the location of a place that no other report has told of."""
    place = member.place
    return Location(
        id=member.id,
        name=place.name,
        aliases=tuple(form for form in place.aliases if _is_name(form) and form != place.name),
        country=place.country,
        admin1=place.admin1,
        latitude=place.latitude,
        longitude=place.longitude,
        geonames=place.geonames,
        precision=place.precision,
        members=(member.id,),
    )


def joined_location(location: Location, member: PlaceMember) -> Location:
    """Returns the location with one more member; what it lacked it takes from the member."""
    place, located = member.place, location.latitude is not None
    names = (form for form in (*location.aliases, place.name, *place.aliases) if _is_name(form))
    return replace(
        location,
        aliases=tuple(dict.fromkeys(name for name in names if name != location.name))[:MOST_ALIASES],
        country=location.country or place.country,
        admin1=location.admin1 or place.admin1,
        latitude=location.latitude if located else place.latitude,
        longitude=location.longitude if located else place.longitude,
        geonames=location.geonames or place.geonames,
        members=tuple(dict.fromkeys((*location.members, member.id))),
    )


def regroup_places(members: Iterable[PlaceMember], bonds: Bonds = NO_BONDS) -> tuple[Location, ...]:
    """Returns the locations of members given in the order they came in, as if nothing were known before."""
    return regroup(members, bonds, fuse_place, _keys)


def _keys(place: PlaceMember | Location) -> tuple[str, ...]:
    return place_keys(place.place if isinstance(place, PlaceMember) else place)


def _is_name(form: str) -> bool:
    """Tells a name ("Balad Ruz", "al-Qaim") from a description ("the gate of the prayer house", "Their orchards")."""
    words = form.split()
    return bool(words) and all(word[0].isupper() or word.split("-")[0].lower() in JOINING for word in words)


JOINING = ARTICLES | frozenset("of de del la le les du da do and es sur".split())
