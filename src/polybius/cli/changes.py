"""`polybius changes`: what reading a report again, or correcting it, changed."""

from __future__ import annotations

import json as json_text
from typing import Any

from polybius import questions
from polybius.cli.answering import print_json, print_lines, view_of
from polybius.cli.options import AsOf, Database, Json, ReportId


def changes(id: ReportId, *, as_of: AsOf = None, json: Json = False, db: Database = None) -> None:
    """Prints what the latest reading or correction changed in a report's record.

    One line for each entry that came or went and for each field that changed; what people corrected is kept.
    """
    with view_of(db, as_of) as view:
        found = questions.report_changes(view, id)
    if json:
        print_json({"path": change.path, "before": change.before, "after": change.after} for change in found)
    else:
        lines = (f"{change.path}: {_shown(change.before)} -> {_shown(change.after)}" for change in found)
        print_lines(lines, nothing="nothing changed")


def _shown(value: Any) -> str:
    return "nothing" if value is None else json_text.dumps(value, ensure_ascii=False)
