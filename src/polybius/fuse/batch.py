"""All accounts at once -> all incidents: what `fuse_accounts` would come to, report by report, in far less time.

Block keys become numbers, and pairs come out of them by sorting; only the scores of pairs that match are kept until
their group is looked at. Sketches are made when needed and forgotten again, so that memory grows with the accounts
alone. Accounts are taken in the order of their days, so that what is compared lies close together; several processes
share the work by stretches of them, each a fork that copies only what of the accounts it touches.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from multiprocessing import get_context
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from polybius.fuse.assign import NO_BONDS
from polybius.fuse.blocks import MOST, block_keys
from polybius.fuse.cluster import cluster
from polybius.fuse.compare import MERGED, band_of, find_match, match_accounts
from polybius.fuse.describe import describe, strongest
from polybius.fuse.sketch import Sketch, sketch
from polybius.incidents import Account, Bonds, Incident, Match

REMEMBERED = 1 << 15  # sketches at a time
STRETCH = 1 << 13  # accounts, or groups of them, that are looked at in one go
CHUNK = 1 << 17  # pairs weighed in one go
Pairs = NDArray[
    np.int64
]  # indexes of two accounts as one number: the lesser times the count of accounts, plus the other
Links = dict[int, float]  # scores by such numbers
Part = TypeVar("Part")
Found = TypeVar("Found")


def fuse_all(accounts: Iterable[Account], bonds: Bonds = NO_BONDS, processes: int = 1) -> Iterator[Incident]:
    """Yields the incidents of all accounts; more processes than one need a system that can fork."""
    scales = _Scales(sorted(accounts, key=lambda a: (a.published or "", a.report, a.id)), processes)
    if not scales.accounts:
        return
    links = scales.links(np.unique(np.concatenate((scales.blocked(), scales.within()))))
    links |= scales.links(scales.related(links))
    index = {account.id: number for number, account in enumerate(scales.accounts)}
    held = [(index[a], index[b]) for a, rest in bonds.together.items() if a in index for b in rest if b in index]
    yield from scales.incidents(scales.components(links, held), links, bonds)


class _Task:
    """What a forked process is made for; it is told so when it is made, and nothing of it stays in the one it is of."""

    work: Callable[[Any], Any]

    @classmethod
    def begin(cls, work: Callable[[Any], Any]) -> None:
        """Takes the work on."""
        cls.work = staticmethod(work)

    @classmethod
    def on(cls, part: Any) -> Any:
        """Does the work for a part of it."""
        return cls.work(part)


class _Scales:
    """Weighs pairs of accounts, named by their indexes."""

    def __init__(self, accounts: Sequence[Account], processes: int) -> None:
        self.accounts = accounts
        self._count = len(accounts)
        self._processes = processes
        self._sketch = lru_cache(maxsize=REMEMBERED)(self._sketched)
        self._near: dict[int, list[int]] = defaultdict(list)

    def _each(self, work: Callable[[Part], Found], parts: Iterable[Part]) -> Iterator[Found]:
        """Yields what the work comes to for each part, in their order."""
        if self._processes == 1:
            yield from map(work, parts)
            return
        # A fork comes to own what it looks at, were it by counting references: each does one part and gives it back.
        with get_context("fork").Pool(self._processes, _Task.begin, (work,), maxtasksperchild=1) as pool:
            yield from pool.imap(_Task.on, parts)

    def _sketched(self, index: int) -> Sketch:
        return sketch(self.accounts[index])

    def match(self, one: int, other: int) -> Match:
        """Weighs two accounts, the one with the lesser id first, as `weigh.Scales` does."""
        return match_accounts(*self._lesser_first(one, other))

    def _lesser_first(self, one: int, other: int) -> tuple[Sketch, Sketch]:
        first, second = (one, other) if self.accounts[one].id < self.accounts[other].id else (other, one)
        return self._sketch(first), self._sketch(second)

    def blocked(self) -> Pairs:
        """Returns the pairs that share a block key of at most MOST accounts."""
        stretches = [range(at, min(at + STRETCH, self._count)) for at in range(0, self._count, STRETCH)]
        found = list(self._each(self._keys, stretches))
        key, owner = (np.concatenate(part) for part in zip(*found, strict=True))
        order = np.lexsort((owner, key))
        key, owner = key[order], owner[order]
        sizes = np.diff(np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1], [True]))))
        small = np.repeat(sizes <= MOST, sizes)
        return self._paired(key[small], owner[small])

    def _keys(self, stretch: range) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Returns the block keys of some accounts as numbers, and whose each is."""
        keys, owners = array("q"), array("q")
        for number in stretch:
            each = block_keys(self._sketch(number))
            keys.extend(hash(key) for key in each)
            owners.extend([number] * len(each))
        return np.array(keys), np.array(owners)

    def _paired(self, key: NDArray[np.int64], owner: NDArray[np.int64]) -> Pairs:
        """Pairs each owner of a key with those after it under the same key; both arrays are sorted by key."""
        found = [np.empty(0, np.int64)]
        at = np.arange(len(key))
        for step in range(1, MOST):
            at = at[at + step < len(key)]
            at = at[key[at] == key[at + step]]
            if not len(at):
                break
            found.append(np.unique(owner[at] * self._count + owner[at + step]))
        return np.unique(np.concatenate(found))

    def within(self) -> Pairs:
        """Returns the pairs of one report."""
        reports: dict[str, list[int]] = defaultdict(list)
        for number, account in enumerate(self.accounts):
            reports[account.report].append(number)
        pairs = (a * self._count + b for numbers in reports.values() for a, b in combinations(numbers, 2))
        return np.fromiter(pairs, np.int64)

    def links(self, pairs: Pairs) -> Links:
        """Returns the scores of the pairs that are merged or suggested."""
        found: Links = {}
        chunks = (pairs[start : start + CHUNK] for start in range(0, len(pairs), CHUNK))
        for matched in self._each(self._matched, chunks):
            found |= matched
        for pair in found:
            self._near[pair // self._count].append(pair)
        return found

    def _matched(self, pairs: Pairs) -> Links:
        found: Links = {}
        for pair in pairs.tolist():
            if match := find_match(*self._lesser_first(*divmod(pair, self._count))):
                found[pair] = match.score
        return found

    def related(self, links: Mapping[int, float]) -> Pairs:
        """Returns the pairs of one type in two reports that have a merged pair, those weighed already left out."""
        told: dict[str, list[int]] = defaultdict(list)
        for number, account in enumerate(self.accounts):
            told[account.report].append(number)
        merged = (divmod(pair, self._count) for pair, points in links.items() if points >= MERGED)
        reports = {(self.accounts[a].report, self.accounts[b].report) for a, b in merged}
        pairs = {
            min(a, b) * self._count + max(a, b)
            for one, other in reports
            if one != other and (len(told[one]) > 1 or len(told[other]) > 1)
            for a in told[one]
            for b in told[other]
            if self.accounts[a].type is self.accounts[b].type
        }
        return np.array(sorted(pairs - links.keys()), np.int64)

    def components(self, links: Mapping[int, float], held: Iterable[tuple[int, int]]) -> Sequence[list[int]]:
        """Returns what hangs together by merged pairs and by what people held together."""
        root = list(range(self._count))

        def find(number: int) -> int:
            while root[number] != number:
                root[number] = root[root[number]]
                number = root[number]
            return number

        for a, b in (*(divmod(pair, self._count) for pair, points in links.items() if points >= MERGED), *held):
            one, other = find(a), find(b)
            root[max(one, other)] = min(one, other)
        found: dict[int, list[int]] = defaultdict(list)
        for number in range(self._count):
            found[find(number)].append(number)
        return list(found.values())

    def incidents(self, components: Sequence[list[int]], links: Links, bonds: Bonds) -> Iterator[Incident]:
        """Groups components as `incremental.group` does; reasons are worked out for the matches that are kept."""

        def grouped(stretch: range) -> list[Incident]:
            return [i for number in stretch for i in self._group(components[number], links, bonds)]

        stretches = (range(at, min(at + STRETCH, len(components))) for at in range(0, len(components), STRETCH))
        for found in self._each(grouped, stretches):
            yield from found

    def _group(self, members: Sequence[int], links: Links, bonds: Bonds) -> Iterator[Incident]:
        numbers = sorted(members, key=lambda number: (self.accounts[number].recorded_at, self.accounts[number].id))
        accounts = {self.accounts[number].id: self.accounts[number] for number in numbers}
        index = {self.accounts[number].id: number for number in numbers}
        matches = [match for number in members for match in self._plain_matches(number, links)]

        def weigh(one: str, other: str) -> float:
            pair = min(index[one], index[other]) * self._count + max(index[one], index[other])
            if pair not in links:
                links[pair] = self.match(index[one], index[other]).score
            return links[pair]

        reports = {id: account.report for id, account in accounts.items()}
        for group in cluster(
            reports, (match for match in matches if match.one in index and match.other in index), weigh, bonds
        ):
            among = set(group)
            kept = strongest(match for match in matches if match.one in among and match.other in among)
            yield describe([accounts[id] for id in group], [self.match(index[m.one], index[m.other]) for m in kept])

    def _plain_matches(self, number: int, links: Mapping[int, float]) -> Iterator[Match]:
        """Yields the links of an account to those after it, without reasons."""
        for pair in self._near.get(number, ()):
            one, other = sorted((self.accounts[number].id, self.accounts[pair % self._count].id))
            yield Match(one, other, links[pair], band_of(links[pair]))
