"""What is set right in a parse: who stands under which verb, as what."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from polybius import Document
from polybius.language import Parser, mending
from polybius.language.mending import mend

SAIED = "Saied, who flew to Rome on Monday to see Giorgia Meloni, has said that he will not tolerate interference."


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def links(parser: Parser, text: str) -> set[tuple[str, str, str]]:
    """Returns (word, label, word above) for each word of a text."""
    [annotated] = parser.annotate([Document(text)])
    return {(t.text, t.dep, annotated.tokens[t.head].text) for t in annotated.tokens}


MENDED = [  # words, one of them, what it is there and of which
    ("Two dead as farmers and police clash over pipeline in northern Peru", "farmers", "nsubj", "clash"),
    ("Two dead as farmers and police clash over pipeline in northern Peru", "Two", "nsubj", "dead"),
    ("Suspected JNIM fighters attacked VDP positions at Solhan on 4 May.", "Suspected", "amod", "fighters"),
    ("The following day gunmen on motorbikes abducted the chief of Tamou.", "day", "npadvmod", "abducted"),
    ("The minister of Chad, Karl Dorn, and the mayor of Goma, Ana Bera, met.", "Dorn", "appos", "minister"),
    ("The minister of Chad, Karl Dorn, and the mayor of Goma, Ana Bera, met.", "mayor", "conj", "minister"),
    ("The minister of Chad, Karl Dorn, and the mayor of Goma, Ana Bera, met.", "Bera", "appos", "mayor"),
    ("Gunmen killed a priest, abducting nine others, residents and an official said.", "residents", "nsubj", "said"),
    ("The army shelled Goma, hurting a nun, two nurses and a priest, men and police said.", "men", "nsubj", "said"),
    ("Dorn said the army had left Goma but denied that a raid was planned.", "denied", "conj", "said"),
    ("Dorn said rebels had shelled Goma and killed two men.", "killed", "conj", "shelled"),
    ("The colonel denied that his men had fired and blamed the rebels.", "blamed", "conj", "denied"),
    ("The council called on Rwanda on Monday to withdraw its troops.", "withdraw", "xcomp", "called"),
    ("The generals fear Omar Dane, whose brigade, the 13th, holds the road.", "brigade", "nsubj", "holds"),
    ("The envoy met the president, whose party, the Vela Front, won the vote.", "won", "relcl", "president"),
    ("The minister urged that both sides observe the truce and thanked Qatar.", "thanked", "conj", "urged"),
    ("The army will move on Goma should the rebels attack again.", "attack", "advcl", "move"),
    ("The talks will fail should Iran refuse, the envoy said.", "refuse", "advcl", "fail"),
    ("Clashes between the Vela Armed Forces (VAF) and the VLF continued in Goma.", "VLF", "conj", "Forces"),
    ('An article under the headline "Rebels take Goma" said the army had left.', "article", "nsubj", "said"),
    ("Kenya, which has its own quarrel with Uganda, called on both to stop.", "Kenya", "nsubj", "called"),
    ("Six men died after a column of Vela rebels ambushed their trucks.", "column", "nsubj", "ambushed"),
    ("The hospital said it had treated 29 wounded after the raid.", "wounded", "dobj", "treated"),
    ("The mayor said that six were killed by mortars and announced that he would go.", "announced", "conj", "said"),
    ("Six officers died and four are missing after a raid on Goma.", "missing", "acomp", "are"),
    ("Bera, a minister and a leader of the Front, whose house was searched, fled.", "searched", "relcl", "Bera"),
    ("The mission called on all parties to let aid through.", "mission", "nsubj", "called"),
    ("Two sappers are dead and three wounded after the blast.", "three", "nsubjpass", "wounded"),
    ("Supporters of a candidate, Karl Dorn, set fire to a school.", "Dorn", "appos", "candidate"),
    ("The government gave the miners 72 hours to leave the pit.", "leave", "xcomp", "gave"),
]
RIGHT = [  # as the parser has it
    ("What should they do?", "do", "ROOT", "do"),
    ("He asked whether the mission should leave.", "leave", "ccomp", "asked"),
    ("The army praised Omar Dane, whose brother commands the garrison.", "brother", "nsubj", "commands"),
]


@pytest.mark.parametrize(("text", "word", "label", "above"), [*MENDED, *RIGHT])
def test_a_word_hangs_where_it_belongs(parser: Parser, text: str, word: str, label: str, above: str) -> None:
    assert (word, label, above) in links(parser, text)


WORDS = (
    "whose brigade , the rebels called on Rwanda to leave should they attack after a column of men ambushed and freed "
    '29 wounded between army ( VF ) missing are was headline " Goma demanded that thanked believed not who said Dane .'
).split()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30))
def test_whatever_the_words_the_parse_stays_a_tree(parser: Parser, words: list[str]) -> None:
    [annotated] = parser.annotate([Document(" ".join(words))])
    for token in annotated.tokens:
        above, steps = token, 0
        while above.head != above.index and steps <= len(annotated.tokens):
            above, steps = annotated.tokens[above.head], steps + 1
        assert steps <= len(annotated.tokens)


NICKNAME = [  # as the parser takes 'detained Karl Dorn, alias "Bani"' in some sentences
    ("Police", "nsubj", 1), ("detained", "ROOT", 1), ("Karl", "compound", 3), ("Dorn", "dobj", 1), (",", "punct", 3),
    ("alias", "nmod", 7), ('"', "punct", 7), ("Bani", "appos", 3), ('"', "punct", 7), (".", "punct", 1),
]  # fmt: skip


def nickname() -> Doc:
    words, labels, heads = map(list, zip(*NICKNAME, strict=True))
    rest = {"tags": ["NN"] * len(words), "pos": ["NOUN"] * len(words)}
    return Doc(spacy.blank("en").vocab, words=words, deps=labels, heads=heads, **rest)


def test_no_name_hangs_on_what_hangs_on_it() -> None:
    doc = nickname()
    mend(doc)
    assert [token.head.i for token in doc] == [above for _, _, above in NICKNAME]


def test_a_parse_that_would_go_round_stays_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    def spoil(doc: Doc) -> None:
        doc[3].dep_, doc[3].tag_, doc[3].head = "pobj", "CD", doc[7]

    monkeypatch.setattr(mending, "_mend_terms", spoil)
    doc = nickname()
    mend(doc)
    assert [(token.text, token.dep_, token.head.i) for token in doc] == NICKNAME
    assert {token.tag_ for token in doc} == {"NN"}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Rebels took three posts near Beni, a diplomat said; Goma rejected the report.", 2),
        ("Three people died, two of them children; the army said it had hit a depot.", 2),
        ("The minister said talks had failed; the rebels would be fought.", 1),
        ("Gunmen raided Beni on Monday; a health post was looted.", 1),
        ("The army shelled Beni at dawn; rebels fired back at noon, residents said.", 1),
    ],
)
def test_a_semicolon_parts_what_somebody_says_from_what_he_does_not(parser: Parser, text: str, count: int) -> None:
    [annotated] = parser.annotate([Document(text)])
    assert len(annotated.sentences) == count


def test_a_surname_is_no_participle(parser: Parser) -> None:
    [annotated] = parser.annotate([Document("President Kais Saied left. " + SAIED)])
    assert [t.tag for t in annotated.tokens if t.text == "Saied"] == ["NNP", "NNP"]
