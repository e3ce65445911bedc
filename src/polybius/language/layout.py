"""Text -> blocks to parse: paragraphs without bullets and datelines, told apart as headings and prose.

The parser never sees two paragraphs at once, so that a headline cannot run into the first sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from polybius.language.resolutions import clauses
from polybius.model import Span

BULLET = re.compile(r"\s*(?:[•▪●◦‣*·–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+")
LABEL = re.compile(
    r"(?:alert|analysis|breaking|brief|clarification|correction|editorial|exclusive|explainer|factbox|feature|flash|"
    r"interview|opinion|summary|timeline|update|updated|urgent)(?:\s\d{1,2})?(?::|\s[-–—]+)\s+(?=[\"“‘'A-Z0-9])",
    re.IGNORECASE,
)  # "CORRECTION: Rebels did not take the town" is no town's
TITLES = frozenset(
    "Abp. Adm. Alh. Amb. Atty. Brig. Capt. Cdr. Cdre. Cmdr. Cmdt. Col. Cols. Comdr. Cong. Cpl. Cpt. Dr. Engr. Ens. Fr. "
    "Gen. Gens. Gov. Hon. Insp. Lieut. Lt. Maj. Messrs. Mme. Mr. Mrs. Ms. Msgr. Pfc. Pres. Prof. Pte. Pvt. Rep. Reps. "
    "Rev. Sen. Sens. Sgt. Spc. Sra. Supt. St. Ft. Mt.".split()
)
"""Abbreviations that stand before a name, each one word with its full stop."""
MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
REGION = rf"(?:,\s(?!{MONTHS})[A-Z][\w.'’\- ]{{2,25}})?"
LAND = r"(?:\s\([A-Z][A-Za-z ]{3,25}\)(?=,))?"
DAY = r"(?:,\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][A-Za-z]{2,8}|no date)(?:,?\s(?:\d{4}|\d{2}\b))?)"
NO_TOWN = r"(?!(?:On|In|At|By|Since|Until|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?\b)"
TOWN = rf"{NO_TOWN}[A-Z][\w'’.\-]+(?:\s(?:[A-Z][\w'’.\-]+|de|del|la|las|los|el|al|do|da)){{0,3}}"
DATELINE = re.compile(
    rf"(?:(?P<place>[A-Z][A-Z'’.\- ]{{2,40}}{REGION}){LAND}(?:/[A-Z][A-Z'’.\- ]{{2,40}})?{DAY}?"  # "YEREVAN/BAKU"
    rf"|(?P<town>{TOWN}{REGION}){LAND}{DAY})"  # in small letters only where a day follows
    r"\s*(?:\([^()\n]{2,40}\))?\s*(?:[-–—]{1,2}|:)\s+(?:\[[A-Za-z ]{2,30}\]\s+)*(?=[\"“‘'A-Z0-9\[])"
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
ITEM_DAY = (
    rf"(?:{WEEKDAY}(?:,?\s(?=\d|{MONTHS}))?)?"
    rf"(?:\d{{1,2}}(?:[–-]\d{{1,2}})?\s(?:{MONTHS})[a-z]*|(?:{MONTHS})[a-z]*\.?\s\d{{1,2}})?(?:,?\s\d{{4}})?"
)
ITEM = re.compile(
    rf"(?:{NO_TOWN}[A-Z][A-Z'’\- ]{{2,40}}|{TOWN}){REGION}{LAND}(?:(?:,\s|\s\()(?=[A-Z\d]){ITEM_DAY}\)?)?"
    r"(?:[.:]|\s?[-–—]{1,2})\s+(?=[\"“‘'A-Z0-9])"
)  # "ZUEITINA, 7 Nov. The guard turned away a tanker."
ABBREVIATION = re.compile(
    rf"\b(?:{'|'.join(title[:-1] for title in sorted(TITLES))}|No|(?:[A-Z]\.)*[A-Z])\.\s*$", re.IGNORECASE
)
FEWEST_ITEMS = 2  # paragraphs that begin so, below which none is an item of a list
SENTENCE_END = re.compile(r"[.!?:;…][\"”’')\]]*\s*$")
HEADING_WORDS = 18
WRAPPED_LINE = 100


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that is parsed by itself; `dateline` is what was taken off its front, `clause` tells whether a
    body that is named before does what it says (see `resolutions.py`).
    """

    start: int
    end: int
    heading: bool
    paragraph: int
    dateline: Span | None = None
    clause: bool = False


def split_blocks(text: str) -> Iterator[Block]:
    """Yields the paragraphs of a text; a line is one, unless the text is hard-wrapped."""
    separator = r"\n[ \t]*\n" if is_wrapped(text) else r"\n"
    breaks = [(match.start(), match.end()) for match in re.finditer(separator, text)]
    starts, ends = [0, *(end for _, end in breaks)], [*(start for start, _ in breaks), len(text)]
    paragraphs = [_front(text, *ends) for ends in zip(starts, ends, strict=True) if text[slice(*ends)].strip()]
    heads = _item_heads(text, [(start, end) for start, end, _ in paragraphs])
    said = clauses((text[start:end], bullet) for start, end, bullet in paragraphs)
    for number, ((start, end, bullet), clause) in enumerate(zip(paragraphs, said, strict=True)):
        if clause:
            yield Block(start, end, False, number, clause=True)
        elif start in heads:
            yield Block(start, heads[start], True, number)
            yield Block(heads[start], end, False, number)
        else:
            yield _block(text, start, end, number, bullet=bullet)


def is_wrapped(text: str) -> bool:
    """Tells whether lines are broken for width: most inner lines are of middling length and end in no full stop."""
    lines = [line for line in text.split("\n")[:200] if line.strip()]
    inner = [line for line in lines if 40 < len(line) <= WRAPPED_LINE]
    running = [line for line in inner if not SENTENCE_END.search(line)]
    return len(inner) > 4 and len(inner) > 0.6 * len(lines) and len(running) > 0.6 * len(inner)


def _front(text: str, start: int, end: int) -> tuple[int, int, bool]:
    """Returns where a paragraph begins behind its bullet and label, where it ends, and whether it has a bullet."""
    while start < end and text[start].isspace():
        start += 1
    bullet = BULLET.match(text, start, end)
    start = bullet.end() if bullet and bullet.end() < end else start
    label = LABEL.match(text, start, end)
    return label.end() if label and label.end() < end else start, end, bullet is not None


def _item_heads(text: str, paragraphs: list[tuple[int, int]]) -> dict[int, int]:
    """Returns where the heads of a list's items begin and end: "ZUEITINA, 7 Nov.", "Outlook." before what is told.

    Who speaks in turns ("PRESENTER:") heads no item.
    """
    found = [head for start, end in paragraphs if (head := ITEM.match(text, start, end)) and head.end() < end]
    found = [head for head in found if not ABBREVIATION.search(head[0])]
    often = Counter(head[0] for head in found)
    found = [head for head in found if ":" not in head[0] or often[head[0]] == 1]
    return {head.start(): head.end() for head in found} if len(found) >= FEWEST_ITEMS else {}


def _block(text: str, start: int, end: int, number: int, *, bullet: bool) -> Block:
    dateline = DATELINE.match(text, start, end)
    if dateline and dateline.end() < end:
        return Block(
            dateline.end(),
            end,
            False,
            number,
            Span(start, start + len((dateline["place"] or dateline["town"]).rstrip())),
        )
    words = text[start:end].split()
    heading = len(words) <= HEADING_WORDS and not SENTENCE_END.search(text[start:end]) and not bullet
    return Block(start, end, heading, number)
