from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from polybius import questions
from polybius.errors import StoreError
from polybius.incidents import Correction, Judgement, JudgementKind
from polybius.model import Event, EventType, Record, Span, Status
from polybius.store import Store
from tests.builders import SHELLING, actor, event, shelling, span

REPORT = shelling().id
KILLED = span(SHELLING, "were killed")


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    with Store.open(where) as opened, opened.writer("1.0") as writer:
        writer.add(shelling())
        yield opened


def correct(store: Store, kind: str, path: str, value: Any = None, who: str = "Ada Reyes") -> Correction:
    judgement = Judgement(0, JudgementKind(kind), who, "")
    with store.writer("1.0") as writer, writer.transaction() as transaction:
        return transaction.correct(Correction(judgement, REPORT, path, value))


def undo(store: Store, number: int) -> Judgement:
    with store.writer("1.0") as writer, writer.transaction() as transaction:
        return transaction.undo(number, "Ben Oduya")


def read_again(store: Store, record: Record) -> None:
    with store.writer("2.0") as writer:
        writer.add(record)


def now(store: Store) -> Record:
    with store.view() as view:
        return view.record(REPORT)


def first(store: Store) -> Event:
    return now(store).events[0]


def test_a_field_is_changed_and_the_reading_stays(store: Store) -> None:
    correct(store, "change", "events/e1/status", "denied")
    assert first(store).status is Status.DENIED
    with store.view() as view:
        assert [edition.record.events[0].status for edition in view.editions(REPORT)] == ["denied", "happened"]


def test_an_entry_is_added_under_an_id_of_its_own(store: Store) -> None:
    correct(store, "add", "events", {"type": "ASSAULT", "status": "happened", "trigger": _plain(KILLED), "sentence": 1})
    assert [(e.id, e.trigger) for e in now(store).events] == [("e1", first(store).trigger), ("e2", KILLED)]


def test_an_added_event_stands_in_the_sentence_of_its_words(store: Store) -> None:
    correct(store, "add", "events", {"type": "ASSAULT", "status": "happened", "trigger": _plain(KILLED)})
    added = now(store).events[1]
    assert now(store).sentences[added.sentence].contains(added.trigger)


def test_the_id_of_a_rejected_entry_is_not_given_again(store: Store) -> None:
    rejected = correct(store, "reject", "events/e1")
    correct(store, "add", "events", {"type": "AID", "status": "happened", "trigger": _plain(KILLED)})
    undo(store, rejected.judgement.id)
    assert [(e.id, e.type) for e in now(store).events] == [("e1", EventType.ASSAULT), ("e2", EventType.AID)]


def test_a_value_is_added_to_a_list_once(store: Store) -> None:
    correct(store, "add", "events/e1/targets", "a2")
    correct(store, "add", "events/e1/targets", "a2")
    assert first(store).targets == ("a2",)


def test_one_value_of_a_list_is_rejected(store: Store) -> None:
    correct(store, "reject", "events/e1/initiators", "a1")
    assert first(store).initiators == ()


def test_what_refers_to_a_rejected_entry_lets_go_of_it(store: Store) -> None:
    correct(store, "reject", "actors/a1")
    assert (first(store).initiators, [a.id for a in now(store).actors]) == ((), ["a2"])


def test_what_is_told_of_a_report_can_be_corrected(store: Store) -> None:
    correct(store, "change", "published", "2021-03-03")
    with store.view() as view:
        assert [line.published for line in questions.reports(view)] == ["2021-03-03"]


def test_who_corrected_what_and_when_is_kept(store: Store) -> None:
    made = correct(store, "confirm", "events/e1/place")
    with store.view() as view:
        assert questions.corrections(view) == (made,)
    assert (made.judgement.who, made.judgement.kind, made.path) == ("Ada Reyes", "confirm", "events/e1/place")


def test_a_correction_that_is_undone_leaves_the_record_as_it_was_read(store: Store) -> None:
    number = correct(store, "change", "events/e1/status", "denied").judgement.id
    undone = undo(store, number)
    assert first(store).status is Status.HAPPENED
    assert undone.undone_by is not None


def test_a_judgement_is_undone_once(store: Store) -> None:
    number = correct(store, "change", "events/e1/status", "denied").judgement.id
    undo(store, number)
    with pytest.raises(StoreError, match=f"Judgement {number} was undone by"):
        undo(store, number)


def test_a_correction_outlives_a_new_reading_that_gives_the_entry_another_id(store: Store) -> None:
    correct(store, "change", "events/e1/status", "denied")
    other = event("e7", place="p1", trigger=span(SHELLING, "shelled the port"))
    read_again(store, shelling(events=(event("e1", trigger=KILLED), other)))
    assert [(e.id, e.status, e.trigger) for e in now(store).events] == [
        ("e2", Status.HAPPENED, KILLED),
        ("e1", Status.DENIED, other.trigger),
    ]


def test_what_a_person_confirmed_stays_where_a_new_reading_misses_it(store: Store) -> None:
    correct(store, "confirm", "events/e1")
    read_again(store, shelling(events=(), actors=()))
    assert (first(store).id, first(store).claim) == ("e1", "c1")
    assert {a.name for a in now(store).actors} == {"Northland's army", "a harbour official"}


@pytest.mark.parametrize("path", ["events/e1", "events/e1/status"])
def test_what_a_person_confirmed_stays_where_a_new_reading_says_otherwise(store: Store, path: str) -> None:
    correct(store, "confirm", path)
    read_again(store, shelling(events=(replace(shelling().events[0], status=Status.DENIED),)))
    assert first(store).status is Status.HAPPENED


def test_a_field_that_nobody_confirmed_is_read_anew(store: Store) -> None:
    correct(store, "confirm", "events/e1/place")
    read_again(store, shelling(events=(replace(shelling().events[0], status=Status.DENIED),)))
    assert first(store).status is Status.DENIED


