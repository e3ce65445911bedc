"""Incidents -> GeoJSON (RFC 7946): a feature each, at the place that has most support, with every version beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from polybius.export.exchange.description import describe
from polybius.export.exchange.naming import title
from polybius.export.exchange.selection import Case, Selection
from polybius.export.json_text import json_list
from polybius.incidents import Location
from polybius.model import to_dict


def write_geojson(selection: Selection) -> Iterator[str]:
    """Yields a FeatureCollection; an incident whose place has no coordinates has a null geometry (section 3.2)."""
    features = (_feature(case, selection) for case in selection.cases)
    return json_list('{"type": "FeatureCollection", "features": ', features, "}\n")


def _feature(case: Case, selection: Selection) -> dict[str, Any]:
    place = selection.where(case)
    return {
        "type": "Feature",
        "id": case.incident.id,
        "geometry": point(place),
        "properties": _properties(case, selection, place),
    }


def point(place: Location | None) -> dict[str, Any] | None:
    """Returns the place as a Point, longitude first (section 3.1.1); None where it has no coordinates."""
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return {"type": "Point", "coordinates": [place.longitude, place.latitude]}


def _properties(case: Case, selection: Selection, place: Location | None) -> dict[str, Any]:
    start, end = case.days()
    return {
        "title": title(case, selection),
        "type": case.code("type"),
        "mode": case.code("mode"),
        "status": case.code("status"),
        "start": start,
        "end": end,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "precision": place.precision if place else None,
        "initiators": [identity.name for identity in selection.who(case, "initiators")],
        "targets": [identity.name for identity in selection.who(case, "targets")],
        **{f"{tally.what}_best": to_dict(tally.best) for tally in case.incident.tallies},
        **describe(case, selection),
    }
