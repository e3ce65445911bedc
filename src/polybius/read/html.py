"""Web pages -> one draft each, through trafilatura: the article's text, without navigation, and the page's metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator

from polybius.errors import ReadError
from polybius.read.decoding import Decoded, decode
from polybius.read.draft import MAX_CONTAINER_BYTES, Draft, Source

DECLARED = re.compile(rb"<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.I)
HEAD = 4096

EMBEDDED = re.compile(rb"data:[\w/+.;=-]{1,80};base64,[A-Za-z0-9+/=]+")
UNREAD = re.compile(rb"<(script|style|svg)\b([^>]{0,1000})>", re.I)
"""Parts of a page that hold no words of the article; scripts of linked data do hold its metadata."""


def read_html(source: Source) -> Iterator[Draft | ReadError]:
    """Reads a saved web page; raises ReadError where it has no tags or no text."""
    data = slim(source.data(MAX_CONTAINER_BYTES))
    declared = DECLARED.search(data[:HEAD])
    page = decode(data, source.name, declared[1].decode("ascii") if declared else None)
    yield article(page, source.name)


def slim(data: bytes) -> bytes:
    """Takes pictures, scripts and styles out of a page, which may outweigh its text a hundred times."""
    data = EMBEDDED.sub(b"", data)
    kept, position = [], 0
    while found := UNREAD.search(data, position):
        end = data.find(b"</" + found[1], found.end())
        if end < 0:
            break
        linked = b"ld+json" in found[2]
        kept.append(data[position : end if linked else found.start()])
        position = end if linked else end + len(found[1]) + 3
    return b"".join((*kept, data[position:]))


def article(page: Decoded, name: str) -> Draft:
    """Takes the article out of a page; raises ReadError where there is none."""
    import trafilatura

    if not re.search(r"<[A-Za-z!]", page.text):
        raise ReadError(f"{name}: holds no HTML tags; rename plain text to .txt")
    found = trafilatura.bare_extraction(
        page.text,
        with_metadata=True,
        include_comments=False,
        favor_recall=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    text = (getattr(found, "text", None) or "").strip() or trafilatura.html2txt(page.text).strip()
    if not text:
        raise ReadError(
            f"{name}: the page holds no text (it may be made by a script when shown); save what is on screen"
        )
    facts = {field: getattr(found, key, None) or None for field, key in FACTS.items()}
    return Draft(re.sub(r"\n+", "\n\n", text), name, **facts, problems=page.problems)


FACTS = {"title": "title", "publisher": "sitename", "published": "date", "url": "url"}
"""Fields of a draft, and what trafilatura calls them."""
