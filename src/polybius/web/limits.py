"""How often somebody may fail to sign in: a window of time, in memory, by name and by address."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

WINDOW = 300  # seconds
MOST_FOR_NAME = 5  # failures in the window, after which one waits
MOST_FOR_ADDRESS = 20  # more, since many may share an address
MOST_KEPT = 10_000  # names and addresses in memory


class Attempts:
    """Counts failures and tells how long to wait; any number of threads may ask."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures: dict[str, list[float]] = {}
        self._lock = Lock()

    def wait(self, name: str, address: str) -> int:
        """Returns the seconds to wait before the next attempt; 0 where none is needed."""
        with self._lock:
            keys = (f"name {name}", MOST_FOR_NAME), (f"address {address}", MOST_FOR_ADDRESS)
            return max(self._wait(key, most) for key, most in keys)

    def fail(self, name: str, address: str) -> None:
        """Counts a failure."""
        with self._lock:
            if len(self._failures) >= MOST_KEPT:
                self._failures = {key: times for key, times in self._failures.items() if self._recent(key)}
            for key in (f"name {name}", f"address {address}"):
                self._failures.setdefault(key, []).append(self._clock())

    def succeed(self, name: str) -> None:
        """Forgets the failures under a name."""
        with self._lock:
            self._failures.pop(f"name {name}", None)

    def _wait(self, key: str, most: int) -> int:
        recent = self._recent(key)
        self._failures |= {key: recent} if recent else {}
        if len(recent) < most:
            return 0
        return max(1, round(recent[-most] + WINDOW - self._clock()))

    def _recent(self, key: str) -> list[float]:
        start = self._clock() - WINDOW
        return [at for at in self._failures.get(key, []) if at > start]
