"""`polybius places`: where incidents happened."""

from __future__ import annotations

from polybius import questions
from polybius.cli.answering import counted, print_json, print_lines, view_of
from polybius.cli.options import SHOWN, AsOf, Database, Json, Limit
from polybius.questions import PlaceCount


def places(*, limit: Limit = SHOWN, as_of: AsOf = None, json: Json = False, db: Database = None) -> None:
    """Prints the places of incidents, those with the most first."""
    with view_of(db, as_of) as view:
        found = questions.places(view, limit)
    if json:
        print_json(found)
    else:
        print_lines((_line(place) for place in found), nothing="no places")


def _line(place: PlaceCount) -> str:
    where = place.location
    point = "no coordinates"
    if None not in (where.latitude, where.longitude):
        point = f"{where.latitude:.4f},{where.longitude:.4f} {where.precision}"
    told = (where.name, where.admin1, where.country, point, counted(place.incidents, "incident"))
    return "  ".join(str(word) for word in (*told, where.id) if word)
