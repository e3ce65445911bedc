"""`polybius audit`: who did what, and whether the log of it is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from polybius.cli.answering import counted, print_json, print_lines, view_of
from polybius.cli.options import SHOWN, Database, Json, Limit
from polybius.errors import SettingsError

if TYPE_CHECKING:
    from polybius.store import Entry

Deed = Annotated[str, typer.Argument(metavar="DEED", help="list or verify.")]
Noted = Annotated[
    str | None, typer.Option("--noted", metavar="HASH", help="A hash that verify printed before; it must be there.")
]
SHOWN_OF_DETAIL = 120  # characters


def audit(
    deed: Deed = "list", *, noted: Noted = None, limit: Limit = SHOWN, json: Json = False, db: Database = None
) -> None:
    """Lists who did what, the latest first, or verifies that no line of that was changed or taken out.

    Each line holds the hash of the one before it. Note the hash that verify prints somewhere else: with --noted it
    shows later that no lines were cut off at the end. Verify ends with 1 where something is wrong.
    """
    if deed not in ("list", "verify"):
        raise SettingsError(f"deed {deed!r}; allowed: list, verify")
    with view_of(db, None) as view:
        if deed == "list":
            entries = view.entries(limit)
            print_json(entries) if json else print_lines(map(_line, entries), nothing="nothing was done yet")
            return
        number, head, faults = view.verify(noted)
    print_lines(faults, nothing=f"{counted(number, 'line')}, all whole; the last has the hash {head}")
    if faults:
        raise typer.Exit(1)


def _line(entry: Entry) -> str:
    detail = entry.detail if len(entry.detail) <= SHOWN_OF_DETAIL else f"{entry.detail[:SHOWN_OF_DETAIL]}…"
    return "  ".join(
        words for words in (str(entry.number), entry.at[:19], entry.who, entry.deed, entry.about, detail) if words
    )
