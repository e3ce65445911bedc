"""Many files in, many records out: read as they are needed, understood in batches, and none stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from polybius.errors import OntologyError, ReadError, SettingsError
from polybius.model import Document, Record

BATCH_SIZE = 16  # documents in memory at a time: enough for the parser to work in bulk
NOTHING_STARTS = (OntologyError, SettingsError)


class Reader(Protocol):
    """What is asked of the pipeline here: one record a document, in order."""

    def read_documents(self, documents: Iterable[Document]) -> Iterator[Record]:
        """Reads documents into records."""
        ...


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one report of the `number`th file (from 1): its record, or why there is none."""

    number: int
    origin: str
    found: Record | Exception


Taken = tuple[int, str, Document | ReadError]


def take(files: Sequence[str], read_file: Callable[[str], Iterator[Document | ReadError]]) -> Iterator[Taken]:
    """Yields each file's documents as they are needed; a file that cannot be read gives its error instead."""
    for number, file in enumerate(files, start=1):
        try:
            for item in read_file(file):
                yield number, item.origin or file if isinstance(item, Document) else file, item
        except ReadError as error:
            yield number, file, error


def read_batches(taken: Iterator[Taken], start_reader: Callable[[], Reader]) -> Iterator[Result]:
    """Yields one result for each document or error, in order; the reader is started at the first document."""
    reader: Reader | None = None
    while batch := list(islice(taken, BATCH_SIZE)):
        documents = [item for _, _, item in batch if isinstance(item, Document)]
        if documents:
            reader = reader or start_reader()
        found = _read(documents, reader) if reader else iter(())
        for number, origin, item in batch:
            yield Result(number, origin, next(found) if isinstance(item, Document) else item)


def _read(documents: Sequence[Document], reader: Reader) -> Iterator[Record | Exception]:
    done = 0
    try:
        for record in reader.read_documents(documents):
            yield record
            done += 1
    except NOTHING_STARTS:
        raise
    except Exception:
        # The rest of the batch goes on one by one, so that the culprit fails alone.
        yield from (_read_alone(document, reader) for document in documents[done:])


def _read_alone(document: Document, reader: Reader) -> Record | Exception:
    try:
        return next(reader.read_documents([document]))
    except NOTHING_STARTS:
        raise
    except Exception as error:
        return error
