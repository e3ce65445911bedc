"""An account -> its sketch: what another account is compared with, worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from polybius.fuse.deeds import deeds
from polybius.fuse.words import stems
from polybius.incidents import Account
from polybius.model import ActorKind, EventType, Precision, Status

# How far around its coordinates a place may reach, in kilometres, by UCDP's steps of precision.
RADIUS_KM: Mapping[Precision, float] = {
    Precision.EXACT: 12.0,
    Precision.NEAR: 30.0,
    Precision.ADMIN2: 60.0,
    Precision.ADMIN1: 180.0,
    Precision.REGION: 200.0,
    Precision.COUNTRY: 900.0,
    Precision.INTERNATIONAL: 900.0,
}
FIRST, LAST = date(1, 1, 1).toordinal(), date(9999, 12, 31).toordinal()
INDEFINITE = frozenset({ActorKind.UNNAMED, ActorKind.POPULATION})
BODIES = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.MILITARY, ActorKind.ARMED_GROUP, ActorKind.PARTY})
DONE = frozenset({Status.HAPPENED, Status.ONGOING})


@dataclass(frozen=True, slots=True)
class Sketch:
    """What of an account is compared.

    Days are proleptic ordinals, both ends included; `point` is WGS 84 degrees and `radius` kilometres around it;
    `spot` are stems of the place's name. `doers` and `sufferers` are ids of identities, `named` those of them that
    bear a name, `victims` persons who alone suffer it; `bodies` are the countries of doers that are states, groups
    and the like, `persons` those of doers who are persons; the `…_names` are stems of what the report calls them.
    `counts` are (low, high) by what is counted. `act` are stems of the trigger, `told` of all words for the event,
    `deeds` the kinds of deed that these tell, `said` stems of the sentence, `matter` of what a speech act is about;
    `rivals` are ids of accounts of the same report that contradict it.
    """

    id: str
    report: str
    origin: str
    type: EventType
    status: Status
    mode: str | None
    published: int | None
    first: int | None
    last: int | None
    place: str | None
    point: tuple[float, float] | None
    radius: float
    country: str | None
    spot: frozenset[str]
    doers: frozenset[str]
    sufferers: frozenset[str]
    named: frozenset[str]
    bodies: frozenset[str]
    persons: frozenset[str]
    victims: frozenset[str]
    doer_names: frozenset[str]
    sufferer_names: frozenset[str]
    countries: frozenset[str]
    sources: frozenset[str]
    counts: Mapping[str, tuple[float, float]]
    act: frozenset[str]
    told: frozenset[str]
    deeds: frozenset[str]
    said: frozenset[str]
    matter: frozenset[str]
    rivals: frozenset[str]

    @property
    def who(self) -> frozenset[str]:
        """The ids of all participants."""
        return self.doers | self.sufferers

    @property
    def days(self) -> int | None:
        """How many days the account leaves open; None where it gives no time."""
        return None if self.first is None or self.last is None else self.last - self.first + 1


def sketch(account: Account) -> Sketch:
    """Returns the sketch of an account."""
    place, part = account.place, (*account.initiators, *account.targets)
    located = place is not None and place.latitude is not None and place.longitude is not None
    first, last = _interval(account)
    return Sketch(
        id=account.id,
        report=account.report,
        origin=account.origin,
        type=account.type,
        status=account.status,
        mode=account.mode,
        published=ordinal(account.published),
        first=first,
        last=last,
        place=place.id if place else None,
        point=(place.latitude, place.longitude) if located else None,  # type: ignore[union-attr,arg-type]
        radius=RADIUS_KM[place.precision] if place else 0.0,
        country=place.country if place else None,
        spot=stems(place.name) if place else frozenset(),
        doers=frozenset(actor.id for actor in account.initiators),
        sufferers=frozenset(actor.id for actor in account.targets),
        named=frozenset(actor.id for actor in part if actor.kind not in INDEFINITE),
        bodies=frozenset(actor.country for actor in account.initiators if actor.country and actor.kind in BODIES),
        persons=frozenset(
            actor.country for actor in account.initiators if actor.country and actor.kind is ActorKind.PERSON
        ),
        victims=_victims(account),
        doer_names=frozenset(stem for actor in account.initiators for stem in stems(actor.name)),
        sufferer_names=frozenset(stem for actor in account.targets for stem in stems(actor.name)),
        countries=frozenset(actor.country for actor in part if actor.country),
        sources=frozenset(actor.id for actor in account.chain),
        counts=_counts(account),
        act=stems(account.words),
        told=stems(" ".join((account.words, *account.retold))),
        deeds=deeds((account.words, *account.retold), account.type),
        said=stems(account.said),
        matter=stems(" ".join(account.matter)),
        rivals=frozenset(account.rivals),
    )


@lru_cache(maxsize=1 << 16)
def ordinal(day: str | None) -> int | None:
    """Returns the number of an ISO 8601 day; None for none, or for what is no whole day."""
    try:
        return date.fromisoformat(day[:10]).toordinal() if day else None
    except ValueError:
        return None


def _interval(account: Account) -> tuple[int | None, int | None]:
    """The days of an account; an open end is that of its publication where the thing is past."""
    if account.when is None:
        return None, None
    first, last = ordinal(account.when.start), ordinal(account.when.end)
    if first is None and last is None:
        return None, None
    if last is None and account.status not in DONE:
        last = first  # "from Monday" is Monday's
    if last is None:
        published = ordinal(account.published)
        last = published if published and published >= (first or 0) else LAST
    return (FIRST if first is None else first), last


def _victims(account: Account) -> frozenset[str]:
    """The persons named as all who suffer it; empty where others suffer too."""
    persons = [actor.kind is ActorKind.PERSON for actor in account.targets]
    return frozenset(actor.id for actor in account.targets) if persons and all(persons) else frozenset()


def _counts(account: Account) -> Mapping[str, tuple[float, float]]:
    """The counts of the whole event: those of no side, else the widest of one kind."""
    found: dict[str, tuple[float, float]] = {}
    for figure in sorted(account.figures, key=lambda f: (f.who is not None, -(f.low or 0))):
        low = figure.low if figure.low is not None else 0.0
        found.setdefault(figure.what, (low, figure.high if figure.high is not None else float("inf")))
    return found
