"""The way forward from every older schema: a database's version is the number of steps it has behind it.

Steps are never changed once released; a new schema is a new step at the end of `MIGRATIONS`. The version stands in
SQLite's `user_version`, and `application_id` tells a store from another program's database.
"""

from __future__ import annotations

from sqlalchemy import Connection

from polybius.errors import StoreError

APPLICATION_ID = 0x504F4C59  # "POLY"

REPORTS_AND_READINGS = (
    """
    CREATE TABLE report (
        id TEXT NOT NULL PRIMARY KEY, title TEXT, publisher TEXT, url TEXT, published TEXT,
        language TEXT NOT NULL, text TEXT NOT NULL, recorded_at TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE reading (
        id INTEGER NOT NULL PRIMARY KEY, report TEXT NOT NULL REFERENCES report (id),
        version TEXT NOT NULL, digest TEXT NOT NULL, recorded_at TEXT NOT NULL,
        title TEXT, publisher TEXT, published TEXT,
        actors INTEGER NOT NULL, places INTEGER NOT NULL, events INTEGER NOT NULL, claims INTEGER NOT NULL,
        problems INTEGER NOT NULL, record TEXT NOT NULL,
        CONSTRAINT reading_once UNIQUE (report, version, digest)
    )
    """,
    "CREATE INDEX reading_of_report ON reading (report, id)",
)

APPEND_ONLY = tuple(
    f"""
    CREATE TRIGGER {table}_is_never_{deed[1]} BEFORE {deed[0]} ON {table}
    BEGIN SELECT RAISE(ABORT, 'a {table} is never {deed[1]}'); END
    """
    for table in ("report", "reading")
    for deed in (("UPDATE", "changed"), ("DELETE", "removed"))
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (REPORTS_AND_READINGS + APPEND_ONLY,)


def version_of(connection: Connection) -> int:
    """Returns how many migrations the database has behind it; 0 for an empty one.

    Raises StoreError for another program's database and for one written by a newer polybius.
    """
    version = _number(connection, "PRAGMA user_version")
    if _number(connection, "PRAGMA application_id") != APPLICATION_ID:
        if version or _number(connection, "SELECT count(*) FROM sqlite_master"):
            raise StoreError(f"{_where(connection)} is another program's database, not a store")
        return 0
    if version > len(MIGRATIONS):
        schemas = f"schema {version}; this one knows up to {len(MIGRATIONS)}"
        raise StoreError(f"{_where(connection)} was written by a newer polybius ({schemas}): upgrade polybius")
    return version


def migrate(connection: Connection) -> None:
    """Takes the missing steps; the caller's transaction makes them all or nothing."""
    for step in MIGRATIONS[version_of(connection) :]:
        for statement in step:
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _number(connection: Connection, question: str) -> int:
    return int(connection.exec_driver_sql(question).scalar_one())


def _where(connection: Connection) -> str:
    return str(connection.engine.url.database)
