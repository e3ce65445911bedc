"""Records of several reports, fused in a store of either kind, judged by people, and seen as of a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from polybius import questions
from polybius.errors import StoreError
from polybius.incidents import Correction, Incident, Judgement, JudgementKind, Query, Subject, Voice
from polybius.model import ActorKind, EventType, Figure, Precision, Predicate, Record, Relation, Span, Status, TimeSpan
from polybius.recorder import Recorder
from polybius.store import Outcome, Store
from polybius.store.schema import ACCOUNT, EDGE, INCIDENT, MEMBER, MEMBERSHIP, SHARE, TIE, TOTAL
from tests.builders import actor, claim, event, place, record, span

Decision = Callable[..., Judgement]
FIRST_DAY = datetime(2021, 3, 3, 12, tzinfo=UTC)
ARMY = {"name": "Northland Army", "kind": ActorKind.MILITARY, "country": "NRL"}
VELA = {"country": "ERI", "latitude": 15.6, "longitude": 39.4, "geonames": 101, "precision": Precision.EXACT}


def shelling(text: str, publisher: str, killed: int = 3, published: str = "2021-03-02", **more: object) -> Record:
    """A report of the shelling of Vela on 1 March 2021."""
    trigger = span(text, "shelled")
    told = event(
        trigger=trigger,
        mode="artillery",
        initiators=("a1",),
        targets=("a2",),
        place="p1",
        when=TimeSpan("2021-03-01", "2021-03-01"),
        figures=(Figure("killed", killed, killed),),
        claim="c1",
    )
    parts = {
        "publisher": publisher,
        "published": published,
        "sentences": (Span(0, len(text)),),
        "actors": (
            actor("a1", mentions=(span(text, "Northland"),), **ARMY),
            actor("a2", "Vela Harbour Guard", kind=ActorKind.MILITARY, country="ERI"),
            actor("a3", "Omar Tesfay", kind=ActorKind.PERSON, country="ERI"),
        ),
        "places": (place(mentions=(span(text, "Vela"),), **VELA),),
        "events": (told,),
        "claims": (claim("c1", "a3"),),
    }
    return record(text, **(parts | more))


ONE = shelling("Northland Army guns shelled the harbour guard at Vela on Monday, Omar Tesfay said.", "Harbour Gazette")
TWO = shelling(
    "Monday at Vela: Northland's artillery shelled the guard; five died, says Omar Tesfay.", "Red Sea Wire", 5
)
LATER = shelling("A month on, Northland shelled the Vela harbour guard again.", "Harbour Gazette", 1, "2021-04-02")
LATER = replace(LATER, events=(replace(LATER.events[0], when=TimeSpan("2021-04-01", "2021-04-01")),))


MAYBE = shelling(
    "Northland has shelled positions near Vela, residents told a radio station.", "Coast Radio", 2, "2021-03-06"
)
NEAR = {"when": TimeSpan("2021-03-03", "2021-03-03"), "figures": (), "targets": (), "initiators": ()}
MAYBE = replace(MAYBE, events=(replace(MAYBE.events[0], **NEAR),))


class Desk:
    """A store, and a clock that a test moves."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.now = FIRST_DAY

    @contextmanager
    def recorder(self) -> Iterator[Recorder]:
        with self.store.writer("1.0", clock=lambda: self.now) as writer:
            yield Recorder(writer)

    def record(self, *records: Record) -> list[Outcome]:
        with self.recorder() as recorder:
            return [recorder.record(one) for one in records]

    def incidents(self, as_of: date | None = None, **query: object) -> tuple[Incident, ...]:
        with self.store.view(as_of=as_of) as view:
            return questions.timeline(view, Query(**query))  # type: ignore[arg-type]


@pytest.fixture
def desk(where: str) -> Iterator[Desk]:
    with Store.open(where) as store:
        yield Desk(store)


def test_accounts_of_one_thing_make_one_incident(desk: Desk) -> None:
    desk.record(ONE, TWO)
    [incident] = desk.incidents()
    assert (len(incident.accounts), incident.origins) == (2, 2)
    assert [(t.what, t.low, t.high, t.disputed) for t in incident.tallies] == [("killed", 3, 5, True)]


