from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polybius.drafts import TimeExpression
from polybius.extract.times import find_times
from polybius.model import TimeSpan
from polybius.resolve.times import (
    Tense,
    check_after_publication,
    check_weekday,
    resolve_anchor,
    resolve_time,
)

DAYS = st.dates(date(1950, 1, 1), date(2060, 12, 31))


def read(text: str) -> TimeExpression:
    (expression,) = find_times(text, 0, len(text))
    return expression


def days(text: str, published: str | None, tense: Tense | None = None, told: str | None = None) -> str | None:
    """The interval as "start..end", an open end empty."""
    reference = TimeSpan(told, told) if told else None
    day = date.fromisoformat(published) if published else None
    span = resolve_time(read(text), day, tense=tense, reference=reference)
    return span and f"{span.start or ''}..{span.end or ''}"


PAST = [  # words, published, first and last day
    ("Friday", "2024-04-19", "2024-04-19..2024-04-19"),
    ("Thursday evening", "2024-04-19", "2024-04-18..2024-04-18"),
    ("Saturday", "2024-04-19", "2024-04-13..2024-04-13"),
    ("last Friday", "2020-06-12", "2020-06-05..2020-06-05"),
    ("last Friday night", "2023-01-03", "2022-12-30..2022-12-30"),
    ("last Wednesday", "2023-01-03", "2022-12-28..2022-12-28"),
    ("Wednesday last week", "2024-04-17", "2024-04-10..2024-04-10"),
    ("Oct. 26", "2018-11-02", "2018-10-26..2018-10-26"),
    ("Dec. 28", "2019-01-03", "2018-12-28..2018-12-28"),
    ("last Oct. 23", "2019-04-19", "2018-10-23..2018-10-23"),
    ("until Nov. 16", "2018-11-02", "..2018-11-16"),
    ("by Oct. 16", "2018-11-02", "..2018-10-16"),
    ("January nineteen ninety-seven", "1998-02-27", "1997-01-01..1997-01-31"),
    ("the 2018 third quarter", "2019-04-19", "2018-07-01..2018-09-30"),
    ("last year's second half", "2019-04-19", "2018-07-01..2018-12-31"),
    ("26 October 2018", "2018-11-02", "2018-10-26..2018-10-26"),
    ("on the 14th", "2024-03-10", "2024-02-14..2024-02-14"),
    ("Feb. 29", "2023-03-01", "2020-02-29..2020-02-29"),
    ("in January", "2024-04-19", "2024-01-01..2024-01-31"),
    ("last September", "2023-05-16", "2022-09-01..2022-09-30"),
    ("April 2019", "2020-06-12", "2019-04-01..2019-04-30"),
    ("late May", "2020-06-12", "2020-05-21..2020-05-31"),
    ("mid-August", "2018-11-02", "2018-08-11..2018-08-20"),
    ("early March", "2018-11-02", "2018-03-01..2018-03-10"),
    ("the end of February", "2024-04-19", "2024-02-21..2024-02-29"),
    ("early 2019", "2024-04-19", "2019-01-01..2019-04-30"),
    ("the first half of 2019", "2024-04-19", "2019-01-01..2019-06-30"),
    ("the second quarter of 2019", "2024-04-19", "2019-04-01..2019-06-30"),
    ("the last week of May 2019", "2024-04-19", "2019-05-25..2019-05-31"),
    ("the spring of 2018", "2024-04-19", "2018-03-01..2018-05-31"),
    ("last summer", "2024-04-19", "2023-06-01..2023-08-31"),
    ("the winter of 2018", "2024-04-19", "2018-12-01..2019-02-28"),
    ("the 1990s", "2024-04-19", "1990-01-01..1999-12-31"),
    ("the early 1990s", "2024-04-19", "1990-01-01..1993-12-31"),
    ("2011-2014", "2024-04-19", "2011-01-01..2014-12-31"),
    ("yesterday", "2024-03-01", "2024-02-29..2024-02-29"),
    ("the day before yesterday", "2024-03-01", "2024-02-28..2024-02-28"),
    ("overnight", "2024-04-19", "2024-04-18..2024-04-19"),
    ("last night", "2024-04-19", "2024-04-18..2024-04-18"),
    ("two days ago", "2024-04-19", "2024-04-17..2024-04-17"),
    ("48 hours ago", "2024-04-19", "2024-04-17..2024-04-17"),
    ("two weeks ago", "2024-04-19", "2024-04-01..2024-04-07"),
    ("three years ago", "2024-04-19", "2021-01-01..2021-12-31"),
    ("last month", "2024-01-19", "2023-12-01..2023-12-31"),
    ("last week", "2024-04-19", "2024-04-08..2024-04-14"),
    ("last weekend", "2024-04-19", "2024-04-13..2024-04-14"),
    ("the past two weeks", "2024-04-19", "2024-04-05..2024-04-19"),
    ("the past 24 hours", "2024-04-19", "2024-04-18..2024-04-19"),
    ("recent days", "2024-04-19", "2024-04-12..2024-04-19"),
    ("this week", "2020-06-12", "2020-06-08..2020-06-12"),
    ("this year", "2022-06-24", "2022-01-01..2022-06-24"),
    ("earlier this month", "2024-04-19", "2024-04-01..2024-04-19"),
    ("since 2 June", "2022-06-24", "2022-06-02..2022-06-24"),
    ("since the weekend", "2022-01-05", "2022-01-01..2022-01-05"),
    ("between 5 and 20 June", "2022-06-24", "2022-06-05..2022-06-20"),
    ("from November to February", "2024-04-19", "2023-11-01..2024-02-29"),
    ("from Monday to Wednesday", "2024-04-19", "2024-04-15..2024-04-17"),
    ("until Friday", "2024-04-20", "..2024-04-19"),
    ("the week of March 6", "2024-04-19", "2024-03-04..2024-03-10"),
    ("in May last year", "2024-04-19", "2023-05-01..2023-05-31"),
]


