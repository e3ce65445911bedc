"""How much there is, and what a search finds."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from polybius import questions
from polybius.incidents import Identity, Location, Subject
from polybius.store import Like, View
from polybius.web.answers import Called, Finds, Found, Overview
from polybius.web.asked import Words
from polybius.web.failures import failing
from polybius.web.memory import in_json
from polybius.web.people import Reader
from polybius.web.queue import left
from polybius.web.service import Service, Workbench

router = APIRouter(prefix="/api", tags=["overview"])
Most = Annotated[int, Query(ge=1, le=100)]


@router.get("/overview", response_model=Overview, responses=failing())
def overview(service: Workbench, _: Reader) -> Response:
    """Counts what the store holds."""
    with service.view() as view:
        return service.memory.answer(view, "overview", _overview, lag=True)


def prepare(service: Service) -> None:
    """Begins to count before anybody asks, as the page that one comes to first does."""
    service.memory.prepare("overview", in_json(_overview))


@router.get("/search", responses=failing())
def search(service: Workbench, _: Reader, q: Annotated[Words, Query()], limit: Most = 20) -> Finds:
    """Finds reports by their words, and actors, places and publishers by names, also ones with a slip in them."""
    with service.view() as view:
        return Finds(
            reports=questions.search(view, q, limit),
            actors=_found(view.like(q, Subject.ACTORS, limit)),
            places=_found(view.like(q, Subject.PLACES, limit)),
            publishers=view.publishers_like(q, limit),
        )


@router.get("/names", responses=failing())
def names(service: Workbench, _: Reader, q: Annotated[Words, Query()], limit: Most = 8) -> Finds:
    """Finds actors, places and publishers by a name that is being typed."""
    with service.view() as view:
        actors, places = (_found(view.like(q, subject, limit)) for subject in (Subject.ACTORS, Subject.PLACES))
        return Finds(reports=(), actors=actors, places=places, publishers=view.publishers_like(q, limit))


@router.get("/called", responses=failing())
def called(service: Workbench, _: Reader, id: Annotated[list[Words], Query(max_length=100)]) -> Called:
    """Tells what ids of actors and places are called."""
    with service.view() as view:
        actors, places = view.identities(id), view.locations(id)
        return Called(names={one: thing.name for things in (actors, places) for one, thing in things.items()})


def _overview(view: View) -> Overview:
    first, last = view.days()
    return Overview(**view.counts(), first=first, last=last, publishers=view.publishers(), left=left(view))


def _found(likes: tuple[Like, ...]) -> tuple[Found, ...]:
    return tuple(
        Found(
            id=like.thing.id,
            name=like.thing.name,
            matched=like.matched,
            score=like.score,
            identity=like.thing if isinstance(like.thing, Identity) else None,
            location=like.thing if isinstance(like.thing, Location) else None,
        )
        for like in likes
    )