def test_what_happened_again_a_month_later_is_another_incident(desk: Desk) -> None:
    desk.record(ONE, TWO, LATER)
    assert [len(incident.accounts) for incident in desk.incidents()] == [2, 1]


def test_a_report_that_is_known_adds_nothing(desk: Desk) -> None:
    assert desk.record(ONE, ONE) == [Outcome.STORED, Outcome.ALREADY_KNOWN]
    assert len(desk.incidents()) == 1


def test_the_order_in_which_reports_come_makes_no_difference(desk: Desk) -> None:
    desk.record(LATER, TWO, ONE)
    assert [len(incident.accounts) for incident in desk.incidents()] == [2, 1]


def test_an_incident_keeps_its_id_when_accounts_are_added(desk: Desk) -> None:
    desk.record(ONE)
    before = [incident.id for incident in desk.incidents()]
    desk.now += timedelta(days=1)
    desk.record(TWO)
    assert [incident.id for incident in desk.incidents()] == before


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"actor": "Northland Army"}, 3),
        ({"actor": "the northland army", "since": "2021-03-15"}, 1),
        ({"type": EventType.AID}, 0),
        ({"status": Status.HAPPENED, "until": "2021-03-15"}, 2),
        ({"country": "ERI", "origins": 2}, 2),
        ({"place": "Vela", "disputed": True}, 2),
        ({"publisher": "Red Sea Wire"}, 2),
        ({"box": (15, 39, 16, 40)}, 3),
        ({"box": (16, 39, 17, 40)}, 0),
        ({"box": (-60, -170, 60, 170), "type": EventType.ASSAULT}, 3),
        ({"limit": 1}, 2),
    ],
    ids=str,
)
def test_incidents_are_found_by_what_any_account_says(desk: Desk, query: dict[str, object], found: int) -> None:
    desk.record(ONE, TWO, LATER)
    assert sum(len(incident.accounts) for incident in desk.incidents(**query)) == found


def test_a_name_that_nobody_bears_is_no_filter(desk: Desk) -> None:
    desk.record(ONE)
    with pytest.raises(StoreError, match=r"No actor 'Southland' in .*; allowed: a name, alias or id"):
        desk.incidents(actor="Southland")


def test_a_publisher_of_whom_there_is_no_report_is_no_filter(desk: Desk) -> None:
    desk.record(ONE)
    with pytest.raises(StoreError, match=r"No report by publisher 'Harbor Gazete' in .*; names like it: Harbour Gaz"):
        desk.incidents(publisher="Harbor Gazete")


def test_a_publisher_who_reports_no_event_is_a_filter(desk: Desk) -> None:
    desk.record(ONE, record("The weather stays fine.", publisher="Coast Radio"))
    assert desk.incidents(publisher="Coast Radio") == ()


# --- as of


def test_a_view_of_the_past_shows_what_was_known_then(desk: Desk) -> None:
    desk.record(ONE)
    desk.now += timedelta(days=2)
    desk.record(TWO)
    assert [len(i.accounts) for i in desk.incidents(as_of=date(2021, 3, 2))] == []
    assert [len(i.accounts) for i in desk.incidents(as_of=date(2021, 3, 4))] == [1]
    assert [len(i.accounts) for i in desk.incidents(as_of=date(2021, 3, 5))] == [2]


def test_every_question_answers_as_of_a_day(desk: Desk) -> None:
    desk.record(ONE)
    desk.now += timedelta(days=2)
    desk.record(TWO)
    with desk.store.view(as_of=date(2021, 3, 3)) as view:
        assert [line.publisher for line in questions.reports(view)] == ["Harbour Gazette"]
        assert [hit.publisher for hit in questions.search(view, "Vela")] == ["Harbour Gazette"]
        assert [voice.name for voice in questions.sources(view) if voice.publisher] == ["Harbour Gazette"]
        assert [place.incidents for place in questions.places(view)] == [1]
        assert [tie.reports for tie in questions.network(view)] == [1]
        assert questions.actor(view, "Northland Army").identity.members == (f"{ONE.id[:16]}-a1",)
        assert questions.discrepancies(view, Query()) == ()


