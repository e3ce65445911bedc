"""The two kinds of database a store may be: how each is opened, locked for writing, and marked with its schema.

`backend_of` takes a path or URL and returns the `Backend` that all else in the store speaks through; whatever differs
between SQLite and PostgreSQL stands here or in `search.py`.
"""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from polybius.errors import StoreError
from polybius.store.failures import BUSY_SECONDS
from polybius.store.migrations import MIGRATIONS, SEARCH

IN_MEMORY = ":memory:"
APPLICATION_ID = 0x504F4C59  # "POLY"
KNOWN = "known: a path, sqlite:///path or postgresql://user@host/database"
POSTGRESQL_OLDEST = 15
LOG_PAGES = 8000  # of 4 KiB, after which the log goes into the file; a small log makes every few reports wait
CACHE_KIB = 64 * 1024  # of SQLite's pages in memory; its own default of 2 MiB reads a large store anew each time


class Backend(Protocol):
    """What a kind of database does in its own way; `where` names the store to people, without a password."""

    where: str

    def check_place(self, create: bool) -> None:
        """Raises StoreError where there is no store and none may be made."""
        ...

    def engine(self) -> Engine:
        """Makes the engine; nothing is opened yet."""
        ...

    def prepare(self, connection: Connection) -> None:
        """Does what must be done once, outside a transaction, before the first migration."""
        ...

    def version(self, connection: Connection) -> int | None:
        """Returns how many migrations are behind the database; None for another program's."""
        ...

    def set_version(self, connection: Connection, version: int) -> None:
        """Marks the database as a store of this schema."""
        ...

    def spell(self, statement: str) -> tuple[str, ...]:
        """Returns a migration's statement in the backend's own words."""
        ...


def backend_of(where: str) -> Backend:
    """Returns the backend of a path, an `sqlite:///…` or a `postgresql://…` URL; raises StoreError for another."""
    if "://" not in where:
        return SQLite(where if where == IN_MEMORY else str(Path(where).expanduser()))
    try:
        url = make_url(where)
    except ArgumentError:
        raise StoreError(f"No store for '{where}'; {KNOWN}") from None
    if url.get_backend_name() == "sqlite" and not url.query and not url.host:
        return SQLite(url.database or IN_MEMORY)
    if url.get_backend_name() in ("postgresql", "postgres") and url.database:
        return PostgreSQL(url)
    raise StoreError(f"No store for '{url.render_as_string()}'; {KNOWN}")


class SQLite:
    """One file, or memory. Write-ahead logging and a busy timeout let several processes read and write at a time."""

    def __init__(self, path: str) -> None:
        self.where = path

    def check_place(self, create: bool) -> None:
        """Raises StoreError where the path cannot hold a store, or holds none and none may be made."""
        path = Path(self.where)
        if self.where == IN_MEMORY:
            return
        if not path.parent.is_dir():
            raise StoreError(f"{path} cannot be used as a store: there is no directory {path.parent}")
        if path.is_dir():
            raise StoreError(f"{path} cannot be used as a store: it is a directory")
        if not create and not path.exists():
            raise StoreError(f"No store at {path}; 'polybius read FILE…' makes one")

    def engine(self) -> Engine:
        """Makes an engine whose transactions are ours to open."""
        options: dict[str, Any] = {"connect_args": {"timeout": BUSY_SECONDS, "check_same_thread": False}}
        if self.where == IN_MEMORY:
            options["poolclass"] = StaticPool
        engine = create_engine(URL.create("sqlite", database=self.where), **options)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine

    def prepare(self, connection: Connection) -> None:
        """Sets write-ahead logging, which stays with the file and cannot be set inside a transaction."""
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.execute("PRAGMA journal_mode = WAL")

    def version(self, connection: Connection) -> int | None:
        """Returns the `user_version`; None for a database that has tables but not the mark of a store."""
        version = _number(connection, "PRAGMA user_version")
        if _number(connection, "PRAGMA application_id") == APPLICATION_ID:
            return version
        return None if version or _number(connection, "SELECT count(*) FROM sqlite_master") else 0

    def set_version(self, connection: Connection, version: int) -> None:
        """Writes `user_version` and `application_id` into the file's head."""
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {version}")

    def spell(self, statement: str) -> tuple[str, ...]:
        """Returns the statement as it is."""
        return (statement,)


