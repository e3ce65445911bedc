"""Fills a store as recording and fusing report by report would, by the truth and in bulk, some ten times as fast.

What questions cost depends on the rows there are, not on how they came to be; so a store of many reports need not be
waited for. The rows are made by the store's own functions.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import combinations, count, zip_longest
from operator import itemgetter
from typing import Any

from collection import Deed, tellings
from sqlalchemy import Connection, Table

from polybius.fuse import (
    Setting,
    accounts_of,
    actor_keys,
    band_keys,
    describe,
    disagreements_of,
    known_identity,
    place_keys,
    signature,
)
from polybius.fuse.identities import new_identity
from polybius.fuse.places import new_location
from polybius.fuse.weigh import Scales
from polybius.incidents import Account, ActorMember, Identity, Location, PlaceMember, Subject, account_id
from polybius.model import Record
from polybius.store import ACCOUNTS, DOCUMENTS, Store
from polybius.store.contents import Contents, facets_of, incident_row, shares_of, ties_of_record
from polybius.store.derived import _disagreement_row, _name_rows, _pair_row, _thing_row
from polybius.store.migrations import EDGES, TOTALS
from polybius.store.rows import add_missing, packed
from polybius.store.schema import (
    ACCOUNT,
    BLOCK,
    DISAGREEMENT,
    EDITION,
    FACET,
    FUSED,
    INCIDENT,
    MEMBER,
    MEMBERSHIP,
    NAME,
    PAIR,
    READING,
    REPORT,
    SHARE,
    SIGNATURE,
    THING,
    TIE,
)
from polybius.store.search import index_text
from polybius.store.transaction import _listed, _reading, _report

OF_INCIDENTS = (MEMBERSHIP, PAIR, DISAGREEMENT, SHARE)
AT_ONCE = 500  # reports in one transaction
CACHE_KIB = 2 * 1024 * 1024  # rows go into indices at random places, which should be in memory


class Filling:
    """Rows on their way into a store."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: dict[Table, list[Mapping[str, Any]]] = defaultdict(list)
        self._identities: dict[str, Identity] = {}
        self._locations: dict[str, Location] = {}
        self._told: dict[Deed, list[Account]] = defaultdict(list)
        self._scales = Scales()
        self._versions: list[tuple[str, dict[str, Any], list[dict[str, Any]]]] = []
        self._incidents, self._editions = count(1), count(1)

    def add(self, record: Record, deeds: Iterable[Deed]) -> None:
        """Takes a record whose events tell these deeds."""
        now = f"{record.published}T12:00:00.000000+00:00"
        day = now[:10]
        number = next(self._editions)
        self._rows[REPORT].append(_report(record, now))
        self._rows[READING].append(_reading(record, "1.0", now) | {"id": number})
        self._rows[EDITION].append(
            _listed(record) | {"report": record.id, "reading": number, "recorded_at": now, "record": None}
        )
        self._rows[FUSED].append({"report": record.id, "edition": number, "day": day})
        self._text(record)
        things = self._actors(record, day) | self._places(record, day)
        setting = Setting(
            actors={actor.id: self._identities[actor.name] for actor in record.actors},
            places={place.id: self._locations[place.name] for place in record.places},
            recorded_at=now,
        )
        accounts = accounts_of(record, setting)
        self._accounts(record, accounts, things, day)
        for account, deed in zip(accounts, deeds, strict=True):
            self._told[deed].append(account)

    def _text(self, record: Record) -> None:
        numbers = signature(record.text)
        self._rows[SIGNATURE].append({"report": record.id, "numbers": array("Q", numbers).tobytes()})
        self._block(DOCUMENTS, record.id, band_keys(numbers))

    def _actors(self, record: Record, day: str) -> dict[str, str]:
        for actor in record.actors:
            member = ActorMember(account_id(record.id, actor.id), record.id, actor)
            if actor.name not in self._identities:
                self._identities[actor.name] = new_identity(member)
                self._thing(self._identities[actor.name], actor_keys(known_identity(self._identities[actor.name])), day)
            self._member(member.id, Subject.ACTORS, record.id, self._identities[actor.name].id, day)
        return {actor.id: self._identities[actor.name].id for actor in record.actors}

    def _places(self, record: Record, day: str) -> dict[str, str]:
        for place in record.places:
            member = PlaceMember(account_id(record.id, place.id), record.id, place)
            if place.name not in self._locations:
                self._locations[place.name] = new_location(member)
                self._thing(self._locations[place.name], place_keys(place), day)
            self._member(member.id, Subject.PLACES, record.id, self._locations[place.name].id, day)
        return {place.id: self._locations[place.name].id for place in record.places}

    def _member(self, id: str, subject: Subject, report: str, thing: str, day: str) -> None:
        self._rows[MEMBER].append({"id": id, "subject": subject, "report": report, "thing": thing, "since": day})

    def _thing(self, thing: Identity | Location, keys: Iterable[str], day: str) -> None:
        self._rows[THING].append(_thing_row(thing) | {"since": day})
        self._rows[NAME] += _name_rows(thing, day)
        self._block(Subject.ACTORS if isinstance(thing, Identity) else Subject.PLACES, thing.id, keys)

    def _block(self, subject: str, id: str, words: Iterable[str]) -> None:
        self._rows[BLOCK] += [{"subject": subject, "word": word, "id": id} for word in sorted(set(words))]

    def _accounts(self, record: Record, accounts: tuple[Account, ...], things: Mapping[str, str], day: str) -> None:
        self._scales.add(accounts)
        for account in accounts:
            row = {"id": account.id, "report": record.id, "value": packed(account), "since": day}
            self._rows[ACCOUNT].append(row)
            self._block(ACCOUNTS, account.id, self._scales.keys(account.id))
        self._rows[TIE] += [row | {"since": day} for row in ties_of_record(record, things, accounts, day)]

    def finish(self, before: str) -> None:
        """Makes incidents of the deeds of which no more will be told: those before a day."""
        for deed in [deed for deed in self._told if deed.day.isoformat() < before]:
            self._incident(sorted(self._told.pop(deed), key=lambda account: (account.recorded_at, account.id)))
        self._scales = Scales()

    def _incident(self, accounts: list[Account]) -> None:
        """Makes an incident as it stood from each day on which more was told of it."""
        self._scales.add(accounts)
        matches = list(self._scales.matches(combinations([account.id for account in accounts], 2)))
        days = sorted({account.recorded_at[:10] for account in accounts})
        for day, until in zip_longest(days, days[1:]):
            told = [account for account in accounts if account.recorded_at[:10] <= day]
            self._version(Contents(describe(told, ()), told), day, until)
        id = accounts[0].id
        self._rows[PAIR] += [_pair_row(Subject.INCIDENTS, match) | {"since": day} for match in matches]
        found = disagreements_of(id, accounts)
        self._rows[DISAGREEMENT] += [_disagreement_row(each, day) | {"since": day} for each in found]
        self._rows[MEMBERSHIP] += [
            {"account": account.id, "incident": id, "since": account.recorded_at[:10]} for account in accounts
        ]

    def _version(self, contents: Contents, since: str, until: str | None) -> None:
        row, life = incident_row(contents, since), {"since": since, "until": until}
        facets = [{"name": name, "value": value, "day": row["day"]} for name, value in facets_of(contents)]
        self._versions.append((since, row | life, facets))
        self._rows[SHARE] += [share | life for share in shares_of(contents)]

    def _number_versions(self, before: str) -> None:
        """Numbers the incidents as they stood from before a day on, and what they are found by."""
        ready = sorted((version for version in self._versions if version[0] < before), key=itemgetter(0))
        self._versions = [version for version in self._versions if version[0] >= before]
        for (_, row, facets), number in zip(ready, self._incidents, strict=False):
            self._rows[INCIDENT].append(row | {"number": number})
            self._rows[FACET] += [facet | {"incident": number} for facet in facets]

    def finish_sums(self) -> None:
        """Adds up what was written, as the store does for those that had no such sums."""
        with self._connection.begin():
            self._connection.exec_driver_sql(EDGES)
            self._connection.exec_driver_sql(TOTALS)

    def write(self, records: Iterable[Record], before: str) -> None:
        """Writes all rows that wait, and indexes the texts of these records.

        Rows of incidents are numbered in the order of the days from which they hold, as everywhere; those of a day from
        which on more may come, wait.
        """
        self._number_versions(before)
        with self._connection.begin():
            add_missing(self._connection, NAME, self._rows.pop(NAME, []))
            for table in (REPORT, READING, EDITION, *self._rows):
                rows = self._rows.pop(table, [])
                if table in OF_INCIDENTS:
                    rows.sort(key=itemgetter("since"))
                    ready = bisect_left(rows, before, key=itemgetter("since"))
                    self._rows[table], rows = rows[ready:], rows[:ready]
                if rows:
                    _insert(self._connection, table, rows)
            for record in records:
                index_text(self._connection, record)


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows that all have the same columns, by the driver itself: there are three hundred a report."""
    names = list(rows[0])
    mark = ":{}" if connection.dialect.name == "sqlite" else "%({})s"
    values = ", ".join(mark.format(name) for name in names)
    quoted = ", ".join(f'"{name}"' for name in names)
    connection.exec_driver_sql(f"INSERT INTO {table.name} ({quoted}) VALUES ({values})", rows)


@contextmanager
def without_indices(connection: Connection) -> Iterator[None]:
    """Takes SQLite's indices away and makes them anew at the end, which is faster than to keep them."""
    if connection.dialect.name != "sqlite":
        yield
        return
    connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE_KIB}")
    connection.rollback()
    found = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    with connection.begin():
        indices = [(str(row.name), str(row.sql)) for row in connection.exec_driver_sql(found)]
        for name, _ in indices:
            connection.exec_driver_sql(f"DROP INDEX {name}")
    yield
    with connection.begin():
        for _, statement in indices:
            connection.exec_driver_sql(statement)


def fill(store: Store, size: int) -> None:
    """Puts so many reports into an empty store."""
    with store._engine.connect() as plain:
        connection = plain.execution_options(writes=True)
        with without_indices(connection):
            _fill(connection, size)


def _fill(connection: Connection, size: int) -> None:
    filling = Filling(connection)
    batch: list[Record] = []
    for number, (record, deeds) in enumerate(tellings(size), 1):
        filling.add(record, deeds)
        batch.append(record)
        if len(batch) == AT_ONCE:
            day = min(deed.day for deed in deeds).isoformat()
            filling.finish(day)
            filling.write(batch, day)
            print(f"{number:,} reports", file=sys.stderr, flush=True)
            batch = []
    filling.finish("9999")
    filling.write(batch, "9999")
    filling.finish_sums()