def test_what_is_counted_is_counted_as_of_a_day(desk: Desk) -> None:
    desk.record(ONE)
    desk.now += timedelta(days=2)
    desk.record(TWO)
    desk.now += timedelta(days=2)
    desk.record(replace(ONE, events=()))
    assert [counted(desk.store, date(2021, 3, day)) for day in (2, 3, 4, 5, 6, 7)] == [
        ((), (), ()),
        ((1,), (("Harbour Gazette", 1, 0),), (1,)),
        ((1,), (("Harbour Gazette", 1, 0),), (1,)),
        ((2,), (("Harbour Gazette", 1, 1), ("Red Sea Wire", 1, 1)), (1,)),
        ((2,), (("Harbour Gazette", 1, 1), ("Red Sea Wire", 1, 1)), (1,)),
        ((1,), (("Red Sea Wire", 1, 0),), (1,)),
    ]


def counted(store: Store, day: date | None = None) -> tuple[object, ...]:
    """How many reports tell the ties, what publishers said and how often others bore it out, incidents at places."""
    with store.view(as_of=day) as view:
        voices = sorted((voice.name, *counts_of(voice)) for voice in questions.sources(view) if voice.publisher)
        ties = tuple(tie.reports for tie in questions.network(view))
        return ties, tuple(voices), tuple(place.incidents for place in questions.places(view))


def counts_of(voice: Voice) -> tuple[int, int]:
    return voice.accounts, voice.corroborated


def test_rows_are_numbered_in_the_order_of_the_days_from_which_they_hold(desk: Desk) -> None:
    desk.record(ONE, LATER)
    desk.now += timedelta(days=7)
    one, other = (incident.id for incident in desk.incidents())
    with desk.recorder() as recorder:
        recorder.merge(Subject.INCIDENTS, one, other, "Ada")
    desk.now -= timedelta(days=3)  # the clock of somebody who replays an archive
    desk.record(TWO)
    assert [len(i.accounts) for i in desk.incidents(as_of=date(2021, 3, 8))] == [1, 1]
    assert [len(i.accounts) for i in desk.incidents(as_of=date(2021, 3, 10))] == [3]
    with desk.store.view() as view:
        for table in (INCIDENT, MEMBERSHIP, ACCOUNT, MEMBER, TIE, EDGE, SHARE, TOTAL):
            days = view._connection.execute(select(table.c.since).order_by(table.c.number)).scalars().all()
            assert days == sorted(days)


def test_a_correction_shows_from_its_day_on(desk: Desk) -> None:
    desk.record(ONE)
    desk.now += timedelta(days=2)
    with desk.recorder() as recorder:
        recorder.correct(_change(ONE, "events/e1/status", "denied"))
    status = [i.field("status") for day in (date(2021, 3, 4), None) for i in desk.incidents(as_of=day)]
    assert [field.versions[0].value if field else None for field in status] == [("happened",), ("denied",)]


# --- who, where, on whose word


def test_actors_and_places_are_one_across_reports(desk: Desk) -> None:
    desk.record(ONE, TWO, LATER)
    with desk.store.view() as view:
        profile = questions.actor(view, "Northland Army")
        assert len(profile.identity.members) == 3
        assert [(tie.label, tie.reports) for tie in profile.deeds] == [("ASSAULT", 3)]
        assert [(place.location.name, place.incidents) for place in questions.places(view)] == [("Vela", 2)]


def test_a_source_is_borne_out_by_another(desk: Desk) -> None:
    desk.record(ONE, TWO, LATER)
    with desk.store.view() as view:
        voices = {voice.name: voice for voice in questions.sources(view)}
    gazette = voices["Harbour Gazette"]
    assert (gazette.accounts, gazette.corroborated, gazette.contradicted) == (2, 1, 1)


