"""Items of a list under the name of a place: "ZUEITINA, 7 Nov. The guard turned away a tanker."

What an item tells of happened there, and on that day, unless its own words say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from polybius.annotated import Annotated, Sentence, Token
from polybius.drafts import MentionForm, TimeTold
from polybius.extract.status import DONE
from polybius.model import EventType

if TYPE_CHECKING:
    from polybius.extract.mentions import Mentions, PlaceNames
    from polybius.extract.seeds import Seed

SOMEWHERE = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.MOBILIZE, EventType.CONSULT}
)
SECTIONS = frozenset(
    "access analysis assessment background casualties comment conclusion context details diplomacy displacement "
    "economy forecast humanitarian introduction military needs note notes outlook overview politics protection "
    "response security sources summary".split()
)  # heads that name no place, whatever hamlet is called so


def place_of_head(annotated: Annotated, sentence: Sentence, names: PlaceNames) -> Sequence[Token]:
    """Returns the words of the place that heads an item, none where the sentence is no such head."""
    if not sentence.heading or not any(_items(annotated, sentence)):
        return ()
    words = annotated.words(sentence)
    marks = (n for n, t in enumerate(words) if t.text[0].isdigit() or (t.pos == "PUNCT" and t.text != "-"))
    own = words[: next(marks, len(words))]
    if len(own) == 1 and own[0].lower in SECTIONS:
        return ()
    return own if own and names.knows(annotated.document.text[own[0].start : own[-1].end]) else ()


def _items(annotated: Annotated, head: Sentence) -> Iterator[Sentence]:
    """Yields the sentences of an item that stand behind its head."""
    for index in range(head.index + 1, len(annotated.sentences)):
        sentence = annotated.sentences[index]
        if sentence.paragraph != head.paragraph:
            return
        if not sentence.heading:
            yield sentence


def settle_items(annotated: Annotated, mentions: Mentions, seeds: Iterable[Seed], told: Sequence[TimeTold]) -> None:
    """Gives what items tell the place and day of their heads."""
    heads = mentions.heads
    under = {s.index: head for head in heads for s in _items(annotated, annotated.sentences[head])}
    days = {t.sentence: t.expression for t in reversed(told) if t.sentence in heads}
    for seed in seeds:
        head = under.get(seed.sentence.index)
        if head is None:
            continue
        place = heads[head]
        for parties in (seed.roles.initiators, seed.roles.targets):
            parties[:] = [mention for mention in parties if mention != place]
        if seed.standing.status not in DONE:
            continue
        named = any(mentions.items[i].form is MentionForm.NAME for i in seed.roles.places)
        if not named and seed.frame.type in SOMEWHERE:
            seed.roles.add("place", [place])
        if not seed.times and head in days:
            seed.times.append(days[head])
