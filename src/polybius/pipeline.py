"""The main path: bytes -> documents -> annotated sentences -> extractions -> records (`recorder.py` takes them on).

read      a file becomes one or more documents (polybius.read)
language  a document becomes tagged and parsed sentences
extract   sentences become mentions, claims, events, relations, stances, conditions
resolve   mentions become actors and places, words become days and counts, drafts become a record
store     a record is kept and fused with others (polybius.recorder; the caller decides)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from polybius.errors import ReadError
from polybius.extract import Extractor
from polybius.language import Learned, Parser
from polybius.model import Document, Record
from polybius.ontology import load_ontology
from polybius.resolve import Resolver
from polybius.resolve.gazetteer import open_gazetteer


class Reader:
    """Reads reports into records; loads its models once (about a second) and may be used for any number of reports.

    With `learned=False` the rules read alone.
    """

    def __init__(self, *, learned: bool = True) -> None:
        ontology, gazetteer = load_ontology(), open_gazetteer()
        self._parser = Parser()
        self._learned = Learned() if learned else None
        self._extractor = Extractor(ontology, gazetteer)
        self._resolver = Resolver(ontology, gazetteer)

    def read(
        self,
        text: str,
        *,
        title: str | None = None,
        publisher: str | None = None,
        published: str | None = None,
        url: str | None = None,
    ) -> Record:
        """Returns the record of one text; `published` is an ISO 8601 day, without which relative dates stay open.

        Raises ReadError for a `published` that is no such day.
        """
        if published is not None and not _is_day(published):
            raise ReadError(f"published {published!r} is no day; allowed: YYYY-MM-DD")
        return next(self.read_documents([Document(text, title, publisher, url, published)]))

    def read_documents(self, documents: Iterable[Document]) -> Iterator[Record]:
        """Yields a record for each document, in order; parsing goes in batches."""
        parsed = self._parser.annotate(documents)
        for annotated in self._learned.annotate(parsed) if self._learned else parsed:
            yield self._resolver.resolve(self._extractor.extract(annotated))


def _is_day(words: str) -> bool:
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return True
