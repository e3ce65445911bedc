"""Sentences with what is to be read in them: tables in YAML, and how they become test parameters.

A sentence marks the word under test with brackets: "Militants [shelled] the town." A known failure is written
`{text: …, fails: why}`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from polybius.model import Span

FOLDER = Path(__file__).parent


def marked(text: str) -> tuple[str, Span]:
    """Returns the text without its brackets, and where the bracketed words stand."""
    start, end = text.index("["), text.index("]") - 1
    return text.replace("[", "", 1).replace("]", "", 1), Span(start, end)


def case(text: str, *expected: Any, fails: str | None = None) -> Any:
    """One parameter set with a readable id; `fails` marks a known failure and says why."""
    marks = [pytest.mark.xfail(strict=True, reason=fails)] if fails else []
    return pytest.param(text, *expected, id=re.sub(r"[^\w\[\]]+", "-", text).strip("-")[:70], marks=marks)


def table(name: str) -> list[Any]:
    """The cases of a YAML file: what is expected -> sentences."""
    rows = yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    return [
        case(item["text"], expected, fails=item["fails"]) if isinstance(item, dict) else case(item, expected)
        for expected, items in rows.items()
        for item in items
    ]
