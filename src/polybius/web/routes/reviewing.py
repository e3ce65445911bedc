"""The review queue: what needs a person, what a person does with it, and who did what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from polybius.incidents import Correction, Judgement, JudgementKind
from polybius.store import REOPENED, Mark, Transaction, View
from polybius.web.answers import Marks, Queue, Reviewed, ReviewItem, ReviewKind
from polybius.web.asked import NewMark, ReviewDeed, Undoing
from polybius.web.failures import WebError, failing
from polybius.web.people import Analyst, Person, Reader
from polybius.web.queue import item_of, left, names_of, queue
from polybius.web.service import Service, Workbench

router = APIRouter(prefix="/api", tags=["review"])
Most = Annotated[int, Query(ge=1, le=200)]
Number = Annotated[int, Path(ge=1, le=2**53)]
CORRECTED = {ReviewKind.EVENT: "events", ReviewKind.ACTOR: "actors", ReviewKind.PLACE: "places"}


@router.get("/review", response_model=Queue, responses=failing())
def review(service: Workbench, _: Reader, kind: ReviewKind | None = None, limit: Most = 50) -> Response:
    """Returns the next of what needs a person, what hangs most on first."""
    with service.view() as view:
        return service.memory.answer(view, ("review", kind, limit), lambda view: _queue(view, kind, limit))


@router.post("/review", status_code=201, responses=failing("not_found", "changed"))
def mark(service: Workbench, person: Analyst, given: NewMark) -> Reviewed:
    """Confirms, rejects or dismisses an item, unless somebody else was first.

    Of an event, actor or place this confirms or rejects the entry of its report; two that may be one are merged or kept
    apart for good; a discrepancy is only marked.
    """
    with service.view() as view:
        _check_waiting(view, given.key)
        item = item_of(view, given.key)
    if item is None:
        raise WebError("not_found", f"Nothing needs a person under '{given.key}'; GET /api/review lists what does")
    made = _judge(service, person, item, given)
    with service.view() as view:
        return Reviewed(mark=made, left=left(view))


@router.get("/review/marks", responses=failing())
def marks(service: Workbench, _: Reader, limit: Most = 50) -> Marks:
    """Lists who did what with the queue, the latest first."""
    with service.view() as view:
        return Marks(items=view.marks(limit))


@router.post("/review/marks/{id}/undo", status_code=201, responses=failing("not_found", "changed"))
def reopen(service: Workbench, person: Analyst, id: Number, given: Undoing) -> Reviewed:
    """Takes back what was done with an item, and the judgement that was made with it."""
    with service.view() as view:
        found = view.mark(id)
        held = view.done([found.item]) if found else {}
    if found is None:
        raise WebError("not_found", f"No mark {id}; GET /api/review/marks lists them")
    if held.get(found.item) != found:
        raise WebError("changed", f"Mark {id} holds no longer; somebody did something else with its item")
    made = _reopen(service, person, found, given.note)
    with service.view() as view:
        return Reviewed(mark=made, left=left(view))


def _queue(view: View, kind: ReviewKind | None, limit: int) -> Queue:
    items = queue(view, kind, limit)
    return Queue(items=items, left=left(view), names=names_of(view, items))


def _check_waiting(view: View, key: str) -> None:
    """Raises WebError where somebody is done with an item, and says who."""
    if done := view.done([key]).get(key):
        by = [judgement for judgement in view.judgements() if judgement.id == done.judgement]
        raise WebError("changed", f"{done.who} was first: {done.deed} at {done.at[:16].replace('T', ' ')} UTC", by)


def _judge(service: Service, person: Person, item: ReviewItem, given: NewMark) -> Mark:
    """Does what a deed on an item means, and marks the item in the same transaction."""
    marked: list[Mark] = []

    def unmarked(transaction: Transaction) -> None:
        _check_waiting(transaction, item.key)

    def note(transaction: Transaction, made: Judgement | None) -> None:
        number = made.id if made else None
        marked.append(transaction.add_mark(item.key, given.deed, person.name, judgement=number, note=given.note))

    if given.deed is ReviewDeed.DISMISS or item.kind is ReviewKind.DISCREPANCY:
        with service.transaction() as transaction:
            unmarked(transaction)
            note(transaction, None)
        return marked[0]
    with service.recorder(unmarked, note) as recorder:
        if item.kind is ReviewKind.MERGE and item.suggestion:
            decide = recorder.merge if given.deed is ReviewDeed.CONFIRM else recorder.keep_apart
            one, other = item.sides
            decide(item.suggestion.subject, one.id, other.id, person.name, given.note)
        else:
            recorder.correct(_correction(service, person, item, given))
    return marked[0]


def _correction(service: Service, person: Person, item: ReviewItem, given: NewMark) -> Correction:
    """The correction of the entry that an item is about: in its report, of an actor or place in its first report."""
    kind = JudgementKind.CONFIRM if given.deed is ReviewDeed.CONFIRM else JudgementKind.REJECT
    id = item.key.split(":", 1)[1]
    report, _, local = id.rpartition("-")
    with service.view() as view:
        full = view.full_id(report)
        local = item.account.event if item.account else local
    judgement = Judgement(0, kind, person.name, "", note=given.note)
    return Correction(judgement, full, f"{CORRECTED[item.kind]}/{local}")


def _reopen(service: Service, person: Person, found: Mark, note: str | None) -> Mark:
    marked: list[Mark] = []

    def mark_reopened(transaction: Transaction, _: Judgement | None = None) -> None:
        marked.append(transaction.add_mark(found.item, REOPENED, person.name, note=note))

    if found.judgement is None:
        with service.transaction() as transaction:
            mark_reopened(transaction)
    else:
        with service.recorder(after=mark_reopened) as recorder:
            recorder.undo(found.judgement, person.name, note)
    return marked[0]
