"""`polybius merge`, `apart`, `split`, `undo`, `suggestions` and `judgements`: what is one, as people decide it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from polybius import questions
from polybius.cli.answering import Named, namer, person, print_json, print_lines, recorder_of, view_of
from polybius.cli.options import AsOf, Database, Json, Limit, Note, Who, one_of
from polybius.incidents import Account, Judgement, Subject, Suggestion

Kind = Annotated[str, typer.Argument(metavar="KIND", help="actors, places or incidents.")]
One = Annotated[str, typer.Argument(metavar="ID", help="The one (for actors and places a name or alias will do).")]
Other = Annotated[str, typer.Argument(metavar="OTHER", help="The other one.")]
Parts = Annotated[
    list[str],
    typer.Argument(metavar="PART…", help="What does not belong: ids of accounts, or of reports' actors or places."),
]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="The judgement, by its number in 'polybius judgements'.")]
OfKind = Annotated[str | None, typer.Option("--kind", metavar="KIND", help="Only actors, places or incidents.")]


def merge(kind: Kind, one: One, other: Other, *, who: Who = None, note: Note = None, db: Database = None) -> None:
    """Holds two actors, places or incidents to be one, whatever later reports say."""
    subject = _subject(kind)
    with recorder_of(db) as recorder:
        made = recorder.merge(subject, one, other, person(who), note)
    print(_line(made))


def apart(kind: Kind, one: One, other: Other, *, who: Who = None, note: Note = None, db: Database = None) -> None:
    """Holds two actors, places or incidents to be two, whatever later reports say."""
    subject = _subject(kind)
    with recorder_of(db) as recorder:
        made = recorder.keep_apart(subject, one, other, person(who), note)
    print(_line(made))


def split(kind: Kind, one: One, parts: Parts, *, who: Who = None, note: Note = None, db: Database = None) -> None:
    """Takes parts out of an actor, place or incident, and keeps them apart from the rest."""
    subject = _subject(kind)
    with recorder_of(db) as recorder:
        made = recorder.split(subject, one, parts, person(who), note)
    print(_line(made))


def undo(number: Number, *, who: Who = None, note: Note = None, db: Database = None) -> None:
    """Takes a judgement or correction back; that it was made stays on record."""
    with recorder_of(db) as recorder:
        undone = recorder.undo(number, person(who), note)
    print(_line(undone))


def suggestions(
    *, kind: OfKind = None, limit: Limit = 50, as_of: AsOf = None, json: Json = False, db: Database = None
) -> None:
    """Prints the pairs that may be one and wait for a person, the likeliest first.

    'polybius merge' or 'polybius apart', with the two ids, decides.
    """
    subject = one_of("kind", Subject, kind)
    with view_of(db, as_of) as view:
        found = questions.suggestions(view, subject, limit)
        told = questions.accounts_in(view, found)
        names = questions.names(view, found)
    if json:
        print_json(found, names)
        return
    called = namer(names | {id: _told(account) for id, account in told.items()})
    print_lines((line for suggestion in found for line in _suggestion(suggestion, called)), nothing="no suggestions")


def judgements(*, as_of: AsOf = None, json: Json = False, db: Database = None) -> None:
    """Prints all that people decided, the oldest first."""
    with view_of(db, as_of) as view:
        found = questions.judgements(view)
    if json:
        print_json(found)
    else:
        print_lines(map(_line, found), nothing="no judgements")


def _subject(kind: str) -> Subject:
    subject = one_of("kind", Subject, kind)
    assert subject is not None
    return subject


def _line(made: Judgement) -> str:
    return "  ".join(_parts(made))


def _parts(made: Judgement) -> Iterator[str]:
    yield str(made.id)
    yield made.at[:19]
    yield made.who
    yield f"{made.kind} {made.subject or ''}".strip()
    if made.one or made.other:
        yield f"{_few(made.one)} | {_few(made.other)}"
    if made.note:
        yield f"({made.note})"
    if made.undone_by is not None:
        yield f"undone by {made.undone_by}"


def _few(ids: Sequence[str]) -> str:
    return " ".join(ids[:3]) + (" …" if len(ids) > 3 else "")


def _suggestion(suggestion: Suggestion, called: Named) -> Iterator[str]:
    match = suggestion.match
    reasons = ", ".join(f"{name} {share:+.2f}" for name, share in match.reasons)
    yield f"{match.score:.2f}  {suggestion.subject}  {match.one} {match.other}  {reasons}"
    yield from (f"  {called(id)}" for id in (match.one, match.other))


def _told(account: Account) -> str:
    when = account.when.start if account.when and account.when.start else "undated"
    place = account.place.name if account.place else ""
    teller = " ".join(word for word in (account.published, account.publisher) if word) or "unnamed report"
    parts = when, f"{account.type} {account.status}", place, f"“{account.said}”", teller
    return "  ".join(part for part in parts if part)
