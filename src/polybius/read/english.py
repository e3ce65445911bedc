"""Text -> is it English? Function words tell at once; only what they leave open costs a language model."""

from __future__ import annotations

import re

FUNCTION_WORDS = """
the of and to in a that was for on is with as by at from had were it his be has have said an are been who which
not but their they its he will after this would or than also into her she we when over more during between
about against two before there could under while them us our you if all other some any did what
"""
ENGLISH_SHARE = 0.2
"""A text of which this share of words are English function words is English (running prose has about 0.4)."""

MIN_WORDS = 40
"""Shorter texts are let through: names and headlines look like any language."""

SAMPLE = 20_000
"""How many characters are judged."""


FOREIGN_SHARE = 0.5
"""A text of which this share of letters is not Latin isn't English, however short."""


def other_language(text: str) -> str | None:
    """Returns the ISO 639-1 code of a text's language if it isn't English; None for English and for short texts."""
    words = re.findall(r"[^\W\d_]+", text[:SAMPLE].lower())
    if len(words) < MIN_WORDS and not _is_foreign_script("".join(words)):
        return None
    known = frozenset(FUNCTION_WORDS.split())
    if sum(word in known for word in words) >= ENGLISH_SHARE * len(words):
        return None
    from py3langid import classify  # type: ignore[import-untyped,unused-ignore]

    code = str(classify(text[:SAMPLE])[0])
    return None if code == "en" else code


def _is_foreign_script(letters: str) -> bool:
    """Tells by the Latin blocks' end, U+024F."""
    return sum(letter > "\u024f" for letter in letters) > FOREIGN_SHARE * len(letters)
