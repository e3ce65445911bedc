"""Place names as they are spelt -> keys under which different spellings of one name meet.

Two keys: `plain` forgets case, diacritics and punctuation; `folded` also forgets how a name was transliterated
(articles, Kh/H, q/k, doubled letters, -iyya/-iyah …), and is looked up where the plain one finds nothing. The build
step and the running program share this file, so it needs the standard library only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MOST = 100_000  # names that are remembered
APOSTROPHES = "'`´‘’ʻʼʽʾʿ′ˈ\u0027\u02bc"
SPECIAL = {
    "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ħ": "h", "ə": "a",
    "ǝ": "a", "ŋ": "ng", "ƙ": "k", "ɓ": "b", "ɗ": "d", "&": " and ",
}  # fmt: skip
_TABLE = str.maketrans({**dict.fromkeys(APOSTROPHES, ""), **dict.fromkeys("-–—./()_,", " "), **SPECIAL})

SAINTS = {"saint": "st", "sankt": "st", "sainte": "st", "ste": "st", "mount": "mt", "fort": "ft"}
# The article of Arabic names, its l also before sun letters ("Ash Shatt"), and the Kurdish, Spanish or English ones.
ARTICLES = frozenset(
    {
        "al",
        "el",
        "ul",
        "il",
        "an",
        "en",
        "un",
        "in",
        "ar",
        "er",
        "ur",
        "as",
        "es",
        "ash",
        "esh",
        "ish",
        "ad",
        "ed",
        "ud",
    }
    | {"at", "et", "az", "ez", "uz", "ath", "adh", "the"}
)
VARIANTS = {
    "abu": "bu", "abou": "bu", "abo": "bu", "albu": "bu", "bou": "bu",
    "dayr": "deir", "deyr": "deir", "dair": "deir", "der": "deir", "dajr": "deir",
    "bani": "beni", "banu": "beni", "jebel": "jabal", "djebel": "jabal", "gebel": "jabal", "jabel": "jabal",
    "tel": "tal", "tell": "tal", "tall": "tal", "khan": "han", "qasr": "kasr", "ras": "ras", "nahr": "nahr",
    "kafar": "kafr", "kefr": "kafr", "kfar": "kafr", "sheikh": "shaikh", "shaykh": "shaikh", "cheikh": "shaikh",
    "umm": "um", "oum": "um", "ayn": "ain", "ein": "ain", "wad": "wadi", "oued": "wadi", "ouadi": "wadi",
}  # fmt: skip
# In this order; each pair makes two usual transliterations of one sound the same.
SOUNDS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(iyy?ah?|iya|ieh|iyeh|eyeh|eya|yeh|ya)$", "ia"),
        (r"(?<=[bcdfghjklmnpqrstvwxz])(ah|eh)$", "a"),
        (r"kh|ch(?=[aou])", "h"),
        (r"dh|ḏ", "d"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"[qk]|c(?=[aoulrt])|ck", "k"),
        (r"dj", "j"),
        (r"zh", "j"),
        (r"tz|ts", "z"),
        (r"ou|oo|w(?=[^aeiouy]|$)", "u"),
        (r"ee|ey|iy|yi|y", "i"),
        (r"au|aw|o", "u"),
        (r"ai|ei|ay|e", "i"),
        (r"w|v", "v"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[a-z])h(?=[bcdfgjklmnpqrtvxz]|$)", ""),
    )
)


@lru_cache(MOST)
def plain(name: str) -> str:
    """Returns the name in lower case without diacritics and punctuation: "Deir ez-Zor" -> "deir ez zor"."""
    lowered = name.lower().translate(_TABLE)
    if not lowered.isascii():
        split = unicodedata.normalize("NFKD", lowered)
        lowered = "".join(c for c in split if not unicodedata.combining(c)).translate(_TABLE)
    if not lowered.isprintable():
        lowered = "".join(c if c.isprintable() else " " for c in lowered)
    words = lowered.split()
    if words and words[0] in SAINTS:
        words[0] = SAINTS[words[0]]
    return " ".join(words)


@lru_cache(MOST)
def folded(key: str) -> str:
    """Returns a plain key without what differs between transliterations: "al qaim", "al kaim" -> "kaim" -> "kim"."""
    words = [VARIANTS.get(w, w) for w in key.split()]
    kept = [w for w in words if w not in ARTICLES] or words
    return "".join(_sounded(w) for w in kept)


def _sounded(word: str) -> str:
    for pattern, replacement in SOUNDS:
        word = pattern.sub(replacement, word)
    return word
