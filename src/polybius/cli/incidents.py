"""`polybius timeline` and `polybius incidents`: what happened, in order or the latest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from polybius import questions
from polybius.cli.answering import counted, listed, namer, print_json, print_lines, quantity, view_of
from polybius.cli.options import (
    SHOWN,
    AsOf,
    AtPlace,
    ByPublisher,
    Database,
    Disputed,
    InBox,
    InCountry,
    Json,
    Limit,
    OfType,
    Origins,
    Since,
    Until,
    WithActor,
    WithStatus,
    query_of,
)
from polybius.incidents import Field, Incident, Tally

NOTHING = "no incidents"


def timeline(
    *,
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
    limit: Limit = SHOWN,
    as_of: AsOf = None,
    json: Json = False,
    db: Database = None,
) -> None:
    """Prints what happened, in order of time."""
    query = query_of(locals(), limit)
    with view_of(db, as_of) as view:
        found = questions.timeline(view, query)
        names = questions.names(view, found)
    print_incidents(found, names, json=json)


def incidents(
    *,
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
    limit: Limit = SHOWN,
    as_of: AsOf = None,
    json: Json = False,
    db: Database = None,
) -> None:
    """Prints incidents, the latest first.

    Each line has the day, type, status, place, who did it to whom, counts, how many accounts and independent origins,
    what is disputed, and the incident's id.
    """
    query = query_of(locals(), limit)
    with view_of(db, as_of) as view:
        found = questions.incidents(view, query)
        names = questions.names(view, found)
    print_incidents(found, names, json=json)


def print_incidents(found: Sequence[Incident], names: Mapping[str, str], *, json: bool) -> None:
    """Prints a line for each incident, or its JSON with what its ids are called."""
    if json:
        print_json(found, names)
    else:
        print_lines((incident_line(incident, names) for incident in found), nothing=NOTHING)


def incident_line(incident: Incident, names: Mapping[str, str]) -> str:
    """Returns an incident in one line."""
    return "  ".join(part for part in _parts(incident, names) if part)


def _parts(incident: Incident, names: Mapping[str, str]) -> Iterator[str]:
    yield shown_field(incident.field("when"), names) or f"undated, reported {incident.first or 'some day'}"
    yield f"{shown_field(incident.field('type'), names)} {shown_field(incident.field('status'), names)}"
    yield shown_field(incident.field("place"), names)
    doers = shown_field(incident.field("initiators"), names) or "?"
    victims = shown_field(incident.field("targets"), names)
    yield f"{doers} -> {victims}" if victims else doers
    yield ", ".join(tally_words(tally) for tally in incident.tallies)
    voices = counted(len(incident.accounts), "account"), counted(incident.origins, "origin")
    yield ", ".join(voices)
    yield f"disputed: {', '.join(incident.disputed)}" if incident.disputed else ""
    yield incident.id


def shown_field(field: Field | None, names: Mapping[str, str]) -> str:
    """Returns the best supported version of a field, a disputed one with a question mark."""
    if field is None or not field.versions:
        return ""
    words = value_words(field, field.versions[0].value, names)
    return f"{words} (?)" if field.disputed else words


def value_words(field: Field, value: Sequence[str], names: Mapping[str, str]) -> str:
    """Returns a value of a field in words: names for ids, one day for an interval of one."""
    called = namer(names)
    words = [called(part) for part in value]
    if field.name == "when":
        words = [_days(part) for part in value]
    return listed(words) if words else "nobody named"


def tally_words(tally: Tally) -> str:
    """Returns a count with its bounds: `killed 19–26 (best 22)`."""
    best = "" if tally.best is None or tally.low == tally.high else f" (best {tally.best:g})"
    return f"{tally.what} {quantity(tally.low, tally.high)}{best}"


def _days(interval: str) -> str:
    start, _, end = interval.partition("/")
    return start if start == end or not end else interval
