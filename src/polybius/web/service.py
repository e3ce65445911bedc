"""What the routes work with: the store, who may do what in it, and what is being read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Annotated, cast

from fastapi import Depends, Request

from polybius.recorder import After, Before, Recorder
from polybius.store import Store, Transaction, View
from polybius.web.atlas import Atlas
from polybius.web.limits import Attempts
from polybius.web.memory import Memory
from polybius.web.passwords import new_secret
from polybius.web.reading import ReadingRoom


@dataclass(slots=True)
class Service:
    """One workbench: `sign_in` tells whether people must sign in; where not, whoever asks is `local`, an admin.

    `has_map` tells whether there is a map of one's own to draw.
    Who writes waits for `turn`, where the next goes on at once: a database's lock is only looked at now and then.
    """

    store: Store
    version: str
    readings: ReadingRoom
    sign_in: bool = False
    local: str = "local user"
    has_map: bool = False
    csrf: str = field(default_factory=new_secret)
    attempts: Attempts = field(default_factory=Attempts)
    turn: Lock = field(default_factory=Lock)
    memory: Memory = field(init=False)
    atlas: Atlas = field(init=False)

    def __post_init__(self) -> None:
        self.memory = Memory(self.store.view)
        self.atlas = Atlas(self.memory)

    def close(self) -> None:
        """Waits for what is being read or found."""
        self.readings.close()
        self.memory.close()

    @contextmanager
    def view(self) -> Iterator[View]:
        """Opens a view of the store as it stands."""
        with self.store.view() as view:
            yield view

    @contextmanager
    def recorder(self, before: Before | None = None, after: After | None = None) -> Iterator[Recorder]:
        """Opens a recorder, with what is to be done in the transaction before and after a deed."""
        with self.turn, self.store.writer(self.version) as writer:
            yield Recorder(writer, before=before, after=after)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Opens a transaction of its own."""
        with self.turn, self.store.writer(self.version) as writer, writer.transaction() as transaction:
            yield transaction


async def service_of(request: Request) -> Service:
    """Returns the workbench that a request is put to."""
    return cast(Service, request.app.state.service)


Workbench = Annotated[Service, Depends(service_of)]
