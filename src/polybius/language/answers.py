"""The encoder's numbers for one passage -> hints, namings, sayings and ties.

Of single words there are logits by label; of a pair of words the label follows from two vectors, one for either word,
the way from one to the other (`paths.py`), and the matrix of the head (`heads.py`). What is all but surely nothing is
left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from polybius.annotated import Hint, Naming, Part, Saying, Tie
from polybius.language.paths import away
from polybius.model import EventType, Predicate, Status

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from polybius.language.heads import Heads
    from polybius.language.paths import Paths

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.int64]

SURELY_NOTHING = 0.99  # words less likely than this to be nothing get a hint
HARDLY_AN_EVENT = 0.4  # words less likely than this to tell an event get no parts
HARDLY_A_CUE = 0.4  # words less likely than this to say that somebody says something are not asked who says what
FAINTEST = 0.1  # parts, namings, ties and cues less likely than this are not told
TYPES, STATUSES = tuple(EventType), tuple(Status)
ROLES = ("initiator", "target", "source", "place", "time", "killed", "wounded", "count")
NAMED = ("organisation", "person", "place")
TIES = (*Predicate, "likes", "dislikes")
SAID = ("source", "content")


class ActorWord(NamedTuple):
    """A word that may stand for an actor, its sentence, and what the head `coref` takes of it as the earlier of two."""

    word: int
    sentence: int
    vector: Floats


class Answers:
    """What the encoder says of a passage whose first word has the index `first` in its document.

    `paths` are those of the passage; `content` are its words that may have a part in an event.
    """

    def __init__(
        self, found: Mapping[str, Floats], heads: Heads, first: int, paths: Paths, content: Sequence[int]
    ) -> None:
        self._found, self._heads, self.first = found, heads, first
        self._paths, self._sentences, self._content = paths, paths.sentences, content
        self.size = len(found["trigger"])

    def hints(self) -> Iterator[Hint]:
        """Yields a hint for each word that may tell an event."""
        told = where(self._events[:, 0] < SURELY_NOTHING)
        chances, facts = self._events[told].tolist(), self.facts()[told].tolist()
        standings = softmax(self._found["status"][told]).tolist()
        parts, same = self._parts(), dict(zip(self._telling, self._same(), strict=True))
        for word, (nothing, *types), standing, fact in zip(told, chances, standings, facts, strict=True):
            yield Hint(
                word=self.first + word,
                nothing=nothing,
                types=dict(zip(TYPES, types, strict=True)),
                statuses=dict(zip(STATUSES, standing, strict=True)),
                parts=parts.get(word, ()),
                fact=fact,
                same=same.get(word, {}),
            )

    def _same(self) -> Iterator[dict[int, float]]:
        """Yields for each event word the chances that those before it tell the same event."""
        telling = self._telling
        chances = self._pairs("same", telling, telling)[..., 1].tolist()
        for k in range(len(telling)):
            yield {self.first + telling[n]: chances[n][k] for n in range(k)}

    def facts(self) -> Floats:
        """Returns how factual each word is if it tells an event: -3 (surely not) to +3 (surely), shape (words,)."""
        return self._heads.facts(self._found["fact"][:, 0])

    def _parts(self) -> dict[int, tuple[Part, ...]]:
        """Returns for each event word the likelier parts of the passage's words in its event."""
        chances = self._pairs("roles", self._telling, self._content)[..., 1:]
        events, words, roles = (chances > FAINTEST).nonzero()
        found: dict[int, list[Part]] = {event: [] for event in self._telling}
        columns = (events, words, roles, chances[events, words, roles])
        for event, word, role, chance in zip(*(column.tolist() for column in columns), strict=True):
            found[self._telling[event]].append(Part(self.first + self._content[word], ROLES[role], chance))
        return {event: tuple(parts) for event, parts in found.items()}

    def namings(self, before: Sequence[ActorWord] = ()) -> dict[int, Naming]:
        """Returns the words that may be heads of phrases for somebody or a place; `before` are of earlier passages."""
        named, same = self._named, self._same_actors(before)
        return {
            self.first + word: Naming(dict(zip(NAMED, kinds, strict=True)), same.get(word, {}))
            for word, kinds in zip(named, self._kinds[named].tolist(), strict=True)
        }

    def actors(self) -> Iterator[ActorWord]:
        """Yields the words that may stand for an actor, for later passages to look back at."""
        for word in self._actors:
            yield ActorWord(self.first + word, self._sentences[word], self._found["coref.one"][word])

    def _same_actors(self, before: Sequence[ActorWord]) -> dict[int, dict[int, float]]:
        """Returns for each word of an actor the chances that those before it stand for the same one."""
        import numpy as np

        if not (own := self._actors):
            return {}
        chances = self._pairs("coref", own, own)[..., 1]
        if before:
            gaps = away([[self._sentences[word] - told.sentence for word in own] for told in before])
            others = self._found["coref.other"][own]
            earlier = self._heads.chances("coref", np.array([told.vector for told in before]), others, gaps)[..., 1]
            chances = np.concatenate([earlier, chances])
        words = [told.word for told in before] + [self.first + word for word in own]
        return {
            word: dict(zip(words, chances[: len(before) + k, k].tolist(), strict=False)) for k, word in enumerate(own)
        }

    def sayings(self) -> Iterator[Saying]:
        """Yields the cues of saying with the words of their sources and contents, those of faint ones left open."""
        asked = [cue for cue in self._cues if self._saying[cue] >= HARDLY_A_CUE]
        labels = dict(zip(asked, self._pairs("saying", asked).argmax(-1), strict=True))
        for cue in self._cues:
            source, content = (
                tuple((self.first + (labels[cue] == label).nonzero()[0]).tolist()) if cue in labels else ()
                for label in range(1, 1 + len(SAID))
            )
            if content or cue not in labels:
                yield Saying(self.first + cue, float(self._saying[cue]), source, content)

    def ties(self) -> Iterator[Tie]:
        """Yields what may tie two phrases of a sentence."""
        for _, group in groupby(self._named, key=self._sentences.__getitem__):
            words = list(group)
            if len(words) == 1:
                continue
            for one, ties in zip(words, self._pairs("ties", words, words).tolist(), strict=True):
                for other, (nothing, *chances) in zip(words, ties, strict=True):
                    if one != other and 1 - nothing > FAINTEST:
                        yield Tie(self.first + one, self.first + other, dict(zip(TIES, chances, strict=True)))

    # --- chances of single words

    @cached_property
    def _events(self) -> Floats:
        return softmax(self._found["trigger"])

    @cached_property
    def _kinds(self) -> Floats:
        return softmax(self._found["entity"])[:, 1:]

    @cached_property
    def _saying(self) -> Floats:
        return softmax(self._found["cue"])[:, 1]

    @cached_property
    def _telling(self) -> list[int]:
        return where(1 - self._events[:, 0] >= HARDLY_AN_EVENT)

    @cached_property
    def _named(self) -> list[int]:
        return where(self._kinds.sum(-1) > FAINTEST)

    @cached_property
    def _actors(self) -> list[int]:
        return where(self._kinds[:, :-1].sum(-1) > FAINTEST)

    @cached_property
    def _cues(self) -> list[int]:
        return where(self._saying > FAINTEST)

    # --- chances of pairs

    @cached_property
    def _ways(self) -> dict[int, Numbers]:
        """The ways from each word that a head on pairs is asked about to all words."""
        asked = sorted({*self._telling, *self._named, *self._cues})
        return dict(zip(asked, self._paths.numbered(asked, range(self.size)), strict=True))

    def _pairs(self, head: str, ones: Sequence[int], others: Sequence[int] | None = None) -> Floats:
        """Returns the chances of labels, (ones, others, 1 + labels), for pairs with the others, or with all words."""
        import numpy as np

        own = slice(self.size) if others is None else np.array(others, np.intp)
        ways = np.array([self._ways[word] for word in ones], np.int64).reshape(len(ones), self.size)
        first, second = self._found[f"{head}.one"][np.array(ones, np.intp)], self._found[f"{head}.other"][own]
        return self._heads.chances(head, first, second, ways[:, own])


def where(found: NDArray[np.bool_]) -> list[int]:
    """Returns the places of what is true."""
    places: list[int] = found.nonzero()[0].tolist()
    return places


def unread(word: int) -> Hint:
    """Returns the hint of a word that lies behind what the encoder reads: it speaks neither for nor against."""
    even = 0.4 / len(TYPES)
    return Hint(word, 0.6, dict.fromkeys(TYPES, even), dict.fromkeys(STATUSES, 1 / len(STATUSES)))


def softmax(logits: Floats) -> Floats:
    """Returns probabilities over the last axis."""
    import numpy as np

    powers = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), np.float32)
