"""E-mail (.eml, RFC 5322) -> one draft: Subject, From and Date, and the body as text or, failing that, as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import EmailMessage

from polybius.errors import ReadError
from polybius.read.decoding import Decoded, clean, decode
from polybius.read.draft import MAX_CONTAINER_BYTES, Draft, Source

HEADERS = ("From", "Subject", "Date")
PREFIX = re.compile(r"^(?:(?:re|fwd?)\s*:\s*)+", re.IGNORECASE)


def read_mail(source: Source) -> Iterator[Draft | ReadError]:
    """Reads a saved e-mail; raises ReadError where it has no headers or no readable body."""
    from email import message_from_bytes, policy

    message = message_from_bytes(source.data(MAX_CONTAINER_BYTES).lstrip(b"\xef\xbb\xbf\r\n"), policy=policy.default)
    if not any(_header(message, name) for name in HEADERS):
        raise ReadError(
            f"{source.name}: no e-mail (none of the headers {', '.join(HEADERS)}); rename plain text to .txt"
        )
    body = _body(message, source.name)
    yield Draft(
        body.text,
        source.name,
        title=PREFIX.sub("", _header(message, "Subject")) or None,
        publisher=_sender(message),
        published=_header(message, "Date") or None,
        problems=(*body.problems, *_attachments(message)),
    )


def _header(message: EmailMessage, name: str) -> str:
    """Returns a header as text; headers too broken to parse count as missing."""
    try:
        return str(message.get(name) or "").strip()
    except (ValueError, IndexError, AttributeError, TypeError):
        return ""


def _sender(message: EmailMessage) -> str | None:
    from email.utils import parseaddr

    name, address = parseaddr(_header(message, "From"))
    return name.strip() or address.rpartition("@")[2] or None


def _body(message: EmailMessage, name: str) -> Draft:
    from polybius.read.html import article

    for kind in ("plain", "html"):
        part = message.get_body(preferencelist=(kind,))
        content = _content(part, name) if isinstance(part, EmailMessage) else None
        if content is not None and content.text.strip():
            return article(content, name) if kind == "html" else Draft(content.text.strip("\n"), name)
    raise ReadError(f"{name}: the e-mail has no body of text or HTML")


def _content(part: EmailMessage, name: str) -> Decoded | None:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return None
    charset = part.get_content_charset()
    try:
        return clean(payload.decode(charset or "utf-8"))
    except (UnicodeError, LookupError):
        return decode(payload, name)


def _attachments(message: EmailMessage) -> tuple[str, ...]:
    names = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    return (f"attachments were not read: {', '.join(names)}",) if names else ()
