"""What the commands about things to come share: on what they rest, their options, and files with pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polybius.cli.answering import view_of
from polybius.cli.options import day_of
from polybius.cli.version import version
from polybius.errors import SettingsError
from polybius.settings import load_settings

if TYPE_CHECKING:
    from polybius.forecaster import Asked, Basis
    from polybius.foreseen import Forecast
    from polybius.foresight import Format, Known
    from polybius.store import Transaction, View

ANYBODY = "anybody"
Table = Annotated[
    Path | None,
    typer.Option(
        "--table",
        metavar="FILE",
        help="Rests on a table of events (CSV or Parquet: ICEWS, GDELT, ACLED, UCDP GED, POLECAT, plain).  "
        "[default: the store]",
        exists=True,
        dir_okay=False,
        show_default=False,
    ),
]
Today = Annotated[
    str | None, typer.Option("--today", metavar="DATE", help="The day from which one looks.  [default: today]")
]
Plot = Annotated[Path | None, typer.Option("--plot", metavar="FILE", help="Draws a picture too: .svg or .png.")]
InPlace = Annotated[
    str | None,
    typer.Option("--country", metavar="CODE", help="In a country, as the table calls it (the store: ISO 3166-1)."),
]


def the_day(words: str | None) -> date:
    """Returns the day that `--today` names, else today (UTC)."""
    return day_of("today", words) or datetime.now(UTC).date()


@contextmanager
def writing(db: str | None, *, create: bool = False) -> Iterator[Transaction]:
    """Opens a transaction on the store that the user means."""
    from polybius.store import Store

    with (
        Store.open(load_settings({"db": db}).database, create=create) as store,
        store.writer(version()) as writer,
        writer.transaction() as transaction,
    ):
        yield transaction


def basis_of(table: Path | None, known: Known | None) -> Basis:
    """Returns what an answer rests on: a table, or what is known of the store."""
    from polybius.forecaster import File, Record

    if table is not None:
        return File(table)
    assert known is not None
    return Record(known)


def side_of(view: View | None, name: str | None) -> str | None:
    """Returns the side that a user names: in the store by name, alias or id, in a table as it stands there."""
    from polybius.foresight import side_named

    if name is None or name.casefold() == ANYBODY:
        return None
    return name if view is None else side_named(view, name)


@contextmanager
def basis_and_names(
    table: Path | None, db: str | None
) -> Iterator[tuple[Basis, View | None, Callable[[str | None], str]]]:
    """Yields what answers rest on, the view of the store if that is it, and what says a side's name."""
    from polybius.foresight import known

    if table is not None:
        yield basis_of(table, None), None, lambda one: one or ANYBODY
        return
    with view_of(db, None) as view:
        there = known(view)
        yield basis_of(None, there), view, there.name


def asked_of(view: View | None, source: str | None, target: str | None, country: str | None) -> Asked:
    """Returns what a user asks of; raises SettingsError where actors and a country are named."""
    from polybius.forecaster import Asked

    if country is None:
        return Asked(side_of(view, source), side_of(view, target))
    if source or target:
        raise SettingsError("--country and actors; allowed: one or the other")
    return Asked(place=country.upper() if view is not None else country)


def forecast_line(forecast: Forecast, name: Callable[[str | None], str] | None = None) -> str:
    """Returns a forecast in one line, with what its sides are called, and how many deeds may come."""
    if name is not None and forecast.place is None:
        forecast = replace(forecast, source=name(forecast.source), target=name(forecast.target))
    counts = forecast.counts
    if counts is None:
        return str(forecast)
    return f"{forecast}; {counts.low:g}–{counts.high:g} deeds (80 %)"


def draw(path: Path | None, plot: Callable[[Format], bytes]) -> None:
    """Writes a picture to a file, if one is named; raises SettingsError where it cannot be drawn or written."""
    from polybius.foresight import picture_format

    if path is None:
        return
    try:
        path.write_bytes(plot(picture_format(path)))
    except ImportError as error:
        raise SettingsError(str(error)) from error
    except OSError as error:
        raise SettingsError(f"{path} cannot be written: {error.strerror}") from error
