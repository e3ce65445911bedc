"""Files -> documents: a reader for each format, chosen by the file's suffix and checked against its first bytes.

`read` yields a Document for each report, and a ReadError, as a value, for each that could not be read, in the order of
the file; so a bad line or row doesn't stop the others:

    for report in read("reports.jsonl"):
        if isinstance(report, ReadError): note(report)
        else: annotate(report)
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from polybius.errors import ReadError
from polybius.model import Document
from polybius.read.document import Given, given, settle
from polybius.read.docx import read_docx
from polybius.read.draft import MAX_CHARACTERS, Draft, Reader, Source, put_back
from polybius.read.html import read_html
from polybius.read.mail import read_mail
from polybius.read.markdown import read_markdown
from polybius.read.pdf import read_pdf
from polybius.read.plain import read_text
from polybius.read.rows import read_csv, read_jsonl
from polybius.read.sniffing import HEAD, binary_kind, mismatch, text_suffix

__all__ = ["MAX_CHARACTERS", "READERS", "Draft", "Reader", "Source", "read"]

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".eml": read_mail,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
    ".tsv": read_csv,
}
"""Suffix -> reader."""

STANDARD_INPUT = "standard input"


def read(
    path: str | Path,
    *,
    publisher: str | None = None,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    today: date | None = None,
) -> Iterator[Document | ReadError]:
    """Reads the reports of a file, or of standard input where the path is `-`.

    `publisher` and `published` (YYYY-MM-DD) outrank what the file says; `today` is what no publication date may lie
    more than a day after. Raises SettingsError, at once, where `published` is not such a day; nothing else is raised.
    """
    return _reports(path, given(publisher, published, today), stdin)


def _reports(path: str | Path, known: Given, stdin: BinaryIO | None) -> Iterator[Document | ReadError]:
    name = STANDARD_INPUT if str(path) == "-" else str(path)
    try:
        if name == STANDARD_INPUT:
            yield from _settled(_drafts(stdin or sys.stdin.buffer, name, None), known)
            return
        suffix = _suffix(Path(path))
        with Path(path).open("rb") as stream:
            yield from _settled(_drafts(stream, name, suffix), known)
    except ReadError as error:
        yield error
    except OSError as error:
        yield ReadError(f"{name}: cannot be read ({error.strerror or error})")


def _suffix(path: Path) -> str:
    known = f"known: {' '.join(sorted(READERS))}"
    if path.is_dir():
        raise ReadError(f"{path}: is a folder; name the files in it")
    if not path.exists():
        raise ReadError(f"{path}: no such file")
    suffix = path.suffix.lower()
    if suffix not in READERS:
        raise ReadError(f"{path}: no reader for '{suffix}'; {known}" if suffix else f"{path}: no suffix; {known}")
    return suffix


def _drafts(stream: BinaryIO, name: str, suffix: str | None) -> Iterator[Draft | ReadError]:
    """Chooses the reader, by content where there is no suffix, and starts it."""
    head = stream.read(HEAD)
    if not head.strip(b"\x00 \t\r\n") and len(head) < HEAD:
        raise ReadError(f"{name}: empty; nothing to read")
    if suffix is None:
        found = binary_kind(head)
        suffix = (found[1] or ".txt") if found else text_suffix(head)
    if complaint := mismatch(head, suffix):
        raise ReadError(f"{name}: {complaint}")
    return READERS[suffix](Source(name, put_back(head, stream)))


def _settled(drafts: Iterable[Draft | ReadError], known: Given) -> Iterator[Document | ReadError]:
    for draft in drafts:
        if isinstance(draft, ReadError):
            yield draft
            continue
        try:
            yield settle(draft, known)
        except ReadError as error:
            yield error
