from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pytest

from polybius.cli.batch import BATCH_SIZE, Result, read_batches, take
from polybius.errors import OntologyError, ReadError
from polybius.model import Document, Record
from tests.builders import record


@dataclass
class WordReader:
    """Reads a document into a record of the same text, and stumbles over the words it is told to."""

    stumbles: dict[str, Exception] = field(default_factory=dict)
    asked: int = 0

    def read_documents(self, documents: Iterable[Document]) -> Iterator[Record]:
        self.asked += 1
        for document in documents:
            if document.text in self.stumbles:
                raise self.stumbles[document.text]
            yield record(document.text)


def documents_of(file: str) -> Iterator[Document | ReadError]:
    """A file named "a+b" holds the reports "a" and "b"; a report named "bad…" cannot be read."""
    for number, text in enumerate(file.split("+"), start=1):
        yield ReadError(f"{text} is bad") if text.startswith("bad") else Document(text, origin=f"{file}:{number}")


def read_all(files: list[str], reader: WordReader) -> list[Result]:
    return list(read_batches(take(files, documents_of), lambda: reader))


def found(results: list[Result]) -> list[str]:
    return [r.found.text if isinstance(r.found, Record) else str(r.found) for r in results]


def test_results_come_in_the_order_of_files_and_reports() -> None:
    results = read_all(["b", "a+c", "d"], WordReader())
    assert found(results) == ["b", "a", "c", "d"]
    assert [(r.number, r.origin) for r in results] == [(1, "b:1"), (2, "a+c:1"), (2, "a+c:2"), (3, "d:1")]


def test_a_report_that_cannot_be_read_keeps_its_place_and_the_batch_goes_on() -> None:
    assert found(read_all(["a", "bad1", "b+bad2+c"], WordReader())) == ["a", "bad1 is bad", "b", "bad2 is bad", "c"]


def test_a_report_that_the_reader_stumbles_over_fails_alone() -> None:
    reader = WordReader({"b": ValueError("odd"), "d": KeyError("odder")})
    assert found(read_all(list("abcde"), reader)) == ["a", "odd", "c", "'odder'", "e"]


def test_a_faulty_ontology_stops_the_batch() -> None:
    with pytest.raises(OntologyError, match="faulty"):
        read_all(["a", "b"], WordReader({"b": OntologyError("faulty")}))


def test_a_file_that_raises_instead_of_yielding_is_an_error_like_others() -> None:
    def raising(file: str) -> Iterator[Document | ReadError]:
        raise ReadError(f"{file} is gone")

    results = list(read_batches(take(["a"], raising), WordReader))
    assert found(results) == ["a is gone"]


def test_the_reader_is_not_started_where_nothing_can_be_read() -> None:
    def start() -> WordReader:
        raise AssertionError("started")

    assert found(list(read_batches(take(["bad1", "bad2"], documents_of), start))) == ["bad1 is bad", "bad2 is bad"]


def test_documents_are_taken_a_batch_at_a_time() -> None:
    taken: list[str] = []

    def noting(file: str) -> Iterator[Document | ReadError]:
        taken.append(file)
        yield Document(file)

    results = read_batches(take([str(n) for n in range(5 * BATCH_SIZE)], noting), WordReader)
    next(results)
    assert len(taken) == BATCH_SIZE
    assert len(list(results)) == 5 * BATCH_SIZE - 1


def test_a_batch_is_read_in_one_go() -> None:
    reader = WordReader()
    read_all([str(n) for n in range(2 * BATCH_SIZE)], reader)
    assert reader.asked == 2
