"""`polybius incident`: one incident with every account side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

import typer

from polybius import questions
from polybius.cli.answering import counted, namer, print_json, print_lines, quantity, view_of
from polybius.cli.incidents import incident_line, tally_words, value_words
from polybius.cli.options import SHOWN_OF_ID, AsOf, Database, Json
from polybius.incidents import Account, Field, Match, Tally
from polybius.questions import Story

IncidentId = Annotated[str, typer.Argument(metavar="ID", help="The incident's id, as 'polybius incidents' prints it.")]


def incident(id: IncidentId, *, as_of: AsOf = None, json: Json = False, db: Database = None) -> None:
    """Prints an incident with all accounts of it.

    Each field has the agreed value, or the disputed ones with who holds each; each account has its words and its chain
    of sources.
    """
    with view_of(db, as_of) as view:
        story = questions.incident(view, id)
        names = questions.names(view, story)
    if json:
        print_json([story], names)
    else:
        print_lines(_lines(story, names), nothing="")


def _lines(story: Story, names: Mapping[str, str]) -> Iterator[str]:
    yield incident_line(story.incident, names)
    tellers = {account.id: account.publisher or account.report[:SHOWN_OF_ID] for account in story.accounts}
    for field in story.incident.fields:
        yield from _field(field, names, tellers)
    for tally in story.incident.tallies:
        yield from _tally(tally, tellers)
    yield "accounts:"
    for account in story.accounts:
        yield from _account(account)
    if story.disagreements:
        yield "disagreements:"
        yield from (f"  {found.kind} ({found.about}): {found.explanation}" for found in story.disagreements)
    if story.incident.matches:
        yield "held together because:"
        yield from (_match(match) for match in story.incident.matches)


def _field(field: Field, names: Mapping[str, str], tellers: Mapping[str, str]) -> Iterator[str]:
    if field.agreed is not None:
        yield f"{field.name}: {value_words(field, field.agreed, names)}"
        return
    yield f"{field.name}: disputed"
    for version in field.versions:
        yield f"  {value_words(field, version.value, names)}: {_holders(version.accounts, tellers, version.origins)}"


def _tally(tally: Tally, tellers: Mapping[str, str]) -> Iterator[str]:
    yield tally_words(tally) + (": disputed" if tally.disputed else "")
    for version in tally.versions:
        holders = _holders(version.accounts, tellers, version.origins)
        yield f"  {quantity(version.low, version.high)}: {holders}"


def _holders(accounts: tuple[str, ...], tellers: Mapping[str, str], origins: int) -> str:
    names = dict.fromkeys(tellers.get(account, account) for account in accounts)
    return f"{', '.join(names)} ({counted(origins, 'origin')})"


def _account(account: Account) -> Iterator[str]:
    teller = " ".join(word for word in (account.published, account.publisher) if word) or "unnamed report"
    chain = "".join(f" < {source.name}" for source in account.chain)
    yield f"  {account.id}  {teller}{chain}  {account.status}"
    yield f"    “{account.said}”"


def _match(match: Match) -> str:
    called = namer({})
    reasons = ", ".join(f"{name} {share:+.2f}" for name, share in match.reasons)
    return f"  {called(match.one)} = {called(match.other)}  {match.score:.2f}: {reasons}"
