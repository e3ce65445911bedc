"""The options that several commands share, with their one wording."""

from __future__ import annotations

from typing import Annotated

import typer

SHOWN_OF_ID = 12  # characters

Database = Annotated[
    str | None,
    typer.Option("--db", metavar="PATH-or-URL", help="The store: a path or sqlite:///… URL.  [default: polybius.db]"),
]
Format = Annotated[
    str | None,
    typer.Option("--format", metavar="NAME", help="brief, jsonl or html.  [default: brief at a terminal, else jsonl]"),
]
ReportId = Annotated[str, typer.Argument(metavar="ID", help="The report's id, or its first four digits or more.")]
