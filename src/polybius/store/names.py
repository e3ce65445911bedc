"""Names that are like what somebody typed: the beginning of a name, a part of it, or one with a slip in it.

All names that anybody in the store bears are compared: about 25 ms for fifty thousand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from sqlalchemy import select

from polybius.incidents import Identity, Location, Subject
from polybius.store.schema import NAME, REPORT
from polybius.store.things import Things, plain_words

LEAST = 72.0  # of rapidfuzz's WRatio, from 0 to 100: "nothland army" is found, "southland" is not found for "northland"
MOST_FORMS = 200  # names looked at in full


@dataclass(frozen=True, slots=True)
class Like:
    """A thing, the name of it that is most like what was asked, and how much it is (0 to 100)."""

    thing: Identity | Location
    matched: str
    score: float


class NameSearch(Things):
    """The part of a view that finds names which are only nearly known."""

    def like(self, words: str, subject: Subject, limit: int = 10) -> tuple[Like, ...]:
        """Returns the actors or places one of whose names is like the words, the likest first."""
        query = select(NAME.c.folded, NAME.c.thing).where(NAME.c.subject == subject, NAME.c.since <= self._day())
        rows = self._connection.execute(query).all()
        scored = _likest(plain_words(words), [row.folded for row in rows])
        found = self._things(rows[index].thing for _, _, index in scored)
        best: dict[str, Like] = {}
        for name, score, index in scored:
            thing = found.get(rows[index].thing)
            if thing is not None:
                best.setdefault(thing.id, Like(thing, name, round(score, 1)))
        return tuple(best.values())[:limit]

    def publishers_like(self, words: str, limit: int = 10) -> tuple[str, ...]:
        """Returns the publishers whose names are like the words, the likest first."""
        query = select(REPORT.c.publisher).distinct().where(REPORT.c.publisher.is_not(None))
        names = [str(name) for name in self._connection.execute(query).scalars()]
        scored = _likest(plain_words(words), [plain_words(name) for name in names])
        return tuple(names[index] for _, _, index in scored[:limit])


def _likest(words: str, names: Sequence[str]) -> list[tuple[str, float, int]]:
    if not words:
        return []
    found = process.extract(words, names, scorer=fuzz.WRatio, limit=MOST_FORMS, score_cutoff=LEAST)
    # Of equals, a name that begins with the words goes before one that only holds them, a short one before a long.
    return sorted(found, key=lambda hit: (not hit[0].startswith(words), -hit[1], len(hit[0])))
