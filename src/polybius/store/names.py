"""Who or what is called so: by a name or alias as it is, or like what somebody typed (a beginning, a part, a slip).

For likeness all names that anybody in the store bears are compared: about 25 ms for fifty thousand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process
from sqlalchemy import select

from polybius.errors import StoreError
from polybius.incidents import Identity, Location, Subject
from polybius.store.schema import EDITION, NAME, REPORT
from polybius.store.things import TYPES, Things, plain_words

LEAST = 72.0  # of rapidfuzz's WRatio, from 0 to 100: "nothland army" is found, "southland" is not found for "northland"
MOST_FORMS = 200  # names looked at in full
SHOWN = 5  # names in a message
MOST = 200  # bearers of one name


@dataclass(frozen=True, slots=True)
class Like:
    """A thing, the name of it that is most like what was asked, and how much it is (0 to 100)."""

    thing: Identity | Location
    matched: str
    score: float


class Names(Things):
    """The part of a view that knows identities and locations by their names."""

    def named(self, name: str, subject: Subject | None = None) -> tuple[Identity | Location, ...]:
        """Returns all that bear a name or alias, whatever its case, marks and article; main names come first."""
        folded = plain_words(name)
        bare = folded.removeprefix("the ")
        query = select(NAME.c.thing).where(NAME.c.folded.in_((folded, bare)), NAME.c.since <= self._day())
        query = query if subject is None else query.where(NAME.c.subject == subject)
        found = self._things(self._connection.execute(query.order_by(NAME.c.thing).limit(MOST)).scalars())
        things = {thing.id: thing for thing in found.values()}.values()
        return tuple(sorted(things, key=lambda thing: plain_words(thing.name) not in (folded, bare)))

    def identity(self, named: str) -> Identity:
        """Returns the identity, with its members, that an id (a member's will do), name or alias stands for.

        Raises StoreError for none, and for several of which none or more than one has it as its main name.
        """
        thing = self._one(named, Subject.ACTORS)
        assert isinstance(thing, Identity)
        return replace(thing, members=self.members(thing.id))

    def location(self, named: str) -> Location:
        """Returns the location, with its members, that an id, name or alias stands for; raises as `identity` does."""
        thing = self._one(named, Subject.PLACES)
        assert isinstance(thing, Location)
        return replace(thing, members=self.members(thing.id))

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

    def _has_reports_by(self, publisher: str) -> bool:
        # A report's own, or what a person corrected it to.
        told = (select(table.c.id).where(table.c.publisher == publisher).limit(1) for table in (REPORT, EDITION))
        return any(self._connection.execute(query).first() for query in told)

    def _one(self, named: str, subject: Subject) -> Identity | Location:
        by_id = next(iter(self._things([named, *self.groups_of([named]).values()]).values()), None)
        if by_id is not None and isinstance(by_id, TYPES[subject]):
            return by_id
        found = self.named(named, subject)
        main = [thing for thing in found if plain_words(thing.name) == plain_words(named)]
        if len(found) == 1 or len(main) == 1:
            return (main or found)[0]
        if not found:
            near = [_described(like.thing) for like in self.like(named, subject, SHOWN)]
            allowed = f"names like it: {'; '.join(near)}" if near else "allowed: a name, alias or id"
            raise StoreError(f"No {subject.removesuffix('s')} '{named}' in {self._where}; {allowed}")
        names = "; ".join(f"{thing.id} ({_described(thing)})" for thing in found[:SHOWN])
        raise StoreError(f"Several {subject} are called '{named}', name one by its id: {names}")


def _described(thing: Identity | Location) -> str:
    told = thing.kind if isinstance(thing, Identity) else thing.admin1
    return ", ".join(words for words in (thing.name, told, thing.country) if words)


def _likest(words: str, names: Sequence[str]) -> list[tuple[str, float, int]]:
    if not words:
        return []
    asked = [name if _may_be_meant(words, name) else None for name in names]
    found = process.extract(words, asked, scorer=fuzz.WRatio, limit=MOST_FORMS, score_cutoff=LEAST)
    # Of equals, a name that begins with the words goes before one that only holds them, a short one before a long.
    return sorted(found, key=lambda hit: (not hit[0].startswith(words), -hit[1], len(hit[0])))


def _may_be_meant(words: str, name: str) -> bool:
    """Whether a name is nearly as long as the words or one of them: the actor "I" is no part of "Isreal"."""
    return 4 * len(name) >= 3 * len(words) or f" {name} " in f" {words} "
