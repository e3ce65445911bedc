"""Part of speech and lemma of each word, as the pipeline's ruler and lemmatiser give them, looked up once a form.

Both judge a word by its letters and tag, now and then by its dependency, and cost a third of parsing when they are
asked of each word anew. A few of the ruler's patterns span two words ("let's", "there is"): a text with a word that may
begin one is given to both as it stands. A proper noun is its own lemma.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

MOST = 200_000  # forms that are remembered


class Forms:
    """Takes ruler and lemmatiser out of a pipeline and gives their answers to its documents."""

    def __init__(self, pipeline: Language) -> None:
        ruler: Any = pipeline.remove_pipe("attribute_ruler")[1]
        lemmatizer: Any = pipeline.remove_pipe("lemmatizer")[1]
        self._vocab, strings = pipeline.vocab, pipeline.vocab.strings
        self._both: Callable[[Doc], Doc] = lambda doc: lemmatizer(ruler(doc))
        patterns = [pattern for entry in ruler.patterns for pattern in entry["patterns"]]
        words = [word for pattern in patterns for word in pattern]
        self._words, self._dependencies = ({strings[n] for n in _named(words, key)} for key in ("LOWER", "DEP"))
        starts = [pattern[0] for pattern in patterns if len(pattern) > 1]
        self._start_dependencies = {strings[name] for name in _named(starts, "DEP")}
        self._start_words = [re.compile(words) for words in _matched(starts)]
        self._is_start: dict[int, bool] = {}
        self._proper = strings["PROPN"]
        self._parts: dict[tuple[int, int, int], int] = {}
        self._known: dict[tuple[int, int, int], tuple[int, int]] = {}

    def given(self, doc: Doc) -> Doc:
        """Sets part of speech and lemma of each word of a parsed text, and returns it."""
        tokens = list(doc)
        if any(token.dep in self._start_dependencies or self._may_start(token) for token in tokens):
            return self._both(doc)
        for token in tokens:
            token.pos, token.lemma = self._form(token)
        if len(self._known) > MOST:
            self._known.clear()
        return doc

    def _form(self, token: Token) -> tuple[int, int]:
        """Returns part of speech and lemma, as numbers of the vocabulary."""
        dependency = token.dep if token.dep in self._dependencies else 0
        kind = token.lower if token.lower in self._words else 0, token.tag, dependency
        if self._parts.get(kind) == self._proper:
            return self._proper, token.orth
        key = token.orth, token.tag, dependency
        form = self._known.get(key)
        if form is None:
            form = self._known[key] = self._asked(token)
            self._parts[kind] = form[0]
        return form

    def _asked(self, token: Token) -> tuple[int, int]:
        from spacy.tokens import Doc

        alone = Doc(self._vocab, words=[token.text], tags=[token.tag_], deps=[token.dep_], heads=[0])
        [word] = self._both(alone)
        return word.pos, word.lemma

    def _may_start(self, token: Token) -> bool:
        found = self._is_start.get(token.lower)
        if found is None:
            found = any(words.search(token.lower_) for words in self._start_words)
            self._is_start[token.lower] = found
        return found


def _named(words: Iterable[Mapping[str, Any]], key: str) -> Iterator[str]:
    """Yields the values that patterns of words name for a key, alone or in lists."""
    for wanted in (word[key] for word in words if key in word):
        if isinstance(wanted, str):
            yield wanted
        else:
            yield from (name for names in wanted.values() if not isinstance(names, str) for name in names)


def _matched(words: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yields an expression for each pattern of words that asks for letters."""
    for wanted in (word["LOWER"] for word in words if "LOWER" in word):
        if isinstance(wanted, str):
            yield f"^{re.escape(wanted)}$"
        else:
            yield wanted.get("REGEX") or f"^({'|'.join(map(re.escape, wanted['IN']))})$"
