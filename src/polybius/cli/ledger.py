"""`polybius ledger`: what was said to come, and what became of it; forecasts, and who keeps their word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polybius.cli.answering import counted, person, print_json, print_lines, view_of
from polybius.cli.foreseeing import Plot, Table, Today, basis_of, draw, forecast_line, the_day, writing
from polybius.cli.options import SHOWN, SHOWN_OF_ID, Database, Json, Limit, Note, Since, Until, Who, day_of, one_of
from polybius.errors import SettingsError
from polybius.foreseen import RECORD

if TYPE_CHECKING:
    from polybius.forecaster import Scoreboard
    from polybius.foreseen import Kept
    from polybius.foresight import Known, LedgerQuery, Resolution
    from polybius.store import View

DEEDS = ("list", "actors", "sources", "confirm", "forecasts")
DeedArgument = Annotated[str, typer.Argument(metavar="DEED", help="list, actors, sources, confirm or forecasts.")]
EntryArgument = Annotated[
    str | None, typer.Argument(metavar="ENTRY", help="To confirm: the entry's id, or the beginning of it.")
]
OutcomeArgument = Annotated[
    str | None, typer.Argument(metavar="OUTCOME", help="What became of it: open, kept, broken, lapsed or overtaken.")
]
OfKind = Annotated[
    str | None, typer.Option("--kind", metavar="KIND", help="threat, promise, planned, warning or expectation.")
]
WithOutcome = Annotated[str | None, typer.Option("--outcome", metavar="OUTCOME", help="Those that ended so.")]
OfActor = Annotated[str | None, typer.Option("--actor", metavar="NAME", help="By or towards who is called so.")]
OfSource = Annotated[str | None, typer.Option("--source", metavar="NAME", help="On the word of who is called so.")]


def ledger(
    deed: DeedArgument = "list",
    entry: EntryArgument = None,
    outcome: OutcomeArgument = None,
    *,
    kind: OfKind = None,
    ended: WithOutcome = None,
    actor: OfActor = None,
    source: OfSource = None,
    since: Since = None,
    until: Until = None,
    today: Today = None,
    table: Table = None,
    plot: Plot = None,
    limit: Limit = SHOWN,
    who: Who = None,
    note: Note = None,
    json: Json = False,
    db: Database = None,
) -> None:
    """Prints threats, promises, plans, warnings and expectations, and what became of each.

    `actors` and `sources` count who keeps their word, `confirm` holds an entry to have ended so, `forecasts` lists what
    was forecast, what came of it, and how good it was.
    """
    if deed not in DEEDS:
        raise SettingsError(f"deed {deed!r}; allowed: {', '.join(DEEDS)}")
    if deed == "forecasts":
        _forecasts(table, plot, limit, db, json=json)
        return
    query = _query(kind, ended, actor, source, (since, until))
    with view_of(db, None) as view:
        found = _found(view, query, today)
    if deed == "confirm":
        _confirm(found, entry, outcome, (person(who), note), db)
    elif deed == "list":
        _print(found, limit, json=json)
    else:
        _tracks(found, deed == "sources", limit, json=json)


def _query(
    kind: str | None, ended: str | None, actor: str | None, source: str | None, days: tuple[str | None, str | None]
) -> LedgerQuery:
    from polybius.foresight import EntryKind, LedgerQuery, Outcome

    since, until = (day_of(name, words) for name, words in zip(("since", "until"), days, strict=True))
    return LedgerQuery(
        one_of("kind", EntryKind, kind),
        one_of("outcome", Outcome, ended),
        actor,
        source,
        since.isoformat() if since else None,
        until.isoformat() if until else None,
    )


def _found(view: View, query: LedgerQuery, today: str | None) -> list[Resolution]:
    from polybius import foresight

    known, day = foresight.known(view), the_day(today).isoformat()
    found = foresight.ledger(view, known, foresight.prospects(view, known), today=day)
    return [one for one in found if query.takes(one)]


def _print(found: Sequence[Resolution], limit: int, *, json: bool) -> None:
    if json:
        print_json(found[:limit])
        return
    print_lines((line for one in found[:limit] for line in _lines(one)), nothing="nothing is said to come")
    if len(found) > limit:
        print(f"and {len(found) - limit} more; --limit")


def _lines(found: Resolution) -> Iterator[str]:
    entry = found.entry
    confirmed = f", confirmed by {found.confirmed} (judgement {found.judgement})" if found.confirmed else ""
    met = "" if found.condition.value == "no condition" else f"{found.condition}; "
    yield f"{entry.id}  {entry}  [{entry.report[:SHOWN_OF_ID]}]"
    yield f"    {found.outcome}{confirmed}: {met}{found.reason}"
    if entry.retold:
        yield f"    told again in {', '.join(f'{one.report[:SHOWN_OF_ID]} ({one.day})' for one in entry.retold)}"
    for one in found.evidence:
        yield f"    {one.day}  {one.event}  [{one.report[:SHOWN_OF_ID]}] {one.publisher or ''}: “{one.text}”"


def _tracks(found: Sequence[Resolution], of_sources: bool, limit: int, *, json: bool) -> None:
    from polybius.foresight import tracks

    counts = tracks(found, of_sources=of_sources)[:limit]
    if json:
        print_json(counts)
    else:
        print_lines(map(str, counts), nothing="nothing is said to come")


def _confirm(
    found: Sequence[Resolution], entry: str | None, outcome: str | None, by: tuple[str, str | None], db: str | None
) -> None:
    from polybius.foresight import Outcome, confirm

    meant = [one for one in found if entry and one.entry.id.startswith(entry)]
    if len(meant) != 1:
        known = "no entry" if not meant else "several entries"
        raise SettingsError(f"{known} of the ledger begin with '{entry or ''}'; 'polybius ledger' lists them")
    said = one_of("outcome", Outcome, outcome) or meant[0].outcome
    with writing(db) as transaction:
        made = confirm(transaction, meant[0].entry.id, said, *by)
    print(f"judgement {made.id}: entry {meant[0].entry.id} is {said}, says {made.who}")


def _forecasts(table: Path | None, plot: Path | None, limit: int, db: str | None, *, json: bool) -> None:
    from polybius import forecaster, foresight

    with writing(db) as transaction:
        known = foresight.known(transaction)
        forecaster.keep_results(transaction, basis_of(table, known))
        kept = transaction.forecasts()
    board = forecaster.scoreboard(kept)
    if json:
        print_json([*kept[:limit], board])
    else:
        print_lines((_kept(one, known) for one in kept[:limit]), nothing="no forecasts; 'polybius forecast' makes some")
        print_lines(board_lines(board), nothing="")
    draw(plot, lambda form: foresight.plots.plot_reliability(board.reliability, format=form))


def _kept(one: Kept, known: Known) -> str:
    state = {None: "open", True: "came true", False: "did not come true"}[one.came]
    told = f", {counted(one.result.number, 'deed')}" if one.result else ""
    by = f"; {'; '.join(f'{p.day} {p.event}' for p in one.result.proofs)}" if one.result and one.result.proofs else ""
    forecast = forecast_line(one.forecast, known.name if one.basis == RECORD else None)
    return (
        f"{one.id}  made {one.forecast.made} ({one.basis}, data {one.forecast.data[:8]})  {forecast}: {state}{told}{by}"
    )


def board_lines(board: Scoreboard) -> Iterator[str]:
    """Yields how good forecasts were, beside climatology, and how often those of each tenth came true."""
    yield f"{counted(board.resolved, 'forecast')} resolved, {board.open} open"
    if board.brier is not None:
        error = f"; calibration error {board.calibration_error:.3f}"
        yield f"Brier {board.brier:.4f}, climatology {board.climatology_brier:.4f}{error}"
    if board.crps is not None:
        held = f"80 % range holds {board.covered:.0%} of {board.counted}"
        yield f"CRPS of numbers {board.crps:.2f}, climatology {board.climatology_crps:.2f}; {held}"
    for band in board.reliability:
        yield f"said {band.said:.0%}: came true {band.came:.0%} ({band.low:.0%}–{band.high:.0%}) of {band.count}"
