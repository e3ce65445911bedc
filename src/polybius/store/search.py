"""Full-text search, which finds a name by any of its aliases: FTS5 in SQLite, `tsvector` in PostgreSQL.

Both index the same words: in lower case, without diacritics. A query is a list of groups of phrases, of each of which
one must stand in a report; the aliases of a name in the query make one group.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import Connection, text

from polybius.incidents import Hit
from polybius.model import Record, Span
from polybius.store.names import Names
from polybius.store.things import plain_words

LONGEST_NAME = 6  # words of a query that may be one name
MOST_NAMES = 12  # phrases in a group
AROUND = 60  # characters shown on each side of what was found
Groups = Sequence[Sequence[str]]

IN_SQLITE = """
    SELECT report.id, report.title, report.publisher, report.published, report.text
    FROM (SELECT rowid AS number, rank FROM search WHERE search MATCH :query) AS found
    JOIN document ON document.number = found.number JOIN report ON report.id = document.report
    WHERE report.recorded_at < :before ORDER BY found.rank LIMIT :limit
"""
IN_POSTGRESQL = """
    SELECT report.id, report.title, report.publisher, report.published, report.text
    FROM document JOIN report ON report.id = document.report, to_tsquery('simple', :query) AS query
    WHERE document.words @@ query AND report.recorded_at < :before
    ORDER BY ts_rank_cd(document.words, query) DESC, document.number LIMIT :limit
"""


def index_text(connection: Connection, record: Record) -> None:
    """Adds a report's title and text to the index."""
    words = plain_words(f"{record.title or ''}\n{record.text}")
    if connection.dialect.name == "sqlite":
        new = text("INSERT INTO document (report) VALUES (:report)")
        number = connection.execute(new, {"report": record.id}).lastrowid
        connection.execute(text("INSERT INTO search (rowid, words) VALUES (:n, :w)"), {"n": number, "w": words})
    else:
        new = text("INSERT INTO document (report, words) VALUES (:report, to_tsvector('simple', :words))")
        connection.execute(new, {"report": record.id, "words": words})


class Searches(Names):
    """The part of a view that searches texts and names."""

    def search(self, query: str, limit: int = 20) -> tuple[Hit, ...]:
        """Returns the reports in which all words of the query stand, names by any of their aliases, the best first."""
        groups = self._groups(plain_words(query).split())
        if not groups:
            return ()
        in_sqlite = self._connection.dialect.name == "sqlite"
        values = {
            "query": _for_sqlite(groups) if in_sqlite else _for_postgresql(groups),
            "before": self._end_of_moment(),
            "limit": limit,
        }
        rows = self._connection.execute(text(IN_SQLITE if in_sqlite else IN_POSTGRESQL), values)
        return tuple(_hit(row, groups) for row in rows)

    def _groups(self, words: Sequence[str]) -> list[list[str]]:
        groups, at = [], 0
        while at < len(words):
            taken, names = self._longest_name(words[at : at + LONGEST_NAME])
            groups.append([" ".join(words[at : at + taken]), *names])
            at += taken
        return groups

    def _longest_name(self, words: Sequence[str]) -> tuple[int, list[str]]:
        """How many of the words are a known name (else 1), and its other forms."""
        for taken in range(len(words), 0, -1):
            own = " ".join(words[:taken])
            names = [form for thing in self.named(own) for form in (thing.name, *thing.aliases)]
            forms = dict.fromkeys(plain_words(name) for name in names)
            if forms:
                return taken, [form for form in forms if form and form != own][:MOST_NAMES]
        return 1, []


def _for_sqlite(groups: Groups) -> str:
    return " AND ".join("(" + " OR ".join(f'"{phrase}"' for phrase in group) + ")" for group in groups)


def _for_postgresql(groups: Groups) -> str:
    phrases = [["(" + " <-> ".join(f"'{w}'" for w in phrase.split()) + ")" for phrase in group] for group in groups]
    return " & ".join("(" + " | ".join(group) + ")" for group in phrases)


def _hit(row: tuple[str, ...], groups: Groups) -> Hit:
    id, title, publisher, published, words = row
    place = _first(words, groups)
    return Hit(id, title, publisher, published, place, _shown(words, place))


def _first(words: str, groups: Groups) -> Span | None:
    """The first place in a text where a phrase of any group stands."""
    for phrases in groups:
        for phrase in phrases:
            pattern = r"\W+".join(_with_marks(word) for word in phrase.split())
            if found := re.search(rf"(?<!\w){pattern}(?!\w)", words, re.IGNORECASE):
                return Span(*found.span())
    return None


def _with_marks(word: str) -> str:
    # Letters of a text may bear marks that the index has dropped ("Sanaa", "Sanaá").
    return "".join(f"{letter}[\\u0300-\\u036f]*" if letter.isascii() else "\\w" for letter in word)


def _shown(words: str, place: Span | None) -> str:
    if place is None:
        return " ".join(words[: 2 * AROUND].split())
    start, end = max(0, place.start - AROUND), min(len(words), place.end + AROUND)
    inner = " ".join(words[start:end].split())
    return ("…" if start else "") + inner + ("…" if end < len(words) else "")
