"""A table of deeds -> what one did to another, day by day.

Beside it stands how much was told at all, so that the silence of the sources is not read as peace.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from polybius.analysis.cameo import Quad
from polybius.analysis.events import EventTable, day_of


@dataclass(frozen=True, slots=True)
class DyadSeries:
    """What `source` did to `target` on each day from `first` (days since 1970-01-01) on.

    `counts` are deeds by day and quad class, `goldstein` the sums of their intensity. `tellings` are the reports of
    anything by anybody that day, `outlets` who published them; a day that is not `covered`, on which nothing was told,
    is unknown, not quiet.
    """

    source: str
    target: str
    first: int
    counts: NDArray[np.int64]
    goldstein: NDArray[np.float64]
    tellings: NDArray[np.int64]
    outlets: NDArray[np.int64]
    covered: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.counts)

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the series."""
        return tuple(day_of(self.first + n) for n in range(len(self)))

    def of(self, quad: Quad) -> NDArray[np.int64]:
        """Returns the daily counts of one class."""
        return self.counts[:, quad]


def dyads(table: EventTable, *, at_least: int = 20) -> tuple[tuple[str, str], ...]:
    """Lists who did at least so many deeds towards whom, the busiest first; deeds towards oneself are left out."""
    found = Counter(zip(table.sources.tolist(), table.targets.tolist(), strict=True))
    busy = sorted(((-n, a, b) for (a, b), n in found.items() if n >= at_least and a != b))
    return tuple((table.actors[a], table.actors[b]) for _, a, b in busy)


def dyad_series(
    table: EventTable, source: str, target: str, *, first: int | None = None, last: int | None = None
) -> DyadSeries:
    """Counts what one did to another on each day, by default over all days of the table.

    Raises ValueError where the table is empty, or holds no such actor.
    """
    one, other = _number(table, source), _number(table, target)
    start = int(table.days.min()) if first is None else first
    length = (int(table.days.max()) if last is None else last) - start + 1
    inside = (table.days >= start) & (table.days < start + length)
    own = inside & (table.sources == one) & (table.targets == other)
    offsets = table.days - start
    counts = np.zeros((length, len(Quad)), np.int64)
    np.add.at(counts, (offsets[own], table.quads[own]), 1)
    heard = np.unique(np.column_stack([offsets[table.tellers[:, 0]], table.tellers[:, 1]]), axis=0)[:, 0]
    return DyadSeries(
        source,
        target,
        start,
        counts,
        np.bincount(offsets[own], table.goldstein[own], length).astype(np.float64),
        np.bincount(offsets[inside], table.tellings[inside], length).astype(np.int64),
        np.bincount(heard[(heard >= 0) & (heard < length)], minlength=length),
        np.isin(np.arange(start, start + length), table.heard),
    )


def acts(table: EventTable, sources: Collection[str], targets: Collection[str]) -> NDArray[np.float64]:
    """Counts material conflict by any of some actors (one and its proxies, say) towards any of others, day by day.

    The days are those of the whole table, so that two such series can be laid side by side.
    """
    one, other = ([_number(table, name) for name in names] for names in (sources, targets))
    kept = (table.quads == Quad.MATERIAL_CONFLICT) & np.isin(table.sources, one) & np.isin(table.targets, other)
    start, length = int(table.days.min()), int(table.days.max() - table.days.min()) + 1
    return np.bincount(table.days[kept] - start, minlength=length).astype(np.float64)


def deeds_on(table: EventTable, day: int, sources: Collection[str], targets: Collection[str]) -> tuple[int, ...]:
    """Returns the rows of material conflict by some actors towards others on a day: the evidence of a chain."""
    one, other = ([_number(table, name) for name in names] for names in (sources, targets))
    kept = (table.days == day) & (table.quads == Quad.MATERIAL_CONFLICT)
    return tuple(np.flatnonzero(kept & np.isin(table.sources, one) & np.isin(table.targets, other)).tolist())


def _number(table: EventTable, actor: str) -> int:
    if actor not in table.actors:
        near = [name for name in table.actors if actor.lower() in name.lower()][:5]
        raise ValueError(
            f"no actor '{actor}' among {len(table.actors)}" + (f"; near: {', '.join(near)}" if near else "")
        )
    return table.actors.index(actor)
