"""What the workbench asks of a store as a whole, on both kinds of store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from polybius.incidents import Query, Subject
from polybius.model import Actor, Certainty, EventType
from polybius.recorder import Recorder
from polybius.store import Store, View
from tests.test_recorder import LATER, MAYBE, ONE, TWO

DOUBTFUL = replace(LATER, events=(replace(LATER.events[0], certainty=Certainty.POSSIBLE),))


@pytest.fixture
def view(where: str) -> Iterator[View]:
    with Store.open(where) as store:
        with store.writer("1.0") as writer:
            for record in (ONE, TWO, DOUBTFUL, MAYBE):
                Recorder(writer).record(record)
        with store.view() as opened:
            yield opened


def test_the_whole_is_counted(view: View) -> None:
    assert view.counts() == {"reports": 4, "incidents": 3, "accounts": 4, "actors": 3, "places": 1}
    assert view.days() == ("2021-03-01", "2021-04-01")
    assert view.publishers() == ("Coast Radio", "Harbour Gazette", "Red Sea Wire")


def test_incidents_come_as_they_are_shown_in_the_order_of_days(view: View) -> None:
    sheet = view.sheet()
    assert sheet.columns["first"] == ("2021-03-01", "2021-03-03", "2021-04-01")
    assert set(sheet.columns["type"]) == {EventType.ASSAULT}
    assert set(sheet.columns["place"]) == {view.location("Vela").id}


def test_the_latest_are_shown_as_the_whole_shows_them(view: View) -> None:
    whole, latest = view.sheet().columns, view.latest(Query(limit=2))
    assert latest == {name: column[1:] for name, column in whole.items() if name != "actors"}
    assert view.latest(Query(disputed=True))["first"] == ("2021-03-01",)
    assert view.latest(Query(until="2000-01-01"))["first"] == ()


def test_lists_come_in_pages(view: View) -> None:
    assert [report.published for report in view.page_of_reports(1, 2)] == ["2021-03-06", "2021-03-02"]
    assert [incident.first for incident in view.page_of_incidents(Query(limit=1), 1)] == ["2021-03-06"]
    assert view.total(Query(disputed=True)) == 1


def test_who_has_a_part_is_told_of_any_incidents(view: View) -> None:
    sheet, numbers = view.sheet(), view.numbers(Query(until="2021-03-02"))
    actors = {actor for number in numbers for actor in sheet.columns["actors"][sheet.position[number]].split()}
    names = {one.name for one in view.identities(actors).values()}
    assert names == {"Northland Army", "Vela Harbour Guard"}


def test_what_was_left_open_is_listed_and_counted(view: View) -> None:
    assert [account.report for account, _ in view.doubtful(10)] == [LATER.id]
    assert view.number_unsettled()["event"] == 1
    assert view.unresolved(Subject.PLACES, 10) == ()


@pytest.mark.parametrize("words", ["northland", "Nortland Army", "army"])
def test_a_name_is_found_in_spite_of_slips(view: View, words: str) -> None:
    assert "Northland Army" in [like.thing.name for like in view.like(words, Subject.ACTORS)]
    assert view.publishers_like("red sea") == ("Red Sea Wire",)


def test_a_name_that_is_a_mere_part_of_a_word_is_not_meant(where: str) -> None:
    letter = replace(ONE, actors=(*ONE.actors, Actor("a9", "N")))
    with Store.open(where) as store:
        with store.writer("1.0") as writer:
            Recorder(writer).record(letter)
        with store.view() as view:
            assert [like.thing.name for like in view.like("Nortland Army", Subject.ACTORS)] == ["Northland Army"]
            assert view.like("Nohtrn", Subject.ACTORS) == ()
            assert next(like.thing.name for like in view.like("n", Subject.ACTORS)) == "N"
