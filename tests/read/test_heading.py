from datetime import date

import pytest

from polybius.read.heading import opening, title_line
from tests.read.files import BODY, TEXT, TITLE

SAID = "The army said on Friday that it had shelled the town."

DATELINES = {
    "agency": ("KYIV, Ukraine (AP) — ", "AP", None),
    "day and agency": ("YEREVAN, 12 May 2023 (Caucasus Wire) - ", "Caucasus Wire", date(2023, 5, 12)),
    "day in brackets": ("KABUL (Caucasus Wire, May 12, 2023) — ", "Caucasus Wire", date(2023, 5, 12)),
    "American day": ("BAGHDAD, Nov. 2, 2018 – ", None, date(2018, 11, 2)),
    "small letters": ("Geneva, 12 March 2024 – ", None, date(2024, 3, 12)),
    "two places": ("LONDON/PARIS, Jan 5 (Reuters) - ", "Reuters", None),
    "two figures for the year": ("QUITO, 7 SEP 88 (AGENCIA SUR) -- ", "AGENCIA SUR", date(1988, 9, 7)),
    "country in brackets": ("CUZCO (PERU), 7 SEP 12 (AGENCIA SUR) -- ", "AGENCIA SUR", date(2012, 9, 7)),
    "colon": ("QUETTA (Indus Dispatch): ", "Indus Dispatch", None),
    "no place": ("(Reuters) - ", "Reuters", None),
    "place only": ("KATHMANDU: ", None, None),
    "no dateline": ("Israel, the US and Iran (Persia) - ", None, None),
}


@pytest.mark.parametrize(("head", "publisher", "day"), DATELINES.values(), ids=DATELINES)
def test_dateline(head, publisher, day):
    read = opening(f"{TITLE}\n\n{head}{SAID}")
    assert (read.publisher, read.day) == (publisher, day)


def test_dateline_with_day_and_agency_may_stand_before_a_short_line():
    assert opening("QUITO, 7 SEP 88 (AGENCIA SUR) -- [TEXT] THE ARMY\nDENIED ON FRIDAY THAT IT HAD FIRED.").day


def test_dateline_without_year_is_named():
    assert opening(f"YEREVAN, May 12 (Caucasus Wire) - {SAID}").yearless == "May 12"


DATE_LINES = {
    "bare": ("2 November 2018", True),
    "weekday": ("Friday, 2 November 2018", True),
    "label and time": ("Published: Nov. 2, 2018, 10:30 GMT", True),
    "byline": ("By Jane Doe | 2 November 2018", True),
    "outlet": ("Levant Weekly, November 2, 2018", True),
    "ISO": ("2018-11-02", True),
    "as of": ("Situation report (as of 2 November 2018)", True),
    "deed": ("Israeli attack on 2 November 2018", False),
    "sentence": ("It happened on 2 November 2018.", False),
    "two days": ("2 November 2018 – 3 November 2018", False),
}


@pytest.mark.parametrize(("line", "is_one"), DATE_LINES.values(), ids=DATE_LINES)
def test_date_line_under_the_title(line, is_one):
    assert opening(f"{TITLE}\n{line}\n{SAID}").day == (date(2018, 11, 2) if is_one else None)


TITLES = {
    "blank line below": (TEXT, TITLE),
    "body directly below": (f"{TITLE}\n{BODY[0]}", TITLE),
    "date line below": (f"{TITLE}\n2 November 2018\n{SAID}", TITLE),
    "date line above": (f"2 November 2018\n{TITLE}\n\n{SAID}", TITLE),
    "question": (f"Who fired first?\n\n{SAID}", "Who fired first?"),
    "full stop": (f"{SAID}\n\n{BODY[0]}", None),
    "alone": (TITLE, None),
    "wrapped line": (
        "Troops shelled the town of Sotk on Friday\nand killed two soldiers, officials in Yerevan said.",
        None,
    ),
    "introduction": (f"The army issued this statement:\n\n{SAID}", None),
    "dateline": (f"KYIV (AP) — {SAID[:-1]}\n\n{SAID}", None),
}


@pytest.mark.parametrize(("text", "title"), TITLES.values(), ids=TITLES)
def test_title(text, title):
    assert title_line(text) == title