def test_relations_of_several_are_looked_up_at_once(desk: Desk) -> None:
    told = replace(ONE, relations=(Relation("a1", Predicate.OPPOSES, "a2", Span(0, 40), claim="c1"),))
    desk.record(told, TWO)
    with desk.store.view() as view:
        army, guard, tesfay = (
            view.identity(name).id for name in ("Northland Army", "Vela Harbour Guard", "Omar Tesfay")
        )
        found = view.relations_of([army, guard, tesfay])
    assert {id: [tie.label for tie in ties] for id, ties in found.items()} == {
        army: ["opposes"],
        guard: ["opposes"],
        tesfay: [],
    }


def test_the_network_is_as_one_source_claims_it(desk: Desk) -> None:
    desk.record(ONE, TWO)
    with desk.store.view() as view:
        assert [tie.reports for tie in questions.network(view)] == [2]
        assert [tie.reports for tie in questions.network(view, "Red Sea Wire")] == [1]
        assert [tie.reports for tie in questions.network(view, "omar tesfay")] == [2]
        with pytest.raises(StoreError, match="No ties by source 'Nobody'"):
            questions.network(view, "Nobody")


def test_a_discrepancy_names_the_passages_of_both_sides(desk: Desk) -> None:
    desk.record(ONE, TWO)
    with desk.store.view() as view:
        [found] = questions.discrepancies(view, Query())
        assert {side.report for side in found.sides} == {ONE.id, TWO.id}
        assert questions.discrepancies(view, Query(country="ERI")) == (found,)


def test_discrepancies_of_an_actor_come_with_the_latest_incident_first(desk: Desk) -> None:
    again = shelling("Nine died as Northland shelled Vela on 1 April.", "Red Sea Wire", 9, "2021-04-02")
    again = replace(again, events=(replace(again.events[0], when=LATER.events[0].when),))
    desk.record(LATER, again, ONE, TWO)
    with desk.store.view() as view:
        army = Query(actor="Northland Army")
        april, march = questions.discrepancies(view, army)
        assert [found.id for found in questions.incidents(view, army)] == [april.incident, march.incident]
        assert questions.discrepancies(view, replace(army, limit=1)) == (april,)
        assert questions.discrepancies(view, replace(army, until="2021-03-31")) == (march,)
    with desk.store.view(as_of=date(2021, 3, 2)) as view, pytest.raises(StoreError, match="No actor"):
        questions.discrepancies(view, army)


def test_a_search_finds_a_name_by_its_alias(desk: Desk) -> None:
    known = replace(ONE, actors=(replace(ONE.actors[0], aliases=("NLA",)), *ONE.actors[1:]))
    desk.record(known, TWO)
    with desk.store.view() as view:
        assert [hit.report for hit in questions.search(view, "nla guns")] == [ONE.id]
        [hit] = questions.search(view, "NLA harbour")
    assert hit.passage is not None
    assert hit.passage.of(ONE.text) == "Northland Army"


def test_a_copy_is_no_second_voice(desk: Desk) -> None:
    words = " ".join(f"It was the {number}th day of rain over the harbour." for number in range(40))
    first = shelling(f"Northland shelled Vela. {words}", "Red Sea Wire")
    copy = shelling(f"Guns open up. Northland shelled Vela. {words}", "Harbour Gazette", published="2021-03-03")
    desk.record(first, copy)
    [incident] = desk.incidents()
    assert (len(incident.accounts), incident.origins) == (2, 1)
    with desk.store.view() as view:
        assert [(c.report, c.of) for c in view.copies(copy.id)] == [(copy.id, first.id)]


# --- what people decide


def test_incidents_that_a_person_merges_are_one_until_it_is_undone(desk: Desk) -> None:
    desk.record(ONE, TWO, LATER)
    first, second = (incident.id for incident in desk.incidents())
    with desk.recorder() as recorder:
        made = recorder.merge(Subject.INCIDENTS, first, second, "Ada Reyes", "one siege")
    assert [len(incident.accounts) for incident in desk.incidents()] == [3]
    with desk.store.view() as view:
        assert questions.incident(view, second).incident.id == first
    with desk.recorder() as recorder:
        recorder.undo(made.id, "Ben Oduya")
    assert [incident.id for incident in desk.incidents()] == [first, second]


