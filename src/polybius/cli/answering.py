"""How the commands that ask the store open it, and how they print: lines for people, or one JSON object a line."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from polybius.cli.options import day_of
from polybius.errors import SettingsError
from polybius.model import to_dict
from polybius.settings import load_settings

if TYPE_CHECKING:
    from polybius.recorder import Recorder
    from polybius.store import View

Named = Callable[[str], str]


@contextmanager
def view_of(db: str | None, as_of: str | None) -> Iterator[View]:
    """Opens a view of the store that the user means, as of a day."""
    from polybius.store import Store

    day = day_of("as-of", as_of)
    with Store.open(load_settings({"db": db}).database, create=False) as store, store.view(as_of=day) as view:
        yield view


@contextmanager
def recorder_of(db: str | None) -> Iterator[Recorder]:
    """Opens a recorder on the store that the user means."""
    from polybius.cli.version import version
    from polybius.recorder import Recorder
    from polybius.store import Store

    with Store.open(load_settings({"db": db}).database, create=False) as store, store.writer(version()) as writer:
        yield Recorder(writer)


def person(who: str | None) -> str:
    """Returns who decides: the name given, else the user's; raises SettingsError where there is neither."""
    try:
        return who or getpass.getuser()
    except (OSError, KeyError):
        raise SettingsError("--who is needed: this computer does not tell the user's name") from None


def print_lines(lines: Iterable[str], *, nothing: str) -> None:
    """Prints lines for people, each free of control characters; `nothing` where there are none."""
    written = [one_line(line) for line in lines]
    print("\n".join(written or [nothing]))


def print_json(values: Iterable[Any], names: Mapping[str, str] | None = None) -> None:
    """Prints one JSON object a line; `names` adds to each what the ids in it are called."""
    for value in values:
        plain = value if isinstance(value, dict) else to_dict(value)
        if names is not None:
            called = {id: names[id] for id in dict.fromkeys(_words(plain)) if id in names}
            plain = plain | ({"names": called} if called else {})
        print(json.dumps(plain, ensure_ascii=False))


def namer(names: Mapping[str, str]) -> Named:
    """Returns what says an id's name, else the id."""
    return lambda id: names.get(id, id)


def one_line(text: str) -> str:
    """Returns a text without line ends, tabs and terminal commands, such as a title from the web may hold."""
    return "".join(character if character.isprintable() else " " for character in text)


def quantity(low: float | None, high: float | None) -> str:
    """Returns a range of counts: `3`, `3–5`, `3 or more`, `up to 5`."""
    if low is None or high is None:
        known = low if high is None else high
        return "?" if known is None else f"{known:g} or more" if high is None else f"up to {known:g}"
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"


def counted(number: int, noun: str) -> str:
    """Returns `1 account`, `2 accounts`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(things: Sequence[str], most: int = 3) -> str:
    """Returns the first few of a list, and how many more there are."""
    more = len(things) - most
    return ", ".join(things[:most]) + (f" and {more} more" if more > 0 else "")


def _words(plain: Any) -> Iterator[str]:
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict):
        for value in plain.values():
            yield from _words(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from _words(value)
