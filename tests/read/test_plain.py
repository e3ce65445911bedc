from hypothesis import given
from hypothesis import strategies as st

from polybius.errors import ReadError
from polybius.read.draft import Source
from polybius.read.heading import take_header
from polybius.read.plain import read_text
from tests.read.files import BODY, TEXT, TITLE, document


def test_text_stays_as_it_is(tmp_path):
    assert document(tmp_path / "a.txt", TEXT).text == TEXT


def test_windows_newlines_become_line_feeds(tmp_path):
    assert document(tmp_path / "a.txt", TEXT.replace("\n", "\r\n")).text == TEXT


def test_header_block_is_taken_off_and_read(tmp_path):
    header = f"Title: {TITLE}\nSource: Caucasus Wire\nDate: 12 May 2023\nURL: https://wire.example/1\n\n"
    read = document(tmp_path / "a.txt", header + BODY[0])
    assert (read.title, read.publisher, read.published, read.url, read.text) == (
        TITLE,
        "Caucasus Wire",
        "2023-05-12",
        "https://wire.example/1",
        BODY[0],
    )


def test_headline_that_begins_with_source_is_no_header():
    text = "Source: minister rejects the offer\n\nThe minister said no."
    assert take_header(text) == ({}, text)


def test_nul_is_taken_out_with_a_note(tmp_path):
    read = document(tmp_path / "a.txt", TEXT.replace("Friday", "Fri\x00day"))
    assert read.text == TEXT
    assert "1 NUL characters were taken out of the text" in read.problems


def test_origin_names_the_file(tmp_path):
    assert document(tmp_path / "a.txt", TEXT).origin == str(tmp_path / "a.txt")


@given(st.text(st.characters(exclude_characters="\r\x00\ufeff", exclude_categories=("Cs", "Cc"))))
def test_any_utf8_text_comes_back_unchanged(text):
    import io

    try:
        drafts = list(read_text(Source("x", io.BytesIO(text.encode()))))
    except ReadError:
        assert not text.strip()
        return
    assert drafts[0].text == take_header(text)[1]
