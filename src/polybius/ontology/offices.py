"""Entries with terms of office -> who held an office on a day, and which offices a person held.

The idea: an answer is given only where the terms leave one: a day on which the sources let two persons hold an office,
and a day after the terms end, have no holder.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import combinations

from polybius.errors import OntologyError
from polybius.model import ActorKind
from polybius.ontology.types import Entry, Office, Post, Term, Title

KNOWN_UNTIL = "2025-12-31"  # an office without an end was held until then; see the head of officials.yaml


class Offices:
    """Terms of office by state or body and office; raises OntologyError at the first question if a body is unknown."""

    def __init__(self, entries: Mapping[str, Entry], posts: Iterable[Post], titles: Mapping[str, Title]) -> None:
        self._entries, self._posts, self._titles = entries, tuple(posts), titles
        self._listed: dict[str, list[Post]] = {}

    def office_holder(self, country: str, office: str, day: str) -> Entry | None:
        """Returns the person who held an office on a day, or None where nobody is known or more than one may have.

        `country` is an alpha-3 code, or a body's key for an office of its own ("Quds Force", "commander"); `office` any
        title of it; `day` an ISO day, or a month or year that one person held it through. On the day of a handover
        it is the successor.
        """
        terms = [t for t in self.terms(country, office) if t.office.start and not t.office.rival]
        held = [t for t in terms if meets(t.office.start, t.office.end, day)]
        held = [t for t in held if t.office.end != day] or held
        holders = {t.holder for t in held}
        through = any(last_day(t.office.start or "") <= first_day(day) and last_day(day) <= _until(t) for t in held)
        return self._entries[holders.pop()] if len(holders) == 1 and through else None

    def offices_of(self, name: str, day: str) -> tuple[Office, ...]:
        """Returns the offices that a person, by name or alias, may have held on an ISO day, month or year."""
        bearers = [e for e in self._entries.values() if e.kind is ActorKind.PERSON and name in (e.name, *e.aliases)]
        return tuple(o for e in bearers for o in e.offices if o.start and meets(o.start, o.end, day))

    def is_held_by_one(self, office: str) -> bool:
        """Tells whether each state gives a title to one person at a time: a minister's, but no ambassador's."""
        return bool(self._posts_of(office.lower()))

    def terms(self, country: str, office: str) -> tuple[Term, ...]:
        """Returns everybody's terms in an office of a state or body, the earliest first."""
        names = self._names(office.lower())
        return tuple(next((self._terms[country, n] for n in names if (country, n) in self._terms), ()))

    def overlaps(self) -> Iterator[tuple[str, Post, Term, Term]]:
        """Yields state, office and two terms of different persons that certainly have a day in common.

        A term marked as a rival's stands beside another; one without a start is not looked at.
        """
        posts = {post.name: post for post in self._posts}
        for (seat, name), terms in self._terms.items():
            dated = [t for t in terms if t.office.start and not t.office.rival and name in posts]
            for one, other in combinations(dated, 2):
                if one.holder != other.holder and _until(one) > last_day(other.office.start or ""):
                    yield seat, posts[name], one, other

    @cached_property
    def _terms(self) -> dict[tuple[str, str], list[Term]]:
        """Terms by state or body and title, sorted by start; made at the first question."""
        found: dict[tuple[str, str], list[Term]] = {}
        for entry in self._entries.values():
            for office in entry.offices:
                for seat in self._seats(entry.key, office):
                    found.setdefault(seat, []).append(Term(entry.key, office))
        for terms in found.values():
            terms.sort(key=lambda term: term.office.start or "")
        return found

    def _seats(self, holder: str, office: Office) -> set[tuple[str, str]]:
        """Returns where a term counts: under its title and body, and as an office of the state."""
        title, body = office.title.lower(), self._entries.get(office.of)
        if body is None:
            raise OntologyError(
                f"ontology/officials.yaml: {holder} has an office of {office.of!r}, which no entry is called"
            )
        state, own = body.country or office.of, office.of == body.country
        posts = [p.name for p in self._posts_of(title) if own or body.kind in p.bodies]
        return {(office.of, title), (office.of, self._canonical(title)), *((state, name) for name in posts)}

    def _names(self, office: str) -> list[str]:
        """Returns what terms may stand under for a title that a report uses, the nearest first."""
        called = [p.name for p in self._posts if p.name == office]
        return [*called, *(p.name for p in self._posts_of(office)), office, self._canonical(office)]

    def _posts_of(self, title: str) -> list[Post]:
        """Returns the posts that list a title, or else those that list what titles.yaml takes it for."""
        if title not in self._listed:
            listed = [p for p in self._posts if title in p.titles]
            self._listed[title] = listed or [p for p in self._posts if self._canonical(title) in p.titles]
        return self._listed[title]

    def _canonical(self, title: str) -> str:
        known = self._titles.get(title)
        return known.title if known else title


def is_active(entry: Entry, day: str) -> bool:
    """Tells whether an actor was about on an ISO day, by its years or terms of office; where none is known it was."""
    terms: list[Office | Entry] = [office for office in entry.offices if office.start]
    return any(meets(time.start, time.end, day) for time in terms or [entry])


def first_day(day: str) -> str:
    """Returns the first day of an ISO month or year, and a day itself: 2018-02 -> 2018-02-01."""
    return day + "-01" * (2 - day.count("-"))


def last_day(day: str) -> str:
    """Returns the last day of an ISO month or year, and a day itself: 2018-02 -> 2018-02-28."""
    if day.count("-") == 2:
        return day
    year, month = (*map(int, day.split("-")), 12)[:2]
    return f"{year}-{month:02}-{monthrange(year, month)[1]}"


def meets(start: str | None, end: str | None, day: str) -> bool:
    """Tells whether a time may have a day of a day, month or year in it; open ends are open."""
    return first_day(start or day) <= last_day(day) and first_day(day) <= last_day(end or day)


def _until(term: Term) -> str:
    return first_day(term.office.end) if term.office.end else KNOWN_UNTIL
