"""Incidents -> PLOVER's JSON: a line each, with the fields of chapter 6 of the codebook (draft of September 2021).

The codebook's own names are used where it has one; it allows further fields, and polybius's stand under `polybius`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from polybius.export.exchange.countries import country
from polybius.export.exchange.description import describe
from polybius.export.exchange.selection import Case, Selection
from polybius.export.json_text import json_text
from polybius.incidents import Account, Identity, Location
from polybius.model import EventType, Precision, to_dict

QUAD = {
    **dict.fromkeys((EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.CONCEDE), 1),
    **dict.fromkeys((EventType.COOPERATE, EventType.AID, EventType.RETREAT), 2),
    **dict.fromkeys((EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN), 3),
    **dict.fromkeys((EventType.PROTEST, EventType.SANCTION, EventType.MOBILIZE, EventType.COERCE), 4),
    EventType.ASSAULT: 4,
}
"""Verbal and material cooperation, verbal and material conflict. Table 7.2 has SANCTION as 3, section 3.12.4 as 4."""

RESOLUTION = {Precision.EXACT: 4, Precision.NEAR: 4, Precision.ADMIN2: 3, Precision.ADMIN1: 2, Precision.COUNTRY: 1}
"""UCDP's steps -> those of table 6.6; a region and the high seas have none."""

SIZE = {"killed": "dead", "wounded": "injured", "detained": "arrested"}
"""Kinds of count -> the names of table 6.4."""

CODEBOOK = "plover-base-0.8"
WIKIDATA = "https://www.wikidata.org/wiki/"


def write_plover(selection: Selection) -> Iterator[str]:
    """Yields a line for each incident, whatever its status, which stands under `polybius`."""
    for case in selection.cases:
        yield json_text(_event(case, selection)) + "\n"


def _event(case: Case, selection: Selection) -> dict[str, Any]:
    kind, mode, (start, end), account = case.code("type"), case.code("mode"), case.days(), case.telling()
    return {
        "id": case.incident.id,
        "has_event": True,
        "date": start,
        "enddate": end,
        "actor": [_entity(identity) for identity in selection.who(case, "initiators")],
        "recipient": [_entity(identity) for identity in selection.who(case, "targets")],
        "event": [kind] if kind else [],
        "event_loc": _location(selection.where(case)),
        "event_text": list(dict.fromkeys(account.words for account in case.accounts)),
        "quad_code": QUAD[EventType(kind)] if kind else None,
        "mode": [mode] if mode else [],
        "context": [],
        "text": account.said,
        "text_info": {"start": account.sentence.start, "end": account.sentence.end, "text": [account.said]},
        "cite_info": _citation(account, selection),
        "size": {name: to_dict(case.tally(what).best) for what, name in SIZE.items()},
        "coder": "polybius",
        "polybius": describe(case, selection) | {"status": case.code("status")},
    }


def _entity(identity: Identity) -> dict[str, Any]:
    return {
        "code": identity.country,
        "sector": identity.sector,
        "entity_text": list(dict.fromkeys((identity.name, *identity.aliases))),
        "identifier_id": f"{WIKIDATA}{identity.wikidata}" if identity.wikidata else identity.id,
        "identifier_text": identity.name,
    }


def _location(place: Location | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "extracted_place": next(iter(place.aliases), place.name),
        "resolved_place": place.name,
        "geonameid": place.geonames,
        "lat": place.latitude,
        "lon": place.longitude,
        "province": place.admin1,
        "country": country(place.country).name or None,
        "country_code": place.country,
        "resolution": RESOLUTION.get(place.precision),
    }


def _citation(account: Account, selection: Selection) -> dict[str, Any]:
    record = selection.records.get(account.report)
    return {
        "citation": account.report,
        "url": record.url if record else None,
        "title": record.title if record else None,
        "language": record.language if record else None,
        "publication": account.publisher,
        "coder": "polybius",
        "codebook": CODEBOOK,
    }
