"""Record -> discrepancies: where one report contradicts itself, each with words that a person can check.

Days that cannot be right and two numbers for one thing are found where they are read; here it is told who denies what
another tells, and which two sides each call the other the doer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from polybius.model import ClaimKind, Discrepancy, DiscrepancyKind, Event, EventType, Record, Span, Status

NEIGHBOURS = 40  # events
BACK = 2  # sentences from a denial to what it denies
LEAST = 1.5  # of what speaks for a pair; chosen on the corpus' eighth round
DONE = frozenset({Status.HAPPENED, Status.ONGOING})
DENIALS = frozenset({ClaimKind.DENIAL, ClaimKind.NON_ACKNOWLEDGEMENT})
# What one person says is no version of what another says.
SAID = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.THREATEN, EventType.SUPPORT, EventType.CONSULT,
                  EventType.AGREE, EventType.REJECT, EventType.PROTEST})  # fmt: skip
# "will not", "asked them not to": nothing that is said to have happened is denied.
AHEAD = re.compile(
    r"\b(will|would|['’]ll|wo|shall|should|may|might|could|can|cannot|ca|to|must|if|unless|until|without)\b[^.;:]{0,25}$",
    re.IGNORECASE,
)
BEFORE = 45  # letters before a verb in which AHEAD is looked for
DENYING = re.compile(
    r"\b(den(y|ies|ied|ying)|contradict|disput|refut|rebut|slander|lies?\b|nonsense|propaganda|disown|disclaim|dismiss)"
    r"|\breject\w*\W(\w+\W){0,5}(accusation|charge|allegation|claim|report|finding|rumou?r|version|account|story|this\b|it\b|that\b)",
    re.IGNORECASE,
)
FALSE = re.compile(
    r"\b(false|untrue|not true|a lie|lies|baseless|unfounded|groundless|fabricat\w+|disinformation|slander|invented|"
    r"nothing of the (sort|kind)|(did|was|were|has|have|had|does|do) not\.|knows? (of )?nothing|no knowledge|"
    r"did no such|never did|inaccurate|incorrect)\b",
    re.IGNORECASE,
)
REPORT = ""  # the voice of the report itself, else an actor's id


@dataclass(frozen=True, slots=True)
class _Denial:
    """Where it is denied, in which sentence, by which voice, in so many words or by what it tells instead."""

    start: int
    sentence: int
    voice: str
    event: Event | None
    outright: bool


def find_discrepancies(
    record: Record,
    dates: Sequence[tuple[tuple[str, ...], str, tuple[Span, ...]]],
    numbers: Sequence[tuple[Span, Span]] = (),
) -> Iterator[Discrepancy]:
    """Yields every contradiction; `dates` are (event ids, explanation, words) of dates that cannot be right, `numbers`
    the words of two numbers for one thing.
    """
    for events, words, spans in dict.fromkeys(dates):
        yield Discrepancy(DiscrepancyKind.CHRONOLOGY, words, events, spans)
    yield from (_figure(record, *texts) for texts in numbers)
    yield from _Denials(record).found()
    for one, other in _neighbours(record.events):
        yield from _actor(record, one, other)


def _figure(record: Record, one: Span, other: Span) -> Discrepancy:
    """Two numbers for one thing, and the events that count it."""
    texts = (one, other)
    events = tuple(e.id for e in record.events if any(f.text in texts for f in e.figures))
    explanation = f"“{one.of(record.text)}” in one account, “{other.of(record.text)}” in another."
    return Discrepancy(DiscrepancyKind.FIGURE, explanation, events, texts)


class _Denials:
    """What one voice of a report tells and another denies."""

    def __init__(self, record: Record) -> None:
        self.record, self.text = record, record.text
        self._sentences = record.sentences or (Span(0, len(record.text)),)
        self._starts = [span.start for span in self._sentences]
        self._claims = {claim.id: claim for claim in record.claims}
        self._by_id = {event.id: event for event in record.events}
        self._names = {actor.id: actor.name for actor in record.actors}
        self._told: dict[int, list[tuple[int, Event, int]]] = defaultdict(list)  # by sentence: number, event, where
        self._denied: dict[int, set[EventType]] = defaultdict(set)  # by sentence
        for number, event in enumerate(record.events):
            for trigger in (event.trigger, *event.mentions):
                self._told[self._sentence(trigger.start)].append((number, event, trigger.start))
            if event.status is Status.DENIED:
                self._denied[event.sentence].add(event.type)

    def found(self) -> Iterator[Discrepancy]:
        """Yields at most one for each sentence that denies."""
        told: set[int] = set()
        for denial in sorted(self._denials(), key=lambda d: (d.sentence, not d.outright, d.start)):
            best = max(self._answered(denial), default=None, key=lambda pair: pair[0])
            if denial.sentence not in told and best is not None and best[0] >= LEAST:
                told.add(denial.sentence)
                yield self._discrepancy(denial, *best[1:])

    def _denials(self) -> Iterator[_Denial]:
        for event in self.record.events:
            start = event.trigger.start
            sentence = self._sentence(start)
            before = self.text[max(self._starts[sentence], start - BEFORE) : start]
            if event.status is Status.DENIED and not AHEAD.search(before):
                yield _Denial(start, sentence, self._voices(event)[0], event, outright=False)
            refuses = event.type is EventType.REJECT and event.status is Status.HAPPENED
            if refuses and DENYING.match(self.text[start : event.trigger.end + BEFORE]):
                yield _Denial(start, sentence, next(iter(event.initiators), REPORT), event, outright=True)
        for claim in self.record.claims:
            if claim.kind in DENIALS and claim.content is not None and claim.chain:
                start = claim.content.start
                yield _Denial(start, self._sentence(start), claim.chain[-1].source, None, outright=True)
        for number, span in enumerate(self._sentences):
            if words := FALSE.search(span.of(self.text)):
                start = span.start + words.start()
                yield _Denial(start, number, self._voice_at(start), None, outright=True)

    def _answered(self, denial: _Denial) -> Iterator[tuple[float, Event, int]]:
        """Yields what may be denied, its sentence and how much speaks for it.

        For it speak that somebody else is named as its source, that both are of one type, that who denies it, or
        somebody in the denial, is said to have done it, that it is denied in so many words, and that it stands near.
        """
        own = denial.event
        here = self._denied.get(denial.sentence, set())
        near = range(denial.sentence - BACK, denial.sentence + 1)
        told_there = [(*told, sentence) for sentence in near for told in self._told.get(sentence, ())]
        for _, event, start, sentence in sorted(told_there, key=lambda told: told[0]):
            voices = self._voices(event)
            attributed = any(voices)
            spoken = own is not None and event.id in own.content and not attributed
            told = event.status in DONE or (attributed and event.status is Status.DENIED)
            alike = event.type in here if denial.outright or own is None else own.type is event.type
            one = alike and (own is None or bool(self._doers(own) & set(event.initiators)))
            if event is own or spoken or not told or denial.voice in voices or (event.type in SAID and not one):
                continue
            if start >= denial.start or (not attributed and denial.voice is REPORT):
                continue
            doers = {denial.voice, *(own.initiators if own is not None and not denial.outright else ())}
            answers = own is not None and denial.outright and set(own.targets) & set(voices)
            does = bool(doers & set(event.initiators) or answers)
            yield attributed + alike + does + denial.outright - (denial.sentence - sentence) / 2, event, sentence

    def _doers(self, denial: Event) -> set[str]:
        """Whoever is said not to have done it."""
        denied = (self._by_id[i] for i in denial.content if i in self._by_id)
        return {*denial.initiators, *(i for event in denied for i in event.initiators)}

    def _discrepancy(self, denial: _Denial, event: Event, sentence: int) -> Discrepancy:
        there, here = self._sentences[sentence], self._sentences[denial.sentence]
        if sentence == denial.sentence:
            texts = (Span(there.start, denial.start), Span(denial.start, here.end))
        else:
            texts = (there, here)
        teller, denier = (self._names.get(voice, "the report") for voice in (self._voices(event)[0], denial.voice))
        explanation = f"“{event.trigger.of(self.text)}”, by the account of {teller}, is denied by {denier}."
        own = () if denial.event is None else (denial.event.id,)
        return Discrepancy(DiscrepancyKind.OUTCOME, explanation, (event.id, *own), texts)

    def _sentence(self, at: int) -> int:
        return max(0, bisect_right(self._starts, at) - 1)

    def _voices(self, event: Event) -> list[str]:
        """Returns who tells an event, the last source of each claim."""
        claims = [self._claims[c] for c in (event.claims or (event.claim,)) if c in self._claims]
        return [claim.chain[-1].source if claim.chain else REPORT for claim in claims] or [REPORT]

    def _voice_at(self, at: int) -> str:
        around = [c for c in self.record.claims if c.content is not None and c.content.start <= at < c.content.end]
        inner = min(around, default=None, key=lambda c: c.content.end - c.content.start if c.content else 0)
        return inner.chain[-1].source if inner is not None and inner.chain else REPORT


def _neighbours(events: Sequence[Event]) -> Iterator[tuple[Event, Event]]:
    """Pairs of one type, each with the NEIGHBOURS told before it, so that long reports cost in proportion."""
    by_type: dict[EventType, deque[Event]] = defaultdict(lambda: deque(maxlen=NEIGHBOURS))
    for event in events:
        for earlier in by_type[event.type]:
            yield earlier, event
        by_type[event.type].append(event)


def _actor(record: Record, one: Event, other: Event) -> Iterator[Discrepancy]:
    """Each side is said, by another source, to have done it to the other."""
    both = one.type is other.type is EventType.ASSAULT and {one.status, other.status} <= DONE
    crossed = set(one.initiators) & set(other.targets) and set(one.targets) & set(other.initiators)
    if both and crossed and one.claim != other.claim:
        texts = (one.trigger, other.trigger)
        told, retold = (t.of(record.text) for t in texts)
        explanation = f"“{told}” has one side as the doer, “{retold}” the other."
        yield Discrepancy(DiscrepancyKind.ACTOR, explanation, (one.id, other.id), texts)
