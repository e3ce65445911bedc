"""Annotated sentences -> hints: what a small encoder makes of each word, as probabilities.

The encoder (MiniLM, fine-tuned on the corpus; see docs/model-card.md) reads a passage at one go. It says of each word
whether it tells an event and of which type, how that event stands, and which words of the passage have a part in it.
Nothing is decided here: `extract/learned.py` lets rules and hints meet. Without onnxruntime or without the weights
there are no hints, and the rules read alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from polybius.language.passages import passages
from polybius.model import Annotated, EventType, Hint, Part, Status

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

FOLDER = Path(__file__).with_name("weights")
FILES = ("reader.onnx", "roles.npz", "tokenizer.json")
START, END, UNKNOWN = 101, 102, 100  # of BERT's uncased vocabulary
LONGEST = 400  # pieces of a passage; what lies behind is not read
SURELY_NOTHING = 0.99  # words less likely than this to be nothing get a hint
HARDLY_AN_EVENT = 0.2  # words less likely than this to tell an event get no parts
FAINTEST = 0.1  # parts less likely than this are not told
TYPES, STATUSES = tuple(EventType), tuple(Status)
ROLES = ("initiator", "target", "source", "place", "time", "killed", "wounded", "count")


class Learned:
    """The learned reader; `is_there` tells whether it can be used."""

    def __init__(self, folder: Path = FOLDER, *, threads: int = 1) -> None:
        self._folder, self._threads = folder, threads
        self._known: dict[str, list[int]] = {}

    @property
    def is_there(self) -> bool:
        """Tells whether weights and runtime are installed."""
        from importlib.util import find_spec

        files = all((self._folder / name).exists() for name in FILES)
        return files and all(find_spec(name) for name in ("onnxruntime", "tokenizers", "numpy"))

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = self._threads
        return onnxruntime.InferenceSession(self._folder / "reader.onnx", options, ["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _roles(self) -> tuple[Floats, Floats]:
        import numpy as np

        with np.load(self._folder / "roles.npz") as file:
            return file["weight"], file["bias"]

    def annotate(self, documents: Iterable[Annotated]) -> Iterator[Annotated]:
        """Adds hints to documents in the order given; leaves them as they are where there is no learned reader."""
        if not self.is_there:
            yield from documents
            return
        for document in documents:
            hints = {h.word: h for first, last in passages(document) for h in self._read(document, first, last)}
            yield replace(document, hints=hints)

    def _read(self, document: Annotated, first: int, last: int) -> Iterator[Hint]:
        import numpy as np

        pieces, pool = self._pieces([token.text for token in document.tokens[first:last]])
        feed = {"pieces": pieces, "mask": np.ones(pieces.shape, np.float32), "pool": pool}
        trigger, status, doer, part = (found[0] for found in self._session.run(None, feed))
        chances, standings = softmax(trigger), softmax(status)
        for word in np.flatnonzero(chances[:, 0] < SURELY_NOTHING):
            yield Hint(
                word=first + int(word),
                nothing=float(chances[word, 0]),
                types=dict(zip(TYPES, map(float, chances[word, 1:]), strict=True)),
                statuses=dict(zip(STATUSES, map(float, standings[word]), strict=True)),
                parts=self._parts(doer[word], part, first) if 1 - chances[word, 0] >= HARDLY_AN_EVENT else (),
            )
        yield from (unread(behind) for behind in range(first + len(chances), last))

    def _parts(self, event: Floats, words: Floats, first: int) -> tuple[Part, ...]:
        """Returns the likelier parts of a passage's words, shape (words, 192), in an event, shape (192,)."""
        import numpy as np

        weight, bias = self._roles
        roles = softmax((np.tanh(event + words) + event * words) @ weight.T + bias)
        likely = np.argwhere(roles[:, 1:] > FAINTEST)
        return tuple(Part(first + int(w), ROLES[role], float(roles[w, role + 1])) for w, role in likely)

    def _pieces(self, words: Sequence[str]) -> tuple[NDArray[np.int64], Floats]:
        """Returns pieces, shape (1, pieces), and each word's mean of them, shape (1, words, pieces)."""
        import numpy as np

        numbers, spans = [START], []
        for word in words:
            if word not in self._known:
                self._known[word] = self._tokenizer.encode(word, add_special_tokens=False).ids or [UNKNOWN]
            spans.append((len(numbers), len(numbers) + len(self._known[word])))
            numbers += self._known[word]
        numbers = [*numbers[: LONGEST - 1], END]
        kept = [(a, b) for a, b in spans if b < LONGEST]
        pool = np.zeros((1, len(kept), len(numbers)), np.float32)
        for row, (a, b) in enumerate(kept):
            pool[0, row, a:b] = 1 / (b - a)
        return np.array([numbers], np.int64), pool


def unread(word: int) -> Hint:
    """Returns the hint of a word that lies behind what the encoder reads: it speaks neither for nor against."""
    even = 0.4 / len(TYPES)
    return Hint(word, 0.6, dict.fromkeys(TYPES, even), dict.fromkeys(STATUSES, 1 / len(STATUSES)))


def softmax(logits: Floats) -> Floats:
    """Returns probabilities over the last axis."""
    import numpy as np

    powers = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), np.float32)
