from __future__ import annotations

import json

from polybius.export import EXPORTERS
from polybius.model import Record, record_from_dict
from tests.builders import record
from tests.export.reports import full_record

write_jsonl = EXPORTERS["jsonl"]


def test_each_record_is_one_line_in_the_order_given() -> None:
    lines = list(write_jsonl([record("Zwei."), record("Eins.")]))
    assert [json.loads(line)["text"] for line in lines] == ["Zwei.", "Eins."]
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in lines)


def test_letters_are_not_escaped() -> None:
    assert "Čadež – Дно" in "".join(write_jsonl([record("Čadež – Дно")]))


def test_a_record_comes_back_as_it_was() -> None:
    whole = full_record()
    assert record_from_dict(json.loads("".join(write_jsonl([whole])))) == whole


def test_no_character_of_a_text_breaks_its_line() -> None:
    text = "one\u2028two\u2029three\x85four\nfive\x1csix"
    line = "".join(write_jsonl([record(text)]))
    assert len(line.splitlines()) == 1
    assert json.loads(line)["text"] == text


def test_half_a_surrogate_pair_can_be_written_as_utf_8() -> None:
    line = "".join(write_jsonl([Record(id="x", text="a\ud800b")]))
    assert json.loads(line.encode("utf-8"))["text"] == "a\ud800b"


def test_nothing_is_written_for_no_records() -> None:
    assert list(write_jsonl([])) == []
