"""First persons -> who speaks: the source of the words around, the publisher, or whoever writes.

"We" is the body that a person speaks for, where the report says which.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from polybius.drafts import Extraction, Mention
from polybius.model import ActorKind, Document, Predicate
from polybius.resolve.antecedents import ONE_OR_MORE, Cluster

BETWEEN = re.compile(r"[,;()]")
WE = frozenset("we us our ours ourselves".split())
OWN_VOICE = WE | frozenset("i me my mine".split())
BELONGING = frozenset({Predicate.MEMBER_OF, Predicate.LEADS, Predicate.COMMANDS, Predicate.PART_OF})
SPEAKING = frozenset({ActorKind.ARMED_GROUP, ActorKind.MILITARY, ActorKind.ORGANISATION, ActorKind.GOVERNMENT})


def publishers(document: Document) -> frozenset[str]:
    """Returns in what words a report names its publisher: "vela front" and "vf" of "Vela Front (VF)"."""
    told = document.publisher or ""
    return frozenset(part.strip().lower().removeprefix("the ") for part in (told, *BETWEEN.split(told))) - {""}


def is_publisher(cluster: Cluster, own: frozenset[str], text: str) -> bool:
    """Tells whether a party is called as its report's publisher is; no state publishes because a bureau lies there."""
    wider = {span.of(text) for mention in cluster.members for span in mention.wider}
    names = {cluster.entry or "", *(m.name for m in cluster.named)} | wider
    return cluster.kind is not ActorKind.STATE and any(name.lower().removeprefix("the ") in own for name in names)


class Voices:
    """Who speaks in a report, once all but first persons are in `clusters`; `of` gives the cluster of each mention."""

    def __init__(self, extraction: Extraction, clusters: list[Cluster], of: Mapping[int, Cluster]) -> None:
        self.extraction, self.clusters, self.of = extraction, clusters, of

    def speaker(self, mention: Mention) -> Cluster | None:
        """Returns whom a first person stands for, None where he is his own source."""
        claims = self.extraction.claims
        around = [c for c in claims if (c.quoted or c.verb == "state") and c.content.contains(mention.span)]
        # "An aide, quoted by the Herald, warned": of two that say the same words the last is who spoke them
        inner = min(reversed(around), key=lambda c: c.content.end - c.content.start, default=None)
        if inner is not None:
            source = self.of.get(inner.source) if inner.source != mention.index else None
            return self._body(source) if source is not None and mention.lemma in WE else source
        return self._publisher or self.introduced.get(mention.lemma in WE) or self._author(mention)

    @cached_property
    def _publisher(self) -> Cluster | None:
        """Whose report it is, by the names and nouns that stand in clusters before any first person does."""
        document = self.extraction.annotated.document
        own = publishers(document)
        return next((c for c in self.clusters if is_publisher(c, own, document.text)), None)

    @cached_property
    def introduced(self) -> Mapping[bool, Cluster]:
        """ "We, the High Command of the Front, declare": who says of himself, in his own text, who "I" (False) or "we"
        (True) are.
        """
        mentions = self.extraction.mentions
        quoted = [c.content for c in self.extraction.claims if c.quoted]
        own = (m for m in mentions if m.lemma in OWN_VOICE and not any(q.contains(m.span) for q in quoted))
        group = {m.index: m.lemma in WE for m in own}
        named = [m for m in mentions if m.same_as in group and m.index in self.of]
        return {group[m.same_as]: self.of[m.index] for m in reversed(named) if m.same_as is not None}

    def _body(self, speaker: Cluster) -> Cluster:
        """ "We hold the bridge", says the spokesman of a front: the front does; of somebody without one, he does."""
        if speaker.kind not in ONE_OR_MORE:
            return speaker
        own = {m.index for m in speaker.members}
        ties = (r.object for r in self.extraction.relations if r.predicate in BELONGING and r.subject in own)
        owners = (m.owner for m in speaker.members if m.owner is not None)
        bodies = (self.of[i] for i in (*owners, *ties) if i in self.of)
        return next((body for body in bodies if body.kind in SPEAKING), speaker)

    def _author(self, mention: Mention) -> Cluster:
        """ "I welcome the Council's decision": whoever writes so, where nobody is named as speaking."""
        group = mention.lemma in WE
        for cluster in self.clusters:
            if all(m.lemma in OWN_VOICE and (m.lemma in WE) is group for m in cluster.members):
                return cluster
        self.clusters.append(Cluster(kind=ActorKind.UNNAMED))
        return self.clusters[-1]
