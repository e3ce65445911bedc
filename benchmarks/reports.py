"""Folders of reports -> documents: gold YAML (text, title, publisher, published) and all that `read` reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from polybius.model import Document
from polybius.read import READERS, read


def documents_of(folder: Path) -> Iterator[tuple[str, Document]]:
    """Yields (name, document) for every report below a folder, by path; YAML without a text is no report."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        if path.suffix == ".yaml":
            yield from _gold(path)
        elif path.suffix in READERS and path.stem.lower() != "readme":
            yield from ((path.stem, found) for found in read(path) if isinstance(found, Document))


def _gold(path: Path) -> Iterator[tuple[str, Document]]:
    content = yaml.safe_load(path.read_text("utf-8"))
    if isinstance(content, dict) and "text" in content:
        title, publisher, published = (_word(content.get(key)) for key in ("title", "publisher", "published"))
        yield path.stem, Document(str(content["text"]), title, publisher, published=published, origin=str(path))


def _word(value: object) -> str | None:
    return None if value is None else str(value)
