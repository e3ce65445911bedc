"""Incidents and a view of the store -> a selection: accounts by batches, all else looked up when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Protocol, TypeVar

from polybius.export.exchange.selection import Case, Selection
from polybius.incidents import Account, Correction, Identity, Incident, Judgement, Location, Subject, Tie
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

    def relations_of(self, ids: Sequence[str]) -> Mapping[str, Sequence[Tie]]:
        """Leads from identities to their relations."""

    def judgements(self) -> Sequence[Judgement]:
        """Returns what people decided."""

    def corrections(self, id: str) -> Sequence[Correction]:
        """Returns the corrections of a report."""

    def things_of(self, report: str) -> Mapping[str, str]:
        """Leads from the ids of a record's actors and places to those of identities and locations."""


class Lookup(Mapping[str, Value]):
    """Looks values up when they are asked for, and keeps the latest at hand."""

    def __init__(self, find: Callable[[Sequence[str]], Mapping[str, Value]], kept: int = KEPT) -> None:
        self._find = find
        self._most = kept
        self._kept: dict[str, Value | None] = {}
        self._expected: Sequence[str] = ()

    def __getitem__(self, id: str) -> Value:
        if id not in self._kept:
            self.fetch([id, *self._expected])
            self._expected = ()
        value = self._kept[id]
        if value is None:
            raise KeyError(id)
        return value

    def expect(self, ids: Sequence[str]) -> None:
        """Notes what will be asked for soon, if anything is: all of it is then looked up with one question."""
        self._expected = ids

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
    identities, locations, ties = Lookup(view.identities), Lookup(view.locations), Lookup(view.relations_of)

    def cases() -> Iterator[Case]:
        rest = iter(incidents)
        while batch := list(islice(rest, AT_ONCE)):
            ids = [id for incident in batch for field in incident.fields for v in field.versions for id in v.value]
            identities.fetch(ids)
            locations.fetch(ids)
            ties.expect([id for id in dict.fromkeys(ids) if id in identities])
            found = view.accounts(id for incident in batch for id in incident.accounts)
            accounts = {account.id: account for account in found}
            yield from (Case(incident, tuple(accounts[id] for id in incident.accounts)) for incident in batch)

    return Selection(
        cases(),
        identities,
        locations,
        records=Lookup(_each(view.record), KEPT // 10),
        ties=ties,
        things=Lookup(_each(view.things_of), KEPT // 10),
        judgements=Lookup(_judged(view)),
        corrections=Lookup(_each(view.corrections), KEPT // 10),
    )


def _each(find: Callable[[str], Value]) -> Callable[[Sequence[str]], dict[str, Value]]:
    return lambda ids: {id: find(id) for id in ids}


def _judged(view: View) -> Callable[[Sequence[str]], dict[str, tuple[Judgement, ...]]]:
    """Looks up the judgements that hold and name an account; all are read when the first one is asked for."""

    @cache
    def by_account() -> dict[str, tuple[Judgement, ...]]:
        found: dict[str, tuple[Judgement, ...]] = {}
        for judgement in view.judgements():
            if judgement.undone_by is None and judgement.subject is Subject.INCIDENTS:
                for id in (*judgement.one, *judgement.other):
                    found[id] = (*found.get(id, ()), judgement)
        return found

    return lambda ids: {id: by_account().get(id, ()) for id in ids}
