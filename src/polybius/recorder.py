"""The second half of the main path: records -> the record of many reports, and what people say of it.

store     a record is kept, and corrections and judgements beside it
fuse      its actors, places and events become one with those of other reports
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from polybius.fuse import Fusion, disagreements_of, fuse_accounts, join_report, regroup_actors, regroup_places
from polybius.incidents import Correction, Judgement, JudgementKind, Subject
from polybius.model import Record
from polybius.store import ACCOUNTS, Outcome, Transaction, Writer

AT_ONCE = 100  # reports fused anew when a person merges or splits; the rest wait for `Recorder.catch_up`
Before = Callable[[Transaction], object]
After = Callable[[Transaction, Judgement], object]


def _go_on(_: Transaction) -> None:
    pass


def _no_more(_: Transaction, __: Judgement) -> None:
    pass


class Recorder:
    """Keeps records in a store, fused with all that is there, and what people say of them; each deed is all or nothing.

    Every method raises StoreError where the store fails or does not know what is meant; what came before stays.
    """

    def __init__(self, writer: Writer, *, before: Before | None = None, after: After | None = None) -> None:
        """Takes what is done within each transaction before a person's deed, which may forbid it by raising, and after.

        What `before` raises leaves the store as it was.
        """
        self._writer = writer
        self._before = before or _go_on
        self._after = after or _no_more

    def record(self, record: Record) -> Outcome:
        """Adds a record and fuses it, unless this version of polybius has read the same from the report before."""
        with self._writer.adding(record) as transaction:
            outcome = transaction.add(record)
            if transaction.is_pending(record.id):
                _fuse(transaction, record.id)
        return outcome

    def catch_up(self) -> Iterator[str]:
        """Fuses the reports that are stored but not fused yet, such as those of an older store; yields their ids."""
        waiting: tuple[str, ...] = ("",)
        while waiting:
            with self._writer.transaction() as transaction:
                waiting = transaction.pending()
                for report in waiting:
                    _fuse(transaction, report)
            yield from waiting

    def correct(self, correction: Correction) -> Correction:
        """Corrects a record as a judgement of kind change, add, reject or confirm says; returns it with its number."""
        with self._writer.transaction() as transaction:
            self._before(transaction)
            made = transaction.correct(correction)
            _fuse(transaction, made.report)
            self._after(transaction, made.judgement)
        return made

    def merge(self, subject: Subject, one: str, other: str, who: str, note: str | None = None) -> Judgement:
        """Holds two actors, places or incidents to be one, whatever later reports say."""
        with self._writer.transaction() as transaction:
            self._before(transaction)
            first, second = transaction.both_parts_of(subject, one, other)
            made = transaction.judge(Judgement(0, JudgementKind.MERGE, who, "", subject, first, second, note))
            _follow(transaction, made)
            self._after(transaction, made)
        return made

    def split(self, subject: Subject, one: str, parts: Sequence[str], who: str, note: str | None = None) -> Judgement:
        """Takes parts (members or accounts) out of an actor, place or incident, and keeps them apart from the rest."""
        with self._writer.transaction() as transaction:
            self._before(transaction)
            apart, rest = transaction.sides_of(subject, one, parts)
            made = transaction.judge(Judgement(0, JudgementKind.SPLIT, who, "", subject, apart, rest, note))
            _follow(transaction, made)
            self._after(transaction, made)
        return made

    def keep_apart(self, subject: Subject, one: str, other: str, who: str, note: str | None = None) -> Judgement:
        """Holds two actors, places or incidents not to be one, whatever later reports say."""
        with self._writer.transaction() as transaction:
            self._before(transaction)
            first, second = transaction.both_parts_of(subject, one, other)
            made = transaction.judge(Judgement(0, JudgementKind.SPLIT, who, "", subject, first, second, note))
            _follow(transaction, made)
            self._after(transaction, made)
        return made

    def undo(self, number: int, who: str, note: str | None = None) -> Judgement:
        """Takes a judgement or correction back; returns it."""
        with self._writer.transaction() as transaction:
            self._before(transaction)
            undone = transaction.undo(number, who, note)
            _follow(transaction, undone)
            self._after(transaction, undone)
        return undone


def _fuse(transaction: Transaction, report: str) -> None:
    """Makes a report's latest edition part of the record of many."""
    record = transaction.begin_fusing(report)
    joined = join_report(record, transaction.recorded_at(report), transaction)
    transaction.put_text(record, joined.signature, joined.keys, joined.copy)
    for subject, placed in ((Subject.ACTORS, joined.actors), (Subject.PLACES, joined.places)):
        transaction.put_members(report, subject, placed.groups)
        transaction.put_words(subject, placed.keys)
        transaction.put_pairs(subject, placed.groups, placed.matches)
    transaction.put_ties(record, transaction.things_of(report), joined.accounts)
    left = transaction.put_accounts(report, joined.accounts)
    _put(transaction, fuse_accounts(joined.accounts, transaction, left))
    transaction.end_fusing(report)


def _put(transaction: Transaction, fusion: Fusion) -> None:
    accounts = {a.id: a for a in transaction.accounts(id for found in fusion.incidents for id in found.accounts)}
    transaction.put_words(ACCOUNTS, fusion.keys)
    transaction.put_pairs(Subject.INCIDENTS, fusion.keys, fusion.matches)
    transaction.replace_incidents(fusion.gone)
    transaction.put_incidents(fusion.incidents, accounts)
    told = {incident.id: [accounts[id] for id in incident.accounts] for incident in fusion.incidents}
    transaction.put_disagreements(told, [found for id, each in told.items() for found in disagreements_of(id, each)])


def _follow(transaction: Transaction, judgement: Judgement) -> None:
    """Groups anew what a judgement is about, and fuses anew the reports that this touches."""
    ids = (*judgement.one, *judgement.other)
    transaction.set_day(transaction.now)
    if judgement.subject is Subject.INCIDENTS:
        _put(transaction, fuse_accounts((), transaction, transaction.companions(ids)))
    elif judgement.subject is Subject.ACTORS:
        members = transaction.actor_members(ids)
        transaction.regroup(regroup_actors(members, transaction.bonds(m.id for m in members)))
    elif judgement.subject is Subject.PLACES:
        places = transaction.place_members(ids)
        transaction.regroup(regroup_places(places, transaction.bonds(m.id for m in places)))
    for report in transaction.pending(AT_ONCE):
        _fuse(transaction, report)
