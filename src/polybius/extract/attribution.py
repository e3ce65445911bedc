"""Annotated sentences -> claims: who says so, in which words, about which stretch of text.

The idea: a claim is a source and the span it answers for; an event inside two spans has a chain of two sources, the
wider span first. Sources come from verbs of saying, "according to", "quoted by", and quotations that run on over
sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from polybius.annotated import Annotated, Sentence, Token
from polybius.drafts import ClaimDraft, MentionForm
from polybius.extract import tree
from polybius.extract.arguments import agents, surface_subjects
from polybius.extract.mentions import Mentions
from polybius.extract.status import Judge
from polybius.model import ActorKind, ClaimKind, Span
from polybius.ontology import Ontology

QUOTES = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
LONG_QUOTE = 30  # characters; shorter ones are terms in inverted commas
ACKNOWLEDGING = frozenset({"acknowledge", "admit", "confirm", "recognise", "recognize", "concede"})
THOUGHT = frozenset({"think", "believe", "suspect", "assume", "estimate", "judge", "reckon"})
"""Verbs that have an infinitive only in the passive."""
QUOTING = frozenset({"quote", "cite", "report", "carry", "publish", "relay"})


def find_claims(
    annotated: Annotated, mentions: Mentions, ontology: Ontology, speech_acts: frozenset[int]
) -> list[ClaimDraft]:
    """Returns every claim of a document; verbs in `speech_acts` (token indexes) are left to the event frames."""
    reader = _Reader(annotated, mentions, ontology, speech_acts)
    claims: list[ClaimDraft] = []
    for sentence in annotated.sentences:
        if not sentence.heading or sentence.index == 0:
            claims.extend(reader.in_sentence(sentence))
    claims.extend(reader.running_quotes(claims))
    claims.extend(reader.statement())
    text = annotated.document.text
    trimmed = (replace(c, content=c.content.trimmed(text)) for c in claims)
    return [c for c in trimmed if c.content.start < c.content.end]


class _Reader:
    def __init__(
        self, annotated: Annotated, mentions: Mentions, ontology: Ontology, speech_acts: frozenset[int]
    ) -> None:
        self.annotated, self.tokens = annotated, annotated.tokens
        self.text = annotated.document.text
        self.mentions, self.ontology, self.speech_acts = mentions, ontology, speech_acts
        self.judge = Judge(self.tokens, ontology)
        self.quotes = [Span(m.start() + 1, m.end() - 1) for m in QUOTES.finditer(self.text)]

    def in_sentence(self, sentence: Sentence) -> Iterator[ClaimDraft]:
        for token in self.annotated.words(sentence):
            if token.lower == "according":
                yield from self._according(token, sentence)
            elif token.lemma == "carry" and tree.child(self.tokens, token, "prt"):
                continue  # "carried out by the Front": no paper carried it
            elif token.pos == "VERB" and token.lemma in QUOTING and token.tag == "VBN":
                yield from self._quoted_by(token, sentence)
                yield from self._verb(token, sentence)
            elif token.pos == "VERB" and token.lemma in self.ontology.cues["reporting_verbs"]:
                yield from self._verb(token, sentence)

    # --- verbs of saying

    def _verb(self, verb: Token, sentence: Sentence) -> Iterator[ClaimDraft]:
        if self._is_name(verb):
            return
        if verb.lemma in ACKNOWLEDGING and self.judge.is_negated(verb):
            yield from self._silence(verb)
            return
        if verb.index in self.speech_acts or self._is_thought(verb):
            return
        content = self._content(verb, sentence)
        if content is None:
            return
        if verb.lemma in {"quote", "cite"} and not tree.is_passive(self.tokens, verb):
            yield from self._quoting(verb, content)
            return
        sources = self._sources(verb)
        for source in sources[:1]:
            yield self._claim(source, verb, content)

    def _is_thought(self, verb: Token) -> bool:
        """ "men believed to be rebels attacked": nobody says so, also where the parser takes it for the main verb."""
        reduced = verb.dep == "acl" and verb.lemma in self.ontology.cues["clause_reporting_verbs"]
        clause = tree.child(self.tokens, verb, "xcomp") if verb.lemma in THOUGHT else None
        return reduced or (clause is not None and tree.is_infinitive(self.tokens, clause))

    def _quoting(self, verb: Token, content: Span) -> Iterator[ClaimDraft]:
        """ "The Courier quoted an officer as saying that …": the outlet is outside, the officer inside."""
        for source in self._sources(verb)[:1]:
            yield self._claim(source, verb, Span(verb.end, content.end))
        for child in tree.children(self.tokens, verb, "dobj"):
            for source in self.mentions.of(child)[:1]:
                yield replace(self._claim(source, verb, content), verb="say")

    def _silence(self, verb: Token) -> Iterator[ClaimDraft]:
        """ "has never acknowledged the raids": silence answers for nothing, but is worth keeping."""
        below = tree.child(self.tokens, verb, "dobj", "ccomp")
        if below is None:
            return
        for source in self._sources(verb)[:1]:
            content = tree.subtree_span(self.tokens, below)
            yield ClaimDraft(
                source, verb.lemma, Span(verb.start, verb.end), content, kind=ClaimKind.NON_ACKNOWLEDGEMENT
            )

    def _is_name(self, verb: Token) -> bool:
        found = self.mentions.of(verb)
        return any(self.mentions.items[i].form is MentionForm.NAME for i in found)

    def _claim(self, source: int, verb: Token, content: Span) -> ClaimDraft:
        said = content.trimmed(self.text)
        marked = (Span(q.start - 1, q.end + 1) for q in self.quotes)
        quoted = any(q.contains(said) or (q.overlaps(said) and q.end - q.start - 2 > LONG_QUOTE) for q in marked)
        return ClaimDraft(source, verb.lemma, Span(verb.start, verb.end), content, quoted)

    def _sources(self, verb: Token) -> list[int]:
        passive = tree.is_passive(self.tokens, verb)
        if self._speaks_behind(verb) and not tree.child(self.tokens, verb, "nsubj"):
            tokens: Sequence[Token] = [self.tokens[verb.head]]
        elif passive and verb.lemma not in QUOTING:
            tokens = agents(self.tokens, verb)
        else:
            tokens = surface_subjects(self.tokens, verb)
        found = [i for t in tokens for i in self.mentions.of(t)]
        return [i for i in found if self._can_speak(i)]

    def _speaks_behind(self, verb: Token) -> bool:
        """ "…, the mayor, Ana Ruiz, said": the parser hangs the verb on its own subject."""
        plain = verb.lemma not in self.ontology.cues["clause_reporting_verbs"]
        return plain and verb.dep in {"acl", "relcl"} and verb.tag == "VBD"

    def _can_speak(self, index: int) -> bool:
        mention = self.mentions.items[index]
        return (
            mention.kind is not None
            or mention.form is not MentionForm.NOMINAL
            or mention.lemma in self.ontology.cues["report_nouns"]
        )

    def _content(self, verb: Token, sentence: Sentence) -> Span | None:
        clauses = [c for c in tree.children(self.tokens, verb, "ccomp") if c.start > verb.start]
        clause = next(iter(clauses), None) or tree.child(self.tokens, verb, "ccomp") or self._as_saying(verb)
        if clause is not None and clause.start > verb.start:
            spans = [tree.subtree_span(self.tokens, c) for c in clauses or [clause]]
            whole = Span(min(s.start for s in spans), max(s.end for s in spans))
            return self._with_quotes(whole, verb, sentence)
        if clause is not None:
            return self._before(verb, sentence)
        if verb.dep in {"parataxis", "ccomp"} and self._is_aside(verb):
            return self._around(verb, sentence)
        if self._speaks_behind(verb) and sentence.end - verb.end < 60:
            return self._before(verb, sentence)
        if (quote := self._quote_in(sentence, verb)) is not None:
            return quote
        if verb.lemma in self.ontology.cues["clause_reporting_verbs"]:
            return None
        gerund = tree.child(self.tokens, verb, "advcl", "xcomp")
        if gerund is not None and gerund.lemma in {"say", "tell"}:
            return None
        if verb.dep in {"ROOT", "conj"} and self._starts_late(verb, sentence):
            return self._before(verb, sentence)
        return None

    def _as_saying(self, verb: Token) -> Token | None:
        """ "was quoted as saying that …": the clause below "saying"."""
        for prep in tree.children(self.tokens, verb, "prep"):
            for saying in tree.children(self.tokens, prep, "pcomp"):
                return tree.child(self.tokens, saying, "ccomp") or saying
        return None

    def _is_aside(self, verb: Token) -> bool:
        """ "The port, he said, was shelled": what follows "that", or has an object, is no aside."""
        span = self._core(verb)
        if tree.child(self.tokens, verb, "mark", "dobj") is not None:
            return False
        return self.tokens[verb.head].pos in {"VERB", "AUX", "NOUN"} and span.end - span.start < 100

    def _core(self, verb: Token) -> Span:
        """Returns the words of an aside: its subject and verb."""
        subject = tree.child(self.tokens, verb, "nsubj", "nsubjpass")
        words = tree.subtree_span(self.tokens, subject) if subject is not None else Span(verb.start, verb.end)
        return Span(min(words.start, verb.start), max(words.end, verb.end))

    def _starts_late(self, verb: Token, sentence: Sentence) -> bool:
        subject = tree.child(self.tokens, verb, "nsubj")
        if subject is None:
            return False
        start = tree.subtree_span(self.tokens, subject).start
        before = self.text[sentence.start : start].rstrip()
        return start - sentence.start > 25 and before.endswith((",", ',"', ",”"))

    def _with_quotes(self, span: Span, verb: Token, sentence: Sentence) -> Span:
        """Follows a clause to the end of the quotation it begins in or that runs on behind it."""
        for quote in self.quotes:
            if quote.overlaps(span) or (quote.start >= verb.end and quote.end <= sentence.end + 1):
                span = Span(min(span.start, max(quote.start, verb.end)), max(span.end, min(quote.end, sentence.end)))
        return span

    def _before(self, verb: Token, sentence: Sentence) -> Span | None:
        """What stands before "…, X said", and a quotation that goes on after it."""
        subject = tree.child(self.tokens, verb, "nsubj", "nsubjpass")
        edge = tree.subtree_span(self.tokens, subject).start if subject is not None else self._source_start(verb)
        edge = min(edge, verb.start)
        start = max(sentence.start, self.text.rfind(";", sentence.start, edge) + 1, self._colon(sentence, edge))
        later = [q.end for q in self.quotes if verb.end <= q.start < sentence.end and q.end - q.start > LONG_QUOTE / 2]
        if later:
            return Span(start, min(max(later), sentence.end))
        return Span(start, edge) if edge - start > 8 else None

    def _colon(self, sentence: Sentence, edge: int) -> int:
        colon = self.text.rfind(": ", sentence.start, edge)
        return colon + 1 if colon >= 0 else sentence.start

    def _source_start(self, verb: Token) -> int:
        if verb.dep in {"acl", "relcl"}:
            noun = self.tokens[verb.head]
            return min(
                [t.start for t in tree.children(self.tokens, noun, "det", "amod", "compound", "poss")] + [noun.start]
            )
        return verb.start

    def _around(self, verb: Token, sentence: Sentence) -> Span:
        own = self._core(verb)
        if own.start - sentence.start < 3:
            return Span(own.end, sentence.end)
        if sentence.end - own.end < 3:
            return Span(sentence.start, own.start)
        return Span(sentence.start, sentence.end)

    def _quote_in(self, sentence: Sentence, verb: Token) -> Span | None:
        """Returns what of a sentence stands in long quotations; one that the verb itself is part of is not its own."""
        near = (q for q in self.quotes if q.start < sentence.end and q.end > sentence.start)
        inside = [q for q in near if q.end - q.start > LONG_QUOTE and not q.start <= verb.start < q.end]
        return Span(max(inside[0].start, sentence.start), min(inside[-1].end, sentence.end)) if inside else None

    # --- according to, quoted by

    def _according(self, token: Token, sentence: Sentence) -> Iterator[ClaimDraft]:
        found = list(tree.prepositions_of(self.tokens, token))
        sources = [i for _, t in found for i in self.mentions.of(t)]
        if not sources:
            return
        end = tree.subtree_span(self.tokens, token).end
        if token.start - sentence.start < 3:
            stop = self.text.find(";", end, sentence.end)
            content = Span(end, stop if stop > 0 else sentence.end)
        else:
            start = max(sentence.start, self.text.rfind(";", sentence.start, token.start) + 1)
            content = Span(start, token.start)
        yield ClaimDraft(sources[0], "according", Span(token.start, token.end), content)

    def _quoted_by(self, verb: Token, sentence: Sentence) -> Iterator[ClaimDraft]:
        """ "as quoted by the Tribune", "reported by a local station": the outer source of what stands there."""
        for agent in agents(self.tokens, verb):
            for source in self.mentions.of(agent)[:1]:
                whole = Span(sentence.start, sentence.end)
                noun = self.tokens[verb.head]
                if verb.dep == "acl" and verb.lemma == "report":
                    whole = tree.subtree_span(self.tokens, noun)
                    whole = Span(whole.start, min(whole.end, verb.start))
                yield ClaimDraft(source, verb.lemma, Span(verb.start, verb.end), whole)

    # --- statements printed whole

    def statement(self) -> Iterator[ClaimDraft]:
        """ "Communiqué No. 4 of the Front" over the text: the Front speaks, up to the publisher's own words."""
        for heading in (s for s in self.annotated.sentences[:2] if s.heading):
            words = self.annotated.words(heading)
            genre = next((t for t in words if t.lower in self.ontology.cues["statement_nouns"]), None)
            if genre is None or not self._in_own_voice():
                continue
            spoken = [
                m
                for m in self.mentions.items
                if m.sentence == heading.index and m.form is MentionForm.NAME and m.span.start > genre.start
            ]
            bodies = [m for m in spoken if m.kind not in {None, ActorKind.PERSON, ActorKind.OUTLET}]
            if bodies:
                span = Span(genre.start, genre.end)
                yield ClaimDraft(bodies[0].index, "state", span, Span(heading.end, self._statement_end(heading)))
                return

    def _in_own_voice(self) -> bool:
        own = [m for m in self.mentions.items if m.lemma in {"we", "our", "us"}]
        return sum(not any(q.contains(m.span) for q in self.quotes) for m in own) >= 2

    def _statement_end(self, heading: Sentence) -> int:
        publisher = self.annotated.document.publisher
        for sentence in self.annotated.sentences[heading.index + 1 :]:
            if publisher and self.text[sentence.start : sentence.end].startswith((publisher, f"The {publisher}")):
                return sentence.start
        return len(self.text)

    # --- quotations over several sentences

    def running_quotes(self, claims: Sequence[ClaimDraft]) -> Iterator[ClaimDraft]:
        """Yields the rest of each long quotation, by the speaker of its first or nearest words."""
        for quote in self.quotes:
            if quote.end - quote.start < LONG_QUOTE:
                continue
            outside = [c for c in claims if not quote.contains(c.cue) and c.verb != "quote"]
            speakers = [c for c in outside if c.content.overlaps(quote)]
            if any(c.content.contains(quote) for c in speakers):
                continue
            base = next(iter(speakers), None) or self._nearest(quote, claims)
            if base is not None:
                yield replace(base, content=quote, quoted=True)
            elif (source := self._introduced(quote)) is not None:
                yield ClaimDraft(source, "state", Span(quote.start, quote.start + 1), quote, quoted=True)

    def _nearest(self, quote: Span, claims: Sequence[ClaimDraft]) -> ClaimDraft | None:
        paragraph = {s.paragraph for s in self.annotated.sentences if s.start <= quote.start <= s.end}
        inside = [s for s in self.annotated.sentences if s.paragraph in paragraph]
        if not inside:
            return None
        block = Span(inside[0].start, inside[-1].end)
        near = [c for c in claims if block.contains(c.cue) and not quote.contains(c.cue)]
        near = [c for c in near if abs(c.cue.start - quote.end) < 60 or 0 < quote.start - c.cue.end < 250]
        return min(near, key=lambda c: min(abs(c.cue.start - quote.end), abs(quote.start - c.cue.end)), default=None)

    def _introduced(self, quote: Span) -> int | None:
        """ "The following statement was issued by the ministry:" before a quotation names its speaker."""
        before = [s for s in self.annotated.sentences if s.end <= quote.start]
        if not before or not self.text[before[-1].start : quote.start].rstrip(' \n"“«').endswith(":"):
            return None
        for token in self.annotated.words(before[-1]):
            if token.pos == "VERB":
                who = (
                    agents(self.tokens, token)
                    if tree.is_passive(self.tokens, token)
                    else surface_subjects(self.tokens, token)
                )
                found = [i for t in who for i in self.mentions.of(t)]
                speaking = [i for i in found if self.mentions.items[i].kind not in {None, ActorKind.POPULATION}]
                if speaking:
                    return speaking[0]
        return None
