"""Incidents -> FollowTheMoney entities (version 4 of its schema), one JSON object a line, as its tools read them.

An incident is an Event, its actors are persons, bodies and organisations, its reports Articles. Who did it and to whom
stands on links, each with who says so; each account is a Note with the sentence it stands on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from polybius.export.exchange.countries import country
from polybius.export.exchange.naming import title
from polybius.export.exchange.relations import Relation, relations
from polybius.export.exchange.selection import Case, Selection, days_of, telling, told_by
from polybius.export.json_text import json_text
from polybius.export.wording import one_line, write_count
from polybius.incidents import Account, Field, FigureVersion, Identity, Location, Version
from polybius.model import ActorKind, Figure, Predicate, to_dict

SCHEMA = {
    ActorKind.PERSON: "Person",
    ActorKind.STATE: "PublicBody",
    ActorKind.GOVERNMENT: "PublicBody",
    ActorKind.MILITARY: "PublicBody",
    ActorKind.ARMED_GROUP: "Organization",
    ActorKind.PARTY: "Organization",
    ActorKind.ORGANISATION: "Organization",
    ActorKind.OUTLET: "Organization",
    ActorKind.POPULATION: "LegalEntity",
    ActorKind.UNNAMED: "LegalEntity",
}
ROLES = {"initiators": "initiator", "targets": "target"}
FORMER = {"DDDE": "dd", "ANHH": None, "YDYE": None}
"""Former states that FollowTheMoney calls by another code than ISO 3166-3, or by none."""

Entity = dict[str, Any]


def write_ftm(selection: Selection) -> Iterator[str]:
    """Yields an entity a line, each once, those that others point to first."""
    written: set[str] = set()
    told: set[tuple[str, str, str]] = set()
    for case in selection.cases:
        for entity in _entities(case, selection, told):
            if entity["id"] not in written:
                written.add(entity["id"])
                yield json_text(entity) + "\n"


def _entities(case: Case, selection: Selection, told: set[tuple[str, str, str]]) -> Iterator[Entity]:
    place = selection.where(case)
    if place:
        yield _address(place)
    for account in case.accounts:
        yield _article(account, selection)
    for role in ROLES:
        yield from (_actor(selection.identity(id)) for id in case.holders(role))
    yield _event(case, selection)
    yield from _links(case)
    yield from (_note(account, case, selection) for account in case.accounts)
    for relation in relations(case, selection, told):
        yield _actor(relation.subject)
        yield _address(relation.object) if isinstance(relation.object, Location) else _actor(relation.object)
        yield _relation(relation)


def _entity(id: str, schema: str, **properties: Iterable[Any] | Any) -> Entity:
    several = {name: _texts(value) for name, value in properties.items()}
    return {"id": id, "schema": schema, "properties": {name: values for name, values in several.items() if values}}


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, (list, tuple)) else [value]
    return list(dict.fromkeys(text for entry in values if entry is not None and (text := one_line(str(entry)))))


def _id(kind: str, *parts: str) -> str:
    return f"polybius-{kind}-" + re.sub(r"[^0-9A-Za-z.]+", "-", "-".join(parts)).strip("-.")


def country_code(alpha3: str | None) -> str | None:
    """Returns the code by which FollowTheMoney knows a state; None where it knows none."""
    of = country(alpha3)
    return FORMER.get(of.former, (of.alpha2 or of.former).lower()) or None


def _actor(identity: Identity) -> Entity:
    return _entity(
        _id("actor", identity.id),
        SCHEMA[identity.kind],
        name=identity.name,
        alias=identity.aliases,
        country=country_code(identity.country),
        sector=identity.sector,
        classification=identity.kind,
        wikidataId=identity.wikidata,
    )


def _address(place: Location) -> Entity:
    return _entity(
        _id("place", place.id),
        "Address",
        full=place.name,
        region=place.admin1,
        country=country_code(place.country),
        latitude=place.latitude,
        longitude=place.longitude,
        keywords=[f"geonames:{place.geonames}"] if place.geonames else None,
    )


def _article(account: Account, selection: Selection) -> Entity:
    record = selection.records.get(account.report)
    return _entity(
        _id("report", account.report),
        "Article",
        title=record.title if record else None,
        publisher=account.publisher,
        publishedAt=account.published,
        sourceUrl=record.url if record else None,
    )


def _event(case: Case, selection: Selection) -> Entity:
    place, (start, end) = selection.where(case), case.days()
    one_day = {"date": start} if start == end else {"startDate": start, "endDate": end}
    return _entity(
        _id("incident", case.incident.id),
        "Event",
        name=title(case, selection) or case.incident.id,
        recordId=case.incident.id,
        keywords=[case.code(name) for name in ("type", "mode", "status")],
        country=country_code(place.country if place else None),
        location=place.name if place else None,
        addressEntity=_id("place", place.id) if place else None,
        involved=[_id("actor", id) for role in ROLES for id in case.leading(role)],
        summary=case.telling().said,
        notes=[*_field_notes(case, selection), *_figure_notes(case)],
        proof=[_id("report", account.report) for account in case.accounts],
        publisher=[account.publisher for account in case.accounts],
        **one_day,
    )


def _field_notes(case: Case, selection: Selection) -> Iterator[str]:
    for field in case.incident.fields:
        standing = " (disputed)" if field.disputed else ""
        said = (f"{_value(field, version, selection)}, told by {_who(case, version)}" for version in field.versions)
        yield f"{field.name}{standing}: " + "; ".join(said)


def _value(field: Field, version: Version, selection: Selection) -> str:
    if field.name in ROLES:
        return " and ".join(selection.identity(id).name for id in version.value)
    entry = next(iter(version.value), "")
    if field.name == "place":
        place = selection.location(entry)
        return place.name if place else entry
    return " to ".join(day or "open" for day in days_of(entry)) if field.name == "when" else entry


def _who(case: Case, version: Version | FigureVersion) -> str:
    return " and ".join(telling(case.accounts, version.accounts))


def _figure_notes(case: Case) -> Iterator[str]:
    for tally in case.incident.tallies:
        bounds = f"low {to_dict(tally.low)}, best {to_dict(tally.best)}, high {to_dict(tally.high)}"
        said = (f"{write_count(Figure('', v.low, v.high))}, told by {_who(case, v)}" for v in tally.versions)
        yield f"{tally.what}{' (disputed)' if tally.disputed else ''}: {bounds}: " + "; ".join(said)


def _links(case: Case) -> Iterator[Entity]:
    start, end = case.days()
    for name, role in ROLES.items():
        for id, holders in case.holders(name).items():
            accounts = [account for account in case.accounts if account.id in holders]
            yield _entity(
                _id("link", case.incident.id, role, id),
                "UnknownLink",
                subject=_id("actor", id),
                object=_id("incident", case.incident.id),
                role=role,
                status="disputed" if case.field(name).disputed else "agreed",
                startDate=start,
                endDate=end,
                description=[f"told by {who}" for who in dict.fromkeys(map(told_by, accounts))],
                summary=[account.said for account in accounts],
                proof=[_id("report", account.report) for account in accounts],
                publisher=[account.publisher for account in accounts],
            )


def _note(account: Account, case: Case, selection: Selection) -> Entity:
    return _entity(
        _id("account", account.id),
        "Note",
        entity=_id("incident", case.incident.id),
        description=account.said or account.words,
        summary=f"{account.type}, {account.status}, {account.certainty}; told by {told_by(account)}",
        keywords=f"characters:{account.sentence.start}-{account.sentence.end}",
        proof=_id("report", account.report),
        publisher=account.publisher,
        sourceUrl=selection.address(account.report),
    )


def _relation(relation: Relation) -> Entity:
    object = _id("place" if isinstance(relation.object, Location) else "actor", relation.object.id)
    ends, schema = {"subject": _id("actor", relation.subject.id), "object": object}, "UnknownLink"
    if relation.tie.label == Predicate.MEMBER_OF and _is_body(relation.object):
        ends, schema = {"member": ends["subject"], "organization": object}, "Membership"
    return _entity(
        _id("relation", *relation.key),
        schema,
        role=relation.tie.label,
        description=[f"told by {source}" for source in relation.sources],
        summary=relation.words,
        recordId=relation.reports,
        **ends,
    )


def _is_body(thing: Identity | Location) -> bool:
    return isinstance(thing, Identity) and SCHEMA[thing.kind] in ("Organization", "PublicBody")
