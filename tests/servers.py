"""A PostgreSQL server of the tests' own: on loopback, in a temporary folder, gone when they are done."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
OPTIONS = "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c max_connections=40"


def server_programs() -> Path | None:
    """The folder of the newest server's programs; None where there is no server."""
    if there := shutil.which("pg_ctl"):
        return Path(there).parent
    found = [path.parent for path in DEBIAN.glob("*/bin/pg_ctl")]
    return max(found, key=lambda path: float(path.parent.name), default=None)


def owner() -> int | None:
    """The user as whom the server must run where we are root, as whom it refuses to."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry.pw_uid for entry in pwd.getpwall()}
    return names.get("postgres", names["nobody"])


@contextmanager
def postgresql(programs: Path) -> Iterator[str]:
    """Starts a server and yields the URL of it, to which the name of a database is to be added."""
    folder, user = Path(tempfile.mkdtemp(prefix="polybius-")), owner()
    if user is not None:
        os.chown(folder, user, -1)
    data, port = str(folder / "data"), _free_port()
    locale = ["--locale=C", "--encoding=UTF8", "--auth=trust", "--username=polybius", "--no-sync"]
    control = [str(programs / "pg_ctl"), "-D", data, "-w", "-s", "-l", str(folder / "log")]
    try:
        subprocess.run(
            [str(programs / "initdb"), "-D", data, *locale], check=True, user=user, stdout=subprocess.DEVNULL
        )
        subprocess.run([*control, "-o", OPTIONS.format(port=port), "start"], check=True, user=user)
        try:
            yield f"postgresql://polybius@127.0.0.1:{port}/"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=True, user=user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def create_database(server: str, name: str) -> str:
    """Makes an empty database and returns its URL."""
    import psycopg

    with psycopg.connect(f"{server}postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[call-overload]
    return server + name


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
