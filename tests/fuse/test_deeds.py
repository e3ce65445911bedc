from __future__ import annotations

import pytest

from polybius.fuse.deeds import KINSHIP, deeds, deeds_clash, likeness
from polybius.model import EventType as Type


@pytest.mark.parametrize(
    ("words", "type", "kinds"),
    [
        ("the blast", Type.ASSAULT, {"explosion"}),
        ("blew himself up", Type.ASSAULT, {"explosion"}),
        ("opened fire on the crowd", Type.ASSAULT, {"shooting"}),
        ("set fire to the depot", Type.ASSAULT, {"burning"}),
        ("the strike", Type.PROTEST, {"protest"}),
        ("suspected of it", Type.ASSAULT, set()),
        ("suspected of it", Type.ACCUSE, {"blame"}),
        ("went on with it", Type.ASSAULT, set()),
    ],
)
def test_words_tell_a_kind_of_deed(words: str, type: Type, kinds: set[str]) -> None:
    assert deeds([words], type) == kinds


def test_kinds_that_are_akin_do_not_clash() -> None:
    assert likeness(frozenset({"explosion"}), frozenset({"shelling"})) == KINSHIP
    assert not deeds_clash(frozenset({"explosion"}), frozenset({"shelling"}))


def test_what_comes_of_many_deeds_clashes_with_none() -> None:
    assert not deeds_clash(frozenset({"killing"}), frozenset({"burning"}))
    assert deeds_clash(frozenset({"storming"}), frozenset({"burning"}))