def test_a_merge_takes_in_every_account_of_both_incidents(desk: Desk) -> None:
    again = shelling("Vela was shelled anew by Northland.", "Red Sea Wire", 1, "2021-04-03")
    again = replace(again, events=(replace(again.events[0], when=TimeSpan("2021-04-01", "2021-04-01")),))
    desk.record(ONE, TWO, LATER, again)
    assert [len(incident.accounts) for incident in desk.incidents()] == [2, 2]
    with desk.recorder() as recorder:
        recorder.merge(Subject.INCIDENTS, *(incident.id for incident in desk.incidents()), "Ada Reyes")
    assert [len(incident.accounts) for incident in desk.incidents()] == [4]


@pytest.mark.parametrize("subject", [Subject.ACTORS, Subject.INCIDENTS])
def test_of_apart_and_merge_the_later_word_holds(desk: Desk, subject: Subject) -> None:
    desk.record(ONE, TWO, LATER)
    pair = tuple(found.id for found in desk.incidents())
    named = pair if subject is Subject.INCIDENTS else ("Northland Army", "Vela Harbour Guard")
    with desk.recorder() as recorder:
        recorder.keep_apart(subject, *named, "Ada Reyes")
        merged = recorder.merge(subject, *named, "Ben Oduya")
        with pytest.raises(StoreError, match="are one; 'polybius split' takes parts out"):
            recorder.merge(subject, *named, "Ada Reyes")
        recorder.undo(merged.id, "Ada Reyes")
        recorder.merge(subject, *named, "Ada Reyes")


def test_an_account_that_a_person_split_off_stays_apart_when_its_report_is_read_again(desk: Desk) -> None:
    desk.record(ONE, TWO)
    [incident] = desk.incidents()
    with desk.recorder() as recorder:
        recorder.split(Subject.INCIDENTS, incident.id, [f"{TWO.id[:16]}-e1"], "Ada Reyes")
    assert sorted(len(found.accounts) for found in desk.incidents()) == [1, 1]
    desk.record(replace(TWO, events=(replace(TWO.events[0], id="e4", status=Status.ONGOING),)))
    assert sorted(found.accounts for found in desk.incidents()) == [(f"{ONE.id[:16]}-e1",), (f"{TWO.id[:16]}-e1",)]


def test_a_merge_holds_for_reports_that_come_later(desk: Desk) -> None:
    desk.record(ONE, LATER)
    first, second = (incident.id for incident in desk.incidents())
    with desk.recorder() as recorder:
        recorder.merge(Subject.INCIDENTS, first, second, "Ada Reyes")
    desk.record(TWO)
    assert [len(incident.accounts) for incident in desk.incidents()] == [3]


def test_actors_that_a_person_merges_are_found_by_either_name(desk: Desk) -> None:
    desk.record(ONE)
    with desk.recorder() as recorder:
        made = recorder.merge(Subject.ACTORS, "Northland Army", "Vela Harbour Guard", "Ada Reyes")
    with desk.store.view() as view:
        assert questions.actor(view, "Vela Harbour Guard").identity.name == "Northland Army"
        assert len(questions.actor(view, "Northland Army").incidents) == 1
    with desk.recorder() as recorder:
        recorder.undo(made.id, "Ada Reyes")
    with desk.store.view() as view:
        assert questions.actor(view, "Vela Harbour Guard").identity.name == "Vela Harbour Guard"


def test_an_actor_that_a_person_split_stays_apart_for_reports_that_come_later(desk: Desk) -> None:
    desk.record(ONE, TWO)
    with desk.recorder() as recorder:
        recorder.split(Subject.ACTORS, "Omar Tesfay", [f"{TWO.id[:16]}-a3"], "Ada Reyes")
    desk.record(replace(TWO, published="2021-03-03"))
    with desk.store.view() as view, pytest.raises(StoreError, match="Several actors are called 'Omar Tesfay'"):
        questions.actor(view, "Omar Tesfay")


def test_what_is_no_part_cannot_be_split_off(desk: Desk) -> None:
    desk.record(ONE)
    [incident] = desk.incidents()
    with desk.recorder() as recorder, pytest.raises(StoreError, match="'x' is no part of it; its parts: "):
        recorder.split(Subject.INCIDENTS, incident.id, ["x"], "Ada Reyes")


