from __future__ import annotations

import pytest

from polybius.export.wording import count_of, one_line, shorten, visible, write_count, write_day, write_days
from polybius.model import Figure, TimeSpan


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2018-10-26", "2018-10-26", "26 Oct 2018"),
        ("2018-09-21", "2018-09-30", "21–30 Sep 2018"),
        ("2018-09-28", "2018-10-03", "28 Sep – 3 Oct 2018"),
        ("2018-12-28", "2019-01-03", "28 Dec 2018 – 3 Jan 2019"),
        ("2024-02-01", "2024-02-29", "Feb 2024"),
        ("2018-01-01", "2018-03-31", "Jan–Mar 2018"),
        ("2018-01-01", "2018-12-31", "2018"),
        ("2018-11-03", None, "from 3 Nov 2018"),
        (None, "2018-11-03", "by 3 Nov 2018"),
        (None, None, ""),
        ("soon", "2018-11-03", "soon – 2018-11-03"),
    ],
)
def test_intervals_are_written_for_people(start: str | None, end: str | None, expected: str) -> None:
    assert write_days(TimeSpan(start, end)) == expected


def test_what_is_no_day_stays_as_it_is() -> None:
    assert write_day("last week") == "last week"


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (3, 3, "3"),
        (12, None, "at least 12"),
        (None, 40, "up to 40"),
        (3, 5, "3–5"),
        (5000, 5000, "5,000"),
        (2.5, 2.5, "2.5"),
        (None, None, "unknown"),
    ],
)
def test_counts_are_written_for_people(low: float | None, high: float | None, expected: str) -> None:
    assert write_count(Figure("killed", low, high)) == expected


def test_one_is_singular() -> None:
    assert (count_of(1, "event"), count_of(0, "event"), count_of(1200, "event")) == (
        "1 event",
        "0 events",
        "1,200 events",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[2Jgone", "[U+001B][2Jgone"),
        ("safe\u202eeno", "safe[U+202E]eno"),
        ("a\u2066b\u2069", "a[U+2066]b[U+2069]"),
        ("half \udc00", "half [U+DC00]"),
        ("naïve – “Ωμέγα” 中文\n\tnext", "naïve – “Ωμέγα” 中文\n\tnext"),
    ],
)
def test_control_characters_are_written_out(text: str, expected: str) -> None:
    assert visible(text) == expected


def test_a_text_on_one_line_has_single_blanks() -> None:
    assert one_line(" two\r\n lines\x85\x1b") == "two lines [U+001B]"


@pytest.mark.parametrize(
    ("width", "expected"), [(14, "a long address"), (13, "a long…"), (7, "a long…"), (2, "a…"), (1, "…")]
)
def test_a_long_text_is_cut_at_a_word(width: int, expected: str) -> None:
    assert shorten("a long address", width) == expected
