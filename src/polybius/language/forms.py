"""Part of speech and lemma of each word, as the pipeline's ruler and lemmatiser give them, looked up once a form.

Both judge a word by its letters and tag, now and then by its dependency, and cost a third of parsing when they are
asked of each word anew. A few of the ruler's patterns span two words ("let's", "there is"): a text with a word that may
begin one is given to both as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

Test = Callable[[str], bool]
MOST = 200_000  # forms that are remembered


class Forms:
    """Takes ruler and lemmatiser out of a pipeline and gives their answers to its documents."""

    def __init__(self, pipeline: Language) -> None:
        ruler: Any = pipeline.remove_pipe("attribute_ruler")[1]
        lemmatizer: Any = pipeline.remove_pipe("lemmatizer")[1]
        self._vocab = pipeline.vocab
        self._both: Callable[[Doc], Doc] = lambda doc: lemmatizer(ruler(doc))
        self._starts = [test for entry in ruler.patterns for test in _starts(entry["patterns"])]
        self._telling = {pipeline.vocab.strings[name] for name in _dependencies(ruler.patterns)}
        self._known: dict[tuple[int, int, int], tuple[int, int]] = {}
        self._may_start: dict[tuple[int, int], bool] = {}

    def given(self, doc: Doc) -> Doc:
        """Sets part of speech and lemma of each word of a parsed text, and returns it."""
        tokens = list(doc)
        if any(self._starts_pair(token) for token in tokens):
            return self._both(doc)
        for token in tokens:
            key = token.orth, token.tag, token.dep if token.dep in self._telling else 0
            form = self._known.get(key)
            if form is None:
                form = self._known[key] = self._form(token)
            token.pos, token.lemma = form
        if len(self._known) > MOST:
            self._known.clear()
        return doc

    def _form(self, token: Token) -> tuple[int, int]:
        from spacy.tokens import Doc

        alone = Doc(self._vocab, words=[token.text], tags=[token.tag_], deps=[token.dep_], heads=[0])
        [word] = self._both(alone)
        return word.pos, word.lemma

    def _starts_pair(self, token: Token) -> bool:
        key = token.lower, token.dep
        found = self._may_start.get(key)
        if found is None:
            found = self._may_start[key] = any(test(token.lower_, token.dep_) for test in self._starts)
        return found


def _dependencies(entries: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yields the dependencies that the ruler's patterns ask about."""
    for wanted in (word.get("DEP") for entry in entries for pattern in entry["patterns"] for word in pattern):
        if wanted is not None:
            yield from [wanted] if isinstance(wanted, str) else [name for names in wanted.values() for name in names]


def _starts(patterns: Iterable[list[Mapping[str, Any]]]) -> Iterator[Callable[[str, str], bool]]:
    """Yields a test of a word and its dependency for each pattern of several words: whether it may be the first."""
    for pattern in patterns:
        if len(pattern) > 1:
            yield partial(_may_start, _allowed(pattern[0].get("LOWER")), _allowed(pattern[0].get("DEP")))


def _may_start(word: Test, dependency: Test, lower: str, dep: str) -> bool:
    return word(lower) and dependency(dep)


def _allowed(wanted: Any) -> Test:
    if isinstance(wanted, str):
        return lambda value: value == wanted
    if isinstance(wanted, Mapping) and "REGEX" in wanted:
        return lambda value: re.search(wanted["REGEX"], value) is not None
    return lambda value: True  # what is asked otherwise is left to the ruler
