"""Whom "both sides" or "the two leaders" stand for: the two of that sort that are spoken of most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from polybius.drafts import Mention
from polybius.model import ActorKind
from polybius.resolve.antecedents import ARMED, BODIES, SIDES, Cluster

PERSONS = frozenset("leader man president minister woman politician official".split())
COUNTRIES = frozenset({"country", "nation", "state"})
QUARRELLING = frozenset("side party rival enemy foe adversary".split())
OFTEN = 3  # mentions
PEOPLES = BODIES - {ActorKind.OUTLET} | {ActorKind.POPULATION}


def is_pair(mention: Mention, text: str, nouns: Set[str]) -> bool:
    """Tells whether a phrase means two who were spoken of: "both sides", "each side", "the two leaders"."""
    words = mention.span.of(text).lower().split()
    asked = mention.lemma in nouns and {"both", "each", "two"} & set(words[:2])
    return bool(asked) and not mention.modifiers and (words[0] != "two" or mention.lemma == "pair")


def both(
    mention: Mention, known: Sequence[Cluster], near: Iterable[Cluster], against: Mapping[int, Set[int]]
) -> list[Cluster] | None:
    """Returns the two that such a phrase means, None where fewer were spoken of.

    `known` are those spoken of before, oldest mention first, `near` those of the last sentences; `against`, mentions of
    whoever does something to another or is done something.
    """
    pair = mention.lemma == "pair"
    persons = mention.lemma in PERSONS or (pair and ActorKind.PERSON in {c.kind for c in near})
    kinds = {ActorKind.PERSON} if persons else {ActorKind.STATE} if mention.lemma in COUNTRIES else SIDES
    fitting = [c for c in known if c.kind in kinds]
    named = [c for c in fitting if c.named or not c.plural]  # not "six policemen"
    fitting = named if len(named) >= 2 else fitting
    if mention.lemma in QUARRELLING and sum(_may_fight(mention, c, against) for c in fitting) < 2:
        quarrelling = [c for c in known if c.kind in PEOPLES and _acts(c, against)]
        fitting = quarrelling if len(quarrelling) >= 2 else fitting
    ranked = fitting[::-1] if pair else sorted(fitting, key=lambda c: -_told(mention, c))
    return ranked[:2] if len(ranked) >= 2 else None


def _acts(cluster: Cluster, against: Mapping[int, Set[int]]) -> bool:
    return any(m.index in against for m in cluster.members)


def _may_fight(mention: Mention, cluster: Cluster, against: Mapping[int, Set[int]]) -> bool:
    """Tells whether somebody is armed, acts, or is spoken of often: not a dateline's country, nor whoever counts."""
    return cluster.kind in ARMED or _acts(cluster, against) or _told(mention, cluster) >= OFTEN


def _told(mention: Mention, cluster: Cluster) -> int:
    """Returns how often somebody was spoken of before."""
    return sum(m.span.start < mention.span.start for m in cluster.members)
