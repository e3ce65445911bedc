"""A workbench for tests: a store with two reports that disagree and one on another day, and clients that ask it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from fastapi import FastAPI
from fastapi.testclient import TestClient

from polybius.model import ActorKind, Certainty, Document, Figure, Precision, Record, Span, TimeSpan
from polybius.recorder import Recorder
from polybius.store import Role, Store
from polybius.web import create_app
from polybius.web.passwords import hash_password
from tests.builders import actor, claim, event, place, record, span

PASSWORD = "a long walk by the sea"
CSRF = "X-Polybius-CSRF"


def shelling(text: str, publisher: str, killed: int, day: str = "2021-03-01", **more: object) -> Record:
    """A report of a shelling of Vela; `more` are parts of its event."""
    told = event(
        trigger=span(text, "shelled"),
        initiators=("a1",),
        targets=("a2",),
        place="p1",
        when=TimeSpan(day, day),
        figures=(Figure("killed", killed, killed),),
        claim="c1",
        **more,
    )
    actors = (
        actor("a1", "Northland Army", country="NRL", mentions=(span(text, "Northland"),)),
        actor("a2", "Vela Harbour Guard", country="ERI"),
        actor("a3", "Omar Tesfay", kind=ActorKind.PERSON),
    )
    port = place("p1", country="ERI", latitude=15.6, longitude=39.4, geonames=101, precision=Precision.EXACT)
    return record(
        text,
        title=f"{publisher} on Vela",
        publisher=publisher,
        published=f"{day[:-2]}02",
        sentences=(Span(0, len(text)),),
        actors=actors,
        places=(replace(port, mentions=(span(text, "Vela"),)),),
        events=(told,),
        claims=(claim("c1", "a3"),),
    )


ONE = shelling("Northland guns shelled the harbour guard at Vela on Monday, Omar Tesfay said.", "Harbour Gazette", 3)
TWO = shelling("Monday at Vela: Northland shelled the guard; five died, says Omar Tesfay.", "Red Sea Wire", 5)
LATER = shelling(
    "A month on, Northland perhaps shelled Vela again.",
    "Harbour Gazette",
    1,
    "2021-04-01",
    certainty=Certainty.POSSIBLE,
)


class Reading:
    """A reader that finds one shelling in each text which tells of one, as `ONE` does, and fails on no other."""

    def read_documents(self, documents: Iterable[Document]) -> Iterator[Record]:
        for document in documents:
            if "shelled" in document.text:
                yield replace(shelling(document.text, document.publisher or "nobody", 2), title=document.title)
            else:
                id = hashlib.sha256(document.text.encode()).hexdigest()
                yield Record(id, document.text, problems=("nothing found",))


def fill(store: Store, *records: Record) -> None:
    with store.writer("1.0") as writer:
        for one in records or (ONE, TWO, LATER):
            Recorder(writer).record(one)


def add_users(store: Store) -> None:
    """Lets Rana read, Ana decide and Adam say who may."""
    hashed = hash_password(PASSWORD)
    with store.writer("1.0") as writer, writer.transaction() as transaction:
        for name, role in (("Rana", Role.READER), ("Ana", Role.ANALYST), ("Adam", Role.ADMIN)):
            transaction.add_user(name, role, hashed, by="tests")


def application(store: Store, *, local: str | None = "Ada Reyes") -> FastAPI:
    return create_app(store, "1.0", Reading, local=local)


def client_of(app: FastAPI, name: str | None = None) -> TestClient:
    """A client that sends what a page would; signed in where a name is given."""
    client = TestClient(app, base_url="http://localhost", raise_server_exceptions=False)
    client.headers[CSRF] = client.get("/api/session").json()["csrf"]
    if name:
        signed = client.post("/api/session", json={"name": name, "password": PASSWORD})
        client.headers[CSRF] = signed.json()["csrf"]
    return client
