"""`polybius forecast`: what may come between two actors, or in a country, with the base rate beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from polybius.cli.answering import person, print_json, print_lines
from polybius.cli.foreseeing import (
    InPlace,
    Table,
    Today,
    asked_of,
    basis_and_names,
    forecast_line,
    the_day,
    writing,
)
from polybius.cli.options import Database, Json, Limit, Who, one_of
from polybius.errors import SettingsError
from polybius.model import EventType

if TYPE_CHECKING:
    from polybius.forecaster import Asked, Basis, Next, Refusal
    from polybius.foreseen import Forecast

Source = Annotated[str | None, typer.Argument(metavar="SOURCE", help="Who does it, or 'anybody'.")]
Target = Annotated[str | None, typer.Argument(metavar="TARGET", help="To whom, or 'anybody'.")]
Horizons = Annotated[str, typer.Option("--days", metavar="N,N", help="Within how many days.")]
WhoIsNext = Annotated[
    str | None,
    typer.Option("--next", metavar="TYPE", help="Ranks who is next for a deed of this PLOVER type, and why."),
]
SHOWN_SHARE = 0.05  # of a score, below which a reason is not worth a line
NoStore = Annotated[bool, typer.Option("--no-store", help="Does not keep the forecast.")]


def forecast(
    source: Source = None,
    target: Target = None,
    *,
    country: InPlace = None,
    days: Horizons = "7,30,90",
    next: WhoIsNext = None,
    table: Table = None,
    today: Today = None,
    no_store: NoStore = False,
    limit: Limit = 10,
    who: Who = None,
    json: Json = False,
    db: Database = None,
) -> None:
    """Forecasts material conflict between two actors or in a country, and keeps the forecast in the ledger.

    Below 20 events or two sources it says why it does not. Past windows and the base rate stand beside each number.
    """
    from polybius import forecaster

    horizons, made = _horizons(days), the_day(today)
    with basis_and_names(table, db) as (basis, view, name):
        asked = asked_of(view, source, target, country)
        if next is not None:
            _print_next(basis, asked, next, limit, name, json=json)
            return
        if not (asked.source or asked.target or asked.place):
            raise SettingsError("Of whom? Allowed: SOURCE and TARGET (one may be 'anybody'), or --country CODE")
        found = forecaster.foresee(basis, asked, made=made, horizons=horizons)
    if json:
        print_json(found)
    else:
        print_lines((_line(one, name) for one in found), nothing="nothing")
    if not no_store:
        with writing(db, create=True) as transaction:
            forecaster.keep(transaction, found, person(who), basis.name)


def _horizons(words: str) -> tuple[int, ...]:
    try:
        found = tuple(int(part) for part in words.split(","))
    except ValueError:
        found = ()
    if not found or not all(1 <= days <= 366 for days in found):
        raise SettingsError(f"--days {words!r}; allowed: numbers from 1 to 366, such as 7,30,90")
    return found


def _line(found: Forecast | Refusal, name: Callable[[str | None], str]) -> str:
    from polybius.forecaster import Refusal

    if not isinstance(found, Refusal):
        return forecast_line(found, name)
    where = f"in {found.place}" if found.place else f"{name(found.source)} → {name(found.target)}"
    return f"{where}, within {found.days} days: no forecast; {found.reason}"


def _print_next(
    basis: Basis, asked: Asked, type: str, limit: int, name: Callable[[str | None], str], *, json: bool
) -> None:
    from polybius import forecaster

    kind = one_of("next", EventType, type)
    assert kind is not None
    found = forecaster.next_deeds(basis, asked, kind, limit=limit)
    if json:
        print_json({"actor": one.actor, "chance": one.chance, "deeds": list(deeds)} for one, deeds in found)
        return
    print_lines(_next_lines(found, name), nothing="nobody")


def _next_lines(found: Sequence[tuple[Next, tuple[str, ...]]], name: Callable[[str | None], str]) -> Iterator[str]:
    for one, deeds in found:
        yield f"{one.chance:.0%}  {name(one.actor)}"
        yield from (f"    {reason.rule} ({reason.share:.2f})" for reason in one.reasons if reason.share >= SHOWN_SHARE)
        yield f"    {', '.join(deeds[:5])}"