def test_a_day_that_a_person_confirmed_stays(store: Store) -> None:
    correct(store, "confirm", "published")
    read_again(store, shelling(published="2022-01-01"))
    assert now(store).published == shelling().published


def test_who_a_person_named_stays_where_a_new_reading_misses_them(store: Store) -> None:
    correct(store, "change", "events/e1/targets", ["a2"])
    correct(store, "add", "relations", {"subject": "a2", "predicate": "opposes", "object": "a1"})
    read_again(store, shelling(actors=shelling().actors[:1]))
    assert first(store).targets == ("a2",)
    assert [(r.subject, r.object) for r in now(store).relations] == [("a2", "a1")]


def test_what_a_person_rejected_stays_out_when_it_is_read_again(store: Store) -> None:
    correct(store, "reject", "events/e1")
    read_again(store, shelling(events=(event("e5", type=EventType.COERCE, trigger=span(SHELLING, "shelled")),)))
    assert now(store).events == ()


def test_what_a_person_added_is_one_with_what_a_new_reading_finds(store: Store) -> None:
    correct(store, "add", "events", {"type": "ASSAULT", "status": "happened", "trigger": _plain(KILLED), "sentence": 1})
    read_again(store, shelling(events=(*shelling().events, event("e9", EventType.COERCE, trigger=KILLED, sentence=1))))
    assert [(e.id, e.type) for e in now(store).events] == [("e1", EventType.ASSAULT), ("e2", EventType.ASSAULT)]


def test_a_new_reading_shows_what_it_changed(store: Store) -> None:
    correct(store, "change", "events/e1/status", "denied")
    read_again(store, shelling(events=(replace(shelling().events[0], place=None),), claims=()))
    with store.view() as view:
        found = {change.path: (change.before, change.after) for change in questions.report_changes(view, REPORT)}
    assert found["events/e1/place"] == ("p1", None)
    assert found["claims/c1"][1] is None
    assert "events/e1/status" not in found


@pytest.mark.parametrize(
    ("kind", "path", "value", "message"),
    [
        ("change", "events/e9/status", "denied", "No events/e9 in report .*; there are: e1"),
        ("change", "event/e1", "denied", "No field 'event/e1' in a record; allowed: PART/ID"),
        (
            "change",
            "events/e1/status",
            "perhaps",
            "events/e1/status = 'perhaps'; allowed: happened, ongoing, ",
        ),
        ("change", "events/e1/colour", "red", "No field 'colour' to correct in events; there are: type, status"),
        ("change", "events/e1/id", "e9", "No field 'id' to correct in events"),
        ("reject", "stances/0", None, "No stances/0 in report .*; there are: none"),
        ("reject", "events/e1/type", None, "events/e1 needs type"),
        ("add", "events/e1/status", "denied", "add events/e1/status 'denied': it holds one value; change it"),
        ("change", "events/e1/initiators", ["p1"], "events/e1: no actor has the id 'p1'; there are: a1 a2"),
        ("change", "events/e1/initiators", "a1", "events/e1/initiators = 'a1'; allowed: a list"),
        ("change", "events/e1/when", {"start": "2021-03-02", "end": "2021-03-01"}, "it ends before it starts"),
        ("change", "events/e1/when", {"start": "March"}, "events/e1/when/start = 'March'; allowed: a day such as"),
        ("change", "events/e1/figures", [{"what": "killed", "low": 5, "high": 3}], "killed 5 to 3; allowed: low at"),
        (
            "change",
            "events/e1/figures",
            [{"what": "killed", "low": "many"}],
            "figures/0/low = 'many'; allowed: a number",
        ),
        ("change", "places/p1/latitude", 200, "places/p1/latitude = 200; allowed: -90 to 90 degrees"),
        ("change", "actors/a1/name", 5, "actors/a1/name = 5; allowed: words"),
        ("add", "actors", {"label": "Vela Guard"}, "actors needs name"),
        ("change", "events/e1/status", None, "change events/e1/status needs a value"),
        ("change", "events/e1/place", "p9", "events/e1: no place has the id 'p9'; there are: p1"),
        ("change", "events/e1/trigger", {"start": 5, "end": 9999}, "characters 5 to 9999 are not in the text"),
        ("add", "events", "a shelling", "events takes an entry, a JSON object; not 'a shelling'"),
        ("add", "events/e1", {}, "to add an entry, name its part only: events"),
        ("confirm", "events", None, "confirm events says not which"),
        ("change", "published", "tomorrow", "published = 'tomorrow'"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_correction_that_the_record_does_not_allow_is_refused(
    store: Store, kind: str, path: str, value: Any, message: str
) -> None:
    with pytest.raises(StoreError, match=message):
        correct(store, kind, path, value)
    assert now(store) == shelling()


def test_a_correction_needs_a_name(store: Store) -> None:
    with pytest.raises(StoreError, match="who decided"):
        correct(store, "confirm", "events/e1", who=" ")


def test_relations_are_counted_from_nought(store: Store) -> None:
    tie = {"subject": "a2", "predicate": "opposes", "object": "a1"}
    correct(store, "add", "relations", tie)
    correct(store, "change", "relations/0/predicate", "allied_with")
    assert [(r.subject, r.predicate, r.object) for r in now(store).relations] == [("a2", "allied_with", "a1")]


def test_actors_may_be_named_anew(store: Store) -> None:
    correct(store, "change", "actors/a1", {"name": "Northland Army", "country": "NRL"})
    assert now(store).actors[0] == actor(name="Northland Army", country="NRL", mentions=(Span(0, 16),))


def _plain(where: Span) -> dict[str, int]:
    return {"start": where.start, "end": where.end}
