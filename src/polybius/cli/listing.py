"""`polybius list`: what is in the store, as a table at a terminal and as tab-separated lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from polybius import questions
from polybius.cli.options import SHOWN_OF_ID, Database
from polybius.settings import load_settings

if TYPE_CHECKING:
    from polybius.store import ReportSummary

COLUMNS = ("id", "published", "publisher", "title", "events", "actors", "places", "claims", "problems")
TEXTS = COLUMNS[:4]
IN_TABLE = COLUMNS[:6]  # what fits 80 characters


def list_reports(*, db: Database = None) -> None:
    """Lists the reports in the store.

    One line each, by day: id, day, publisher, title and how much was found.
    """
    from polybius.store import Store

    settings = load_settings({"db": db})
    with Store.open(settings.database, create=False) as store, store.view() as view:
        reports = questions.reports(view)
    if sys.stdout.isatty():
        _print_table(reports)
    else:
        print("\n".join(["\t".join(COLUMNS), *("\t".join(_cells(report)) for report in reports)]))


def _cells(report: ReportSummary) -> list[str]:
    values = (getattr(report, name) for name in COLUMNS)
    return ["" if value is None else _one_line(str(value)) for value in values]


def _one_line(text: str) -> str:
    # A title from the web may hold tabs, line ends or terminal commands.
    return "".join(character if character.isprintable() else " " for character in text)


def _print_table(reports: Iterable[ReportSummary]) -> None:
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE)
    for name in IN_TABLE:
        table.add_column(name, justify="left" if name in TEXTS else "right", no_wrap=name in ("id", "published"))
    for report in reports:
        id, *rest = _cells(report)
        table.add_row(*map(Text, (id[:SHOWN_OF_ID], *rest[: len(IN_TABLE) - 1])))
    Console().print(table)