@pytest.mark.parametrize(("words", "published", "expected"), PAST, ids=[f"{w} ({p})" for w, p, _ in PAST])
def test_past_clause_looks_back(words: str, published: str, expected: str) -> None:
    assert days(words, published, "past") == expected


FUTURE = [
    ("Friday", "2023-01-03", "2023-01-06..2023-01-06"),
    ("Friday", "2024-04-19", "2024-04-19..2024-04-19"),
    ("next Friday", "2024-04-19", "2024-04-26..2024-04-26"),
    ("May 25", "2023-05-16", "2023-05-25..2023-05-25"),
    ("the third quarter", "2018-10-26", "2018-07-01..2018-09-30"),
    ("in July", "2022-06-24", "2022-07-01..2022-07-31"),
    ("in January", "2022-11-24", "2023-01-01..2023-01-31"),
    ("the coming week", "2018-11-02", "2018-11-03..2018-11-09"),
    ("next week", "2023-05-16", "2023-05-22..2023-05-28"),
    ("next month", "2023-12-16", "2024-01-01..2024-01-31"),
    ("this week", "2023-01-08", "2023-01-08..2023-01-15"),
    ("this week", "2023-01-03", "2023-01-03..2023-01-08"),
    ("later this month", "2023-05-16", "2023-05-17..2023-05-31"),
    ("before the end of June", "2020-06-12", "2020-06-12..2020-06-30"),
    ("before the end of the month", "2022-01-04", "2022-01-04..2022-01-31"),
    ("by the end of the year", "2024-04-17", "2024-04-17..2024-12-31"),
    ("before Friday", "2024-04-17", "2024-04-17..2024-04-18"),
    ("until Friday", "2024-04-17", "2024-04-17..2024-04-19"),
    ("from Monday", "2024-04-21", "2024-04-22.."),
    ("within 48 hours", "2024-04-17", "2024-04-17..2024-04-19"),
    ("in two weeks", "2024-04-17", "2024-04-29..2024-05-05"),
    ("the May 12 attack", "2024-05-20", "2024-05-12..2024-05-12"),
    ("tomorrow", "2024-02-28", "2024-02-29..2024-02-29"),
]


@pytest.mark.parametrize(("words", "published", "expected"), FUTURE, ids=[f"{w} ({p})" for w, p, _ in FUTURE])
def test_future_clause_looks_ahead(words: str, published: str, expected: str) -> None:
    assert days(words, published, "future") == expected


TOLD = [
    ("two days after", "2023-05-14..2023-05-14"),
    ("a day later", "2023-05-13..2023-05-13"),
    ("the day before", "2023-05-11..2023-05-11"),
    ("the next day", "2023-05-13..2023-05-13"),
    ("that day", "2023-05-12..2023-05-12"),
    ("hours before", "2023-05-12..2023-05-12"),
    ("at dawn", "2023-05-12..2023-05-12"),
    ("the following week", "2023-05-15..2023-05-21"),
    ("the previous Friday", "2023-05-05..2023-05-05"),
    ("a few days after", "2023-05-14..2023-05-17"),
]


@pytest.mark.parametrize(("words", "expected"), TOLD, ids=[words for words, _ in TOLD])
def test_counts_from_what_was_told(words: str, expected: str) -> None:
    assert days(words, None, "past", told="2023-05-12") == expected


@pytest.mark.parametrize("words", ["Friday", "yesterday", "last month", "June 5", "overnight", "the coming week"])
def test_relative_words_need_a_publication_day(words: str) -> None:
    assert days(words, None) is None


@pytest.mark.parametrize("words", ["the next day", "two days after", "at dawn", "a day later"])
def test_told_words_need_a_reference(words: str) -> None:
    assert days(words, "2024-04-19") is None


