"""`polybius export`: incidents out of the store, in a format that others read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polybius import questions
from polybius.cli.answering import view_of
from polybius.cli.options import (
    AsOf,
    AtPlace,
    ByPublisher,
    Database,
    Disputed,
    InBox,
    InCountry,
    OfType,
    Origins,
    Since,
    Until,
    WithActor,
    WithStatus,
    query_of,
)
from polybius.cli.progress import say
from polybius.errors import SettingsError
from polybius.incidents import Incident

if TYPE_CHECKING:  # the formats are many, and only this command needs them
    from polybius.export.exchange import Exporter

FormatOfExchange = Annotated[
    str | None,
    typer.Option("--format", metavar="NAME", help="As docs/exports.md lists them.  [default: by the file's ending]"),
]
Output = Annotated[Path | None, typer.Option(metavar="FILE", help="Write to this file.  [default: stdout]")]
Most = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="The most incidents.  [default: all]")]


def export(
    *,
    format: FormatOfExchange = None,
    output: Output = None,
    actor: WithActor = None,
    type: OfType = None,
    status: WithStatus = None,
    country: InCountry = None,
    place: AtPlace = None,
    publisher: ByPublisher = None,
    box: InBox = None,
    since: Since = None,
    until: Until = None,
    origins: Origins = 1,
    disputed: Disputed = False,
    limit: Most = None,
    as_of: AsOf = None,
    db: Database = None,
) -> None:
    """Writes incidents, with every account of them, in a format that others read.

    What each format holds stands in docs/exports.md; how many incidents were written is said on stderr.
    """
    from polybius.export.exchange import select

    query = query_of(locals(), limit)
    exporter = _exporter(format, output)
    with view_of(db, as_of) as view:
        incidents = Counted(questions.each_incident(view, query))
        _write(exporter.write(select(view, incidents)), output, binary=exporter.binary)
    say(f"{incidents.number} {'incident' if incidents.number == 1 else 'incidents'}")


class Counted(Iterator[Incident]):
    """Counts what goes through it."""

    def __init__(self, incidents: Iterator[Incident]) -> None:
        self._incidents = incidents
        self.number = 0

    def __next__(self) -> Incident:
        incident = next(self._incidents)
        self.number += 1
        return incident


def _exporter(form: str | None, output: Path | None) -> Exporter:
    from polybius.export.exchange import EXPORTERS

    known = ", ".join(EXPORTERS)
    if form is None:
        endings = {exporter.suffix: name for name, exporter in EXPORTERS.items()}
        fitting = [ending for ending in endings if output and output.name.lower().endswith(ending)]
        if not fitting:
            raise SettingsError(f"--format is needed, or an --output whose ending tells it; known: {known}")
        form = endings[max(fitting, key=len)]
    if form not in EXPORTERS:
        raise SettingsError(f"No format '{form}'; known: {known}")
    return EXPORTERS[form]


def _write(pieces: Iterator[str] | Iterator[bytes], output: Path | None, *, binary: bool) -> None:
    if output is not None:
        _write_file(pieces, output)
        return
    if binary and sys.stdout.isatty():
        raise SettingsError("This format is binary; name a file with --output")
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(_encoded(piece)) if binary else sys.stdout.write(str(piece))


def _write_file(pieces: Iterator[str] | Iterator[bytes], output: Path) -> None:
    """Writes beside the file and puts it in its place when it is whole, so that no half of it is ever taken for it."""
    part = output.with_name(f"{output.name}.part")
    try:
        with part.open("wb") as out:
            for piece in pieces:
                out.write(_encoded(piece))
        part.replace(output)
    except OSError as error:
        raise SettingsError(f"--output {output} cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


def _encoded(piece: str | bytes) -> bytes:
    return piece if isinstance(piece, bytes) else piece.encode("utf-8")
