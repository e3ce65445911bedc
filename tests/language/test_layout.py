"""Text -> blocks: paragraphs, headings, bullets, datelines, lines broken for width."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polybius.language.layout import Block, is_wrapped, split_blocks

WRAPPED = (
    "The army said on Monday that its jets had bombed a camp in the\n"
    "hills north of the town, where militants were said to be getting\n"
    "ready for an attack on the road between the port and the capital\n"
    "of the province. A spokesman said that nobody had been killed in\n"
    "the raid and that the camp had been left before the jets arrived\n"
    "over the hills.\n\nThe militants did not answer.\n"
)


def blocks(text: str) -> list[Block]:
    return list(split_blocks(text))


def texts(text: str) -> list[str]:
    return [text[block.start : block.end].strip() for block in blocks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\nTwo.", ["One.", "Two."]),
        ("One.\n\n\nTwo.", ["One.", "Two."]),
        ("One.\r\n\r\nTwo.\r\n", ["One.", "Two."]),
        ("  One.  \n\t\n Two.", ["One.", "Two."]),
        ("• One.\n• Two.", ["One.", "Two."]),
        ("1. One.\n(a) Two.", ["One.", "Two."]),
        ("CORRECTION: One.\nQUETTA: Two.", ["One.", "Two."]),
        ("", []),
        (" \n\n\t\n", []),
    ],
    ids=["lines", "empty-lines", "crlf", "spaces", "bullets", "numbers", "labels", "nothing", "white-space"],
)
def test_a_paragraph_is_a_block(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_lines_broken_for_width_are_one_paragraph() -> None:
    assert is_wrapped(WRAPPED)
    assert [text.count("\n") for text in texts(WRAPPED)] == [5, 0]


def test_lines_that_end_in_full_stops_are_not_wrapped() -> None:
    assert not is_wrapped("The army said on Monday that its jets had bombed a camp.\n" * 8)


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Rebels shell port in the north", True),
        ("Rebels shelled the port.", False),
        ("“We will not leave.”", False),
        ("The following was announced:", False),
        ("• Rebels shelled the port", False),
        ("word " * 30, False),
    ],
    ids=["no-stop", "stop", "quotation", "colon", "bullet", "long"],
)
def test_a_short_line_without_a_full_stop_is_a_heading(line: str, heading: bool) -> None:
    assert [block.heading for block in blocks(line)] == [heading]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("GOMA — Rebels shelled the port.", "GOMA"),
        ("GOMA (Vela Wire) - Rebels shelled the port.", "GOMA"),
        ("GOMA, Congo — Rebels shelled the port.", "GOMA, Congo"),
        ("PORT VELA: Rebels shelled the port.", "PORT VELA"),
        ("GOMA, March 8 — Rebels shelled the port.", "GOMA"),
        ("GOMA/KIGALI, March 8 - Rebels shelled the port.", "GOMA"),
        ("GOMA, 8 MAR 88 (VELA WIRE) -- [TEXT] Rebels shelled the port.", "GOMA"),
        ("GOMA (CONGO), 8 MAR 88 (VELA WIRE) -- [TEXT] [CONTINUED] Rebels shelled the port.", "GOMA"),
        ("Puerto de Vela, 8 Mar 88 (Vela Wire) -- [Text] Rebels shelled the port.", "Puerto de Vela"),
        ("Goma, Congo, March 8 - Rebels shelled the port.", "Goma, Congo"),
    ],
)
def test_a_dateline_is_taken_off_the_front(line: str, place: str) -> None:
    [block] = blocks(line)
    assert block.dateline is not None
    assert (block.dateline.of(line), line[block.start : block.end]) == (place, "Rebels shelled the port.")


@pytest.mark.parametrize(
    "line",
    [
        "The army left — nobody knew why.",
        "NATO said it had left.",
        "Yes: it did.",
        "Monday, March 8 — Rebels shelled the port.",
        "On Monday, March 8 - Rebels shelled the port.",
    ],
)
def test_a_dash_or_a_name_alone_is_no_dateline(line: str) -> None:
    assert [block.dateline for block in blocks(line)] == [None]


def test_paragraphs_are_counted() -> None:
    assert [block.paragraph for block in blocks("One.\n\nTwo.\nThree.")] == [0, 1, 2]


@given(st.text(alphabet="aB .\n\r\t•-—1:)“”\u2028é😀", max_size=120))
def test_blocks_run_through_the_text_without_overlap(text: str) -> None:
    found = blocks(text)
    assert all(0 <= block.start < block.end <= len(text) for block in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_items_of_a_list_have_heads() -> None:
    text = "GOMA, 7 Nov. The guard turned away a lorry.\n\nOutlook. More may come.\n\nGen. Karl Dorn left."
    assert [(text[b.start : b.end].strip(), b.heading, b.paragraph) for b in blocks(text)] == [
        ("GOMA, 7 Nov.", True, 0),
        ("The guard turned away a lorry.", False, 0),
        ("Outlook.", True, 1),
        ("More may come.", False, 1),
        ("Gen. Karl Dorn left.", False, 2),
    ]


@pytest.mark.parametrize(
    "text",
    ["Goma. The guard left.\n\nIt came back.", "HOST: Who left?\n\nGUEST: The guard.\n\nHOST: When?\n\nGUEST: Today."],
)
def test_one_such_paragraph_is_no_list_and_speakers_head_no_items(text: str) -> None:
    assert len({b.paragraph for b in blocks(text)}) == len(blocks(text))


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("The Council,\n1. Condemns the raid;\n2. Strongly urges both to stop.", ["Condemns", "Strongly"]),
        ("Accra, 3 May 2011. The Council of Ministers,\nDeeply concerned by the raid,\nDemands peace.", ["Demands"]),
        ("The ministers decided as follows:\n(a) Calls on Chad to stop;", ["Calls"]),
        ("The Council:\n1. Welcomes the truce.\nNobody believed it.\nDemands for peace were made.", ["Welcomes"]),
        ("Calls for peace were made in Accra.\nDemands were heard.", []),
        ("The governor fled,\nRebels condemn him.", []),
    ],
    ids=["numbers", "preamble", "verb", "over", "none", "no-verb"],
)
def test_what_one_body_resolves_is_a_list_of_clauses(text: str, clauses: list[str]) -> None:
    assert [text[block.start :].split(maxsplit=1)[0] for block in blocks(text) if block.clause] == clauses
