"""`polybius network`: who is tied to whom, as all claim or as one source does."""

from __future__ import annotations

from typing import Annotated

import typer

from polybius import questions
from polybius.cli.actor import tie_line
from polybius.cli.answering import print_json, print_lines, view_of
from polybius.cli.options import SHOWN, AsOf, Database, Json, Limit

Source = Annotated[
    str | None,
    typer.Option("--source", metavar="NAME", help="As claimed by this publisher or quoted source.  [default: by all]"),
]


def network(
    *, source: Source = None, limit: Limit = SHOWN, as_of: AsOf = None, json: Json = False, db: Database = None
) -> None:
    """Prints who is tied to whom, the ties that most reports tell first."""
    with view_of(db, as_of) as view:
        ties = questions.network(view, source, limit)
        names = questions.names(view, ties)
    if json:
        print_json(ties, names)
    else:
        print_lines((tie_line(tie, names) for tie in ties), nothing="no ties")
