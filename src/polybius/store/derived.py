"""What fusing makes of reports, kept: identities, locations, accounts, incidents, ties.

Every row begins on `day`: that of the edition which is being fused, so that an archive that is replayed shows as of any
day what was known then.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select, update

from polybius.incidents import (
    Account,
    Copy,
    Disagreement,
    Identity,
    Incident,
    Location,
    Match,
    Subject,
)
from polybius.model import Record
from polybius.store.contents import Contents, facets_of, incident_row, shares_of, ties_of_record
from polybius.store.lookups import ACCOUNTS, DOCUMENTS, Lookups
from polybius.store.rows import (
    EVER,
    Where,
    add,
    add_missing,
    added_once,
    batches,
    end,
    fetch,
    hold,
    packed,
    remove,
    replace_held,
    run,
    standing,
    told_in,
)
from polybius.store.schema import (
    ACCOUNT,
    BLOCK,
    COPY,
    DISAGREEMENT,
    FACET,
    FUSED,
    INCIDENT,
    MEMBER,
    MEMBERSHIP,
    NAME,
    PAIR,
    SHARE,
    SIGNATURE,
    SUCCESSOR,
    THING,
    TIE,
)
from polybius.store.search import index_text
from polybius.store.things import plain_words
from polybius.store.totals import count_edges, count_shares, edges_of


class Derived(Lookups):
    """The part of a transaction that writes what is derived."""

    day = ""
    _settled: dict[str, Record]  # what this very transaction added

    # --- from and until when

    def begin_fusing(self, report: str) -> Record:
        """Returns a report's record to be fused, and sets the day from which all that follows holds."""
        recorded = "SELECT max(recorded_at) FROM edition WHERE report = ?"
        self.set_day(run(self._connection, recorded, (report,)).scalar_one())
        return self._settled.get(report) or self.record(report)

    def set_day(self, time: str) -> None:
        """Sets the day from which all that follows holds: that of a time, but none before the last one.

        Merges and splits have days too, and no row may be numbered after one that began later (see `moment.py`).
        """
        fused, judged = tuple(run(self._connection, LAST_DAYS).one())
        self.day = max(time[:10], fused or "", (judged or "")[:10])

    def end_fusing(self, report: str) -> None:
        """Notes that the latest edition of a report has been fused."""
        latest = run(self._connection, "SELECT max(id) FROM edition WHERE report = ?", (report,))
        values = {"edition": latest.scalar_one(), "day": self.day}
        if not added_once(self._connection, FUSED, {"report": report} | values):
            self._connection.execute(update(FUSED).where(FUSED.c.report == report).values(values))

    def fuse_again(self, reports: Iterable[str]) -> None:
        """Lets reports wait to be fused once more."""
        remove(self._connection, FUSED, Where("report", reports, EVER))

    # --- words and texts

    def put_words(self, subject: str, words: Mapping[str, Iterable[str]]) -> None:
        """Makes these the block words of ids."""
        remove(self._connection, BLOCK, Where("id", words, ("subject = ?", (subject,))))
        rows = [{"subject": subject, "word": word, "id": id} for id, all in words.items() for word in sorted(set(all))]
        add(self._connection, BLOCK, rows)

    def put_text(self, record: Record, signature: Sequence[int], words: Iterable[str], copy: Copy | None) -> None:
        """Keeps what a text is searched by and its near-copies are found by, and of which report it is one."""
        numbers = {"report": record.id, "numbers": array("Q", signature).tobytes()}
        if added_once(self._connection, SIGNATURE, numbers):
            index_text(self._connection, record)
            self.put_words(DOCUMENTS, {record.id: words})
        if copy is not None:
            added_once(self._connection, COPY, {"report": record.id, "of": copy.of, "similarity": copy.similarity})

    # --- who and where

    def put_members(self, report: str, subject: Subject, things: Mapping[str, Identity | Location]) -> None:
        """Makes these the identities or locations of a report's members, and keeps each as it now is."""
        rows = [{"id": id, "subject": subject, "report": report, "thing": thing.id} for id, thing in things.items()]
        there = standing(self._connection, MEMBER, "report", [report])
        held = [row for row in there if row.subject == subject]
        replace_held(self._connection, MEMBER, self.day, held, rows)
        self.put_things({thing.id: thing for thing in things.values()}.values())

    def put_things(self, things: Iterable[Identity | Location]) -> None:
        """Keeps identities and locations as they now are; an id that was merged away and is put again is back."""
        by_id = {thing.id: thing for thing in things}
        hold(self._connection, THING, self.day, Where("id", by_id), [_thing_row(thing) for thing in by_id.values()])
        self._lead(list(by_id), [])
        names = [row for thing in by_id.values() for row in _name_rows(thing, self.day)]
        add_missing(self._connection, NAME, names)

    def regroup(self, groups: Sequence[Identity] | Sequence[Location]) -> None:
        """Makes members belong to these groups; reports whose members now belong elsewhere wait to be fused again."""
        home = {member: group.id for group in groups for member in group.members}
        before = self.groups_of(home)
        kept = {group.id for group in groups}
        successors = {old: home.get(old, home[member]) for member, old in before.items() if old not in kept}
        moved = [member for member, old in before.items() if successors.get(old, old) != home[member]]
        self.put_things(groups)
        self.put_successors(successors)
        hold(self._connection, THING, self.day, Where("id", successors), [])
        self._move(home)
        self.fuse_again({self._report_of(member) for member in moved})

    def _move(self, home: Mapping[str, str]) -> None:
        held = standing(self._connection, MEMBER, "id", home)
        names = told_in(MEMBER)
        new = [dict(zip(names, row[2:], strict=True)) | {"thing": home[row.id]} for row in held]
        replace_held(self._connection, MEMBER, self.day, held, new)

    def put_successors(self, successors: Mapping[str, str]) -> None:
        """Lets ids that are no more lead to others; what led to them follows."""
        for id, successor in successors.items():
            query = select(SUCCESSOR.c.id).where(SUCCESSOR.c.successor == id, self._held(SUCCESSOR))
            ids = [id, *self._connection.execute(query).scalars()]
            rows = [{"id": old, "successor": successor} for old in ids if old != successor]
            self._lead(ids, rows)

    def _lead(self, ids: Sequence[str], rows: Sequence[dict[str, Any]]) -> None:
        if hold(self._connection, SUCCESSOR, self.day, Where("id", ids), rows):
            self._led.clear()

    # --- what happened

    def put_accounts(self, report: str, accounts: Sequence[Account]) -> tuple[str, ...]:
        """Makes these the accounts of a report; what the last ones were matched with is forgotten.

        Returns the accounts that those which are no more leave behind in their incidents.
        """
        held = standing(self._connection, ACCOUNT, "report", [report])
        before = {row.id for row in held}
        rows = [{"id": account.id, "report": report, "value": packed(account)} for account in accounts]
        replace_held(self._connection, ACCOUNT, self.day, held, rows)
        if not before:
            return ()
        gone = before - {account.id for account in accounts}
        self.put_pairs(Subject.INCIDENTS, before, ())
        self.put_words(ACCOUNTS, dict.fromkeys(before, ()))
        touched = set(self.incidents_of(before).values())
        left = self._accounts_of_incidents(touched) - before
        self.remove_incidents(touched if gone else ())
        return tuple(sorted(left))

    def put_ties(self, record: Record, things: Mapping[str, str], accounts: Iterable[Account]) -> None:
        """Makes these the ties that a report tells of; `things` leads from its ids to identities and locations."""
        rows = ties_of_record(record, things, accounts, self.day)
        held = standing(self._connection, TIE, "report", [record.id])
        before = edges_of(row._mapping for row in held)
        count_edges(self._connection, self.day, before, edges_of(rows))
        replace_held(self._connection, TIE, self.day, held, rows)

    def put_pairs(self, subject: Subject, ids: Iterable[str], matches: Iterable[Match]) -> None:
        """Makes these all the pairs that any of the ids is in."""
        rows = [_pair_row(subject, match) for match in {(m.one, m.other): m for m in matches}.values()]
        asked = set(ids)
        there = {
            row.number: row
            for side in ("one", "other")
            for row in standing(self._connection, PAIR, side, sorted(asked))
            if row.subject == subject
        }
        mine = [row for row in rows if row["one"] in asked or row["other"] in asked]
        replace_held(self._connection, PAIR, self.day, there.values(), mine)

    def put_incidents(self, incidents: Iterable[Incident], accounts: Mapping[str, Account]) -> None:
        """Keeps incidents as they now are, with all their accounts; one that was merged away and is put is back."""
        contents = [Contents(incident, [accounts[id] for id in incident.accounts]) for incident in incidents]
        by_id = {content.incident.id: content for content in contents}
        for batch in batches(by_id):
            self._put_incidents([by_id[id] for id in batch], batch)

    def replace_incidents(self, successors: Mapping[str, str]) -> None:
        """Lets incidents be no more, and their ids lead to others."""
        self.remove_incidents(successors)
        self.put_successors(successors)

    def remove_incidents(self, ids: Iterable[str]) -> None:
        """Lets incidents be no more."""
        for batch in batches(ids):
            self._put_incidents([], batch)
            self.put_disagreements(batch, ())

    def put_disagreements(self, incidents: Iterable[str], found: Iterable[Disagreement]) -> None:
        """Makes these the disagreements about incidents."""
        rows = [_disagreement_row(disagreement, self.day) for disagreement in found]
        asked = dict.fromkeys(incidents)
        mine = [row for row in rows if row["incident"] in asked]
        hold(self._connection, DISAGREEMENT, self.day, Where("incident", asked), mine)

    def _put_incidents(self, contents: Sequence[Contents], ids: Sequence[str]) -> None:
        wanted = {content.incident.id: incident_row(content, self.day) for content in contents}
        keys = {id: tuple(row[name] for name in told_in(INCIDENT)) for id, row in wanted.items()}
        same: set[str] = set()
        ended: list[int] = []
        gone: list[int] = []
        for row in standing(self._connection, INCIDENT, "id", ids):
            if tuple(row[2:]) == keys.get(row.id):
                same.add(row.id)
            else:
                (gone if row.since == self.day else ended).append(row.number)
        remove(self._connection, FACET, Where("incident", gone, EVER))
        end(self._connection, INCIDENT, self.day, ended=ended, gone=gone)
        self._insert_incidents([content for content in contents if content.incident.id not in same], wanted)
        self._put_with_incidents(contents, ids)

    def _insert_incidents(self, contents: Sequence[Contents], rows: Mapping[str, Any]) -> None:
        if not contents:
            return
        new = [rows[content.incident.id] | {"since": self.day} for content in contents]
        add(self._connection, INCIDENT, new)
        numbers = dict(map(tuple, fetch(self._connection, INCIDENT, ("id", "number"), Where("id", rows))))
        facets = [
            {"name": name, "value": value, "day": rows[c.incident.id]["day"], "incident": numbers[c.incident.id]}
            for c in contents
            for name, value in facets_of(c)
        ]
        add(self._connection, FACET, facets)

    def _put_with_incidents(self, contents: Sequence[Contents], ids: Sequence[str]) -> None:
        of_accounts = [{"account": id, "incident": c.incident.id} for c in contents for id in c.incident.accounts]
        hold(self._connection, MEMBERSHIP, self.day, Where("incident", ids), of_accounts)
        self._put_shares(ids, [share for content in contents for share in shares_of(content)])
        self._lead([c.incident.id for c in contents], [])

    def _put_shares(self, incidents: Sequence[str], shares: Sequence[dict[str, Any]]) -> None:
        held = standing(self._connection, SHARE, "incident", incidents)
        count_shares(self._connection, self.day, [row._mapping for row in held], shares)
        replace_held(self._connection, SHARE, self.day, held, shares)


