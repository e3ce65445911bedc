"""Accounts -> the pairs worth comparing, weighed; each account is sketched and each pair weighed once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from polybius.fuse.blocks import block_keys
from polybius.fuse.compare import find_match, match_accounts
from polybius.fuse.sketch import Sketch, sketch
from polybius.incidents import Account, Band, Match

REMEMBERED = 1 << 12  # sketches: reports that come in together are compared with the same accounts, one after the other
_sketched = lru_cache(maxsize=REMEMBERED)(sketch)


class Scales:
    """Weighs pairs of the accounts it has been given."""

    def __init__(self) -> None:
        self._sketches: dict[str, Sketch] = {}
        self._weighed: dict[tuple[str, str], Match] = {}

    def add(self, accounts: Iterable[Account]) -> None:
        """Takes in accounts; those it has already are left as they are."""
        for account in accounts:
            if account.id not in self._sketches:
                self._sketches[account.id] = _sketched(account)

    def keys(self, account: str) -> tuple[str, ...]:
        """Returns the block keys of an account."""
        return block_keys(self._sketches[account])

    def match(self, one: str, other: str) -> Match:
        """Returns the match of two accounts, the one with the lesser id first."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._weighed:
            self._weighed[pair] = match_accounts(self._sketches[pair[0]], self._sketches[pair[1]])
        return self._weighed[pair]

    def score(self, one: str, other: str) -> float:
        """Returns the score of two accounts."""
        return self.match(one, other).score

    def matches(self, pairs: Iterable[tuple[str, str]]) -> Iterator[Match]:
        """Yields the matches of the pairs that are merged or suggested, each once."""
        for pair in sorted({(a, b) if a < b else (b, a) for a, b in pairs if a != b}):
            found = self._weighed.get(pair) or find_match(self._sketches[pair[0]], self._sketches[pair[1]])
            if found is not None and found.band is not Band.APART:
                self._weighed[pair] = found
                yield found
