"""What is known, kept in memory: for tests, for notebooks, and to fuse a collection report by report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from polybius.fuse.assign import NO_BONDS
from polybius.fuse.blocks import MOST
from polybius.fuse.incremental import Fusion, fuse_accounts
from polybius.incidents import Account, Bonds, Incident, Match


class Memory:
    """Accounts, matches and incidents, as a store keeps them (`incremental.Known`)."""

    def __init__(self, bonds: Bonds = NO_BONDS) -> None:
        self.incidents: dict[str, Incident] = {}
        self._accounts: dict[str, Account] = {}
        self._by_key: dict[str, list[str]] = defaultdict(list)
        self._by_report: dict[str, list[str]] = defaultdict(list)
        self._links: dict[str, list[Match]] = defaultdict(list)
        self._incident_of: dict[str, str] = {}
        self._bonds = bonds

    def fuse(self, new: Iterable[Account]) -> Fusion:
        """Fuses new accounts with what is known, and keeps what comes of it."""
        accounts = list(new)
        found = fuse_accounts(accounts, self)
        for account in accounts:
            self._accounts[account.id] = account
            self._by_report[account.report].append(account.id)
            for key in found.keys[account.id]:
                self._by_key[key].append(account.id)
        for match in found.matches:
            self._links[match.one].append(match)
            self._links[match.other].append(match)
        self._replace(found)
        return found

    def judge(self, bonds: Bonds) -> Fusion:
        """Groups anew all that people's decisions are about, and keeps the decisions."""
        return self.reconsider([*bonds.together, *bonds.apart], bonds)

    def reconsider(self, ids: Iterable[str], bonds: Bonds) -> Fusion:
        """Groups anew what hangs together with some accounts, under other decisions than before."""
        self._bonds = bonds
        found = fuse_accounts((), self, [id for id in ids if id in self._accounts])
        self._replace(found)
        return found

    def _replace(self, found: Fusion) -> None:
        for gone in found.gone:
            self.incidents.pop(gone, None)
        for incident in found.incidents:
            self.incidents[incident.id] = incident
            self._incident_of.update(dict.fromkeys(incident.accounts, incident.id))

    def sharing(self, keys: Collection[str]) -> Mapping[str, Collection[str]]:
        """See `incremental.Known`."""
        return {key: self._by_key[key] for key in keys if key in self._by_key and len(self._by_key[key]) <= MOST}

    def accounts_in(self, reports: Collection[str]) -> Iterable[Account]:
        """See `incremental.Known`."""
        return [self._accounts[id] for report in reports for id in self._by_report.get(report, ())]

    def accounts(self, ids: Collection[str]) -> Iterable[Account]:
        """See `incremental.Known`."""
        return [self._accounts[id] for id in ids if id in self._accounts]

    def links_of(self, ids: Collection[str]) -> Iterable[Match]:
        """See `incremental.Known`."""
        return [match for id in ids for match in self._links.get(id, ())]

    def bonds(self, ids: Collection[str]) -> Bonds:
        """See `incremental.Known`."""
        return self._bonds

    def incidents_of(self, ids: Collection[str]) -> Mapping[str, str]:
        """See `incremental.Known`."""
        return {id: self._incident_of[id] for id in ids if id in self._incident_of}
