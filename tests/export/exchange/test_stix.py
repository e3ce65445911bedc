from __future__ import annotations

from typing import Any

import jsonschema
import pytest
import stix2

from polybius.export.exchange import Selection
from polybius.export.exchange.stix import EXTENSION, extension_schema
from tests.export.exchange.holdings import (
    EMPTY,
    HOSTILE,
    SELECTION,
    SHELLING,
    SHELLING_IDS,
    TOGETHER,
    hostile,
    plain,
    written,
)


def bundle(selection: Selection = SELECTION) -> Any:
    """The bundle as the OASIS library parses it, nothing custom allowed."""
    return stix2.parse(written("stix", selection).decode(), allow_custom=False)


def of(kind: str, selection: Selection = SELECTION) -> list[Any]:
    return [made for made in bundle(selection).objects if made["type"] == kind]


def test_every_object_is_stix_and_comes_once() -> None:
    ids = [made["id"] for made in bundle().objects]
    assert len(set(ids)) == len(ids)
    assert [len(of(kind)) for kind in ("incident", "note", "location", "extension-definition")] == [3, 5, 1, 1]


def test_every_reference_is_in_the_bundle() -> None:
    objects = bundle().objects
    ids = {made["id"] for made in objects}
    ends = {made[end] for made in objects for end in ("source_ref", "target_ref", "created_by_ref") if end in made}
    ends |= {ref for made in objects if made["type"] == "note" for ref in made["object_refs"]}
    assert len(ends) > 5
    assert ends - ids == set()


def test_ids_are_the_same_at_every_export() -> None:
    alone = Selection((SHELLING,), SELECTION.identities, SELECTION.locations)
    assert of("incident", alone)[0]["id"] == of("incident")[0]["id"]
    assert {made["id"] for made in bundle(alone).objects} <= {made["id"] for made in bundle().objects}


def test_an_incident_carries_what_happened_in_the_extension() -> None:
    incident = of("incident")[0]
    extension = incident["extensions"][EXTENSION]
    assert incident["name"] == "ASSAULT by Northland's army on sailors (Vela, 2021-03-01)"
    assert (extension["type"], extension["mode"], extension["status"]) == ("ASSAULT", "heavy-weapons", "happened")
    assert (extension["origins"], extension["disputed"]) == (2, ["initiators", "killed"])
    assert [account["id"] for account in extension["accounts"]] == list(SHELLING_IDS)


def test_the_extension_keeps_to_its_schema() -> None:
    validator = jsonschema.Draft202012Validator(extension_schema(), format_checker=jsonschema.FormatChecker())
    extensions = [
        incident["extensions"][EXTENSION] for incident in plain("stix")["objects"] if "extensions" in incident
    ]
    assert len(extensions) == 3
    assert [error.message for extension in extensions for error in validator.iter_errors(extension)] == []
    assert list(validator.iter_errors({"extension_type": "property-extension", "origins": 0}))


def test_the_bundle_defines_its_extension() -> None:
    [definition] = of("extension-definition")
    assert definition["id"] == EXTENSION
    assert definition["extension_types"] == ["property-extension"]
    assert '"versions"' in definition["schema"]


def test_each_version_of_who_did_it_is_a_relationship() -> None:
    names = {made["id"]: made["name"] for made in of("identity")}
    blamed = [made for made in of("relationship") if made["relationship_type"] == "attributed-to"]
    assert {names[made["target_ref"]]: made["description"] for made in blamed[:2]} == {
        "Northland's army": "Told by Harbour Gazette ← a docker",
        "Red Front": "Told by Coast Wire ← the police; Evening Post ← the police",
    }
    assert [made["labels"] for made in blamed] == [["disputed"], ["disputed"], ["agreed"]]


def test_who_is_in_several_versions_has_one_relationship_with_all_who_tell_it() -> None:
    alone = Selection((TOGETHER,), SELECTION.identities, SELECTION.locations)
    told = [made["description"] for made in of("relationship", alone) if made["relationship_type"] == "attributed-to"]
    assert told == [
        "Told by Harbour Gazette ← a docker; Coast Wire ← the police; Evening Post ← the police",
        "Told by Harbour Gazette ← a docker",
    ]


def test_an_incident_is_located_where_it_can_be() -> None:
    [vela] = of("location")
    assert (vela["latitude"], vela["longitude"], vela["country"]) == (37.95, 23.64, "GR")
    located = [made for made in of("relationship") if made["relationship_type"] == "located-at"]
    assert [made["target_ref"] for made in located] == [vela["id"]] * 2


def test_each_account_is_a_note_with_its_words_and_report() -> None:
    note = of("note")[0]
    assert note["content"].startswith("Northland's army shelled the port")
    assert note["authors"] == ["Harbour Gazette ← a docker"]
    assert note["external_references"][0]["url"] == "https://gazette.example/vela"


def test_objects_are_dated_by_when_their_accounts_came_in() -> None:
    incident = of("incident")[0]
    assert stix2.utils.format_datetime(incident["created"]) == "2021-03-02T10:00:00.000Z"
    assert stix2.utils.format_datetime(incident["modified"]) == "2021-03-03T09:30:00.000Z"


def test_no_incidents_make_a_bundle_of_the_definitions() -> None:
    assert [made["type"] for made in bundle(EMPTY).objects] == ["identity", "extension-definition"]


@pytest.mark.parametrize("words", [words for words in HOSTILE if "\ud800" not in words])
def test_hostile_words_read_back_exactly(words: str) -> None:
    assert of("note", hostile(words))[0]["content"] == words
