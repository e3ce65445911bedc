"""`polybius serve`, `users` and `audit`."""

from __future__ import annotations

import io
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from polybius import cli
from polybius.cli.serve import is_loopback
from polybius.store import Store
from tests.web.desk import fill


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Store.open("polybius.db") as store:
        fill(store)


def add(monkeypatch: pytest.MonkeyPatch, name: str, role: str, password: str = "a long walk by the sea") -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    return cli.main(["users", "add", name, "--role", role])


@pytest.mark.parametrize(
    ("host", "is_here"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("example.org", False)],
)
def test_an_address_is_of_this_computer_or_not(host: str, is_here: bool) -> None:
    assert is_loopback(host) is is_here


def test_elsewhere_than_here_it_does_not_start_without_users(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["serve", "--host", "0.0.0.0", "--port", "0"]) == 2
    assert "Nobody could sign in; 'polybius users add" in capsys.readouterr().err


def test_a_port_that_is_taken_is_told_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert cli.main(["serve", "--port", port]) == 2
    assert f"--port {port} cannot be listened at" in capsys.readouterr().err


def test_it_answers_where_it_says(tmp_path: Path) -> None:
    program = [sys.executable, "-c", "import sys; from polybius.cli import main; sys.exit(main())"]
    with subprocess.Popen(
        [*program, "serve", "--port", "0"], cwd=tmp_path, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stderr is not None
        where = server.stderr.readline().split()[3]
        try:
            with urllib.request.urlopen(f"{where}/api/overview", timeout=60) as answer:
                assert b'"reports":3' in answer.read()
        finally:
            server.terminate()


def test_users_are_added_changed_and_listed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(monkeypatch, "Adam", "admin") == 0
    assert add(monkeypatch, "Rana", "reader") == 0
    assert cli.main(["users", "role", "Rana", "--role", "analyst"]) == 0
    assert cli.main(["users", "disable", "Rana"]) == 0
    capsys.readouterr()
    cli.main(["users"])
    assert capsys.readouterr().out.splitlines() == ["Adam  admin", "Rana  analyst  may not sign in"]


def test_a_short_password_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(monkeypatch, "Rana", "reader", "short") == 2
    assert "The password has 5 characters; allowed: 12 or more" in capsys.readouterr().err


def test_the_log_is_listed_and_verified(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    add(monkeypatch, "Adam", "admin")
    capsys.readouterr()
    assert cli.main(["audit"]) == 0
    assert "add user  Adam  admin" in capsys.readouterr().out
    assert cli.main(["audit", "verify"]) == 0
    head = capsys.readouterr().out.split()[-1]
    assert cli.main(["audit", "verify", "--noted", head]) == 0
    assert cli.main(["audit", "verify", "--noted", "0" * 64]) == 1
