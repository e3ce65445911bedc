"""What the learned reader says of a document's words, by the word that has the part; see `language/learned.py`."""

from __future__ import annotations

from collections.abc import Mapping

from polybius.model import Annotated, Token

PARTICIPANTS = frozenset({"initiator", "target", "source", "place"})
LIKELY_PART = 0.7  # chance from which a noun that the ontology does not know is a participant
Parts = Mapping[int, tuple[tuple[float, str, int], ...]]


def parts_by_word(annotated: Annotated) -> Parts:
    """Returns for each word its chances of a part: (chance, role, word of the event), the likeliest first."""
    found: dict[int, list[tuple[float, str, int]]] = {}
    for hint in (annotated.hints or {}).values():
        for part in hint.parts:
            found.setdefault(part.word, []).append((part.chance, part.role, hint.word))
    return {word: tuple(sorted(parts, reverse=True)) for word, parts in found.items()}


def likely_part(parts: Parts, token: Token) -> str | None:
    """Returns the likeliest part of a word as a participant or place, None where it is doubtful."""
    likely = (role for chance, role, _ in parts.get(token.index, ()) if chance >= LIKELY_PART and role in PARTICIPANTS)
    return next(likely, None)
