"""A view of the store and a query -> what exporters take: incidents one after another, the rest looked up as needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from polybius import questions
from polybius.export.exchange import Case, Selection
from polybius.incidents import Incident, Query, Tie

if TYPE_CHECKING:
    from polybius.model import Record
    from polybius.store import View

AT_ONCE = 200
"""Incidents whose accounts are looked up with one question."""

KEPT = 5_000
"""Values of a kind that are kept at hand; records, which are large, a tenth of it."""

Value = TypeVar("Value")


class Lookup(Mapping[str, Value]):
    """Looks values up when they are asked for, and keeps the latest at hand."""

    def __init__(self, find: Callable[[Iterable[str]], Mapping[str, Value]], kept: int = KEPT) -> None:
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


def select(view: View, query: Query) -> tuple[tuple[Incident, ...], Selection]:
    """Returns the incidents that a query asks for, in the order in which they happened, and the selection of them."""
    incidents = questions.timeline(view, query)

    def records(ids: Iterable[str]) -> dict[str, Record]:
        return {id: view.record(id) for id in ids}

    def ties(ids: Iterable[str]) -> dict[str, tuple[Tie, ...]]:
        return {id: view.ties_of(id) for id in ids}

    def things(ids: Iterable[str]) -> dict[str, Mapping[str, str]]:
        return {id: view.things_of(id) for id in ids}

    identities, locations = Lookup(view.identities), Lookup(view.locations)
    cases = _Cases(view, incidents, (identities, locations))
    kept = KEPT // 10
    return incidents, Selection(cases, identities, locations, Lookup(records, kept), Lookup(ties), Lookup(things, kept))


class _Cases(Iterable[Case]):
    def __init__(self, view: View, incidents: tuple[Incident, ...], lookups: Iterable[Lookup[Any]]) -> None:
        self._view = view
        self._incidents = incidents
        self._lookups = tuple(lookups)

    def __iter__(self) -> Iterator[Case]:
        rest = iter(self._incidents)
        while batch := list(islice(rest, AT_ONCE)):
            accounts = self._view.accounts(id for incident in batch for id in incident.accounts)
            ids = [id for incident in batch for field in incident.fields for v in field.versions for id in v.value]
            for lookup in self._lookups:
                lookup.fetch(ids)
            for incident in batch:
                yield Case(incident, tuple(accounts[id] for id in incident.accounts))
