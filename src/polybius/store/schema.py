"""The tables as the newest schema has them; `migrations.py` is what brings a database there.

Facts (report, reading, judgement, edition, forecast) are only ever added. The rest is derived from them by fusing. A
derived row that has `since` and `until` was held from the first day on and no longer on the second, so that a view as
of a day sees what was held then; a change on the day on which a row began replaces the row. Values are the JSON of the
types of `model.py`, `incidents.py` and `foreseen.py`; other columns are copies from them, to find rows by.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

METADATA = MetaData()


def _number(name: str = "number") -> Column[int]:
    return Column(name, Integer, primary_key=True)


def _text(name: str, *, null: bool = False, key: str | None = None) -> Column[str]:
    return Column(name, Text, *([ForeignKey(key)] if key else []), nullable=null)


def _real(name: str, kind: TypeEngine[float] | None = None, *, null: bool = False) -> Column[float]:
    return Column(name, kind or Double(), nullable=null)


def _lifetime() -> tuple[Column[str], Column[str]]:
    return _text("since"), _text("until", null=True)


# A text, once, and what was told of it when it first came in.
REPORT = Table(
    "report",
    METADATA,
    Column("id", Text, primary_key=True),
    _text("title", null=True),
    _text("publisher", null=True),
    _text("url", null=True),
    _text("published", null=True),
    _text("language"),
    _text("text"),
    _text("recorded_at"),
)

COUNTED = ("actors", "places", "events", "claims", "problems")


def _listing() -> tuple[Column[str] | Column[int], ...]:
    return (
        _text("title", null=True),
        _text("publisher", null=True),
        _text("published", null=True),
        *(Column(name, Integer, nullable=False) for name in COUNTED),
    )


# What one version of polybius made of a report. `digest` is the sha256 of `record`; the counts and the three columns
# that a listing shows are copies from `record`, so that a listing does not parse every record.
READING = Table(
    "reading",
    METADATA,
    _number("id"),
    _text("report", key="report.id"),
    _text("version"),
    _text("digest"),
    _text("recorded_at"),
    *_listing(),
    _text("record"),
    UniqueConstraint("report", "version", "digest", name="reading_once"),
    Index("reading_of_report", "report", "id"),
)

# What a person decided. A merge or split has `subject`, `one` and `other` (lists of ids); a correction has `report`,
# `path`, `value` and `entry`, which is the whole entry as the person left it; an undoing has `undoes`.
JUDGEMENT = Table(
    "judgement",
    METADATA,
    _number("id"),
    _text("kind"),
    _text("who"),
    _text("at"),
    _text("note", null=True),
    _text("subject", null=True),
    _text("one", null=True),
    _text("other", null=True),
    Column("undoes", Integer, ForeignKey("judgement.id")),
    _text("report", null=True, key="report.id"),
    _text("path", null=True),
    _text("value", null=True),
    _text("entry", null=True),
    Index("judgement_of_report", "report", "id"),
    Index("judgement_undone", "undoes", unique=True),
)

# What a report's record is after a reading or correction of it; `record` is null where it is the reading's own.
EDITION = Table(
    "edition",
    METADATA,
    _number("id"),
    _text("report", key="report.id"),
    Column("reading", Integer, ForeignKey("reading.id"), nullable=False),
    Column("judgement", Integer, ForeignKey("judgement.id")),
    _text("recorded_at"),
    *_listing(),
    _text("record", null=True),
    Index("edition_of_report", "report", "id"),
)

# The edition of each report that has been fused with the others, and the day on which that was.
FUSED = Table(
    "fused",
    METADATA,
    Column("report", Text, ForeignKey("report.id"), primary_key=True),
    Column("edition", Integer, nullable=False),
    _text("day"),
    Index("fused_by_day", "day"),
)

# A report's number in the full-text index.
DOCUMENT = Table(
    "document",
    METADATA,
    _number(),
    Column("report", Text, ForeignKey("report.id"), nullable=False, unique=True),
)

COPY = Table(
    "copy",
    METADATA,
    Column("report", Text, ForeignKey("report.id"), primary_key=True),
    _text("of"),
    _real("similarity"),
    Index("copy_of", "of"),
)

# What near-copies of a report are found by: 64-bit numbers, native byte order.
SIGNATURE = Table(
    "signature",
    METADATA,
    Column("report", Text, ForeignKey("report.id"), primary_key=True),
    Column("numbers", LargeBinary, nullable=False),
)

# The words under which candidates are looked up, for reports, actors, places and accounts.
BLOCK = Table(
    "block",
    METADATA,
    _text("subject"),
    _text("word"),
    _text("id"),
    PrimaryKeyConstraint("subject", "word", "id"),
    Index("block_of", "id"),
)

# Which identity or location a report's actor or place belongs to.
MEMBER = Table(
    "member",
    METADATA,
    _number(),
    _text("id"),
    _text("subject"),
    _text("report"),
    _text("thing"),
    *_lifetime(),
    Index("member_id", "id"),
    Index("member_thing", "thing"),
    Index("member_report", "report"),
)

# Identities and locations; `value` leaves out their members.
THING = Table(
    "thing", METADATA, _number(), _text("id"), _text("subject"), _text("value"), *_lifetime(), Index("thing_id", "id")
)

NAME = Table(
    "name",
    METADATA,
    _text("folded"),
    _text("subject"),
    _text("thing"),
    _text("since"),
    PrimaryKeyConstraint("folded", "subject", "thing"),
    Index("name_of", "thing"),
)

# Where an id leads that is no more.
SUCCESSOR = Table(
    "successor",
    METADATA,
    _number(),
    _text("id"),
    _text("successor"),
    *_lifetime(),
    Index("successor_id", "id"),
    Index("successor_successor", "successor"),
)

ACCOUNT = Table(
    "account",
    METADATA,
    _number(),
    _text("id"),
    _text("report"),
    _text("value"),
    *_lifetime(),
    Index("account_id", "id"),
    Index("account_report", "report"),
    Index("account_in_doubt", "number"),  # of those in doubt only: see the migrations
)

# `day` is the first on which it happened, else on which it was reported; an open or unknown end is `last_day` = `day`.
INCIDENT = Table(
    "incident",
    METADATA,
    _number(),
    _text("id"),
    _text("day"),
    _text("last_day"),
    _real("latitude", null=True),
    _real("longitude", null=True),
    Column("origins", Integer, nullable=False),
    Column("disputed", Integer, nullable=False),
    _text("value"),
    *_lifetime(),
    _text("type"),
    _text("status"),
    _text("place", null=True),
    Index("incident_id", "id"),
    # Holds all that map and timeline show, so that a quarter of a million incidents are shown without their values.
    Index(
        "incident_shown", "day", "last_day", "until", "since", "origins", "disputed", "type", "status", "place", "id"
    ),
)

# What incidents are filtered by: every value that any account gives, under the name of its field.
FACET = Table(
    "facet",
    METADATA,
    _text("name"),
    _text("value"),
    _text("day"),
    Column("incident", Integer, nullable=False),
    PrimaryKeyConstraint("name", "value", "day", "incident"),
    Index("facet_of", "incident", "name", "value"),
)

MEMBERSHIP = Table(
    "membership",
    METADATA,
    _number(),
    _text("account"),
    _text("incident"),
    *_lifetime(),
    Index("membership_account", "account"),
    Index("membership_incident", "incident"),
)

PAIR = Table(
    "pair",
    METADATA,
    _number(),
    _text("subject"),
    _text("one"),
    _text("other"),
    _real("score"),
    _text("band"),
    _text("reasons"),
    *_lifetime(),
    Index("pair_one", "one"),
    Index("pair_other", "other"),
    Index("pair_band", "band", "subject", "score"),
)

DISAGREEMENT = Table(
    "disagreement",
    METADATA,
    _number(),
    _text("incident"),
    _text("kind"),
    _text("about"),
    _text("day"),
    _text("value"),
    *_lifetime(),
    Index("disagreement_incident", "incident"),
    Index("disagreement_day", "day"),
)

# Who is tied to whom by which predicate, attitude or deed, a row for each source: `=NAME` for a publisher, `` where the
# report says it, else the id of an identity.
TIE = Table(
    "tie",
    METADATA,
    _number(),
    _text("report"),
    _text("family"),
    _text("subject"),
    _text("label"),
    _text("object"),
    _text("source"),
    _text("day"),
    _text("value"),
    *_lifetime(),
    Index("tie_report", "report"),
    Index("tie_ends", "subject", "object", "label"),
    Index("tie_object", "object"),
    Index("tie_told", "source", "subject", "object", "label"),
)

# How many reports tell a tie, a row for each source and one for `*`, all of them.
EDGE = Table(
    "edge",
    METADATA,
    _number(),
    *(_text(name) for name in ("source", "family", "subject", "label", "object")),
    Column("reports", Integer, nullable=False),
    _text("first_day"),
    _text("last_day"),
    *_lifetime(),
    Index("edge_reports", "source", "reports", "until", "since"),
    Index("edge_subject", "source", "subject", "until", "object", "label", "family", "since"),
    Index("edge_object", "source", "object", "until", "family", "since"),
)

COUNTS = ("accounts", "corroborated", "contradicted")

# What a source (kind `voice`) or place has of an incident: how many accounts, and how many of these others bear out or
# contradict.
SHARE = Table(
    "share",
    METADATA,
    _number(),
    _text("incident"),
    _text("kind"),
    _text("id"),
    *(Column(name, Integer, nullable=False) for name in COUNTS),
    *_lifetime(),
    Index("share_incident", "incident"),
)

# The sums of the shares.
TOTAL = Table(
    "total",
    METADATA,
    _number(),
    _text("kind"),
    _text("id"),
    *(Column(name, Integer, nullable=False) for name in COUNTS),
    *_lifetime(),
    Index("total_id", "kind", "id", "until"),
    Index("total_accounts", "kind", "accounts", "until", "since"),
)

# --- who may use the workbench, and what they did there; see `entrance.py`, `marks.py` and `audit.py`

USER = Table(
    "workbench_user",
    METADATA,
    _number("id"),
    Column("name", Text, nullable=False, unique=True),
    _text("role"),
    _text("password"),
    _text("created_at"),
    Column("disabled", Integer, nullable=False),
)

SESSION = Table(
    "session",
    METADATA,
    Column("digest", Text, primary_key=True),
    Column("owner", Integer, ForeignKey("workbench_user.id"), nullable=False),
    _text("csrf"),
    _text("created_at"),
    _text("until"),
)

TOKEN = Table(
    "token",
    METADATA,
    _number("id"),
    Column("owner", Integer, ForeignKey("workbench_user.id"), nullable=False),
    _text("name"),
    Column("digest", Text, nullable=False, unique=True),
    _text("created_at"),
    _text("until", null=True),
    _text("revoked_at", null=True),
)

# An item of the review queue is done where its last mark is not that it was reopened.
MARK = Table(
    "mark",
    METADATA,
    _number("id"),
    _text("item"),
    _text("deed"),
    _text("who"),
    _text("at"),
    Column("judgement", Integer, ForeignKey("judgement.id")),
    _text("note", null=True),
    Index("mark_of_item", "item", "id"),
)

AUDIT = Table(
    "audit",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    *(_text(name) for name in ("at", "who", "deed", "about", "detail", "previous")),
    Column("hash", Text, nullable=False),
)

# --- what was foreseen, and what came of it; see `forecasts.py`

FORECAST = Table(
    "forecast",
    METADATA,
    _number("id"),
    *(_text(name) for name in ("at", "who", "version", "basis", "made", "due")),
    Column("digest", Text, nullable=False, unique=True),
    _text("value"),
    Index("forecast_due", "basis", "due"),
)

RESULT = Table(
    "forecast_result",
    METADATA,
    _number("id"),
    Column("forecast", Integer, ForeignKey("forecast.id"), nullable=False),
    _text("at"),
    Column("came", Integer),
    _text("value"),
    Index("result_of_forecast", "forecast", "id"),
)
