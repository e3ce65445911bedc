"""`polybius show`: one report's record out of the store."""

from __future__ import annotations

from polybius import questions
from polybius.cli.options import Database, Format, ReportId
from polybius.cli.output import choose_format, printing
from polybius.settings import Settings, load_settings


def show(id: ReportId, *, format: Format = None, db: Database = None) -> None:
    """Prints the record of a report in the store."""
    settings = load_settings({"db": db, "format": format})
    show_report(id, settings, choose_format(settings.format))


def show_report(id: str, settings: Settings, form: str) -> None:
    """Prints one report in the form named; raises StoreError where the store has no such report."""
    from polybius.store import Store

    with Store.open(settings.database, create=False) as store, store.view() as view:
        record = questions.report(view, id)
    with printing(form) as printer:
        printer.print(record)
