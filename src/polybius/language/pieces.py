"""Words -> what the encoder reads of them; knows nothing of polybius, so that training cuts them the same way.

The lower layers read pieces of words, the upper ones words: each the mean of its pieces, but for those that have no
part in any event.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

START, END, UNKNOWN = 101, 102, 100  # of BERT's uncased vocabulary
LONGEST = 400  # pieces of a passage; what lies behind is not read
ENDS = 2  # rows of a passage's means before those of its words: what stands for its begin and its end
TAGS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SPACE SYM VERB X".split()
PARTLESS = tuple(1 + TAGS.index(name) for name in "AUX CCONJ DET PART PUNCT SPACE".split())  # no part in any event


def cut(
    words: Sequence[str], pieces_of: Callable[[str], Sequence[int]]
) -> tuple[list[int], list[tuple[int, int]], list[int]]:
    """Returns the pieces of a passage; where those of each word that is wholly read begin and end; and the word of each
    piece between the first and the last, which stand for no word.
    """
    pieces, spans, home = [START], [], []
    for number, word in enumerate(words):
        own = pieces_of(word) or [UNKNOWN]
        spans.append((len(pieces), len(pieces) + len(own)))
        pieces += own
        home += [number] * len(own)
    return [*pieces[: LONGEST - 1], END], [span for span in spans if span[1] < LONGEST], home[: LONGEST - 2]


def means(spans: Sequence[tuple[int, int]], size: int) -> NDArray[np.float32]:
    """Returns what makes rows of pieces, (2 + words, size): those at either end, and the mean of each word's."""
    import numpy as np

    found = np.zeros((ENDS + len(spans), size), np.float32)
    found[0, 0] = found[1, -1] = 1
    for row, (a, b) in enumerate(spans, ENDS):
        found[row, a:b] = 1 / (b - a)
    return found


def read_on(tags: Sequence[int]) -> list[int]:
    """Returns the rows that the upper layers read, for words of which each has the number of a part of speech."""
    return [*range(ENDS), *(row for row, tag in enumerate(tags, ENDS) if tag not in PARTLESS)]
