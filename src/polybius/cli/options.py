"""The options that several commands share, with their one wording."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, TypeVar

import typer

from polybius.errors import SettingsError
from polybius.incidents import Query

SHOWN_OF_ID = 12  # characters
SHOWN = 100  # answers, unless told otherwise
Choice = TypeVar("Choice", bound=StrEnum)

Database = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="PATH-or-URL",
        help="The store: a path, sqlite:///… or postgresql://… URL.  [default: polybius.db]",
    ),
]
Format = Annotated[
    str | None,
    typer.Option("--format", metavar="NAME", help="brief, jsonl or html.  [default: brief at a terminal, else jsonl]"),
]
ReportId = Annotated[str, typer.Argument(metavar="ID", help="The report's id, or its first four digits or more.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="What was known then, from reports recorded until that day."),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
Limit = Annotated[int, typer.Option("--limit", metavar="N", min=1, help="The most to print.")]
Who = Annotated[
    str | None, typer.Option("--who", metavar="NAME", help="Who decides.  [default: the user's name on this computer]")
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why.")]

# --- which incidents

WithActor = Annotated[
    str | None,
    typer.Option("--actor", metavar="NAME", help="Those in which this actor has a part (name, alias or id)."),
]
OfType = Annotated[str | None, typer.Option("--type", metavar="TYPE", help="Those of a PLOVER type, such as ASSAULT.")]
WithStatus = Annotated[
    str | None, typer.Option("--status", metavar="STATUS", help="Those of a status, such as happened or denied.")
]
InCountry = Annotated[
    str | None, typer.Option("--country", metavar="CODE", help="Those in a country (ISO 3166-1 alpha-3).")
]
AtPlace = Annotated[str | None, typer.Option("--place", metavar="NAME", help="Those at a place (name, alias or id).")]
ByPublisher = Annotated[str | None, typer.Option("--publisher", metavar="NAME", help="Those that a publisher reports.")]
InBox = Annotated[
    str | None, typer.Option("--box", metavar="S,W,N,E", help="Those inside a box: south,west,north,east in degrees.")
]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Those that went on on or after a day.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Those that began on or before a day.")]
Origins = Annotated[
    int, typer.Option("--origins", metavar="N", min=1, help="Those with so many independent origins or more.")
]
Disputed = Annotated[bool, typer.Option("--disputed", help="Those about which accounts disagree.")]


def day_of(name: str, words: str | None) -> date | None:
    """Returns the day that an option names; raises SettingsError for words that are no day."""
    if words is None:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise SettingsError(f"--{name} {words!r}; allowed: a day such as 2018-11-02") from error


def one_of(name: str, kind: type[Choice], words: str | None) -> Choice | None:
    """Returns the member of an enum that an option names, in either case; raises SettingsError for another."""
    if words is None:
        return None
    for member in kind:
        if member.value.lower() == words.strip().lower():
            return member
    raise SettingsError(f"--{name} {words!r}; allowed: {', '.join(kind)}")


def query_of(given: dict[str, object | None], limit: int | None) -> Query:
    """Builds a query from the values of a command's options, by name; raises SettingsError for one that is wrong."""
    from polybius.model import EventType, Status

    def words(name: str) -> str | None:
        value = given.get(name)
        return str(value).strip() if value else None

    since, until = day_of("since", words("since")), day_of("until", words("until"))
    if since and until and since > until:
        raise SettingsError(f"--since {since} comes after --until {until}")
    return Query(
        actor=words("actor"),
        type=one_of("type", EventType, words("type")),
        status=one_of("status", Status, words("status")),
        country=_country(words("country")),
        place=words("place"),
        publisher=words("publisher"),
        box=_box(words("box")),
        since=since.isoformat() if since else None,
        until=until.isoformat() if until else None,
        origins=int(str(given.get("origins") or 1)),
        disputed=bool(given.get("disputed")),
        limit=limit,
    )


def _country(words: str | None) -> str | None:
    code = words.upper() if words else None
    if code and not (len(code) == 3 and code.isascii() and code.isalpha()):
        raise SettingsError(f"--country {words!r}; allowed: a code of three letters (ISO 3166-1 alpha-3), such as PAK")
    return code


def _box(words: str | None) -> tuple[float, float, float, float] | None:
    if words is None:
        return None
    try:
        south, west, north, east = (float(part) for part in words.split(","))
    except ValueError:
        south, west, north, east = 1, 0, 0, 0
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise SettingsError(f"--box {words!r}; allowed: south,west,north,east in degrees, such as 31,34,33.5,36")
    return south, west, north, east
