"""Where records are kept: `Store.open(where)`, then a `Writer` to add records and a `View` to read them back."""

from polybius.store.database import Store
from polybius.store.view import ReportSummary, View
from polybius.store.writer import Outcome, Writer

__all__ = ["Outcome", "ReportSummary", "Store", "View", "Writer"]
