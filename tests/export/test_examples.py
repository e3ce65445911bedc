from __future__ import annotations

from pathlib import Path

import pytest

from polybius.model import Document
from polybius.read import read

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = sorted(EXAMPLES.glob("0*"))


def test_there_are_five_examples_in_as_many_formats() -> None:
    assert [path.suffix for path in FILES] == [".txt", ".html", ".md", ".eml", ".csv"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_example_is_one_report_that_says_who_published_it_and_when(path: Path) -> None:
    (document,) = read(path)
    assert isinstance(document, Document)
    assert document.title and document.publisher
    assert (document.published or "").startswith("2024-06-")
    assert document.problems == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_example_is_short(path: Path) -> None:
    (document,) = read(path)
    assert isinstance(document, Document)
    assert 110 <= len(document.text.split()) <= 220


def test_every_example_is_described() -> None:
    described = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert all(f"`{path.name}`" in described for path in FILES)
