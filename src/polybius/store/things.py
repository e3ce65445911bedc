"""Who and where, across reports: identities and locations, by id."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import cast

from sqlalchemy import select

from polybius.incidents import ID_DIGITS, Identity, Location, Subject
from polybius.model import build
from polybius.store.moment import Moment
from polybius.store.rows import unpacked
from polybius.store.schema import MEMBER, SUCCESSOR, THING

REMEMBERED = 1 << 12  # things and names: most reports are of those that others are of
TYPES = {Subject.ACTORS: Identity, Subject.PLACES: Location}
WORD = re.compile(r"\w+")


class Things(Moment):
    """The part of a view that knows identities and locations."""

    def current(self, ids: Iterable[str]) -> dict[str, str]:
        """Leads from each id to the one that it goes by now: itself, or what it was merged into."""
        asked = dict.fromkeys(ids)
        if new := [id for id in asked if id not in self._led]:
            self._led.update(zip(new, new, strict=True))
            self._led.update(self._fetch(SUCCESSOR, ("id", "successor"), "id", new))
        return {id: self._led[id] for id in asked}

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

    def members(self, thing: str) -> tuple[str, ...]:
        """Returns the ids of the members of an identity or location, in the order in which they came in."""
        query = select(MEMBER.c.id).where(MEMBER.c.thing.in_(self.forms(thing)), self._held(MEMBER))
        return tuple(self._connection.execute(query.order_by(MEMBER.c.number)).scalars())

    def groups_of(self, members: Iterable[str]) -> dict[str, str]:
        """Leads from members that belong to an identity or location to it."""
        found: dict[str, str] = dict(map(tuple, self._fetch(MEMBER, ("id", "thing"), "id", members)))
        current = self.current(found.values())
        return {member: current[thing] for member, thing in found.items()}

    def things_of(self, report: str) -> dict[str, str]:
        """Leads from the ids of a record's actors and places to those of their identities and locations."""
        found = dict(map(tuple, self._fetch(MEMBER, ("id", "thing"), "report", [report])))
        current = self.current(found.values())
        return {id[ID_DIGITS + 1 :]: current[thing] for id, thing in found.items()}

    def _things(self, ids: Iterable[str]) -> dict[str, Identity | Location]:
        current = self.current(ids)
        rows = self._fetch(THING, ("id", "subject", "value"), "id", current.values())
        values = {id: _thing(subject, value) for id, subject, value in rows}
        return {id: values[now] for id, now in current.items() if now in values}


@lru_cache(maxsize=REMEMBERED)
def _thing(subject: str, value: str) -> Identity | Location:
    return cast(Identity | Location, build(TYPES[Subject(subject)], unpacked(value)))


@lru_cache(maxsize=REMEMBERED)
def plain_words(words: str) -> str:
    """Returns words in lower case, without diacritics and punctuation, one space apart."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return " ".join(WORD.findall("".join(c for c in apart if not unicodedata.combining(c))))
