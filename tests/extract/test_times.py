from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polybius.drafts import TimeKind
from polybius.errors import OntologyError
from polybius.extract.time_words import build_time_words, spell
from polybius.extract.times import find_times


def found(text: str) -> list[tuple[str, str]]:
    return [(str(t.kind), t.span.of(text)) for t in find_times(text, 0, len(text))]


FORMS = [
    ("The raid came on Oct. 26.", [("date", "Oct. 26")]),
    ("The raid of 26 October 2018 failed.", [("date", "26 October 2018")]),
    ("On Friday, Dec. 28, shortly before noon", [("date", "Friday, Dec. 28"), ("clock", "noon")]),
    ("It began on 2018-10-26 and ended on 28/10/2018.", [("date", "2018-10-26"), ("date", "28/10/2018")]),
    ("Shells fell on the 14th and again later.", [("date", "the 14th")]),
    ("Men of the 14th Division fled.", []),
    ("The Aug. 5, 2019 order stands.", [("date", "Aug. 5, 2019")]),
    ("Fighting on May 5th stopped.", [("date", "May 5th")]),
    ("Fighting on the 3rd of June stopped.", [("date", "the 3rd of June")]),
    ("The guns fell silent on Thursday evening.", [("date", "Thursday evening")]),
    ("Thursday’s explosion killed two.", [("date", "Thursday")]),
    ("He left late on Friday.", [("date", "late on Friday")]),
    ("He left last Wednesday, not next Friday.", [("date", "last Wednesday"), ("date", "next Friday")]),
    ("The Wednesday last week was quiet.", [("date", "Wednesday last week")]),
    ("He left yesterday and today.", [("period", "yesterday"), ("period", "today")]),
    ("Overnight raids netted ten.", [("period", "Overnight")]),
    ("Two days ago it burned.", [("period", "Two days ago")]),
    ("It burned three weeks earlier.", [("period", "three weeks earlier")]),
    ("A day later it burned.", [("period", "A day later")]),
    ("The next day it burned.", [("period", "The next day")]),
    ("The following week it burned.", [("period", "The following week")]),
    ("It burned last month.", [("period", "last month")]),
    ("It will burn next year.", [("period", "next year")]),
    ("It will burn in the coming week.", [("period", "the coming week")]),
    ("It burned in recent days.", [("period", "recent days")]),
    ("It has burned since the weekend.", [("range", "since the weekend")]),
    ("It will burn later this month.", [("period", "later this month")]),
    ("It burned earlier in the week.", [("period", "earlier in the week")]),
    ("It burned in late September.", [("date", "late September")]),
    ("It burned in mid-August.", [("date", "mid-August")]),
    ("It burned at the end of January.", [("date", "the end of January")]),
    ("It burned in the first half of 2019.", [("date", "the first half of 2019")]),
    ("It burned in the spring.", [("date", "the spring")]),
    ("It burned in the summer of 2018.", [("date", "the summer of 2018")]),
    ("It burned in the early 1990s.", [("date", "the early 1990s")]),
    ("The war of 2011-2014 ended.", [("range", "2011-2014")]),
    ("They fled between 5 and 20 June.", [("range", "between 5 and 20 June")]),
    ("It was the second raid in a week.", [("duration", "a week")]),
    ("They fled on the night of 8 to 9 March.", [("range", "the night of 8 to 9 March")]),
    ("They fled on the night of 31 March to 1 April.", [("range", "the night of 31 March to 1 April")]),
    ("They fled overnight on 8/9 March.", [("range", "8/9 March")]),
    ("The port was shelled on 3 and 9 March.", [("range", "3 and 9 March")]),
    ("The port was shelled on April 20 and 21.", [("range", "April 20 and 21")]),
    ("He came on April 20 and 30 people died.", [("date", "April 20")]),
    ("They fled on June 5-20, 2018.", [("range", "June 5-20, 2018")]),
    ("They fled from March to May.", [("range", "from March to May")]),
    ("They have fled since 2 June.", [("range", "since 2 June")]),
    ("They will stay until Friday.", [("range", "until Friday")]),
    ("They will go before the end of June.", [("range", "before the end of June")]),
    ("They will go by the end of the year.", [("range", "by the end of the year")]),
    ("They must go within 48 hours.", [("period", "within 48 hours")]),
    ("They met two days after a gun battle.", [("period", "two days after")]),
    ("They met hours before the talks.", [("period", "hours before")]),
    ("They met a week before Christmas.", [("period", "a week before Christmas")]),
    ("It went off at 8.40am in the square.", [("clock", "8.40am")]),
    ("It went off at dawn.", [("clock", "dawn")]),
    ("It went off at 6 a.m. on Friday.", [("date", "6 a.m. on Friday")]),
    ("They talked for five hours.", [("duration", "five hours")]),
    ("A two-day flare-up ended.", [("duration", "A two-day")]),
    ("The judge ordered four months of detention.", [("duration", "four months")]),
    ("They protest every Friday.", [("set", "every Friday")]),
    ("They protest on Fridays and Sunday nights.", [("set", "Fridays"), ("set", "Sunday nights")]),
    ("They met at Christmas.", [("date", "Christmas")]),
    ("They fast for Eid al-Fitr.", [("vague", "Eid al-Fitr")]),
    ("They met in the last week of May.", [("date", "the last week of May")]),
]


