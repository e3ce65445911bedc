"""Incidents and a view of the store -> a selection: accounts by batches, all else looked up when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Protocol, TypeVar

from polybius.export.exchange.selection import Case, Selection
from polybius.incidents import Account, Identity, Incident, Location, Tie
from polybius.model import Record

AT_ONCE = 200
"""Incidents whose accounts are looked up with one question."""

KEPT = 5_000
"""Values of a kind that are kept at hand; of records, which are large, a tenth of it."""

Value = TypeVar("Value")


class View(Protocol):
    """What is asked of a store; `store.View` does it."""

    def accounts(self, ids: Iterable[str]) -> Iterable[Account]:
        """Returns accounts by their ids."""

    def identities(self, ids: Iterable[str]) -> Mapping[str, Identity]:
        """Returns identities by their ids."""

    def locations(self, ids: Iterable[str]) -> Mapping[str, Location]:
        """Returns locations by their ids."""

    def record(self, id: str) -> Record:
        """Returns the record of a report."""

    def ties_of(self, id: str) -> Sequence[Tie]:
        """Returns the ties of an identity."""

    def things_of(self, report: str) -> Mapping[str, str]:
        """Leads from the ids of a record's actors and places to those of identities and locations."""


class Lookup(Mapping[str, Value]):
    """Looks values up when they are asked for, and keeps the latest at hand."""

    def __init__(self, find: Callable[[Sequence[str]], Mapping[str, Value]], kept: int = KEPT) -> None:
        self._find = find
        self._most = kept
        self._kept: dict[str, Value | None] = {}

    def __getitem__(self, id: str) -> Value:
        if id not in self._kept:
            self.fetch([id])
        value = self._kept[id]
        if value is None:
            raise KeyError(id)
        return value

    def fetch(self, ids: Iterable[str]) -> None:
        """Looks up, with one question, those that are not at hand."""
        missing = [id for id in dict.fromkeys(ids) if id not in self._kept]
        if len(self._kept) + len(missing) > self._most:
            self._kept = {}
        found = self._find(missing) if missing else {}
        self._kept |= {id: found.get(id) for id in missing}

    def __iter__(self) -> Iterator[str]:
        return (id for id, value in self._kept.items() if value is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def select(view: View, incidents: Iterable[Incident]) -> Selection:
    """Returns the selection of incidents, which are taken from the iterable as an exporter comes to them."""
    identities, locations = Lookup(view.identities), Lookup(view.locations)

    def cases() -> Iterator[Case]:
        rest = iter(incidents)
        while batch := list(islice(rest, AT_ONCE)):
            ids = [id for incident in batch for field in incident.fields for v in field.versions for id in v.value]
            identities.fetch(ids)
            locations.fetch(ids)
            found = view.accounts(id for incident in batch for id in incident.accounts)
            accounts = {account.id: account for account in found}
            yield from (Case(incident, tuple(accounts[id] for id in incident.accounts)) for incident in batch)

    return Selection(
        cases(),
        identities,
        locations,
        records=Lookup(_each(view.record), KEPT // 10),
        ties=Lookup(_each(view.ties_of)),
        things=Lookup(_each(view.things_of), KEPT // 10),
    )


def _each(find: Callable[[str], Value]) -> Callable[[Sequence[str]], dict[str, Value]]:
    return lambda ids: {id: find(id) for id in ids}
