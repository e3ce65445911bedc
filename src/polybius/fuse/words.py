"""Words -> what two passages are compared by: stems of the words that carry meaning, names of spellings.

Stems cut English endings only as far as two accounts of one thing need ("blasts", "blasted", "blasting" -> "blast");
they are compared with one another and never shown.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
POSSESSIVE = re.compile(r"['’]s?$")
STOP = frozenset(
    """
    a about after again against all also although am an and another any are as at away be because been before
    being both but by can could did do does down during each either else even ever every few for from further
    had has have having he her here hers him his how however i if in into is it its just later less many may me
    might more most much must my near neither no nor not now of off on once one only or other our out over own
    per quite rather same several shall she should since so some still such than that the their them then there
    these they this those though through thus to told too toward towards two under until up upon us very was we
    were what when where whether which while who whom whose why will with within without would yet you your say
    says said saying tell tells report reports reported reporting accord according day days week weeks month
    months year years today yesterday tomorrow morning evening night noon afternoon monday tuesday wednesday
    thursday friday saturday sunday january february march april may june july august september october november
    december
    """.split()
)
# Words of every report: that two accounts share them says little.
COMMON = """
    one two three four five six seven eight nine ten eleven twelve dozen first second third last next new old
    men man people person nobody none back put ask name let call come came go gone went get got give gave given
    take took taken keep kept hold held set sit stand turn send sent leave left want expect nothing never word
    side home hand head hour half part place time end own long way well get make made see saw know known find
    found bring brought number kill killed dead die died wound wounded injure hurt attack army police military
    troop soldier force government minister ministry president official officer spokesman command general
    colonel security group town village city road district country north south east west local national foreign
    state house 0 00 000
    """
COMMON_WEIGHT = 0.35
SHORTEST_STEM = 3  # characters that an ending leaves
ENDINGS = ("ings", "ing", "edly", "ied", "ies", "ers", "ed", "er", "es", "ly", "s", "e")

# Spellings of one sound in names brought over from other scripts, in this order: "Nujabaa", "Noujaba" -> "nujaba".
ARTICLES = frozenset("the al el ul an en as es ash esh ad ed ar er at et az ez ath adh il ur us".split())
SOUNDS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"[^a-z0-9 ]", ""),
        (r"x", "ks"),
        (r"kh|ch", "h"),
        (r"dh|th(?=[aeiou])", "d"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"ck|[qc]", "k"),
        (r"dj|zh", "j"),
        (r"tz|ts", "z"),
        (r"ou|oo|w", "u"),
        (r"ee|ey|iy|y", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[^ ])h(?= |$)", ""),
    )
)
FIRST_VOWEL = re.compile(r"\b[aeiou]")
LATER_VOWEL = re.compile(r"(?<=\w)[aeiou]")


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """Returns a lower-case word without its ending: "detentions" -> "detention", "shelled" -> "shell"."""
    word = POSSESSIVE.sub("", word)
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > SHORTEST_STEM and word[-1] == word[-2] else word


@lru_cache(maxsize=1 << 14)
def stems(text: str) -> frozenset[str]:
    """Returns the stems of the words of a passage that carry meaning; numbers stay as they are."""
    found = {_meaning(word) for word in WORD.findall(text.lower())}
    return frozenset(found - {""})


@lru_cache(maxsize=1 << 17)
def _meaning(word: str) -> str:
    """Returns the stem of a word that carries meaning, nothing for another."""
    word = POSSESSIVE.sub("", word)
    return stem(word) if word not in STOP and (len(word) > 1 or word.isdigit()) else ""


@cache
def _common() -> frozenset[str]:
    return stems(COMMON)


@lru_cache(maxsize=1 << 16)
def weight(words: frozenset[str]) -> float:
    """Returns how much some stems tell: 1 for each, COMMON_WEIGHT for one of every report."""
    return len(words) - (1 - COMMON_WEIGHT) * len(words & _common())


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Returns the share of the shorter passage that stands in the other too, 0 where either is empty."""
    if one.isdisjoint(other):
        return 0.0
    return 1.0 if one == other else min(1.0, weight(one & other) / min(weight(one), weight(other)))


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Returns the share of the words of either that stand in both, 0 where there are none."""
    if one.isdisjoint(other):
        return 0.0
    together = weight(one & other)
    return together / (weight(one) + weight(other) - together)


@lru_cache(maxsize=1 << 16)
def plain(name: str) -> str:
    """Returns a name in lower case, without diacritics, points and possessives: "Israel’s Army" -> "israel army"."""
    split = unicodedata.normalize("NFKD", name.lower().replace("’", "'"))
    letters = "".join(c for c in split if not unicodedata.combining(c)).replace("'s ", " ").replace(".", "")
    return " ".join(re.sub(r"[^\w]+", " ", letters.replace("'", "")).split())


@lru_cache(maxsize=1 << 16)
def folded(name: str) -> str:
    """Returns a plain name as its sounds are usually spelt, without articles: "An-Noujabaa" -> "nujaba"."""
    words = plain(name).split()
    key = " ".join([w for w in words if w not in ARTICLES] or words)
    for pattern, letters in SOUNDS:
        key = pattern.sub(letters, key)
    return key


@lru_cache(maxsize=1 << 16)
def skeleton(name: str) -> str:
    """Returns the consonants of a folded name, by which misspellings still meet: "nujaba", "najaba" -> "njb".

    A vowel that begins a word is one with any other: "Idlib", "Edlib" -> "adlb".
    """
    return FIRST_VOWEL.sub("a", LATER_VOWEL.sub("", folded(name)))
