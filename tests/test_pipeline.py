"""Reading as a whole: any text gives a sound record, always the same, alone or among others."""

import os
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polybius import Document, Reader, ReadError, Record, record_from_dict, record_to_dict
from tests.builders import faults
from tests.cases import case, table

WORDS = """
    rebels militants the army Kenya Kenyan Hamas Goma Lagos President Karl Dorn he she it they we who both sides killed
    shelled attacked said denied accused threatened demanded will could would not never no if when unless should to of
    in from near by with and but that 12 dozens at least three people soldiers on Monday yesterday 3 March 2021 last
    week according quoted minister spokesman talks ceasefire sanctions attack strike its their
""".split()
MARKS = " | | | | | |. |, | “|” |; |: | (|) |\n\n|\r\n|\t| — |’s |…|? |-".split("|")
PIECES = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(MARKS)), max_size=40)
TEXTS = PIECES.map(lambda pieces: "".join(word + mark for word, mark in pieces))
EXAMPLES = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
REPORTS = [
    "Rebels shelled Goma on Monday, the army said.",
    "",
    "Kenya denied the attack. It accused Sudan.\n\nTalks will be held on Friday.",
    "Communiqué of the Puna Front\n\nWe captured two guards. Our fighters are safe.",
    "Rebels shelled Goma on Monday, the army said.",
]


def sound(record: Record) -> Record:
    assert faults(record) == []
    assert record_from_dict(record_to_dict(record)) == record
    return record


@EXAMPLES
@given(TEXTS)
def test_any_text_gives_a_sound_record(reader: Reader, text: str) -> None:
    assert sound(reader.read(text, published="2021-03-10")).text == text


@EXAMPLES
@given(st.text(max_size=80))
def test_any_characters_give_a_sound_record(reader: Reader, text: str) -> None:
    assert sound(reader.read(text)).text == text


ODD = {
    "curly quotes": "“Rebels shelled Goma,” the army’s spokesman said. ‘They’ll attack again.’",
    "emoji": "Rebels 😀 shelled Goma 👩‍👩‍👧. The army 🇰🇪 fled.",
    "combining accents": "Re\u0301bels shelled Gao\u0308. The a\u0301rmy fled from Me\u0301naka.",
    "crlf": "Rebels\r\n\r\nRebels shelled Goma on Monday.\r\nThe army denied it.\r\n",
    "tabs": "\tRebels\tshelled\tGoma\ton Monday\t.\t",
    "no-break spaces": "Rebels\u00a0shelled\u00a0Goma\u2009on\u202f3\u00a0March\u00a02021.",
    "zero width": "\ufeffRebels\u200b shelled \u200bGoma.",
    "line separators": "Rebels shelled\u2028Goma.\u2029The army\x0bfled\x0c.",
    "dotless and dotted i": "İstanbul and Iğdır were shelled by rebels, İzmir’s mayor said.",
    "ligatures": "The ﬁghters ﬁred on Goma. ﬁ",
    "null": "Rebels shelled\x00Goma.",
    "empty paragraphs": "\n\n \n\nRebels shelled Goma.\n\n\n\t\n\nThe army fled.\n\n",
    "only a headline": "Rebels shell Goma",
    "only quotes": "““””\"\"«»''",
    "unclosed quote": "“Rebels shelled Goma. They attacked the camp, the mayor said.",
    "nested quotes": "“He said ‘rebels shelled “Goma”’,” the mayor said.",
    "one word": "attack",
    "only stops": "... . … ?! .",
    "bullets": "• \n- \n1. \n* Rebels shelled Goma\n– ",
    "empty dateline": "GOMA — ",
    "impossible dates": "Rebels shelled Goma on 31 February 2021, 99/99/9999 and in the year 0000.",
    "huge counts": "Rebels killed 99999999999999999999999999 people 10000000 years ago.",
    "fractions": "Rebels killed ½ of the １２ people.",
    "one long word": "a" * 5_000,
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_an_odd_text_gives_a_sound_record(reader: Reader, text: str) -> None:
    assert sound(reader.read(text, published="2021-03-10")).text == text


@pytest.mark.parametrize("words", ["the army and ", "militants "], ids=["joined", "plain"])
def test_a_sentence_of_fifty_thousand_characters_is_read(reader: Reader, words: str) -> None:
    text = f"Rebels shelled Goma. {words * (50_000 // len(words))}left."
    assert sound(reader.read(text)).events


SENTENCES = [
    param.values[0].replace("[", "").replace("]", "") for name in ("statuses", "chains") for param in table(name)
]


@pytest.mark.parametrize("start", range(0, len(SENTENCES), 12))
def test_sentences_make_a_sound_report_together(reader: Reader, start: int) -> None:
    sound(reader.read("\n\n".join(SENTENCES[start : start + 12]), published="2021-03-10"))


@pytest.mark.parametrize("text", [case(text) if text else pytest.param("", id="empty") for text in REPORTS[:4]])
def test_a_text_read_twice_gives_one_record(reader: Reader, text: str) -> None:
    assert reader.read(text, published="2021-03-10") == reader.read(text, published="2021-03-10")


def test_the_order_of_hashes_does_not_matter() -> None:
    """Another process with another hash seed reads the same, so that no set decides an order."""
    script = "import sys, json, polybius as p; print(json.dumps(p.record_to_dict(p.Reader().read(sys.argv[1]))))"
    command = [sys.executable, "-c", script, " ".join(SENTENCES)]
    one, other = (
        subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in "12"
    )
    assert one == other


def test_two_readers_read_alike(reader: Reader) -> None:
    text = " ".join(SENTENCES[:40])
    assert Reader(learned=False).read(text) == reader.read(text)


def test_reports_read_together_are_read_as_if_alone(reader: Reader) -> None:
    together = list(reader.read_documents(Document(text, published="2021-03-10") for text in REPORTS))
    assert together == [reader.read(text, published="2021-03-10") for text in REPORTS]


def test_a_report_leaves_nothing_behind(reader: Reader) -> None:
    before = reader.read("The group threatened Kenya. It fled.")
    reader.read("The Vela Front (VLF) attacked soldiers. Karl Dorn leads it.")
    assert reader.read("The group threatened Kenya. It fled.") == before


def test_what_is_known_of_the_file_goes_into_the_record(reader: Reader) -> None:
    known: dict[str, Any] = {"title": "T", "publisher": "P", "url": "x:1", "problems": ("no date",)}
    [record] = reader.read_documents([Document("Rebels shelled Goma.", **known)])
    assert {name: getattr(record, name) for name in known} == known


@pytest.mark.parametrize("day", ["2021-03", "March 2021", "2021-13-01", "2021-03-10T10:00:00Z"])
def test_a_day_that_is_none_is_refused_with_its_value(reader: Reader, day: str) -> None:
    with pytest.raises(ReadError, match=day):
        reader.read("Rebels shelled Goma.", published=day)
