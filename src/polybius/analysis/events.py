"""Tellings -> a table of deeds: who did what to whom on which day, once however many reports told it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from polybius.analysis import cameo
from polybius.model import Status

EPOCH = date(1970, 1, 1)
DONE = frozenset({Status.HAPPENED, Status.ONGOING})


class Deed(NamedTuple):
    """One telling of a deed; `goldstein` is None where the source gives no intensity of its own.

    `id` is that of the incident; tables have none, since their rows tell one deed under several.
    """

    day: int
    source: str
    target: str
    code: str
    goldstein: float | None = None
    publisher: str = ""
    place: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class EventTable:
    """Deeds as columns of equal length, oldest first.

    `days` count from 1970-01-01, `sources` and `targets` index `actors`, `codes` are CAMEO codes, `tellings` count the
    rows or reports that told a deed. `tellers` are pairs of a deed's row and an index into `publishers`. `ids` are
    those of incidents. `heard` are the days on which anything was told, in order: those of the deeds, and others on
    which reports told of nothing that could be taken in. `problems` say in a line each what that was.
    """

    days: NDArray[np.int64]
    sources: NDArray[np.int64]
    targets: NDArray[np.int64]
    codes: NDArray[np.str_]
    goldstein: NDArray[np.float64]
    tellings: NDArray[np.int64]
    tellers: NDArray[np.int64]
    actors: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    heard: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    problems: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.days)

    @property
    def quads(self) -> NDArray[np.int64]:
        """The quad class of each deed."""
        return cameo.quads(self.codes)

    def until(self, day: int) -> EventTable:
        """Returns the table as it was known at the end of a day."""
        seen = int(np.searchsorted(self.days, day, side="right"))
        columns = ("days", "sources", "targets", "codes", "goldstein", "tellings")
        cut = {name: getattr(self, name)[:seen] for name in columns}
        tellers, heard = self.tellers[self.tellers[:, 0] < seen], self.heard[self.heard <= day]
        return replace(self, **cut, tellers=tellers, ids=self.ids[:seen], heard=heard)


def number_of(day: date) -> int:
    """Returns a day as days since 1970-01-01."""
    return (day - EPOCH).days


def day_of(number: int) -> date:
    """Returns the day that a number of days since 1970-01-01 stands for."""
    return EPOCH + timedelta(number)


Key = tuple[int, str, str, str, str, str]


def tabulate(deeds: Iterable[Deed], problems: Sequence[str] = (), heard: Iterable[int] = ()) -> EventTable:
    """Makes a table of tellings, collapsing copies: the same deed at the same place on the same day counts once.

    Its intensity is the mean of those told, or that of its code. `heard` are days on which something else was told.
    """
    found: dict[Key, list[float]] = {}
    told: dict[Key, set[str]] = {}
    for deed in deeds:
        own = [deed.goldstein] if deed.goldstein is not None else [np.nan]
        key = (deed.day, deed.source, deed.target, deed.code, deed.place, deed.id)
        found.setdefault(key, []).extend(own)
        told.setdefault(key, set()).add(deed.publisher)
    keys = sorted(found)
    actors = sorted({name for key in keys for name in key[1:3]})
    publishers = sorted(set().union(*told.values()))
    numbers, papers = {a: n for n, a in enumerate(actors)}, {p: n for n, p in enumerate(publishers)}
    codes = np.array([key[3] for key in keys], dtype="U4")
    return EventTable(
        days=np.array([key[0] for key in keys], np.int64),
        sources=np.array([numbers[key[1]] for key in keys], np.int64),
        targets=np.array([numbers[key[2]] for key in keys], np.int64),
        codes=codes,
        goldstein=_intensities([found[key] for key in keys], codes),
        tellings=np.array([len(found[key]) for key in keys], np.int64),
        tellers=np.array([(n, papers[p]) for n, k in enumerate(keys) for p in sorted(told[k])], np.int64).reshape(
            -1, 2
        ),
        actors=tuple(actors),
        publishers=tuple(publishers),
        ids=tuple(key[5] for key in keys),
        heard=np.array(sorted({key[0] for key in keys} | set(heard)), np.int64),
        problems=tuple(problems),
    )


def _intensities(told: Sequence[Sequence[float]], codes: NDArray[np.str_]) -> NDArray[np.float64]:
    own = np.array([np.mean([v for v in values if not np.isnan(v)] or [np.nan]) for values in told], np.float64)
    return np.where(np.isnan(own), cameo.goldstein(codes), own) if len(codes) else own
