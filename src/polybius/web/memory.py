"""Answers to whole-store questions, kept as the JSON that is sent until something in the store changes.

Of several who ask the same at one time, one finds the answer and the others wait for it. An answer that took long to
find may lag: it is given once more, at most `LAG` seconds after it was last right, while the new one is being found.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar, cast

from fastapi import Response
from pydantic import BaseModel

from polybius.store import View

MOST = 64  # answers
SLOW = 0.25  # seconds to find it, from which an answer may lag
LAG = 30.0  # seconds
REST = 4  # times as long as it took
Value = TypeVar("Value")
Find = Callable[[View], Value]


@dataclass(slots=True)
class _Kept:
    """What was found for a state of the store; `seen` is when it was last right, `took` how many seconds it took."""

    state: Hashable
    value: Future[Any] = field(default_factory=Future)
    began: float = field(default_factory=time.monotonic)
    seen: float = field(default_factory=time.monotonic)
    took: float = 0.0
    refreshing: bool = False

    def may_lag(self) -> bool:
        found = self.value.done() and self.value.exception() is None
        return found and self.took > SLOW and time.monotonic() - self.seen < LAG

    def is_due(self) -> bool:
        """Whether to find anew, which is not to take more than a part of the time."""
        return not self.refreshing and time.monotonic() - self.began > REST * self.took


class Memory:
    """Keeps the latest answers by what was asked and the state of the store; any number of threads may ask."""

    def __init__(self, open_view: Callable[[], AbstractContextManager[View]]) -> None:
        self._open_view = open_view
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._lock = Lock()
        self._behind = ThreadPoolExecutor(1, "refreshing")

    def answer(self, view: View, asked: Hashable, find: Find[BaseModel], *, lag: bool = False) -> Response:
        """Returns what is found as a response, which is made into JSON once."""
        return Response(self.recall(view, asked, in_json(find), lag=lag), media_type="application/json")

    def recall(self, view: View, asked: Hashable, find: Find[Value], *, lag: bool = False) -> Value:
        """Returns the answer that is kept for this state of the store (or lags behind it), else finds and keeps it."""
        state = (view.as_of, view.state())
        with self._lock:
            kept = self._kept.get(asked)
            is_new = kept is None or (kept.state != state and not (lag and kept.may_lag()))
            if kept is None or is_new:
                kept = self._kept[asked] = _Kept(state)
                self._forget()
            elif kept.state == state:
                kept.seen = time.monotonic()
            elif kept.is_due():
                kept.refreshing = True
                self._behind.submit(self._refresh, asked, find)
            self._kept.move_to_end(asked)
        if is_new:
            self._find(asked, kept, view, find)
        return cast(Value, kept.value.result())

    def has(self, asked: Hashable) -> bool:
        """Whether an answer is kept, be it that of an earlier state."""
        with self._lock:
            kept = self._kept.get(asked)
        return kept is not None and kept.value.done()

    def prepare(self, asked: Hashable, find: Find[Any]) -> None:
        """Finds an answer in the background, so that whoever asks first need not wait for all of it."""
        with suppress(RuntimeError):  # closed before: whoever asks first waits
            self._behind.submit(self._ahead, asked, find)

    def close(self) -> None:
        """Waits for what is being found."""
        self._behind.shutdown(cancel_futures=True)

    def _ahead(self, asked: Hashable, find: Find[Any]) -> None:
        with self._open_view() as view:
            self.recall(view, asked, find, lag=True)

    def _refresh(self, asked: Hashable, find: Find[Any]) -> None:
        with self._open_view() as view:
            new = _Kept((view.as_of, view.state()))
            self._find(asked, new, view, find)
        with self._lock:
            if new.value.exception() is None:
                self._kept[asked] = new
            elif kept := self._kept.get(asked):
                kept.refreshing = False

    def _find(self, asked: Hashable, kept: _Kept, view: View, find: Find[Any]) -> None:
        """Sets what is found, or the error that finding it ended with, which is not kept."""
        start = time.monotonic()
        try:
            found = find(view)
        except BaseException as error:
            with self._lock:
                if self._kept.get(asked) is kept:
                    del self._kept[asked]
            kept.value.set_exception(error)
        else:
            kept.took = time.monotonic() - start
            kept.value.set_result(found)

    def _forget(self) -> None:
        while len(self._kept) > MOST:
            self._kept.popitem(last=False)


def in_json(find: Find[BaseModel]) -> Find[bytes]:
    """Returns what finds the body of an answer, as `Memory.answer` keeps it."""
    return lambda view: find(view).model_dump_json(by_alias=True).encode()
