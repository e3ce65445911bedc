from collections import Counter

import pytest

from polybius.read.paragraphs import Line, join, rebuild, without_furniture

LONG = "Government troops shelled rebel positions near the river crossing on Tuesday and"

BREAKS = {
    "word": ("the bom-", "bardment began", "the bombardment began"),
    "compound by its tail": ("an Iranian-", "backed group", "an Iranian-backed group"),
    "compound by its head": ("a non-", "state group", "a non-state group"),
    "name": ("at Deir al-", "Zor they", "at Deir al-Zor they"),
    "soft hyphen": ("the bom\u00ad", "bardment", "the bombardment"),
    "no hyphen": ("the army", "said", "the army said"),
    "dash": ("the army –", "it said", "the army – it said"),
    "digits": ("in 2017-", "18 it", "in 2017-18 it"),
}


@pytest.mark.parametrize(("left", "right", "joined"), BREAKS.values(), ids=BREAKS)
def test_line_break(left, right, joined):
    assert join(left, right, Counter()) == joined


def test_the_reports_own_words_decide_on_a_hyphen():
    assert join("a cease-", "fire", Counter({"ceasefire": 1})) == "a ceasefire"
    assert join("a by-", "election", Counter({"by-election": 1})) == "a by-election"


def lines(*texts: str, page: int = 0, leading: float = 12, x: float = 72) -> list[Line]:
    return [Line(text, page, x, 700 - number * leading, 10) for number, text in enumerate(texts)]


def test_wrapped_lines_are_one_paragraph():
    assert rebuild(lines(LONG, "killed two, officials said.")) == [f"{LONG} killed two, officials said."]


def test_short_last_line_ends_a_paragraph():
    assert len(rebuild(lines(LONG, "it said so.", LONG, "it ended."))) == 2


def test_gap_parts_paragraphs():
    upper = lines(LONG, LONG, f"{LONG[:-4]}.")
    lower = [Line(line.text, 0, line.x, line.y - 60, 10) for line in upper]
    assert len(rebuild(upper + lower)) == 2


def test_heading_of_two_lines_is_one_paragraph():
    heading = [Line("Troops trade fire", 0, 90, 760, 18), Line("at the border", 0, 99, 738, 18)]
    assert rebuild([*heading, *lines(LONG, LONG, "it ended.")])[0] == "Troops trade fire at the border"


def test_paragraph_runs_over_a_page_break():
    assert len(rebuild([*lines(LONG), *lines("killed two, officials said.", page=1)])) == 1


def test_furniture_is_dropped():
    pages = [
        line
        for page in range(3)
        for line in lines(
            "Weekly Review", *(f"{letter} {'abc'[page]}" for letter in "qrstuvw"), f"- {page} -", page=page
        )
    ]
    kept = [line.text for line in without_furniture(pages)]
    assert len(kept) == 21
    assert not {"Weekly Review", "- 0 -", "- 1 -"} & set(kept)


def test_lone_year_in_the_middle_of_a_page_stays():
    page = lines("one", "two", "three", "2018", "four", "five", "six")
    assert without_furniture(page) == page
