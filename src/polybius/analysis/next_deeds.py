"""A table of deeds -> who may do a thing to whom next, by name, each with the deeds behind it as rows of the table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from polybius.analysis import cameo
from polybius.analysis.events import EventTable
from polybius.analysis.ranking import Candidate, Reason, rank
from polybius.analysis.recurrency import Asked, Recurrency


@dataclass(frozen=True, slots=True)
class Next:
    """An actor who may come next, its share of the chances of all actors, and why; reasons name rows of the table."""

    actor: str
    chance: float
    reasons: tuple[Reason, ...]


class NextDeeds:
    """Ranks whom an actor may do a thing to, and who may do it to an actor, the day after the last of a table.

    Deeds are told apart by their CAMEO root.
    """

    def __init__(self, table: EventTable) -> None:
        self._actors = table.actors
        self._past = Recurrency(len(table.actors), len(cameo.ROOTS))
        days = table.days - table.days[:1].sum()  # from the first day on
        facts = np.column_stack([table.sources, cameo.roots(table.codes) - 1, table.targets, days])
        for day in np.unique(days):
            self._past.observe(facts[days == day])

    def whom(self, source: str, root: int, *, limit: int = 10) -> tuple[Next, ...]:
        """Ranks the targets of a deed (root 1 to 20) by an actor; raises ValueError for an unknown actor or root."""
        return self._ranked(source, self._relation(root), limit)

    def by_whom(self, target: str, root: int, *, limit: int = 10) -> tuple[Next, ...]:
        """Ranks the doers of a deed (root 1 to 20) to an actor; raises ValueError for an unknown actor or root."""
        return self._ranked(target, self._past.inverse(self._relation(root)), limit)

    def _relation(self, root: int) -> int:
        if root not in cameo.ROOTS:
            raise ValueError(f"no CAMEO root {root}; allowed are 1 to 20")
        return root - 1

    def _ranked(self, actor: str, relation: int, limit: int) -> tuple[Next, ...]:
        if actor not in self._actors:
            raise ValueError(f"no actor '{actor}' among {len(self._actors)}")
        asked = Asked(self._actors.index(actor), relation, self._past.day + 1)
        return tuple(self._named(candidate) for candidate in rank(self._past, asked, limit=limit))

    def _named(self, candidate: Candidate) -> Next:
        return Next(self._actors[candidate.actor], candidate.chance, candidate.reasons)
