"""Incidents and records -> the rows by which they are found: facets, shares, ties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from polybius.incidents import Account, Incident, Participant, Scene, TieFamily
from polybius.model import Precision, Record, Relation, Span, Stance
from polybius.store.happenings import cell_of
from polybius.store.rows import packed
from polybius.store.ties import PLACE, PUBLISHER, VOICE
from polybius.store.unsettled import HARD_TO_BELIEVE, is_hard_to_believe

STEPS = list(Precision)  # from exact on


@dataclass(frozen=True, slots=True)
class Contents:
    """An incident with all its accounts."""

    incident: Incident
    accounts: Sequence[Account]


def incident_row(contents: Contents, day: str) -> dict[str, Any]:
    """Returns the row of an incident; one that is nowhere dated goes by when it was reported, or by `day`."""
    incident, scene = contents.incident, _scene(contents)
    starts = [account.when.start for account in contents.accounts if account.when and account.when.start]
    ends = [account.when.end for account in contents.accounts if account.when and account.when.end]
    first = min(starts, default=None) or incident.first or min(ends, default=day)
    return {
        "id": incident.id,
        "day": first,
        "last_day": max([*ends, first]),
        "latitude": scene.latitude if scene else None,
        "longitude": scene.longitude if scene else None,
        "origins": incident.origins,
        "disputed": len(incident.disputed),
        "type": _leading(incident, "type") or "",
        "status": _leading(incident, "status") or "",
        "place": _leading(incident, "place"),
        "value": packed(replace(incident, matches=())),  # which table pair holds
    }


def _leading(incident: Incident, name: str) -> str | None:
    """The first value of what the best supported version of a field says."""
    field = incident.field(name)
    return next(iter(field.versions[0].value), None) if field and field.versions else None


def _scene(contents: Contents) -> Scene | None:
    """The most precise place of those that the best supported version names."""
    field = contents.incident.field("place")
    best = set(field.versions[0].value) if field and field.versions else set()
    scenes = [a.place for a in contents.accounts if a.place and a.place.latitude is not None]
    return min(scenes, key=lambda scene: (scene.id not in best, STEPS.index(scene.precision)), default=None)


def facets_of(contents: Contents) -> set[tuple[str, str]]:
    """Returns the names and values under which an incident is found: all that any account says."""
    found: set[tuple[str, str]] = set()
    for account in contents.accounts:
        found |= {("type", account.type), ("status", account.status)}
        found |= {("actor", person.id) for person in (*account.initiators, *account.targets)}
        found |= {("publisher", account.publisher)} if account.publisher else set()
        if account.place:
            found |= {("place", account.place.id)}
            found |= {("country", account.place.country)} if account.place.country else set()
    scene = _scene(contents)
    if scene and scene.latitude is not None and scene.longitude is not None:
        found.add(("cell", cell_of(scene.latitude, scene.longitude)))
    if any(map(is_hard_to_believe, contents.accounts)):
        found.add(HARD_TO_BELIEVE)
    return found


def shares_of(contents: Contents) -> list[dict[str, Any]]:
    """Returns a row for each source and place of an incident: its accounts, those borne out, those contradicted."""
    incident = contents.incident
    quarrels = [field.versions for field in incident.fields if field.disputed]
    sides = [version.accounts for versions in quarrels for version in versions]
    sides += [version.accounts for tally in incident.tallies if tally.disputed for version in tally.versions]
    contradicted = {id for side in sides for id in side}
    told: dict[tuple[str, str], list[str]] = {}
    for account in contents.accounts:
        for source in _sources(account.publisher, account.chain):
            told.setdefault((VOICE, source), []).append(account.id)
        if account.place:
            told[PLACE, account.place.id] = [account.id]  # an incident is there once, however often it is told
    return [
        {"incident": incident.id, "kind": kind, "id": id, "accounts": len(ids)}
        | {"corroborated": len(ids) if incident.origins > 1 else 0, "contradicted": len(contradicted.intersection(ids))}
        for (kind, id), ids in told.items()
    ]


def ties_of_record(
    record: Record, things: Mapping[str, str], accounts: Iterable[Account], day: str
) -> list[dict[str, Any]]:
    """Returns a row for each tie and source of it; `things` leads from a record's ids to identities and locations."""
    chains = {
        claim.id: [things[link.source] for link in claim.chain if link.source in things] for claim in record.claims
    }
    rows: list[dict[str, Any]] = []
    both: list[Relation | Stance] = [*record.relations, *record.stances]
    for told in both:
        for family, subject, label, object in _ends(record, told, things):
            tie = {"family": family, "subject": subject, "label": label, "object": object}
            sources = _names(record.publisher, chains.get(told.claim or "", []))
            rows += [tie | {"source": source, "value": _value(told.text)} for source in sources]
    for account in accounts:
        rows += [
            {"family": TieFamily.EVENT, "subject": one.id, "label": account.type, "object": other.id}
            | {"source": source, "value": _value(account.sentence, account.id)}
            for one in account.initiators
            for other in account.targets
            if one.id != other.id
            for source in _sources(account.publisher, account.chain)
        ]
    return [row | {"report": record.id, "day": record.published or day} for row in rows]


def _ends(
    record: Record, told: Relation | Stance, things: Mapping[str, str]
) -> Iterator[tuple[TieFamily, str, str, str]]:
    if isinstance(told, Relation):
        if told.subject in things and told.object in things:
            yield TieFamily.RELATION, things[told.subject], told.predicate, things[told.object]
    elif told.holder in things:
        yield TieFamily.STANCE, things[told.holder], told.attitude, told.topic.of(record.text)


def _sources(publisher: str | None, chain: Iterable[Participant]) -> list[str]:
    return _names(publisher, [source.id for source in chain])


def _names(publisher: str | None, ids: Sequence[str]) -> list[str]:
    names = [*([PUBLISHER + publisher] if publisher else []), *ids]
    return list(dict.fromkeys(names)) or [""]


def _value(span: Span | None, account: str | None = None) -> str:
    return packed({name: value for name, value in (("span", span), ("account", account)) if value is not None})
