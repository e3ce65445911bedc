import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from polybius.cli import main
from polybius.cli.progress import counting, say
from tests.builders import SHELLING

RUN = [sys.executable, "-c", "import sys; from polybius.cli import main; sys.exit(main())"]
OTHER = "The foreign minister of Southland met her counterpart in Vela on Tuesday. They agreed to reopen the port."


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with two reports, and no setting from the environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("POLYBIUS_DB", "POLYBIUS_STORE", "POLYBIUS_FORMAT"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "a.txt").write_text(SHELLING)
    (tmp_path / "b.txt").write_text(OTHER)
    return tmp_path


def texts(out: str) -> list[str]:
    return [json.loads(line)["text"].strip() for line in out.splitlines()]


def test_records_come_out_one_a_line_in_the_order_given(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "b.txt", "a.txt", "--publisher", "Harbour Gazette", "--published", "2021-03-02"]) == 0
    out = capsys.readouterr().out
    assert texts(out) == [OTHER, SHELLING]
    first = json.loads(out.splitlines()[0])
    assert (first["publisher"], first["published"]) == ("Harbour Gazette", "2021-03-02")


def test_reports_are_stored_and_known_the_next_time(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "a.txt"]) == 0
    assert "\nstored " in capsys.readouterr().err
    assert main(["read", "a.txt"]) == 0
    assert "\nalready known " in capsys.readouterr().err
    assert main(["list"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_nothing_is_stored_if_not_wanted(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "a.txt", "--no-store"]) == 0
    assert "stored" not in capsys.readouterr().err
    assert not (here / "polybius.db").exists()


def test_a_bad_file_is_one_line_on_stderr_and_the_batch_goes_on(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "a.txt", "none.txt", "b.txt", "--no-store"]) == 1
    printed = capsys.readouterr()
    assert texts(printed.out) == [SHELLING, OTHER]
    assert [line for line in printed.err.splitlines() if "none.txt" in line] == ["polybius: none.txt: no such file"]


def test_nothing_readable_ends_with_2(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "empty.txt").touch()
    assert main(["read", "none.txt", "empty.txt"]) == 2
    assert capsys.readouterr().out == ""


def test_standard_input_is_read(here: Path) -> None:
    ended = subprocess.run([*RUN, "read", "-", "--no-store"], input=SHELLING.encode(), capture_output=True, check=True)
    assert texts(ended.stdout.decode()) == [SHELLING]


def test_the_output_file_takes_the_records(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "a.txt", "b.txt", "--no-store", "--output", "out.html"]) == 0
    assert capsys.readouterr().out == ""
    assert (here / "out.html").read_text(encoding="utf-8").lower().count("</html>") == 1


def test_a_report_is_not_overwritten_by_its_record(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "a.txt", "--output", "./a.txt"]) == 2
    assert "one of the reports to read" in capsys.readouterr().err
    assert (here / "a.txt").read_text() == SHELLING


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
def test_an_interrupted_batch_ends_quietly_with_130(here: Path) -> None:
    os.mkfifo(here / "c.txt")
    program = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); " + RUN[2]
    command = [sys.executable, "-c", program, "read", "c.txt"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    waiting = open_once_read(here / "c.txt", running)
    running.send_signal(signal.SIGINT)
    errors = running.communicate(timeout=60)[1]
    os.close(waiting)
    assert errors == b""
    assert running.returncode == 130


def open_once_read(pipe: Path, reader: subprocess.Popen[bytes]) -> int:
    """Opens the writing end as soon as the reader has opened the other, so that it waits for what never comes."""
    while reader.poll() is None:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.02)
    raise AssertionError(reader.communicate()[1])


class Terminal(io.StringIO):
    """A stderr that someone watches."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("files", "shown"), [(5, False), (6, True)])
def test_a_bar_is_shown_for_more_than_five_files(files: int, shown: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Terminal()
    monkeypatch.setattr(sys, "stderr", watched)
    with counting(files) as count:
        say("stored abcd")
        count(files)
    assert (f"{files}/{files}" in watched.getvalue()) is shown
    assert "stored abcd" in watched.getvalue()


def test_no_bar_is_shown_in_a_log(capsys: pytest.CaptureFixture[str]) -> None:
    with counting(10) as count:
        count(10)
    assert capsys.readouterr().err == ""
