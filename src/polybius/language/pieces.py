"""Words -> the pieces that the encoder reads; knows nothing of polybius, so that training cuts them the same way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

START, END, UNKNOWN = 101, 102, 100  # of BERT's uncased vocabulary
LONGEST = 400  # pieces of a passage; what lies behind is not read


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
