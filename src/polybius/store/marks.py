"""What people did with what needed them: which items of the review queue are done, and by whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select

from polybius.store.moment import Moment
from polybius.store.rows import batches
from polybius.store.schema import MARK

REOPENED = "reopen"


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody did with an item at a time (UTC); `judgement` is the number of the one that it made, if it did."""

    id: int
    item: str
    deed: str
    who: str
    at: str
    judgement: int | None = None
    note: str | None = None


class Marks(Moment):
    """The part of a view that knows what is done."""

    def marks(self, limit: int) -> tuple[Mark, ...]:
        """Returns who did what, the latest first."""
        rows = self._connection.execute(select(MARK).order_by(MARK.c.id.desc()).limit(limit))
        return tuple(Mark(**row) for row in rows.mappings())

    def mark(self, id: int) -> Mark | None:
        """Returns the mark of a number; None where there is none."""
        row = self._connection.execute(select(MARK).where(MARK.c.id == id)).mappings().first()
        return Mark(**row) if row else None

    def done(self, items: Iterable[str]) -> dict[str, Mark]:
        """Returns the last mark of each item that is done; others are left out."""
        found: dict[str, Mark] = {}
        for batch in batches(items):
            last = select(func.max(MARK.c.id)).where(MARK.c.item.in_(batch)).group_by(MARK.c.item)
            query = select(MARK).where(MARK.c.id.in_(last), MARK.c.deed != REOPENED)
            found |= {row["item"]: Mark(**row) for row in self._connection.execute(query).mappings()}
        return found

    def number_done(self, kind: str) -> int:
        """Returns how many items of a kind (the beginning of their keys) are done."""
        start = f"{kind}:"
        within = (MARK.c.item >= start) & (MARK.c.item < f"{kind};")  # ";" is the letter after ":"
        last = select(func.max(MARK.c.id)).where(within).group_by(MARK.c.item)
        query = select(func.count()).select_from(MARK).where(MARK.c.id.in_(last), MARK.c.deed != REOPENED)
        return int(self._connection.execute(query).scalar_one())
