"""Putting records into the store while a batch is read."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING

from polybius.cli.options import SHOWN_OF_ID
from polybius.cli.version import version
from polybius.errors import StoreError
from polybius.model import Record
from polybius.settings import Settings

if TYPE_CHECKING:
    from polybius.recorder import Recorder


class Keeper:
    """Stores records as the settings say, and says what became of each.

    A store that the user named must work; where `polybius.db` is merely the default, its failure is told once and
    reading goes on without it, since the records are printed all the same.
    """

    def __init__(self, settings: Settings, say: Callable[[str], None]) -> None:
        self._settings = settings
        self._say = say
        self._open_files = ExitStack()
        self._recorder: Recorder | None = None

    def __enter__(self) -> Keeper:
        if self._settings.store:
            self._attempt(self._open)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._open_files.__exit__(kind, error, at)

    def keep(self, record: Record, origin: str) -> None:
        """Stores the record; raises StoreError where a store that the user named fails."""
        self._attempt(lambda: self._add(record, origin))

    def _add(self, record: Record, origin: str) -> None:
        if self._recorder is not None:
            self._say(f"{self._recorder.record(record)} {record.id[:SHOWN_OF_ID]} {origin}")

    def _open(self) -> None:
        from polybius.recorder import Recorder
        from polybius.store import Store

        store = self._open_files.enter_context(Store.open(self._settings.database))
        self._recorder = Recorder(self._open_files.enter_context(store.writer(version())))
        if caught_up := sum(1 for _ in self._recorder.catch_up()):
            self._say(f"fused {caught_up} reports that were stored before")

    def _attempt(self, deed: Callable[[], None]) -> None:
        try:
            deed()
        except StoreError as error:
            if self._settings.db is not None:
                raise
            self._recorder = None
            self._say(f"not stored: {error}")
