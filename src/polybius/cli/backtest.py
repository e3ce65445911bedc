"""`polybius backtest`: how good forecasts would have been, each from what lay before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from polybius.cli.answering import counted, print_json, print_lines
from polybius.cli.foreseeing import InPlace, Plot, Table, asked_of, basis_and_names, draw
from polybius.cli.ledger import board_lines
from polybius.cli.options import Database, Json

if TYPE_CHECKING:
    from polybius.forecaster import Backtest

Source = Annotated[
    str | None, typer.Argument(metavar="SOURCE", help="Who does it, or 'anybody'.  [default: all pairs]")
]
Target = Annotated[str | None, typer.Argument(metavar="TARGET", help="To whom, or 'anybody'.")]
Horizon = Annotated[int, typer.Option("--days", metavar="N", min=1, max=366, help="Within how many days.")]
ByCountry = Annotated[bool, typer.Option("--countries", help="Tests forecasts for all countries, not for pairs.")]


def backtest(
    source: Source = None,
    target: Target = None,
    *,
    country: InPlace = None,
    countries: ByCountry = False,
    days: Horizon = 30,
    table: Table = None,
    plot: Plot = None,
    json: Json = False,
    db: Database = None,
) -> None:
    """Forecasts past rounds, each from what lay before it, and prints how good that was beside climatology.

    `--plot` draws how often forecasts of each tenth came true.
    """
    from polybius import forecaster, foresight

    with basis_and_names(table, db) as (basis, view, _):
        asked = asked_of(view, source, target, country) if source or target or country else None
        found = forecaster.backtest(basis, asked, horizon=days, by_place=countries)
    if json:
        print_json([found])
    else:
        print_lines(_lines(found), nothing="")
    draw(plot, lambda form: foresight.plots.plot_reliability(found.board.reliability, format=form))


def _lines(found: Backtest) -> Iterator[str]:
    rounds = f"{counted(found.rounds, 'round')} from {found.first} to {found.last}"
    yield f"{counted(len(found.pairs), 'pair')}, material conflict within {found.horizon} days, {rounds}"
    yield f"base rate: Brier {found.base_brier:.4f}"
    yield from board_lines(found.board)
