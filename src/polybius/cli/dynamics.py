"""`polybius dynamics`: what two sides did to one another, and whether one follows the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polybius.cli.answering import counted, print_json, print_lines
from polybius.cli.foreseeing import Plot, Table, basis_and_names, draw, side_of
from polybius.cli.options import Database, Json, Limit
from polybius.errors import SettingsError
from polybius.model import to_dict

if TYPE_CHECKING:
    from polybius.foresight import DyadSeries, Dynamics, Format, Range

One = Annotated[str | None, typer.Argument(metavar="ONE", help="Who acts.  [default: lists who did most to whom]")]
Other = Annotated[str | None, typer.Argument(metavar="OTHER", help="Who may answer.")]
SeriesPlot = Annotated[
    Path | None, typer.Option("--series-plot", metavar="FILE", help="Draws what was done day by day: .svg or .png.")
]
Proxy = Annotated[
    list[str] | None,
    typer.Option("--proxy", metavar="NAME", help="Counts as OTHER; several may be named.  [default: as reports tell]"),
]
MARKED = 12  # days marked in a series
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


def dynamics(
    one: One = None,
    other: Other = None,
    *,
    proxy: Proxy = None,
    table: Table = None,
    plot: Plot = None,
    series_plot: SeriesPlot = None,
    limit: Limit = 20,
    json: Json = False,
    db: Database = None,
) -> None:
    """Prints what one did to another and what came back, and whether it follows, with size, lag and a placebo.

    "Follows" is not "is caused by". `--plot` draws how much follows after how many days.
    """
    from polybius import foresight

    with basis_and_names(table, db) as (basis, view, name):
        if one is None or other is None:
            busy = foresight.pairs(basis.table)[:limit]
            print_lines((f"{name(a)} → {name(b)}" for a, b in busy), nothing="no deeds on known days")
            return
        first, second = side_of(view, one), side_of(view, other)
        if first is None or second is None:
            raise SettingsError("ONE and OTHER must be actors; 'anybody' answers nobody")
        if proxy is not None:
            acting = tuple(side_of(view, named) or "" for named in proxy)
        else:
            acting = foresight.proxies_of(view, second) if view is not None else ()
        found = foresight.dynamics(basis.table, first, second, proxies=acting)
    _print(found, basis.table.problems, name, limit, json=json)
    draw(plot, lambda form: foresight.plots.plot_lags(found.reaction, format=form))
    draw(series_plot, lambda form: _drawn(found, name, form))


def _drawn(found: Dynamics, name: Callable[[str | None], str], form: Format) -> bytes:
    from polybius import foresight

    series = replace(found.there, source=name(found.one), target=name(found.other))
    marks = {date.fromisoformat(link.answer): f"answer after {link.lag} d" for link in found.chain[:MARKED]}
    return foresight.plots.plot_series(series, marks=marks, format=form)


def _print(
    found: Dynamics, problems: tuple[str, ...], name: Callable[[str | None], str], limit: int, *, json: bool
) -> None:
    if json:
        print_json([_plain(found)])
        return
    print_lines(_lines(found, name, limit), nothing="")
    print_lines((f"left out: {problem}" for problem in problems), nothing="nothing left out")


def _plain(found: Dynamics) -> dict[str, object]:
    """The answer as JSON: the series as lists of days on which something was done."""
    told = {"one": found.one, "other": found.other, "proxies": list(found.proxies)}
    days = {name: list(_days(series)) for name, series in (("there", found.there), ("back", found.back))}
    return told | days | {"reaction": to_dict(found.reaction), "chain": to_dict(found.chain)}


def _days(series: DyadSeries) -> Iterator[dict[str, object]]:
    for day, counts, sum, tellings in zip(series.days, series.counts, series.goldstein, series.tellings, strict=True):
        if counts.any():
            told = dict(zip(QUADS, map(int, counts), strict=True))
            yield {"day": day.isoformat(), **told, "goldstein": float(sum), "tellings": int(tellings)}


def _lines(found: Dynamics, name: Callable[[str | None], str], limit: int) -> Iterator[str]:
    one, other = name(found.one), name(found.other)
    for series, words in ((found.there, f"{one} → {other}"), (found.back, f"{other} → {one}")):
        days = series.days
        counts = ", ".join(f"{int(n)} {quad}" for n, quad in zip(series.counts.sum(axis=0), QUADS, strict=True))
        covered = f"{int(series.covered.sum())} of {len(series)} days covered"
        yield f"{words}: {counts}; {days[0]} to {days[-1]}, {covered}"
    if found.proxies:
        yield f"counted as {other}: {', '.join(map(name, found.proxies))}"
    yield f"acts of {other} follow those of {one}: {found.reaction.verdict} ({found.reaction.reason})"
    for words, value in _measures(found):
        yield f"    {words}: {value.value:.3g} ({value.low:.3g}–{value.high:.3g})"
    for link in found.chain[:limit]:
        acts, answers = ", ".join(link.acts[:3]) or "?", ", ".join(link.answers[:3]) or "?"
        lag = f"after {counted(link.lag, 'day')}, share {link.share:.0%}"
        yield f"    {link.act} {acts} -> {link.answer} {answers}  {lag}"


def _measures(found: Dynamics) -> Iterator[tuple[str, Range]]:
    reaction = found.reaction
    told = {
        "acts within a week of one act": reaction.size,
        "days after it": reaction.lag,
        "what its past adds on held-out days (nats an act)": reaction.gain,
        "the same with its acts moved (placebo)": reaction.placebo,
    }
    return ((words, value) for words, value in told.items() if value is not None)
