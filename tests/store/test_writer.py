from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polybius.errors import StoreError
from polybius.model import Record, Span
from polybius.store import Outcome, Store
from tests.builders import event, record, shelling


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    with Store.open(where) as opened:
        yield opened


def add(store: Store, record: Record, version: str = "1.0") -> Outcome:
    with store.writer(version) as writer:
        return writer.add(record)


def test_a_record_comes_back_as_it_went_in(store: Store) -> None:
    assert add(store, shelling()) is Outcome.STORED
    with store.view() as view:
        assert view.record(shelling().id) == shelling()


def test_the_same_reading_adds_nothing_and_says_so(store: Store) -> None:
    add(store, shelling())
    assert add(store, shelling()) is Outcome.ALREADY_KNOWN
    assert readings(store) == 1


def test_another_version_reads_anew_and_its_reading_is_the_one_shown(store: Store) -> None:
    add(store, shelling())
    assert add(store, shelling(events=()), version="2.0") is Outcome.READ_ANEW
    with store.view() as view:
        assert view.record(shelling().id).events == ()
    assert readings(store) == 2


def test_the_same_text_told_of_differently_is_a_new_reading_of_the_same_report(store: Store) -> None:
    add(store, shelling())
    assert add(store, shelling(published="2021-03-03")) is Outcome.READ_ANEW
    with store.view() as view:
        assert [line.published for line in view.summaries()] == ["2021-03-03"]


def test_a_record_that_fails_leaves_no_half_of_it(store: Store) -> None:
    broken = replace(shelling(), language=None)  # type: ignore[arg-type]
    with pytest.raises(StoreError, match=r"Report \w{12} cannot be stored in \S+: "):
        add(store, broken)
    with store.view() as view:
        assert view.summaries() == ()


def test_a_reading_that_fails_takes_its_report_back(store: Store) -> None:
    with pytest.raises(StoreError, match=r"(?i)not.null"):
        add(store, shelling(), version=None)  # type: ignore[arg-type]
    with store.view() as view:
        assert view.summaries() == ()


def test_records_before_the_one_that_fails_stay(store: Store) -> None:
    broken = replace(shelling(), language=None)  # type: ignore[arg-type]
    with pytest.raises(StoreError), store.writer("1.0") as writer:
        writer.add(record("first"))
        writer.add(broken)
    with store.view() as view:
        assert [line.id for line in view.summaries()] == [record("first").id]


@pytest.mark.parametrize("statement", ["UPDATE report SET title = 'x'", "DELETE FROM reading"])
def test_facts_are_never_changed_or_removed(store: Store, statement: str) -> None:
    add(store, shelling())
    with pytest.raises(StoreError, match="is never"), store.view() as view:
        view._connection.exec_driver_sql(statement)


@given(text=st.text(st.characters(exclude_categories=["Cs"])), start=st.integers(0, 10**6))
def test_any_text_and_span_survive(text: str, start: int) -> None:
    given_record = record(text, title=text or None, events=(event(trigger=Span(start, start + 1)),))
    with Store.open("sqlite://") as store:
        add(store, given_record)
        with store.view() as view:
            assert view.record(given_record.id) == given_record


def readings(store: Store) -> int:
    with store.view() as view:
        return int(view._connection.exec_driver_sql("SELECT count(*) FROM reading").scalar_one())
