"""Annotated sentences -> what a small encoder makes of each word, as probabilities.

The encoder (MiniLM, fine-tuned; see docs/model-card.md) reads a passage at one go; `answers.py` puts its numbers into
words. Nothing is decided here: in `extract` rules and hints meet. Without onnxruntime or without the weights there are
no hints, and the rules read alone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from polybius.annotated import Annotated, Hint, Naming, Saying, Tie
from polybius.language.answers import ActorWord, Answers, unread, where
from polybius.language.features import Features
from polybius.language.heads import Heads, opened
from polybius.language.passages import passages
from polybius.language.paths import Paths, heads_within
from polybius.language.pieces import ENDS, PARTLESS, cut, means, read_on
from polybius.ontology import load_ontology

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDER = Path(__file__).with_name("weights")
AHEAD = 8  # documents that the encoder reads while the rules read those before
LOOKED_BACK_AT = 100  # words of earlier passages that may stand for the actor of a later word
FILES = ("reader.onnx", "pairs.onnx", "pairs.npz", "tokenizer.json")


class Encoded(NamedTuple):
    """A passage: its first and last (exclusive) word, the features of its words, and the encoder's numbers by name."""

    first: int
    last: int
    features: NDArray[np.int64]
    numbers: dict[str, NDArray[Any]]


class Learned:
    """The learned reader; `is_there` tells whether it can be used."""

    def __init__(self, folder: Path = FOLDER, *, threads: int = 1) -> None:
        self._folder, self._threads = folder, threads
        self._heads = Heads(folder, threads)
        self._known: dict[str, list[int]] = {}

    @property
    def is_there(self) -> bool:
        """Tells whether weights and runtime are installed."""
        from importlib.util import find_spec

        files = all((self._folder / name).exists() for name in FILES)
        return files and all(find_spec(name) for name in ("onnxruntime", "tokenizers", "numpy"))

    @cached_property
    def _session(self) -> Any:
        return opened(self._folder / "reader.onnx", self._threads)

    @cached_property
    def _inputs(self) -> list[str]:
        """What the graph asks for; `on` where its upper layers read words (docs/decisions/043)."""
        return [told.name for told in self._session.get_inputs()]

    @cached_property
    def _results(self) -> list[str]:
        return [result.name for result in self._session.get_outputs()]

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _features(self) -> Features:
        return Features(load_ontology())

    def annotate(self, documents: Iterable[Annotated]) -> Iterator[Annotated]:
        """Adds hints to documents in the order given; leaves them as they are where there is no learned reader.

        The encoder works some documents ahead, in a thread of its own: its runtime needs no lock of the interpreter.
        """
        if not self.is_there:
            yield from documents
            return
        encoder = ThreadPoolExecutor(1, "encoder")
        try:
            ahead = deque[tuple[Annotated, Future[list[Encoded]]]]()
            for document in documents:
                ahead.append((document, encoder.submit(self._encode, document)))
                if len(ahead) > AHEAD:
                    yield self._read(*ahead.popleft())
            while ahead:
                yield self._read(*ahead.popleft())
        finally:
            encoder.shutdown(cancel_futures=True)

    def _read(self, document: Annotated, encoded: Future[list[Encoded]]) -> Annotated:
        hints: dict[int, Hint] = {}
        namings: dict[int, Naming] = {}
        sayings: list[Saying] = []
        ties: list[Tie] = []
        actors: list[ActorWord] = []
        for answers, last in self._answers(document, encoded.result()):
            first = answers.first
            hints |= {hint.word: hint for hint in answers.hints()}
            hints |= {word: unread(word) for word in range(first + answers.size, last)}
            namings |= answers.namings(actors)
            actors = [*actors, *answers.actors()][-LOOKED_BACK_AT:]
            sayings += answers.sayings()
            ties += answers.ties()
        heard = tuple(sayings) if "cue" not in self._heads.untaught else None
        return replace(document, hints=hints, namings=namings, sayings=heard, ties=tuple(ties))

    def facts(self, document: Annotated) -> list[float]:
        """Returns how factual each word is, if it tells an event, by the author's word: -3 (certainly not) to +3.

        Words that the encoder does not read are given +3.
        """
        found: list[float] = []
        for answers, last in self._answers(document, self._encode(document)):
            found += [*map(float, answers.facts()), *[3.0] * (last - answers.first - answers.size)]
        return found

    def _encode(self, document: Annotated) -> list[Encoded]:
        """Returns what the encoder makes of each passage."""
        import numpy as np

        features = np.array(self._features.of(document), np.int64)
        encoded: list[Encoded] = []
        for first, last in passages(document):
            words, own = [token.text for token in document.tokens[first:last]], features[first:last]
            pieces, spans, home = cut(words, self._pieces_of)
            known = np.zeros((len(pieces), own.shape[1]), np.int64)
            known[1:-1] = own[home]
            on = read_on(own[: len(spans), 0].tolist())
            pool = means(spans, len(pieces))[0 if "on" in self._inputs else ENDS :]
            told = {"pieces": pieces, "pool": pool, "known": known, "on": on}
            feed = {name: np.asarray(told[name])[None] for name in self._inputs}
            found = zip(self._results, self._session.run(None, feed), strict=True)
            encoded.append(Encoded(first, last, own, {name: array[0] for name, array in found}))
        return encoded

    def _answers(self, document: Annotated, encoded: Iterable[Encoded]) -> Iterator[tuple[Answers, int]]:
        """Yields what each passage says in words, and the word where it ends."""
        import numpy as np

        home = [s.index for s in document.sentences for _ in range(s.first, s.last)]
        for first, last, features, numbers in encoded:
            paths = Paths(heads_within(document.tokens, first, last), features[:, 1], home[first:last])
            content = where(np.isin(features[: len(numbers["trigger"]), 0], PARTLESS, invert=True))
            yield Answers(numbers, self._heads, first, paths, content), last

    def _pieces_of(self, word: str) -> list[int]:
        if word not in self._known:
            self._known[word] = self._tokenizer.encode(word, add_special_tokens=False).ids
        return self._known[word]
