"""What happened: incidents by what any account says of them, their accounts, and where these disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from math import floor
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, or_, select

from polybius.errors import StoreError
from polybius.incidents import (
    Account,
    Band,
    Disagreement,
    Incident,
    Match,
    Participant,
    Query,
    Scene,
    Subject,
)
from polybius.model import build
from polybius.store.names import SHOWN, Names
from polybius.store.rows import batches, unpacked
from polybius.store.schema import ACCOUNT, DISAGREEMENT, FACET, INCIDENT, MEMBERSHIP, PAIR

REMEMBERED = 1 << 12  # accounts: reports that come in together are compared with the same ones, one after the other
AT_ONCE = 200  # incidents read from the database when one goes through them all
MOST_CELLS = 400  # of one degree, from which a box is not looked up by cells


class Happenings(Names):
    """The part of a view that knows accounts and incidents."""

    def incidents(self, query: Query, *, latest_first: bool = True) -> tuple[Incident, ...]:
        """Returns the incidents that a query asks for, by the day on which they happened.

        Raises StoreError where the query names an actor, place or publisher that the store does not know.
        """
        rows = self._connection.execute(self._found(query, latest_first))
        return self._at_present([build(Incident, unpacked(row.value)) for row in rows])

    def each_incident(self, query: Query) -> Iterator[Incident]:
        """Yields the incidents that a query asks for, in the order in which they happened, few of them held at once.

        Raises as `incidents` does.
        """
        found = self._found(query, latest_first=False)
        rows = self._connection.execute(found, execution_options={"yield_per": AT_ONCE})
        for part in rows.partitions():
            yield from self._at_present([build(Incident, unpacked(row.value)) for row in part])

    def _found(self, query: Query, latest_first: bool) -> Select[Any]:
        found = select(INCIDENT.c.value).where(*self._conditions(query))
        day: Any = INCIDENT.c.day
        drivers = self._facets(query)
        if drivers:
            (name, values), *others = drivers
            met = select(FACET.c.day, FACET.c.incident).where(FACET.c.name == name, FACET.c.value.in_(values))
            # A facet has its incident's first day: what begins too late is passed over in the index.
            met = met.where(FACET.c.day <= query.until) if query.until else met
            # An incident may have several of the values. Its own row is long, and only read where it is to be shown.
            meant = (met.distinct() if len(values) > 1 else met).subquery("met")
            found = found.join(meant, meant.c.incident == INCIDENT.c.number)
            found = found.where(*(_has_facet(other, among) for other, among in others))
            day = meant.c.day
        order = (day.desc(), INCIDENT.c.number.desc()) if latest_first else (day, INCIDENT.c.number)
        return found.order_by(*order).limit(query.limit)

    def incident(self, id: str) -> Incident:
        """Returns the incident of an id, its own, one that it had before or that of an account of it.

        Its `matches` say why its accounts are held together.

        Raises StoreError where there is none.
        """
        now = self.current([id])[id]
        now = self.incidents_of([now]).get(now, now)
        row = self._connection.execute(
            select(INCIDENT.c.value).where(INCIDENT.c.id == now, self._held(INCIDENT))
        ).first()
        if row is None:
            raise StoreError(f"No incident '{id}' in {self._where}; 'polybius incidents' lists what there is")
        [incident] = self._at_present([build(Incident, unpacked(row.value))])
        return replace(incident, matches=self._pairs(incident.accounts, Band.MERGED))

    def incidents_of(self, accounts: Iterable[str]) -> dict[str, str]:
        """Leads from ids of accounts to those of their incidents."""
        return dict(map(tuple, self._fetch(MEMBERSHIP, ("account", "incident"), "account", accounts)))

    def accounts(self, ids: Iterable[str]) -> tuple[Account, ...]:
        """Returns accounts by their ids, in the order in which they came in; unknown ids are left out."""
        return self._accounts_by("id", ids)

    def accounts_of(self, report: str) -> tuple[Account, ...]:
        """Returns the accounts of one report."""
        return self._accounts_by("report", [report])

    def disagreements(self, incidents: Iterable[str]) -> tuple[Disagreement, ...]:
        """Returns where the accounts of incidents disagree."""
        found: list[Disagreement] = []
        for batch in batches(incidents):
            query = select(DISAGREEMENT.c.value).where(DISAGREEMENT.c.incident.in_(batch), self._held(DISAGREEMENT))
            rows = self._connection.execute(query.order_by(DISAGREEMENT.c.number))
            found += [build(Disagreement, unpacked(row.value)) for row in rows]
        return tuple(found)

    def disagreements_about(self, query: Query) -> tuple[Disagreement, ...]:
        """Returns where reports disagree about the incidents that a query asks for, the latest incident first.

        The query's limit is that of the disagreements. Raises as `incidents` does.
        """
        of_incident = (DISAGREEMENT.c.incident == INCIDENT.c.id) & self._held(DISAGREEMENT)
        found = self._found(query, latest_first=True).join(DISAGREEMENT, of_incident).order_by(DISAGREEMENT.c.number)
        rows = self._connection.execute(found.with_only_columns(DISAGREEMENT.c.value, maintain_column_froms=True))
        return tuple(build(Disagreement, unpacked(row.value)) for row in rows)

    def latest_disagreements(self, limit: int | None) -> tuple[Disagreement, ...]:
        """Returns where reports disagree, the latest incident first."""
        query = select(DISAGREEMENT.c.value).where(self._held(DISAGREEMENT))
        rows = self._connection.execute(query.order_by(DISAGREEMENT.c.day.desc(), DISAGREEMENT.c.number).limit(limit))
        return tuple(build(Disagreement, unpacked(row.value)) for row in rows)

    def _accounts_by(self, by: str, among: Iterable[str]) -> tuple[Account, ...]:
        rows = self._fetch(ACCOUNT, ("number", "value"), by, among)
        return tuple(self._as_called_now([_account(value) for _, value in sorted(map(tuple, rows))]))

    def _accounts_of_incidents(self, incidents: Iterable[str]) -> set[str]:
        return {account for (account,) in self._fetch(MEMBERSHIP, ("account",), "incident", incidents)}

    def _pairs(self, ids: Sequence[str], band: Band) -> tuple[Match, ...]:
        # The band is looked at here: a database that looks it up first goes through all pairs of that band.
        rows = self._fetch(PAIR, ("number", "one", "other", "score", "band", "reasons"), "one", ids)
        found = sorted((row for row in rows if row.band == band and row.other in ids), key=lambda row: row.number)
        return tuple(match_of(row) for row in found)

    def _conditions(self, query: Query) -> Iterator[ColumnElement[bool]]:
        yield self._held(INCIDENT)
        if query.since:
            yield INCIDENT.c.last_day >= query.since
        if query.until:
            yield INCIDENT.c.day <= query.until
        if query.origins > 1:
            yield INCIDENT.c.origins >= query.origins
        if query.disputed:
            yield INCIDENT.c.disputed > 0
        if query.box:
            south, west, north, east = query.box
            yield INCIDENT.c.latitude.between(south, north)
            sides = INCIDENT.c.longitude >= west, INCIDENT.c.longitude <= east
            yield sides[0] & sides[1] if west <= east else or_(*sides)

    def _facets(self, query: Query) -> list[tuple[str, list[str]]]:
        """What the query asks for by value, the rarest kinds first."""
        # By their ids alone: an actor has thousands of members.
        found: list[tuple[str, list[str]]] = []
        if query.place:
            found.append(("place", list(self.forms(self._one(query.place, Subject.PLACES).id))))
        if query.actor:
            found.append(("actor", list(self.forms(self._one(query.actor, Subject.ACTORS).id))))
        if query.box and (cells := list(_cells(*query.box))) and len(cells) <= MOST_CELLS:
            found.append(("cell", cells))
        if query.publisher:
            self._check_publisher(query.publisher)
        plain = ("publisher", query.publisher), ("country", query.country), ("status", query.status)
        return [*found, *((name, [value]) for name, value in (*plain, ("type", query.type)) if value)]

    def _check_publisher(self, name: str) -> None:
        """Raises StoreError for a publisher of which there is no report."""
        of_incident = select(FACET.c.incident).where(FACET.c.name == "publisher", FACET.c.value == name).limit(1)
        if self._connection.execute(of_incident).first() or self._has_reports_by(name):
            return
        near = ", ".join(self.publishers_like(name, SHOWN))
        allowed = f"names like it: {near}" if near else "'polybius sources' lists who said what"
        raise StoreError(f"No report by publisher '{name}' in {self._where}; {allowed}")

    def _at_present(self, incidents: Sequence[Incident]) -> tuple[Incident, ...]:
        """The incidents with the ids that their actors and places go by now."""
        ids = {id for incident in incidents for id in _ids(incident)}
        changed = {old: new for old, new in self.current(ids).items() if old != new}
        return tuple(_renamed(incident, changed) for incident in incidents) if changed else tuple(incidents)

    def _as_called_now(self, accounts: Sequence[Account]) -> list[Account]:
        people = {p.id for a in accounts for p in (*a.initiators, *a.targets, *a.chain)}
        current = self.current(people | {a.place.id for a in accounts if a.place})
        changed = {old: new for old, new in current.items() if old != new}
        return [_renamed_account(account, changed) for account in accounts] if changed else list(accounts)


def cell_of(latitude: float, longitude: float) -> str:
    """Returns the one-degree cell of a point: `34.4, 40.9` -> `34,40`."""
    return f"{floor(latitude)},{floor(longitude)}"


def _cells(south: float, west: float, north: float, east: float) -> Iterator[str]:
    width = floor(east) - floor(west) if west <= east else floor(east) + 360 - floor(west)
    if (floor(north) - floor(south) + 1) * (width + 1) > MOST_CELLS:
        return
    for latitude in range(floor(south), floor(north) + 1):
        for step in range(width + 1):
            yield f"{latitude},{(floor(west) + step + 180) % 360 - 180}"


def _has_facet(name: str, values: Sequence[str]) -> ColumnElement[bool]:
    other = FACET.alias(f"of_{name}")
    found: Select[Any] = select(1).where(other.c.incident == INCIDENT.c.number, other.c.name == name)
    return found.where(other.c.value.in_(values)).exists()


@lru_cache(maxsize=REMEMBERED)
def _account(value: str) -> Account:
    return cast(Account, build(Account, unpacked(value)))


def match_of(row: Any) -> Match:
    """Returns the match that a row of table pair holds."""
    reasons = tuple((name, share) for name, share in unpacked(row.reasons))
    return Match(row.one, row.other, row.score, Band(row.band), reasons)


WITH_IDS = ("initiators", "targets", "place")


def _ids(incident: Incident) -> Iterator[str]:
    for field in incident.fields:
        if field.name in WITH_IDS:
            yield from (id for version in field.versions for id in version.value)


def _renamed(incident: Incident, changed: dict[str, str]) -> Incident:
    fields = tuple(
        replace(field, versions=tuple(replace(v, value=_led(v.value, changed)) for v in field.versions))
        if field.name in WITH_IDS
        else field
        for field in incident.fields
    )
    return replace(incident, fields=fields)


def _led(ids: Iterable[str], changed: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(changed.get(id, id) for id in ids))


def _renamed_account(account: Account, changed: dict[str, str]) -> Account:
    def led(people: Iterable[Participant]) -> tuple[Participant, ...]:
        return tuple(replace(p, id=changed.get(p.id, p.id)) for p in people)

    place: Scene | None = account.place
    return replace(
        account,
        initiators=led(account.initiators),
        targets=led(account.targets),
        chain=led(account.chain),
        place=replace(place, id=changed.get(place.id, place.id)) if place else None,
        figures=tuple(replace(f, who=changed.get(f.who, f.who) if f.who else None) for f in account.figures),
    )
