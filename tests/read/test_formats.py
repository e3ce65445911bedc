import io
import json
from datetime import datetime

import pytest

from polybius.read.markdown import strip_markup
from tests.read.files import BODY, TEXT, TITLE, article_page, complaint, document, docx, mail, page, pdf

META = (
    f"<title>{TITLE} | Caucasus Wire</title><meta property='og:title' content='{TITLE}'>"
    "<meta property='og:site_name' content='Caucasus Wire'><link rel='canonical' href='https://wire.example/1'>"
    "<meta property='article:published_time' content='2023-05-12T10:00:00Z'>"
)


def test_html_metadata(tmp_path):
    read = document(tmp_path / "a.html", article_page(META))
    facts = (read.title, read.publisher, read.published, read.url)
    assert facts == (TITLE, "Caucasus Wire", "2023-05-12", "https://wire.example/1")


def test_html_text_keeps_paragraphs_and_drops_navigation(tmp_path):
    read = document(tmp_path / "a.htm", article_page(META))
    assert "\n\n".join(BODY) in read.text
    assert "Home" not in read.text


def test_html_short_page_is_read(tmp_path):
    assert document(tmp_path / "a.html", page("<p>Two soldiers were killed.</p>")).text == "Two soldiers were killed."


def test_html_declared_encoding(tmp_path):
    html = page("<p>Shelling near Łódź and Žižka hill, officials said.</p>", "<meta charset='iso-8859-2'>")
    assert "Łódź and Žižka" in document(tmp_path / "a.html", html.encode("iso8859-2")).text


@pytest.mark.parametrize("html", [page(""), page("<script>var text = 1</script>")])
def test_html_without_text_is_refused(html, tmp_path):
    assert "holds no text" in complaint(tmp_path / "a.html", html)


def test_html_without_tags_is_refused(tmp_path):
    assert "holds no HTML tags" in complaint(tmp_path / "a.html", TEXT)


def test_pdf_text_without_furniture(tmp_path):
    assert document(tmp_path / "a.pdf", pdf(BODY, BODY[1:], BODY[2:])).text == "\n\n".join(
        (TITLE, *BODY, *BODY[1:], BODY[2])
    )


def test_pdf_properties_are_only_likely(tmp_path):
    read = document(tmp_path / "a.pdf", pdf(author="Caucasus Wire"), published="2023-05-12")
    assert (read.title, read.publisher) == (TITLE, "Caucasus Wire")
    assert any("author in the file's properties" in problem for problem in read.problems)


def test_pdf_dateline_outranks_properties(tmp_path):
    body = f"YEREVAN, 12 May 2023 (Caucasus Wire) - {BODY[0]}"
    read = document(tmp_path / "a.pdf", pdf((body,), author="J. Doe"))
    assert (read.publisher, read.published) == ("Caucasus Wire", "2023-05-12")


def test_pdf_with_an_empty_password_is_read(tmp_path):
    assert BODY[0] in document(tmp_path / "a.pdf", pdf(password="")).text


def test_pdf_with_a_password_is_refused(tmp_path):
    assert "locked by a password" in complaint(tmp_path / "a.pdf", pdf(password="secret"))


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4\n", pdf()[:700], b"%PDF-1.7\n" + b"junk " * 99], ids=["head", "cut", "junk"]
)
def test_pdf_that_is_broken_is_refused(data, tmp_path):
    assert "PDF" in complaint(tmp_path / "a.pdf", data)


def test_pdf_without_text_layer_is_refused(tmp_path):
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(10, 10, 99, 99)
    canvas.save()
    assert "OCR" in complaint(tmp_path / "a.pdf", out.getvalue())


def test_docx_text_and_properties(tmp_path):
    read = document(tmp_path / "a.docx", docx(author="Caucasus Wire", created=datetime(2023, 5, 12)))
    assert read.text == "\n\n".join((TITLE, *BODY, "killed\t2"))
    assert (read.title, read.publisher, read.published) == (TITLE, "Caucasus Wire", "2023-05-12")


def test_docx_template_says_nothing(tmp_path):
    read = document(tmp_path / "a.docx", docx())
    assert (read.publisher, read.published) == (None, None)


@pytest.mark.parametrize("data", [docx()[:2000], b"PK\x03\x04" + bytes(99)], ids=["cut", "empty archive"])
def test_docx_that_is_broken_is_refused(data, tmp_path):
    assert "no readable Word document" in complaint(tmp_path / "a.docx", data)


def test_docx_shows_insertions_and_not_deletions():
    from docx import Document
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    from polybius.read.docx import _shown

    paragraph = Document().add_paragraph("Two ")
    for tag, words in (("ins", "<w:t>soldiers</w:t>"), ("del", "<w:delText>men</w:delText>")):
        paragraph._p.append(parse_xml(f"<w:{tag} {nsdecls('w')}><w:r>{words}</w:r></w:{tag}>"))
    assert _shown(paragraph._p) == "Two soldiers"


