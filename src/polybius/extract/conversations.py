"""Conversations printed as such -> claims: who speaks in which stretch of an interview, a briefing or a broadcast.

Three ways of printing one are known: names or letters before colons ("Rook: …", "Q: …", "A: …"), dashes before the
answers, and questions each followed by its answer. Who asks is the publisher, whose own voice needs no claim.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from polybius.annotated import Annotated
from polybius.drafts import ClaimDraft, Mention, MentionForm
from polybius.extract.mentions import Mentions
from polybius.model import ActorKind, Span

WORDS = r"([^\W\d_][^\n:\[\]()]{0,40}?)"
LABEL = re.compile(rf"(?m)^[ \t]*(?:([QA])\.|[\[(]{WORDS}[\])]:?|{WORDS}:)[ \t]+(?=\S)")
DASH = re.compile(r"(?m)^[ \t]*([–—-])[ \t]+(?=\S)")
PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[ \t]*\S[^\n]*)*")
ANSWERS = frozenset({"a", "answer"})
OF_THE_HOUSE = re.compile(r"\bour (?:own )?(?:\w+ )?(?:correspondent|reporter|colleague|man|woman)\W+$", re.IGNORECASE)
TO_HIM = re.compile(r"\byou(?:r|rs|rself)?\b", re.IGNORECASE)
FEWEST_TURNS = 3
FEWEST_QUESTIONS = 3  # that show a text to be an interview where nothing else does
LONGEST_QUESTION = 250  # characters


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says when it is his turn; `label` is his name or letter, None where it is he who is interviewed."""

    cue: Span
    content: Span
    label: str | None = None


def conversation_claims(annotated: Annotated, mentions: Mentions) -> Iterator[ClaimDraft]:
    """Yields what is said in the turns of a conversation by people who are not the publisher's own."""
    text, publisher = annotated.document.text, annotated.document.publisher or ""
    turns = turns_of(text)
    if not turns:
        return
    people = [m for m in mentions.items if m.form is MentionForm.NAME and m.kind is ActorKind.PERSON]
    before = [m for m in people if m.span.end <= turns[0].cue.end]
    for turn in turns:
        speaker = _speaker(turn, people, before)
        if speaker is not None and not _is_of_the_house(speaker, people, text, publisher):
            yield ClaimDraft(speaker.index, "say", turn.cue, turn.content, quoted=True)


def _speaker(turn: Turn, people: Sequence[Mention], before: Sequence[Mention]) -> Mention | None:
    if turn.label is None or turn.label.lower() in ANSWERS:
        return before[0] if before else None
    own = turn.label.lower().split()[-1]
    return next((m for m in people if m.name.lower().split()[-1] == own), None)


def _is_of_the_house(speaker: Mention, people: Sequence[Mention], text: str, publisher: str) -> bool:
    same = [m for m in people if m.name.split()[-1] == speaker.name.split()[-1]]
    called_so = any(OF_THE_HOUSE.search(text[: m.span.end - len(m.name)]) for m in same)
    return called_so or speaker.name == publisher


def turns_of(text: str) -> list[Turn]:
    """Returns the turns of a text in order, without those of who asks; an empty list where it is no conversation."""
    labelled = _labelled(text)
    return labelled or _answers(text)


def _labelled(text: str) -> list[Turn]:
    """Each turn runs to the next one, the last to the end of its paragraph."""
    found = [m for m in LABEL.finditer(text) if _is_label(_label(m))]
    if max(Counter(map(_label, found)).values(), default=0) < 2:
        return []
    starts = sorted([*found, *DASH.finditer(text, found[0].start())], key=lambda m: m.start())
    if len(starts) < FEWEST_TURNS:
        return []
    ends = [*(m.start() for m in starts[1:]), _paragraph_end(text, starts[-1].end())]
    return [
        Turn(Span(*m.span(m.lastindex or 0)), Span(m.end(), end).trimmed(text), _label(m) if m.re is LABEL else None)
        for m, end in zip(starts, ends, strict=True)
    ]


def _label(match: re.Match[str]) -> str:
    return match[match.lastindex or 0]


def _is_label(words: str) -> bool:
    return len(words.split()) <= 4 and all(word[0].isupper() or "-" in word for word in words.split())


def _paragraph_end(text: str, start: int) -> int:
    end = text.find("\n\n", start)
    return end if end >= 0 else len(text)


def _answers(text: str) -> list[Turn]:
    """Returns what follows each question, in its paragraph or in the next, from the first question to the last."""
    paragraphs = [Span(m.start(), m.end()) for m in PARAGRAPH.finditer(text)]
    return _below(text, paragraphs) or _between(text, paragraphs)


def _below(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """ "What must the army do?" and the answer in the next line of the paragraph."""
    pairs = [(p, p.start + p.of(text).index("\n")) for p in paragraphs if "\n" in p.of(text)]
    asked = [n for n, (p, end) in enumerate(pairs) if _is_question(text[p.start : end])]
    if len(asked) < FEWEST_QUESTIONS or 2 * len(asked) < len(pairs):
        return []
    between = pairs[asked[0] : asked[-1] + 1]
    return [_turn_after(text, end, p.end) for p, end in between if end - p.start <= LONGEST_QUESTION]


def _between(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """A paragraph that is a question, and the answer up to the next one."""
    asked = [n for n, p in enumerate(paragraphs) if _is_question(p.of(text)) and "?" in p.of(text)[-3:]]
    answered = [n for n in asked if n + 1 < len(paragraphs) and n + 1 not in asked]
    if len(answered) < FEWEST_QUESTIONS:
        return []
    return [_turn_after(text, paragraphs[n].end, paragraphs[n + 1].end) for n in answered]


def _is_question(words: str) -> bool:
    """Tells whether words ask, or put to somebody what is said of him: "The army says that you carried money"."""
    asks = words.rstrip(" ”\"'’").endswith("?") or TO_HIM.search(words)
    return bool(asks) and len(words) <= LONGEST_QUESTION and words[0] not in "“\"'‘"


def _turn_after(text: str, question: int, end: int) -> Turn:
    start = question + len(text[question:end]) - len(text[question:end].lstrip(" \n\t–—-"))
    return Turn(Span(question - 1, question), Span(start, end))
