"""Part of speech and lemma of each word, as the pipeline's ruler and lemmatiser give them, looked up once a form.

Both judge a word by its letters and tag, now and then by its dependency, and cost a third of parsing when they are
asked of each word anew. A few of the ruler's patterns span two words ("let's", "there is"): a text with a word that may
begin one is given to both as it stands. A proper noun is its own lemma.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MOST = 200_000  # forms that are remembered
Form = tuple[int, int, int, int]  # word, in lower case, tag, and dependency where it tells anything


class Forms:
    """Takes ruler and lemmatiser out of a pipeline and gives their answers to its documents."""

    def __init__(self, pipeline: Language) -> None:
        ruler: Any = pipeline.remove_pipe("attribute_ruler")[1]
        lemmatizer: Any = pipeline.remove_pipe("lemmatizer")[1]
        index = lemmatizer.lookups.get_table("lemma_index")
        index.update({part: frozenset(words) for part, words in index.items()})  # lists of up to 58,000 words
        self._vocab, self._strings = pipeline.vocab, pipeline.vocab.strings
        self._both: Callable[[Doc], Doc] = lambda doc: lemmatizer(ruler(doc))
        patterns = [pattern for entry in ruler.patterns for pattern in entry["patterns"]]
        words = [word for pattern in patterns for word in pattern]
        self._words, self._dependencies = ({self._strings[n] for n in _named(words, key)} for key in ("LOWER", "DEP"))
        starts = [pattern[0] for pattern in patterns if len(pattern) > 1]
        self._start_dependencies = {self._strings[name] for name in _named(starts, "DEP")}
        self._start_words = [re.compile(words) for words in _matched(starts)]
        self._is_start: dict[int, bool] = {}
        self._known: dict[Form, tuple[int, int]] = {}
        self._proper: set[tuple[int, int, int]] = set()

    def given(self, doc: Doc) -> Doc:
        """Sets part of speech and lemma of each word of a parsed text, and returns it."""
        rows = doc.to_array(["ORTH", "LOWER", "TAG", "DEP"]).tolist()
        if any(dep in self._start_dependencies or self._may_start(lower) for _, lower, _, dep in rows):
            return self._both(doc)
        forms = [(orth, lower, tag, dep if dep in self._dependencies else 0) for orth, lower, tag, dep in rows]
        unknown = {form: row for form, row in zip(forms, rows, strict=True) if form not in self._known}
        if asked := {form: row for form, row in unknown.items() if self._kind(form) not in self._proper}:
            self._ask(asked)
        proper = self._strings["PROPN"]
        for token, form in zip(doc, forms, strict=True):
            token.pos, token.lemma = self._known.get(form) or (proper, form[0])
        if len(self._known) > MOST:
            self._known.clear()
        return doc

    def _ask(self, forms: Mapping[Form, Sequence[int]]) -> None:
        """Has forms judged, each by a word that has it, as a text in which no word governs another."""
        from spacy.tokens import Doc

        columns = zip(*forms.values(), strict=True)
        words, _, tags, deps = ([self._strings[number] for number in column] for column in columns)
        text = Doc(self._vocab, words=words, tags=tags, deps=deps, heads=list(range(len(words))))
        for form, word in zip(forms, self._both(text), strict=True):
            self._known[form] = word.pos, word.lemma
            if word.pos_ == "PROPN":
                self._proper.add(self._kind(form))

    def _kind(self, form: Form) -> tuple[int, int, int]:
        """Returns all that the part of speech of a form depends on."""
        _, lower, tag, dependency = form
        return lower if lower in self._words else 0, tag, dependency

    def _may_start(self, lower: int) -> bool:
        found = self._is_start.get(lower)
        if found is None:
            found = any(words.search(self._strings[lower]) for words in self._start_words)
            self._is_start[lower] = found
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
