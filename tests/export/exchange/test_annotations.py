from __future__ import annotations

from typing import Any

import pytest
from pyld import jsonld

from polybius.export.exchange import Selection
from polybius.export.exchange.annotations import CONTEXT
from polybius.model import Span
from tests.export.exchange.holdings import EMPTY, HOSTILE, RECORDS, SELECTION, SHELLING, hostile, plain

OA = "http://www.w3.org/ns/oa#"
# The terms of the W3C's context that polybius uses, written from the Web Annotation Vocabulary.
TERMS: dict[str, Any] = {
    "@vocab": "urn:unknown:",
    "id": "@id",
    "type": "@type",
    "Annotation": f"{OA}Annotation",
    "AnnotationCollection": "https://www.w3.org/ns/activitystreams#OrderedCollection",
    "AnnotationPage": "https://www.w3.org/ns/activitystreams#OrderedCollectionPage",
    "SpecificResource": f"{OA}SpecificResource",
    "TextualBody": f"{OA}TextualBody",
    "TextPositionSelector": f"{OA}TextPositionSelector",
    "TextQuoteSelector": f"{OA}TextQuoteSelector",
    "Text": "http://purl.org/dc/dcmitype/Text",
    **{p: {"@id": f"{OA}motivatedBy", "@type": "@vocab"} for p in ("motivation",)},
    "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
    **{purpose: f"{OA}{purpose}" for purpose in ("classifying", "describing", "identifying", "linking", "tagging")},
    "body": {"@id": f"{OA}hasBody", "@type": "@id"},
    "target": {"@id": f"{OA}hasTarget", "@type": "@id"},
    "source": {"@id": f"{OA}hasSource", "@type": "@id"},
    "selector": {"@id": f"{OA}hasSelector", "@type": "@id"},
    "canonical": {"@id": f"{OA}canonical", "@type": "@id"},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "created": {"@id": "http://purl.org/dc/terms/created", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
    **{name: f"{OA}{name}" for name in ("exact", "prefix", "suffix", "start", "end")},
    "items": {
        "@id": "https://www.w3.org/ns/activitystreams#items",
        "@type": "@id",
        "@container": "@list",
    },
    "first": {"@id": "https://www.w3.org/ns/activitystreams#first", "@type": "@id"},
}


def annotations(selection: Selection = SELECTION) -> list[Any]:
    items: list[Any] = plain("annotations", selection)["first"]["items"]
    return items


def expanded() -> Any:
    """The annotations as JSON-LD nodes, expanded by pyld."""

    def load(url: str, _: Any) -> Any:
        assert url == CONTEXT
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": TERMS}}

    [collection] = jsonld.expand(plain("annotations"), {"documentLoader": load})
    [page] = collection["https://www.w3.org/ns/activitystreams#first"]
    return page["https://www.w3.org/ns/activitystreams#items"][0]["@list"]


def test_every_key_is_a_term_of_the_vocabulary() -> None:
    nodes = expanded()
    assert {kind for node in nodes for kind in node["@type"]} == {f"{OA}Annotation"}
    assert "urn:unknown:" not in str(nodes)


def test_annotations_have_one_id_each_a_body_and_one_target() -> None:
    nodes = expanded()
    assert len({node["@id"] for node in nodes}) == len(nodes) > 10
    assert {len(node[f"{OA}hasTarget"]) for node in nodes} == {1}
    assert all(node[f"{OA}hasBody"] for node in nodes)


def test_positions_and_quotations_point_at_the_same_words() -> None:
    checked = 0
    for annotation in annotations():
        position, quotation = annotation["target"]["selector"]
        text = RECORDS[annotation["target"]["source"]["id"].removeprefix("urn:sha256:")].text
        assert text[position["start"] : position["end"]] == quotation["exact"]
        assert quotation["prefix"] + quotation["exact"] + quotation["suffix"] in text
        checked += 1
    assert checked == len(annotations())


def test_an_event_is_classified_linked_and_told_by_someone() -> None:
    event = annotations()[0]
    values = [body.get("value") or body["source"] for body in event["body"]]
    assert values[:3] == ["ASSAULT", "heavy-weapons", "happened"]
    assert f"urn:polybius:incident:{SHELLING.incident.id}" in values
    assert values[-1] == "Told by Harbour Gazette ← a docker"
    assert event["target"]["source"]["canonical"] == "https://gazette.example/vela"


def test_days_and_counts_point_at_their_words() -> None:
    quoted = {a["body"][0]["value"]: a["target"]["selector"][1]["exact"] for a in annotations()[1:3]}
    assert quoted == {"when: 2021-03-01/2021-03-01": "on Monday", "killed: 3–3": "three sailors"}


def test_mentions_are_identified_across_reports() -> None:
    identified = {
        (a["body"][0]["source"], a["target"]["selector"][1]["exact"])
        for a in annotations()
        if a["body"][0].get("purpose") == "identifying"
    }
    assert ("urn:polybius:actor:army", "Northland's army") in identified
    assert ("urn:polybius:place:vela", "Vela") in identified


def test_without_its_record_an_account_still_quotes_its_trigger() -> None:
    bare = Selection((SHELLING,), SELECTION.identities)
    position, quotation = annotations(bare)[0]["target"]["selector"]
    assert (Span(position["start"], position["end"]), quotation["exact"]) == (Span(17, 24), "shelled")


def test_no_incidents_make_an_empty_page() -> None:
    assert annotations(EMPTY) == []


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_read_back_exactly(words: str) -> None:
    assert annotations(hostile(words))[0]["body"][-1]["value"] == f"Told by {words} ← {words}"
