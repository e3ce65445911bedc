"""Web pages -> one draft each, through trafilatura: the article's text, without navigation, and the page's metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator

from polybius.errors import ReadError
from polybius.read.decoding import Decoded, decode
from polybius.read.draft import Draft, Source

DECLARED = re.compile(rb"<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.I)
HEAD = 4096


def read_html(source: Source) -> Iterator[Draft | ReadError]:
    """Reads a saved web page; raises ReadError where it has no tags or no text."""
    data = source.data()
    declared = DECLARED.search(data[:HEAD])
    page = decode(data, source.name, declared[1].decode("ascii") if declared else None)
    yield article(page, source.name)


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
