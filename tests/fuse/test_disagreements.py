from __future__ import annotations

from typing import Any

from polybius.fuse.disagreements import disagreements_of, orders_of
from polybius.incidents import Account, Disagreement, DisagreementKind
from polybius.model import DiscrepancyKind, Status
from tests.fuse.told import BRIGADE, FALCONS, VELA, account, day, elsewhere, killed

Kind = DisagreementKind
LATER: dict[str, Any] = {"published": "2021-03-05"}


def between(one: Account, other: Account) -> Disagreement:
    found = disagreements_of("i", [one, other])
    assert len(found) == 1, [each.explanation for each in found]
    return found[0]


def test_counts_that_do_not_overlap_conflict() -> None:
    found = between(account("r1", figures=killed(3, 3)), account("r2", figures=killed(7, 9), **LATER))
    assert (found.kind, found.about) == (Kind.CONFLICT, DiscrepancyKind.FIGURE)
    assert found.explanation == "Killed: 3 by Gazette of r1 of 2021-03-03, 7 to 9 by Gazette of r2 of 2021-03-05."
    assert [(side.report, side.span.start) for side in found.sides] == [("r1", 40), ("r2", 40)]


def test_a_narrower_count_of_a_later_report_is_an_update() -> None:
    found = between(account("r1", figures=killed(3, None)), account("r2", figures=killed(4, 4), **LATER))
    assert found.kind is Kind.UPDATE


def test_a_publisher_brings_its_own_count_up_to_date() -> None:
    own = {"publisher": "Vela Post"}
    found = between(account("r1", figures=killed(3, 3), **own), account("r2", figures=killed(7, 7), **own, **LATER))
    assert found.kind is Kind.UPDATE


def test_dates_places_and_doers_conflict() -> None:
    other = account("r2", when=day("2021-03-04"), place=elsewhere(VELA, 34.9), initiators=(FALCONS,), **LATER)
    found = disagreements_of("i", [account("r1"), other])
    kinds = (DiscrepancyKind.CHRONOLOGY, DiscrepancyKind.PLACE, DiscrepancyKind.ACTOR)
    assert tuple(each.about for each in found) == kinds
    assert "laid to Jund al-Wadi Brigade" in found[2].explanation


def test_a_denial_by_another_source_conflicts() -> None:
    found = between(account("r1"), account("r2", status=Status.DENIED, chain=(BRIGADE,), **LATER))
    assert (found.kind, found.about) == (Kind.CONFLICT, DiscrepancyKind.OUTCOME)


def test_a_report_takes_back_what_its_publisher_had_told() -> None:
    own = {"publisher": "Vela Post"}
    found = between(account("r1", **own), account("r2", status=Status.DENIED, **own, **LATER))
    assert found.kind is Kind.RETRACTION
    assert [side.account for side in found.sides] == ["r1-e1", "r2-e1"]


def test_a_correction_says_that_a_report_was_wrong() -> None:
    wrong = account("r2", status=Status.DENIED, said="This newspaper reported a bomb; that was wrong.", **LATER)
    assert between(account("r1"), wrong).kind is Kind.RETRACTION


def test_a_count_that_is_denied_is_taken_back_with_it() -> None:
    wrong = account("r2", status=Status.DENIED, said="We had reported 28 dead.", figures=killed(28, 28), **LATER)
    found = disagreements_of("i", [account("r1", figures=killed(28, 28)), wrong])
    assert {(each.kind, each.about) for each in found} == {
        (Kind.RETRACTION, DiscrepancyKind.FIGURE),
        (Kind.RETRACTION, DiscrepancyKind.OUTCOME),
    }


def test_copies_of_a_version_are_not_told_again() -> None:
    accounts = [
        account("r1", figures=killed(3, 3)),
        account("r2", figures=killed(3, 3)),
        account("r3", figures=killed(7, 7)),
    ]
    assert len(disagreements_of("i", accounts)) == 1


def test_reports_that_order_two_incidents_otherwise_disagree() -> None:
    first = [account("r1", when=day("2021-03-01")), account("r2", when=day("2021-03-03"))]
    second = [account("r1", "e2", when=day("2021-03-02")), account("r2", "e2", when=day("2021-03-02"))]
    found = orders_of([("i", first), ("j", second)])
    assert [each.about for each in found] == [DiscrepancyKind.CHRONOLOGY]
    assert len(found[0].sides) == 4
    assert not orders_of([("i", first[:1]), ("j", second)])
