"""`polybius sources`: who said how much, and how far others bear it out."""

from __future__ import annotations

from polybius import questions
from polybius.cli.answering import Named, counted, namer, print_json, print_lines, view_of
from polybius.cli.options import SHOWN, AsOf, Database, Json, Limit
from polybius.incidents import Voice


def sources(*, limit: Limit = SHOWN, as_of: AsOf = None, json: Json = False, db: Database = None) -> None:
    """Prints publishers and quoted sources, those that say most first.

    Each with how many accounts it gave, of how many of these an independent origin tells too, and in how many it
    disagrees with others.
    """
    with view_of(db, as_of) as view:
        voices = questions.sources(view, limit)
        names = questions.names(view, voices)
    if json:
        print_json(voices, names)
        return
    print_lines((_line(voice, namer(names)) for voice in voices), nothing="no sources")


def _line(voice: Voice, called: Named) -> str:
    counts = counted(voice.accounts, "account"), f"{voice.corroborated} corroborated"
    told = ", ".join((*counts, f"{voice.contradicted} contradicted"))
    return f"{called(voice.name)}  {'publisher' if voice.publisher else 'quoted'}  {told}"
