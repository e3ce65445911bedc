"""Annotated sentences, events -> conditions: "if A then B", "unless A, B", "should A, B", "A could spark B"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from polybius.annotated import Annotated, Token
from polybius.drafts import HOSTILE, ClaimDraft, ConditionDraft, EventDraft
from polybius.extract import tree
from polybius.extract.events import chain_at
from polybius.model import ConditionKind, EventType, Span, Status
from polybius.ontology import Ontology

SPARKING = frozenset(
    "spark trigger provoke prompt cause lead ignite unleash precipitate invite draw set bring result "
    "fuel drag plunge push".split()
)
THREATENING = HOSTILE | {EventType.THREATEN, EventType.MOBILIZE}
End = tuple[Span, EventDraft | None]
FUTURE = frozenset({"will", "would", "may", "might", "could", "'ll", "wo", "shall"})


def find_conditions(
    annotated: Annotated, ontology: Ontology, events: Sequence[EventDraft], claims: Sequence[ClaimDraft]
) -> list[ConditionDraft]:
    """Returns every condition of a document."""
    reader = _Reader(annotated, ontology, events, claims)
    return [c for t in annotated.tokens for c in reader.at(t)]


class _Reader:
    def __init__(
        self, annotated: Annotated, ontology: Ontology, events: Sequence[EventDraft], claims: Sequence[ClaimDraft]
    ) -> None:
        self.tokens, self.ontology, self.claims = annotated.tokens, ontology, claims
        self.events, self.text = events, annotated.document.text

    def at(self, token: Token) -> Iterator[ConditionDraft]:
        if token.pos not in {"VERB", "AUX"}:
            return
        if token.dep == "advcl" and self._is_conditional(token):
            yield self._between(token, self._main(token))
        elif token.lemma in SPARKING and self._is_possible(token):
            yield from self._sparked(token)

    def _main(self, clause: Token) -> Token:
        """ "if a man is killed, he said, they will answer": what is so is not that he says it."""
        main = self.tokens[clause.head]
        told = main.dep == "parataxis" and main.lemma in self.ontology.cues["reporting_verbs"]
        return self.tokens[main.head] if told else main

    def _is_conditional(self, clause: Token) -> bool:
        marks = {c.lower for c in tree.children(self.tokens, clause, "mark", "advmod")}
        cues = self.ontology.cues
        if marks & (cues["conditional_markers"] - {"whether", "should"}):
            return True
        inverted = [c for c in tree.children(self.tokens, clause, "aux") if c.lower == "should"]
        if inverted and all(c.index > inverted[0].index for c in tree.children(self.tokens, clause, "nsubj")):
            return True
        main = self.tokens[clause.head]
        return (
            bool(marks & cues["soft_conditionals"]) and self._is_possible(main) and clause.tag in {"VBZ", "VBP", "VB"}
        )

    def _is_possible(self, verb: Token) -> bool:
        return any(c.lower in FUTURE for c in tree.children(self.tokens, verb, "aux"))

    def _between(self, clause: Token, main: Token) -> ConditionDraft:
        if_span = tree.subtree_span(self.tokens, clause)
        then_span = self._without(tree.subtree_span(self.tokens, main), if_span, main)
        return self._draft(self._end(if_span, clause), self._what_is_said(*self._end(then_span, main)), main)

    def _without(self, whole: Span, part: Span, main: Token) -> Span:
        if part.start <= main.start:
            return Span(max(whole.start, min(part.end + 1, main.start)), whole.end)
        return Span(whole.start, max(main.end, part.start))

    def _sparked(self, verb: Token) -> Iterator[ConditionDraft]:
        """ "raids could spark reprisals": the subject is the condition, the object what follows."""
        subject = tree.child(self.tokens, verb, "nsubj")
        result = tree.child(self.tokens, verb, "dobj", "xcomp")
        if result is None or verb.lemma in {"lead", "result", "draw", "drag", "plunge"}:
            result = next(
                (w for p, w in tree.prepositions(self.tokens, verb) if p.lower in {"to", "in", "into"}), result
            )
        if subject is None or result is None or subject.pos == "PRON":
            return
        if_, then = (self._end(tree.subtree_span(self.tokens, word), word) for word in (subject, result))
        yield self._draft(if_, then, verb)

    def _end(self, span: Span, top: Token) -> End:
        """One end of a condition: its words, and the event nearest to the top of its clause."""
        span = span.trimmed(self.text)
        inside = [e for e in self.events if span.contains(e.trigger)]
        return span, min(inside, key=lambda e: self._depth(e, top), default=None)

    def _what_is_said(self, span: Span, event: EventDraft | None) -> End:
        """ "threatened to close the strait unless": the condition is of the closing."""
        contents = [self.events[n] for n in event.content] if event is not None else []
        return span, next((e for e in contents if span.contains(e.trigger)), event)

    def _depth(self, event: EventDraft, top: Token) -> int:
        word = self.tokens[event.word]
        return 0 if word.index == top.index else sum(1 for _ in tree.ancestors(self.tokens, word))

    def _draft(self, if_: End, then: End, main: Token) -> ConditionDraft:
        (if_span, if_event), (then_span, then_event) = if_, then
        chain = chain_at(Span(main.start, main.end), self.claims)
        return ConditionDraft(
            kind=self._kind(then_event, chain),
            text=Span(min(if_span.start, then_span.start), max(if_span.end, then_span.end)),
            if_=if_event.index if if_event else None,
            then=then_event.index if then_event else None,
            if_text=if_span,
            then_text=then_span,
            by=self.claims[chain[-1]].source if chain else None,
        )

    def _kind(self, then: EventDraft | None, chain: Sequence[int]) -> ConditionKind:
        verb = self.claims[chain[-1]].verb if chain else ""
        hostile = then is not None and then.type in THREATENING
        if (then is not None and then.status is Status.THREATENED) or verb in {"threaten", "vow"}:
            return ConditionKind.THREAT
        if verb in {"warn", "caution", "fear", "worry"}:
            return ConditionKind.WARNING
        if then is not None and not hostile and verb in {"promise", "pledge", "offer", "agree"}:
            return ConditionKind.PROMISE
        return ConditionKind.EXPECTATION
