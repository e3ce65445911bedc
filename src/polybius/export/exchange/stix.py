"""Incidents -> a STIX 2.1 bundle: incidents, identities, locations, the relationships between them, a note an account.

STIX leaves the Incident object a stub and has no words for kinetic events: an extension definition, which the bundle
carries with its JSON Schema, adds type, standing, versions, figures and accounts (docs/exports.md).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID, uuid5

from polybius.export.exchange.countries import country
from polybius.export.exchange.description import describe
from polybius.export.exchange.naming import title
from polybius.export.exchange.selection import Case, Selection, telling, told_by
from polybius.export.json_text import json_list
from polybius.incidents import Account, Identity, Location
from polybius.model import ActorKind

NAMESPACE = UUID("c1b5fb2e-7e0c-5f0b-9b5e-9d3f2a6c4e71")  # of polybius's ids (RFC 9562, version 5)
DEFINED = "2026-01-01T00:00:00.000Z"  # when the extension was defined

IDENTITY_CLASS = {
    ActorKind.PERSON: "individual",
    ActorKind.ARMED_GROUP: "group",
    ActorKind.POPULATION: "class",
    ActorKind.UNNAMED: "unknown",
}
"""Every kind that is not named is an organization."""

RELATIONSHIP = {"initiators": "attributed-to", "targets": "targets", "place": "located-at"}

Object = dict[str, Any]


def write_stix(selection: Selection) -> Iterator[str]:
    """Yields a bundle; objects that several incidents share come once, and every id is the same at every export."""
    return json_list(
        f'{{"type": "bundle", "id": "{stix_id("bundle", "incidents")}", "objects": ', _objects(selection), "}\n"
    )


def stix_id(kind: str, *parts: str) -> str:
    """Returns the STIX id of something of polybius's: a version 5 UUID of what names it."""
    return f"{kind}--{uuid5(NAMESPACE, ' '.join((kind, *parts)))}"


POLYBIUS = stix_id("identity", "polybius")
EXTENSION = stix_id("extension-definition", "incident")


def _objects(selection: Selection) -> Iterator[Object]:
    yield _made("identity", POLYBIUS, DEFINED, DEFINED) | {"name": "polybius", "identity_class": "system"}
    yield _extension_definition()
    written: set[str] = set()
    for case in selection.cases:
        for made in _of_case(case, selection):
            if made["id"] not in written:
                written.add(made["id"])
                yield made


def _of_case(case: Case, selection: Selection) -> Iterator[Object]:
    times = _times(case)
    for role in ("initiators", "targets"):
        yield from (_identity(selection.identity(id), times) for id in case.holders(role))
    places = {id: place for id in case.holders("place") if (place := selection.location(id)) and _has_position(place)}
    yield from (_location(place, times) for place in places.values())
    yield _incident(case, selection, times)
    for name in RELATIONSHIP:
        yield from _relationships(case, name, set(places), times)
    yield from (_note(account, case, selection) for account in case.accounts)


def _made(kind: str, id: str, created: str, modified: str) -> Object:
    author = {} if id == POLYBIUS else {"created_by_ref": POLYBIUS}
    return {"type": kind, "spec_version": "2.1", "id": id, **author, "created": created, "modified": modified}


def _times(case: Case) -> tuple[str, str]:
    recorded = sorted(timestamp(account) for account in case.accounts)
    return recorded[0], recorded[-1]


def timestamp(account: Account) -> str:
    """Returns when an account was recorded, else published, as STIX writes it; 1970 where neither is known."""
    moment = datetime.fromisoformat(account.recorded_at or account.published or "1970-01-01")
    utc = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return utc.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _identity(identity: Identity, times: tuple[str, str]) -> Object:
    also = {"description": f"Also called {'; '.join(identity.aliases)}"} if identity.aliases else {}
    wikidata = {"source_name": "wikidata", "external_id": identity.wikidata}
    return {
        **_made("identity", stix_id("identity", identity.id), *times),
        "name": identity.name,
        "identity_class": IDENTITY_CLASS.get(identity.kind, "organization"),
        "roles": [identity.kind, *([identity.sector] if identity.sector else [])],
        **also,
        **({"external_references": [wikidata]} if identity.wikidata else {}),
    }


def _has_position(place: Location) -> bool:
    return place.latitude is not None or bool(country(place.country).alpha2)


def _location(place: Location, times: tuple[str, str]) -> Object:
    code = country(place.country).alpha2
    position = {} if place.latitude is None else {"latitude": place.latitude, "longitude": place.longitude}
    return {
        **_made("location", stix_id("location", place.id), *times),
        "name": place.name,
        **position,
        **({"country": code} if code else {}),
        **({"administrative_area": place.admin1} if place.admin1 else {}),
    }


def _incident(case: Case, selection: Selection, times: tuple[str, str]) -> Object:
    start, end = case.days()
    codes = {name: code for name in ("type", "mode", "status") if (code := case.code(name))}
    when = {name: day for name, day in (("start", start), ("end", end)) if day}
    return {
        **_made("incident", stix_id("incident", case.incident.id), *times),
        "name": title(case, selection) or case.incident.id,
        "description": case.telling().said or case.telling().words,
        "labels": list(codes.values()),
        "external_references": _references(case, selection),
        "extensions": {
            EXTENSION: {"extension_type": "property-extension", **codes, **when, **describe(case, selection)}
        },
    }


def _references(case: Case, selection: Selection) -> list[Object]:
    firsts = {account.report: account for account in reversed(case.accounts)}
    return [_reference(account, selection) for account in sorted(firsts.values(), key=case.accounts.index)]


def _reference(account: Account, selection: Selection) -> Object:
    address = selection.address(account.report)
    return {
        "source_name": account.publisher or "unnamed publisher",
        "external_id": account.report,
        **({"url": address} if address else {}),
    }


def _relationships(case: Case, name: str, located: set[str], times: tuple[str, str]) -> Iterator[Object]:
    kind, of = RELATIONSHIP[name], "location" if name == "place" else "identity"
    for id, holders in case.holders(name).items():
        if of == "identity" or id in located:
            yield {
                **_made("relationship", stix_id("relationship", case.incident.id, kind, id), *times),
                "relationship_type": kind,
                "source_ref": stix_id("incident", case.incident.id),
                "target_ref": stix_id(of, id),
                "description": "Told by " + "; ".join(telling(case.accounts, holders)),
                "labels": ["disputed" if case.field(name).disputed else "agreed"],
            }


def _note(account: Account, case: Case, selection: Selection) -> Object:
    recorded = timestamp(account)
    return {
        **_made("note", stix_id("note", account.id), recorded, recorded),
        "abstract": f"{account.type}, {account.status}, {account.certainty}; told by {told_by(account)}",
        "content": account.said or account.words,
        "authors": [told_by(account)],
        "object_refs": [stix_id("incident", case.incident.id)],
        "external_references": [_reference(account, selection)],
    }


def _extension_definition() -> Object:
    return {
        **_made("extension-definition", EXTENSION, DEFINED, DEFINED),
        "name": "Kinetic incident with every account",
        "description": "What happened, in PLOVER's types, with each version of every field and who holds it.",
        "schema": json.dumps(extension_schema(), sort_keys=True),
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }


@cache
def extension_schema() -> Any:
    """Returns the JSON Schema (draft 2020-12) of the extension."""
    return json.loads((files("polybius.export.exchange") / "stix_extension.json").read_text("utf-8"))
