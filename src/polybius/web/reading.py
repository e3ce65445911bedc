"""Reports that people add, read in the background one after another, while anybody may ask how far they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Protocol

from polybius.errors import PolybiusError, ReadError
from polybius.model import Document, Record
from polybius.recorder import Recorder
from polybius.store import Outcome, Store
from polybius.web.answers import Batch, ReadingItem, Stage

MOST_KEPT = 200  # batches that can still be asked about
Given = tuple[str, Document | ReadError]


class Reader(Protocol):
    """What is asked of the pipeline: one record a document."""

    def read_documents(self, documents: Iterable[Document]) -> Iterator[Record]:
        """Reads documents into records."""
        ...


@dataclass(slots=True)
class _Batch:
    id: int
    who: str
    at: str
    given: list[Given]
    items: list[ReadingItem] = field(default_factory=list)

    def shown(self) -> Batch:
        done = sum(item.stage not in (Stage.WAITING, Stage.READING) for item in self.items)
        total = len(self.items)
        return Batch(
            id=self.id,
            who=self.who,
            at=self.at,
            done=done,
            total=total,
            finished=done == total,
            items=tuple(self.items),
        )


class ReadingRoom:
    """Reads what is added, with a thread and a reader of its own that start with the first report."""

    def __init__(self, store: Store, version: str, start_reader: Callable[[], Reader]) -> None:
        self._store = store
        self._version = version
        self._start_reader = start_reader
        self._reader: Reader | None = None
        self._batches: dict[int, _Batch] = {}
        self._waiting: SimpleQueue[_Batch | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._lock = Lock()
        self._number = 0

    def add(self, who: str, given: Sequence[Given]) -> Batch:
        """Takes documents, and files that could not be read, to be read and stored for a person."""
        with self._lock:
            self._number += 1
            at = datetime.now(UTC).isoformat(timespec="seconds")
            batch = _Batch(self._number, who, at, list(given), [_first_stage(one) for one in given])
            self._batches[batch.id] = batch
            for old in list(self._batches)[:-MOST_KEPT]:
                del self._batches[old]
            if self._thread is None:
                self._thread = Thread(target=self._work, name="reading", daemon=True)
                self._thread.start()
            shown = batch.shown()
        self._waiting.put(batch)
        return shown

    def readings(self) -> tuple[Batch, ...]:
        """Returns what was added, the latest first."""
        with self._lock:
            return tuple(batch.shown() for batch in reversed(self._batches.values()))

    def reading(self, id: int) -> Batch | None:
        """Returns how far reports that were added together are; None where nothing has this number."""
        with self._lock:
            batch = self._batches.get(id)
            return batch.shown() if batch else None

    def close(self) -> None:
        """Ends the thread once what it reads is stored."""
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join()

    def _work(self) -> None:
        while batch := self._waiting.get():
            for number, (origin, document) in enumerate(batch.given):
                if isinstance(document, Document):
                    self._set(batch, number, ReadingItem(origin=origin, stage=Stage.READING))
                    self._set(batch, number, self._read(origin, document, batch.who))
            batch.given.clear()

    def _set(self, batch: _Batch, number: int, item: ReadingItem) -> None:
        with self._lock:
            batch.items[number] = item

    def _read(self, origin: str, document: Document, who: str) -> ReadingItem:
        try:
            self._reader = self._reader or self._start_reader()
            record = next(iter(self._reader.read_documents([document])))
            outcome = self._keep(record, origin, who)
        except PolybiusError as error:
            return ReadingItem(origin=origin, stage=Stage.FAILED, message=str(error))
        except Exception as error:  # one report must not stop those behind it
            message = f"{origin}: internal error, {type(error).__name__}: {error}"
            return ReadingItem(origin=origin, stage=Stage.FAILED, message=message)
        stage = Stage.ALREADY_KNOWN if outcome is Outcome.ALREADY_KNOWN else Stage.STORED
        problems = "; ".join(record.problems) or None
        return ReadingItem(origin=origin, stage=stage, report=record.id, message=problems)

    def _keep(self, record: Record, origin: str, who: str) -> Outcome:
        with self._store.writer(self._version) as writer:
            outcome = Recorder(writer).record(record)
            if outcome is not Outcome.ALREADY_KNOWN:
                with writer.transaction() as transaction:
                    transaction.note(who, "add report", record.id, detail=origin)
        return outcome


def _first_stage(given: Given) -> ReadingItem:
    origin, document = given
    if isinstance(document, Document):
        return ReadingItem(origin=origin, stage=Stage.WAITING)
    return ReadingItem(origin=origin, stage=Stage.FAILED, message=str(document))
