"""The actors or places of one report -> the identities or locations they belong to, and how these change.

`place_actors` and `place_locations` look up candidates by keys; `Known` is what they ask of a store.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, Protocol, TypeVar

from polybius.fuse.actors import actor_keys, known_identity, known_member
from polybius.fuse.assign import Assigned
from polybius.fuse.identities import fuse_actor
from polybius.fuse.places import fuse_place, place_keys
from polybius.incidents import ActorMember, Bonds, Identity, Location, Match, PlaceMember, Subject

Member = TypeVar("Member", ActorMember, PlaceMember)
Group = TypeVar("Group", Identity, Location)


class Known(Protocol):
    """What placing looks up; a store's transaction satisfies it."""

    def candidates(self, subject: str, words: Iterable[str]) -> Collection[str]:
        """Returns the ids of identities or locations under any of the keys."""

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

    def keys_of(identity: Identity) -> tuple[str, ...]:
        return actor_keys(known_identity(identity))

    keys = {member.id: actor_keys(known_member(member)) for member in members}
    placing = _Placing(Subject.ACTORS, known, known.identities, bonds)
    return placing.place(members, keys, fuse_actor, keys_of)


def place_locations(members: Sequence[PlaceMember], known: Known, bonds: Bonds) -> Placed[Location]:
    """Returns the locations of a report's places."""
    keys = {member.id: place_keys(member.place) for member in members}
    placing = _Placing(Subject.PLACES, known, known.locations, bonds)
    return placing.place(members, keys, fuse_place, place_keys)


@dataclass
class _Placing(Generic[Group]):
    """One report's members on their way; each sees what those before it changed."""

    subject: Subject
    known: Known
    fetch: Callable[[Iterable[str]], Mapping[str, Group]]
    bonds: Bonds
    changed: dict[str, Group] = field(default_factory=dict)
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def place(
        self,
        members: Sequence[Member],
        keys: Mapping[str, tuple[str, ...]],
        fuse: Callable[[Member, Sequence[Group], Bonds], Assigned[Group]],
        keys_of: Callable[[Group], tuple[str, ...]],
    ) -> Placed[Group]:
        """Places the members in order."""
        own = {member.id for member in members}
        there = self.known.groups_of({*own, *(o for id in own for o in self._bonded(id))})
        before = dict(self.fetch(there.values()))
        found: dict[str, str] = {}
        matches: list[Match] = []
        for member in members:
            near = self._candidates(member.id, keys[member.id], there, before)
            assigned = fuse(member, near, self.bonds)
            group = assigned.group
            assert group is not None
            found[member.id] = group.id
            self._note(group, before, keys_of)
            matches += [*assigned.suggested, *([assigned.match] if assigned.match else [])]
        groups = {member: self.changed[id] for member, id in found.items()}
        return Placed(groups, self.keys, tuple(matches))

    def _bonded(self, member: str) -> Iterable[str]:
        return (*self.bonds.together.get(member, ()), *self.bonds.apart.get(member, ()))

    def _candidates(
        self, member: str, keys: Iterable[str], there: Mapping[str, str], before: dict[str, Group]
    ) -> list[Group]:
        """The groups a member may be of, with those of their members that a person's word about this one touches."""
        touched = {other: there[other] for other in (member, *self._bonded(member)) if other in there}
        wanted = set(keys)
        ids = {*self.known.candidates(self.subject, keys), *touched.values()}
        ids |= {id for id, each in self.keys.items() if not wanted.isdisjoint(each)}
        before.update(self.fetch(ids - before.keys() - self.changed.keys()))
        groups = {id: self.changed.get(id) or before.get(id) for id in sorted(ids)}
        return [_with_members(group, touched) for group in groups.values() if group is not None]

    def _note(self, group: Group, before: Mapping[str, Group], keys_of: Callable[[Group], tuple[str, ...]]) -> None:
        """Keeps a group as it now is, and its keys where they may be new."""
        last = self.changed.get(group.id) or before.get(group.id)
        self.changed[group.id] = group
        if last is None or replace(last, members=()) != replace(group, members=()):
            self.keys[group.id] = keys_of(group)


def _with_members(group: Group, touched: Mapping[str, str]) -> Group:
    return replace(group, members=tuple(member for member, id in touched.items() if id == group.id))
