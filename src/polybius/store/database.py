"""Opening the database: a path or an `sqlite:///…` URL in, a `Store` out whose schema is the newest.

Write-ahead logging and a busy timeout let several processes read and write one store at a time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from polybius.errors import StoreError
from polybius.store.failures import BUSY_SECONDS, in_words
from polybius.store.migrations import MIGRATIONS, migrate, version_of
from polybius.store.view import View
from polybius.store.writer import Writer

IN_MEMORY = ":memory:"


class Store:
    """One database of reports and their readings; `open` is the way to one, `close` lets go of its files."""

    def __init__(self, where: str, engine: Engine) -> None:
        self.where = where
        self._engine = engine

    @classmethod
    def open(cls, where: str | Path, *, create: bool = True) -> Store:
        """Opens a store at a path or `sqlite:///…` URL (`sqlite://` is one in memory) and brings its schema up to date.

        Raises StoreError where there is none and `create` is false, the place is missing or cannot be written to, the
        file is no store, or a newer polybius wrote it.
        """
        path = _path_of(str(where))
        _check_place(path, create)
        store = cls(path, _engine(path))
        try:
            store._bring_up_to_date()
        except StoreError:
            store.close()
            raise
        return store

    @contextmanager
    def writer(self, version: str) -> Iterator[Writer]:
        """Opens a writer whose readings are those of this polybius version; every report is its own transaction."""
        with self._connected() as connection:
            yield Writer(connection, version, self.where)

    @contextmanager
    def view(self) -> Iterator[View]:
        """Opens a view of the store as it stands now: what others write meanwhile does not show in it."""
        with self._connected() as connection, connection.begin():
            yield View(connection, self.where)

    def close(self) -> None:
        """Lets go of the database's files."""
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
                current = version_of(connection) == len(MIGRATIONS)
            if not current:
                _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    # The journal mode stays with the file, and cannot be changed inside a transaction: hence the driver's connection.
    _driver(connection).execute("PRAGMA journal_mode = WAL")
    with connection.execution_options(writes=True).begin():
        migrate(connection)


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def _path_of(where: str) -> str:
    if "://" not in where:
        return where if where == IN_MEMORY else str(Path(where).expanduser())
    try:
        url = make_url(where)
    except ArgumentError:
        url = None
    if url is None or url.get_backend_name() != "sqlite" or url.query or url.host:
        raise StoreError(f"No store for '{where}'; known: a path, or sqlite:///path")
    return url.database or IN_MEMORY


def _check_place(path: str, create: bool) -> None:
    if path == IN_MEMORY:
        return
    if not Path(path).parent.is_dir():
        raise StoreError(f"{path} cannot be used as a store: there is no directory {Path(path).parent}")
    if Path(path).is_dir():
        raise StoreError(f"{path} cannot be used as a store: it is a directory")
    if not create and not Path(path).exists():
        raise StoreError(f"No store at {path}; 'polybius read FILE…' makes one")


def _engine(path: str) -> Engine:
    options: dict[str, Any] = {"connect_args": {"timeout": BUSY_SECONDS, "check_same_thread": False}}
    if path == IN_MEMORY:
        options["poolclass"] = StaticPool
    engine = create_engine(URL.create("sqlite", database=path), **options)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    # No implicit transactions of the driver's: `_begin` opens them, so that schema changes roll back too.
    connection.isolation_level = None
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once: one that reads first and writes later could not wait for another's commit.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
