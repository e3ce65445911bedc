"""A newcomer and those it may be one with -> whom it joins, and what a person should look at.

The one rule for actors and places: what a person decided holds; else the best match joins if it is good enough and no
second one, which is someone else, is as good.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from polybius.incidents import Band, Bonds, Match

MARGIN = 0.15  # points by which the best match must lead another that is not the same


class Grouped(Protocol):
    """Something with members: an identity or a location."""

    @property
    def id(self) -> str:
        """The id by which it is known."""

    @property
    def members(self) -> tuple[str, ...]:
        """The ids of its members."""


class Member(Protocol):
    """An actor or a place of one report."""

    @property
    def id(self) -> str:
        """The lasting id."""


Group = TypeVar("Group", bound=Grouped)
Joining = TypeVar("Joining", bound=Member)
NO_BONDS = Bonds()


@dataclass(frozen=True, slots=True)
class Assigned(Generic[Group]):
    """Whom a member joins (None: nobody yet), the match by which it does, and those that a person should look at."""

    group: Group | None = None
    match: Match | None = None
    suggested: tuple[Match, ...] = ()


def assign(
    member: str,
    candidates: Sequence[Group],
    match: Callable[[Group], Match],
    between: Callable[[Group, Group], Match],
    bonds: Bonds = NO_BONDS,
) -> Assigned[Group]:
    """Chooses among the candidates, whatever their order: `match` compares one with the member, `between` two of them.

    Where two candidates that are not the same (homonyms) are as good as one another, it is left to a person.
    """
    allowed = [group for group in candidates if not bonds.parts(member, group.members)]
    held = [group for group in allowed if bonds.joins(member, group.members)]
    if held:
        return Assigned(min(held, key=lambda group: group.id))
    weighed = sorted(((match(group), group) for group in allowed), key=lambda pair: (-pair[0].score, pair[1].id))
    merged = [(found, group) for found, group in weighed if found.band is Band.MERGED]
    suggested = tuple(found for found, _ in weighed if found.band is Band.SUGGESTED)
    if not merged:
        return Assigned(None, None, suggested)
    best, chosen = merged[0]
    rivals = [(found, between(chosen, group)) for found, group in merged[1:] if best.score - found.score < MARGIN]
    if any(link.band is Band.APART for _, link in rivals):
        doubtful = (replace(found, band=Band.SUGGESTED) for found in (best, *(found for found, _ in rivals)))
        return Assigned(None, None, (*doubtful, *suggested))
    return Assigned(chosen, best, (*(replace(link, band=Band.SUGGESTED) for _, link in rivals), *suggested))


def regroup(
    members: Iterable[Joining],
    bonds: Bonds,
    fuse: Callable[[Joining, Sequence[Group], Bonds], Assigned[Group]],
    keys_of: Callable[[Joining | Group], Iterable[str]],
) -> tuple[Group, ...]:
    """Returns the groups of members that come one after another, each joining or founding one of those before it."""
    groups: dict[str, Group] = {}
    under: dict[str, dict[str, None]] = defaultdict(dict)
    of: dict[str, str] = {}
    for member in members:
        bonded = (of[other] for other in bonds.together.get(member.id, ()) if other in of)
        near = dict.fromkeys((*(id for key in keys_of(member) for id in under[key]), *bonded))
        group = fuse(member, [groups[id] for id in near], bonds).group
        assert group is not None
        groups[group.id], of[member.id] = group, group.id
        for key in keys_of(group):
            under[key][group.id] = None
    return tuple(groups.values())
