"""Documents -> annotated sentences: offsets, sentence ends, heads, long and odd texts."""

from collections.abc import Sequence

import pytest

from polybius import Document
from polybius.annotated import Annotated
from polybius.language import Parser
from tests.cases import case


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def annotate(parser: Parser, *texts: str) -> list[Annotated]:
    return list(parser.annotate(Document(text) for text in texts))


def sentences(parser: Parser, text: str) -> list[str]:
    [annotated] = annotate(parser, text)
    return [text[sentence.start : sentence.end] for sentence in annotated.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        case(
            "Lt. Gen. Karl Dorn met Maj. Ola Brandt. They left.",
            ["Lt. Gen. Karl Dorn met Maj. Ola Brandt.", "They left."],
        ),
        case("The U.S. army left. It fled.", ["The U.S. army left.", "It fled."]),
        case("Rebels fled at 5 p.m. on Monday. The army left.", ["Rebels fled at 5 p.m. on Monday.", "The army left."]),
        case("“It is over,” he said. “We won.”", ["“It is over,” he said.", "“We won.”"]),
        case("Army leaves\n\nThe army left.", ["Army leaves", "The army left."]),
        case("The Vela Front [VF] attacked the port.", ["The Vela Front [VF] attacked the port."]),
        case("It cost 3.5 million. He paid.", ["It cost 3.5 million.", "He paid."]),
    ],
)
def test_sentences_end_where_they_end(parser: Parser, text: str, expected: list[str]) -> None:
    assert sentences(parser, text) == expected


ODD = [
    "Rebels\tshelled  Goma.",
    "“Rebels” – it’s said…",
    "Caf\u00e9 Re\u0301bels 😀 fled.",
    "One.\r\n\r\nTwo.\r\n",
    "a\u00a0b\u2028c",
    "«Oui.»",
]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_a_token_stands_where_it_says(parser: Parser, text: str) -> None:
    [annotated] = annotate(parser, text)
    plain = str.maketrans("’“”«»", '\'""""')
    assert all(text[t.start : t.end].translate(plain) == t.text for t in annotated.tokens)
    assert "".join(text[t.start : t.end] for t in annotated.tokens) == "".join(text.split())


@pytest.mark.parametrize(
    "text", ["Rebels shelled Goma. The army fled, he said.", "  ", "Army leaves\n\n• One point\n\nIt fled."]
)
def test_heads_and_children_are_one_tree_a_sentence(parser: Parser, text: str) -> None:
    [annotated] = annotate(parser, text)
    for sentence in annotated.sentences:
        words = annotated.words(sentence)
        assert {t.head for t in words} <= set(range(sentence.first, sentence.last))
        assert sum(t.head == t.index for t in words) == 1
        assert all(annotated.tokens[c].head == t.index for t in words for c in t.children)


@pytest.mark.parametrize(
    ("text", "speaker", "victim"),
    [
        ("killing at least nine people, the governor of the province said", "governor", "people"),
        ("killing Bera, the governor of the province, the police said", "police", "Bera"),
    ],
)
def test_who_says_it_is_no_apposition(parser: Parser, text: str, speaker: str, victim: str) -> None:
    deed = "Planes bombed a market at Sel Omara on Sunday"
    [annotated] = annotate(parser, f"{deed}, {text}, while the air force denied it.")
    below = {
        t.text: [(annotated.tokens[c].text, annotated.tokens[c].dep) for c in t.children] for t in annotated.tokens
    }
    assert (speaker, "nsubj") in below["said"]
    assert (victim, "dobj") in below["killing"]


def test_documents_come_out_in_order(parser: Parser) -> None:
    texts = [f"Report {n} came in.\n\nNobody read it." for n in range(70)]
    assert [annotated.document.text for annotated in annotate(parser, *texts)] == texts


def test_a_document_is_parsed_alike_in_any_company(parser: Parser) -> None:
    texts = ["Rebels shelled Goma.", "The army fled. It left a gun.", "", "Talks failed"]
    alone: Sequence[Annotated] = [annotated for text in texts for annotated in annotate(parser, text)]
    assert annotate(parser, *texts) == alone


def test_a_block_too_long_to_parse_at_once_loses_nothing(parser: Parser) -> None:
    text = "militants " * 5_000
    [annotated] = annotate(parser, text)
    assert len(annotated.tokens) == 5_000


def test_a_sentence_knows_whether_it_is_a_heading(parser: Parser) -> None:
    [annotated] = annotate(parser, "Army leaves Goma\n\nThe army left.")
    assert [(s.heading, s.paragraph) for s in annotated.sentences] == [(True, 0), (False, 1)]


def test_a_man_called_said_says_nothing(parser: Parser) -> None:
    [annotated] = parser.annotate([Document("General Said Omar said on Monday that he would fight.")])
    assert [(t.text, t.pos) for t in annotated.tokens[:4]] == [
        ("General", "PROPN"), ("Said", "PROPN"), ("Omar", "PROPN"), ("said", "VERB"),
    ]  # fmt: skip
