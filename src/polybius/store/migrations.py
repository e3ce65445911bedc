"""The way forward from every older schema: a database's version is the number of steps it has behind it.

Steps are never changed once released; a new schema is a new step at the end of `MIGRATIONS`. They are written for
SQLite; `backends.py` says each of them for PostgreSQL where that differs, and keeps the version.
"""

from __future__ import annotations

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


def append_only(*tables: str) -> tuple[str, ...]:
    """Returns the triggers that refuse to change or remove a row of these tables."""
    return tuple(
        f"""
    CREATE TRIGGER {table}_is_never_{deed[1]} BEFORE {deed[0]} ON {table}
    BEGIN SELECT RAISE(ABORT, 'a {table} is never {deed[1]}'); END
    """
        for table in tables
        for deed in (("UPDATE", "changed"), ("DELETE", "removed"))
    )


# What people decide, and what a report's record is after each reading and correction of it.
JUDGEMENTS_AND_EDITIONS = (
    """
    CREATE TABLE judgement (
        id INTEGER NOT NULL PRIMARY KEY, kind TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, note TEXT,
        subject TEXT, one TEXT, other TEXT, undoes INTEGER REFERENCES judgement (id),
        report TEXT REFERENCES report (id), path TEXT, value TEXT, entry TEXT
    )
    """,
    "CREATE INDEX judgement_of_report ON judgement (report, id)",
    "CREATE UNIQUE INDEX judgement_undone ON judgement (undoes)",
    """
    CREATE TABLE edition (
        id INTEGER NOT NULL PRIMARY KEY, report TEXT NOT NULL REFERENCES report (id),
        reading INTEGER NOT NULL REFERENCES reading (id), judgement INTEGER REFERENCES judgement (id),
        recorded_at TEXT NOT NULL, title TEXT, publisher TEXT, published TEXT,
        actors INTEGER NOT NULL, places INTEGER NOT NULL, events INTEGER NOT NULL, claims INTEGER NOT NULL,
        problems INTEGER NOT NULL, record TEXT
    )
    """,
    "CREATE INDEX edition_of_report ON edition (report, id)",
    """
    INSERT INTO edition (report, reading, recorded_at, title, publisher, published, actors, places, events, claims,
        problems)
    SELECT report, id, recorded_at, title, publisher, published, actors, places, events, claims, problems
    FROM reading ORDER BY id
    """,
)

