"""Answers to whole-store questions, kept as the JSON that is sent until something in the store changes.

Of several who ask the same at one time, one finds the answer and the others wait for it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import TypeVar, cast

from fastapi import Response
from pydantic import BaseModel

from polybius.store import View

MOST = 64  # answers
Value = TypeVar("Value")


class Memory:
    """Keeps the latest answers by what was asked and the state of the store; any number of threads may ask."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[Hashable, Future[object]]] = OrderedDict()
        self._lock = Lock()

    def answer(self, view: View, asked: Hashable, find: Callable[[], BaseModel]) -> Response:
        """Returns what is found as a response, which is made into JSON once."""
        body = self.recall(view, asked, lambda: find().model_dump_json(by_alias=True).encode())
        return Response(body, media_type="application/json")

    def recall(self, view: View, asked: Hashable, find: Callable[[], Value]) -> Value:
        """Returns the answer that is kept for this state of the store, else finds and keeps it."""
        state = (view.as_of, view.state())
        with self._lock:
            kept = self._kept.get(asked)
            mine: Future[object] | None = None
            if kept is None or kept[0] != state:
                mine = Future()
                kept = self._kept[asked] = state, mine
            self._kept.move_to_end(asked)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        if mine is not None:
            self._find(asked, mine, find)
        return cast(Value, kept[1].result())

    def _find(self, asked: Hashable, mine: Future[object], find: Callable[[], object]) -> None:
        """Sets what is found, or the error that finding it ended with, which is not kept."""
        try:
            mine.set_result(find())
        except BaseException as error:
            with self._lock:
                if (kept := self._kept.get(asked)) and kept[1] is mine:
                    del self._kept[asked]
            mine.set_exception(error)