LAST_DAYS = "SELECT (SELECT max(day) FROM fused), (SELECT at FROM judgement ORDER BY id DESC LIMIT 1)"


def subject_of(thing: Identity | Location) -> Subject:
    """Returns whether a thing is an actor or a place."""
    return Subject.ACTORS if isinstance(thing, Identity) else Subject.PLACES


def _thing_row(thing: Identity | Location) -> dict[str, Any]:
    bare = {name: getattr(thing, name) for name in thing.__slots__ if name != "members"}
    return {"id": thing.id, "subject": subject_of(thing), "value": packed(bare)}


def _name_rows(thing: Identity | Location, day: str) -> list[dict[str, Any]]:
    names = dict.fromkeys(plain_words(name) for name in (thing.name, *thing.aliases))
    return [{"folded": n, "subject": subject_of(thing), "thing": thing.id, "since": day} for n in names if n]


def _pair_row(subject: Subject, match: Match) -> dict[str, Any]:
    reasons = packed([[name, round(share, 6)] for name, share in match.reasons])
    ends = {"subject": subject, "one": match.one, "other": match.other}
    return ends | {"score": round(match.score, 6), "band": match.band, "reasons": reasons}


def _disagreement_row(found: Disagreement, day: str) -> dict[str, Any]:
    incident = found.incident or ""
    return {"incident": incident, "kind": found.kind, "about": found.about, "day": day, "value": packed(found)}
