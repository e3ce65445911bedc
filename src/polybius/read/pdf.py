"""PDF -> one draft, through pypdf: the text layer's lines with their places, rebuilt into paragraphs."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from polybius.errors import ReadError
from polybius.read.draft import MAX_CHARACTERS, MAX_CONTAINER_BYTES, Draft, Source, too_long
from polybius.read.paragraphs import Line, rebuild

if TYPE_CHECKING:
    from pypdf import PdfReader

NO_AUTHORS = frozenset(
    ("", "(anonymous)", "anonymous", "(unspecified)", "unspecified", "unknown", "untitled", "user", "admin")
)
"""What programs write where nobody has named an author or a title."""


def read_pdf(source: Source) -> Iterator[Draft | ReadError]:
    """Reads a PDF that has a text layer; raises ReadError for a broken, locked or scanned one."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    data = source.data(MAX_CONTAINER_BYTES)
    try:
        pdf = _opened(data, source.name)
        lines = _lines(pdf, source.name)
        facts = _facts(pdf)
    except ReadError:
        raise
    except Exception as error:  # a broken file brings pypdf to raise whatever Python can
        reason = " ".join(str(error).split())[:120]
        raise ReadError(f"{source.name}: broken PDF ({type(error).__name__}: {reason})") from error
    text = "\n\n".join(rebuild(lines))
    if not text:
        raise ReadError(
            f"{source.name}: the PDF's {len(pdf.pages)} pages hold no text; a scan must go through OCR first"
        )
    yield Draft(text, source.name, **facts, problems=())


def _opened(data: bytes, name: str) -> PdfReader:
    from pypdf import PdfReader

    pdf = PdfReader(io.BytesIO(data), strict=False)
    if pdf.is_encrypted and not pdf.decrypt(""):
        raise ReadError(f"{name}: the PDF is locked by a password; save it without one")
    return pdf


def _lines(pdf: PdfReader, name: str) -> list[Line]:
    lines: list[Line] = []
    length = 0
    for number, page in enumerate(pdf.pages):
        new = _page_lines(page, number)
        lines += new
        length += sum(len(line.text) for line in new)
        if length > MAX_CHARACTERS:
            raise ReadError(f"{name}: more than {MAX_CHARACTERS:,} characters; {too_long()}")
    return lines


def _page_lines(page: Any, number: int) -> list[Line]:
    """Cuts a page's text runs into lines; a line stands where its first visible run does."""
    lines: list[Line] = []
    parts: list[str] = []
    place = (0.0, 0.0, 0.0)

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        nonlocal place
        for piece in text.splitlines(keepends=True):
            if piece.strip() and not "".join(parts).strip():
                place = (tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5], abs(size * tm[3] * cm[3]) or size)
            parts.append(piece.rstrip("\r\n"))
            if piece.endswith("\n"):
                lines.append(Line("".join(parts), number, *place))
                parts.clear()

    page.extract_text(visitor_text=visit)
    return [*lines, Line("".join(parts), number, *place)]


def _facts(pdf: PdfReader) -> dict[str, str | None]:
    """Reads the document information: title and author, and the day it was made (D:YYYYMMDD…, ISO 32000-1 7.9.4)."""
    info: Mapping[str, Any] = pdf.metadata or {}
    named = {key: str(info.get(key) or "").strip() for key in ("/Title", "/Author", "/CreationDate")}
    digits = named["/CreationDate"].removeprefix("D:")[:8]
    return {
        "title": _meant(named["/Title"]),
        "likely_publisher": _meant(named["/Author"]),
        "likely_published": digits if len(digits) == 8 and digits.isdigit() else None,
    }


def _meant(value: str) -> str | None:
    return None if value.lower() in NO_AUTHORS else value
