"""`polybius search`: reports by their words, names by any of their aliases."""

from __future__ import annotations

from typing import Annotated

import typer

from polybius import questions
from polybius.cli.answering import print_json, print_lines, view_of
from polybius.cli.options import SHOWN_OF_ID, AsOf, Database, Json, Limit
from polybius.incidents import Hit

Words = Annotated[list[str], typer.Argument(metavar="WORDS…", help="What must stand in a report.")]


def search(words: Words, *, limit: Limit = 20, as_of: AsOf = None, json: Json = False, db: Database = None) -> None:
    """Prints the reports in which all the words stand, the best first.

    The name of an actor or place is found by any of its aliases; where nothing is found, names like the words are told.
    """
    with view_of(db, as_of) as view:
        hits = questions.search(view, " ".join(words), limit)
        near = () if hits or json else questions.names_like(view, " ".join(words))
    if json:
        print_json(hits)
    else:
        like = f"; names like these: {', '.join(dict.fromkeys(found.thing.name for found in near))}" if near else ""
        print_lines((_line(hit) for hit in hits), nothing=f"no report has all of these words{like}")


def _line(hit: Hit) -> str:
    told = (hit.report[:SHOWN_OF_ID], hit.published, hit.publisher, hit.title, hit.words)
    return "  ".join(word for word in told if word)
