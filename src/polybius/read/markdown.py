"""Markdown -> one draft: YAML front matter becomes metadata, markup becomes plain paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from polybius.errors import ReadError
from polybius.read.columns import fields_of
from polybius.read.decoding import decode
from polybius.read.draft import Draft, Source
from polybius.read.heading import take_header

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
SHOWN = {"softbreak": " ", "hardbreak": "\n"}


def read_markdown(source: Source) -> Iterator[Draft | ReadError]:
    """Reads a Markdown file; raises ReadError where its front matter is no YAML mapping."""
    decoded = decode(source.data(), source.name)
    fields, body = _front_matter(decoded.text, source.name)
    if not fields:
        fields, body = take_header(body)
    yield Draft(strip_markup(body), source.name, **fields, problems=decoded.problems)


def strip_markup(body: str) -> str:
    """Returns the words of a Markdown text, one blank line between blocks."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    return "\n\n".join(filter(None, _blocks(tokens)))


def _blocks(tokens: list[Token]) -> Iterator[str]:
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield "\t".join(row or ())
            row = None
        elif token.type in ("inline", "fence", "code_block"):
            words = _inline(token).strip()
            if row is None:
                yield words
            else:
                row.append(words)


def _inline(token: Token) -> str:
    if token.children is None:
        return token.content
    return "".join(SHOWN.get(part.type, part.content) for part in token.children if part.type in SHOWN or _shows(part))


def _shows(part: Token) -> bool:
    return part.type in ("text", "text_special", "code_inline")


def _front_matter(text: str, name: str) -> tuple[dict[str, str], str]:
    front = FRONT.match(text)
    if not front:
        return {}, text
    plain = _yaml(front[1] or "", name)
    return fields_of(plain, name), text[front.end() :].lstrip("\n")


def _yaml(block: str, name: str) -> dict[str, Any]:
    import yaml

    try:
        plain = yaml.load(block, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise ReadError(f"{name}: front matter: {' '.join(str(error).split())[:160]}") from error
    if plain and not isinstance(plain, dict):
        raise ReadError(f"{name}: front matter must be lines of 'name: value', such as 'published: 2018-11-02'")
    return plain or {}
