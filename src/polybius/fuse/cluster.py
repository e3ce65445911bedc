"""Matches of accounts, and what people decided -> groups, each of one thing.

The best match joins first. Two groups become one where no person holds them apart, where the reports that have a part
in both do not tell the two apart, and where the pairs across them do not speak against it on the whole. The result
depends on the accounts and judgements alone, not on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice, product

from polybius.fuse.assign import NO_BONDS
from polybius.fuse.compare import MERGED
from polybius.incidents import Band, Bonds, Match

REPRESENTATIVES = 6  # members of a group that stand for all when two groups are compared
FLOOR = -2.6  # mean score across two groups below which a single good match does not join them
TOLD_APART = MERGED  # score below which a report is held to tell two things
Members = tuple[str, ...]


def cluster(
    reports: Mapping[str, str],
    matches: Iterable[Match],
    weigh: Callable[[str, str], float],
    bonds: Bonds = NO_BONDS,
) -> tuple[Members, ...]:
    """Returns groups of account ids, which `reports` leads to their reports; `weigh` gives the score of any pair.

    Members stand in the order of `reports`; accounts that match none are groups of their own.
    """
    rank = {account: number for number, account in enumerate(reports)}
    groups: dict[str, Members] = {account: (account,) for account in reports}

    def join(one: Members, other: Members) -> None:
        together = tuple(sorted((*one, *other), key=rank.__getitem__))
        groups.update(dict.fromkeys(together, together))

    for account in reports:
        for held in sorted(bonds.together.get(account, frozenset()) & reports.keys()):
            if groups[account] is not groups[held]:
                join(groups[account], groups[held])
    merged = (match for match in matches if match.band is Band.MERGED)
    for match in sorted(merged, key=lambda m: (-m.score, *sorted((m.one, m.other)))):
        one, other = groups[match.one], groups[match.other]
        if one is not other and not _held_apart(one, other, bonds) and _agree(one, other, reports, weigh):
            join(one, other)
    return tuple(dict.fromkeys(groups.values()))


def _held_apart(one: Members, other: Members, bonds: Bonds) -> bool:
    return any(bonds.parts(account, other) for account in one)


def _agree(one: Members, other: Members, reports: Mapping[str, str], weigh: Callable[[str, str], float]) -> bool:
    if len(one) == len(other) == 1:
        return True
    told_apart = [weigh(a, b) < TOLD_APART for a, b in _of_one_report(one, other, reports)]
    if sum(told_apart) * 2 > len(told_apart):
        return False
    pairs = list(product(_representatives(one), _representatives(other)))
    return sum(weigh(a, b) for a, b in pairs) / len(pairs) >= FLOOR


def _of_one_report(one: Members, other: Members, reports: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    by_report: dict[str, list[str]] = {}
    for account in one:
        by_report.setdefault(reports[account], []).append(account)
    found = ((a, b) for b in other for a in by_report.get(reports[b], ()))
    return islice(found, REPRESENTATIVES**2)


def _representatives(group: Members) -> Sequence[str]:
    return group[:REPRESENTATIVES]