class PostgreSQL:
    """A database of a PostgreSQL server; a store lives in its default schema, and one writer writes at a time."""

    def __init__(self, url: URL) -> None:
        self._url = url.set(drivername="postgresql+psycopg")
        self.where = url.render_as_string()

    def check_place(self, create: bool) -> None:
        """Raises StoreError where the driver is not installed; the server itself answers for the database."""
        try:
            import psycopg  # noqa: F401
        except ImportError:
            raise StoreError(f"{self.where} needs a driver: pip install 'polybius[postgresql]'") from None

    def engine(self) -> Engine:
        """Makes an engine whose readers see one moment and whose writers wait for one another."""
        engine = create_engine(self._url, pool_pre_ping=True, connect_args={"connect_timeout": BUSY_SECONDS})
        event.listen(engine, "begin", _begin_postgresql)
        return engine

    def prepare(self, connection: Connection) -> None:
        """Raises StoreError for a server that is too old."""
        number = _number(connection, "SHOW server_version_num") // 10_000
        connection.rollback()
        if number < POSTGRESQL_OLDEST:
            raise StoreError(f"{self.where} is PostgreSQL {number}; a store needs {POSTGRESQL_OLDEST} or later")

    def version(self, connection: Connection) -> int | None:
        """Returns the number in table `polybius`; None for a database that has other tables only."""
        tables = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"
        if _number(connection, f"{tables} AND tablename = 'polybius'"):
            return _number(connection, "SELECT schema FROM polybius")
        return None if _number(connection, tables) else 0

    def set_version(self, connection: Connection, version: int) -> None:
        """Writes the number into table `polybius`, which marks the database as a store."""
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS polybius (schema INTEGER NOT NULL)")
        connection.exec_driver_sql("DELETE FROM polybius")
        connection.exec_driver_sql(f"INSERT INTO polybius VALUES ({version})")

    def spell(self, statement: str) -> tuple[str, ...]:
        """Returns the statement with PostgreSQL's names of types, its triggers and its full-text index."""
        if statement == SEARCH:
            return (
                "ALTER TABLE document ADD COLUMN words tsvector",
                "CREATE INDEX document_words ON document USING gin (words)",
            )
        if trigger := TRIGGER.search(statement):
            return _trigger(*trigger.groups())
        for of_sqlite, of_postgresql in SPELLINGS:
            statement = re.sub(of_sqlite, of_postgresql, statement)
        return (statement,)


# Ids and days are compared byte by byte, as SQLite does, whatever the database's own collation.
SPELLINGS = (
    (r"\b(id|number) INTEGER NOT NULL PRIMARY KEY", r"\1 BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"),
    (r"\bINTEGER\b", "BIGINT"),
    (r"\bBLOB\b", "BYTEA"),
    (r"\binstr\(", "strpos("),
    (r"\bTEXT\b", 'TEXT COLLATE "C"'),
    (r"\bWITHOUT ROWID\b", ""),  # SQLite's word for a table that is its own index
)
TRIGGER = re.compile(r"CREATE TRIGGER (\w+) BEFORE (\w+) ON (\w+)\s+BEGIN SELECT RAISE\(ABORT, '([^']+)'\)")


def _trigger(name: str, deed: str, table: str, message: str) -> tuple[str, ...]:
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{message}'; END $$",
        f"CREATE TRIGGER {name} BEFORE {deed} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    )


def _prepare_sqlite(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    # No implicit transactions of the driver's: `_begin_sqlite` opens them, so that schema changes roll back too.
    connection.isolation_level = None
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once: one that reads first and writes later could not wait for another's commit.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    # What fuses must see all that others have fused: writers queue for a lock that ends with the transaction.
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION_ID})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _number(connection: Connection, question: str) -> int:
    return int(connection.exec_driver_sql(question).scalar_one())


def step_forward(backend: Backend, connection: Connection, to: int = len(MIGRATIONS)) -> None:
    """Takes the missing steps up to a schema; the caller's transaction makes them all or nothing.

    Raises StoreError for another program's database and for one written by a newer polybius.
    """
    version = checked_version(backend, connection)
    for step in MIGRATIONS[version:to]:
        for statement in step:
            for spelt in backend.spell(statement):
                connection.exec_driver_sql(spelt)
    backend.set_version(connection, to)


def checked_version(backend: Backend, connection: Connection) -> int:
    """Returns how many migrations the database has behind it; raises StoreError as `step_forward` does."""
    version = backend.version(connection)
    if version is None:
        raise StoreError(f"{backend.where} is another program's database, not a store")
    if version > len(MIGRATIONS):
        schemas = f"schema {version}; this one knows up to {len(MIGRATIONS)}"
        raise StoreError(f"{backend.where} was written by a newer polybius ({schemas}): upgrade polybius")
    return version
