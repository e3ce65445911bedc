"""The actors or places of one report -> the identities or locations they belong to, and how these change.

`place_actors` and `place_locations` look up candidates by keys; `Known` is what they ask of a store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, Protocol, TypeVar

from polybius.fuse.actors import actor_keys, known_identity, known_member
from polybius.fuse.assign import Assigned
from polybius.fuse.identities import fuse_actor
from polybius.fuse.places import fuse_place, place_keys
from polybius.incidents import ActorMember, Bonds, Identity, Location, Match, PlaceMember, Subject

Group = TypeVar("Group", bound=Identity | Location)


class Known(Protocol):
    """What placing looks up; a store's transaction satisfies it."""

    def candidates(self, subject: str, words: Iterable[str]) -> Mapping[str, Sequence[str]]:
        """Returns the ids of identities or locations under each of the keys."""

    def groups_of(self, members: Iterable[str]) -> Mapping[str, str]:
        """Leads from members that belong somewhere to the identities or locations they belong to."""

    def identities(self, ids: Iterable[str]) -> Mapping[str, Identity]:
        """Returns identities by their ids; their members may be missing."""

    def locations(self, ids: Iterable[str]) -> Mapping[str, Location]:
        """Returns locations by their ids; their members may be missing."""


@dataclass(frozen=True, slots=True)
class Placed(Generic[Group]):
    """Where members belong: `groups` by member, as they are once all are in; `keys` are those of changed groups.

    `matches` say why, and which others a person should look at.
    """

    groups: Mapping[str, Group]
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    matches: tuple[Match, ...] = ()


def place_actors(members: Sequence[ActorMember], known: Known, bonds: Bonds) -> Placed[Identity]:
    """Returns the identities of a report's actors."""
    by_id = {member.id: member for member in members}

    def fuse(id: str, near: Sequence[Identity]) -> Assigned[Identity]:
        return fuse_actor(by_id[id], near, bonds)

    def keys_of(identity: Identity) -> tuple[str, ...]:
        return actor_keys(known_identity(identity))

    keys = {member.id: actor_keys(known_member(member)) for member in members}
    return _Placing(Subject.ACTORS, known, known.identities, bonds).place(keys, fuse, keys_of)


def place_locations(members: Sequence[PlaceMember], known: Known, bonds: Bonds) -> Placed[Location]:
    """Returns the locations of a report's places."""
    by_id = {member.id: member for member in members}

    def fuse(id: str, near: Sequence[Location]) -> Assigned[Location]:
        return fuse_place(by_id[id], near, bonds)

    keys = {member.id: place_keys(member.place) for member in members}
    return _Placing(Subject.PLACES, known, known.locations, bonds).place(keys, fuse, place_keys)


@dataclass
class _Placing(Generic[Group]):
    """One report's members on their way; each sees what those before it changed."""

    subject: Subject
    known: Known
    fetch: Callable[[Iterable[str]], Mapping[str, Group]]
    bonds: Bonds
    changed: dict[str, Group] = field(default_factory=dict)
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    new: dict[str, dict[str, None]] = field(default_factory=dict)

    def place(
        self,
        keys: Mapping[str, tuple[str, ...]],
        fuse: Callable[[str, Sequence[Group]], Assigned[Group]],
        keys_of: Callable[[Group], tuple[str, ...]],
    ) -> Placed[Group]:
        """Places the members, whose keys are given in order."""
        there = self.known.groups_of({*keys, *(other for id in keys for other in self._bonded(id))})
        under = self.known.candidates(self.subject, (key for each in keys.values() for key in each))
        before = self.fetch([*there.values(), *(id for ids in under.values() for id in ids)])
        found: dict[str, str] = {}
        matches: list[Match] = []
        for member, own in keys.items():
            touched = {other: there[other] for other in (member, *self._bonded(member)) if other in there}
            ids = {id for key in own for id in (*under.get(key, ()), *self.new.get(key, ()))}
            met = (self.changed.get(id) or before.get(id) for id in sorted({*ids, *touched.values()}))
            assigned = fuse(member, [_with_members(group, touched) for group in met if group is not None])
            assert assigned.group is not None
            found[member] = assigned.group.id
            self._note(assigned.group, before, keys_of)
            matches += [*assigned.suggested, *([assigned.match] if assigned.match else [])]
        return Placed({member: self.changed[id] for member, id in found.items()}, self.keys, tuple(matches))

    def _bonded(self, member: str) -> Iterable[str]:
        return (*self.bonds.together.get(member, ()), *self.bonds.apart.get(member, ()))

    def _note(self, group: Group, before: Mapping[str, Group], keys_of: Callable[[Group], tuple[str, ...]]) -> None:
        """Keeps a group as it now is, and its keys where they may be new."""
        last = self.changed.get(group.id) or before.get(group.id)
        self.changed[group.id] = group
        if last is None or replace(last, members=group.members) != group:
            self.keys[group.id] = keys_of(group)
            for key in self.keys[group.id]:
                self.new.setdefault(key, {})[group.id] = None


def _with_members(group: Group, touched: Mapping[str, str]) -> Group:
    members = tuple(member for member, id in touched.items() if id == group.id)
    return group if members == group.members else replace(group, members=members)
