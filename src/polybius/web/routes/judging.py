"""Merging, splitting and undoing, and who decided what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from polybius import questions
from polybius.incidents import Judgement, Subject
from polybius.store import Transaction
from polybius.web.answers import Judgements
from polybius.web.asked import NewMerge, NewSplit, Undoing
from polybius.web.failures import failing
from polybius.web.people import Analyst, Reader
from polybius.web.seeing import check_seen
from polybius.web.service import Workbench

router = APIRouter(prefix="/api", tags=["judgements"])
Most = Annotated[int, Query(ge=1, le=500)]
Number = Annotated[int, Path(ge=1, le=2**53)]


@router.get("/judgements", responses=failing())
def judgements(service: Workbench, _: Reader, limit: Most = 100) -> Judgements:
    """Lists what people decided, the latest first."""
    with service.view() as view:
        return Judgements(items=questions.judgements(view)[::-1][:limit])


@router.post("/judgements/{among}/merge", status_code=201, responses=failing("not_found", "changed"))
def merge(service: Workbench, person: Analyst, among: Subject, given: NewMerge) -> Judgement:
    """Holds two to be one, unless the incidents have changed since they were seen."""

    def unchanged(transaction: Transaction) -> None:
        if among is Subject.INCIDENTS:
            check_seen(transaction, (given.one, given.other), given.seen)

    with service.recorder(unchanged) as recorder:
        return recorder.merge(among, given.one, given.other, person.name, given.note)


@router.post("/judgements/{among}/split", status_code=201, responses=failing("not_found", "changed"))
def split(service: Workbench, person: Analyst, among: Subject, given: NewSplit) -> Judgement:
    """Takes parts out of one and keeps them apart from it, unless the incident has changed since it was seen."""

    def unchanged(transaction: Transaction) -> None:
        if among is Subject.INCIDENTS and given.seen:
            check_seen(transaction, (given.one,), (given.seen,))

    with service.recorder(unchanged) as recorder:
        return recorder.split(among, given.one, given.parts, person.name, given.note)


@router.post("/judgements/{number}/undo", status_code=201, responses=failing("not_found", "changed"))
def undo(service: Workbench, person: Analyst, number: Number, given: Undoing) -> Judgement:
    """Takes a judgement or correction back; that it was made stays on record."""
    with service.recorder() as recorder:
        return recorder.undo(number, person.name, given.note)
