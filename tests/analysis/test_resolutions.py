"""What became of a threat, by later reports."""

import pytest

from polybius.analysis.facts import Facts, facts_of_records
from polybius.analysis.ledger import EntryKind, entries
from polybius.analysis.resolutions import Met, Outcome, Resolution, resolve, tracks_of_actors, tracks_of_sources
from polybius.model import Event, EventType, Record, Status
from tests.analysis.accounts import blockade, conditional, day, report, strike
from tests.builders import event

SAID = report("2021-03-01", strike(when=day("2021-03-05")), blockade(), conditions=(conditional(),))
PLAIN = report("2021-03-01", strike(when=day("2021-03-05")))
OPEN_ENDED = report("2021-03-01", strike())


def between(type: EventType = EventType.CONSULT, **more: object) -> Event:
    return event("e9", type, status=Status.HAPPENED, initiators=("a1",), targets=("a2",), **more)


def fate(said: Record, *later: Record, today: str = "2021-12-31") -> Resolution:
    [found, *_] = resolve(entries([said]), facts_of_records(later), today=today)
    return found


DONE = report("2021-03-04", strike(Status.HAPPENED, initiators=("a4",), when=day("2021-03-04")))
BLOCKADE = report("2021-03-02", blockade(Status.HAPPENED, when=day("2021-03-02")))
TALKED = report("2021-04-01", between())
ELSEWHERE = report("2021-04-01", event("e9", EventType.CONSULT, initiators=("a1",), targets=("a3",)))


@pytest.mark.parametrize(
    ("said", "later", "outcome", "condition"),
    [
        pytest.param(PLAIN, [DONE], Outcome.KEPT, Met.NONE, id="done"),
        pytest.param(SAID, [BLOCKADE, DONE], Outcome.KEPT, Met.YES, id="condition met and done"),
        pytest.param(SAID, [DONE], Outcome.KEPT, Met.NO, id="done all the same"),
        pytest.param(PLAIN, [TALKED], Outcome.BROKEN, Met.NONE, id="not done by its day"),
        pytest.param(SAID, [BLOCKADE, TALKED], Outcome.BROKEN, Met.YES, id="condition met and not done"),
        pytest.param(SAID, [TALKED], Outcome.LAPSED, Met.NO, id="condition not met"),
        pytest.param(PLAIN, [], Outcome.OPEN, Met.NONE, id="silence"),
        pytest.param(PLAIN, [report("2022-04-01", between())], Outcome.OPEN, Met.NONE, id="heard of much later"),
        pytest.param(PLAIN, [ELSEWHERE], Outcome.OPEN, Met.NONE, id="heard of with others"),
        pytest.param(
            PLAIN,
            [report("2021-03-03", between(EventType.AGREE, when=day("2021-03-03")))],
            Outcome.OVERTAKEN,
            Met.NONE,
            id="agreed",
        ),
        pytest.param(OPEN_ENDED, [TALKED], Outcome.OPEN, Met.NONE, id="no day set"),
        pytest.param(
            OPEN_ENDED, [report("2022-04-01", between())], Outcome.LAPSED, Met.NONE, id="no day set, a year later"
        ),
    ],
)
def test_later_reports_resolve(said: Record, later: list[Record], outcome: Outcome, condition: Met) -> None:
    found = fate(said, *later, today="2022-12-31")
    assert (found.outcome, found.condition) == (outcome, condition)


@pytest.mark.parametrize(
    "later",
    [
        report("2021-03-04", strike(Status.DENIED)),
        report("2021-03-04", strike(Status.HAPPENED, initiators=("a2",), targets=("a1",), when=day("2021-03-04"))),
        report("2021-03-04", between(EventType.SANCTION, when=day("2021-03-04"))),
        report("2021-03-04", strike(Status.HAPPENED, when=day("2021-02-20"))),
        report("2021-03-04", strike(Status.HAPPENED)),
    ],
    ids=["denied", "done by the other", "another deed", "before it was said", "on no day that is told"],
)
def test_what_is_not_the_deed_does_not_keep_it(later: Record) -> None:
    assert fate(PLAIN, later, today="2021-03-05").outcome is Outcome.OPEN


def test_evidence_names_report_day_and_words() -> None:
    found = fate(SAID, BLOCKADE, DONE)
    assert [(e.report, e.day) for e in found.evidence] == [(BLOCKADE.id, "2021-03-02"), (DONE.id, "2021-03-04")]
    assert found.evidence[1].text.startswith("Northland will strike")


def test_nothing_after_today_is_known() -> None:
    assert fate(PLAIN, DONE, today="2021-03-03").outcome is Outcome.OPEN


def test_a_threat_said_anew_is_overtaken() -> None:
    anew = report("2021-03-03", strike(when=day("2021-03-20")))
    found = resolve(entries([PLAIN, anew]), Facts(), today="2021-03-10")
    assert [f.outcome for f in found] == [Outcome.OVERTAKEN, Outcome.OPEN]
    assert [(e.report, e.day) for e in found[0].evidence] == [(anew.id, "2021-03-03")]


def test_a_person_has_the_last_word() -> None:
    found = fate(PLAIN, DONE).confirm("R. Vela", Outcome.BROKEN)
    assert (found.outcome, found.confirmed) == (Outcome.BROKEN, "R. Vela")


def test_an_entry_without_a_day_stays_open() -> None:
    assert fate(report(None, strike()), DONE).reason == "the report has no day"


def test_tracks_count_what_was_kept_of_what_was_decided() -> None:
    weeks = [report(f"2021-0{n}-01", strike(when=day(f"2021-0{n}-05"))) for n in (3, 5, 7)]
    done = strike(Status.HAPPENED, when=day("2021-05-03"))
    later = facts_of_records([DONE, report("2021-05-03", done), report("2021-08-01", between())])
    [track] = tracks_of_actors(resolve(entries(weeks), later, today="2021-12-31"))
    assert (track.name, track.kind, track.kept.hits, track.kept.count) == ("Northland", EntryKind.THREAT, 2, 3)
    assert "kept 2 of 3 (" in str(track)


def test_sources_have_tracks_of_their_own() -> None:
    said = entries([report("2021-03-01", strike(Status.EXPECTED))])
    found = resolve(said, facts_of_records([DONE]), today="2021-12-31")
    [track] = tracks_of_sources(found)
    assert (track.name, track.kind, track.kept.hits) == ("the minister", EntryKind.WARNING, 1)
