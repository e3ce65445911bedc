"""`polybius scenario`: what might follow a deed, by the conditions that reports tell of; no forecast."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from polybius.cli.answering import print_json, print_lines, view_of
from polybius.cli.options import SHOWN_OF_ID, AsOf, Database, Json, one_of
from polybius.errors import SettingsError
from polybius.model import EventType

if TYPE_CHECKING:
    from polybius.foresight import Deed, Node, Scenario
    from polybius.store import View

Doer = Annotated[str, typer.Argument(metavar="WHO", help="Who does it.")]
Type = Annotated[str, typer.Argument(metavar="TYPE", help="A PLOVER type, such as ASSAULT.")]
Target = Annotated[str | None, typer.Argument(metavar="WHOM", help="To whom.")]
Depth = Annotated[int, typer.Option("--depth", metavar="N", min=1, max=8, help="How many steps ahead.")]
Without = Annotated[
    list[str] | None, typer.Option("--without", metavar="BRANCH", help="Leaves out a branch, by its number.")
]
With = Annotated[
    list[str] | None,
    typer.Option(
        "--with", metavar="BRANCH=WHO,TYPE,WHOM", help="Puts a deed under a branch, and what might follow it."
    ),
]


def scenario(
    who: Doer,
    type: Type,
    whom: Target = None,
    *,
    depth: Depth = 4,
    without: Without = None,
    added: With = None,
    as_of: AsOf = None,
    json: Json = False,
    db: Database = None,
) -> None:
    """Prints the tree of what might follow a deed: each branch with the words that say so, or the tie that draws in.

    It is a scenario, not a forecast: nothing in it says how likely anything is. Numbers of branches stay those of the
    tree as it is before branches are left out.
    """
    from polybius import foresight

    with view_of(db, as_of) as view:
        known = foresight.known(view)
        plans = foresight.prospects(view, known)
        found = foresight.scenario(view, plans, _deed(view, who, type, whom), depth=depth)
        for words in added or ():
            under, start = _branch(view, words)
            found = foresight.with_deed(found, under, foresight.scenario(view, plans, start, depth=depth))
    for branch in sorted(without or (), reverse=True):
        found = _without(found, branch)
    if json:
        print_json([found])
    else:
        print_lines(_lines(found, known.name), nothing="")


def _deed(view: View, who: str, type: str, whom: str | None) -> Deed:
    from polybius import foresight

    kind = one_of("type", EventType, type)
    assert kind is not None
    return foresight.deed(kind, foresight.side_named(view, who), foresight.side_named(view, whom) if whom else None)


def _branch(view: View, words: str) -> tuple[str, Deed]:
    under, _, told = words.partition("=")
    parts = [part.strip() for part in told.split(",")]
    if len(parts) not in (2, 3):
        raise SettingsError(
            f"--with {words!r}; allowed: BRANCH=WHO,TYPE,WHOM, such as '0.1=Northland,ASSAULT,Southland'"
        )
    return under, _deed(view, parts[0], parts[1], parts[2] if len(parts) > 2 else None)


def _without(found: Scenario, branch: str) -> Scenario:
    from polybius import foresight

    try:
        return foresight.without(found, branch)
    except ValueError as error:
        raise SettingsError(f"--without {branch}: {error}") from error


def _lines(found: Scenario, name: Callable[[str | None], str]) -> Iterator[str]:
    from polybius import foresight

    yield f"[{found.mark}]"
    yield from (f"{'  ' * depth}{_line(node, name)}" for depth, node in foresight.walk(found.root))
    if not found.root.children:
        yield "no report tells of anything that is to follow on this"


def _line(node: Node, name: Callable[[str | None], str]) -> str:
    doers, targets = (", ".join(sorted(map(name, sides))) for sides in (node.deed.doers, node.deed.targets))
    what = node.deed.type or f"“{node.deed.words}”"
    why = f": “{node.because}”" if node.because else ""
    where = f" [{node.report[:SHOWN_OF_ID]}]" if node.report else ""
    return f"{node.id}  {doers or '?'}{f' → {targets}' if targets else ''}: {what}  ({node.by}{why}){where}"
