"""The tables as the newest schema has them; `migrations.py` is what brings a database there."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint

METADATA = MetaData()

# A text, once, and what was told of it when it first came in.
REPORT = Table(
    "report",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("title", Text),
    Column("publisher", Text),
    Column("url", Text),
    Column("published", Text),
    Column("language", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
)

# What one version of polybius made of a report. `digest` is the sha256 of `record`; the counts and the three columns
# that a listing shows are copies from `record`, so that a listing does not parse every record.
READING = Table(
    "reading",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("report", Text, ForeignKey("report.id"), nullable=False),
    Column("version", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("published", Text),
    Column("actors", Integer, nullable=False),
    Column("places", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("problems", Integer, nullable=False),
    Column("record", Text, nullable=False),
    UniqueConstraint("report", "version", "digest", name="reading_once"),
    Index("reading_of_report", "report", "id"),
)
