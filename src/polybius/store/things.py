"""Who and where, across reports: identities and locations, by id and by name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select

from polybius.errors import StoreError
from polybius.incidents import ID_DIGITS, Identity, Location, Subject
from polybius.model import build
from polybius.store.moment import Moment
from polybius.store.rows import batches, unpacked
from polybius.store.schema import MEMBER, NAME, SUCCESSOR, THING

TYPES = {Subject.ACTORS: Identity, Subject.PLACES: Location}
SHOWN = 5  # names in a message
MOST = 200  # bearers of one name
WORD = re.compile(r"\w+")


class Things(Moment):
    """The part of a view that knows identities and locations."""

    def current(self, ids: Iterable[str]) -> dict[str, str]:
        """Leads from each id to the one that it goes by now: itself, or what it was merged into."""
        found = dict.fromkeys(ids, "")
        for batch in batches(found):
            query = select(SUCCESSOR.c.id, SUCCESSOR.c.successor).where(SUCCESSOR.c.id.in_(batch))
            found |= {row.id: row.successor for row in self._connection.execute(query.where(self._held(SUCCESSOR)))}
        return {id: successor or id for id, successor in found.items()}

    def forms(self, id: str) -> tuple[str, ...]:
        """Returns an id and all that have been merged into it."""
        query = select(SUCCESSOR.c.id).where(SUCCESSOR.c.successor == id, self._held(SUCCESSOR))
        return (id, *self._connection.execute(query).scalars())

    def identities(self, ids: Iterable[str]) -> dict[str, Identity]:
        """Returns the identities of ids, old ones included; unknown ids are left out."""
        return {id: thing for id, thing in self._things(ids).items() if isinstance(thing, Identity)}

    def locations(self, ids: Iterable[str]) -> dict[str, Location]:
        """Returns the locations of ids, old ones included; unknown ids are left out."""
        return {id: thing for id, thing in self._things(ids).items() if isinstance(thing, Location)}

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

    def members(self, thing: str) -> tuple[str, ...]:
        """Returns the ids of the members of an identity or location, in the order in which they came in."""
        query = select(MEMBER.c.id).where(MEMBER.c.thing.in_(self.forms(thing)), self._held(MEMBER))
        return tuple(self._connection.execute(query.order_by(MEMBER.c.number)).scalars())

    def groups_of(self, members: Iterable[str]) -> dict[str, str]:
        """Leads from members that belong to an identity or location to it."""
        found: dict[str, str] = {}
        for batch in batches(members):
            query = select(MEMBER.c.id, MEMBER.c.thing).where(MEMBER.c.id.in_(batch), self._held(MEMBER))
            found |= {row.id: row.thing for row in self._connection.execute(query)}
        current = self.current(found.values())
        return {member: current[thing] for member, thing in found.items()}

    def things_of(self, report: str) -> dict[str, str]:
        """Leads from the ids of a record's actors and places to those of their identities and locations."""
        query = select(MEMBER.c.id, MEMBER.c.thing).where(MEMBER.c.report == report, self._held(MEMBER))
        found = {row.id: row.thing for row in self._connection.execute(query)}
        current = self.current(found.values())
        return {id[ID_DIGITS + 1 :]: current[thing] for id, thing in found.items()}

    def _one(self, named: str, subject: Subject) -> Identity | Location:
        by_id = next(iter(self._things([named, *self.groups_of([named]).values()]).values()), None)
        if by_id is not None and isinstance(by_id, TYPES[subject]):
            return by_id
        found = self.named(named, subject)
        main = [thing for thing in found if plain_words(thing.name) == plain_words(named)]
        if len(found) == 1 or len(main) == 1:
            return (main or found)[0]
        if not found:
            raise StoreError(f"No {subject.removesuffix('s')} '{named}' in {self._where}; allowed: a name, alias or id")
        names = "; ".join(f"{thing.id} ({_described(thing)})" for thing in found[:SHOWN])
        raise StoreError(f"Several {subject} are called '{named}', name one by its id: {names}")

    def _things(self, ids: Iterable[str]) -> dict[str, Identity | Location]:
        current = self.current(ids)
        values: dict[str, Identity | Location] = {}
        for batch in batches(current.values()):
            query = select(THING.c.id, THING.c.subject, THING.c.value).where(THING.c.id.in_(batch), self._held(THING))
            values |= {r.id: build(TYPES[r.subject], unpacked(r.value)) for r in self._connection.execute(query)}
        return {id: values[now] for id, now in current.items() if now in values}


def _described(thing: Identity | Location) -> str:
    told = thing.kind if isinstance(thing, Identity) else thing.admin1
    return ", ".join(words for words in (thing.name, told, thing.country) if words)


def plain_words(words: str) -> str:
    """Returns words in lower case, without diacritics and punctuation, one space apart."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return " ".join(WORD.findall("".join(c for c in apart if not unicodedata.combining(c))))