def test_judgements_are_listed_with_who_and_when(desk: Desk) -> None:
    desk.record(ONE, LATER)
    first, second = (incident.id for incident in desk.incidents())
    with desk.recorder() as recorder:
        recorder.merge(Subject.INCIDENTS, first, second, "Ada Reyes", "one siege")
        recorder.undo(1, "Ben Oduya")
    with desk.store.view() as view:
        told = [(j.kind, j.who, j.at[:10], j.note, j.undone_by) for j in questions.judgements(view)]
    assert told == [
        ("merge", "Ada Reyes", "2021-03-03", "one siege", 2),
        ("undo", "Ben Oduya", "2021-03-03", None, None),
    ]


# --- reading again


def test_an_event_that_a_new_reading_does_not_find_leaves_its_incident(desk: Desk) -> None:
    desk.record(ONE, TWO)
    desk.record(replace(TWO, events=()))
    [incident] = desk.incidents()
    assert incident.accounts == (f"{ONE.id[:16]}-e1",)


def test_an_incident_of_which_nothing_is_left_is_gone(desk: Desk) -> None:
    desk.record(ONE)
    desk.record(replace(ONE, events=()))
    assert desk.incidents() == ()
    with desk.store.view() as view:
        assert (questions.network(view), questions.sources(view)) == ((), ())


def test_reports_that_were_stored_before_are_fused_by_catching_up(desk: Desk) -> None:
    with desk.store.writer("1.0", clock=lambda: desk.now) as writer:
        writer.add(ONE)
        writer.add(TWO)
    assert desk.incidents() == ()
    with desk.recorder() as recorder:
        assert list(recorder.catch_up()) == [ONE.id, TWO.id]
        assert list(recorder.catch_up()) == []
    assert [len(incident.accounts) for incident in desk.incidents()] == [2]


def _change(about: Record, path: str, value: object) -> Correction:
    return Correction(Judgement(0, JudgementKind.CHANGE, "Ada Reyes", ""), about.id, path, value)


def suggested(desk: Desk) -> list[tuple[str, str]]:
    with desk.store.view() as view:
        found = questions.suggestions(view, Subject.INCIDENTS)
        assert view.number_unsettled()["merge"] == len(found)
    return [(suggestion.match.one, suggestion.match.other) for suggestion in found]


def test_a_pair_in_doubt_waits_for_a_person(desk: Desk) -> None:
    desk.record(ONE, MAYBE)
    assert suggested(desk) == [tuple(sorted((f"{ONE.id[:16]}-e1", f"{MAYBE.id[:16]}-e1")))]


@pytest.mark.parametrize("decide", [Recorder.merge, Recorder.keep_apart])
def test_a_pair_that_a_person_decided_waits_no_more_until_that_is_undone(desk: Desk, decide: Decision) -> None:
    desk.record(ONE, MAYBE)
    [(one, other)] = suggested(desk)
    with desk.recorder() as recorder:
        made = decide(recorder, Subject.INCIDENTS, one, other, "Ada Reyes")
    assert suggested(desk) == []
    with desk.recorder() as recorder:
        recorder.undo(made.id, "Ada Reyes")
    assert suggested(desk) == [(one, other)]


def test_a_pair_that_came_together_through_a_third_account_waits_no_more(desk: Desk) -> None:
    desk.record(ONE, TWO, MAYBE)
    with desk.recorder() as recorder:
        recorder.merge(Subject.INCIDENTS, f"{TWO.id[:16]}-e1", f"{MAYBE.id[:16]}-e1", "Ada Reyes")
    assert suggested(desk) == []


def test_an_incident_is_named_by_any_account_of_it(desk: Desk) -> None:
    desk.record(ONE, TWO)
    with desk.store.view() as view:
        named = [view.incident(f"{told.id[:16]}-e1").id for told in (ONE, TWO)]
    assert len(set(named)) == 1


def test_an_actor_is_named_by_any_member_of_it(desk: Desk) -> None:
    desk.record(ONE, TWO)
    with desk.store.view() as view:
        assert [view.identity(f"{told.id[:16]}-a1").name for told in (ONE, TWO)] == ["Northland Army"] * 2
