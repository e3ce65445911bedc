from __future__ import annotations

import pytest

from polybius.fuse.names import body_of, known_by, proper_name, tell_apart
from polybius.model import ActorKind as Kind


@pytest.mark.parametrize(
    ("form", "kind", "country", "body"),
    [
        ("Israel's army", Kind.MILITARY, "ISR", "army:ISR"),
        ("the Israeli military", Kind.MILITARY, "ISR", "army:ISR"),
        ("Armed forces of Israel", Kind.MILITARY, "ISR", "army:ISR"),
        ("the police", Kind.GOVERNMENT, "GEO", "police:GEO"),
        ("Government of Iraq", Kind.GOVERNMENT, "IRQ", "government:IRQ"),
        ("Moscow", Kind.STATE, "RUS", "state:RUS"),
        ("Russia's Ministry of Defense", Kind.GOVERNMENT, "RUS", "defence ministry:RUS"),
        ("the southern army", Kind.MILITARY, "ISR", None),
        ("the army", Kind.MILITARY, None, None),
    ],
)
def test_a_public_body_is_known_whatever_it_is_called(
    form: str, kind: Kind, country: str | None, body: str | None
) -> None:
    assert body_of(form, kind, country) == body


@pytest.mark.parametrize(
    ("form", "kind", "name"),
    [
        ("Major Salim al-Karawi", Kind.PERSON, "Salim al-Karawi"),
        ("the Khandaq Brigade", Kind.ARMED_GROUP, "Khandaq Brigade"),
        ("its emir, Abu Harith al-Zawi", Kind.PERSON, None),
        ("the group", Kind.ARMED_GROUP, None),
        ("Three fighters", Kind.ARMED_GROUP, None),
    ],
)
def test_names_are_told_from_descriptions(form: str, kind: Kind, name: str | None) -> None:
    assert proper_name(form, kind) == name


def test_an_unnamed_actor_is_known_by_nothing() -> None:
    known = known_by("a harbour official", (), Kind.UNNAMED)
    assert not (known.names or known.bodies or known.entries or known.acronyms)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("karen army", "kareni army", True),
        ("niger delta front", "nigeria delta front", True),
        ("syria army", "syrian army", False),
        ("abhaz army", "abhazian army", False),
        ("karen army", "karin army", False),
        ("hezbolah", "hizbolah", False),
    ],
)
def test_two_peoples_are_no_two_spellings(one: str, other: str, apart: bool) -> None:
    assert tell_apart(one.split(), other.split()) is apart
