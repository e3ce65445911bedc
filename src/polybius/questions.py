"""The questions a user may put to a store, one function each: a view and a query in, a value out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polybius.model import Record

if TYPE_CHECKING:  # the database toolkit is slow to import, and a question needs only the view it is given
    from polybius.store import ReportSummary, View


def reports(view: View) -> tuple[ReportSummary, ...]:
    """Lists every report in the store with the size of what was found in it, by day of publication."""
    return view.summaries()


def report(view: View, id: str) -> Record:
    """Returns the latest record of one report, named by its id or an unambiguous beginning of it (4 digits or more).

    Raises StoreError where no report, or more than one, is meant.
    """
    return view.record(id)
