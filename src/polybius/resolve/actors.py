"""Clusters -> actors: a canonical name, every other form in the report, what kind it is and whose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from polybius.drafts import Mention, MentionForm
from polybius.model import Actor, ActorKind, Span
from polybius.ontology import Ontology
from polybius.resolve.antecedents import Cluster, called_behind

ARTICLE = re.compile(r"^(?:the|a|an|whose)\s+", re.IGNORECASE)
MOST_WORDS = 12
STANDING = frozenset({ActorKind.MILITARY, ActorKind.ARMED_GROUP, ActorKind.PARTY})


def resolve_actor(cluster: Cluster, ident: str, text: str, ontology: Ontology) -> Actor:
    """Builds the actor that a cluster of mentions stands for."""
    entry = ontology.entries.get(cluster.entry) if cluster.entry else None
    members = sorted(cluster.members, key=lambda m: m.span.start)
    forms = list(_forms(members, text))
    name = entry.name if entry else _name(cluster, members, forms, text, ontology)
    aliases = [f for f in dict.fromkeys(forms) if f != name]
    kind = cluster.kind or ActorKind.UNNAMED
    if entry is None and kind is ActorKind.PERSON and not cluster.named:
        kind = ActorKind.UNNAMED if members[0].lemma not in PERSONS else ActorKind.PERSON
    if (
        entry is None
        and not cluster.named
        and not cluster.force
        and FIGHTERS & {w for m in members for w in m.lemma.split()[-1:]}
    ):
        kind = ActorKind.UNNAMED  # "gunmen": some people, not a body
    return Actor(
        id=ident,
        name=name,
        aliases=tuple(aliases),
        kind=kind,
        country=cluster.country,
        sector=cluster.sector,
        wikidata=entry.wikidata if entry else None,
        mentions=tuple(dict.fromkeys(m.span for m in members)),
    )


def leave_qualifying(actors: Sequence[Actor], modifiers: Collection[Span]) -> list[Actor]:
    """Leaves out mentions that only qualify another's ("Iraqi" in "Iraqi police"), where the actor has others."""
    spans = sorted({s for actor in actors for s in actor.mentions}, key=lambda s: (s.start, -s.end))
    reached = accumulate((span.end for span in spans), max, initial=-1)
    nested = {span for span, end in zip(spans, reached, strict=False) if span.end <= end and span in modifiers}
    own = ([s for s in actor.mentions if s not in nested] for actor in actors)
    return [replace(a, mentions=tuple(kept or a.mentions)) for a, kept in zip(actors, own, strict=True)]


def tell_apart(actors: Sequence[Actor]) -> list[Actor]:
    """Names actors of one name by what they are of: "representative of Mali", "representative of Chad"."""
    names = Counter(actor.name for actor in actors)
    return [_of_what(actor) if names[actor.name] > 1 else actor for actor in actors]


def _of_what(actor: Actor) -> Actor:
    longer = (ARTICLE.sub("", alias) for alias in actor.aliases)
    name = next((words for words in longer if words.startswith(f"{actor.name} of ")), actor.name)
    aliases = dict.fromkeys((*actor.aliases, actor.name) if name != actor.name else actor.aliases)
    return replace(actor, name=name, aliases=tuple(alias for alias in aliases if alias != name))


FIGHTERS = frozenset(
    "gunman militant fighter guerrilla rebel insurgent terrorist attacker assailant bandit kidnapper abductor captor "
    "extremist jihadist mercenary hijacker bomber sniper assassin raider soldier policeman officer trooper "
    "subversive".split()
)
PERSONS = frozenset("man woman boy girl student president minister king emir judge lawyer".split())


def _forms(members: Iterable[Mention], text: str) -> Iterable[str]:
    for mention in members:
        if mention.form is MentionForm.PRONOUN:
            continue
        yield _clean(mention.span.of(text))
        if mention.form is not MentionForm.MODIFIER:
            yield _clean(mention.name)
        for span in mention.wider:
            if len(span.of(text).split()) <= MOST_WORDS:
                yield _clean(span.of(text))


def _clean(words: str) -> str:
    return " ".join(words.split())


def _name(cluster: Cluster, members: list[Mention], forms: list[str], text: str, ontology: Ontology) -> str:
    if cluster.force and cluster.country is not None and cluster.country in ontology.entries:
        return f"Armed forces of {ontology.entries[cluster.country].name}"
    named = [m for m in members if m.form is MentionForm.NAME]
    further = {m.name for m in named if called_behind(m, text) is not None}
    own = [m for m in named if m.name not in further] or named
    if own:
        return max((_clean(m.name) for m in own), key=len)
    if not forms:
        return members[0].lemma  # "we", whoever that is
    first = next(m for m in members if m.form is not MentionForm.PRONOUN)
    return ARTICLE.sub("", _clean(first.name))


def number_actors(clusters: Iterable[Cluster], used: Container[int]) -> dict[int, str]:
    """Returns id(cluster) -> actor id for the clusters that a record names, in the order of the text."""
    kept = [c for c in clusters if id(c) in used or c.entry or any(m.form is MentionForm.NAME for m in c.members)]
    kept.sort(key=lambda c: min((m.span for m in c.members), default=Span(0, 0)))
    return {id(c): f"a{n}" for n, c in enumerate(kept, 1)}


def is_standing(mention: Mention, ontology: Ontology) -> bool:
    """Tells whether forces or a party are described ("the task force", "troops", but not "in force"): that they are
    there is told already, even where nothing is told of them; ships, aircraft and camps are what somebody has.
    """
    noun = ontology.people.get(mention.lemma)
    determined = mention.definite or mention.span.end - mention.span.start > len(mention.name)
    described = mention.form is MentionForm.NOMINAL and (mention.plural or determined)
    return described and mention.kind in STANDING and noun is not None and not (noun.platform or noun.site)
