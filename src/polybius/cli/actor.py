"""`polybius actor`: the profile of an actor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

import typer

from polybius import questions
from polybius.cli.answering import counted, listed, namer, print_json, print_lines, view_of
from polybius.cli.incidents import incident_line
from polybius.cli.options import AsOf, Database, Json, Limit
from polybius.incidents import Tie
from polybius.questions import Profile

Named = Annotated[str, typer.Argument(metavar="NAME", help="A name, an alias or an id.")]
SOURCES_SHOWN = 3


def actor(name: Named, *, limit: Limit = 20, as_of: AsOf = None, json: Json = False, db: Database = None) -> None:
    """Prints what is told of an actor.

    Its names, ties, views and deeds, with how many reports say so and on whose word; then the incidents it is part of.
    """
    with view_of(db, as_of) as view:
        profile = questions.actor(view, name, limit)
        names = questions.names(view, profile) | {profile.identity.id: profile.identity.name}
    if json:
        print_json([profile], names)
    else:
        print_lines(_lines(profile, names, limit), nothing="")


def _lines(profile: Profile, names: Mapping[str, str], limit: int) -> Iterator[str]:
    known = profile.identity
    told = (known.kind, known.country, known.sector, known.wikidata, known.id)
    yield f"{known.name}  {'  '.join(word for word in told if word)}"
    yield f"also called: {listed(known.aliases, most=12)}" if known.aliases else "no other name"
    yield f"in {counted(len(known.members), 'report')}"
    parts = ("relations", profile.relations), ("views", profile.stances), ("deeds", profile.deeds)
    for heading, ties in parts:
        yield from _part(heading, ties[:limit], names)
    if profile.incidents:
        yield "incidents:"
        yield from (f"  {incident_line(incident, names)}" for incident in profile.incidents)


def _part(heading: str, ties: Sequence[Tie], names: Mapping[str, str]) -> Iterator[str]:
    if ties:
        yield f"{heading}:"
        yield from (f"  {tie_line(tie, names)}" for tie in ties)


def tie_line(tie: Tie, names: Mapping[str, str]) -> str:
    """Returns a tie in one line, with how many reports tell it, when, and who says so."""
    called = namer(names)
    days = tie.first if tie.first == tie.last else f"{tie.first}/{tie.last}"
    sources = listed([called(source) for source in tie.sources], SOURCES_SHOWN)
    said = f"  so {sources}" if sources else ""
    return f"{called(tie.subject)} {tie.label} {called(tie.object)}  {counted(tie.reports, 'report')} {days}{said}"
