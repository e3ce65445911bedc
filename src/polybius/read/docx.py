"""Word .docx -> one draft, through python-docx: paragraphs and table rows in order, and the core properties."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from polybius.errors import ReadError
from polybius.read.draft import MAX_CHARACTERS, MAX_CONTAINER_BYTES, Draft, Source, too_long

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

NO_AUTHORS = frozenset(
    ("", "python-docx", "user", "admin", "author", "unknown", "microsoft office user", "windows user")
)
"""What programs write where nobody has named an author."""

TEMPLATE_DAY = datetime(2013, 12, 23, 23, 15)
"""The creation time in python-docx's own template: it says nothing about the report."""

WORDS = ".//w:t[not(ancestor::*[local-name()='Fallback'])] | .//w:r/w:tab | .//w:r/w:br | .//w:noBreakHyphen"
"""What a paragraph shows: inserted text and links too, deleted text and the second copies of text boxes not."""

SHOWN = {"tab": "\t", "br": "\n", "noBreakHyphen": "-"}
MAX_UNPACKED = 4 * MAX_CONTAINER_BYTES


def read_docx(source: Source) -> Iterator[Draft | ReadError]:
    """Reads a Word document; raises ReadError where it is broken or no Word document."""
    import docx

    data = source.data(MAX_CONTAINER_BYTES)
    try:
        _refuse_bomb(data, source.name)
        document = docx.Document(io.BytesIO(data))
        text = "\n\n".join(_blocks(document))
        facts = _facts(document)
    except ReadError:
        raise
    except Exception as error:  # a broken file brings python-docx and lxml to raise whatever Python can
        reason = " ".join(str(error).split())[:120]
        raise ReadError(f"{source.name}: no readable Word document ({type(error).__name__}: {reason})") from error
    yield Draft(text, source.name, **facts, problems=())


def _refuse_bomb(data: bytes, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise ReadError(f"{name}: unpacks to more than {MAX_UNPACKED:,} bytes; {too_long()}")
    words = sum(part.file_size for part in parts if part.filename == "word/document.xml")
    if words > 20 * MAX_CHARACTERS:
        raise ReadError(f"{name}: its text alone takes {words:,} bytes; {too_long()}")


def _blocks(document: WordDocument) -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from filter(None, (_row(row) for row in block._tbl.tr_lst))
        elif text := _shown(block._p):
            yield text


def _row(row: Any) -> str:
    """Joins a row's cells by tabs; a cell merged over columns stands in the row once."""
    return "\t".join(filter(None, (" ".join(filter(None, map(_shown, cell.p_lst))) for cell in row.tc_lst)))


def _shown(paragraph: Any) -> str:
    return "".join(SHOWN.get(part.tag.rpartition("}")[2]) or part.text or "" for part in paragraph.xpath(WORDS)).strip()


def _facts(document: WordDocument) -> dict[str, str | None]:
    core = document.core_properties
    made = core.created
    template = made is None or made.replace(tzinfo=None) == TEMPLATE_DAY
    author = core.author or ""
    return {
        "title": core.title or _styled_title(document),
        "likely_publisher": None if author.strip().lower() in NO_AUTHORS else author,
        "likely_published": None if template or made is None else made.date().isoformat(),
    }


def _styled_title(document: WordDocument) -> str | None:
    for paragraph in document.paragraphs:
        if paragraph.text.strip():
            style = paragraph.style.name if paragraph.style else None
            return _shown(paragraph._p) if style in ("Title", "Heading 1") else None
    return None
