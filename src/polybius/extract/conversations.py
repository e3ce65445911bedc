"""Conversations printed as such -> claims: who speaks in which stretch of an interview, a briefing or a broadcast.

Three ways of printing one are known: names or letters before colons ("Rook: …", "Q: …", "A: …"), dashes before the
answers, and questions each followed by its answer. Who asks is the publisher, whose own voice needs no claim.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from polybius.annotated import Annotated
from polybius.drafts import ClaimDraft, Mention, MentionForm
from polybius.extract.mentions import Mentions
from polybius.model import ActorKind, Span
from polybius.ontology import Ontology

WORDS = r"([^\W\d_][^\n:\[\]()]{0,40}?)"
LABEL = re.compile(rf"(?m)^[ \t]*(?:([QA])\.|[\[(]{WORDS}[\])]:?|{WORDS}:)[ \t]+(?=\S)")
DASH = re.compile(r"(?m)^[ \t]*([–—-])[ \t]+(?=\S)")
PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[ \t]*\S[^\n]*)*")
ANSWERS = frozenset({"a", "answer"})
ASKS = frozenset("q question questioner interviewer host presenter anchor announcer moderator studio".split())
ROLES = ASKS | ANSWERS | frozenset("transcript clip music newsreader narrator all voice voices".split())
OUR = re.compile(r"\bour (?:own )?(?:\w+ )?(?:correspondent|reporter|colleague|man|woman)\W+$", re.IGNORECASE)
REPORTS = re.compile(r"\W+(?:report(?:s|ing)|has (?:(?:this|the) (?:report|story)|more)|is (?:there|in|at|live))\b")
TO_HIM = re.compile(r"\byou(?:r|rs|rself)?\b", re.IGNORECASE)
FEWEST_TURNS = 3
FEWEST_QUESTIONS = 3  # that show a text to be an interview where nothing else does
LONGEST_QUESTION = 250  # characters


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says when it is his turn; `label` is his name or letter, None where it is he who is interviewed.

    `asks` tells whether the label is that of who asks the others.
    """

    cue: Span
    content: Span
    label: str | None = None
    asks: bool = False


def with_speakers(annotated: Annotated, mentions: Mentions, turns: Sequence[Turn], ontology: Ontology) -> Mentions:
    """Adds those who are named nowhere but before the colons of their turns: "MR. DELANEY: …"."""
    if not any(turn.asks for turn in turns):
        return mentions
    items, guests, publisher = list(mentions.items), _guests(mentions), annotated.document.publisher or ""
    often = Counter(turn.label for turn in turns if not turn.asks)
    for turn in turns:
        if turn.label is None or often[turn.label] < 2 or _named(turn.label, guests) is not None:
            continue
        if not _names_somebody(turn.label, publisher, ontology):
            continue
        first = bisect_left(annotated.tokens, turn.content.start, key=lambda token: token.start)
        name = turn.label.split()[-1]
        sentence = next((s.index for s in annotated.sentences if s.first <= first < s.last), 0)
        items.append(
            Mention(len(items), turn.cue, min(first, len(annotated.tokens) - 1),
                    name.title() if name.isupper() else name, MentionForm.NAME, sentence,
                    lemma=name.lower(), kind=ActorKind.PERSON, definite=True)
        )  # fmt: skip
    return replace(mentions, items=tuple(items))


def _names_somebody(label: str, publisher: str, ontology: Ontology) -> bool:
    last, own = label.lower().split()[-1], publisher.lower().split()
    of_the_house = {"".join(word[0] for word in own), *own}
    return last not in ROLES | of_the_house and last not in ontology.people and last not in ontology.titles


def _guests(mentions: Mentions) -> list[Mention]:
    return [m for m in mentions.items if m.form is MentionForm.NAME and _is_one(m)]


def conversation_claims(annotated: Annotated, mentions: Mentions, turns: Sequence[Turn]) -> Iterator[ClaimDraft]:
    """Yields what is said in the turns of a conversation by people who are not the publisher's own."""
    if not turns:
        return
    text, publisher = annotated.document.text, annotated.document.publisher or ""
    guests = _guests(mentions)
    before = [m for m in mentions.items if _is_one(m) and m.span.end <= turns[0].cue.end]
    named = [m for m in before if m.form is MentionForm.NAME]
    for turn in turns:
        if turn.label is None:
            speaker = next(iter(named or [m for m in before if m.form is MentionForm.NOMINAL]), None)
        elif turn.label.lower() in ANSWERS:
            speaker = next(iter(named), None)
        else:
            speaker = _named(turn.label, guests)
        said = turn.content.start < turn.content.end
        if said and speaker is not None and not _is_of_the_house(speaker, guests, text, publisher):
            yield ClaimDraft(speaker.index, "say", turn.cue, turn.content, quoted=True)


def _is_one(mention: Mention) -> bool:
    return mention.kind in {ActorKind.PERSON, ActorKind.UNNAMED} and not mention.plural and len(mention.name) > 1


def _named(label: str, people: Sequence[Mention]) -> Mention | None:
    own = label.lower().split()[-1]
    return next((m for m in people if m.name.lower().split()[-1] == own), None)


def _is_of_the_house(speaker: Mention, people: Sequence[Mention], text: str, publisher: str) -> bool:
    """Tells whether somebody is the publisher's own: "our correspondent Ana Rook", "Ana Rook reports"."""
    same = [m for m in people if m.name.split()[-1] == speaker.name.split()[-1]]
    named = any(OUR.search(text[: m.span.end - len(m.name)]) or REPORTS.match(text, m.span.end) for m in same)
    return named or speaker.name == publisher


def turns_of(text: str) -> list[Turn]:
    """Returns the turns of a text in order, those of who asks only where they have labels; none if nobody converses."""
    return _labelled(text) or _answers(text)


def _labelled(text: str) -> list[Turn]:
    """Each turn runs to the next one, the last to the end of its paragraph; dashes are turns where somebody asks."""
    found = [m for m in LABEL.finditer(text) if _is_label(_label(m))]
    often = Counter(map(_label, found))
    asking = Counter(_label(m) for m in found if text[m.end() : _paragraph_end(text, m.end())].rstrip().endswith("?"))
    askers = {
        label for label in often if label.lower() in ASKS or (often[label] > 1 and 2 * asking[label] >= often[label])
    }
    dashes = list(DASH.finditer(text, found[0].start())) if askers else []
    starts = sorted([*found, *dashes], key=lambda m: m.start())
    if max(often.values(), default=0) < 2 or len(starts) < FEWEST_TURNS:
        return []
    ends = [*(m.start() for m in starts[1:]), _paragraph_end(text, starts[-1].end())]
    turns = []
    for match, end in zip(starts, ends, strict=True):
        label = _label(match) if match.re is LABEL else None
        content = Span(match.end(), end).trimmed(text)
        turns.append(Turn(Span(*match.span(match.lastindex or 0)), content, label, asks=label in askers))
    return turns


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
