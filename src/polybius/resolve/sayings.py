"""Claim drafts -> claims: one for each chain of sources, by which events, relations and stances are told.

A claim is named by the drafts of its chain; whoever speaks twice, and the report's own publisher, is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from polybius.drafts import ClaimDraft, Extraction
from polybius.model import ActorKind, Claim, ClaimKind, Link, Span
from polybius.resolve.antecedents import Cluster

QUOTING = frozenset({"quote", "cite", "report", "carry", "publish", "relay", "tell", "say"})


class Sayings:
    """The claims of one report while it is put together."""

    def __init__(
        self,
        extraction: Extraction,
        actor_of: Callable[[int | None], str | None],
        clusters_of: Callable[[int], list[Cluster]],
        own_voice: Collection[str],
    ) -> None:
        self.extraction, self.drafts = extraction, extraction.claims
        self.actor_of, self.clusters_of, self.own_voice = actor_of, clusters_of, own_voice
        self.known: dict[tuple[int, ...], Claim] = {}
        self.whole = whole_sayings(self.drafts)

    def claims(self) -> tuple[Claim, ...]:
        """Returns all claims so far, and what sources have not acknowledged."""
        return (*self.known.values(), *self._silences())

    def claim(self, chain: Sequence[int]) -> str:
        """Returns the id of the claim of a chain of drafts, outermost first."""
        links: list[Link] = []
        kept: list[int] = []
        for number in (self.whole[n][0] for n in self._outer(chain)):
            draft = self.drafts[number]
            source = self.actor_of(draft.source)
            if source is not None and source not in {link.source for link in links} and source not in self.own_voice:
                links.append(Link(source, draft.verb or None, draft.cue))
                kept.append(number)
        key = tuple(kept)
        if key not in self.known:
            last = self.drafts[kept[-1]] if kept else None
            self.known[key] = Claim(
                id=f"c{len(self.known) + 1}",
                chain=tuple(links),
                quoted=bool(last and last.quoted),
                content=self.whole[kept[-1]][1] if kept else None,
                basis=last.basis if last else (),
                **({"kind": last.kind} if last else {}),
            )
        return self.known[key].id

    def keep_others(self) -> None:
        """Keeps what sources say where no event, relation or stance hangs on it."""
        for number, draft in enumerate(self.drafts):
            source = self.actor_of(draft.source)
            silent = draft.kind is ClaimKind.NON_ACKNOWLEDGEMENT
            if silent or draft.doubtful or source is None or source in self.own_voice or self._is_told(number, source):
                continue
            outer = [n for n in range(len(self.drafts)) if self._is_around(n, number)]
            outer.sort(key=lambda n: self.drafts[n].content.start - self.drafts[n].content.end)
            self.claim((*outer, number))

    def _is_told(self, number: int, source: str) -> bool:
        """Tells whether another claim of the same source has most of the words already."""
        words = self.whole[number][1]
        own = (c.content for c in self.known.values() if c.content and c.chain and c.chain[-1].source == source)
        return any(2 * _shared(words, other) > words.end - words.start for other in own)

    def _is_around(self, number: int, inner: int) -> bool:
        """Tells whether a source passes on what another one says."""
        outer, own = self.drafts[number], self.drafts[inner]
        wider = outer.content != own.content and outer.content.contains(own.content)
        return wider and outer.source != own.source and outer.kind is not ClaimKind.NON_ACKNOWLEDGEMENT

    def _outer(self, chain: Sequence[int]) -> Sequence[int]:
        """A source that was quoted by an outlet before goes on speaking through it ("the source went on to say")."""
        first = self.clusters_of(self.drafts[chain[0]].source) if chain else []
        if not first or first[0].kind is not ActorKind.UNNAMED:
            return chain
        for event in self.extraction.events:
            for outer, inner in zip(event.chain, event.chain[1:], strict=False):
                quoting = self.drafts[outer].verb in QUOTING and outer not in chain
                if quoting and self.clusters_of(self.drafts[inner].source)[:1] == first[:1]:
                    return (outer, *chain)
        return chain

    def _silences(self) -> Iterator[Claim]:
        """Yields what sources have not acknowledged; no event hangs on such a claim."""
        silent = [d for d in self.drafts if d.kind is ClaimKind.NON_ACKNOWLEDGEMENT]
        told = [(d, source) for d in silent if (source := self.actor_of(d.source)) is not None]
        for number, (draft, source) in enumerate(told, len(self.known) + 1):
            links = (Link(source, draft.verb, draft.cue),)
            yield Claim(f"c{number}", links, False, draft.content, draft.kind, draft.basis)


def whole_sayings(drafts: Sequence[ClaimDraft]) -> list[tuple[int, Span]]:
    """Returns for each draft the first of its saying, and all its words: '"…," he said. "…"' is one.

    What lies between two of its stretches is shorter than they are together; what stands farther off is said apart.
    """
    home: list[int] = []
    words: dict[int, Span] = {}
    told: dict[tuple[int, Span, ClaimKind], list[int]] = {}
    for number, draft in enumerate(drafts):
        earlier = told.setdefault((draft.source, draft.cue, draft.kind), [])
        first = next((n for n in earlier if _lies_near(words[n], draft.content)), number)
        if first == number:
            earlier.append(number)
        words[first] = _cover(words.get(first, draft.content), draft.content)
        home.append(first)
    return [(first, words[first]) for first in home]


def _lies_near(one: Span, other: Span) -> bool:
    between = max(one.start, other.start) - min(one.end, other.end)
    return between <= (one.end - one.start) + (other.end - other.start)


def _cover(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
