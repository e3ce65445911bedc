import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polybius.errors import ReadError
from polybius.model import Document
from polybius.read.draft import Draft, Source
from polybius.read.rows import read_csv, read_jsonl
from tests.read.files import BODY, TITLE, complaint, document, outcome

ROW = {
    "text": BODY[0],
    "title": TITLE,
    "publisher": "Caucasus Wire",
    "published": "2023-05-12",
    "url": "https://w.example/1",
}
GOOD = '{"text": "One."}'


def table(*rows: dict[str, str], delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def facts(read: Document) -> dict[str, str | None]:
    return {name: getattr(read, name) for name in ROW}


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".jsonl", json.dumps(ROW)),
        (".csv", table(ROW)),
        (".csv", table(ROW, delimiter=";")),
        (".tsv", table(ROW, delimiter="\t")),
    ],
    ids=["jsonl", "comma", "semicolon", "tab"],
)
def test_columns_are_read(suffix, data, tmp_path):
    assert facts(document(tmp_path / f"a{suffix}", data)) == ROW


def test_other_names_of_columns_are_known(tmp_path):
    row = {
        "Headline": TITLE,
        "Body": BODY[0],
        "Source": "Caucasus Wire",
        "Publication Date": "12 May 2023",
        "Link": "https://w.example/1",
    }
    assert facts(document(tmp_path / "a.csv", table(row))) == ROW


def test_origin_names_the_line(tmp_path):
    first, second = outcome(tmp_path / "a.csv", table({"text": "One\nline."}, {"text": "Two."}))
    assert (first.origin, second.origin) == (f"{tmp_path / 'a.csv'} line 2", f"{tmp_path / 'a.csv'} line 4")


@pytest.mark.parametrize(
    "bad",
    ["{", "[1]", "7", '{"title": "x"}', '{"text": ""}', '{"text": 5}', "\x01", '{"text": "x", "date": "2031-01-01"}'],
)
def test_bad_line_does_not_stop_the_others(bad, tmp_path):
    first, middle, last = outcome(tmp_path / "a.jsonl", f"{GOOD}\n{bad}\n\n{GOOD}")
    assert (first.text, last.text) == ("One.", "One.")
    assert isinstance(middle, ReadError)
    assert "a.jsonl line 2: " in str(middle)


@pytest.mark.parametrize("bad", ["x,y,z", '"never closed,p', '"a"b,p', ",p", '"",p'])
def test_bad_row_does_not_stop_the_others(bad, tmp_path):
    first, middle, last = outcome(tmp_path / "a.csv", f'text,publisher\nOne.,p\n{bad}\n"Two, he said.",p\n')
    assert (first.text, last.text) == ("One.", "Two, he said.")
    assert isinstance(middle, ReadError)
    assert "a.csv line 3: " in str(middle)


def test_line_that_is_too_long_does_not_stop_the_others(tmp_path):
    long = json.dumps({"text": "The army said so. " * 500_000})
    first, last = outcome(tmp_path / "a.jsonl", f"{long}\n{GOOD}\n")
    assert "split it" in str(first)
    assert last.text == "One."


def test_field_longer_than_the_library_allows_is_read(tmp_path):
    assert len(document(tmp_path / "a.csv", table({"text": "The one. " * 30_000})).text) == 270_000


def test_table_without_text_column_is_refused(tmp_path):
    assert "no column 'text' among a, b" in complaint(tmp_path / "a.csv", "a,b\n1,2\n")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_table_encoding_is_told(encoding, tmp_path):
    assert document(tmp_path / "a.csv", table({"text": "“Two” – he said."}).encode(encoding)).text == "“Two” – he said."


def test_bytes_that_do_not_fit_spoil_their_row_only(tmp_path):
    filler = table(*({"text": f"Report “{number}” of the day."} for number in range(4000))).encode()
    results = outcome(tmp_path / "a.csv", filler + b"caf\xe9\r\n")
    assert [type(result) for result in results[-2:]] == [Document, ReadError]


@given(
    st.lists(
        st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), min_size=1).filter(str.strip),
        min_size=1,
    )
)
def test_texts_survive_json_lines(texts):
    data = "\n".join(json.dumps({"text": text}) for text in texts).encode()
    assert [draft.text for draft in read_jsonl(Source("x", io.BytesIO(data)))] == texts


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(str.strip), min_size=1))
def test_texts_survive_csv(texts):
    data = table(*({"text": text, "title": "t"} for text in texts)).encode()
    assert [draft.text for draft in read_csv(Source("x", io.BytesIO(data)))] == texts


@given(st.text(alphabet='ab",\n\r;', max_size=60))
def test_any_table_is_read_to_its_end(body):
    drafts = list(read_csv(Source("x", io.BytesIO(f"text,title\n{body}\nlast line,t\n".encode()))))
    assert isinstance(drafts[-1], Draft | ReadError)