@pytest.mark.parametrize("html", [False, True], ids=["text", "html"])
def test_mail_headers_and_body(html, tmp_path):
    read = document(tmp_path / "a.eml", mail(html=html))
    assert (read.title, read.publisher, read.published) == (TITLE, "Caucasus Wire", "2023-05-12")
    assert all(paragraph in read.text for paragraph in BODY)


def test_mail_sender_without_a_name_is_its_domain(tmp_path):
    assert document(tmp_path / "a.eml", mail(From="desk@wire.example")).publisher == "wire.example"


def test_mail_marks_of_forwarding_are_no_part_of_the_title(tmp_path):
    assert document(tmp_path / "a.eml", mail(Subject=f"Fwd: RE: {TITLE}")).title == TITLE


def test_mail_from_the_future_is_refused(tmp_path):
    assert "lies in the future" in complaint(tmp_path / "a.eml", mail(Date="Fri, 12 May 2034 18:00:00 +0400"))


def test_mail_in_an_unknown_charset_is_read(tmp_path):
    raw = b"From: a@b.example\nSubject: S\nContent-Type: text/plain; charset=x-nowhere\n\nTroops \x96 two \x96 fell.\n"
    assert document(tmp_path / "a.eml", raw).text == "Troops – two – fell."


def test_mail_attachments_are_mentioned(tmp_path):
    from email import message_from_bytes, policy

    message = message_from_bytes(mail(), policy=policy.default)
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="map.pdf")
    problems = document(tmp_path / "a.eml", message.as_bytes()).problems
    assert "attachments were not read: map.pdf" in problems


def test_mail_without_headers_is_refused(tmp_path):
    assert "no e-mail" in complaint(tmp_path / "a.eml", TEXT)


def test_mail_without_body_is_refused(tmp_path):
    assert "no body" in complaint(tmp_path / "a.eml", "From: a@b.example\nSubject: S\n\n")


def test_markdown_front_matter(tmp_path):
    front = f'---\ntitle: "{TITLE}"\npublisher: Caucasus Wire\ndate: 2023-05-12\nurl: https://wire.example/1\n---\n\n'
    read = document(tmp_path / "a.md", front + BODY[0])
    facts = (read.title, read.publisher, read.published, read.url, read.text)
    assert facts == (TITLE, "Caucasus Wire", "2023-05-12", "https://wire.example/1", BODY[0])


def test_markdown_heading_is_the_title_and_stays(tmp_path):
    read = document(tmp_path / "a.md", f"# {TITLE}\n\n{BODY[0]}\n")
    assert (read.title, read.text) == (TITLE, f"{TITLE}\n\n{BODY[0]}")


MARKUP = {
    "emphasis": ("The **army** _said_ so.", "The army said so."),
    "link": ("The [army](https://a.example) said.", "The army said."),
    "picture": ("![A map](map.png) The army.", "The army."),
    "wrapped": ("The army\nsaid so.", "The army said so."),
    "list": ("- one\n- two", "one\n\ntwo"),
    "quote": ("> He said\n> no.", "He said no."),
    "table": ("| a | b |\n|---|---|\n| 1 | 2 |", "a\tb\n\n1\t2"),
    "code": ("```\nx = 1\n```", "x = 1"),
    "entity": ("Fish &amp; chips \\* two", "Fish & chips * two"),
    "comment": ("One.\n\n<!-- hidden -->\n\nTwo.", "One.\n\nTwo."),
}


@pytest.mark.parametrize(("markup", "text"), MARKUP.values(), ids=MARKUP)
def test_markdown_is_stripped(markup, text):
    assert strip_markup(markup) == text


@pytest.mark.parametrize("front", ["- a\n- b", "title: [", "title: {a: b}"])
def test_markdown_with_bad_front_matter_is_refused(front, tmp_path):
    assert "a.md: " in complaint(tmp_path / "a.md", f"---\n{front}\n---\nText.")


def test_html_pictures_and_scripts_do_not_count_as_text(tmp_path):
    weight = f"<script>{'var x = 1;' * 300_000}</script><img src='data:image/png;base64,{'A' * 3_000_000}'>"
    assert BODY[0] in document(tmp_path / "a.html", article_page(weight)).text


def test_html_linked_data_is_read(tmp_path):
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "publisher": {"@type": "Organization", "name": "Caucasus Wire"},
    }
    read = document(
        tmp_path / "a.html", article_page(f"<script type='application/ld+json'>{json.dumps(data)}</script>")
    )
    assert read.publisher == "Caucasus Wire"
