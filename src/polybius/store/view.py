"""Reading a store: one view of all it holds, at one moment."""

from __future__ import annotations

from polybius.store.happenings import Happenings
from polybius.store.reports import Edition, Reports, ReportSummary
from polybius.store.search import Searches
from polybius.store.ties import Ties

__all__ = ["Edition", "ReportSummary", "View"]


class View(Reports, Happenings, Ties, Searches):
    """Reads a store as it stood when the view was opened, or at the end of a day; `Store.view` makes one."""
