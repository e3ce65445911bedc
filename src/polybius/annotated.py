"""What the language room hands to extraction: words, sentences, and what the learned reader makes of them.

Chances are probabilities, 0 to 1; words are indexes into `Annotated.tokens`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from polybius.model import Document, EventType, Span, Status


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place in the parse; `head` and `children` are indexes into `Annotated.tokens`.

    `pos` is the Universal POS tag, `tag` the Penn Treebank tag, `dep` the ClearNLP dependency label; a sentence's root
    is its own head; `lower` is the word in lower case.
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    children: tuple[int, ...]
    lower: str = field(init=False, compare=False, repr=False)  # asked far too often to be made anew

    def __post_init__(self) -> None:
        object.__setattr__(self, "lower", self.text.lower())


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` to `last` (exclusive) of the document; `heading` marks titles and section heads."""

    index: int
    start: int
    end: int
    first: int
    last: int
    heading: bool = False
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """How likely a word has a role in the event of another; the roles are those of `language/learned.py`."""

    word: int
    role: str
    chance: float


@dataclass(frozen=True, slots=True)
class Hint:
    """What the learned reader makes of a word: chances that it tells nothing or an event of a type, how that stands,
    who has a part in it, and how factual it is by the author's word: -3 (certainly not) to +3 (certainly).

    `same` gives, for event words before it in its passage, the chance that they tell the same event.
    """

    word: int
    nothing: float
    types: Mapping[EventType, float]
    statuses: Mapping[Status, float]
    parts: tuple[Part, ...] = ()
    fact: float = 3.0
    same: Mapping[int, float] = field(default_factory=dict)

    @property
    def event(self) -> float:
        """The chance that the word tells an event."""
        return 1 - self.nothing

    @property
    def type(self) -> EventType:
        """The likeliest type of the event."""
        return max(self.types, key=self.types.__getitem__)

    @property
    def status(self) -> Status:
        """The likeliest status of the event."""
        return max(self.statuses, key=self.statuses.__getitem__)


@dataclass(frozen=True, slots=True)
class Naming:
    """How likely a word heads a phrase that stands for an `organisation`, a `person` or a `place`.

    `same` gives, for such words of actors before it, the chance that they stand for the same one.
    """

    kinds: Mapping[str, float]
    same: Mapping[int, float] = field(default_factory=dict)

    @property
    def chance(self) -> float:
        """The chance that it is such a head at all."""
        return sum(self.kinds.values())


@dataclass(frozen=True, slots=True)
class Saying:
    """A word that says that somebody says something, with its chance, the words of who says it and of what is said."""

    cue: int
    chance: float
    source: tuple[int, ...]
    content: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties one word's phrase to another's: predicates of relations, `likes` and `dislikes`, with their chances."""

    subject: int
    object: int
    chances: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with its words tagged and parsed.

    What the learned reader says stands in `hints` (by word; None where it has not read the document), `namings` (by
    word), `sayings` (None where nobody taught it what a saying is) and `ties`.
    """

    document: Document
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    dateline: Span | None = None
    hints: Mapping[int, Hint] | None = None
    namings: Mapping[int, Naming] = field(default_factory=dict)
    sayings: tuple[Saying, ...] | None = None
    ties: tuple[Tie, ...] = ()

    def words(self, sentence: Sentence) -> tuple[Token, ...]:
        """Returns the tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]
