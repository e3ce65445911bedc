"""How one word hangs on another in the parse, as two numbers; knows nothing of polybius, so that training reads it too.

The way from a word to another goes up to the lowest word above both and down again. The first number says how many
steps up and down (each up to three) and on which side the other stands, or how many sentences away; the second is the
dependency by which the other's branch hangs on that lowest word.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Numbers = NDArray[np.int64]

DEPENDENCIES = (
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative"
    " dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj"
    " predet prep prt punct quantmod relcl xcomp"
).split()
STEPS = 3  # up or down; longer ways count as this long
AWAY = 3  # sentences; farther ones count as this far
WAYS = 2 * (STEPS + 1) ** 2 + 2 * AWAY
BRANCHES = 1 + len(DEPENDENCIES)


def heads_within(tokens: Sequence[Any], first: int, last: int) -> list[int]:
    """Returns the head of each word of a passage, counted from its first; what hangs on a word outside is a root."""
    return [t.head - first if first <= t.head < last else t.index - first for t in tokens[first:last]]


def ways(heads: Sequence[int], labels: ArrayLike, sentences: Sequence[int]) -> tuple[Numbers, Numbers]:
    """Returns the way from each word to each, and the label of the branch the other stands on; both (words, words)."""
    every = range(len(heads))
    return Paths(heads, labels, sentences).between(every, every)


class Paths:
    """The words of a passage with all that stands above each.

    A root's head is itself; labels are those of each word's own dependency, `sentences` numbers the sentence of each.
    """

    def __init__(self, heads: Sequence[int], labels: ArrayLike, sentences: Sequence[int]) -> None:
        import numpy as np

        self.sentences = sentences
        self._labels, self._sentences = np.asarray(labels), np.asarray(sentences)
        self._line, self._depth = _lines(np.asarray(heads))

    def numbered(self, ones: Sequence[int], others: Sequence[int]) -> Numbers:
        """Returns `between` as one number for each two words, way × BRANCHES + branch, shape (ones, others)."""
        way, branch = self.between(ones, others)
        return way * BRANCHES + branch

    def between(self, ones: Sequence[int], others: Sequence[int]) -> tuple[Numbers, Numbers]:
        """Returns `ways` from each of `ones` to each of `others`, both (ones, others)."""
        import numpy as np

        one, other = np.asarray(ones, np.intp)[:, None], np.asarray(others, np.intp)[None, :]
        depth, below = self._depth[one], self._depth[other]
        shared = np.zeros(np.broadcast_shapes(one.shape, other.shape), np.int64)
        for word in self._line.T:  # words above both, either among them: a run from the root down
            shared += word[one] == word[other]
        shared = np.minimum(shared, below + 1)  # a word's line goes on with itself
        up, down = np.minimum(depth + 1 - shared, STEPS), np.minimum(below + 1 - shared, STEPS)
        way = (other > one) * (STEPS + 1) ** 2 + up * (STEPS + 1) + down
        branch = self._labels[self._line[other, np.minimum(shared, below)]] * (shared <= below)
        away = self._sentences[other] - self._sentences[one]
        far = WAYS - 2 * AWAY + np.minimum(abs(away), AWAY) - 1 + AWAY * (away < 0)
        return np.where(away == 0, way, far), np.where((away == 0) & (shared > 0), branch, 0)


def away(sentences: ArrayLike) -> Numbers:
    """Returns `numbered` for words of two passages, the other so many sentences (one or more) behind the one."""
    import numpy as np

    return (WAYS - 2 * AWAY + np.clip(sentences, 1, AWAY) - 1) * BRANCHES


def _lines(heads: Numbers) -> tuple[Numbers, Numbers]:
    """Returns the words from the root down to each word, shape (words, deepest + 1), and each word's depth.

    A line is filled up with the word itself; a parse that goes round in a ring is cut at the word where it began.
    """
    import numpy as np

    words = np.arange(len(heads))
    up = [words]
    while len(up) <= len(heads) and (up[-1] != heads[up[-1]]).any():
        up.append(heads[up[-1]])
    steps = np.stack(up)  # steps[k, w] is k steps above w
    depth = (steps[1:] != steps[:-1]).sum(0)
    rows = depth[:, None] - np.arange(len(up))[None, :]
    return steps[np.maximum(rows, 0), words[:, None]], depth