@pytest.mark.parametrize("words", ["for five hours", "every Friday", "recently", "Eid", "31 February 2019"])
def test_what_is_no_day_stays_unresolved(words: str) -> None:
    assert days(words, "2024-04-19") is None


def test_absolute_dates_need_nothing() -> None:
    assert days("since 2 June 2022", None) == "2022-06-02.."


def test_without_tense_a_far_past_month_is_the_coming_one() -> None:
    assert days("in July", "2022-06-24") == "2022-07-01..2022-07-31"


def test_anchor_is_placed_from_its_host() -> None:
    assert resolve_anchor(read("two days after"), TimeSpan("2023-05-14", "2023-05-14")) == TimeSpan(
        "2023-05-12", "2023-05-12", read("two days after").span
    )


def test_dates_that_count_from_nothing_told_have_no_anchor() -> None:
    assert resolve_anchor(read("yesterday"), TimeSpan("2023-05-14", "2023-05-14")) is None


def test_stated_weekday_picks_the_year() -> None:
    assert days("Friday, Dec. 28", "2018-11-02", "past") == "2018-12-28..2018-12-28"


def test_a_wrong_weekday_does_not_move_a_date_just_gone_by_a_year() -> None:
    assert days("Tuesday, April 15", "2013-04-21", "past") == "2013-04-15..2013-04-15"  # a Monday; in 2014 a Tuesday


CONTRADICTIONS = [
    ("Friday, Dec. 28", "2018-11-02", "comes after the publication on 2 November 2018"),
    ("Thursday, Oct. 26, 2018", "2018-11-02", "26 October 2018 is a Friday, not a Thursday"),
    ("Monday, Oct. 30", "2018-11-02", "30 October 2018 is a Tuesday, not a Monday"),
    ("Tuesday, April 15", "2013-04-21", "15 April 2013 is a Monday, not a Tuesday"),
]


@pytest.mark.parametrize(("words", "published", "said"), CONTRADICTIONS, ids=[w for w, _, _ in CONTRADICTIONS])
def test_wrong_weekday_is_explained(words: str, published: str, said: str) -> None:
    assert said in (check_weekday(read(words), date.fromisoformat(published)) or "")


@pytest.mark.parametrize("words", ["Friday, Oct. 26", "Friday", "Oct. 26", "Friday, Oct. 26, 2018"])
def test_right_weekday_is_not_remarked_on(words: str) -> None:
    assert check_weekday(read(words), date(2018, 11, 2)) is None


@pytest.mark.parametrize("words", ["5 December 2018", "Nov. 3", "Friday, Dec. 28"])
def test_past_date_after_publication_is_explained(words: str) -> None:
    assert "comes after the publication" in (check_after_publication(read(words), date(2018, 11, 2)) or "")


@pytest.mark.parametrize("words", ["Oct. 26", "Nov. 2", "yesterday", "5 December 2017", "Friday, Oct. 26", "Dec. 28"])
def test_past_date_before_publication_is_not_remarked_on(words: str) -> None:
    assert check_after_publication(read(words), date(2018, 11, 2)) is None


def test_future_date_after_publication_is_no_contradiction() -> None:
    assert check_after_publication(read("5 December 2018"), date(2018, 11, 2), "future") is None


@given(DAYS, st.integers(0, 6))
def test_weekdays_fall_within_a_week_of_publication(published: date, weekday: int) -> None:
    name = f"{date(2024, 1, 1) + timedelta(weekday):%A}"
    back, ahead = days(name, published.isoformat(), "past"), days(name, published.isoformat(), "future")
    assert back and ahead
    first, last = date.fromisoformat(back[:10]), date.fromisoformat(ahead[:10])
    assert first.weekday() == last.weekday() == weekday
    assert published - timedelta(6) <= first <= published <= last <= published + timedelta(6)


@given(DAYS, st.integers(0, 200))
def test_day_and_month_come_back_within_a_year(published: date, gone: int) -> None:
    day = published - timedelta(gone)
    assert days(f"{day:%B} {day.day}", published.isoformat(), "past") == f"{day}..{day}"


EVERY = [words for words, _, _ in PAST + FUTURE]


@given(st.sampled_from(EVERY), DAYS, st.sampled_from(["past", "present", "future", None]))
def test_intervals_never_end_before_they_begin(words: str, published: date, tense: Tense | None) -> None:
    found = days(words, published.isoformat(), tense)
    if found is not None:
        start, end = found.split("..")
        assert not (start and end) or start <= end


@given(DAYS, st.integers(1, 60))
def test_days_after_and_back_again_meet(day: date, count: int) -> None:
    expression = read(f"{count} days after")
    there = resolve_time(expression, None, reference=TimeSpan(day.isoformat(), day.isoformat()))
    assert there is not None
    back = resolve_anchor(expression, there)
    assert back is not None and back.start == back.end == day.isoformat()
