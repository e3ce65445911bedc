"""What a person might settle: events in doubt, actors and places that were not made out, and how much hangs on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal_column, select

from polybius.incidents import Account, Identity, Incident, Location, Subject
from polybius.model import ActorKind, Certainty, build
from polybius.store.happenings import Happenings
from polybius.store.rows import unpacked
from polybius.store.schema import ACCOUNT, DISAGREEMENT, FACET, INCIDENT, MEMBERSHIP, PAIR, THING

HARDLY = 0.3  # the learned reader's chance below which a person should look
HARD_TO_BELIEVE = ("doubt", "reader")  # the facet of incidents with such an account
CERTAIN = '"certainty":"certain"'  # as `rows.packed` writes it; an index of `migrations.py` knows the others


@dataclass(frozen=True, slots=True)
class Weighed:
    """A thing that was not made out, and the number of incidents in which it has a part."""

    thing: Identity | Location
    incidents: int


class Unsettled(Happenings):
    """The part of a view that knows what was left open."""

    def doubtful(self, limit: int) -> tuple[tuple[Account, str], ...]:
        """Returns accounts of which their sources are not certain, the latest in first, and the incident of each."""
        query = select(ACCOUNT.c.value, MEMBERSHIP.c.incident).join(MEMBERSHIP, MEMBERSHIP.c.account == ACCOUNT.c.id)
        query = query.where(_doubtful(), self._held(ACCOUNT), self._held(MEMBERSHIP))
        rows = self._connection.execute(query.order_by(ACCOUNT.c.number.desc()).limit(limit)).all()
        accounts = self._as_called_now([build(Account, unpacked(row.value)) for row in rows])
        return tuple(zip(accounts, (row.incident for row in rows), strict=True))

    def hard_to_believe(self, limit: int) -> tuple[tuple[Account, str], ...]:
        """Returns accounts that the rules found and the learned reader hardly believes, the latest incidents first."""
        query = _of_facet(select(INCIDENT.c.value)).where(self._held(INCIDENT))
        rows = self._connection.execute(query.order_by(FACET.c.day.desc(), INCIDENT.c.number).limit(limit))
        found = [build(Incident, unpacked(row.value)) for row in rows]
        incidents = {id: incident.id for incident in found for id in incident.accounts}
        return tuple((one, incidents[one.id]) for one in self.accounts(incidents) if is_hard_to_believe(one))

    def unresolved(self, subject: Subject, limit: int) -> tuple[Weighed, ...]:
        """Returns named actors without a country and places without coordinates, those in most incidents first."""
        facet = "actor" if subject is Subject.ACTORS else "place"
        parts = func.count(FACET.c.incident).label("parts")
        query = select(THING.c.value, parts).outerjoin(FACET, (FACET.c.value == THING.c.id) & (FACET.c.name == facet))
        query = query.where(*_unresolved(subject), self._held(THING)).group_by(THING.c.number, THING.c.value)
        rows = self._connection.execute(query.order_by(parts.desc(), THING.c.number).limit(limit))
        kind: Any = Identity if subject is Subject.ACTORS else Location
        return tuple(Weighed(build(kind, unpacked(row.value)), row.parts) for row in rows)

    def number_unsettled(self) -> dict[str, int]:
        """Returns how many there are of each kind: `event`, `actor`, `place`, `merge`, `discrepancy`."""
        things = {"actor": Subject.ACTORS, "place": Subject.PLACES}
        return {
            "event": self._number(ACCOUNT, _doubtful()) + self._number_hard_to_believe(),
            **{kind: self._number(THING, *_unresolved(subject)) for kind, subject in things.items()},
            "merge": self._number(PAIR, PAIR.c.band == "suggested"),
            "discrepancy": self._number(DISAGREEMENT),
        }

    def _number_hard_to_believe(self) -> int:
        """Counts incidents, each of which has one such account at least."""
        query = _of_facet(select(func.count())).where(self._held(INCIDENT))
        return int(self._connection.execute(query).scalar_one())

    def _number(self, table: Any, *conditions: ColumnElement[bool]) -> int:
        query = select(func.count()).select_from(table).where(*conditions, self._held(table))
        return int(self._connection.execute(query).scalar_one())


def is_hard_to_believe(account: Account) -> bool:
    """Tells whether the learned reader hardly believes an account of which the source itself is certain."""
    return account.certainty is Certainty.CERTAIN and account.chance is not None and account.chance < HARDLY


def _of_facet(query: Select[Any]) -> Select[Any]:
    name, value = HARD_TO_BELIEVE
    return query.where(FACET.c.name == name, FACET.c.value == value, INCIDENT.c.number == FACET.c.incident)


def _doubtful() -> ColumnElement[bool]:
    # Written out, so that the database sees the condition of the index in it.
    return literal_column(f"instr(account.value, '{CERTAIN}')").op("=")(literal_column("0"))


def _unresolved(subject: Subject) -> Sequence[ColumnElement[bool]]:
    """What tells them apart in the JSON of a thing."""
    told = THING.c.value
    unknown = ["latitude"] if subject is Subject.PLACES else ["country", "wikidata"]
    nulls = [told.like(f'%"{name}":null%') for name in unknown]
    return THING.c.subject == subject, *nulls, told.not_like(f'%"kind":"{ActorKind.UNNAMED}"%')
