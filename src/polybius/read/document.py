"""Draft -> Document: settles title, publisher and day (the caller's, else the file's, else the text's), and judges."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from polybius.errors import ReadError, SettingsError
from polybius.model import Document
from polybius.read.days import check_day, parse_day, parse_iso_day
from polybius.read.decoding import clean
from polybius.read.draft import MAX_CHARACTERS, Draft, too_long
from polybius.read.english import other_language
from polybius.read.heading import Opening, opening, title_line

NO_DAY = "no publication date: relative dates are left unresolved; give --published YYYY-MM-DD"
NO_PUBLISHER = "no publisher: what the report says in its own voice has no named source; give --publisher NAME"


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller knows about the reports, checked; it outranks what the files say."""

    today: date
    publisher: str | None = None
    published: str | None = None


def given(publisher: str | None, published: str | None, today: date | None) -> Given:
    """Checks the caller's options; raises SettingsError for a day that isn't one or that lies in the future."""
    today = today or date.today()
    name = " ".join(publisher.split()) if publisher else None
    if published is None:
        return Given(today, name or None)
    try:
        day = check_day(parse_iso_day(published), today)
    except ValueError as error:
        raise SettingsError(f"published: {error}") from None
    return Given(today, name or None, day.isoformat())


def settle(draft: Draft, known: Given) -> Document:
    """Makes a draft a document; raises ReadError for one without text, too long, not English or with a bad date."""
    decoded = clean(draft.text)
    draft = replace(draft, text=decoded.text, problems=draft.problems + decoded.problems)
    _refuse(draft)
    start = opening(draft.text)
    published, dating = _published(draft, start, known)
    publisher, naming = _publisher(draft, start, known)
    return Document(
        text=draft.text,
        title=_line(draft.title) or title_line(draft.text),
        publisher=publisher,
        url=_line(draft.url),
        published=published,
        origin=draft.origin,
        problems=draft.problems + dating + naming,
    )


def _refuse(draft: Draft) -> None:
    if not any(map(str.isalnum, draft.text)):
        raise ReadError(f"{draft.origin}: holds no text")
    if len(draft.text) > MAX_CHARACTERS:
        raise ReadError(f"{draft.origin}: {len(draft.text):,} characters; {too_long()}")
    if code := other_language(draft.text):
        raise ReadError(f"{draft.origin}: the text is not English (it looks like '{code}'); only English is read")


def _published(draft: Draft, start: Opening, known: Given) -> tuple[str | None, tuple[str, ...]]:
    if known.published:
        return known.published, ()
    if draft.published:
        return _stated(draft.published, draft.origin, known.today), ()
    if start.day:
        return _found(start.day, known.today)
    if draft.likely_published:
        return _suggested(draft.likely_published, known.today)
    return None, (*filter(None, (_hint(start),)), NO_DAY)


def _stated(raw: str, origin: str, today: date) -> str:
    try:
        return check_day(parse_day(raw), today).isoformat()
    except ValueError as error:
        raise ReadError(f"{origin}: publication date: {error}") from None


def _found(day: date, today: date) -> tuple[str | None, tuple[str, ...]]:
    try:
        return check_day(day, today).isoformat(), ()
    except ValueError as error:
        return None, (f"the date at the head of the text is passed over: {error}", NO_DAY)


def _suggested(raw: str, today: date) -> tuple[str | None, tuple[str, ...]]:
    try:
        day = check_day(parse_day(raw), today).isoformat()
    except ValueError as error:
        return None, (f"the date in the file's properties is passed over: {error}", NO_DAY)
    return day, (f"the publication date {day} is the one on which the file was made; --published sets another",)


def _hint(start: Opening) -> str | None:
    if start.problem:
        return f"the date at the head of the text is passed over: {start.problem}"
    return f"the dateline gives '{start.yearless}' without a year" if start.yearless else None


def _publisher(draft: Draft, start: Opening, known: Given) -> tuple[str | None, tuple[str, ...]]:
    name = known.publisher or _line(draft.publisher) or start.publisher
    if name:
        return name, ()
    if name := _line(draft.likely_publisher):
        return name, (f"the publisher '{name}' is the author in the file's properties; --publisher sets another",)
    return None, (NO_PUBLISHER,)


def _line(value: str | None) -> str | None:
    return " ".join(clean(value).text.split()) or None if value else None
