"""Annotated sentences, events -> conditions: "if A then B", "should A, B", "A or else B", "A could spark B".

The idea: the parse tells what a clause with "if" hangs on, and whom a relative clause is about. What the parser seldom
gets right ("Should A, he warned, B") or what joins two clauses of equal rank ("A, failing which B") is parted where its
first word stands; either end is the event highest in its part, or its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from polybius.annotated import Annotated, Sentence, Token
from polybius.drafts import ClaimDraft, ConditionDraft, EventDraft, Mention
from polybius.extract import tree
from polybius.extract.events import chain_at
from polybius.extract.status import Judge
from polybius.model import ConditionKind, EventType, Span, Status
from polybius.ontology import Ontology

SPARKING = frozenset(
    "spark trigger provoke prompt cause lead ignite unleash precipitate invite draw set bring result "
    "fuel drag plunge push".split()
)
BARRING = frozenset({"until", "till", "before"})  # "nothing will be done before A"
REFUSING = frozenset("refuse suspend withhold boycott reject block decline".split())
WHOEVER = frozenset({"whoever", "whosoever"})
ANYBODY = WHOEVER | {"anyone", "anybody", "any", "those"}
MOST_NAMED = 4  # words between "any" and "that": "any fishing boat that"
BETWEEN: Mapping[str, tuple[frozenset[str], str | None]] = {
    "long": (frozenset({"as", "so"}), "as"), "soon": (frozenset({"as"}), "as"), "case": (frozenset({"in"}), None),
    "condition": (frozenset({"on"}), "that"),
}  # fmt: skip
"""Words that tell a condition between two others; what follows "in case" is a subject."""
FUTURE = frozenset({"will", "would", "may", "might", "could", "'ll", "wo", "shall"})
SURE = FUTURE - {"may", "might", "could"} | {"’ll"}
OPENING = frozenset({"should", "provided", "providing", *BETWEEN})
TURNING = frozenset({"failing", "otherwise", "or"})
SUFFERED = frozenset({"be", "face", "burn", "die", "perish"})  # "leave or be moved"
HIDDEN = frozenset({"anonymity", "anonymous", "identified", "name", "named", "names", "quoted"})
PARTING = frozenset({";", ":", "–", "—"})
NAMING = frozenset({"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"})  # what a subject begins with
DEMANDING = frozenset({"unless", "or", "failing", "otherwise", "whoever"})
GRANTING = frozenset({"provided", "providing", "once", "when", "as", "on"})
VOWING = frozenset({"threaten", "vow"})
WARNING = frozenset({"warn", "caution", "fear", "worry"})
OBSERVERS = frozenset({"analyst", "diplomat", "expert", "observer"})
HELPING = frozenset(
    {
        EventType.AID, EventType.AGREE, EventType.CONCEDE, EventType.CONSULT, EventType.COOPERATE, EventType.RETREAT,
        EventType.SUPPORT,
    }
)  # fmt: skip
End = tuple[Span, EventDraft | None]


def find_conditions(
    annotated: Annotated,
    ontology: Ontology,
    mentions: Sequence[Mention],
    events: Sequence[EventDraft],
    claims: Sequence[ClaimDraft],
) -> list[ConditionDraft]:
    """Returns every condition of a document."""
    reader = _Reader(annotated, ontology, mentions, events, claims)
    return [c for s in annotated.sentences for t in annotated.words(s) for c in reader.at(t, s)]


class _Reader:
    def __init__(
        self,
        annotated: Annotated,
        ontology: Ontology,
        mentions: Sequence[Mention],
        events: Sequence[EventDraft],
        claims: Sequence[ClaimDraft],
    ) -> None:
        self.tokens, self.ontology, self.mentions, self.claims = annotated.tokens, ontology, mentions, claims
        self.events, self.text = events, annotated.document.text
        self.sentences, self.judge = annotated.sentences, Judge(annotated.tokens, ontology)

    def at(self, token: Token, sentence: Sentence) -> Iterator[ConditionDraft]:
        if token.dep == "advcl" and token.pos in {"VERB", "AUX"} and self._is_conditional(token):
            yield self._between(token, self._main(token))
        elif token.pos in {"VERB", "AUX"} and token.lemma in SPARKING and self._is_possible(token):
            yield from self._sparked(token)
        elif token.lower in OPENING and (first := self._opening(token, sentence)) is not None:
            yield from self._opened(first, sentence)
        elif token.lower in TURNING and (last := self._turning(token)) is not None:
            yield from self._turned(token, last, sentence)
        elif token.lower in ANYBODY:
            yield from self._anybody(token, sentence)

    def _main(self, clause: Token) -> Token:
        """ "if a man is killed, he said, they will answer": what is so is not that he says it."""
        main = self.tokens[clause.head]
        told = main.dep == "parataxis" and main.lemma in self.ontology.cues["reporting_verbs"]
        barred = self._barred(main) if self._marks(clause) & BARRING else None
        said = tree.child(self.tokens, main, "ccomp") if main.lemma in self.ontology.cues["reporting_verbs"] else None
        before = said if said is not None and said.index < main.index < clause.index else None
        return self.tokens[main.head] if told else barred or before or main

    def _marks(self, clause: Token) -> set[str]:
        return {c.lower for c in tree.children(self.tokens, clause, "mark", "advmod")}

    def _is_conditional(self, clause: Token) -> bool:
        marks, cues = self._marks(clause), self.ontology.cues
        if marks & (cues["conditional_markers"] - {"whether", "should"}):
            return True
        inverted = [c for c in tree.children(self.tokens, clause, "aux") if c.lower == "should"]
        if inverted and all(c.index > inverted[0].index for c in tree.children(self.tokens, clause, "nsubj")):
            return True
        main = self._main(clause)
        if marks & BARRING and (barred := self._barred(main)) is not None:
            return self._is_present(clause) or self._is_possible(barred)
        return bool(marks & cues["soft_conditionals"]) and self._is_possible(main) and self._is_present(clause)

    def _is_present(self, verb: Token) -> bool:
        words = (verb, *tree.children(self.tokens, verb, "aux", "auxpass"))
        return verb.tag == "VB" or any(w.tag in {"VBZ", "VBP"} for w in words)

    def _barred(self, verb: Token) -> Token | None:
        """ "would not let the boats sail before", "no patrol will march until", "suspended hearings until"."""
        above = [verb, *(islice(tree.ancestors(self.tokens, verb), 1) if verb.dep in {"ccomp", "xcomp"} else ())]
        return next((v for v in above if v.lemma in REFUSING or self.judge.is_negated(v)), None)

    def _is_possible(self, verb: Token) -> bool:
        return any(c.lower in FUTURE for c in tree.children(self.tokens, verb, "aux"))

    # --- clauses that the parser seldom ties to one another

    def _opening(self, token: Token, sentence: Sentence) -> Token | None:
        """Returns the first word of a condition that a word tells as one: "should A", "provided A", "as long as A"."""
        words = self.tokens[sentence.first : sentence.last]
        at = token.index - sentence.first
        the = at > 1 and words[at - 1].lower == "the"  # "on the condition that"
        before = words[at - 1 - the] if at else None
        after = next((t for t in words[at + 1 :] if t.pos != "PUNCT"), None)
        if after is None or (token.dep == "mark" and token.lower not in BETWEEN):
            return None
        if token.lower == "should":
            asks = words[-1].text == "?" or (before is not None and before.tag[0] == "W")
            return token if after.pos in NAMING and not asks and not self._is_tied(token) else None
        if token.lower in {"provided", "providing"}:
            told = after.lower == "that" or (after.pos == "PRON" and after.dep in {"nsubj", "nsubjpass"})
            return token if told and (before is None or before.dep != "auxpass") else None
        ahead, behind = BETWEEN[token.lower]
        fits = after.lower == behind if behind is not None else after.pos in NAMING
        return before if fits and before is not None and before.lower in ahead else None

    def _is_tied(self, should: Token) -> bool:
        verb = self.tokens[should.head]
        return verb.dep == "advcl" and verb.pos in {"VERB", "AUX"} and self._is_conditional(verb)

    def _opened(self, first: Token, sentence: Sentence) -> Iterator[ConditionDraft]:
        """ "Should A, B" and "B should A": up to the comma behind the clause, and what is left of the sentence."""
        whole = self._part(first, sentence)
        behind = whole[first.index + 1 - whole[0].index :]
        comma = next((t for t in behind if t.text == "," and self._is_closed(first, t)), None)
        if_ = Span(first.start, comma.start if comma is not None else whole[-1].end)
        before = [t for t in whole[: first.index - whole[0].index] if t.pos not in {"PUNCT", "CCONJ"}]
        # "said that should A, B"
        inner = first.lower == "should" and self.tokens[first.index - 1].lower in {"that", ","}
        if comma is not None and comma.index < whole[-1].index and (inner or not before):
            then = Span(comma.end, whole[-1].end)
        elif before:
            then = Span(whole[0].start, first.start)
        else:
            return
        ahead = any(t.lower in FUTURE for t in whole if then.contains(Span(t.start, t.end)))
        hides = any(t.lower in HIDDEN for t in whole if if_.contains(Span(t.start, t.end)))
        if (first.lower != "as" or ahead) and not hides:  # "spoke on condition that his name not be used"
            yield self._draft(self._end(if_, first), self._what_is_said(*self._end(then, first)), first, first.lower)

    def _is_closed(self, first: Token, comma: Token) -> bool:
        """Tells whether a clause ends at a comma: "Should the king, in pursuance of the accord," does not."""
        told = any(t.pos in {"VERB", "AUX"} for t in self.tokens[first.index + 1 : comma.index])
        after = self.tokens[comma.index + 1 : comma.index + 2]
        return told or not after or after[0].pos not in {"ADP", "SCONJ"}

    def _part(self, token: Token, sentence: Sentence) -> list[Token]:
        """Returns the words around one between semicolons, colons and dashes."""
        words = self.tokens[sentence.first : sentence.last]
        first = max((t.index + 1 for t in words[: token.index - sentence.first] if t.text in PARTING), default=0)
        last = min((t.index for t in words if t.index > token.index and t.text in PARTING), default=sentence.last)
        return list(self.tokens[max(first, sentence.first) : last])

    def _turning(self, token: Token) -> Token | None:
        """Returns the last word of what leads from a demand to what else will come: "failing which", "or else"."""
        after = self.tokens[token.index + 1 : token.index + 2]
        following = after[0].lower if after else ""
        above = self.tokens[token.head]
        if token.lower == "failing" and following in {"which", "that", "this"}:
            return after[0]
        said = tree.children(self.tokens, above, "ccomp")
        if token.lower == "otherwise" and any(map(self._is_sure, (above, *said))):
            return token
        others = tree.children(self.tokens, above, "conj")
        if token.lower == "or" and following == "else":
            return after[0]
        if token.lower == "or" and (following in SUFFERED or any(map(self._is_sure, others))):
            return token
        return None

    def _is_sure(self, verb: Token) -> bool:
        """Tells whether a clause has a subject of its own and "will"."""
        will = any(c.lower in SURE for c in tree.children(self.tokens, verb, "aux"))
        return will and tree.child(self.tokens, verb, "nsubj", "nsubjpass") is not None

    def _turned(self, first: Token, last: Token, sentence: Sentence) -> Iterator[ConditionDraft]:
        """ "Leave, or we will burn it", "to leave, failing which A": what was asked for before, and what follows."""
        whole = self._part(first, sentence)
        before, then = Span(whole[0].start, first.start), Span(last.end, whole[-1].end)
        above = self.tokens[first.head]
        if first.lower == "otherwise" and above.index < first.index:  # "and warned that they would march otherwise"
            clause = tree.subtree_span(self.tokens, above)
            before, then = Span(whole[0].start, max(clause.start, whole[0].start)), Span(clause.start, first.start)
        elif first.index == whole[0].index > sentence.first:
            before = Span(sentence.start, first.start)
        elif first.index == whole[0].index and sentence.index:
            before = Span(self.sentences[sentence.index - 1].start, self.sentences[sentence.index - 1].end)
        if_ = self._what_is_said(*self._end(before, first))
        demanded = if_[1] is not None and if_[1].status is Status.DEMANDED
        surely = first.lower == "failing" or last.lower == "else"
        if surely or demanded or self._is_told_to(above):
            yield self._draft(if_, self._what_is_said(*self._end(then, last)), first, first.lower)

    def _is_told_to(self, verb: Token) -> bool:
        """ "Leave", "told to leave", "must leave"."""
        aux = {c.lower for c in tree.children(self.tokens, verb, "aux")}
        bare = verb.tag == "VB" and not aux and tree.child(self.tokens, verb, "nsubj") is None
        return bare or bool(aux & {"must", "to"})

    def _anybody(self, token: Token, sentence: Sentence) -> Iterator[ConditionDraft]:
        """ "Whoever A will B", "any ship that A will B": what is so of them, up to "will", and what then comes."""
        behind = [t for t in self._part(token, sentence) if t.index > token.index]
        told = token.lower in WHOEVER or any(t.lower in {"who", "that", "which"} for t in behind[:MOST_NAMED])
        will = next((t for t in behind if t.lower in SURE), None)
        if told and will is not None and any(t.pos == "VERB" for t in self.tokens[token.index : will.index]):
            if_, then = Span(token.start, will.start), Span(will.start, behind[-1].end)
            yield self._draft(self._end(if_, token), self._end(then, will), token, "whoever")

    def _between(self, clause: Token, main: Token) -> ConditionDraft:
        if_span = tree.subtree_span(self.tokens, clause)
        then_span = self._without(tree.subtree_span(self.tokens, main), if_span, main)
        joined = min(self._marks(clause) & (DEMANDING | GRANTING), default="if")
        return self._draft(self._end(if_span, clause), self._what_is_said(*self._end(then_span, main)), main, joined)

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
        yield self._draft(if_, then, verb, "could")

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

    def _draft(self, if_: End, then: End, main: Token, joined: str) -> ConditionDraft:
        (if_span, if_event), (then_span, then_event) = if_, then
        chain = chain_at(Span(main.start, main.end), self.claims) or (then_event.chain if then_event else ())
        doer = next(iter(then_event.initiators), None) if then_event is not None else None
        claim = self.claims[chain[-1]] if chain else None
        return ConditionDraft(
            kind=self._kind(then_event, claim, joined),
            text=Span(min(if_span.start, then_span.start), max(if_span.end, then_span.end)),
            if_=if_event.index if if_event else None,
            then=then_event.index if then_event else None,
            if_text=if_span,
            then_text=then_span,
            by=claim.source if claim is not None else doer,
        )

    def _kind(self, then: EventDraft | None, claim: ClaimDraft | None, joined: str) -> ConditionKind:
        """What hangs on it tells what a condition is: harm is threatened, help promised, unless others foresee it."""
        verb = claim.verb if claim is not None else ""
        threatened = then is not None and (then.status is Status.THREATENED or then.type is EventType.THREATEN)
        if threatened or verb in VOWING:
            return ConditionKind.THREAT
        if verb in WARNING:
            return ConditionKind.WARNING
        foreseen = joined == "could" or (then is not None and then.status is Status.EXPECTED)
        if foreseen or (claim is not None and self.mentions[claim.source].lemma in OBSERVERS):
            return ConditionKind.EXPECTATION
        if then is None:
            granted = ConditionKind.PROMISE if joined in GRANTING else ConditionKind.EXPECTATION
            return ConditionKind.THREAT if joined in DEMANDING else granted
        helps = (then.type in HELPING) != (then.status is Status.DENIED)
        return ConditionKind.PROMISE if helps else ConditionKind.THREAT
