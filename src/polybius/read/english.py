"""Text -> is it English? Function words tell at once; only what they leave open costs a language model."""

from __future__ import annotations

import re

FUNCTION_WORDS = """
the and to that with by from were it his have said been who which not but their they its he will after this would than
also into she when more between about against two before there could while them our you if other what because both
"""
"""Frequent English words that are rare or unknown in other languages: not "in", "is", "was", "of", "for", "a", "on"."""

ENGLISH_SHARE = 0.08
"""A text of which this share of words are in the list is English: running prose has about 0.2, other languages 0.02."""

MIN_WORDS = 15
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
