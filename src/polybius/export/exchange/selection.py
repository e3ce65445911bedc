"""What is exported: incidents with their accounts, and whoever and wherever these are about.

Mappings may look things up in a store only when asked, and `cases` may read it as it goes: no exporter holds more than
one incident with its accounts, unless its format asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from polybius.incidents import Account, Correction, Field, Identity, Incident, Judgement, Location, Tally, Tie
from polybius.model import Record

ARROW = " ← "


@dataclass(frozen=True, slots=True)
class Case:
    """An incident and its accounts, in the incident's order."""

    incident: Incident
    accounts: tuple[Account, ...]

    def field(self, name: str) -> Field:
        """Returns what is said of a field, without versions where nothing is said."""
        return self.incident.field(name) or Field(name, ())

    def leading(self, name: str) -> tuple[str, ...]:
        """Returns the value of a field that has most support, be it disputed or not; empty where nothing is said."""
        versions = self.field(name).versions
        return versions[0].value if versions else ()

    def holders(self, name: str) -> dict[str, tuple[str, ...]]:
        """Leads from each entry of a field's versions to the ids of the accounts that have it, in whichever version."""
        found: dict[str, dict[str, None]] = {}
        for version in self.field(name).versions:
            for entry in version.value:
                found.setdefault(entry, {}).update(dict.fromkeys(version.accounts))
        return {entry: tuple(accounts) for entry, accounts in found.items()}

    def code(self, name: str) -> str | None:
        """Returns the leading value of a field that has one entry."""
        return next(iter(self.leading(name)), None)

    def tally(self, what: str) -> Tally:
        """Returns the count of one kind; all its bounds are None where none is told."""
        return next((t for t in self.incident.tallies if t.what == what), Tally(what, None, None, None))

    def days(self) -> tuple[str | None, str | None]:
        """Returns the first and last day of the leading interval; None where that end is open or nothing is said."""
        return days_of(self.code("when"))

    def telling(self) -> Account:
        """Returns the account to quote for the whole: the earliest that holds the leading type, else the first."""
        versions = self.field("type").versions
        held = set(versions[0].accounts) if versions else set()
        return next((a for a in self.accounts if a.id in held), self.accounts[0])


@dataclass(frozen=True, slots=True)
class Selection:
    """Incidents to export, and look-ups by id: identities, locations, and records by the report's id.

    `ties` leads from an identity's id to its relations; `things` from a report's id to the identities and locations
    that its record's actors and places are, by their ids in the record; `judgements` from an account's id to the merges
    and splits that name it, `corrections` from a report's id to what people corrected in it.
    """

    cases: Iterable[Case]
    identities: Mapping[str, Identity] = field(default_factory=dict)
    locations: Mapping[str, Location] = field(default_factory=dict)
    records: Mapping[str, Record] = field(default_factory=dict)
    ties: Mapping[str, Sequence[Tie]] = field(default_factory=dict)
    things: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    judgements: Mapping[str, Sequence[Judgement]] = field(default_factory=dict)
    corrections: Mapping[str, Sequence[Correction]] = field(default_factory=dict)

    def identity(self, id: str) -> Identity:
        """Returns the identity; one that is not at hand is named by its id."""
        return self.identities.get(id) or Identity(id, id)

    def who(self, case: Case, role: str) -> tuple[Identity, ...]:
        """Returns the identities of the leading version of `initiators` or `targets`."""
        return tuple(self.identity(id) for id in case.leading(role))

    def location(self, id: str | None) -> Location | None:
        """Returns the location; one that is not at hand is named by its id."""
        return None if id is None else self.locations.get(id) or Location(id, id)

    def where(self, case: Case) -> Location | None:
        """Returns the location of the leading version; None where no place is told."""
        return self.location(case.code("place"))

    def address(self, report: str) -> str | None:
        """Returns the address at which a report was published, if its record is at hand and tells one."""
        record = self.records.get(report)
        return record.url if record else None


def days_of(interval: str | None) -> tuple[str | None, str | None]:
    """Splits an ISO 8601 interval: `2018-02-18/..` -> `("2018-02-18", None)`."""
    start, _, end = (interval or "").partition("/")
    return (None if start in ("", "..") else start, None if end in ("", "..") else end)


def told_by(account: Account) -> str:
    """Returns who tells it, the report's publisher first: `Harbour Gazette ← a docker`."""
    return ARROW.join((account.publisher or "unnamed publisher", *(speaker.name for speaker in account.chain)))


def telling(accounts: Iterable[Account], ids: tuple[str, ...]) -> Iterator[str]:
    """Yields, each once, who tells the accounts named."""
    wanted = set(ids)
    yield from dict.fromkeys(told_by(account) for account in accounts if account.id in wanted)
