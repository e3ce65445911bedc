"""What a person might settle: pairs that may be one, events in doubt, actors and places that were not made out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal_column, or_, select

from polybius.incidents import Account, Band, Identity, Incident, JudgementKind, Location, Subject, Suggestion
from polybius.model import ActorKind, Certainty, build
from polybius.store.happenings import Happenings, match_of
from polybius.store.judgements import judgements
from polybius.store.rows import batches, unpacked
from polybius.store.schema import ACCOUNT, DISAGREEMENT, FACET, INCIDENT, MEMBER, MEMBERSHIP, PAIR, THING

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

    def suggestions(self, subject: Subject | None = None, limit: int | None = None) -> tuple[Suggestion, ...]:
        """Returns the pairs that wait for a person, the likeliest first.

        Those that are one by now, or that a person keeps apart, wait no more.
        """
        query = select(PAIR).where(*self._waiting(), self._held(PAIR))
        query = query if subject is None else query.where(PAIR.c.subject == subject)
        rows = self._connection.execute(query.order_by(PAIR.c.score.desc(), PAIR.c.number).limit(limit))
        return tuple(Suggestion(row.number, Subject(row.subject), match_of(row)) for row in rows)

    def doubtful(self, limit: int) -> tuple[tuple[Account, str], ...]:
        """Returns accounts of which their sources are not certain, the latest in first, and the incident of each."""
        query = select(ACCOUNT.c.value, MEMBERSHIP.c.incident).join(MEMBERSHIP, MEMBERSHIP.c.account == ACCOUNT.c.id)
        query = query.where(self._doubtful(), self._held(ACCOUNT), self._held(MEMBERSHIP))
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
            "event": self._number(ACCOUNT, self._doubtful()) + self._number_hard_to_believe(),
            **{kind: self._number(THING, *_unresolved(subject)) for kind, subject in things.items()},
            "merge": self._number(PAIR, *self._waiting()),
            "discrepancy": self._number(DISAGREEMENT),
        }

    def _waiting(self) -> Iterator[ColumnElement[bool]]:
        """What a suggested pair must meet to wait for a person."""
        yield PAIR.c.band == Band.SUGGESTED
        for table, part, whole in ((MEMBERSHIP, "account", "incident"), (MEMBER, "id", "thing")):
            one, other = table.alias(f"one_{part}"), table.alias(f"other_{part}")
            of_one = select(1).where(one.c[part] == PAIR.c.one, other.c[part] == PAIR.c.other)
            yield ~of_one.where(one.c[whole] == other.c[whole], self._held(one), self._held(other)).exists()
        yield PAIR.c.number.not_in(self._kept_apart())

    def _kept_apart(self) -> list[int]:
        """The numbers of the pairs of which a person held the two to be two."""
        decided = judgements(self._connection, across_reports=True)
        splits = [j for j in decided if j.kind is JudgementKind.SPLIT and j.undone_by is None]
        found: list[int] = []
        for split in splits:
            sides = [self._with_companions(split.subject, side) for side in (split.one, split.other)]
            for batch in batches(sides[0]):
                touching = or_(PAIR.c.one.in_(batch), PAIR.c.other.in_(batch)), PAIR.c.band == Band.SUGGESTED
                rows = self._connection.execute(select(PAIR.c.number, PAIR.c.one, PAIR.c.other).where(*touching))
                found += [row.number for row in rows if not sides[1].isdisjoint((row.one, row.other))]
        return found

    def _with_companions(self, subject: Subject | None, ids: Sequence[str]) -> set[str]:
        """The accounts or members, and all that are of one incident, actor or place with them."""
        if subject is Subject.INCIDENTS:
            return {*ids, *self._accounts_of_incidents(self.incidents_of(ids).values())}
        return {*ids, *(member for thing in set(self.groups_of(ids).values()) for member in self.members(thing))}

    def _doubtful(self) -> ColumnElement[bool]:
        # Written out, so that the database sees the condition of the index in it.
        place = "instr" if self._connection.dialect.name == "sqlite" else "strpos"
        return literal_column(f"{place}(account.value, '{CERTAIN}')").op("=")(literal_column("0"))

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


def _unresolved(subject: Subject) -> Sequence[ColumnElement[bool]]:
    """What tells them apart in the JSON of a thing."""
    told = THING.c.value
    unknown = ["latitude"] if subject is Subject.PLACES else ["country", "wikidata"]
    nulls = [told.like(f'%"{name}":null%') for name in unknown]
    return THING.c.subject == subject, *nulls, told.not_like(f'%"kind":"{ActorKind.UNNAMED}"%')
