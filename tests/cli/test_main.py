import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from polybius.cli import COMMANDS, main
from polybius.store import Store
from tests.builders import record, shelling

PATHS = os.pathsep.join([str(Path(__file__).parents[2] / "src"), os.environ.get("PYTHONPATH", "")])
RUN = [sys.executable, "-c", "import sys; from polybius.cli import main; sys.exit(main())"]


class Terminal(io.StringIO):
    """A stdout that someone watches."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory, and no setting from the environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("POLYBIUS_DB", "POLYBIUS_STORE", "POLYBIUS_FORMAT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHONPATH", PATHS)
    return tmp_path


@pytest.fixture
def filled(here: Path) -> Path:
    """The same, with two reports in the default store."""
    with Store.open("polybius.db") as store, store.writer("1.0") as writer:
        writer.add(shelling())
        writer.add(record("Second report.", title="Tab\tand\x1b[31m colour"))
    return here


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("polybius ")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    assert f"polybius {command}" in capsys.readouterr().out


def test_help_starts_without_the_heavy_libraries() -> None:
    program = "import sys; from polybius.cli import main; main(['--help']); print(sorted(sys.modules), file=sys.stderr)"
    environment = os.environ | {"PYTHONPATH": PATHS}
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True)
    for heavy in ("'rich'", "'sqlalchemy'", "'spacy'", "'numpy'", "'polybius.read'", "'polybius.store'"):
        assert heavy not in ended.stderr


def test_a_list_in_a_pipe_is_tab_separated_and_bare_of_commands(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["list"]) == 0
    head, first, second = capsys.readouterr().out.splitlines()
    assert head.split("\t")[:5] == ["id", "published", "publisher", "title", "events"]
    assert first.split("\t")[:5] == [shelling().id, "2021-03-02", "Harbour Gazette", "Port shelled", "1"]
    assert second.split("\t")[3] == "Tab and [31m colour"


def test_a_list_at_a_terminal_is_a_table(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Terminal()
    monkeypatch.setattr(sys, "stdout", watched)
    monkeypatch.setenv("COLUMNS", "100")
    assert main(["list"]) == 0
    (line,) = [line.split() for line in watched.getvalue().splitlines() if "Harbour Gazette" in line]
    assert line == [shelling().id[:12], "2021-03-02", "Harbour", "Gazette", "Port", "shelled", "1", "2"]


def test_show_prints_a_record_by_the_beginning_of_its_id(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", shelling().id[:6], "--format", "jsonl"]) == 0
    assert f'"{shelling().id}"' in capsys.readouterr().out


def test_brief_prints_a_brief_even_in_a_pipe(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["brief", shelling().id]) == 0
    out = capsys.readouterr().out
    assert "Port shelled" in out
    assert not out.startswith("{")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "ffff"], "No report ffff in polybius.db"),
        (["show", "zz"], "4 to 64 hexadecimal digits"),
        (["show", "ffff", "--format", "pdf"], "No format 'pdf'"),
        (["list", "--db", "none.db"], "No store at none.db"),
        (["read", "a.txt", "--published", "yesterday"], "published = 'yesterday'"),
    ],
)
def test_an_error_is_one_line_on_stderr_and_ends_with_2(
    filled: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert printed.err.startswith("polybius: ")
    assert message in printed.err


def test_a_wrong_command_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["raed"]) == 2
    assert "No such command 'raed'" in capsys.readouterr().err


def test_debug_shows_the_traceback(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--debug", "list"]) == 2
    assert "Traceback" in capsys.readouterr().err


def test_settings_of_the_working_directory_hold(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "polybius.toml").write_text('db = "other.db"')
    assert main(["list"]) == 2
    assert "No store at other.db" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["list"], ["show", shelling().id], ["--help"]], ids=["list", "show", "help"])
def test_a_reader_of_stdout_that_goes_away_ends_it_quietly(filled: Path, command: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run([*RUN, *command], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert ended.stderr == b""
    assert ended.returncode == 1


def test_a_day_to_come_leaves_the_output_as_it_was(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (filled / "a.txt").write_text("Rebels shelled Goma on Monday.", "utf-8")
    kept = filled / "kept.jsonl"
    kept.write_text("as it was", "utf-8")
    assert main(["read", "a.txt", "--published", "2999-01-01", "--output", str(kept)]) == 2
    assert kept.read_text("utf-8") == "as it was"
    assert "lies in the future" in capsys.readouterr().err
