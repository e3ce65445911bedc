"""Bytes -> text: the encoding is told from byte-order marks, declarations and, last, the bytes themselves."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from polybius.errors import ReadError
from polybius.read.draft import MAX_CHARACTERS, too_long

SAMPLE = 65_536
"""How many bytes tell the encoding."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ALLOWED = "known: UTF-8, UTF-16, UTF-32 and the common legacy encodings (windows-1251, windows-1252, …)"

CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MAX_CONTROL_SHARE = 0.01
MIN_WIDE_SHARE = 0.3
"""Where at least this share of every other byte is NUL, and hardly any between, the text is UTF-16."""

FOREIGN_RUN = re.compile(rb"[\xc0-\xff]{3}")
"""Three accented letters in a row: not Western European, so windows-1252 isn't taken for granted."""

MAC_APOSTROPHE = re.compile(rb"[A-Za-z]\xd5(?:s|t|re|ve|ll|d|m)\b")
"""What is "Õ" in windows-1252 is the apostrophe in Mac OS Roman."""


class Decoded(NamedTuple):
    """Text with newlines as LF, and a note on everything that was changed or lost."""

    text: str
    problems: tuple[str, ...] = ()


def decode(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """Decodes a whole file; `declared` is the encoding it claims, believed only if it fits.

    Raises ReadError for nothing at all, for what isn't text, for an unknown encoding, and for too much.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise ReadError(f"{name}: empty; nothing to read")
    encoding = encoding_of(data, name, declared)
    text = data.decode(encoding, errors="replace")
    lost = text.count("\ufffd")
    notes = (f"{lost} characters could not be decoded as {encoding} and stand as U+FFFD",) if lost else ()
    decoded = clean(text)
    if not decoded.text.strip():
        raise ReadError(f"{name}: empty; nothing to read")
    if len(decoded.text) > MAX_CHARACTERS:
        raise ReadError(f"{name}: {len(decoded.text):,} characters; {too_long()}")
    return Decoded(decoded.text, notes + decoded.problems)


def clean(text: str) -> Decoded:
    """Makes newlines LF, and takes out what no text may hold: NUL, half a surrogate pair, a leading byte-order mark."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    notes = []
    if nuls := text.count("\x00"):
        text = text.replace("\x00", "")
        notes.append(f"{nuls} NUL characters were taken out of the text")
    text, halves = re.subn(r"[\ud800-\udfff]", "\ufffd", text)
    if halves:
        notes.append(f"{halves} halves of surrogate pairs stand as U+FFFD")
    return Decoded(text, tuple(notes))


def encoding_of(data: bytes, name: str, declared: str | None = None) -> str:
    """Tells a file's encoding from its first bytes; raises ReadError where they aren't text."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    sample = data[:SAMPLE]
    if wide := _wide(sample):
        return wide
    _refuse_binary(sample, name)
    for encoding in filter(None, ("utf-8", declared)):
        if _fits(data, encoding):
            return encoding
    return _legacy(data, name)


def _wide(sample: bytes) -> str | None:
    even, odd = sample[0::2], sample[1::2]
    low, high = (part.count(0) / max(len(part), 1) for part in (even, odd))
    if high > MIN_WIDE_SHARE and low < MIN_WIDE_SHARE / 10:
        return "utf-16-le"
    if low > MIN_WIDE_SHARE and high < MIN_WIDE_SHARE / 10:
        return "utf-16-be"
    return None


def _refuse_binary(sample: bytes, name: str) -> None:
    strange = len(CONTROL.findall(sample)) + sample.count(0)
    if strange > max(3, MAX_CONTROL_SHARE * len(sample)):
        raise ReadError(f"{name}: holds binary data, not text; {ALLOWED}")


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True


def _legacy(data: bytes, name: str) -> str:
    if _is_damaged_utf8(data):
        return "utf-8"
    if MAC_APOSTROPHE.search(data):
        return "mac_roman"
    if not FOREIGN_RUN.search(data) and _fits(data, "cp1252"):
        return "cp1252"
    return _guessed(data, name)


def _is_damaged_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    right = sum(1 for character in text[:SAMPLE] if character > "\x7f") - lost
    return right > 2 * lost


def _guessed(data: bytes, name: str) -> str:
    from charset_normalizer import from_bytes

    start = FOREIGN_RUN.search(data)
    middle = max(0, (start.start() if start else 0) - SAMPLE // 2)
    best = from_bytes(data[middle : middle + SAMPLE]).best()
    if best is None or not _fits(data, best.encoding):
        raise ReadError(f"{name}: unknown encoding; {ALLOWED}")
    return best.encoding
