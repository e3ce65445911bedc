"""The workbench in a real browser: a server on a free port, Debian's chromium, and pages that keep what goes wrong."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from polybius.model import Document
from polybius.pipeline import Reader
from polybius.read import read
from polybius.recorder import Recorder
from polybius.store import Store
from polybius.web import create_app
from polybius.web.page import PAGE

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("0*"))
SOFTWARE = ("--no-sandbox", "--enable-unsafe-swiftshader")  # WebGL without a graphics card
PATIENCE = 60_000  # milliseconds
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.skip("no chromium on this machine; on Debian: apt-get install chromium")
    if not (PAGE / "index.html").exists():
        pytest.skip("the page is not built; make page builds it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(SOFTWARE))
        yield browser
        browser.close()


@cache
def start_reader() -> Reader:
    """One reader for all workbenches; it keeps nothing from one text to the next."""
    return Reader()


@contextmanager
def serving(chromium: Browser, store: Store, local: str | None) -> Iterator[str]:
    """Serves the workbench from a thread and yields its address; it stops once no page can ask it for anything more."""
    listener = socket.create_server(("127.0.0.1", 0))
    application = create_app(store, "0.0.0", start_reader, local=local)
    server = uvicorn.Server(uvicorn.Config(application, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    for context in chromium.contexts:
        for page in context.pages:
            page.goto("about:blank")
    server.should_exit = True
    thread.join()
    listener.close()


@pytest.fixture(scope="session")
def address(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A workbench whose store has the example reports."""
    path = tmp_path_factory.mktemp("workbench") / "polybius.db"
    documents = [one for example in EXAMPLES for one in read(example) if isinstance(one, Document)]
    with Store.open(path) as store:
        with store.writer("0.0.0") as writer:
            for record in start_reader().read_documents(documents):
                Recorder(writer).record(record)
        with serving(chromium, store, "Ada") as address:
            yield address


@pytest.fixture
def empty(chromium: Browser, tmp_path: Path) -> Iterator[str]:
    """A workbench whose store is empty."""
    with Store.open(tmp_path / "polybius.db") as store, serving(chromium, store, "Ada") as address:
        yield address


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page on which nothing may go wrong unseen: no script fails, and the browser refuses and blocks nothing."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if _is_wrong(message.type, message.text) else None)
    page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    yield page
    context.close()
    assert wrong == []


def _is_wrong(kind: str, text: str) -> bool:
    """Tells whether the console complains of something; that an answer was no 200 is for the page to say."""
    return kind == "error" and "the server responded with a status of" not in text
