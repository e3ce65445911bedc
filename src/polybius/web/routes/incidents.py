"""Incidents: their list, one with all its accounts, and all of them as columns for map and timeline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from polybius import questions
from polybius.incidents import Account, Correction, Subject
from polybius.incidents import Query as Wanted
from polybius.store import View
from polybius.web.answers import IncidentPage, Network, Points, StoryAnswer
from polybius.web.asked import Filters, NetworkFilters, PagedFilters
from polybius.web.failures import failing
from polybius.web.memory import Find, in_json
from polybius.web.people import Reader
from polybius.web.seeing import token_of
from polybius.web.service import Service, Workbench

router = APIRouter(prefix="/api", tags=["incidents"])
IncidentId = Annotated[str, Path(pattern=r"^[0-9a-f]{1,64}-[a-z]{1,8}\d{1,9}$")]
MOST_SUGGESTIONS = 50
MOST_CORRECTED = 100  # accounts whose corrections are looked for


@router.get("/incidents", responses=failing("not_found"))
def incidents(service: Workbench, _: Reader, asked: Annotated[PagedFilters, Query()]) -> IncidentPage:
    """Lists incidents, the latest first."""
    with service.view() as view:
        found = view.page_of_incidents(asked.query(asked.limit + 1), asked.offset)
        items = found[: asked.limit]
        more = asked.offset + asked.limit if len(found) > asked.limit else None
        total = service.memory.recall(view, ("total", asked.query()), lambda view: view.total(asked.query()), lag=True)
        return IncidentPage(items=items, next=more, names=questions.names(view, items), total=total)


@router.get("/incidents/{id}", responses=failing("not_found"))
def incident(service: Workbench, _: Reader, id: IncidentId) -> StoryAnswer:
    """Returns an incident with its accounts, where they disagree, and why they are held to be of one thing."""
    with service.view() as view:
        story = questions.incident(view, id)
        reports = list(dict.fromkeys(account.report for account in story.accounts))
        ids = {story.incident.id, *story.incident.accounts}
        suggested = view.suggestions(Subject.INCIDENTS, MOST_SUGGESTIONS)
        return StoryAnswer(
            incident=story.incident,
            seen=token_of(story.incident),
            accounts=story.accounts,
            disagreements=story.disagreements,
            judgements=view.judgements_about(story.incident.accounts),
            corrections=tuple(_corrections(view, story.accounts)),
            copies=tuple({copy.report: copy for report in reports for copy in view.copies(report)}.values()),
            suggestions=tuple(one for one in suggested if {one.match.one, one.match.other} & ids),
            titles=view.titles(reports),
            names=questions.names(view, story),
        )


@router.get("/points", response_model=Points, responses=failing("not_found"))
def points(service: Workbench, _: Reader, asked: Annotated[Filters, Query()]) -> Response:
    """Returns the incidents for the map and the timeline, the latest fifty thousand at most, as columns."""
    with service.view() as view:
        return service.memory.answer(view, asked, _points(service, asked), lag=True)


def prepare(service: Service) -> None:
    """Begins to find what map and timeline show where nothing narrows it, and what filters choose from."""
    everything = Filters.model_validate({})
    service.memory.prepare(everything, in_json(_points(service, everything)))


def _points(service: Service, asked: Filters) -> Find[Points]:
    return lambda view: service.atlas.points(view, asked.query())


@router.get("/network", response_model=Network, responses=failing("not_found"))
def network(service: Workbench, _: Reader, asked: Annotated[NetworkFilters, Query()]) -> Response:
    """Returns who is tied to whom, by all accounts or one source's, the ties that most reports tell first."""
    with service.view() as view:
        return service.memory.answer(view, asked, lambda view: _network(service, view, asked), lag=True)


def _corrections(view: View, accounts: Sequence[Account]) -> Iterator[Correction]:
    """What people said of the events of accounts, report by report."""
    for account in accounts[:MOST_CORRECTED]:
        path = f"events/{account.event}"
        found = questions.corrections(view, account.report)
        yield from (one for one in found if one.path == path or one.path.startswith(f"{path}/"))


def _network(service: Service, view: View, asked: NetworkFilters) -> Network:
    query = asked.query()
    narrowed = query != Wanted()
    key = ("ties", asked.source, asked.limit)
    ties = service.memory.recall(view, key, lambda view: questions.network(view, asked.source, asked.limit), lag=True)
    if narrowed:
        among = service.atlas.actors(view, query)
        ties = tuple(tie for tie in ties if tie.subject in among and (tie.object in among or tie.family == "stance"))
    ends = {end for tie in ties for end in (tie.subject, tie.object)}
    return Network(ties=ties, actors=dict(view.identities(ends)), names=questions.names(view, ties))
