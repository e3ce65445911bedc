"""A report's record -> what it contributes to the record of many: copies, members, accounts.

What `join_report` looks up it asks of `Known`; nothing is written here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from polybius.fuse.accounts import Setting, accounts_of
from polybius.fuse.copies import band_keys, find_copy, signature
from polybius.fuse.members import Known as KnownMembers
from polybius.fuse.members import Placed, place_actors, place_locations
from polybius.incidents import Account, ActorMember, Bonds, Copy, Identity, Location, PlaceMember, account_id
from polybius.model import Record


class Known(KnownMembers, Protocol):
    """What joining looks up; a store's transaction satisfies it."""

    def bonds(self, ids: Iterable[str]) -> Bonds:
        """Returns what people decided about members."""

    def texts_with(self, keys: Iterable[str]) -> Collection[str]:
        """Returns reports under any of the keys of near-copies."""

    def signatures(self, reports: Iterable[str]) -> Mapping[str, tuple[int, ...]]:
        """Returns what near-copies are compared by, by report."""

    def copy_of(self, report: str) -> Copy | None:
        """Returns of which report one is a copy; None for none."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What a report contributes: itself as a text, its actors and places among others', its accounts."""

    signature: tuple[int, ...]
    keys: tuple[str, ...]
    copy: Copy | None
    actors: Placed[Identity]
    places: Placed[Location]
    accounts: tuple[Account, ...]


def join_report(record: Record, recorded_at: str, known: Known) -> Joined:
    """Returns what a report contributes, given what is known; `recorded_at` is when it first came in."""
    numbers = signature(record.text)
    keys = band_keys(numbers)
    copy = known.copy_of(record.id) or _find_copy(record.id, numbers, keys, known)
    actors = [ActorMember(account_id(record.id, actor.id), record.id, actor) for actor in record.actors]
    places = [PlaceMember(account_id(record.id, place.id), record.id, place) for place in record.places]
    bonds = known.bonds([*(member.id for member in actors), *(member.id for member in places)])
    who, where = place_actors(actors, known, bonds), place_locations(places, known, bonds)
    setting = Setting(
        actors={member.actor.id: who.groups[member.id] for member in actors},
        places={member.place.id: where.groups[member.id] for member in places},
        recorded_at=recorded_at,
        origin=copy.of if copy else None,
    )
    return Joined(numbers, keys, copy, who, where, accounts_of(record, setting))


def _find_copy(report: str, numbers: tuple[int, ...], keys: Iterable[str], known: Known) -> Copy | None:
    others = {id: other for id, other in known.signatures(known.texts_with(keys)).items() if id != report}
    found = find_copy(report, numbers, others.items())
    earlier = known.copy_of(found.of) if found else None
    return Copy(report, earlier.of, found.similarity) if found and earlier else found
