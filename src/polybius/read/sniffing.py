"""The first bytes of a file -> what it really is, whatever its name says."""

from __future__ import annotations

import re

SIGNATURES: tuple[tuple[bytes, str, str | None], ...] = (
    (b"%PDF-", "a PDF", ".pdf"),
    (b"PK\x03\x04", "a ZIP archive (as Word's .docx is)", ".docx"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or password-protected Office file", None),
    (b"{\\rtf", "a Rich Text file", None),
    (b"\x1f\x8b", "a gzip archive", None),
    (b"BZh", "a bzip2 archive", None),
    (b"\xfd7zXZ\x00", "an xz archive", None),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", None),
    (b"Rar!", "a RAR archive", None),
    (b"PAR1", "a Parquet table", None),
    (b"\x89PNG\r\n", "a picture", None),
    (b"\xff\xd8\xff", "a picture", None),
    (b"GIF8", "a picture", None),
    (b"II*\x00", "a picture", None),
    (b"\x7fELF", "a program", None),
    (b"MZ\x90\x00", "a program", None),
    (b"SQLite format 3\x00", "a SQLite database", None),
)
"""First bytes, what they show, and the suffix of the reader that takes it (None: none does)."""

PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
MAIL = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version|Message-ID|Received):", re.I)
OBJECT = re.compile(rb"\s*\{\s*\"")

HEAD = 4096
"""How many bytes are looked at."""


def binary_kind(head: bytes) -> tuple[str, str | None] | None:
    """Names the format whose signature stands in front, and its suffix; None for what may be text.

    A PDF's signature may come as late as byte 1,024 (ISO 32000-1, appendix H.3.4.1), but only after other bytes that
    aren't text of its own, so the later place counts only for a line that holds nothing else.
    """
    for signature, name, suffix in SIGNATURES:
        if head.startswith(signature):
            return name, suffix
    if re.search(rb"^%PDF-\d\.\d\s*$", head[:1024], re.M):
        return "a PDF", ".pdf"
    return None


def text_suffix(head: bytes) -> str:
    """Tells, for text that comes without a name, which reader it is for."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    if PAGE.match(head):
        return ".html"
    if OBJECT.match(head):
        return ".jsonl"
    return ".eml" if MAIL.match(head) else ".txt"


def mismatch(head: bytes, suffix: str) -> str | None:
    """Says how a file's content belies its suffix; None where the two agree."""
    found = binary_kind(head)
    if found and found[1] != suffix:
        advice = f"rename it to {found[1]}" if found[1] else "save it as text, PDF or .docx"
        return f"is {found[0]}, not what {suffix} stands for; {advice}"
    if not found and suffix in (".pdf", ".docx"):
        return f"is not what {suffix} stands for (its first bytes are {head[:8]!r})"
    if suffix in (".txt", ".text") and PAGE.match(head):
        return "is a web page, not plain text; rename it to .html"
    return None