@pytest.mark.parametrize(("text", "expected"), FORMS, ids=[text for text, _ in FORMS])
def test_finds_kind_and_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


NO_TIMES = [
    "A 23-year-old student spoke.",
    "The man is 40 years old.",
    "Theresa May may march on.",
    "Soldiers march on the capital.",
    "April Smith resigned.",
    "The Sunday Times was told.",
    "Resolution 2023 was adopted.",
    "It killed 2000 people.",
    "The 5,000 US troops stayed.",
    "They fired 120 mm mortars.",
    "The plan is 12 per cent funded.",
    "The fall of the town was swift.",
    "On the first day of talks nobody came.",
]


@pytest.mark.parametrize("text", NO_TIMES, ids=NO_TIMES)
def test_leaves_alone_what_is_no_time(text: str) -> None:
    assert found(text) == []


def test_held_for_two_days_before_is_a_duration() -> None:
    assert found("He was held for two days before his release.") == [("duration", "two days")]


def test_offsets_count_in_the_document() -> None:
    text = "It rained on Monday. It burned on Friday."
    (time,) = find_times(text, 21, len(text))
    assert time.span.of(text) == "Friday"


def test_range_gives_both_ends_the_shared_month() -> None:
    (time,) = find_times("between 5 and 20 June", 0, 21)
    assert time.first and time.last
    assert (time.first.month, time.first.day, time.last.month, time.last.day) == (6, 5, 6, 20)


def test_next_day_counts_from_what_was_told() -> None:
    assert [find_times(t, 0, len(t))[0].anchor for t in ("the next day", "tomorrow")] == ["reference", "published"]


def test_spelling_gives_every_word_a_letter() -> None:
    line = spell("on Friday, Dec. 28", 0, 18)
    assert (line.letters, line.word(1), line.word(99)) == ("pWcM!d", "Friday", "")


def test_word_lists_that_lack_a_class_stop_the_start() -> None:
    with pytest.raises(OntologyError, match="lacks month"):
        build_time_words({})


@given(st.text(alphabet="abcMayJune 0123456789,.-:thFridaysonce", max_size=60), st.integers(0, 10))
def test_spans_are_ordered_and_inside_the_sentence(text: str, start: int) -> None:
    start = min(start, len(text))
    spans = [t.span for t in find_times(text, start, len(text))]
    assert all(start <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(st.dates(date(1700, 1, 1), date(2099, 12, 31)))
def test_every_long_date_is_read_back(day: date) -> None:
    text = f"on {day:%d %B} {day.year}"
    (time,) = find_times(text, 0, len(text))
    assert (time.kind, time.year, time.month, time.day) == (TimeKind.DATE, day.year, day.month, day.day)
