"""Reports: their list, one with its record, and what people correct in it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from polybius import questions
from polybius.incidents import Correction, Judgement
from polybius.store import Transaction, View, changes
from polybius.web.answers import Changes, Corrected, ReportAnswer, ReportPage
from polybius.web.asked import NewCorrection
from polybius.web.failures import WebError, failing
from polybius.web.people import Analyst, Reader
from polybius.web.service import Workbench

router = APIRouter(prefix="/api", tags=["reports"])
ReportId = Annotated[str, Path(description="How the report's id begins: 4 to 64 hexadecimal digits; others find none.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
Most = Annotated[int, Query(ge=1, le=500)]


@router.get("/reports", response_model=ReportPage, responses=failing())
def reports(service: Workbench, _: Reader, offset: Offset = 0, limit: Most = 50) -> Response:
    """Lists reports, the latest published first."""
    with service.view() as view:
        return service.memory.answer(view, ("reports", offset, limit), lambda view: _page(view, offset, limit))


@router.get("/reports/{id}", responses=failing("not_found"))
def report(service: Workbench, _: Reader, id: ReportId) -> ReportAnswer:
    """Returns a report's record, and what other reports and people say of it."""
    with service.view() as view:
        record = questions.report(view, id)
        accounts = view.accounts_of(record.id)
        incidents = view.incidents_of(account.id for account in accounts)
        return ReportAnswer(
            edition=view.number_of_editions(record.id),
            record=record,
            things=view.things_of(record.id),
            incidents={account.event: incidents[account.id] for account in accounts if account.id in incidents},
            accounts=accounts,
            corrections=questions.corrections(view, record.id),
            looked_at=tuple(sorted(questions.looked_at(view, record.id))),
            copies=view.copies(record.id),
        )


@router.get("/reports/{id}/changes", responses=failing("not_found"))
def report_changes(service: Workbench, _: Reader, id: ReportId) -> Changes:
    """Tells what the latest reading or correction of a report changed."""
    with service.view() as view:
        return Changes(items=questions.report_changes(view, id))


@router.post("/reports/{id}/corrections", status_code=201, responses=failing("not_found", "changed"))
def correct(service: Workbench, person: Analyst, id: ReportId, given: NewCorrection) -> Corrected:
    """Corrects a report's record, unless it has changed since the edition that the person saw."""
    with service.view() as view:
        full = view.full_id(id)
    judgement = Judgement(0, given.kind.judgement, person.name, "", note=given.note)

    def unchanged(transaction: Transaction) -> None:
        _check_edition(transaction, full, given.edition)

    def done(transaction: Transaction, made: Judgement) -> None:
        if given.item:
            transaction.add_mark(given.item, "correct", person.name, judgement=made.id, note=given.note)

    with service.recorder(unchanged, done) as recorder:
        made = recorder.correct(Correction(judgement, full, given.path, given.value))
    return Corrected(correction=made, edition=given.edition + 1)


def _page(view: View, offset: int, limit: int) -> ReportPage:
    items, total = view.page_of_reports(offset, limit), view.counts()["reports"]
    return ReportPage(items=items, total=total, next=offset + limit if offset + limit < total else None)


def _check_edition(view: View, report: str, seen: int) -> None:
    """Raises WebError, with what changed and who changed it, where the edition is not the latest."""
    latest = view.number_of_editions(report)
    if seen == latest:
        return
    if seen > latest:
        raise WebError("refused", f"Report {report[:12]} has no edition {seen}; the latest is {latest}")
    editions = view.editions(report)
    newer = {edition.judgement for edition in editions[: latest - seen]}
    by = [judgement for judgement in view.judgements() if judgement.id in newer]
    names = ", ".join(dict.fromkeys(judgement.who for judgement in by)) or "a new reading"
    told = changes(editions[latest - seen].record, editions[0].record)
    raise WebError("changed", f"The report was changed meanwhile, by {names}; look at it again", by, told)
