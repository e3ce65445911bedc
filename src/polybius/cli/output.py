"""Where records are printed, and in which form: stdout or a file, one by one or as one page."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from polybius.errors import SettingsError
from polybius.model import Record

Exporter = Callable[[Sequence[Record]], Iterator[str]]

ENDINGS = {".jsonl": "jsonl", ".json": "jsonl", ".html": "html", ".htm": "html", ".txt": "brief", ".md": "brief"}
# These forms are printed as soon as a report is read; the others need all the records before they can begin.
ONE_BY_ONE = ("brief", "jsonl")


def choose_format(chosen: str | None, output: Path | None = None) -> str:
    """Returns the form to print in: the one chosen, else by the output file's ending, else by who reads stdout.

    Raises SettingsError for a form that nobody exports.
    """
    from polybius.export import EXPORTERS

    if chosen is None:
        for_stdout = "brief" if output is None and sys.stdout.isatty() else "jsonl"
        return ENDINGS.get(output.suffix.lower(), for_stdout) if output else for_stdout
    if chosen not in EXPORTERS:
        raise SettingsError(f"No format '{chosen}'; known: {', '.join(sorted(EXPORTERS))}")
    return chosen


class Printer:
    """Prints records in one form; `printing` makes one and sees to it that the last page comes out."""

    def __init__(self, form: str, out: TextIO | None) -> None:
        from polybius.export import EXPORTERS

        self._export: Exporter = EXPORTERS[form]
        self._waits = form not in ONE_BY_ONE
        self._waiting: list[Record] = []
        self._out = out

    def print(self, record: Record) -> None:
        """Prints the record now, or keeps it for the one page that holds them all."""
        if self._waits:
            self._waiting.append(record)
        else:
            self._write([record])

    def finish(self) -> None:
        """Prints what is still waiting; a page of no records is not printed."""
        if self._waiting:
            self._write(self._waiting)

    def _write(self, records: Sequence[Record]) -> None:
        # stdout is looked up each time: while a progress bar runs, it is the bar's.
        out = self._out or sys.stdout
        for chunk in self._export(records):
            out.write(chunk)
        out.flush()


@contextmanager
def printing(form: str, output: Path | None = None) -> Iterator[Printer]:
    """Opens a printer to stdout or, if named, to a file, which it replaces.

    Raises SettingsError for a file that cannot be written.
    """
    if output is None:
        printer = Printer(form, None)
        yield printer
        printer.finish()
        return
    with _opened(output) as out:
        printer = Printer(form, out)
        yield printer
        printer.finish()


def _opened(output: Path) -> TextIO:
    try:
        return output.open("w", encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise SettingsError(f"--output {output} cannot be written: {error.strerror}") from error
