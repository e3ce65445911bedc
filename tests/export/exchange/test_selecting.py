from __future__ import annotations

from typing import Any

from polybius.export.exchange.selecting import Lookup


def test_what_is_looked_up_is_kept_and_what_is_not_there_is_asked_once() -> None:
    asked: list[list[str]] = []

    def find(ids: Any) -> dict[str, int]:
        asked.append(list(ids))
        return {id: len(id) for id in asked[-1] if id != "none"}

    lookup = Lookup(find)
    assert [lookup.get(id) for id in ("one", "none", "one", "none")] == [3, None, 3, None]
    assert asked == [["one"], ["none"]]
    assert (list(lookup), len(lookup)) == (["one"], 1)


def test_no_more_is_kept_than_is_allowed() -> None:
    lookup = Lookup(lambda ids: dict.fromkeys(ids, 1), kept=2)
    for id in "abc":
        assert lookup[id] == 1
    assert len(lookup) == 1


def test_what_is_expected_is_asked_together_once_any_of_it_is_needed() -> None:
    asked: list[list[str]] = []

    def find(ids: Any) -> dict[str, int]:
        asked.append(list(ids))
        return dict.fromkeys(ids, 1)

    lookup = Lookup(find)
    lookup.expect(["a", "b"])
    assert asked == []
    assert [lookup[id] for id in "ba"] == [1, 1]
    assert asked == [["b", "a"]]
