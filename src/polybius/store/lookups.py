"""What fusing asks of a store: candidates by block words, what is known of them, and what people decided about them.

A `Lookups` is what `fuse` calls `Known`; it always shows what holds now.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from sqlalchemy import select

from polybius.errors import StoreError
from polybius.incidents import (
    Account,
    ActorMember,
    Band,
    Bonds,
    Copy,
    Judgement,
    JudgementKind,
    Match,
    PlaceMember,
    Subject,
    account_id,
)
from polybius.store.judgements import judgements
from polybius.store.rows import EVER, Where, batches, fetch, run
from polybius.store.schema import (
    MEMBER,
    PAIR,
    REPORT,
    SIGNATURE,
)
from polybius.store.view import View

MOST_SHOWN = 20  # ids in a message
MOST_CANDIDATES = 400  # under one word; what more than so many share tells nothing apart
DOCUMENTS = "documents"  # the subject of block words by which near-copies are found
ACCOUNTS = "accounts"  # and those by which accounts are
MERGED = Band.MERGED
WORDS_AT_ONCE = 40
UNDER_WORDS = " UNION ALL ".join(
    f"SELECT * FROM (SELECT word, id FROM block WHERE subject = ? AND word = ? LIMIT ?) AS of_{n}"
    for n in range(WORDS_AT_ONCE)
)
FUSED_LATEST = "SELECT report FROM fused WHERE report = ? AND edition = (SELECT max(id) FROM edition WHERE report = ?)"
COPY_OF = 'SELECT report, "of", similarity FROM copy WHERE report = ?'


class Lookups(View):
    """The part of a transaction that looks up what is known."""

    _decided: Mapping[str, Mapping[str, bool]] | None = None  # what all judgements say, once they have been read

    def is_pending(self, report: str) -> bool:
        """Tells whether a report's latest edition has yet to be fused."""
        return run(self._connection, FUSED_LATEST, (report, report)).first() is None

    def candidates(self, subject: str, words: Iterable[str], most: int = MOST_CANDIDATES) -> dict[str, tuple[str, ...]]:
        """Returns the ids under each block word; a word that more than `most` share is left out, as one of none is."""
        found: dict[str, list[str]] = {}
        for batch in batches(words, WORDS_AT_ONCE):
            # As many as the one statement has, which is prepared once; no word is empty.
            padded = [*batch, *[""] * (WORDS_AT_ONCE - len(batch))]
            values = tuple(value for word in padded for value in (subject, word, most + 1))
            for word, id in map(tuple, run(self._connection, UNDER_WORDS, values)):
                found.setdefault(word, []).append(id)
        return {word: tuple(sorted(ids)) for word, ids in found.items() if len(ids) <= most}

    def links_of(self, ids: Iterable[str]) -> tuple[Match, ...]:
        """Returns the merged pairs kept of which either side is among the ids, without their reasons."""
        found: dict[int, Match] = {}
        asked = tuple(ids)
        for side in ("one", "other"):
            rows = self._fetch(PAIR, ("number", "one", "other", "score", "band"), side, asked)
            found |= {n: Match(one, o, points, MERGED) for n, one, o, points, band in rows if band == MERGED}
        return tuple(found[number] for number in sorted(found))

    def sharing(self, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Returns the ids of the accounts that share each block word."""
        return self.candidates(ACCOUNTS, keys)

    def accounts_in(self, reports: Iterable[str]) -> tuple[Account, ...]:
        """Returns all accounts of reports."""
        return self._accounts_by("report", reports)

    def recorded_at(self, report: str) -> str:
        """Returns when a report first came in (UTC)."""
        return str(run(self._connection, "SELECT recorded_at FROM report WHERE id = ?", (report,)).scalar_one())

    def signatures(self, reports: Iterable[str]) -> dict[str, tuple[int, ...]]:
        """Returns what near-copies are compared by."""
        rows = fetch(self._connection, SIGNATURE, ("report", "numbers"), Where("report", reports, EVER))
        return {report: tuple(array("Q", numbers)) for report, numbers in rows}

    def texts_with(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Returns the reports that share a block word for near-copies."""
        return tuple({id: None for ids in self.candidates(DOCUMENTS, keys).values() for id in ids})

    def copy_of(self, report: str) -> Copy | None:
        """Returns of which report one is a copy; None for none."""
        row = run(self._connection, COPY_OF, (report,)).mappings().first()
        return Copy(**row) if row else None

    def bonds(self, ids: Iterable[str]) -> Bonds:
        """Returns what people decided about members or accounts; of two words on a pair the later one holds."""
        words = self._decisions()
        found = {id: words[id] for id in ids if id in words}
        return Bonds(*({id: _said(others, side) for id, others in found.items()} for side in (True, False)))

    def _decisions(self) -> Mapping[str, Mapping[str, bool]]:
        """What is said of each member or account and another (one, or not); read once, and anew after a judgement."""
        if self._decided is None:
            words: dict[str, dict[str, bool]] = {}
            for judgement in judgements(self._connection, across_reports=True):
                if judgement.undone_by is None:
                    for one, other in _pairs_of(judgement, words):
                        words.setdefault(one, {})[other] = judgement.kind is JudgementKind.MERGE
            self._decided = words
        return self._decided

    def parts_of(self, subject: Subject, named: str) -> tuple[str, ...]:
        """Returns the members of an actor or place (by name or id), or the accounts of an incident (by id)."""
        if subject is Subject.INCIDENTS:
            return self.incident(named).accounts
        return self.identity(named).members if subject is Subject.ACTORS else self.location(named).members

    def both_parts_of(self, subject: Subject, one: str, other: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Returns the parts of two actors, places or incidents; raises StoreError where these are one."""
        first, second = self.parts_of(subject, one), self.parts_of(subject, other)
        if not set(first).isdisjoint(second):
            raise StoreError(f"{one} and {other} are one; 'polybius split' takes parts out")
        return first, second

    def sides_of(self, subject: Subject, named: str, parts: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Returns the parts to be split off and the rest; raises StoreError where the two don't make up the whole."""
        whole = self.parts_of(subject, named)
        strange = [part for part in parts if part not in whole]
        if strange or len(set(parts)) >= len(whole):
            wrong = f"'{strange[0]}' is no part of it" if strange else "nothing would be left of it"
            raise StoreError(f"{named} cannot be split: {wrong}; its parts: {' '.join(whole[:MOST_SHOWN])}")
        return tuple(parts), tuple(part for part in whole if part not in parts)

    def companions(self, accounts: Iterable[str]) -> tuple[str, ...]:
        """Returns accounts and all that are of one incident with any of them."""
        known = [account.id for account in self.accounts(accounts)]
        return tuple(sorted({*known, *self._accounts_of_incidents(self.incidents_of(known).values())}))

    def actor_members(self, ids: Iterable[str]) -> tuple[ActorMember, ...]:
        """Returns all members of the identities that members belong to, in the order in which they came in."""
        return tuple(ActorMember(id, report, actor) for id, report, actor in self._members(ids, "actors"))

    def place_members(self, ids: Iterable[str]) -> tuple[PlaceMember, ...]:
        """Returns all members of the locations that members belong to, in the order in which they came in."""
        return tuple(PlaceMember(id, report, place) for id, report, place in self._members(ids, "places"))

    def _members(self, ids: Iterable[str], part: str) -> Iterator[tuple[str, str, Any]]:
        groups = dict.fromkeys(self.groups_of(ids).values())
        of_groups = MEMBER.c.thing.in_([form for group in groups for form in self.forms(group)]) & self._held(MEMBER)
        query = select(MEMBER.c.id, MEMBER.c.report).join(REPORT, REPORT.c.id == MEMBER.c.report).where(of_groups)
        things: dict[str, dict[str, Any]] = {}
        for row in self._connection.execute(query.order_by(REPORT.c.recorded_at, MEMBER.c.id)).all():
            if row.report not in things:
                record = self.record(row.report)
                things[row.report] = {account_id(record.id, thing.id): thing for thing in getattr(record, part)}
            if row.id in things[row.report]:
                yield row.id, row.report, things[row.report][row.id]

    def _report_of(self, member: str) -> str:
        query = select(MEMBER.c.report).where(MEMBER.c.id == member).limit(1)
        return str(self._connection.execute(query).scalar_one())


def _said(words: Mapping[str, bool], side: bool) -> frozenset[str]:
    return frozenset(other for other, word in words.items() if word is side)


def _pairs_of(judgement: Judgement, words: Mapping[str, Mapping[str, bool]]) -> list[tuple[str, str]]:
    """The pairs that a judgement speaks of, either way round.

    A split tells each of one side from each of the other. A merge ties each to the first of the other side, which makes
    them all one, and takes back what was said before to keep the two sides apart.
    """
    one, other = judgement.one, judgement.other
    if judgement.kind is JudgementKind.MERGE:
        others = set(other)
        pairs = [*((a, other[0]) for a in one), *((one[0], b) for b in other)]
        pairs += [(a, b) for a in one for b in words.get(a, ()) if b in others]
    else:
        pairs = list(product(one, other))
    return [*pairs, *((b, a) for a, b in pairs)]
