"""A report's record, and who and where across reports its actors and places are -> its accounts, one for each event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from polybius.incidents import Account, Identity, Location, Participant, Scene, account_id
from polybius.model import Actor, ActorKind, Claim, ClaimKind, Event, Figure, Record, Span

WHAT_IT_IS = ("event", "type", "status")  # slots


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a report besides its record.

    `actors` and `places` lead from the record's ids to identities and locations, `ids` from those of its events to
    lasting ones (`account_id` where missing); `origin` is the first report of the copies that this one is among.
    """

    actors: Mapping[str, Identity] = field(default_factory=dict)
    places: Mapping[str, Location] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)
    recorded_at: str = ""
    origin: str | None = None


def accounts_of(record: Record, setting: Setting) -> tuple[Account, ...]:
    """Returns the accounts of a record, in the order of its events."""
    claims = {claim.id: claim for claim in record.claims}
    actors = {actor.id: actor for actor in record.actors}
    told = (_account(record, event, claims.get(event.claim or ""), actors, setting) for event in record.events)
    return tuple(
        _with_others(account, event, record, setting) for account, event in zip(told, record.events, strict=True)
    )


def _with_others(account: Account, event: Event, record: Record, setting: Setting) -> Account:
    """Adds what the account has to do with others of its report."""
    events = {other.id: other for other in record.events}
    matter = tuple(events[id].trigger.of(record.text) for id in event.content if id in events)
    quarrels = [disagreement.between for disagreement in record.discrepancies if event.id in disagreement.between]
    rivals = dict.fromkeys(id for between in quarrels for id in between if id in events and id != event.id)
    return replace(
        account,
        content=tuple(_lasting(record, id, setting) for id in event.content),
        matter=matter,
        rivals=tuple(_lasting(record, id, setting) for id in rivals),
    )


def _account(
    record: Record, event: Event, claim: Claim | None, actors: Mapping[str, Actor], setting: Setting
) -> Account:
    said = _sentence(record, event)
    chain = _participants((link.source for link in claim.chain) if claim else (), actors, setting)
    return Account(
        id=_lasting(record, event.id, setting),
        report=record.id,
        event=event.id,
        type=event.type,
        status=event.status,
        trigger=event.trigger,
        sentence=said,
        words=event.trigger.of(record.text),
        retold=tuple(span.of(record.text) for span in event.mentions),
        said=said.of(record.text),
        publisher=record.publisher,
        published=record.published,
        recorded_at=setting.recorded_at,
        mode=event.mode,
        cameo=event.cameo,
        certainty=event.certainty,
        when=event.when,
        place=_scene(record, event, setting),
        initiators=_participants(event.initiators, actors, setting),
        targets=_participants(event.targets, actors, setting),
        figures=tuple(_figure(figure, setting) for figure in event.figures),
        chain=chain,
        claim_kind=claim.kind if claim else ClaimKind.ASSERTION,
        origin=_origin(record, chain, setting),
        chance=_chance(event),
    )


def _chance(event: Event) -> float | None:
    """How likely the learned reader holds what the event is, wherever it happened and whoever had a part in it."""
    chances = (basis.chance for basis in event.basis if basis.slot in WHAT_IT_IS)
    return min((chance for chance in chances if chance is not None), default=None)


def _lasting(record: Record, id: str, setting: Setting) -> str:
    return setting.ids.get(id) or account_id(record.id, id)


def _participants(ids: Iterable[str], actors: Mapping[str, Actor], setting: Setting) -> tuple[Participant, ...]:
    return tuple(
        Participant(setting.actors[id].id, actor.name, actor.kind, actor.country, actor.sector)
        for id in ids
        if id in setting.actors and (actor := actors.get(id))
    )


def _scene(record: Record, event: Event, setting: Setting) -> Scene | None:
    place = next((place for place in record.places if place.id == (event.place or event.destination)), None)
    if place is None or place.id not in setting.places:
        return None
    return Scene(
        id=setting.places[place.id].id,
        name=place.name,
        country=place.country,
        admin1=place.admin1,
        latitude=place.latitude,
        longitude=place.longitude,
        geonames=place.geonames,
        precision=place.precision,
    )


def _figure(figure: Figure, setting: Setting) -> Figure:
    identity = setting.actors.get(figure.who) if figure.who else None
    return replace(figure, who=identity.id if identity else None)


def _origin(record: Record, chain: tuple[Participant, ...], setting: Setting) -> str:
    """The outlet quoted, the innermost of several, is whose word it is; else the report, or what it is a copy of."""
    outlets = [source.id for source in chain if source.kind is ActorKind.OUTLET]
    return outlets[-1] if outlets else setting.origin or record.id


def _sentence(record: Record, event: Event) -> Span:
    if 0 <= event.sentence < len(record.sentences):
        told = record.sentences[event.sentence]
        if told.contains(event.trigger):
            return told
    return next((s for s in record.sentences if s.contains(event.trigger)), event.trigger)
