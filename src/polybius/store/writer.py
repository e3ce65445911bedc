"""Facts in: reports, readings, and what people decide, each in a transaction of its own, none ever changed again.

`Writer.transaction` lets what is derived from a fact be written with it, all or nothing (see `derived.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

from sqlalchemy import Connection

from polybius.model import Record
from polybius.store.failures import in_words
from polybius.store.transaction import Outcome, Transaction

__all__ = ["Outcome", "Writer"]


class Writer:
    """Adds records and judgements; `Store.writer` makes one."""

    def __init__(self, connection: Connection, version: str, where: str, clock: Callable[[], datetime]) -> None:
        self._where = where
        self._connection = connection.execution_options(writes=True)
        self._version = version
        self._clock = clock

    def add(self, record: Record) -> Outcome:
        """Adds the report if its text is new, and the reading if this version has not read the same from it before.

        The same text told of differently (another publisher, another day) reads differently, and so is a new reading.
        Raises StoreError where the database fails; what came before stays.
        """
        with self.adding(record) as transaction:
            return transaction.add(record)

    def adding(self, record: Record) -> AbstractContextManager[Transaction]:
        """Opens a transaction to add a record, and what is derived from it, in."""
        return self.transaction(f"Report {record.id[:12]} cannot be stored in {self._where}")

    @contextmanager
    def transaction(self, failure: str | None = None) -> Iterator[Transaction]:
        """Opens a transaction: all that is written in it is there together or, after an error, not at all.

        Other writers wait until it ends. `failure` is what StoreError says before the reason if the database fails.
        """
        with in_words(failure or f"The store {self._where} failed"), self._connection.begin():
            yield Transaction(self._connection, self._version, self._where, self._clock())
