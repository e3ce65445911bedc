"""What extraction hands to resolution: phrases and drafts that say what was seen, before it is known who and where.

Drafts point at one another by index, at words by token index and at the text by span; `Extraction` holds them all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from polybius.annotated import Annotated
from polybius.model import (
    ActorKind,
    Attitude,
    Basis,
    Certainty,
    ClaimKind,
    ConditionKind,
    EventType,
    Predicate,
    Span,
    Status,
)

SPEECH = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.AGREE})
HOSTILE = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.PROTEST})  # as a threat's deed
HARM = frozenset({EventType.ASSAULT, EventType.COERCE})  # whose victims are counted
CASUALTIES = frozenset({"killed", "wounded", "detained", "displaced", "abducted", "missing"})  # what a deed costs
ARTICLE = re.compile(r"^(?:al|el|an|as|ash|ad|ar|at|az)[-’'](?=\w)")


class MentionForm(StrEnum):
    """How a phrase refers: by a name, by a common noun, by a pronoun, or as a modifier of another noun."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    MODIFIER = "modifier"


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that may stand for an actor or a place.

    `span` is the phrase as a reader would quote it, `name` its words without determiner and quantity, `head` the index
    of its head token, `entries` the keys of the ontology's entries that its words name, `owner` the mention that
    possesses it ("its spokesman"), `same_as` the mention that it is said to be the same as (apposition, relative
    pronoun), `modifiers` the lower-case words before the head, `extended` the phrase with what follows the head
    ("officials on both sides"), `wider` the extents in which it may be quoted (`extract/extents.py`).
    """

    index: int
    span: Span
    head: int
    name: str
    form: MentionForm
    sentence: int
    lemma: str = ""
    entries: tuple[str, ...] = ()
    kind: ActorKind | None = None
    country: str | None = None
    sector: str | None = None
    plural: bool = False
    definite: bool = False
    gender: str | None = None
    subject: bool = False
    locative: str | None = None
    title: str | None = None
    owner: int | None = None
    same_as: int | None = None
    modifiers: tuple[str, ...] = ()
    extended: Span | None = None
    wider: tuple[Span, ...] = ()

    @property
    def surname(self) -> str:
        """The last word of the name in lower case, without an Arabic article ("Omar al-Masri": "masri")."""
        return ARTICLE.sub("", self.name.lower().split()[-1]) if self.name.strip() else ""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place named in a report: `name` is as it stands there.

    `sort` is `name`, `demonym` ("Turkish"), `code` ("Calif.") or `feature` (a lake, a county, whether known or not).
    `container` is what it is said to lie in ("Paris, Texas"), `hint` the preposition before it.
    """

    span: Span
    name: str
    sort: str = "name"
    container: str | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """Somebody says something: `source` is a mention, `content` the words said, `cue` the words of saying.

    `scope` is what the source answers for where that is told apart from the words said; an empty one is nothing. A
    `doubtful` one counts only if an event, relation or stance hangs on it.
    """

    source: int
    verb: str
    cue: Span
    content: Span
    quoted: bool = False
    kind: ClaimKind = ClaimKind.ASSERTION
    scope: Span | None = None
    doubtful: bool = False
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureDraft:
    """A count seen beside an event; `who` is a mention."""

    what: str
    low: float | None
    high: float | None
    who: int | None
    text: Span


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event as one passage tells it; participants and places are mentions, `chain` claim drafts, outermost first.

    `word` is the index of the trigger's head token; `others` are further words for the same deed; `effect` marks words
    that tell only what came of a deed ("were wounded"), `both` such as stand for two deeds ("both attacks"),
    `anaphoric` those that look back at another mention ("the attack"); `times` are expressions for `resolve` to date.
    `heard` is the word at which the learned reader hears the event, `same` its chances that words before tell the same.
    """

    index: int
    type: EventType
    status: Status
    trigger: Span
    word: int
    sentence: int
    lemma: str
    mode: str | None = None
    cameo: str | None = None
    certainty: Certainty = Certainty.CERTAIN
    initiators: tuple[int, ...] = ()
    targets: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    origin: int | None = None
    destination: int | None = None
    times: tuple[Any, ...] = ()
    tense: Literal["past", "present", "future"] = "past"
    figures: tuple[FigureDraft, ...] = ()
    content: tuple[int, ...] = ()
    chain: tuple[int, ...] = ()
    anaphoric: bool = False
    nominal: bool = False
    effect: bool = False
    both: bool = False
    others: tuple[Span, ...] = ()
    basis: tuple[Basis, ...] = ()
    heard: int | None = None
    same: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RelationDraft:
    """A tie between two mentions, as the words of `text` say it."""

    subject: int
    predicate: Predicate
    object: int
    text: Span
    chain: tuple[int, ...] = ()
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True)
class StanceDraft:
    """A view: `holder` is a mention, `about` event drafts inside the topic."""

    holder: int
    attitude: Attitude
    topic: Span
    text: Span
    about: tuple[int, ...] = ()
    chain: tuple[int, ...] = ()
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True)
class ConditionDraft:
    """ "If A then B" with event drafts where there are any, else words; `by` is a mention."""

    kind: ConditionKind
    text: Span
    if_: int | None = None
    then: int | None = None
    if_text: Span | None = None
    then_text: Span | None = None
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one report says, in mentions and drafts that `resolve` turns into a record."""

    annotated: Annotated
    mentions: tuple[Mention, ...]
    claims: tuple[ClaimDraft, ...]
    events: tuple[EventDraft, ...]
    relations: tuple[RelationDraft, ...]
    stances: tuple[StanceDraft, ...]
    conditions: tuple[ConditionDraft, ...]
    disputed: tuple[tuple[Span, Span], ...] = ()  # numbers that two give for one thing
    times: tuple[TimeTold, ...] = ()
    toponyms: tuple[Toponym, ...] = ()


# --- when: what extract/times reads and resolve/times turns into a TimeSpan


@dataclass(frozen=True, slots=True)
class TimeTold:
    """A time expression in a sentence, told in the `past` or not."""

    expression: TimeExpression
    sentence: int
    past: bool


class TimeKind(StrEnum):
    """What sort of answer a time expression gives."""

    DATE = "date"  # a place in the calendar, named by any of year, month, day, weekday, season, decade
    PERIOD = "period"  # units counted from an anchor: yesterday, last month, two days ago, the next day
    RANGE = "range"  # from `first` to `last`, either of which may be missing
    CLOCK = "clock"  # a time of day: the day is that of the story
    DURATION = "duration"  # how long, not when
    SET = "set"  # how often
    VAGUE = "vague"  # now, recently, Eid: no days can be told


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when, not yet placed in the calendar.

    `weekday` counts from 0 (Monday). `unit` is a calendar unit, or the season or decade of a date; `low` and `high`
    count units from the `anchor` (`published`, `reference`: what was told before, or `base` where there is one),
    negative ones before it; `rolling` counts to or from the anchor's day, not in whole calendar units. `which` is
    `last`, `this` or `next`. `part` narrows it: `early` `mid` `late` `so_far` `remaining`, or an ordinal part: `half1`
    `quarter2` `week3`, -1 being the last. `bound` limits it: `between` `since` `from` `after` `until` `by` `before`
    `within`, and `in` for "in two weeks".
    """

    span: Span
    kind: TimeKind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    unit: str | None = None
    low: int | None = None
    high: int | None = None
    anchor: str = "published"
    rolling: bool = False
    which: str | None = None
    part: str | None = None
    bound: str | None = None
    base: TimeExpression | None = None
    first: TimeExpression | None = None
    last: TimeExpression | None = None
