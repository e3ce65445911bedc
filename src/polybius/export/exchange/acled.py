"""Incidents -> CSV with the columns of ACLED's data and codes, and four of polybius's own at the end.

It is like ACLED's, not ACLED's: nobody at ACLED has coded or checked it. What ACLED does not code, and what is not said
to have happened, is left out; what is not known is empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from polybius.export.exchange.acled_codes import Category, Inter, category, disorder, inter
from polybius.export.exchange.columns import day
from polybius.export.exchange.countries import country
from polybius.export.exchange.delimited import csv_lines, harmless
from polybius.export.exchange.selection import Case, Selection
from polybius.incidents import Identity, Location
from polybius.model import EventType, Precision, Status, to_dict

HAPPENED = (Status.HAPPENED, Status.ONGOING)

GEO_PRECISION = {
    Precision.EXACT: 1,
    Precision.NEAR: 2,
    Precision.ADMIN2: 2,
    Precision.ADMIN1: 3,
    Precision.REGION: 3,
    Precision.COUNTRY: 3,
}
"""UCDP's steps -> ACLED's three: the town, a part of a region, a larger region."""

WEEK, MONTH = 7, 31  # days


@dataclass(frozen=True, slots=True)
class Row:
    """An incident as ACLED sees it: the actors of each side, the first of whom counts.

    PLOVER makes initiators of all who take part in a two-sided fight (section 3.16.1), ACLED sets one against the rest.
    """

    case: Case
    event: Category
    sides: tuple[tuple[Identity, ...], tuple[Identity, ...]]
    inters: tuple[Inter | None, Inter | None]
    place: Location | None


def write_acled(selection: Selection) -> Iterator[str]:
    """Yields the head and a line for each incident that ACLED would code."""
    rows = (_row(case, selection) for case in selection.cases if case.code("status") in HAPPENED)
    return csv_lines(COLUMNS, (_cells(row) for row in rows if row))


def _row(case: Case, selection: Selection) -> Row | None:
    doers, done_to = (selection.who(case, role) for role in ("initiators", "targets"))
    mutual = case.code("type") == EventType.ASSAULT and not done_to
    sides = (doers[:1], doers[1:]) if mutual else (doers, done_to)
    place = selection.where(case)
    kinds = [_kinds(side, case, place, acts=acts) for side, acts in zip(sides, (True, mutual), strict=True)]
    firsts = next(iter(kinds[0]), None), next(iter(kinds[1]), None)
    event = category(case.code("type"), case.code("mode"), firsts[0], kinds[1])
    return Row(case, event, sides, firsts, place) if event else None


def _kinds(side: tuple[Identity, ...], case: Case, place: Location | None, *, acts: bool) -> list[Inter | None]:
    if case.code("type") == EventType.PROTEST and acts:
        return [Inter.RIOTERS if case.code("mode") == "riot" else Inter.PROTESTERS for _ in side]
    return [inter(identity, place.country if place else None, acts=acts) for identity in side]


def _cells(row: Row) -> list[Any]:
    values = _values(row)
    return [harmless(value) if isinstance(value, str) else value for value in map(values.__getitem__, COLUMNS)]


def _values(row: Row) -> dict[str, Any]:
    return {**_event(row), **_actors(row), **_place(row.place), **_telling(row), **_own(row)}


def _event(row: Row) -> dict[str, Any]:
    start = day(row.case.days()[0])
    return {
        "event_id_cnty": f"{row.place.country if row.place and row.place.country else ''}{row.case.incident.id}",
        "event_date": start or "",
        "year": start.year if start else "",
        "time_precision": _time_precision(row.case) if start else "",
        "disorder_type": disorder(row.event),
        "event_type": row.event[0],
        "sub_event_type": row.event[1],
    }


def _time_precision(case: Case) -> int:
    start, end = map(day, case.days())
    days = (end - start).days + 1 if start and end else MONTH
    return 1 if days == 1 else 2 if days <= WEEK else 3


def _actors(row: Row) -> dict[str, Any]:
    first, second = ((side[0].name if side else "") for side in row.sides)
    with_first, with_second = ("; ".join(identity.name for identity in side[1:]) for side in row.sides)
    kinds = [kind.value for kind in row.inters if kind]
    return {
        "actor1": first,
        "assoc_actor_1": with_first,
        "inter1": row.inters[0] or "",
        "actor2": second,
        "assoc_actor_2": with_second,
        "inter2": row.inters[1] or "",
        "interaction": "-".join(kinds) if len(kinds) > 1 else "".join(f"{kind} only" for kind in kinds),
        "civilian_targeting": "Civilian targeting" if _targets_civilians(row) else "",
    }


def _targets_civilians(row: Row) -> bool:
    return row.case.code("type") == EventType.ASSAULT and row.inters[1] in (Inter.CIVILIANS, Inter.PROTESTERS)


def _place(place: Location | None) -> dict[str, Any]:
    place = place or Location("", "", precision=Precision.INTERNATIONAL)
    of = country(place.country)
    return {
        "iso": "" if of.numeric is None else of.numeric,
        "region": of.region,
        "country": of.name,
        "admin1": place.admin1 or "",
        "admin2": "",
        "admin3": "",
        "location": place.name,
        "latitude": "" if place.latitude is None else place.latitude,
        "longitude": "" if place.longitude is None else place.longitude,
        "geo_precision": GEO_PRECISION.get(place.precision, ""),
    }


def _telling(row: Row) -> dict[str, Any]:
    case, low, crowd = row.case, row.case.tally("killed").low, row.case.tally("participants").low
    return {
        "source": "; ".join(dict.fromkeys(a.publisher for a in case.accounts if a.publisher)),
        "source_scale": "",
        "notes": case.telling().said,
        "fatalities": int(low or 0),
        "tags": f"crowd size={to_dict(crowd)}" if crowd is not None else "",
        "timestamp": _timestamp(case),
    }


def _timestamp(case: Case) -> int | str:
    recorded = max(account.recorded_at for account in case.accounts)
    return int(datetime.fromisoformat(recorded).timestamp()) if recorded else ""


def _own(row: Row) -> dict[str, Any]:
    killed = row.case.tally("killed")
    return {
        "fatalities_best": "" if killed.best is None else to_dict(killed.best),
        "fatalities_high": "" if killed.high is None else to_dict(killed.high),
        "origins": row.case.incident.origins,
        "disputed": "; ".join(row.case.incident.disputed),
    }


COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type"
    " actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting"
    " iso region country admin1 admin2 admin3 location latitude longitude geo_precision"
    " source source_scale notes fatalities tags timestamp fatalities_best fatalities_high origins disputed"
).split()
"""ACLED's columns in ACLED's order, then polybius's."""
