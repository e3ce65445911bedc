"""Actors and sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from fastapi import APIRouter, Query

from polybius import questions
from polybius.errors import StoreError
from polybius.incidents import Query as Wanted
from polybius.incidents import Subject, Tie
from polybius.model import Span
from polybius.store import View
from polybius.web.answers import ActorAnswer, Member, MemberPage, SourceAnswer, VoicePage
from polybius.web.asked import Words
from polybius.web.failures import WebError, failing
from polybius.web.people import Reader
from polybius.web.service import Workbench

router = APIRouter(prefix="/api", tags=["actors"])
Named = Annotated[Words, Query(description="A name, alias or id.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
Most = Annotated[int, Query(ge=1, le=500)]
MOST_SUGGESTIONS = 200
SHOWN = 50
AROUND = 60  # characters before and behind a name


@router.get("/actor", responses=failing("not_found"))
def actor(service: Workbench, _: Reader, name: Named) -> ActorAnswer:
    """Returns what is told of an actor, and on whose word."""
    with service.view() as view:
        profile = questions.actor(view, name)
        suggested = view.suggestions(Subject.ACTORS, MOST_SUGGESTIONS)
        suggested = tuple(one for one in suggested if profile.identity.id in (one.match.one, one.match.other))
        return ActorAnswer(
            identity=profile.identity,
            relations=profile.relations,
            stances=profile.stances,
            deeds=profile.deeds,
            incidents=profile.incidents,
            suggestions=suggested,
            names=questions.names(view, profile, suggested),
        )


@router.get("/actor/members", responses=failing("not_found"))
def members(service: Workbench, _: Reader, name: Named, offset: Offset = 0, limit: Most = 20) -> MemberPage:
    """Lists the actors of reports that are held to be this one, so that a person can split some off."""
    with service.view() as view:
        ids = view.identity(name).members
        items = tuple(_members(view, ids[offset : offset + limit]))
        return MemberPage(items=items, total=len(ids), next=offset + limit if offset + limit < len(ids) else None)


@router.get("/sources", responses=failing())
def sources(service: Workbench, _: Reader, offset: Offset = 0, limit: Most = 50) -> VoicePage:
    """Lists publishers and quoted sources, those that say most first."""
    with service.view() as view:
        voices = service.memory.recall(view, "sources", questions.sources, lag=True)
        items = voices[offset : offset + limit]
        more = offset + limit if offset + limit < len(voices) else None
        return VoicePage(items=items, next=more, names=questions.names(view, items))


@router.get("/source", responses=failing("not_found"))
def source(service: Workbench, _: Reader, name: Named) -> SourceAnswer:
    """Returns how far a publisher (by name) or quoted source (by id) is borne out, and what it tells."""
    with service.view() as view:
        voices = service.memory.recall(view, "sources", questions.sources, lag=True)
        voice = next((voice for voice in voices if voice.name == name), None)
        if voice is None:
            raise WebError("not_found", f"No source '{name}'; GET /api/sources lists them")
        wanted = Wanted(publisher=name, limit=SHOWN) if voice.publisher else Wanted(actor=name, limit=SHOWN)
        found = questions.incidents(view, wanted)
        ties = _ties(view, name)
        return SourceAnswer(voice=voice, incidents=found, ties=ties, names=questions.names(view, (voice,), found, ties))


def _members(view: View, ids: Sequence[str]) -> Iterator[Member]:
    """What reports call their actors of these ids; one that its report no longer has is left out."""
    for id in ids:
        report, _, local = id.rpartition("-")
        record = view.record(report)
        for actor in record.actors:
            if actor.id == local:
                yield Member(
                    id=id,
                    report=record.id,
                    local=local,
                    title=record.title,
                    publisher=record.publisher,
                    published=record.published,
                    name=actor.name,
                    words=_around(record.text, actor.mentions[0]) if actor.mentions else "",
                )


def _around(text: str, span: Span) -> str:
    start, end = max(0, span.start - AROUND), span.end + AROUND
    return " ".join(text[start:end].split())


def _ties(view: View, source: str) -> tuple[Tie, ...]:
    try:
        return questions.network(view, source, SHOWN)
    except StoreError:  # it told of no ties, only of deeds
        return ()
