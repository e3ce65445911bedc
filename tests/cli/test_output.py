import io
import json
import sys
from pathlib import Path

import pytest

from polybius.cli.output import choose_format, printing
from polybius.errors import SettingsError
from polybius.model import record_from_dict
from tests.builders import record, shelling


class Terminal(io.StringIO):
    """A stdout that someone watches."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("chosen", "output", "expected"),
    [
        (None, None, "brief"),
        ("html", None, "html"),
        (None, "x.JSONL", "jsonl"),
        (None, "x.html", "html"),
        (None, "x.txt", "brief"),
        (None, "x.records", "jsonl"),
        ("brief", "x.html", "brief"),
    ],
)
def test_the_form_at_a_terminal(
    chosen: str | None, output: str | None, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert choose_format(chosen, Path(output) if output else None) == expected


@pytest.mark.usefixtures("capsys")
def test_the_form_in_a_pipe_is_jsonl() -> None:
    assert choose_format(None) == "jsonl"


def test_a_form_that_nobody_exports_names_those_there_are() -> None:
    with pytest.raises(SettingsError, match=r"No format 'pdf'; known: brief, .*jsonl"):
        choose_format("pdf")


def test_jsonl_is_one_object_a_line_as_soon_as_it_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    with printing("jsonl") as printer:
        printer.print(shelling())
        first = capsys.readouterr().out
        printer.print(record("Line\nends\u2028here"))
        second = capsys.readouterr().out
    assert [record_from_dict(json.loads(first)), first.count("\n")] == [shelling(), 1]
    assert json.loads(second)["text"] == "Line\nends\u2028here"


def test_html_of_several_records_is_one_page(capsys: pytest.CaptureFixture[str]) -> None:
    with printing("html") as printer:
        printer.print(shelling())
        printer.print(record("Second report.", title="Second"))
        assert capsys.readouterr().out == ""
    page = capsys.readouterr().out
    assert page.lower().count("</html>") == 1
    assert "Port shelled" in page
    assert "Second" in page


def test_a_file_takes_what_stdout_would(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with printing("jsonl", tmp_path / "out.jsonl") as printer:
        printer.print(shelling())
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["id"] == shelling().id
    assert capsys.readouterr().out == ""


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    message = r"--output .*out\.jsonl cannot be written: No such file"
    with pytest.raises(SettingsError, match=message), printing("jsonl", tmp_path / "none" / "out.jsonl"):
        pytest.fail("opened")
