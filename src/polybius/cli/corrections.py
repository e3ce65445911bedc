"""`polybius corrections`: what people corrected, as a list or as right answers to test by."""

from __future__ import annotations

import json as json_text
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polybius import questions
from polybius.cli.answering import counted, print_json, print_lines, view_of
from polybius.cli.options import SHOWN_OF_ID, AsOf, Database, Json
from polybius.errors import SettingsError
from polybius.incidents import Correction

if TYPE_CHECKING:
    from polybius.store import View

Deed = Annotated[str, typer.Argument(metavar="DEED", help="list or export.")]
Folder = Annotated[
    Path, typer.Option("--output", metavar="DIR", help="Where the files go.", file_okay=False, show_default="gold")
]


def corrections(
    deed: Deed = "list", *, output: Folder = Path("gold"), as_of: AsOf = None, json: Json = False, db: Database = None
) -> None:
    """Lists corrections, or writes the corrected records as right answers.

    `export` writes a YAML file for each corrected report in the form of corpus/GUIDELINES.md: what a person looked at
    counts as right, the rest as optional.
    """
    if deed not in ("list", "export"):
        raise SettingsError(f"deed {deed!r}; allowed: list, export")
    with view_of(db, as_of) as view:
        found = questions.corrections(view)
        files = list(_files(view, found)) if deed == "export" else []
    if deed == "export":
        _write(files, output)
    elif json:
        print_json(found)
    else:
        print_lines(_lines(found), nothing="no corrections")


def _files(view: View, found: Sequence[Correction]) -> Iterator[tuple[str, str]]:
    """The name and text of a file for each report of which a correction holds."""
    from polybius.gold import gold_yaml

    for id in dict.fromkeys(correction.report for correction in found if correction.judgement.undone_by is None):
        record = questions.report(view, id)
        yield f"report_{id[:SHOWN_OF_ID]}", gold_yaml(record, questions.looked_at(view, id))


def _write(files: Sequence[tuple[str, str]], folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files:
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise SettingsError(f"--output {folder} cannot be written: {error.strerror}") from error
    print(f"{counted(len(files), 'report')} written to {folder}")


def _lines(found: Sequence[Correction]) -> Iterator[str]:
    for correction in found:
        made = correction.judgement
        value = "" if correction.value is None else f" = {json_text.dumps(correction.value, ensure_ascii=False)}"
        undone = f"  undone by {made.undone_by}" if made.undone_by else ""
        note = f"  ({made.note})" if made.note else ""
        told = f"{made.kind} {correction.report[:SHOWN_OF_ID]} {correction.path}{value}"
        yield f"{made.id}  {made.at[:19]}  {made.who}  {told}{note}{undone}"
