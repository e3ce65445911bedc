"""`polybius correct`: what a person says of a field of a record."""

from __future__ import annotations

import json as json_text
from typing import Annotated, Any

import typer

from polybius import questions
from polybius.cli.answering import person, recorder_of, view_of
from polybius.cli.options import SHOWN_OF_ID, Database, Note, ReportId, Who, one_of
from polybius.errors import SettingsError
from polybius.incidents import Correction, Judgement, JudgementKind

DEEDS = (JudgementKind.CHANGE, JudgementKind.ADD, JudgementKind.REJECT, JudgementKind.CONFIRM)
Deed = Annotated[str, typer.Argument(metavar="DEED", help="change, add, reject or confirm.")]
PathArgument = Annotated[
    str, typer.Argument(metavar="PATH", help="events/e2/status, events/e2, events, relations/0, published, …")
]
Value = Annotated[
    str | None,
    typer.Argument(metavar="VALUE", help='JSON as the record has it, or plain words; @"words" stands for their place.'),
]


def correct(
    id: ReportId,
    deed: Deed,
    path: PathArgument,
    value: Value = None,
    *,
    who: Who = None,
    note: Note = None,
    db: Database = None,
) -> None:
    """Corrects a field or entry of a report's record.

    Nothing is overwritten: the correction is a statement beside what was read, and stays when the report is read again.
    """
    kind = one_of("deed", JudgementKind, deed)
    if kind is None or kind not in DEEDS:
        raise SettingsError(f"deed {deed!r}; allowed: {', '.join(DEEDS)}")
    with view_of(db, None) as view:
        record = questions.report(view, id)
    judgement = Judgement(0, kind, person(who), "", note=note)
    with recorder_of(db) as recorder:
        made = recorder.correct(Correction(judgement, record.id, path, _value(value, record.text)))
    print(f"correction {made.judgement.id}: {kind} {made.path} of {made.report[:SHOWN_OF_ID]} by {made.judgement.who}")


def _value(words: str | None, text: str) -> Any:
    if words is None:
        return None
    try:
        plain = json_text.loads(words)
    except ValueError:
        plain = words
    return _located(plain, text)


def _located(plain: Any, text: str) -> Any:
    """JSON in which quoted words behind an @ stand for the place of the words in the text."""
    from polybius.gold import find_phrase

    if isinstance(plain, dict):
        return {key: _located(value, text) for key, value in plain.items()}
    if isinstance(plain, list):
        return [_located(value, text) for value in plain]
    if not isinstance(plain, str) or not plain.startswith("@"):
        return plain
    place = find_phrase(text, plain[1:].strip('"'))
    if place is None:
        raise SettingsError(f"{plain[1:]} does not stand in the report")
    return {"start": place.start, "end": place.end}
