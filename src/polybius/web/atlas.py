"""Incidents as map, timeline and network show them, held in memory so that a filter is answered from there.

What is held may lag behind a store in which others write (`memory.py`); which incidents a filter asks for does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from polybius.incidents import Query
from polybius.store import Sheet, View
from polybius.web.answers import PointPlace, Points
from polybius.web.memory import Memory

MOST_POINTS = 50_000
DRAWN = ("id", "first", "last", "type", "status", "disputed", "origins")
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
        """Returns the latest incidents that a query asks for as columns, with the places that have a point.

        Where the sheet is not kept, which takes seconds to read, these alone are read, and then the sheet for later.
        """
        if not self._memory.has("places"):
            told = view.latest(replace(query, limit=MOST_POINTS))
            alone = _points(told, _points_of(view, told["place"]), view.total(query))
            self.prepare()
            return alone
        sheet, found = self._found(view, query)
        shown_at = found[-MOST_POINTS:]
        places = self._memory.recall(view, "places", self._find_places, lag=True)
        return _points({name: _picked(sheet.columns[name], shown_at) for name in (*DRAWN, "place")}, places, len(found))

    def actors(self, view: View, query: Query) -> frozenset[str]:
        """Returns the ids of all who have a part in the incidents that a query asks for."""
        now = self._successors(view)
        sheet, found = self._found(view, query)
        ids = {id for actors in set(_picked(sheet.columns["actors"], found)) for id in actors.split()}
        return frozenset(now.get(id, id) for id in ids)

    def _found(self, view: View, query: Query) -> tuple[Sheet, Sequence[int]]:
        """The sheet, and where on it the incidents stand that a query asks for."""
        sheet = self._memory.recall(view, "sheet", self._find_sheet, lag=True)
        if query == Query():
            return sheet, range(len(sheet.position))
        position = sheet.position
        return sheet, sorted([position[number] for number in view.numbers(query) if number in position])

    def _find_sheet(self, view: View) -> Sheet:
        self._latest = view.sheet(self._latest)
        return self._latest

    def _successors(self, view: View) -> dict[str, str]:
        return self._memory.recall(view, "successors", lambda view: view.successors())

    def _find_places(self, view: View) -> Places:
        """Places by all ids that they have or had; those without a point are left out."""
        sheet = self._memory.recall(view, "sheet", self._find_sheet, lag=True)
        return _points_of(view, sheet.columns["place"])


def _points_of(view: View, ids: Iterable[str | None]) -> Places:
    shown: dict[str, PointPlace] = {}
    found: Places = {}
    for id, place in view.locations({id for id in ids if id}).items():
        if place.latitude is not None and place.longitude is not None:
            made = shown.setdefault(place.id, PointPlace(**{name: getattr(place, name) for name in PARTS_OF_PLACE}))
            found[id] = made
    return found


def _points(columns: Mapping[str, tuple[Any, ...]], places: Places, total: int) -> Points:
    ids = [id for id in dict.fromkeys(columns["place"]) if id in places]
    shown = {places[id].id: places[id] for id in ids}
    number = {id: at for at, id in enumerate(shown)}
    at = {id: number[places[id].id] for id in ids}
    drawn: dict[str, Any] = {name: columns[name] for name in DRAWN}
    return Points.model_construct(
        total=total,
        place=tuple([at.get(id, -1) for id in columns["place"]]),
        places=tuple(shown.values()),
        **drawn,
    )


def _picked(column: Sequence[Any], at: Sequence[int]) -> tuple[Any, ...]:
    """Returns what stands at some places of a column."""
    return itemgetter(*at)(column) if len(at) > 1 else tuple(column[place] for place in at)
