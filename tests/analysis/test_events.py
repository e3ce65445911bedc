"""Deeds from records, and what was known by a day."""

from polybius.analysis.events import day_of, from_records
from polybius.model import EventType, Record, Status, TimeSpan
from tests.analysis.tables import deed, table
from tests.builders import actor, event, shelling

PAIR = (actor("a1", "Northland"), actor("a2", "Southland"))


def told(**more: object) -> Record:
    parts = {"initiators": ("a1",), "targets": ("a2",)} | more
    return shelling(actors=PAIR, events=(event(**parts),))


def test_a_deed_is_put_on_its_own_day() -> None:
    found = from_records([told(when=TimeSpan("2021-03-01", "2021-03-01"))])
    assert [str(day_of(int(day))) for day in found.days] == ["2021-03-01"]


def test_without_a_day_of_its_own_it_is_put_on_the_day_of_the_report() -> None:
    found = from_records([told(cameo="1823")])
    assert ([str(day_of(int(day))) for day in found.days], found.codes.tolist()) == (["2021-03-02"], ["1823"])
    assert found.publishers == ("Harbour Gazette",)


def test_two_reports_of_one_deed_make_one() -> None:
    found = from_records([told(), told()])
    assert (len(found), found.tellings.tolist()) == (1, [2])


def test_what_has_not_happened_is_no_deed() -> None:
    statuses = (Status.THREATENED, Status.DENIED, Status.EXPECTED, Status.HYPOTHETICAL)
    assert len(from_records(told(status=status, type=EventType.COERCE) for status in statuses)) == 0


def test_what_is_left_out_is_counted() -> None:
    found = from_records([told(targets=()), shelling(published=None, actors=PAIR, events=(event(),))])
    assert found.problems == ("1 events left out: no doer or no target", "1 events left out: no day")


def test_a_table_can_be_cut_to_what_was_known() -> None:
    assert table(deed(1), deed(2), deed(3)).until(2).days.tolist() == [1, 2]
