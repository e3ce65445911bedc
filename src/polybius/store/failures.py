"""What the database says when it fails, in words that tell a person what to do about it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from polybius.errors import StoreError

BUSY_SECONDS = 30

ADVICE = (
    ("file is not a database", "it is a file of another kind"),
    ("malformed", "it is damaged"),
    ("readonly", "it cannot be written to"),
    ("unable to open", "it cannot be opened or written to there"),
    ("lock timeout", f"another process has kept it locked for {BUSY_SECONDS} seconds"),
    ("locked", f"another process has kept it locked for {BUSY_SECONDS} seconds"),
    ("disk is full", "the disk is full"),
    ("No space left", "the disk is full"),
    ("Connection refused", "no server answers there"),
    ('database "[^"]+" does not exist', "there is no such database; createdb makes one"),
)


@contextmanager
def in_words(what: str) -> Iterator[None]:
    """Raises StoreError, "`what`: the reason", for what the database raises within."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        said = str(getattr(error, "orig", error)).strip().partition("\n")[0]
        reason = next((advice for sign, advice in ADVICE if re.search(sign, said)), said)
        raise StoreError(f"{what}: {reason}") from error
