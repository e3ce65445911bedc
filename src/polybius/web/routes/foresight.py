"""What is to come: the ledger, forecasts, who follows whom, and what if."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query

from polybius import forecaster, foresight
from polybius.foreseen import Kept
from polybius.foresight import DyadSeries, Known, LedgerEntry, Outcome, Resolution
from polybius.incidents import Judgement
from polybius.store import View
from polybius.web.answers import Names
from polybius.web.asked import Words
from polybius.web.failures import WebError, failing
from polybius.web.foresight_answers import (
    DynamicsAnswer,
    Forecasts,
    Foreseen,
    LedgerFilters,
    LedgerPage,
    NewForecast,
    NewOutcome,
    ScenarioAnswer,
    Series,
    SideCount,
    Sides,
    Start,
    Tracks,
)
from polybius.web.people import Analyst, Reader
from polybius.web.service import Service, Workbench

router = APIRouter(prefix="/api", tags=["foresight"])
EntryId = Annotated[str, Path(pattern=r"^[0-9a-f]{16}$")]
Named = Annotated[Words, Query(description="A name, alias or id.")]
MOST_SIDES = 500
MOST_FORECASTS = 500


@router.get("/ledger", responses=failing())
def ledger(service: Workbench, _: Reader, asked: Annotated[LedgerFilters, Query()]) -> LedgerPage:
    """Lists threats, promises, plans, warnings and expectations with what became of each, the latest first."""
    with service.view() as view:
        found = [one for one in _ledger(service, view) if asked.query.takes(one)]
    more = asked.offset + asked.limit
    return LedgerPage(
        items=tuple(found[asked.offset : more]),
        total=len(found),
        next=more if more < len(found) else None,
        outcomes=dict.fromkeys(Outcome, 0) | Counter(one.outcome for one in found),
    )


@router.get("/ledger/tracks", responses=failing())
def tracks(service: Workbench, _: Reader, sources: bool = False) -> Tracks:
    """Counts how often actors carry out what they threaten and promise, or how often warnings of sources come true."""
    with service.view() as view:
        return Tracks(items=foresight.tracks(_ledger(service, view), of_sources=sources))


@router.post("/ledger/{id}", status_code=201, responses=failing("not_found"))
def resolve(service: Workbench, person: Analyst, id: EntryId, given: NewOutcome) -> Judgement:
    """Holds an entry to have ended so, whatever later reports tell, until the judgement is undone."""
    with service.view() as view:
        if all(entry.id != id for entry in _plans(service, view)):
            raise WebError("not_found", f"No entry {id} in the ledger; GET /api/ledger lists them")
    with service.transaction() as transaction:
        return foresight.confirm(transaction, id, given.outcome, person.name, given.note)


@router.get("/forecasts", responses=failing())
def forecasts(service: Workbench, _: Reader) -> Forecasts:
    """Lists what was forecast, what came of it by the record as it stands, and how good it was."""
    with service.view() as view:
        known = _known(service, view)
        kept = forecaster.resolved(view, forecaster.Record(known))
        shown = kept[:MOST_FORECASTS]
        return Forecasts(items=shown, board=forecaster.scoreboard(kept), names=_of_kept(known, shown))


@router.post("/forecasts", status_code=201, responses=failing("not_found", "refused"))
def foresee(service: Workbench, person: Analyst, given: NewForecast) -> Foreseen:
    """Forecasts conflict between two sides, or in a country, keeps it, and notes what came of earlier forecasts."""
    if bool(given.country) == bool(given.source or given.target):
        raise WebError("refused", "Of whom? Name a source, a target or both, or else a country")
    with service.view() as view:
        known = _known(service, view)
        asked = _asked(view, given)
    basis = forecaster.Record(known)
    found = forecaster.foresee(basis, asked, made=datetime.now(UTC).date(), horizons=given.days)
    with service.transaction() as transaction:
        forecaster.keep_results(transaction, basis)
        kept = forecaster.keep(transaction, found, person.name, basis.name)
    refused = tuple(one for one in found if isinstance(one, forecaster.Refusal))
    names = _of_kept(known, kept) | _called(known, [asked.source, asked.target])
    return Foreseen(items=kept, refused=refused, names=names)


@router.get("/sides", responses=failing())
def sides(service: Workbench, _: Reader) -> Sides:
    """Lists the sides between which anything passed on a known day, the busiest first."""
    with service.view() as view:
        return service.memory.recall(view, "sides", lambda view: _sides(_known(service, view)))


@router.get("/dynamics", responses=failing("not_found", "refused"))
def dynamics(service: Workbench, _: Reader, one: Named, other: Named) -> DynamicsAnswer:
    """Tells what one side did to another and what came back, day by day, and whether it follows."""
    with service.view() as view:
        return service.memory.recall(view, ("dynamics", one, other), lambda view: _dynamics(service, view, one, other))


@router.get("/scenario", responses=failing("not_found"))
def scenario(service: Workbench, _: Reader, asked: Annotated[Start, Query()]) -> ScenarioAnswer:
    """Grows the tree of what might follow a deed, by conditions in reports and ties between sides; no forecast."""
    with service.view() as view:
        doer = foresight.side_named(view, asked.doer)
        target = foresight.side_named(view, asked.target) if asked.target else None
        start = foresight.deed(asked.type, doer, target)
        found = foresight.scenario(view, _plans(service, view), start, depth=asked.depth)
        known = _known(service, view)
        ends = {end for _, node in foresight.walk(found.root) for end in node.deed.doers | node.deed.targets}
        return ScenarioAnswer(mark=found.mark, root=found.root, names=_called(known, ends))


# --- what many of them need, kept until the store changes


def _known(service: Service, view: View) -> Known:
    return service.memory.recall(view, "known", foresight.known)


def _plans(service: Service, view: View) -> tuple[LedgerEntry, ...]:
    return service.memory.recall(view, "prospects", lambda view: foresight.prospects(view, _known(service, view)))


def _ledger(service: Service, view: View) -> tuple[Resolution, ...]:
    today = datetime.now(UTC).date().isoformat()

    def found(view: View) -> tuple[Resolution, ...]:
        return foresight.ledger(view, _known(service, view), _plans(service, view), today=today)

    return service.memory.recall(view, ("ledger", today), found)


def _called(known: Known, ends: Iterable[str | None]) -> Names:
    return {end: known.name(end) for end in ends if end}


def _of_kept(known: Known, kept: Iterable[Kept]) -> Names:
    return _called(known, (end for one in kept for end in (one.forecast.source, one.forecast.target)))


def _asked(view: View, given: NewForecast) -> forecaster.Asked:
    if given.country:
        return forecaster.Asked(place=given.country)
    source, target = (foresight.side_named(view, name) if name else None for name in (given.source, given.target))
    return forecaster.Asked(source, target)


def _sides(known: Known) -> Sides:
    table = known.table
    counts = Counter(table.actors[n] for column in (table.sources, table.targets) for n in column.tolist())
    items = tuple(SideCount(id=id, name=known.name(id), deeds=number) for id, number in counts.most_common(MOST_SIDES))
    busy = Counter(known.countries.actors[n] for n in known.countries.targets.tolist())
    return Sides(items=items, countries=tuple(code for code, _ in busy.most_common()), problems=table.problems)


def _dynamics(service: Service, view: View, one: str, other: str) -> DynamicsAnswer:
    known = _known(service, view)
    first, second = foresight.side_named(view, one), foresight.side_named(view, other)
    found = foresight.dynamics(known.table, first, second, proxies=foresight.proxies_of(view, second))
    days = found.there.days
    return DynamicsAnswer(
        one=first,
        other=second,
        proxies=found.proxies,
        first=days[0].isoformat(),
        last=days[-1].isoformat(),
        uncovered=tuple(d.isoformat() for d, told in zip(days, found.there.covered, strict=True) if not told),
        there=_series(found.there),
        back=_series(found.back),
        reaction=found.reaction,
        chain=found.chain,
        names=_called(known, (first, second, *found.proxies)),
    )


def _series(series: DyadSeries) -> Series:
    days, busy = series.days, [n for n, counts in enumerate(series.counts) if counts.any()]
    return Series(
        days=tuple(days[n].isoformat() for n in busy),
        counts=tuple(tuple(series.counts[n].tolist()) for n in busy),
        goldstein=tuple(float(series.goldstein[n]) for n in busy),
    )
