"""Incidents as map, timeline and network show them, held in memory so that a filter is answered from there.

What is held may lag behind a store in which others write (`memory.py`); which incidents a filter asks for does not.
"""

from __future__ import annotations

from collections.abc import Sequence

from polybius.incidents import Query
from polybius.store import Sheet, Shown, View
from polybius.web.answers import PointPlace, Points
from polybius.web.memory import Memory

MOST_POINTS = 50_000
PARTS_OF_PLACE = ("id", "name", "country", "latitude", "longitude", "precision")
Places = dict[str, PointPlace]


class Atlas:
    """Answers from what a memory holds of the store."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._latest: Sheet | None = None

    def prepare(self) -> None:
        """Begins to read what answers are found from, which takes seconds where there are many incidents."""
        for name, find in (("sheet", self._find_sheet), ("places", self._find_places)):
            self._memory.prepare(name, find)

    def points(self, view: View, query: Query) -> Points:
        """Returns the latest incidents that a query asks for as columns, with the places that have a point."""
        found = self._found(view, query)
        rows = found[-MOST_POINTS:]
        places = self._memory.recall(view, "places", self._find_places, lag=True)
        ids = dict.fromkeys(row.place for row in rows if row.place in places)
        shown = {places[id].id: places[id] for id in ids if id}
        number = {id: at for at, id in enumerate(shown)}
        at = {id: number[places[id].id] for id in ids if id}
        return Points.model_construct(
            total=len(found),
            id=tuple(row.id for row in rows),
            first=tuple(row.first for row in rows),
            last=tuple(row.last for row in rows),
            type=tuple(row.type for row in rows),
            status=tuple(row.status for row in rows),
            place=tuple(at.get(row.place or "", -1) for row in rows),
            disputed=tuple(row.disputed for row in rows),
            origins=tuple(row.origins for row in rows),
            places=tuple(shown.values()),
        )

    def actors(self, view: View, query: Query) -> frozenset[str]:
        """Returns the ids of all who have a part in the incidents that a query asks for."""
        now = self._successors(view)
        ids = {id for row in self._found(view, query) for id in row.actors}
        return frozenset(now.get(id, id) for id in ids)

    def _found(self, view: View, query: Query) -> Sequence[Shown]:
        sheet = self._memory.recall(view, "sheet", self._find_sheet, lag=True)
        if query == Query():
            return sheet.rows
        positions = (sheet.position.get(number) for number in view.numbers(query))
        return [sheet.rows[at] for at in sorted(at for at in positions if at is not None)]

    def _find_sheet(self, view: View) -> Sheet:
        self._latest = view.sheet(self._latest)
        return self._latest

    def _successors(self, view: View) -> dict[str, str]:
        return self._memory.recall(view, "successors", lambda view: view.successors())

    def _find_places(self, view: View) -> Places:
        """Places by all ids that they have or had; those without a point are left out."""
        sheet = self._memory.recall(view, "sheet", self._find_sheet, lag=True)
        known = view.locations({row.place for row in sheet.rows if row.place})
        shown: dict[str, PointPlace] = {}
        found: Places = {}
        for id, place in known.items():
            if place.latitude is not None and place.longitude is not None:
                made = shown.setdefault(place.id, PointPlace(**{name: getattr(place, name) for name in PARTS_OF_PLACE}))
                found[id] = made
        return found
