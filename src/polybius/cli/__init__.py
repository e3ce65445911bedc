"""The command line: `main` is what `polybius` runs; each command parses, calls and prints in a file of its own."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from polybius.cli.actor import actor
from polybius.cli.audit import audit
from polybius.cli.backtest import backtest
from polybius.cli.brief import brief
from polybius.cli.changes import changes
from polybius.cli.correct import correct
from polybius.cli.corrections import corrections
from polybius.cli.discrepancies import discrepancies
from polybius.cli.dynamics import dynamics
from polybius.cli.export import export
from polybius.cli.forecast import forecast
from polybius.cli.incident import incident
from polybius.cli.incidents import incidents, timeline
from polybius.cli.judging import apart, judgements, merge, split, suggestions, undo
from polybius.cli.ledger import ledger
from polybius.cli.listing import list_reports
from polybius.cli.network import network
from polybius.cli.places import places
from polybius.cli.read import read
from polybius.cli.scenario import scenario
from polybius.cli.search import search
from polybius.cli.serve import serve
from polybius.cli.show import show
from polybius.cli.sources import sources
from polybius.cli.users import users
from polybius.cli.version import version
from polybius.errors import PolybiusError

COMMANDS: dict[str, Callable[..., None]] = {
    "read": read,
    "list": list_reports,
    "show": show,
    "brief": brief,
    "search": search,
    "timeline": timeline,
    "incidents": incidents,
    "incident": incident,
    "actor": actor,
    "network": network,
    "places": places,
    "sources": sources,
    "discrepancies": discrepancies,
    "ledger": ledger,
    "forecast": forecast,
    "dynamics": dynamics,
    "scenario": scenario,
    "backtest": backtest,
    "export": export,
    "correct": correct,
    "corrections": corrections,
    "changes": changes,
    "suggestions": suggestions,
    "merge": merge,
    "apart": apart,
    "split": split,
    "undo": undo,
    "judgements": judgements,
    "serve": serve,
    "users": users,
    "audit": audit,
}
FAILED = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line and returns the exit status: 2 and one line on stderr for what polybius can explain.

    Ctrl-C ends with 130, a reader of stdout that goes away with 1; a traceback is shown only with `--debug`.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    try:
        _application()(given, prog_name="polybius")
    except SystemExit as end:
        return _flushed(end.code)
    except (PolybiusError, OSError) as error:
        if "--debug" in given:
            traceback.print_exception(error)
        else:
            print(f"polybius: {error}", file=sys.stderr)
        return FAILED
    return 0


def _application() -> typer.Typer:
    application = typer.Typer(
        name="polybius",
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    application.callback()(_polybius)
    for name, command in COMMANDS.items():
        application.command(name)(command)
    return application


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"polybius {version()}")
        raise typer.Exit


def _polybius(
    context: typer.Context,
    *,
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False,
    _: Annotated[
        bool,
        typer.Option("--version", help="Print the version and end.", is_eager=True, callback=_print_version),
    ] = False,
) -> None:
    """Reads reports on conflict and diplomacy into a source-attributed record."""
    context.obj = debug


def _speak_utf8() -> None:
    # Reports quote every script; half a surrogate pair must not stop a batch.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _flushed(code: object) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # What is left in the buffer must not fail again when the interpreter closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code if isinstance(code, int) else 0
