"""Files of every format, built in memory, that tell one invented story."""

from __future__ import annotations

import io
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path

from polybius.errors import ReadError
from polybius.model import Document
from polybius.read import read

TODAY = date(2024, 6, 1)
TITLE = "Border guards trade fire near Sotk"
BODY = (
    "Armenian and Azerbaijani troops exchanged mortar fire along their border on Friday, officials on both sides said.",
    "The defence ministry in Yerevan said that two of its soldiers had been killed and that nine others were wounded.",
    "Residents of the village fear that the guns will open up again before the talks that are due on Sunday.",
)
TEXT = "\n\n".join((TITLE, *BODY))


def outcome(path: Path | str, data: bytes | str, **options: str) -> list[Document | ReadError]:
    """Writes the data to the path and reads it."""
    Path(path).write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read(path, today=TODAY, **options))


def document(path: Path | str, data: bytes | str, **options: str) -> Document:
    """Reads a file that holds one good report."""
    (only,) = outcome(path, data, **options)
    assert isinstance(only, Document), only
    return only


def complaint(path: Path | str, data: bytes | str, **options: str) -> str:
    """Reads a file that cannot be read, and returns the message."""
    (only,) = outcome(path, data, **options)
    assert isinstance(only, ReadError), only
    assert "\n" not in str(only)
    return str(only)


def page(body: str, head: str = "") -> str:
    """An HTML page."""
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def article_page(head: str = "") -> str:
    """A web page with navigation around the story."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    return page(f"<nav><a href='/'>Home</a></nav><article><h1>{TITLE}</h1>{paragraphs}</article>", head)


def pdf(*pages: tuple[str, ...], password: str | None = None, author: str = "") -> bytes:
    """A PDF of the pages' paragraphs, with a running head and page numbers; a password locks it."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    def furnish(canvas, template):
        canvas.drawString(72, 800, "Lesser Caucasus Review")
        canvas.drawString(280, 30, f"Page {template.page} of {len(pages)}")

    out, style = io.BytesIO(), getSampleStyleSheet()
    lock = None if password is None else StandardEncryption(password, ownerPassword="owner", strength=128)
    story = [Paragraph(TITLE, style["Title"])]
    for number, paragraphs in enumerate(pages or (BODY,)):
        story += [PageBreak()] * bool(number) + [Paragraph(text, style["BodyText"]) for text in paragraphs]
    template = SimpleDocTemplate(out, title=TITLE, author=author, encrypt=lock)
    template.build(story, onFirstPage=furnish, onLaterPages=furnish)
    return out.getvalue()


def docx(*, author: str = "", created: datetime | None = None) -> bytes:
    """A Word document with a title in its properties and a table at its end."""
    import docx as word_files

    word, out = word_files.Document(), io.BytesIO()
    word.core_properties.title, word.core_properties.author = TITLE, author or "python-docx"
    word.core_properties.created = created or word.core_properties.created
    for paragraph in (TITLE, *BODY):
        word.add_paragraph(paragraph)
    row = word.add_table(rows=1, cols=2).rows[0]
    row.cells[0].text, row.cells[1].text = "killed", "2"
    word.save(out)
    return out.getvalue()


def mail(*, html: bool = False, **headers: str) -> bytes:
    """An e-mail from an agency."""
    message = EmailMessage()
    defaults = {
        "From": "Caucasus Wire <desk@wire.example>",
        "Subject": TITLE,
        "Date": "Fri, 12 May 2023 18:00:00 +0400",
    }
    for name, value in (defaults | headers).items():
        message[name] = value
    message.set_content("\n\n".join(BODY))
    if html:
        message.set_content(article_page(), subtype="html")
    return message.as_bytes()
