from __future__ import annotations

import pytest

from polybius.fuse.actors import actor_keys, known_member, match_actors
from polybius.fuse.identities import fuse_actor, new_identity, regroup_actors
from polybius.incidents import ActorMember, Band, Bonds, Match
from polybius.model import ActorKind as Kind
from tests.fuse.told import member

ARMY = {"kind": Kind.MILITARY, "country": "ISR"}
PERSON = {"kind": Kind.PERSON, "country": "PAK"}
MINISTRY = {"kind": Kind.GOVERNMENT, "country": "RUS"}
SAME = [
    (member("r1", "Israel Defense Forces", "the IDF", **ARMY), member("r2", "Israel's army", **ARMY)),
    (member("r1", "the IDF", **ARMY), member("r2", "Armed forces of Israel", "Israeli military", **ARMY)),
    (member("r1", "Al-Nujaba"), member("r2", "an-Najaba")),
    (member("r1", "Tharwat al-Zubaydi Brigade"), member("r2", "Tharwat az-Zubaidi Brigade")),
    (member("r1", "Salim Qarawi", **PERSON), member("r2", "Major Salim Qarawi", **PERSON)),
    (member("r1", "Muhammad al-Halbousi", **PERSON), member("r2", "Mohamed Halboosi", **PERSON)),
    (member("r1", "Aleksandr Lukashenka", **PERSON), member("r2", "Alexander Lukashenko", **PERSON)),
    (member("r1", "Russia's Ministry of Defense", **MINISTRY), member("r2", "Russian defence ministry", **MINISTRY)),
    (member("r1", "Liwa al-Khandaq", country="YEM"), member("r2", "Khandaq Brigade", country="YEM")),
    (member("r1", "Kataeb Hizbullah", country="IRQ"), member("r2", "Kata'ib Hezbollah", country="IRQ")),
    (member("r1", "Rohingya Army", country="MMR"), member("r2", "Rohinga Army", country="MMR")),
    (member("r1", "M23", country="COD"), member("r2", "March 23 Movement", country="COD")),
]
APART = [
    (member("r1", "Islamic Jihad", country="PSE"), member("r2", "Islamic Jihad", country="EGY")),
    (member("r1", "Second Battalion"), member("r2", "Third Battalion")),
    (member("r1", "Hassan Qarawi", **PERSON), member("r2", "Hussein Qarawi", **PERSON)),
    (member("r1", "Muhammad Qarawi", **PERSON), member("r2", "Mahmoud Qarawi", **PERSON)),
    (member("r1", "George H. W. Bush", **PERSON), member("r2", "George W. Bush", **PERSON)),
    (member("r1", "Northern Movement", country="YEM"), member("r2", "Northern Front", country="YEM")),
    (member("r1", "Karen Army", country="MMR"), member("r2", "Karenni Army", country="MMR")),
    (member("r1", "Karen National Union", country="MMR"), member("r2", "Karenni National Union", country="MMR")),
    (member("r1", "Niger Delta Front", country="NGA"), member("r2", "Nigeria Delta Front", country="NGA")),
    (member("r1", "Government of Iraq", kind=Kind.GOVERNMENT), member("r2", "Iraq", kind=Kind.STATE)),
]


def matched(one: ActorMember, other: ActorMember) -> Match:
    return match_actors((one.id, known_member(one)), (other.id, known_member(other)))


@pytest.mark.parametrize(("one", "other"), SAME, ids=lambda m: m.actor.name)
def test_one_actor_under_two_names_is_one(one: ActorMember, other: ActorMember) -> None:
    assert len(regroup_actors([one, other])) == 1


@pytest.mark.parametrize(("one", "other"), APART, ids=lambda m: m.actor.name)
def test_homonyms_stay_apart(one: ActorMember, other: ActorMember) -> None:
    assert len(regroup_actors([one, other])) == 2


@pytest.mark.parametrize(("one", "other"), SAME, ids=lambda m: m.actor.name)
def test_what_is_one_shares_a_key(one: ActorMember, other: ActorMember) -> None:
    assert set(actor_keys(known_member(one))) & set(actor_keys(known_member(other)))


def test_a_surname_alone_waits_for_a_person() -> None:
    found = matched(member("r1", "Salim Qarawi", **PERSON), member("r2", "Qarawi", **PERSON))
    assert found.band is Band.SUGGESTED
    assert "same_surname_alone" in dict(found.reasons)


def test_a_family_name_of_two_words_is_a_surname_alone() -> None:
    found = matched(member("r1", "Osama bin Laden", **PERSON), member("r2", "Bin Laden", **PERSON))
    assert found.band is Band.SUGGESTED
    assert "same_surname_alone" in dict(found.reasons)


def test_the_reasons_add_up_to_the_score() -> None:
    found = matched(*SAME[0])
    assert found.score == pytest.approx(sum(share for _, share in found.reasons))


def test_an_unnamed_actor_stays_its_reports_own() -> None:
    one, other = (member(report, "a harbour official", kind=Kind.UNNAMED) for report in ("r1", "r2"))
    assert len(regroup_actors([one, other])) == 2


def test_an_identity_is_named_after_its_first_member_and_keeps_all_names() -> None:
    identity = regroup_actors([member("r1", "Khandaq Brigade"), member("r2", "Khandaq Brigades", "the group")])[0]
    assert (identity.id, identity.name, identity.aliases) == ("r1-a1", "Khandaq Brigade", ("Khandaq Brigades",))


def test_between_homonyms_without_a_country_a_person_decides() -> None:
    known = [
        new_identity(member("r1", "Red Front", country="PER")),
        new_identity(member("r2", "Red Front", country="NPL")),
    ]
    found = fuse_actor(member("r3", "Red Front", country=None), known)
    assert found.group is not None
    assert found.group.id == "r3-a1"
    assert {match.other for match in found.suggested} == {"r1-a1", "r2-a1"}


def test_a_merge_by_hand_holds() -> None:
    one, other = member("r1", "Khandaq Brigade"), member("r2", "Army of the Two Springs")
    bonds = Bonds(together={other.id: frozenset({one.id})})
    assert len(regroup_actors([one, other], bonds)) == 1


def test_a_split_by_hand_holds() -> None:
    one, other = member("r1", "Khandaq Brigade"), member("r2", "Khandaq Brigade")
    assert len(regroup_actors([one, other], Bonds(apart={other.id: frozenset({one.id})}))) == 2
