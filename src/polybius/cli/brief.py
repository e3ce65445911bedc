"""`polybius brief`: one report's brief, whoever reads stdout."""

from __future__ import annotations

from polybius.cli.options import Database, ReportId
from polybius.cli.show import show_report
from polybius.settings import load_settings


def brief(id: ReportId, *, db: Database = None) -> None:
    """Prints the brief of a report in the store."""
    show_report(id, load_settings({"db": db}), "brief")
