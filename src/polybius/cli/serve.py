"""`polybius serve`: the workbench in a browser."""

from __future__ import annotations

import gc
import getpass
import ipaddress
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polybius.cli.options import Database
from polybius.cli.progress import say
from polybius.cli.version import version
from polybius.errors import SettingsError
from polybius.settings import load_settings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from polybius.cli.batch import Reader

LOOPBACK = "127.0.0.1"
KEPT_ALIVE = 75  # seconds that an idle connection stays open, so that a page which polls need not open others
TURN = 0.001  # seconds a thread may work while others wait: what is read ahead would else hold up every answer
BACKLOG = 2048  # connections that wait, as uvicorn has it
Host = Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen; elsewhere than here, people sign in.")]
Port = Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="The port; 0 takes any that is free.")]
SignIn = Annotated[bool, typer.Option("--sign-in", help="Ask people to sign in on this computer, too.")]
Map = Annotated[Path | None, typer.Option("--map", metavar="FILE", help="A PMTiles file to draw the map with.")]
Browser = Annotated[bool, typer.Option("--browser", help="Open the page in the browser.")]


def serve(
    *,
    host: Host = LOOPBACK,
    port: Port = 8765,
    sign_in: SignIn = False,
    own_map: Map = None,
    browser: Browser = False,
    db: Database = None,
) -> None:
    """Opens the workbench in a browser, until Ctrl-C.

    On this computer alone nobody signs in. Any other --host refuses to start before 'polybius users add' has made
    somebody who may sign in; put a server that speaks HTTPS before it.
    """
    signing_in = sign_in or not is_loopback(host)
    with _listening(host, port) as listener, _workbench(db, own_map, signing_in=signing_in) as application:
        import uvicorn

        where = f"http://{_address(listener)}"
        say(f"polybius is at {where} (Ctrl-C ends it)")
        if browser:
            typer.launch(where)
        sys.setswitchinterval(TURN)
        gc.freeze()  # what is there now stays: the collector need not go through it again with every large answer
        config = uvicorn.Config(application, log_level="warning", server_header=False, timeout_keep_alive=KEPT_ALIVE)
        uvicorn.Server(config).run(sockets=[listener])


@contextmanager
def _workbench(db: str | None, own_map: Path | None, *, signing_in: bool) -> Iterator[FastAPI]:
    from polybius.store import Store
    from polybius.web import Files, create_app

    files = Files(map=own_map)
    with Store.open(load_settings({"db": db}).database) as store:
        local = None if signing_in else _user()
        yield create_app(store, version(), _start_reader, local=local, files=files)


def is_loopback(host: str) -> bool:
    """Tells whether an address can be reached from this computer alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(
        family, socket.SOCK_STREAM, socket.IPPROTO_TCP
    )  # named, or answers wait for acknowledgements
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)  # who asks before the server runs waits for it
    except OSError as error:
        listener.close()
        raise SettingsError(f"--host {host} --port {port} cannot be listened at: {error.strerror or error}") from error
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "local user"


def _start_reader() -> Reader:
    from polybius.pipeline import Reader as Pipeline

    return Pipeline()
