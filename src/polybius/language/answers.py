"""The encoder's numbers for one passage -> hints, namings, sayings and ties.

Of single words there are logits by label; of a pair of words the label follows from two vectors, one for either word,
the way from one to the other (`paths.py`), and the matrix of the head (training/network.py). What is all but surely
nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from polybius.annotated import Hint, Naming, Part, Saying, Tie
from polybius.model import EventType, Predicate, Status

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.int64]

SURELY_NOTHING = 0.99  # words less likely than this to be nothing get a hint
HARDLY_AN_EVENT = 0.2  # words less likely than this to tell an event get no parts
FAINTEST = 0.1  # parts, namings, ties and cues less likely than this are not told
TYPES, STATUSES = tuple(EventType), tuple(Status)
ROLES = ("initiator", "target", "source", "place", "time", "killed", "wounded", "count")
NAMED = ("organisation", "person", "place")
TIES = (*Predicate, "likes", "dislikes")
SAID = ("source", "content")
Heads = Mapping[str, "Floats"]


class Answers:
    """What the encoder says of a passage whose first word has the index `first` in its document.

    `between` is what `paths.ways` says of the passage, `sentences` numbers the sentence of each of its words.
    """

    def __init__(
        self, found: Mapping[str, Floats], heads: Heads, first: int, between: Numbers, sentences: Sequence[int]
    ) -> None:
        self._found, self._heads, self.first = found, heads, first
        self._between, self._sentences = between, sentences
        self.size = len(found["trigger"])

    def hints(self) -> Iterator[Hint]:
        """Yields a hint for each word that may tell an event."""
        import numpy as np

        chances, standings, facts = softmax(self._found["trigger"]), softmax(self._found["status"]), self.facts()
        likely = np.flatnonzero(chances[:, 0] < SURELY_NOTHING)
        telling = [int(word) for word in likely if 1 - chances[word, 0] >= HARDLY_AN_EVENT]
        parts = dict(zip(telling, self._pairs("roles", telling), strict=True))
        same = dict(zip(telling, self._same(telling), strict=True))
        for word in map(int, likely):
            yield Hint(
                word=self.first + word,
                nothing=float(chances[word, 0]),
                types=dict(zip(TYPES, map(float, chances[word, 1:]), strict=True)),
                statuses=dict(zip(STATUSES, map(float, standings[word]), strict=True)),
                parts=self._parts(parts[word]) if word in parts else (),
                fact=float(facts[word]),
                same=same.get(word, {}),
            )

    def _same(self, telling: Sequence[int]) -> Iterator[dict[int, float]]:
        """Yields for each event word the chances that those before it tell the same event."""
        chances = [answer[:, 1] for answer in self._pairs("same", telling, telling)]
        for k in range(len(telling)):
            yield {self.first + telling[n]: float(chances[n][k]) for n in range(k)}

    def facts(self) -> Floats:
        """Returns how factual each word is if it tells an event: -3 (surely not) to +3 (surely), shape (words,)."""
        import numpy as np

        return np.clip(self._found["fact"][:, 0] * 3, -3, 3)

    def _parts(self, roles: Floats) -> tuple[Part, ...]:
        """Returns the likelier parts of the passage's words in an event, from chances of shape (words, 1 + roles)."""
        import numpy as np

        likely = np.argwhere(roles[:, 1:] > FAINTEST)
        return tuple(Part(self.first + int(w), ROLES[role], float(roles[w, role + 1])) for w, role in likely)

    def namings(self) -> dict[int, Naming]:
        """Returns the words that may be heads of phrases for somebody or a place."""
        import numpy as np

        chances = softmax(self._found["entity"])[:, 1:]
        likely = np.flatnonzero(chances.sum(-1) > FAINTEST)
        return {self.first + int(w): Naming(dict(zip(NAMED, map(float, chances[w]), strict=True))) for w in likely}

    def sayings(self) -> Iterator[Saying]:
        """Yields the cues of saying with the words of their sources and contents."""
        import numpy as np

        chances = softmax(self._found["cue"])[:, 1]
        cues = [int(word) for word in np.flatnonzero(chances > FAINTEST)]
        for cue, parts in zip(cues, self._pairs("saying", cues), strict=True):
            labels = parts.argmax(-1)
            source, content = (
                tuple(self.first + int(word) for word in np.flatnonzero(labels == label))
                for label in range(1, 1 + len(SAID))
            )
            if content:
                yield Saying(self.first + cue, float(chances[cue]), source, content)

    def ties(self) -> Iterator[Tie]:
        """Yields what may tie two phrases of a sentence."""
        import numpy as np

        named = softmax(self._found["entity"])[:, 1:].sum(-1)
        words = [int(word) for word in np.flatnonzero(named > FAINTEST)]
        for one, ties in zip(words, self._pairs("ties", words, words), strict=True):
            for other, chances in zip(words, ties, strict=True):
                if one != other and self._sentences[one] == self._sentences[other] and 1 - chances[0] > FAINTEST:
                    told = dict(zip(TIES, map(float, chances[1:]), strict=True))
                    yield Tie(self.first + one, self.first + other, told)

    def _pairs(self, head: str, ones: Sequence[int], others: Sequence[int] | None = None) -> Iterator[Floats]:
        """Yields for each of `ones` the chances of labels, (others, 1 + labels), with the others, or all words."""
        import numpy as np

        weight, bias, between = (self._heads[f"{head}.{end}"] for end in ("weight", "bias", "between"))
        second, ways = self._found[f"{head}.other"], self._between[:, : self.size]
        if others is not None:
            second, ways = second[list(others)], ways[:, list(others)]
        for word in ones:
            one = self._found[f"{head}.one"][word]
            yield softmax((np.tanh(one + second + between[ways[word]]) + one * second) @ weight.T + bias)


def unread(word: int) -> Hint:
    """Returns the hint of a word that lies behind what the encoder reads: it speaks neither for nor against."""
    even = 0.4 / len(TYPES)
    return Hint(word, 0.6, dict.fromkeys(TYPES, even), dict.fromkeys(STATUSES, 1 / len(STATUSES)))


def softmax(logits: Floats) -> Floats:
    """Returns probabilities over the last axis."""
    import numpy as np

    powers = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), np.float32)
