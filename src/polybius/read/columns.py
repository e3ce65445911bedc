"""Columns of a table, keys of an object or of front matter -> the fields of a draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from polybius.errors import ReadError

NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "article_text", "full_text"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "source", "outlet", "sitename", "site_name"),
    "published": ("published", "date", "publication_date", "published_at", "publish_date", "pubdate", "published_date"),
    "url": ("url", "link", "source_url"),
}
"""Fields, and the names under which they are found, the first that is filled in winning."""


def known() -> str:
    """Lists the columns for a message."""
    return "known: text, title, publisher, published (or date), url"


def fields_of(plain: Mapping[Any, Any], origin: str) -> dict[str, str]:
    """Picks the fields out of a mapping, whatever the case of its keys; raises ReadError for one that isn't text."""
    keys = {str(key).strip().lower().replace(" ", "_").replace("-", "_"): value for key, value in plain.items()}
    fields = {}
    for field, names in NAMES.items():
        found = next((keys[name] for name in names if keys.get(name) not in (None, "")), None)
        if found is not None:
            fields[field] = _text(found, field, origin)
    return fields


def _text(value: Any, field: str, origin: str) -> str:
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        value = value["name"]
    if not isinstance(value, str):
        raise ReadError(f"{origin}: '{field}' must be text, not {type(value).__name__}")
    return value if field == "text" else value.strip()
