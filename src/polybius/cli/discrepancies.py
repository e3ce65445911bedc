"""`polybius discrepancies`: where reports disagree."""

from __future__ import annotations

from polybius import questions
from polybius.cli.answering import print_json, print_lines, view_of
from polybius.cli.options import SHOWN, SHOWN_OF_ID, AsOf, Database, InCountry, Json, Limit, Since, Until, WithActor
from polybius.cli.options import query_of as query_from
from polybius.incidents import Disagreement


def discrepancies(
    *,
    actor: WithActor = None,
    country: InCountry = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = SHOWN,
    as_of: AsOf = None,
    json: Json = False,
    db: Database = None,
) -> None:
    """Prints where reports disagree, the latest first.

    Each line says whether both may be right (update) or not (conflict) or one takes the other back (retraction), about
    what, and names the passages of both sides.
    """
    query = query_from(locals(), limit)
    with view_of(db, as_of) as view:
        found = questions.discrepancies(view, query)
    if json:
        print_json(found)
    else:
        print_lines((_line(disagreement) for disagreement in found), nothing="no discrepancies")


def _line(found: Disagreement) -> str:
    sides = "; ".join(f"{side.report[:SHOWN_OF_ID]} {side.span.start}-{side.span.end}" for side in found.sides)
    return f"{found.kind}  {found.about}  {found.explanation}  [{sides}]  {found.incident or ''}"
