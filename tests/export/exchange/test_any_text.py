"""Whatever a report's words are, every format stays readable."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from xml.etree import ElementTree

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polybius.export.exchange import EXPORTERS
from tests.export.exchange.holdings import hostile, written

JSON_LINES = ("plover", "ftm")


def _csv(content: bytes) -> int:
    return len(list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))) - 1


def _json(content: bytes) -> int:
    return len(json.loads(content))


def _json_lines(content: bytes) -> int:
    return len([json.loads(line) for line in content.decode().split("\n")[:-1]])


def _xml(content: bytes) -> int:
    return len(ElementTree.fromstring(content.decode()))


READERS: dict[str, Callable[[bytes], int]] = {
    "csv": _csv,
    "csv-accounts": _csv,
    "acled": _csv,
    "parquet": lambda content: int(pq.read_table(io.BytesIO(content)).num_rows),
    "parquet-accounts": lambda content: int(pq.read_table(io.BytesIO(content)).num_rows),
    "graphml": _xml,
    **dict.fromkeys(JSON_LINES, _json_lines),
    **dict.fromkeys(("geojson", "stix", "annotations", "prov"), _json),
}


def test_every_format_has_a_reader() -> None:
    assert set(READERS) == set(EXPORTERS)


@pytest.mark.parametrize("form", READERS)
@settings(max_examples=50, deadline=None)
@given(words=st.text(st.characters(), min_size=1))
def test_any_words_can_be_read_back(form: str, words: str) -> None:
    assert READERS[form](written(form, hostile(words))) >= 1
