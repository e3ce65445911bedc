"""Where records are kept: `Store.open(where)`, then a `Writer` to add to it and a `View` to read it."""

from polybius.store.audit import Entry
from polybius.store.changes import Change, changes
from polybius.store.columns import Sheet
from polybius.store.corrections import looked_at
from polybius.store.database import Store
from polybius.store.entrance import Role, Token, User
from polybius.store.lookups import ACCOUNTS, DOCUMENTS
from polybius.store.marks import REOPENED, Mark
from polybius.store.names import Like
from polybius.store.transaction import Outcome, Transaction
from polybius.store.view import Edition, ReportSummary, View
from polybius.store.writer import Writer

__all__ = [
    "ACCOUNTS",
    "DOCUMENTS",
    "REOPENED",
    "Change",
    "Edition",
    "Entry",
    "Like",
    "Mark",
    "Outcome",
    "ReportSummary",
    "Role",
    "Sheet",
    "Store",
    "Token",
    "Transaction",
    "User",
    "View",
    "Writer",
    "changes",
    "looked_at",
]
