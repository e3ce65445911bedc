from __future__ import annotations

import pytest
from shapely.geometry import Point, shape

from polybius.export.exchange.geojson import point
from polybius.incidents import Location
from tests.export.exchange.holdings import EMPTY, HOSTILE, SHELLING, hostile, plain


def test_each_incident_is_a_feature() -> None:
    collection = plain("geojson")
    assert collection["type"] == "FeatureCollection"
    assert [feature["type"] for feature in collection["features"]] == ["Feature"] * 3
    assert collection["features"][0]["id"] == SHELLING.incident.id


def test_an_incident_stands_at_its_place_longitude_first() -> None:
    geometry = shape(plain("geojson")["features"][0]["geometry"])
    assert geometry == Point(23.64, 37.95)
    assert geometry.is_valid


def test_a_place_without_coordinates_has_no_geometry() -> None:
    threat = plain("geojson")["features"][2]
    assert threat["geometry"] is None
    assert threat["properties"]["place"] == "the strait"


def test_a_place_on_the_equator_or_the_meridian_has_a_geometry() -> None:
    assert point(Location("null", "Null Island", latitude=0.0, longitude=0.0)) is not None


def test_properties_say_what_happened_and_what_is_disputed() -> None:
    properties = plain("geojson")["features"][0]["properties"]
    assert properties["title"] == "ASSAULT by Northland's army on sailors (Vela, 2021-03-01)"
    assert (properties["type"], properties["killed_best"], properties["origins"]) == ("ASSAULT", 3, 2)
    assert properties["disputed"] == ["initiators", "killed"]


def test_properties_lead_to_words_reports_and_chains() -> None:
    [first, *_] = plain("geojson")["features"][0]["properties"]["accounts"]
    assert first["words"] == "shelled"
    assert first["trigger"] == {"start": 17, "end": 24}
    assert [source["name"] for source in first["chain"]] == ["a docker"]
    assert first["url"] == "https://gazette.example/vela"


def test_no_incidents_make_an_empty_collection() -> None:
    assert plain("geojson", EMPTY) == {"type": "FeatureCollection", "features": []}


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_read_back_exactly(words: str) -> None:
    [feature] = plain("geojson", hostile(words))["features"]
    assert feature["properties"]["place"] == words
    assert feature["properties"]["accounts"][0]["said"] == words
