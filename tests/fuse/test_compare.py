from __future__ import annotations

from typing import Any

import pytest

from polybius.fuse import features
from polybius.fuse.compare import match_accounts
from polybius.fuse.sketch import sketch
from polybius.incidents import Account, Band, Participant
from polybius.model import ActorKind, EventType, Status
from tests.fuse.told import BRIGADE, FALCONS, OUTLET, TRADERS, VELA, account, day, elsewhere, killed, pair

OTHERS: dict[str, dict[str, Any]] = {
    "month later": {"when": day("2021-04-04"), "published": "2021-04-05"},
    "other town": {"place": elsewhere(VELA, 36.0)},
    "other deed": {"words": "were set free", "type": EventType.RETREAT, "said": "Four drivers were set free"},
}
VERSIONS: dict[str, dict[str, Any]] = {
    "same words": {},
    "other words": {"words": "the blast", "said": "The blast killed eleven, a hospital said"},
    "a day off": {"when": day("2021-03-01"), "words": "a bombing"},
    "another doer": {"initiators": (FALCONS,), "words": "bombed"},
    "week of it": {"when": day("2021-03-01", "2021-03-07"), "words": "bombing"},
    "denied": {"status": Status.DENIED, "words": "planted no bomb"},
}


def weighed(one: Account, other: Account) -> Band:
    return match_accounts(sketch(one), sketch(other)).band


@pytest.mark.parametrize("version", VERSIONS.values(), ids=VERSIONS)
def test_versions_of_one_thing_match(version: dict[str, Any]) -> None:
    assert weighed(account("r1"), account("r2", **version)) is Band.MERGED


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_look_alikes_do_not(other: dict[str, Any]) -> None:
    more = {"words": "a blast", "said": "A blast hit the grain depot at dawn, said the mayor"}
    assert weighed(account("r1"), account("r2", **(more | other))) is Band.APART


def test_two_events_of_one_report_by_one_voice_are_two() -> None:
    assert weighed(account("r1"), account("r1", "e2")) is Band.APART


def test_rival_versions_in_one_report_are_one() -> None:
    assert weighed(account("r1"), account("r1", "e2", initiators=(FALCONS,), rivals=("r1-e1",))) is Band.MERGED


def test_what_a_report_denies_of_its_own_event_is_a_version_of_it() -> None:
    assert weighed(account("r1"), account("r1", "e2", status=Status.DENIED, chain=(BRIGADE,))) is Band.MERGED


def test_the_score_is_the_same_both_ways() -> None:
    one, other = sketch(account("r1")), sketch(account("r2", **VERSIONS["a day off"]))
    assert match_accounts(one, other).score == match_accounts(other, one).score


def test_a_minister_may_speak_for_the_ministry() -> None:
    said = {"type": EventType.ACCUSE, "when": None, "place": None}
    minister = Participant("m", "Nadia Karim", ActorKind.PERSON, "IRQ")
    ministry = Participant("g", "interior ministry", ActorKind.GOVERNMENT, "IRQ")
    told = pair(account("r1", initiators=(minister,), **said), account("r2", initiators=(ministry,), **said))
    assert features.speaks_for(told) == 1.0
    assert features.other_speakers(told) == 0.0


def test_what_was_reported_before_it_happened_is_another_thing() -> None:
    later = account("r2", when=day("2021-03-09"), published="2021-03-10")
    assert features.told_before(pair(account("r1", when=None), later)) == 1.0


def test_counts_far_apart_speak_against() -> None:
    told = pair(account("r1", figures=killed(4, 4)), account("r2", figures=killed(90, 90)))
    assert (features.counts_meet(told), features.counts_differ(told)) == (0.0, 1.0)


def test_a_person_named_as_the_only_victim_must_have_a_part() -> None:
    victim = Participant("v", "Temur Karimi", ActorKind.PERSON, "IRQ")
    assert features.other_victim(pair(account("r1", targets=(victim,)), account("r2", targets=(TRADERS,)))) == 1.0
    assert (
        features.other_victim(pair(account("r1", targets=(victim,)), account("r2", targets=(victim, TRADERS)))) == 0.0
    )


def test_a_source_that_did_it_claims_it() -> None:
    told = pair(account("r1", chain=(OUTLET,)), account("r1", "e2", chain=(BRIGADE,)))
    assert features.claimed(told) == 1.0


def test_a_copied_sentence_is_one_even_where_its_verb_tells_nothing() -> None:
    said = {"type": EventType.THREATEN, "words": "said", "when": None, "place": None}
    told = pair(account("r1", **said), account("r2", **said))
    assert features.same_sentence(told) == 1.0
    assert features.nothing_alike(told) == 0.0
