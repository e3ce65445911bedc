from __future__ import annotations

from random import Random

from polybius.fuse.batch import fuse_all
from polybius.fuse.memory import Memory
from polybius.incidents import Account, Bonds
from polybius.model import Status
from tests.fuse.told import FALCONS, VELA, account, day, elsewhere, killed

FAR = "Far to the north a mine went off under a bus on the dam road"
SECOND = {"when": day("2021-04-06"), "published": "2021-04-07", "said": "Another charge went off by the same stalls"}


def reports() -> list[list[Account]]:
    """Two bombings of one market, a month apart, each told by three reports; and a shelling elsewhere."""
    first = [
        [account("r1", figures=killed(3, 3))],
        [
            account("r2", words="the blast", figures=killed(5, 5)),
            account("r2", "e2", place=elsewhere(VELA, 36.0), said=FAR),
        ],
        [account("r3", status=Status.DENIED, words="planted no bomb", initiators=(FALCONS,))],
    ]
    second = [
        [account(f"s{n}", words=words, **SECOND)] for n, words in enumerate(("a bomb", "the bombing", "the blast"))
    ]
    return [*first, *second]


def fused(order: list[list[Account]]) -> Memory:
    memory = Memory()
    for each in order:
        memory.fuse(each)
    return memory


def groups(memory: Memory) -> set[tuple[str, ...]]:
    return {incident.accounts for incident in memory.incidents.values()}


def test_look_alikes_stay_apart_and_versions_meet() -> None:
    assert groups(fused(reports())) == {("r1-e1", "r2-e1", "r3-e1"), ("r2-e2",), ("s0-e1", "s1-e1", "s2-e1")}


def test_the_order_in_which_reports_come_does_not_matter() -> None:
    expected = groups(fused(reports()))
    for seed in range(10):
        order = reports()
        Random(seed).shuffle(order)
        assert groups(fused(order)) == expected


def test_all_at_once_comes_to_the_same_incidents() -> None:
    told = reports()
    for processes in (1, 2):
        found = fuse_all((a for report in told for a in report), processes=processes)
        assert {i.id: i for i in found} == fused(told).incidents


def test_of_no_accounts_there_are_no_incidents() -> None:
    assert list(fuse_all(())) == []


def test_an_incident_keeps_its_id_when_reports_are_added() -> None:
    memory = fused(reports()[:1])
    assert set(memory.incidents) == {"r1-e1"}
    memory.fuse(reports()[1])
    assert "r1-e1" in memory.incidents


def test_a_split_by_hand_holds_against_new_reports() -> None:
    memory = fused(reports()[:2])
    memory.judge(Bonds(apart={"r1-e1": frozenset({"r2-e1"}), "r2-e1": frozenset({"r1-e1"})}))
    memory.fuse(reports()[2])
    assert not any({"r1-e1", "r2-e1"} <= set(group) for group in groups(memory))


def test_a_merge_by_hand_leads_to_the_earlier_id() -> None:
    memory = fused(reports())
    found = memory.judge(Bonds(together={"s0-e1": frozenset({"r1-e1"}), "r1-e1": frozenset({"s0-e1"})}))
    assert found.gone == {"s0-e1": "r1-e1"}
    assert {"r1-e1", "s0-e1"} <= set(memory.incidents["r1-e1"].accounts)


def test_a_judgement_taken_back_leaves_no_trace() -> None:
    memory, before = fused(reports()), groups(fused(reports()))
    bonds = Bonds(apart={"r1-e1": frozenset({"r2-e1"}), "r2-e1": frozenset({"r1-e1"})})
    memory.judge(bonds)
    assert groups(memory) != before
    memory.reconsider(["r1-e1", "r2-e1"], Bonds())
    assert groups(memory) == before
