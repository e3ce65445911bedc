"""Resolutions and communiqués, where one body does in every clause what the clause says.

"The Council, / 1. Condemns the attack; / 2. Urges both sides to …": the clauses have no subject, and the parser takes
"Condemns" and "Requests" for nouns. It is given such a clause with a subject before it, which nobody else sees; who
that is, is found in `extract/arguments.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

LEAD = "It "  # what the parser reads before a clause
NAME = r"[A-Z][\w'’-]*"
BODY = re.compile(rf":\s*$|(?:^|[.;]\s+)(?:We,\s)?(?:[Tt]he\s)?{NAME}(?:\s(?:{NAME}|of|the|and|for|on))*,\s*$")
ADVERBS = "also deeply equally firmly fully further furthermore strongly solemnly unanimously unequivocally".split()
VERBS = (
    "adopt affirm agree appeal approve ask assure authorise authorize call caution commend condemn confirm "
    "congratulate consider declare decide demand denounce deplore designate direct emphasise emphasize encourage "
    "endorse envisage express extend fear hail hold impose insist instruct invite mandate note offer order place "
    "pledge praise proclaim propose protest reaffirm recall recognise recognize recommend regret reiterate reject "
    "remind renew repeat request require resolve salute send stress support suspend take thank underline "
    "underscore undertake urge view voice vow warn welcome"
).split()


def _third(verb: str) -> str:
    """ "voice" -> "voices", "stress" -> "stresses"."""
    return f"{verb}es" if verb.endswith(("s", "sh", "ch")) else f"{verb}s"


CLAUSE = re.compile(rf"(?:(?:{'|'.join(ADVERBS)}),?\s)*(?:{'|'.join(map(_third, VERBS))})\s", re.IGNORECASE)


def clauses(paragraphs: Iterable[tuple[str, bool]]) -> Iterator[bool]:
    """Yields of each paragraph, its number taken off, whether it is a clause of a body that is named before the list.

    A list ends with a paragraph that has no number, is no clause, and does not end like one.
    """
    listed = False
    for text, numbered in paragraphs:
        clause = listed and CLAUSE.match(text) is not None
        yield clause
        listed = BODY.search(text) is not None or (listed and (clause or numbered or text.rstrip()[-1:] in {",", ";"}))
