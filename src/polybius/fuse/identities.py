"""Actors of reports, one after another -> identities, each named after its first member."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from polybius.fuse.actors import actor_keys, known_identity, known_member, match_actors
from polybius.fuse.assign import NO_BONDS, Assigned, assign, regroup
from polybius.fuse.names import proper_name
from polybius.incidents import ActorMember, Bonds, Identity, Match
from polybius.model import ActorKind

MOST_ALIASES = 40


def fuse_actor(member: ActorMember, candidates: Sequence[Identity], bonds: Bonds = NO_BONDS) -> Assigned[Identity]:
    """Returns the identity of a report's actor, with the actor in it, among those that share one of its `actor_keys`.

    Where nobody fits, the identity is new and has the member's id.
    """
    known = (member.id, known_member(member))
    held = next((identity for identity in candidates if member.id in identity.members), None)
    if held is not None:
        return Assigned(held)

    def match(identity: Identity) -> Match:
        return match_actors(known, (identity.id, known_identity(identity)))

    found = assign(member.id, candidates, match, _between, bonds)
    joined = joined_identity(found.group, member) if found.group else new_identity(member)
    return Assigned(joined, found.match, found.suggested)


def _between(one: Identity, other: Identity) -> Match:
    return match_actors((one.id, known_identity(one)), (other.id, known_identity(other)))


def new_identity(member: ActorMember) -> Identity:
    """Returns the identity of an actor that no other report has told of."""
    actor = member.actor
    aliases = _names(actor.aliases, actor.kind, actor.name)
    return Identity(
        member.id, actor.name, actor.kind, aliases, actor.country, actor.sector, actor.wikidata, (member.id,)
    )


def joined_identity(identity: Identity, member: ActorMember) -> Identity:
    """Returns the identity with one more member; what it lacked it takes from the member."""
    actor = member.actor
    names = _names((*identity.aliases, actor.name, *actor.aliases), identity.kind, identity.name)
    return replace(
        identity,
        aliases=names[:MOST_ALIASES],
        country=identity.country or actor.country,
        sector=identity.sector or actor.sector,
        wikidata=identity.wikidata or actor.wikidata,
        members=tuple(dict.fromkeys((*identity.members, member.id))),
    )


def regroup_actors(members: Iterable[ActorMember], bonds: Bonds = NO_BONDS) -> tuple[Identity, ...]:
    """Returns the identities of members given in the order they came in, as if nothing were known before.

    For what a person merged or split: the members of all identities concerned go in, the identities anew come out.
    """
    return regroup(members, bonds, fuse_actor, _keys)


def _keys(actor: ActorMember | Identity) -> tuple[str, ...]:
    return actor_keys(known_member(actor) if isinstance(actor, ActorMember) else known_identity(actor))


def _names(forms: Iterable[str], kind: ActorKind, shown: str) -> tuple[str, ...]:
    proper = (proper_name(form, kind) for form in dict.fromkeys(forms))
    return tuple(dict.fromkeys(name for name in proper if name and name != shown))
