import pytest
from hypothesis import given
from hypothesis import strategies as st

from polybius.errors import ReadError
from polybius.read.decoding import clean, decode
from tests.read.files import TEXT, complaint, document

QUOTED = TEXT.replace("Friday", "“Friday” – or Saturday, José’s café says")
RUSSIAN = (
    "Министерство обороны заявило, что противник открыл огонь из миномётов по позициям у границы в ночь на пятницу. "
    * 4
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encoding_is_told(encoding, tmp_path):
    assert document(tmp_path / "a.txt", QUOTED.encode(encoding)).text == QUOTED


def test_latin_1_is_told():
    assert decode("Café in São Tomé".encode("latin-1"), "x").text == "Café in São Tomé"


def test_mac_roman_is_told_by_its_apostrophe():
    text = "The army’s chief, José Gómez, said “no”."
    assert decode(text.encode("mac_roman"), "x").text == text


def test_cyrillic_is_told():
    assert decode(RUSSIAN.encode("cp1251"), "x").text == RUSSIAN


def test_declared_encoding_is_believed():
    assert decode("Žižka Łódź".encode("iso8859-2"), "x", "iso8859-2").text == "Žižka Łódź"


def test_damaged_utf8_is_read_with_a_note():
    decoded = decode("“Yes” – he said – “no”".encode()[:-1], "x")
    assert decoded.text == "“Yes” – he said – “no\ufffd"
    assert decoded.problems == ("1 characters could not be decoded as utf-8 and stand as U+FFFD",)


def test_half_a_surrogate_pair_is_replaced():
    assert clean("a\ud83db").text == "a\ufffdb"


def test_binary_data_is_refused(tmp_path):
    assert "holds binary data, not text" in complaint(tmp_path / "a.txt", bytes(range(256)) * 9)


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\x00\x00", b"\xef\xbb\xbf"])
def test_empty_file_is_refused(data, tmp_path):
    assert complaint(tmp_path / "a.txt", data).endswith(("empty; nothing to read", "holds no text"))


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_read_error(data):
    try:
        text = decode(data, "x").text
    except ReadError as error:
        assert str(error).startswith("x: ")
    else:
        assert "\x00" not in text
        assert "\r" not in text
        assert text.encode().decode() == text
