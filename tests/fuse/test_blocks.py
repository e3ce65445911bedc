from __future__ import annotations

from typing import Any

import pytest

from polybius.fuse.blocks import block_keys
from polybius.fuse.sketch import sketch
from tests.fuse.told import FALCONS, account, day

OTHERWISE: dict[str, Any] = {"words": "the blast", "said": "Nobody had swept up the glass when the minister came"}


def keys(**more: Any) -> set[str]:
    return set(block_keys(sketch(account(**more))))


@pytest.mark.parametrize(
    ("more", "met"),
    [
        ({"when": day("2021-03-03")}, True),
        ({"when": day("2021-03-01", "2021-03-31"), "published": "2021-05-01"}, True),
        ({"when": None}, True),
        ({"when": None, "published": "2021-05-01"}, False),
        ({"when": day("2021-04-06"), "published": "2021-04-07"}, False),
        ({"initiators": (FALCONS,), "place": None, "targets": ()}, False),
    ],
    ids=["the next day", "that month", "undated, of those days", "undated, later", "a month later", "by others"],
)
def test_accounts_meet_that_may_be_of_one_thing(more: dict[str, Any], met: bool) -> None:
    assert keys().isdisjoint(keys(**OTHERWISE, **more)) is not met


def test_the_keys_of_an_account_are_few() -> None:
    assert len(keys(when=day("2021-03-01", "2021-03-31"))) <= 60
