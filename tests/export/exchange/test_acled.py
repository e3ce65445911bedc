from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pytest

from polybius.export.exchange import Case, Selection
from polybius.export.exchange.acled import COLUMNS
from polybius.export.exchange.acled_codes import BY_MODE, DISORDER, Inter, category, disorder, inter
from polybius.incidents import Field, Identity, Tally, Version
from polybius.model import ActorKind
from tests.export.exchange.holdings import (
    ARMY,
    FRONT,
    IDENTITIES,
    LOCATIONS,
    SAILORS,
    SELECTION,
    SHELLING,
    SHELLING_IDS,
    agreed,
    written,
)


def rows(selection: Selection = SELECTION) -> list[dict[str, Any]]:
    """ACLED's table as pyarrow reads it."""
    return list(pa.csv.read_csv(io.BytesIO(written("acled", selection))).to_pylist())


def shelling(*fields: Field, **more: Any) -> Selection:
    """The shelling with some fields otherwise."""
    known = {field.name: field for field in (*SHELLING.incident.fields, *fields)}
    incident = replace(SHELLING.incident, fields=tuple(known.values()), **more)
    return Selection((Case(incident, SHELLING.accounts),), IDENTITIES, LOCATIONS)


def test_columns_are_those_of_acled_in_order() -> None:
    assert list(rows()[0]) == COLUMNS
    assert COLUMNS[:7] == "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type".split()
    assert COLUMNS[30] == "timestamp"


def test_a_shelling_is_remote_violence_against_civilians() -> None:
    row = rows()[0]
    assert (row["event_type"], row["sub_event_type"]) == (
        "Explosions/Remote violence",
        "Shelling/artillery/missile attack",
    )
    assert (row["disorder_type"], row["civilian_targeting"]) == ("Political violence", "Civilian targeting")
    assert (row["event_date"], row["year"], row["time_precision"]) == (date(2021, 3, 1), 2021, 1)


def test_actors_have_kinds_and_an_army_abroad_is_external() -> None:
    row = rows()[0]
    assert (row["actor1"], row["inter1"]) == ("Northland's army", "External/Other forces")
    assert (row["actor2"], row["inter2"]) == ("sailors", "Civilians")
    assert row["interaction"] == "External/Other forces-Civilians"


def test_the_place_has_its_codes() -> None:
    row = rows()[0]
    assert (row["iso"], row["region"], row["country"], row["admin1"]) == (300, "Europe", "Greece", "Attica")
    assert (row["location"], row["latitude"], row["longitude"], row["geo_precision"]) == ("Vela", 37.95, 23.64, 1)


def test_fatalities_are_the_lowest_count_and_the_others_stand_beside() -> None:
    row = rows()[0]
    assert (row["fatalities"], row["fatalities_best"], row["fatalities_high"]) == (3, 3, 6)
    assert row["disputed"] == "initiators; killed"


def test_the_sources_are_named_and_quoted() -> None:
    row = rows()[0]
    assert row["source"] == "Harbour Gazette; Coast Wire; Evening Post"
    assert row["notes"].startswith("Northland's army shelled the port of Vela")
    assert row["timestamp"] == 1614763800  # 2021-03-03 09:30 UTC


def test_a_march_is_a_peaceful_protest_of_protesters_alone() -> None:
    row = rows()[1]
    assert (row["event_type"], row["sub_event_type"]) == ("Protests", "Peaceful protest")
    assert (row["inter1"], row["interaction"]) == ("Protesters", "Protesters only")
    assert row["time_precision"] == 2


def test_what_acled_does_not_code_is_left_out() -> None:
    assert [row["actor1"] for row in rows()] == ["Northland's army", "students"]


@pytest.mark.parametrize("status", ["denied", "threatened", "planned", "expected", "demanded", "hypothetical"])
def test_what_has_not_happened_is_left_out(status: str) -> None:
    assert rows(shelling(agreed("status", status))) == []


def test_what_is_not_known_is_empty() -> None:
    row = rows(shelling(Field("when", ()), Field("place", ()), tallies=(Tally("killed", None, None, None),)))[0]
    assert {row[name] for name in ("event_date", "year", "country", "latitude", "geo_precision")} <= {None, ""}
    assert row["fatalities"] == 0


def test_who_helps_is_associated() -> None:
    both = Field("initiators", (Version(("army", "front"), SHELLING_IDS),))
    row = rows(shelling(both))[0]
    assert (row["actor1"], row["assoc_actor_1"]) == ("Northland's army", "Red Front")


def test_those_who_fight_each_other_are_the_two_sides_of_a_battle() -> None:
    both = Field("initiators", (Version(("army", "front"), SHELLING_IDS),))
    row = rows(shelling(both, Field("targets", ()), Field("mode", ())))[0]
    assert (row["actor1"], row["actor2"]) == ("Northland's army", "Red Front")
    assert (row["event_type"], row["interaction"]) == ("Battles", "External/Other forces-Rebel group")


ATTACKS = [
    (Inter.STATE, [Inter.REBEL], ("Battles", "Armed clash")),
    (Inter.STATE, [Inter.CIVILIANS], ("Violence against civilians", "Attack")),
    (Inter.REBEL, [], ("Violence against civilians", "Attack")),
    (Inter.CIVILIANS, [Inter.STATE], ("Riots", "Mob violence")),
]


@pytest.mark.parametrize(("doer", "done_to", "expected"), ATTACKS)
def test_an_assault_without_a_mode_is_told_by_who_fights_whom(doer: Inter, done_to: Any, expected: Any) -> None:
    assert category("ASSAULT", None, doer, done_to) == expected


KINDS = [
    (ARMY, None, True, Inter.STATE),
    (ARMY, "NLD", True, Inter.STATE),
    (ARMY, "GRC", True, Inter.EXTERNAL),
    (FRONT, "GRC", True, Inter.REBEL),
    (SAILORS, "GRC", False, Inter.CIVILIANS),
    (Identity("m", "a minister", ActorKind.PERSON, sector="GOV"), None, True, Inter.STATE),
    (Identity("m", "a minister", ActorKind.PERSON, sector="GOV"), None, False, Inter.CIVILIANS),
    (Identity("g", "gunmen", ActorKind.UNNAMED), None, True, None),
    (Identity("r", "reporters", ActorKind.UNNAMED, sector="MED"), None, False, Inter.CIVILIANS),
    (Identity("u", "peacekeepers", ActorKind.ORGANISATION, sector="IGO"), None, True, Inter.EXTERNAL),
]


@pytest.mark.parametrize(("identity", "country", "acts", "expected"), KINDS)
def test_actors_are_of_acleds_kinds(
    identity: Identity, country: str | None, acts: bool, expected: Inter | None
) -> None:
    assert inter(identity, country, acts=acts) == expected


def test_every_category_has_a_disorder() -> None:
    events = {*BY_MODE.values(), ("Battles", "Armed clash"), ("Riots", "Mob violence")}
    known = {*DISORDER.values(), "Political violence; Demonstrations"}
    assert {disorder(event) for event in events} == known
