"""`polybius read`: files in; records on stdout and in the store, and what went wrong on stderr."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from polybius.cli.batch import Reader, Result, read_batches, take
from polybius.cli.keeping import Keeper
from polybius.cli.options import Database, Format
from polybius.cli.output import Printer, choose_format, printing
from polybius.cli.progress import counting, say
from polybius.errors import PolybiusError, ReadError, SettingsError
from polybius.model import Document, Record
from polybius.settings import load_settings

Files = Annotated[list[str], typer.Argument(metavar="FILE", help="Reports to read; - is standard input.")]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="Who published them.  [default: as the files say]")]
Published = Annotated[str | None, typer.Option(metavar="DAY", help="When, as 2018-11-02.  [default: as the files say]")]
NoStore = Annotated[bool, typer.Option("--no-store", help="Keep nothing in the store.")]
Output = Annotated[Path | None, typer.Option(metavar="FILE", help="Print to this file.  [default: stdout]")]


def read(
    context: typer.Context,
    files: Files,
    *,
    publisher: Publisher = None,
    published: Published = None,
    format: Format = None,
    output: Output = None,
    db: Database = None,
    no_store: NoStore = False,
) -> None:
    """Reads reports; prints and keeps their records.

    Records come out in the order given; messages and errors go to stderr.
    Ends with 0 if every report could be read, 1 if some could not, 2 if none could.
    """
    settings = load_settings({"db": db, "format": format, "store": False if no_store else None})
    form = choose_format(settings.format, output)
    _refuse_to_overwrite(output, files)
    read_file = partial(_documents, publisher=publisher, published=_day(published))
    with (
        Keeper(settings, say) as keeper,
        counting(len(files)) as count,
        printing(form, output) as printer,
    ):
        tally = Tally(keeper, printer, debug=bool(context.obj))
        for result in read_batches(take(files, read_file), _start_reader):
            tally.add(result)
            count(result.number)
    raise typer.Exit(tally.status())


@dataclass(slots=True)
class Tally:
    """Prints and keeps each result, and counts what could be read."""

    keeper: Keeper
    printer: Printer
    debug: bool = False
    read: int = 0
    failed: int = 0

    def add(self, result: Result) -> None:
        """Prints and keeps a record, or says why there is none."""
        if isinstance(result.found, Record):
            self.read += 1
            self._accept(result.found, result.origin)
        else:
            self.failed += 1
            self._refuse(result.found, result.origin)

    def status(self) -> int:
        """Returns the exit status: 0 if all could be read, 1 if some could not, 2 if none could."""
        if not self.read:
            return 2
        return 1 if self.failed else 0

    def _accept(self, record: Record, origin: str) -> None:
        for problem in record.problems:
            say(f"{origin}: {problem}")
        self.keeper.keep(record, origin)
        self.printer.print(record)

    def _refuse(self, error: Exception, origin: str) -> None:
        if isinstance(error, PolybiusError):
            say(f"polybius: {error}")
        else:
            say(f"polybius: {origin}: internal error, {type(error).__name__}: {error}")
        if self.debug:
            traceback.print_exception(error)


def _documents(file: str, *, publisher: str | None, published: str | None) -> Iterator[Document | ReadError]:
    from polybius.read import read as read_file

    return read_file(file, publisher=publisher, published=published)


def _start_reader() -> Reader:
    from polybius.pipeline import Reader as Pipeline

    return Pipeline()


def _day(published: str | None) -> str | None:
    # Checked before anything is opened or overwritten.
    from polybius.read.days import check_day

    if published is None:
        return None
    try:
        day = date.fromisoformat(published)
    except ValueError as error:
        raise SettingsError(f"published = {published!r}; allowed: a day such as 2018-11-02") from error
    try:
        return check_day(day, date.today()).isoformat()
    except ValueError as error:
        raise SettingsError(f"published: {error}") from None


def _refuse_to_overwrite(output: Path | None, files: Sequence[str]) -> None:
    if output and output.exists() and any(Path(file).exists() and output.samefile(file) for file in files):
        raise SettingsError(f"--output {output} is one of the reports to read; name another file")