# What fusing derives from the editions. `since` and `until` are the days between which it was held; see `schema.py`.
DERIVED = (
    "CREATE TABLE fused (report TEXT NOT NULL PRIMARY KEY REFERENCES report (id), edition INTEGER NOT NULL, "
    "day TEXT NOT NULL)",
    "CREATE INDEX fused_by_day ON fused (day)",
    "CREATE TABLE document (number INTEGER NOT NULL PRIMARY KEY, report TEXT NOT NULL UNIQUE REFERENCES report (id))",
    "CREATE TABLE copy (report TEXT NOT NULL PRIMARY KEY REFERENCES report (id), of TEXT NOT NULL, "
    "similarity DOUBLE PRECISION NOT NULL)",
    "CREATE INDEX copy_of ON copy (of)",
    "CREATE TABLE signature (report TEXT NOT NULL PRIMARY KEY REFERENCES report (id), numbers BLOB NOT NULL)",
    "CREATE TABLE block (subject TEXT NOT NULL, word TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (subject, word, id)) "
    "WITHOUT ROWID",
    "CREATE INDEX block_of ON block (id)",
    """
    CREATE TABLE member (
        number INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL, subject TEXT NOT NULL, report TEXT NOT NULL,
        thing TEXT NOT NULL, since TEXT NOT NULL, until TEXT
    )
    """,
    "CREATE INDEX member_id ON member (id)",
    "CREATE INDEX member_thing ON member (thing)",
    "CREATE INDEX member_report ON member (report)",
    """
    CREATE TABLE thing (
        number INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL, subject TEXT NOT NULL, value TEXT NOT NULL,
        since TEXT NOT NULL, until TEXT
    )
    """,
    "CREATE INDEX thing_id ON thing (id)",
    """
    CREATE TABLE name (
        folded TEXT NOT NULL, subject TEXT NOT NULL, thing TEXT NOT NULL, since TEXT NOT NULL,
        PRIMARY KEY (folded, subject, thing)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX name_of ON name (thing)",
    """
    CREATE TABLE successor (
        number INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL, successor TEXT NOT NULL, since TEXT NOT NULL, until TEXT
    )
    """,
    "CREATE INDEX successor_id ON successor (id)",
    "CREATE INDEX successor_successor ON successor (successor)",
    """
    CREATE TABLE account (
        number INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL, report TEXT NOT NULL, value TEXT NOT NULL,
        since TEXT NOT NULL, until TEXT
    )
    """,
    "CREATE INDEX account_id ON account (id)",
    "CREATE INDEX account_report ON account (report)",
    """
    CREATE TABLE incident (
        number INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL, day TEXT NOT NULL, last_day TEXT NOT NULL,
        latitude DOUBLE PRECISION, longitude DOUBLE PRECISION, origins INTEGER NOT NULL, disputed INTEGER NOT NULL,
        value TEXT NOT NULL, since TEXT NOT NULL, until TEXT
    )
    """,
    "CREATE INDEX incident_id ON incident (id)",
    "CREATE INDEX incident_day ON incident (day, last_day, until, origins, disputed)",
    """
    CREATE TABLE facet (
        name TEXT NOT NULL, value TEXT NOT NULL, day TEXT NOT NULL, incident INTEGER NOT NULL,
        PRIMARY KEY (name, value, day, incident)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX facet_of ON facet (incident, name, value)",
    """
    CREATE TABLE membership (
        number INTEGER NOT NULL PRIMARY KEY, account TEXT NOT NULL, incident TEXT NOT NULL,
        since TEXT NOT NULL, until TEXT
    )
    """,
    "CREATE INDEX membership_account ON membership (account)",
    "CREATE INDEX membership_incident ON membership (incident)",
    """
    CREATE TABLE pair (
        number INTEGER NOT NULL PRIMARY KEY, subject TEXT NOT NULL, one TEXT NOT NULL, other TEXT NOT NULL,
        score DOUBLE PRECISION NOT NULL, band TEXT NOT NULL, reasons TEXT NOT NULL, since TEXT NOT NULL, until TEXT
    )
    """,
    "CREATE INDEX pair_one ON pair (one)",
    "CREATE INDEX pair_other ON pair (other)",
    "CREATE INDEX pair_band ON pair (band, subject, score)",
    """
    CREATE TABLE disagreement (
        number INTEGER NOT NULL PRIMARY KEY, incident TEXT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL,
        day TEXT NOT NULL, value TEXT NOT NULL, since TEXT NOT NULL, until TEXT
    )
    """,
    "CREATE INDEX disagreement_incident ON disagreement (incident)",
    "CREATE INDEX disagreement_day ON disagreement (day)",
    """
    CREATE TABLE tie (
        number INTEGER NOT NULL PRIMARY KEY, report TEXT NOT NULL, family TEXT NOT NULL, subject TEXT NOT NULL,
        label TEXT NOT NULL, object TEXT NOT NULL, source TEXT NOT NULL, day TEXT NOT NULL, value TEXT NOT NULL,
        since TEXT NOT NULL, until TEXT
    )
    """,
    "CREATE INDEX tie_report ON tie (report)",
    "CREATE INDEX tie_ends ON tie (subject, object, label)",
    "CREATE INDEX tie_object ON tie (object)",
    "CREATE INDEX tie_source ON tie (source)",
    """
    CREATE TABLE edge (
        source TEXT NOT NULL, family TEXT NOT NULL, subject TEXT NOT NULL, label TEXT NOT NULL, object TEXT NOT NULL,
        reports INTEGER NOT NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL,
        PRIMARY KEY (source, family, subject, label, object)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX edge_reports ON edge (source, reports)",
    "CREATE INDEX edge_subject ON edge (source, subject)",
    "CREATE INDEX edge_object ON edge (source, object)",
    """
    CREATE TABLE share (
        number INTEGER NOT NULL PRIMARY KEY, incident TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
        accounts INTEGER NOT NULL, corroborated INTEGER NOT NULL, contradicted INTEGER NOT NULL,
        since TEXT NOT NULL, until TEXT
    )
    """,
    "CREATE INDEX share_incident ON share (incident)",
    """
    CREATE TABLE total (
        kind TEXT NOT NULL, id TEXT NOT NULL,
        accounts INTEGER NOT NULL, corroborated INTEGER NOT NULL, contradicted INTEGER NOT NULL,
        PRIMARY KEY (kind, id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX total_accounts ON total (kind, accounts)",
)
SEARCH = "CREATE VIRTUAL TABLE search USING fts5 (words, content='', tokenize=\"unicode61 remove_diacritics 2\")"

# Who may use the workbench, what they did with what needed them, and the log of who changed what.
WORKBENCH = (
    """
    CREATE TABLE workbench_user (
        id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, role TEXT NOT NULL, password TEXT NOT NULL,
        created_at TEXT NOT NULL, disabled INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE session (
        digest TEXT NOT NULL PRIMARY KEY, owner INTEGER NOT NULL REFERENCES workbench_user (id), csrf TEXT NOT NULL,
        created_at TEXT NOT NULL, until TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE token (
        id INTEGER NOT NULL PRIMARY KEY, owner INTEGER NOT NULL REFERENCES workbench_user (id), name TEXT NOT NULL,
        digest TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL, until TEXT, revoked_at TEXT
    )
    """,
    """
    CREATE TABLE mark (
        id INTEGER NOT NULL PRIMARY KEY, item TEXT NOT NULL, deed TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
        judgement INTEGER REFERENCES judgement (id), note TEXT
    )
    """,
    "CREATE INDEX mark_of_item ON mark (item, id)",
    """
    CREATE TABLE audit (
        number INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, deed TEXT NOT NULL,
        about TEXT NOT NULL, detail TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
    )
    """,
    """
    CREATE INDEX account_in_doubt ON account (number)
    WHERE instr(value, '"certainty":"certain"') = 0 AND until IS NULL
    """,
)

# Forecasts, and what came of each as it was known at a time; the last one of a forecast holds.
FORESIGHT = (
    """
    CREATE TABLE forecast (
        id INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, version TEXT NOT NULL,
        basis TEXT NOT NULL, made TEXT NOT NULL, due TEXT NOT NULL, digest TEXT NOT NULL UNIQUE, value TEXT NOT NULL
    )
    """,
    "CREATE INDEX forecast_due ON forecast (basis, due)",
    """
    CREATE TABLE forecast_result (
        id INTEGER NOT NULL PRIMARY KEY, forecast INTEGER NOT NULL REFERENCES forecast (id), at TEXT NOT NULL,
        came INTEGER, value TEXT NOT NULL
    )
    """,
    "CREATE INDEX result_of_forecast ON forecast_result (forecast, id)",
)

# Sums as they stood on each day, from what they sum up. A tie that a report told, no longer told and then told again is
# taken to have been told all the time.
EDGES = """
    INSERT INTO edge (source, family, subject, label, object, reports, first_day, last_day, since, until)
    WITH told AS (
        SELECT source, family, subject, label, object, min(day) AS day, min(since) AS since,
            CASE WHEN count(*) = count(until) THEN max(until) END AS until
        FROM (
            SELECT source, family, subject, label, object, report, day, since, until FROM tie
            UNION ALL SELECT '*', family, subject, label, object, report, day, since, until FROM tie
        ) AS each_source
        GROUP BY source, family, subject, label, object, report
    ), steps AS (
        SELECT source, family, subject, label, object, day, since AS at, 1 AS step FROM told
        UNION ALL SELECT source, family, subject, label, object, day, until, -1 FROM told WHERE until IS NOT NULL
    )
    SELECT source, family, subject, label, object, reports, first_day, last_day, at, until FROM (
        SELECT source, family, subject, label, object, at, CAST(sum(sum(step)) OVER so_far AS INTEGER) AS reports,
            min(min(day)) OVER so_far AS first_day, max(max(day)) OVER so_far AS last_day, lead(at) OVER so_far AS until
        FROM steps GROUP BY source, family, subject, label, object, at
        WINDOW so_far AS (PARTITION BY source, family, subject, label, object ORDER BY at)
    ) AS added_up WHERE reports > 0 ORDER BY at
    """
TOTALS = """
    INSERT INTO total (kind, id, accounts, corroborated, contradicted, since, until)
    WITH steps AS (
        SELECT kind, id, accounts, corroborated, contradicted, since AS at FROM share
        UNION ALL SELECT kind, id, -accounts, -corroborated, -contradicted, until FROM share WHERE until IS NOT NULL
    )
    SELECT kind, id, accounts, corroborated, contradicted, at, until FROM (
        SELECT kind, id, at, CAST(sum(sum(accounts)) OVER so_far AS INTEGER) AS accounts,
            CAST(sum(sum(corroborated)) OVER so_far AS INTEGER) AS corroborated,
            CAST(sum(sum(contradicted)) OVER so_far AS INTEGER) AS contradicted, lead(at) OVER so_far AS until
        FROM steps GROUP BY kind, id, at WINDOW so_far AS (PARTITION BY kind, id ORDER BY at)
    ) AS added_up WHERE accounts > 0 ORDER BY at
    """
SUMS_WITH_DAYS = (
    "DROP TABLE edge",
    """
    CREATE TABLE edge (
        number INTEGER NOT NULL PRIMARY KEY, source TEXT NOT NULL, family TEXT NOT NULL, subject TEXT NOT NULL,
        label TEXT NOT NULL, object TEXT NOT NULL, reports INTEGER NOT NULL, first_day TEXT NOT NULL,
        last_day TEXT NOT NULL, since TEXT NOT NULL, until TEXT
    )
    """,
    EDGES,
    "CREATE INDEX edge_reports ON edge (source, reports, until, since)",
    "CREATE INDEX edge_subject ON edge (source, subject, until, object, label, family, since)",
    "CREATE INDEX edge_object ON edge (source, object, until, family, since)",
    "DROP TABLE total",
    """
    CREATE TABLE total (
        number INTEGER NOT NULL PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, accounts INTEGER NOT NULL,
        corroborated INTEGER NOT NULL, contradicted INTEGER NOT NULL, since TEXT NOT NULL, until TEXT
    )
    """,
    TOTALS,
    "CREATE INDEX total_id ON total (kind, id, until)",
    "CREATE INDEX total_accounts ON total (kind, accounts, until, since)",
)
# Who tells a tie is looked up together with the tie: the busiest pairs have thousands of rows, by a hundred sources.
TIES_BY_SOURCE = (
    "DROP INDEX tie_source",
    "CREATE INDEX tie_told ON tie (source, subject, object, label)",
)


def _leading(field: str) -> str:
    """What the best supported version of a field of an incident says, as SQL; an empty text where there is none."""
    head = f'"name":"{field}","versions":[{{"value":["'
    rest = f"substr(value, instr(value, '{head}') + {len(head)})"
    return f"CASE WHEN instr(value, '{head}') > 0 THEN substr({rest}, 1, instr({rest}, '\"') - 1) ELSE '' END"


# What map and timeline show of an incident is read without its value.
SHOWN = (
    "ALTER TABLE incident ADD COLUMN type TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE incident ADD COLUMN status TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE incident ADD COLUMN place TEXT",
    f"""
    UPDATE incident SET type = {_leading("type")}, status = {_leading("status")},
        place = NULLIF({_leading("place")}, '')
    """,
    "DROP INDEX incident_day",
    "CREATE INDEX incident_shown ON incident (day, last_day, until, since, origins, disputed, type, status, place, id)",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    REPORTS_AND_READINGS + append_only("report", "reading"),
    JUDGEMENTS_AND_EDITIONS + append_only("judgement", "edition") + DERIVED + (SEARCH,),
    WORKBENCH + append_only("mark", "audit"),
    FORESIGHT + append_only("forecast", "forecast_result"),
    SUMS_WITH_DAYS,
    TIES_BY_SOURCE,
    SHOWN,
)
