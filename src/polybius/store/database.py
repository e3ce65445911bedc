"""Opening the database: a path or URL in, a `Store` out whose schema is the newest.

Any number of processes may read and write one store at a time: writers take turns, a reader sees one moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from polybius.errors import StoreError
from polybius.store.backends import Backend, backend_of, checked_version, step_forward
from polybius.store.failures import in_words
from polybius.store.migrations import MIGRATIONS
from polybius.store.view import View
from polybius.store.writer import Writer


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """One database of reports and what was made of them; `open` is the way to one, `close` lets go of it."""

    def __init__(self, backend: Backend, engine: Engine) -> None:
        self.where = backend.where
        self._backend = backend
        self._engine = engine

    @classmethod
    def open(cls, where: str | Path, *, create: bool = True) -> Store:
        """Opens a store at a path, `sqlite:///…` URL (`sqlite://` is one in memory) or `postgresql://…` URL.

        Its schema is brought up to date. Raises StoreError where there is none and `create` is false, the place is
        missing or cannot be written to, the database is no store, or a newer polybius wrote it.
        """
        backend = backend_of(str(where))
        backend.check_place(create)
        store = cls(backend, backend.engine())
        try:
            store._bring_up_to_date()
        except StoreError:
            store.close()
            raise
        return store

    @contextmanager
    def writer(self, version: str, *, clock: Callable[[], datetime] = _now) -> Iterator[Writer]:
        """Opens a writer whose readings are those of this polybius version; every report is its own transaction.

        `clock` says when things are recorded (in UTC); one that runs slow lets an archive be replayed.
        """
        with self._connected() as connection:
            yield Writer(connection, version, self.where, clock)

    @contextmanager
    def view(self, *, as_of: date | None = None) -> Iterator[View]:
        """Opens a view of the store as it stands now, or as it stood at the end of a day (UTC).

        What others write meanwhile does not show in it.
        """
        with self._connected() as connection, connection.begin():
            yield View(connection, self.where, as_of)

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with in_words(f"The store {self.where} failed"), self._engine.connect() as connection:
            yield connection

    def _bring_up_to_date(self) -> None:
        with in_words(f"{self.where} cannot be used as a store"), self._engine.connect() as connection:
            with connection.begin():
                current = checked_version(self._backend, connection) == len(MIGRATIONS)
            if not current:
                self._backend.prepare(connection)
                with connection.execution_options(writes=True).begin():
                    step_forward(self._backend, connection)
