"""New accounts, and what is known -> the incidents that they change.

`fuse_accounts` compares the new accounts with those that share a block key and with the rest of the reports that these
stand in, follows the matches to all that hangs together with them, and groups just that anew. `Known` is what it asks
of a store.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Protocol

from polybius.fuse.cluster import cluster
from polybius.fuse.describe import describe
from polybius.fuse.weigh import Scales
from polybius.incidents import Account, Band, Bonds, Incident, Match

RELATED = 60  # reports compared as a whole with a new one, those that match it best


class Known(Protocol):
    """What fusing looks up; a store's view satisfies it."""

    def sharing(self, keys: Collection[str]) -> Mapping[str, Collection[str]]:
        """Returns the ids of the accounts under each of the keys that at most `blocks.MOST` accounts share."""

    def accounts_in(self, reports: Collection[str]) -> Iterable[Account]:
        """Returns all accounts of these reports."""

    def accounts(self, ids: Collection[str]) -> Iterable[Account]:
        """Returns the accounts of these ids."""

    def links_of(self, ids: Collection[str]) -> Iterable[Match]:
        """Returns the merged matches kept so far of which either side is among the ids; reasons may be missing."""

    def bonds(self, ids: Collection[str]) -> Bonds:
        """Returns what people decided about the ids."""

    def incidents_of(self, ids: Collection[str]) -> Mapping[str, str]:
        """Returns the incidents that accounts belong to so far, by account; those that have none are left out."""


@dataclass(frozen=True, slots=True)
class Fusion:
    """What new accounts change.

    `keys` are the block keys of each new account and `matches` its matches with others (MERGED and SUGGESTED), to be
    kept; `incidents` those that are new or changed, `gone` leads from one that is no more to its successor.
    """

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    matches: tuple[Match, ...] = ()
    incidents: tuple[Incident, ...] = ()
    gone: Mapping[str, str] = field(default_factory=dict)


def fuse_accounts(new: Sequence[Account], known: Known, reconsidered: Iterable[str] = ()) -> Fusion:
    """Fuses the accounts of one report, or of several, with what is known.

    `reconsidered` are ids of known accounts to be grouped anew: those that a person judged, and those left behind in
    the incident of an account that is gone. A report read anew comes as new accounts; `known` has its old ones no more.
    """
    scales = Scales()
    scales.add(new)
    keys = {account.id: scales.keys(account.id) for account in new}
    matches = _matches(new, keys, known, scales)
    component, links = _hanging_together([*keys, *reconsidered], matches, known)
    accounts = {account.id: account for account in new if account.id in component}
    accounts |= {account.id: account for account in known.accounts(component - accounts.keys())}
    scales.add(accounts.values())
    incidents = group(accounts.values(), links, scales, known.bonds(component))
    return Fusion(keys, tuple(matches), incidents, _gone(incidents, known.incidents_of(component)))


def group(accounts: Iterable[Account], links: Iterable[Match], scales: Scales, bonds: Bonds) -> tuple[Incident, ...]:
    """Returns the incidents that accounts make by their links; `scales` has been given the accounts."""
    ordered = {account.id: account for account in sorted(accounts, key=lambda a: (a.recorded_at, a.id))}
    within = {(link.one, link.other): link for link in links if link.one in ordered and link.other in ordered}
    reports = {id: account.report for id, account in ordered.items()}
    found = []
    for members in cluster(reports, within.values(), scales.score, bonds):
        inside = [link for pair, link in within.items() if set(pair) <= set(members)]
        found.append(describe([ordered[id] for id in members], inside))
    return tuple(found)


def _matches(new: Sequence[Account], keys: Mapping[str, tuple[str, ...]], known: Known, scales: Scales) -> list[Match]:
    """Weighs the new accounts among themselves and against all that share a key or stand in a related report."""
    sharing = known.sharing({key for each in keys.values() for key in each})
    near = [a for a in known.accounts({id for ids in sharing.values() for id in ids}) if a.id not in keys]
    scales.add(near)
    there = {account.id for account in near}
    among = list(combinations([account.id for account in new], 2))
    across = [(one, id) for one, mine in keys.items() for key in mine for id in sharing.get(key, ()) if id in there]
    found = {(match.one, match.other): match for match in scales.matches([*among, *across])}
    related = _related(found.values(), {account.id: account.report for account in (*near, *new)}, new)
    rest = [account for account in known.accounts_in(related) if account.id not in keys] if related else []
    scales.add(rest)
    pairs = ((one.id, other.id) for one in new for other in rest if one.type is other.type)
    found |= {(match.one, match.other): match for match in scales.matches(pairs)}
    return list(found.values())


def _related(matches: Iterable[Match], reports: Mapping[str, str], new: Sequence[Account]) -> list[str]:
    """The reports that tell something that the new ones tell as well, the best match first."""
    own = {account.report for account in new}
    merged = sorted((m for m in matches if m.band is Band.MERGED), key=lambda m: (-m.score, m.one, m.other))
    found = dict.fromkeys(reports[id] for match in merged for id in (match.one, match.other))
    return [report for report in found if report not in own][:RELATED]


def _hanging_together(
    start: Iterable[str], matches: Iterable[Match], known: Known
) -> tuple[set[str], Collection[Match]]:
    """Follows merged matches and what people held together from some accounts to all that they lead to.

    Returns these with their matches, the new ones and those kept so far.
    """
    links = {(match.one, match.other): match for match in matches}
    leading: dict[str, set[str]] = defaultdict(set)
    _lead(leading, links.values())
    found: set[str] = set()
    ahead = set(start)
    while ahead:
        found |= ahead
        kept = {(match.one, match.other): match for match in known.links_of(ahead)}
        _lead(leading, kept.values())
        links = kept | links
        together = known.bonds(ahead).together
        touched = {other for id in ahead for other in (*leading[id], *together.get(id, ()))}
        ahead = touched - found
    return found, links.values()


def _lead(leading: dict[str, set[str]], links: Iterable[Match]) -> None:
    """Notes which accounts merged matches lead to from either side."""
    for link in links:
        if link.band is Band.MERGED:
            leading[link.one].add(link.other)
            leading[link.other].add(link.one)


def _gone(incidents: Iterable[Incident], before: Mapping[str, str]) -> dict[str, str]:
    now = {account: incident.id for incident in incidents for account in incident.accounts}
    kept = set(now.values())
    first: dict[str, str] = {}
    for account in sorted(before):
        if before[account] not in kept and account in now:
            first.setdefault(before[account], now[account])
    return {old: now.get(old, successor) for old, successor in first.items()}
