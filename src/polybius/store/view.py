"""Reading a store: one view of all it holds, at one moment."""

from __future__ import annotations

from polybius.store.audit import Audited
from polybius.store.columns import Columns
from polybius.store.entrance import Entrance
from polybius.store.forecasts import Forecasts
from polybius.store.marks import Marks
from polybius.store.reports import Edition, ReportSummary
from polybius.store.search import Searches
from polybius.store.ties import Ties
from polybius.store.unsettled import Unsettled

__all__ = ["Edition", "ReportSummary", "View"]


class View(Columns, Unsettled, Ties, Searches, Marks, Forecasts, Entrance, Audited):
    """Reads a store as it stood when the view was opened, or at the end of a day; `Store.view` makes one."""
