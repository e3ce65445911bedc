"""Where records are kept: `Store.open(where)`, then a `Writer` to add to it and a `View` to read it."""

from polybius.store.changes import Change, changes
from polybius.store.corrections import looked_at
from polybius.store.database import Store
from polybius.store.lookups import ACCOUNTS, DOCUMENTS
from polybius.store.transaction import Outcome, Transaction
from polybius.store.view import Edition, ReportSummary, View
from polybius.store.writer import Writer

__all__ = [
    "ACCOUNTS",
    "DOCUMENTS",
    "Change",
    "Edition",
    "Outcome",
    "ReportSummary",
    "Store",
    "Transaction",
    "View",
    "Writer",
    "changes",
    "looked_at",
]
