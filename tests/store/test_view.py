from collections.abc import Iterator

import pytest
from sqlalchemy import insert

from polybius import questions
from polybius.errors import StoreError
from polybius.model import Record
from polybius.store import ReportSummary, Store
from polybius.store.schema import EDITION, READING, REPORT
from tests.builders import record, shelling

ONE, TWO = "ab12" + "0" * 60, "ab12" + "1" * 60


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    with Store.open(where) as opened:
        yield opened


def fill(store: Store, *records: Record) -> None:
    with store.writer("1.0") as writer:
        for one in records:
            writer.add(one)


def test_a_listing_says_what_each_report_is_and_how_much_was_found(store: Store) -> None:
    fill(store, shelling(problems=("no date",)))
    expected = ReportSummary(
        id=shelling().id,
        published="2021-03-02",
        publisher="Harbour Gazette",
        title="Port shelled",
        actors=2,
        places=1,
        events=1,
        claims=1,
        problems=1,
    )
    with store.view() as view:
        assert questions.reports(view) == (expected,)


def test_a_listing_goes_by_day_and_puts_undated_reports_last(store: Store) -> None:
    fill(store, record("none"), record("late", published="2021-05-01"), record("early", published="2020-05-01"))
    with store.view() as view:
        assert [line.published for line in questions.reports(view)] == ["2020-05-01", "2021-05-01", None]


def test_a_later_reading_without_a_publisher_keeps_the_first_one_in_the_listing(store: Store) -> None:
    fill(store, shelling(), shelling(publisher=None))
    with store.view() as view:
        assert [line.publisher for line in questions.reports(view)] == ["Harbour Gazette"]


@pytest.mark.parametrize("length", [4, 12, 64])
def test_the_beginning_of_an_id_is_enough(store: Store, length: int) -> None:
    fill(store, shelling())
    with store.view() as view:
        assert questions.report(view, shelling().id[:length].upper()) == shelling()


def test_a_beginning_that_several_share_names_them(store: Store) -> None:
    fill(store, Record(ONE, "one"), Record(TWO, "two"))
    with store.view() as view, pytest.raises(StoreError, match="begin with ab12: ab12000000000000, ab12111111111111"):
        questions.report(view, "ab12")


@pytest.mark.parametrize(
    ("id", "message"),
    [
        ("ab1", "4 to 64 hexadecimal digits"),
        ("", "4 to 64 hexadecimal digits"),
        ("ab%_", "4 to 64 hexadecimal digits"),
        ("ffff", "No report ffff in "),
    ],
)
def test_an_id_that_names_nothing_says_why(store: Store, id: str, message: str) -> None:
    fill(store, Record(ONE, "one"))
    with store.view() as view, pytest.raises(StoreError, match=message):
        questions.report(view, id)


def test_a_reading_that_this_version_does_not_understand_is_named(store: Store) -> None:
    with store.view() as view:
        row = {"id": ONE, "language": "en", "text": "one", "recorded_at": "2021-01-01T00:00:00+00:00"}
        view._connection.execute(insert(REPORT).values(row))
        counts = dict.fromkeys(("actors", "places", "events", "claims", "problems"), 0)
        reading = {"report": ONE, "version": "9.0", "digest": "", "recorded_at": "", "record": '{"colour": 1}'}
        view._connection.execute(insert(READING).values(counts | reading | {"id": 7}))
        view._connection.execute(insert(EDITION).values(counts | {"report": ONE, "reading": 7, "recorded_at": ""}))
        with pytest.raises(StoreError, match=r"by polybius 9\.0 is not understood"):
            view.record(ONE)
