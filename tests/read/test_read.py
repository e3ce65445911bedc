import io
import subprocess
import sys
import time

import pytest

from polybius.errors import ReadError, SettingsError
from polybius.model import Document
from polybius.read import MAX_CHARACTERS, READERS, read
from polybius.read.document import NO_DAY, NO_PUBLISHER
from tests.read.files import BODY, TEXT, TITLE, TODAY, article_page, complaint, document, docx, mail, outcome, pdf

RUSSIAN = "Министерство обороны заявило, что противник открыл огонь по позициям у границы."
DUTCH = (
    "Het ministerie zei dat in de nacht van vrijdag op zaterdag twee militairen in het grensgebied zijn omgekomen. " * 4
)
SPANISH = "El ministerio de Defensa dijo que dos de sus soldados habían muerto y que nueve más estaban heridos. " * 4


def from_stdin(data: bytes, **options):
    return list(read("-", stdin=io.BytesIO(data), today=TODAY, **options))


@pytest.mark.parametrize(
    ("data", "publisher"),
    [(TEXT.encode(), None), (article_page().encode(), None), (pdf(), None), (docx(), None), (mail(), "Caucasus Wire")],
    ids=["txt", "html", "pdf", "docx", "eml"],
)
def test_standard_input_is_told_by_content(data, publisher):
    (report,) = from_stdin(data)
    assert BODY[0] in report.text
    assert report.publisher == publisher
    assert report.origin == "standard input"


def test_standard_input_takes_json_lines():
    assert [report.text for report in from_stdin(b'{"text": "One."}\n{"text": "Two."}\n')] == ["One.", "Two."]


def test_arguments_outrank_the_file(tmp_path):
    header = "Publisher: Caucasus Wire\nPublished: 2023-05-12\n\n"
    report = document(tmp_path / "a.txt", header + TEXT, publisher="Ararat Post", published="2023-05-13")
    assert (report.publisher, report.published) == ("Ararat Post", "2023-05-13")


def test_file_outranks_the_dateline(tmp_path):
    text = f"Date: 2023-05-13\nSource: Ararat Post\n\nYEREVAN, 12 May 2023 (Caucasus Wire) - {BODY[0]}"
    report = document(tmp_path / "a.txt", text)
    assert (report.publisher, report.published) == ("Ararat Post", "2023-05-13")


def test_missing_publisher_and_day_are_problems(tmp_path):
    assert document(tmp_path / "a.txt", TEXT).problems == (NO_DAY, NO_PUBLISHER)


def test_complete_report_has_no_problems(tmp_path):
    assert document(tmp_path / "a.txt", TEXT, publisher="Ararat Post", published="2023-05-13").problems == ()


@pytest.mark.parametrize("published", ["12 May 2023", "2023-02-30", "2024-06-03", "1799-12-31", ""])
def test_bad_option_stops_the_start(published):
    with pytest.raises(SettingsError, match="published: "):
        read("-", published=published, today=TODAY)


@pytest.mark.parametrize("day", ["30 February 2023", "2031-01-01", "1700-01-01", "last week"])
def test_impossible_day_in_a_header_is_refused(day, tmp_path):
    assert "publication date: " in complaint(tmp_path / "a.txt", f"Title: {TITLE}\nDate: {day}\n\n{BODY[0]}")


def test_impossible_day_in_a_dateline_is_passed_over(tmp_path):
    report = document(tmp_path / "a.txt", f"BAGHDAD, Feb. 30, 2018 – {BODY[0]}")
    assert report.published is None
    assert any("'Feb. 30, 2018' is not a day of the calendar" in problem for problem in report.problems)


def test_unknown_suffix_names_what_is_known(tmp_path):
    message = complaint(tmp_path / "a.odt", TEXT)
    assert "no reader for '.odt'" in message
    assert all(suffix in message for suffix in READERS)


def test_missing_file_is_named(tmp_path):
    (error,) = read(tmp_path / "none.txt")
    assert str(error) == f"{tmp_path / 'none.txt'}: no such file"


def test_folder_is_refused(tmp_path):
    (error,) = read(tmp_path)
    assert "is a folder" in str(error)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", pdf(), "is a PDF, not what .txt stands for; rename it to .pdf"),
        ("a.pdf", docx(), "rename it to .docx"),
        ("a.pdf", TEXT.encode(), "is not what .pdf stands for"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "an old or password-protected Office file"),
        ("a.txt", article_page().encode(), "is a web page, not plain text; rename it to .html"),
        ("a.html", b"\x89PNG\r\n\x1a\n" + bytes(99), "is a picture"),
    ],
)
def test_wrong_suffix_is_told(name, data, said, tmp_path):
    assert said in complaint(tmp_path / name, data)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".jsonl", ".csv"])
def test_too_much_text_is_refused_quickly(suffix, tmp_path):
    start = time.perf_counter()
    lead = {".jsonl": '{"text": "', ".csv": "text\n", ".html": "<p>"}.get(suffix, "")
    results = outcome(tmp_path / f"a{suffix}", lead + "The army said so. " * 1_200_000)
    assert all(isinstance(result, ReadError) for result in results)
    assert str(MAX_CHARACTERS)[0] in str(results[0])
    assert time.perf_counter() - start < 5


def test_text_at_the_limit_is_read(tmp_path):
    assert len(document(tmp_path / "a.txt", "The one. ".ljust(MAX_CHARACTERS, "x")).text) == MAX_CHARACTERS
    assert "2,000,001 characters" in complaint(tmp_path / "a.txt", "The one. ".ljust(MAX_CHARACTERS + 1, "x"))


@pytest.mark.parametrize(
    ("text", "code"),
    [(RUSSIAN, "ru"), (SPANISH, "es"), (DUTCH, "nl"), ("国防部周五表示，军队炮击了边境附近的阵地。" * 3, "zh")],
)
def test_other_language_is_named(text, code, tmp_path):
    assert f"looks like '{code}'" in complaint(tmp_path / "a.txt", text)


@pytest.mark.parametrize("text", ["Dos soldados muertos", "Al-Bukamal, Deir ez-Zor, Hajin", "Troops killed."])
def test_very_short_text_is_let_through(text, tmp_path):
    assert document(tmp_path / "a.txt", text).text == text


def test_text_without_letters_is_refused(tmp_path):
    assert "holds no text" in complaint(tmp_path / "a.txt", "*** --- ***")


def test_reading_is_lazy_about_heavy_libraries():
    code = "import sys, polybius.read; print({'trafilatura', 'pypdf', 'docx', 'numpy', 'py3langid'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_result_is_a_document(tmp_path):
    assert isinstance(document(tmp_path / "a.text", TEXT), Document)
