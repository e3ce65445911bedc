from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from polybius.export.exchange.plover import QUAD
from polybius.model import EventType
from tests.export.exchange.holdings import HOSTILE, SELECTION, SHELLING, SHELLING_IDS, hostile, lines, written

# Tables 6.1 to 6.6 of the codebook, as a JSON Schema.
TEXT, TEXTS = {"type": ["string", "null"]}, {"type": "array", "items": {"type": "string"}}
NUMBER, WHOLE = {"type": ["number", "null"]}, {"type": ["integer", "null"]}
ENTITY = {"code": {"type": ["string", "null"], "pattern": "^[A-Z]{3}$"}, "sector": TEXT, "identifier_text": TEXT}
LOCATION = {
    **dict.fromkeys(("extracted_place", "resolved_place", "province", "country", "country_code"), TEXT),
    **{"geonameid": WHOLE, "lat": NUMBER, "lon": NUMBER, "resolution": {"enum": [1, 2, 3, 4, 5, None]}},
}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["id", "date", "actor"],
    "properties": {
        "id": {"type": "string"},
        "date": {"type": ["string", "null"], "format": "date"},
        "enddate": {"type": ["string", "null"], "format": "date"},
        "actor": {"type": "array", "items": {"type": "object", "properties": ENTITY}},
        "recipient": {"type": "array", "items": {"type": "object", "properties": ENTITY}},
        "event": {"type": "array", "items": {"enum": [str(kind) for kind in EventType]}},
        "event_loc": {"type": ["object", "null"], "properties": LOCATION},
        "event_text": TEXTS,
        "quad_code": {"enum": [1, 2, 3, 4, None]},
        "mode": TEXTS,
        "context": TEXTS,
        "text": TEXT,
        "text_info": {"type": "object", "properties": {"start": WHOLE, "end": WHOLE, "text": TEXTS}},
        "cite_info": {"type": "object", "additionalProperties": TEXT},
        "size": {"type": "object", "properties": dict.fromkeys(("dead", "injured", "arrested"), NUMBER)},
        "coder": TEXT,
        "has_event": {"type": "boolean"},
        "polybius": {"type": "object"},
    },
    "additionalProperties": False,
}


def test_each_line_keeps_to_the_tables_of_the_codebook() -> None:
    events = lines("plover")
    assert len(events) == 3
    checker = jsonschema.FormatChecker()
    assert [error.message for e in events for error in _validator(checker).iter_errors(e)] == []


def _validator(checker: jsonschema.FormatChecker) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(SCHEMA, format_checker=checker)


def test_who_did_what_to_whom_where_and_when() -> None:
    event = lines("plover")[0]
    assert (event["event"], event["mode"], event["quad_code"]) == (["ASSAULT"], ["heavy-weapons"], 4)
    assert [actor["identifier_text"] for actor in event["actor"]] == ["Northland's army"]
    assert event["actor"][0]["identifier_id"] == "https://www.wikidata.org/wiki/Q42"
    assert [target["sector"] for target in event["recipient"]] == ["CVL"]
    assert (event["date"], event["event_loc"]["geonameid"], event["event_loc"]["country"]) == (
        "2021-03-01",
        123456,
        "Greece",
    )


def test_the_words_lead_to_the_report() -> None:
    event = lines("plover")[0]
    text = SELECTION.records[event["cite_info"]["citation"]].text
    assert text[event["text_info"]["start"] : event["text_info"]["end"]] == event["text"]
    assert event["cite_info"]["url"] == "https://gazette.example/vela"


def test_every_account_and_version_stands_under_polybius() -> None:
    own = lines("plover")[0]["polybius"]
    assert (own["origins"], own["disputed"], own["status"]) == (2, ["initiators", "killed"], "happened")
    assert [account["id"] for account in own["accounts"]] == list(SHELLING_IDS)
    assert own["accounts"][0]["told_by"] == "Harbour Gazette ← a docker"
    [killed] = own["figures"]
    assert [(v["low"], v["told_by"][0]) for v in killed["versions"]] == [
        (3, "Harbour Gazette ← a docker"),
        (6, "Coast Wire ← the police"),
    ]


def test_what_is_not_known_is_null() -> None:
    event = lines("plover")[2]
    assert (event["date"], event["actor"], event["size"]["dead"]) == (None, [], None)
    assert event["event_loc"]["lat"] is None


def test_each_type_has_a_quad_category() -> None:
    assert set(QUAD) == set(EventType)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_on_their_line_and_read_back_exactly(words: str) -> None:
    content = written("plover", hostile(words)).decode()
    assert len(content.splitlines()) == 1
    [event] = lines("plover", hostile(words))
    assert event["text"] == words
    assert event["id"] == SHELLING.incident.id
