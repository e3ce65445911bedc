"""Answers to whole-store questions, kept until something in the store changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

from polybius.store import View

MOST = 64  # answers
Value = TypeVar("Value")


class Memory:
    """Keeps the latest answers by what was asked and the state of the store; any number of threads may ask."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def recall(self, view: View, asked: Hashable, find: Callable[[], Value]) -> Value:
        """Returns the answer that is kept for this state of the store, else finds and keeps it."""
        key = (asked, view.as_of, view.state())
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast(Value, self._kept[key])
        found = find()
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return found
