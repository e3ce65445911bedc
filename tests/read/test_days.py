from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polybius.read.days import EARLIEST, MONTHS, check_day, parse_day, parse_iso_day

DAY = date(2018, 11, 2)
FORMS = (
    "2018-11-02",
    "2018-11-02T23:59:00+02:00",
    "20181102",
    "2018/11/02",
    "2 November 2018",
    "2nd of Nov 2018",
    "Nov. 2, 2018",
    "02-Nov-2018",
    "Fri, 02 Nov 2018 10:00:00 -0500",
    "02.11.2018",
)


@pytest.mark.parametrize("raw", FORMS)
def test_written_day_is_read(raw):
    assert parse_day(raw) == DAY


@pytest.mark.parametrize("raw", ["30 February 2023", "2023-02-30", "2023-13-01", "31.04.2020", "20230230"])
def test_day_that_the_calendar_lacks_is_refused(raw):
    with pytest.raises(ValueError, match="is not a day of the calendar"):
        parse_day(raw)


def test_numeric_day_that_could_be_another_is_refused():
    with pytest.raises(ValueError, match="day/month or month/day"):
        parse_day("02/11/2018")


@pytest.mark.parametrize(("raw", "day"), [("13/11/2018", 13), ("11/13/2018", 13), ("11/11/2018", 11)])
def test_numeric_day_that_can_be_one_only_is_read(raw, day):
    assert parse_day(raw) == date(2018, 11, day)


@pytest.mark.parametrize("raw", ["", "yesterday", "November 2018", "2 May"])
def test_incomplete_day_is_refused(raw):
    with pytest.raises(ValueError, match="write YYYY-MM-DD"):
        parse_day(raw)


@pytest.mark.parametrize("raw", ["2 Nov 2018", "2018-11-2", "2018-11-02T00:00", "２０１８-11-02"])
def test_option_takes_iso_days_only(raw):
    with pytest.raises(ValueError, match="write YYYY-MM-DD"):
        parse_iso_day(raw)


def test_tomorrow_is_allowed_and_the_day_after_is_not():
    assert check_day(DAY + timedelta(days=1), DAY)
    with pytest.raises(ValueError, match="lies in the future"):
        check_day(DAY + timedelta(days=2), DAY)


def test_eighteenth_century_is_refused():
    with pytest.raises(ValueError, match="lies before 1800"):
        check_day(EARLIEST - timedelta(days=1), DAY)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_survives_being_written(day):
    month = MONTHS[day.month - 1].title()
    forms = (day.isoformat(), f"{day.day} {month} {day.year:04}", f"{month}. {day.day}, {day.year:04}")
    assert {parse_day(form) for form in forms} == {day}
