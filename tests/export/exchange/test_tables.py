from __future__ import annotations

import csv
import io
import json
import sys
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polybius.errors import SettingsError
from polybius.export.exchange import EXPORTERS, Case, Selection
from polybius.export.exchange.delimited import FORMULA, csv_lines, harmless
from polybius.export.exchange.parquet import ROWS_A_GROUP
from tests.export.exchange.holdings import EMPTY, HOSTILE, SELECTION, SHELLING, SHELLING_IDS, hostile, written

UNSHOWN = frozenset(map(chr, (*range(32), *range(0x7F, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F), 0x2066)))


def rows(form: str, selection: Selection = SELECTION) -> list[dict[str, Any]]:
    """A table as pyarrow reads it."""
    content = io.BytesIO(written(form, selection))
    table = pq.read_table(content) if form.startswith("parquet") else pa.csv.read_csv(content)
    return table.to_pylist()


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_an_incident_is_a_row_with_the_leading_values(form: str) -> None:
    row = rows(form)[0]
    assert row["incident_id"] == SHELLING.incident.id
    assert (row["type"], row["mode"], row["status"]) == ("ASSAULT", "heavy-weapons", "happened")
    assert (row["start"], row["end"]) == (date(2021, 3, 1), date(2021, 3, 1))
    assert (row["place"], row["country"], row["latitude"], row["longitude"]) == ("Vela", "GRC", 37.95, 23.64)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_counts_have_bounds_and_origins_are_no_accounts(form: str) -> None:
    row = rows(form)[0]
    assert [row[f"killed_{bound}"] for bound in ("low", "best", "high")] == [3, 3, 6]
    assert row["wounded_low"] is None
    assert (row["origins"], row["accounts"], row["reports"]) == (2, 3, 3)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_disputed_versions_stand_with_who_holds_them(form: str) -> None:
    row = rows(form)[0]
    [field] = json.loads(row["versions"])
    assert field["field"] == "initiators"
    assert [(v["value"][0]["name"], v["told_by"]) for v in field["versions"]] == [
        ("Northland's army", ["Harbour Gazette ← a docker"]),
        ("Red Front", ["Coast Wire ← the police", "Evening Post ← the police"]),
    ]


def test_several_entries_are_a_list_in_parquet_and_one_cell_in_csv() -> None:
    assert rows("parquet")[0]["publishers"] == ["Harbour Gazette", "Coast Wire", "Evening Post"]
    assert rows("csv")[0]["publishers"] == "Harbour Gazette | Coast Wire | Evening Post"


@pytest.mark.parametrize("form", ["csv-accounts", "parquet-accounts"])
def test_an_account_is_a_row_with_its_words(form: str) -> None:
    row = rows(form)[0]
    assert (row["account_id"], row["incident_id"]) == (SHELLING_IDS[0], SHELLING.incident.id)
    text = SELECTION.records[row["report_id"]].text
    assert text[row["words_start"] : row["words_end"]] == row["words"] == "shelled"
    assert text[row["sentence_start"] : row["sentence_end"]] == row["sentence"]
    assert row["url"] == "https://gazette.example/vela"


def test_the_chain_of_an_account_is_outermost_first() -> None:
    assert [row["chain"] for row in rows("parquet-accounts")[:3]] == [["a docker"], ["the police"], ["the police"]]


def test_columns_of_parquet_are_typed() -> None:
    schema = pq.read_schema(io.BytesIO(written("parquet")))
    assert schema.field("start").type == pa.date32()
    assert schema.field("killed_best").type == pa.float64()
    assert schema.field("initiators").type == pa.list_(pa.string())


def test_parquet_comes_in_groups_of_rows_as_they_are_read() -> None:
    asked = 0

    def cases() -> Any:
        nonlocal asked
        for _ in range(ROWS_A_GROUP + 1):
            asked += 1
            yield Case(SHELLING.incident, SHELLING.accounts)

    pieces = EXPORTERS["parquet"].write(Selection(cases()))
    first = next(iter(pieces))
    assert asked == ROWS_A_GROUP
    rest = b"".join(piece if isinstance(piece, bytes) else b"" for piece in pieces)
    assert isinstance(first, bytes)
    assert pq.ParquetFile(io.BytesIO(first + rest)).metadata.num_row_groups == 2


def test_without_pyarrow_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(SettingsError, match=r"pip install 'polybius\[export\]'"):
        written("parquet")


@pytest.mark.parametrize("form", ["csv", "csv-accounts", "parquet", "parquet-accounts"])
def test_no_incidents_make_a_table_without_rows(form: str) -> None:
    content = io.BytesIO(written(form, EMPTY))
    table = pq.read_table(content) if form.startswith("parquet") else pa.csv.read_csv(content)
    assert table.num_rows == 0
    assert "incident_id" in table.column_names


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("form", ["csv", "csv-accounts", "acled"])
def test_no_cell_of_csv_is_a_formula_or_breaks_its_line(form: str, words: str) -> None:
    text = written(form, hostile(words)).decode()
    read = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(row) for row in read} == {len(read[0])}
    assert len(text.split("\r\n")) == len(read) + 1
    texts = [cell for row in read[1:] for cell in row if not cell.lstrip("-").replace(".", "").isdigit()]
    assert [cell for cell in texts if cell.startswith(FORMULA)] == []
    assert [cell for cell in texts if set(cell) & UNSHOWN] == []


@pytest.mark.parametrize("words", HOSTILE)
def test_parquet_keeps_hostile_words_as_they_are(words: str) -> None:
    row = rows("parquet-accounts", hostile(words))[0]
    assert row["sentence"] == words.replace("\ud800", "?")


@given(st.text())
def test_a_harmless_cell_reads_back_as_it_is(words: str) -> None:
    shown = harmless(words)
    [_, read] = csv.reader(io.StringIO("".join(csv_lines(["head", ""], [[shown, "end"]])), newline=""), strict=True)
    assert read == [shown, "end"]
    assert not shown.startswith(FORMULA)


@given(st.text("abcé漢=+-@", min_size=1))
def test_only_an_apostrophe_is_added_to_plain_words(words: str) -> None:
    assert harmless(words) in (words, f"'{words}")
