"""Annotated sentences, mentions -> event drafts with their standing, roles, content and chain of sources.

The idea: every word that fits a frame is a seed; seeds get roles and standing, a speech act ties the seeds in its
complement to itself and answers for them as a source, and seeds that tell one deed in one sentence become one event.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import islice

from polybius.annotated import Annotated, Token
from polybius.drafts import HARM, HOSTILE, ClaimDraft, EventDraft, MentionForm
from polybius.extract import tree
from polybius.extract.contents import Contents
from polybius.extract.frames import frame_by_doer
from polybius.extract.learned import Advice
from polybius.extract.retractions import retract
from polybius.extract.roles import RoleFinder
from polybius.extract.routes import find_route
from polybius.extract.seeds import Seed, find_seeds
from polybius.extract.status import Judge
from polybius.model import ActorKind, Certainty, ClaimKind, EventType, Span, Status
from polybius.ontology import Frame, Ontology

CLAUSES = frozenset({"ccomp", "xcomp", "pcomp", "acl", "advcl"})
CHAINED = frozenset({Status.DEMANDED, Status.THREATENED, Status.PLANNED, Status.DENIED})
SAID = frozenset(
    {EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.AGREE, EventType.CONSULT}
)
ASKED = {EventType.REQUEST: EventType.CONCEDE, EventType.THREATEN: EventType.COERCE}
VICTIMS = frozenset({"killed", "wounded", "missing"})  # of violence, not of arrest or flight
NOT_TELLING = frozenset({"agree", "accept", "consent", "sign"})  # they bind, but tell nobody anything
EFFECT_LINKS = frozenset({"in", "by", "during", "from", "when", "as"})
CLAIM_KINDS = {EventType.ACCUSE: ClaimKind.ACCUSATION, EventType.REJECT: ClaimKind.DENIAL}


class EventReader:
    """Turns the seeds of one document into drafts, in two steps: `prepare` before claims are known, `drafts` after."""

    def __init__(self, annotated: Annotated, ontology: Ontology, roles: RoleFinder, advice: Advice) -> None:
        self.annotated, self.tokens = annotated, annotated.tokens
        self.mentions, self.ontology, self.finder = roles.mentions, ontology, roles
        self.judge = Judge(annotated.tokens, ontology)
        self.advice = advice
        self.seeds: list[Seed] = []
        self.by_token: dict[int, int] = {}
        self.hit: set[int] = set()

    def prepare(self) -> None:
        """Finds seeds with their roles and standing, drops weak ones, and ties speech acts to their content."""
        seeds = find_seeds(self.annotated, self.mentions, self.ontology)
        seeds = sorted([*seeds, *self.advice.added(seeds)], key=lambda seed: seed.token.index)
        for seed in seeds:
            self._fill(seed)
            self.advice.advise(seed)
            find_route(seed, self.finder)
        retract(self.annotated, seeds, self.ontology)
        self.hit = {i for s in seeds if s.frame.type in HARM and not s.nominal for i in s.roles.targets}
        holding = [self._holds(s) for s in seeds]
        told = {s.frame.type for s, holds in zip(seeds, holding, strict=True) if holds}
        kept = [s for s, holds in zip(seeds, holding, strict=True) if holds or self._fits_in(s, told)]
        left = {s.token.index for s in kept}
        self._take([s for s in seeds if s.token.index in left or s.frame.figure in VICTIMS])
        self._take([s for s in self.seeds if s.token.index in left or self._is_outcome(s, left)])
        self.contents = Contents(self.tokens, self.judge, self.seeds, self.by_token)
        self._add_asked({s.token.index: s for s in seeds})
        self._join_effects()
        for number, seed in enumerate(self.seeds):
            alone = seed.token.index not in left and seed.into is None
            if alone and (deed := self._deed_before(seed, left)) is not None:
                self._join(number, deed)
        for number, seed in enumerate(self.seeds):
            if seed.frame.complement is not None:
                found = dict.fromkeys(map(self.kept, self.contents.of(seed)))
                seed.content = [n for n in found if n != number]
                self._aim(seed)
                self._name_doers(seed)

    def _take(self, seeds: list[Seed]) -> None:
        self.seeds, self.by_token = seeds, {s.token.index: n for n, s in enumerate(seeds)}

    def _is_outcome(self, seed: Seed, told: Set[int]) -> bool:
        """ "shelled the market, killing two": no event of its own to the learned reader, but the toll of one."""
        causes = (self.seeds[n] for n in (*self._same_deed(seed), *self._causes(seed)))
        beside = any(cause.token.index in told and self._mergeable(seed, cause) for cause in causes)
        return beside or self._deed_before(seed, told) is not None

    def _deed_before(self, seed: Seed, told: Set[int]) -> int | None:
        """ "A convoy hit a mine. Three soldiers died.": the toll is that of what the sentence before tells."""
        if seed.frame.figure not in VICTIMS or seed.nominal or seed.roles.initiators:
            return None
        for number in range(self.by_token[seed.token.index] - 1, -1, -1):
            other, back = self.seeds[number], seed.sentence.index - self.seeds[number].sentence.index
            if back > 1:
                break
            deed = other.token.index in told and other.frame.type is EventType.ASSAULT
            same = other.sentence.paragraph == seed.sentence.paragraph and other.standing.status is seed.standing.status
            if back == 1 and deed and same:
                return number
        return None

    def _add_asked(self, weak: Mapping[int, Seed]) -> None:
        """What is demanded or threatened is an event whatever its verb: to do as one is told is to concede, and what
        one is threatened with is coercion, unless the lexicon knows more (`weak`: words that did not hold alone).
        """
        for seed in [s for s in self.seeds if s.frame.type in ASKED]:
            for clause in tree.children(self.tokens, seed.token, "xcomp", "ccomp"):
                known = self.contents.highest(clause) or self.judge.stands_apart(clause, seed.token)
                known = known or self.advice.holds(clause) is False
                if clause.pos != "VERB" or clause.lemma in self.ontology.cues["reporting_verbs"] or known:
                    continue
                passive = tree.is_passive(self.tokens, clause)
                frame = Frame(clause.lemma, ASKED[seed.frame.type])
                new = weak.get(clause.index) or Seed(clause, frame, seed.sentence, passive)
                self._fill(new)
                self.advice.advise(new)
                find_route(new, self.finder)
                self.by_token[clause.index] = len(self.seeds)
                self.seeds.append(new)

    def _aim(self, seed: Seed) -> None:
        """A demand that somebody act is made of him; praise or blame of a deed goes to its doer."""
        if seed.roles.targets:
            return
        if seed.frame.type is EventType.REQUEST:
            for clause in tree.children(self.tokens, seed.token, "ccomp"):
                for subject in tree.children(self.tokens, clause, "nsubj"):
                    found = [i for t in tree.conjuncts(self.tokens, subject) for i in self.finder.actors(t)]
                    seed.roles.add("target", (i for i in found if i not in seed.roles.initiators))
        elif seed.frame.type in {EventType.SUPPORT, EventType.ACCUSE}:
            nominal = [self.seeds[n] for n in seed.content if self.seeds[n].nominal]
            doers = [i for s in nominal for i in s.roles.initiators]
            seed.roles.add("target", (i for i in doers if i not in seed.roles.initiators))

    def _name_doers(self, seed: Seed) -> None:
        """Who is accused of a deed did it, by that account; so did who claims responsibility, so will who threatens."""
        accuses, threatens = (seed.frame.type is kind for kind in (EventType.ACCUSE, EventType.THREATEN))
        doers = seed.roles.targets if accuses else seed.roles.initiators if seed.claims_own or threatens else []
        for deed in (self.seeds[n] for n in seed.content):
            if deed.roles.initiators or (threatens and deed.standing.status is not Status.THREATENED):
                continue
            if threatens:  # nobody threatens himself
                deed.roles.targets = [i for i in deed.roles.targets if i not in doers]
            deed.roles.add("initiator", (i for i in doers if i not in deed.roles.targets))

    def speech_acts(self) -> frozenset[int]:
        """Returns the indexes of verbs that are events of saying, so that they are not read as plain reporting."""
        return frozenset(s.token.index for s in self.seeds if s.frame.complement is not None)

    def _fill(self, seed: Seed) -> None:
        if seed.nominal:
            seed.standing = self.judge.of_noun(seed.token)
            seed.roles = self.finder.of_noun(seed.token, seed.frame)
            if seed.frame.lasting and not seed.standing.told and not seed.roles.targets:
                seed.standing = replace(seed.standing, status=Status.ONGOING)
        else:
            once = seed.sentence.heading or seed.frame.complement is not None or seed.frame.type in SAID
            seed.standing = self.judge.of_verb(seed.token, heading=once)
            seed.roles = self.finder.of_verb(seed.token, seed.frame, passive=seed.passive)
        doers = [self.mentions.items[i] for i in seed.roles.initiators]
        kinds = {ActorKind.POPULATION if m.kind is ActorKind.PERSON and m.plural else m.kind for m in doers if m.kind}
        seed.frame = frame_by_doer(self.tokens, seed.token, seed.frame, kinds, self.ontology)
        seed.spans = [self._trigger(seed)]

    def _trigger(self, seed: Seed) -> Span:
        words = [seed.token]
        if seed.nominal:
            words += [
                c for c in tree.children(self.tokens, seed.token, "amod", "compound") if c.index < seed.token.index
            ]
        else:
            words += tree.children(self.tokens, seed.token, "prt")
            if seed.frame.objects:
                words += [c for c in tree.children(self.tokens, seed.token, "dobj") if c.lemma in seed.frame.objects]
        return Span(min(t.start for t in words), max(t.end for t in words))

    def _holds(self, seed: Seed) -> bool:
        """A weak frame counts only where it is done by or to somebody known to be an actor."""
        if (advised := self.advice.holds(seed.token)) is not None:
            return advised or (seed.claims_own and bool(seed.roles.initiators))
        if seed.frame.type is EventType.ACCUSE and not seed.nominal and self._raises(seed.token):
            return False
        if not seed.frame.weak:
            return seed.nominal or seed.frame.complement is not None or not self._raises(seed.token)
        items = self.mentions.items
        involved = [items[i] for i in (*seed.roles.initiators, *seed.roles.targets)]
        known = [m for m in involved if m.kind is not None or m.form is MentionForm.PRONOUN]
        if seed.frame.complement is not None or seed.nominal:
            return bool(known) and self.hit.isdisjoint(self.mentions.of(seed.token))  # "shot at their patrols"
        if seed.frame.type in HARM and (
            seed.roles.places or any(items[i].kind is not None for i in seed.roles.targets)
        ):
            return not self._raises(seed.token)
        strong = [m for m in known if m.kind not in {ActorKind.OUTLET, None} or m.entries]
        return bool(strong) and not self._raises(seed.token)

    def _fits_in(self, seed: Seed, told: set[EventType]) -> bool:
        """ "the explosion" in a report that tells of an attack: doubtful violence is believed in its company."""
        named = seed.frame.mode is not None and seed.frame.figure is None
        return (
            seed.frame.type is EventType.ASSAULT
            and seed.frame.type in told
            and named
            and (seed.nominal or not seed.roles.initiators)
        )

    def _raises(self, verb: Token) -> bool:
        """ "tried to leave", "moved to calm": with an infinitive such a verb is no deed of its own."""
        return (
            tree.child(self.tokens, verb, "xcomp") is not None
            and tree.child(self.tokens, verb, "dobj", "nsubjpass") is None
        )

    # --- one deed, several words

    def _join_effects(self) -> None:
        """ "were killed in an attack", "the attack killed 12", "killed when troops fired": one event, two triggers."""
        for number, seed in enumerate(self.seeds):
            for other in self._same_deed(seed):
                if seed.into is None and self.seeds[other].into != number:
                    self._join(number, other)
            if seed.frame.type not in HARM or seed.into is not None:
                continue
            for other in self._causes(seed):
                if other != number and self._mergeable(seed, self.seeds[other]):
                    self._join(number, other)
                    break

    def _same_deed(self, seed: Seed) -> Iterator[int]:
        """A noun of the verb's own type beside it, or a clause that only spells it out, tells no second deed.

        "rained mortar and rocket fire on", "sat down for talks", "talks that X hosted", "denounced them, accusing
        them of …".
        """
        top = tree.conjunct_root(self.tokens, seed.token) if seed.nominal else seed.token
        head = self.tokens[top.head]
        number = self.by_token.get(head.index)
        if seed.nominal and top.dep == "pobj" and head.lower in {"in", "for", "at", "during"}:
            number = self.by_token.get(head.head)
        elif top.dep not in ({"dobj", "nsubjpass"} if seed.nominal else {"advcl", "relcl", "acl"}):
            return
        toll = seed.token.tag == "VBG" and seed.token.dep == "advcl" and seed.frame.figure in VICTIMS
        if toll and number is not None and self.seeds[number].frame.type in HARM:
            yield number  # "attacked the post, killing two"
        if number is None or self.seeds[number].frame.type is not seed.frame.type:
            return
        spelled_out = seed.token.dep != "advcl" or (seed.token.tag == "VBG" and seed.frame.type in SAID)
        if (spelled_out and self.seeds[number].frame.complement is None) or (
            seed.frame.complement is not None and spelled_out
        ):
            yield number

    def _causes(self, seed: Seed) -> Iterator[int]:
        if seed.nominal and seed.frame.figure is None:
            return
        links = EFFECT_LINKS | ({"after"} if seed.frame.figure in VICTIMS else frozenset())
        subject = tree.child(self.tokens, seed.token, "nsubj")
        words = [subject] if subject is not None and not seed.nominal else []
        words += [
            w
            for p, w in tree.prepositions(self.tokens, seed.token)
            if p.lower in links or (seed.nominal and p.lower == "of")
        ]
        for thing in tree.children(self.tokens, seed.token, "dobj"):  # "detained 31 people in raids"
            words += [w for p, w in tree.prepositions(self.tokens, thing) if p.lower in {"in", "during"}]
        for clause in (
            c for t in tree.conjuncts(self.tokens, seed.token) for c in tree.children(self.tokens, t, "advcl")
        ):
            if any(c.lower in links for c in tree.children(self.tokens, clause, "mark", "advmod")):
                words.append(clause)
        if seed.token.dep == "conj":
            words.insert(0, self.tokens[seed.token.head])
        words += self._left_so(seed)
        for word in words:
            for joined in tree.conjuncts(self.tokens, word):
                if joined.index in self.by_token:
                    yield self.by_token[joined.index]

    def _left_so(self, seed: Seed) -> Iterator[Token]:
        """ "The shelling left three people injured": what left them so."""
        for above in islice(tree.ancestors(self.tokens, seed.token), 2):
            if above.lemma == "leave" and above.pos == "VERB":
                yield from tree.children(self.tokens, above, "nsubj")
                if above.dep == "advcl":
                    yield self.tokens[above.head]  # "shelled the port, leaving ..."

    def _mergeable(self, seed: Seed, cause: Seed) -> bool:
        if cause.frame.type not in HARM or seed.standing.status != cause.standing.status:
            return False
        if seed.token.dep == "conj" and seed.token.head == cause.token.index:
            dies = seed.frame.roles.get("subject") == "target" and seed.token.lemma != "be"
            # "shelled the market, and three traders were killed"
            suffered = (seed.passive or dies) and not seed.roles.initiators
            tolls = seed.frame.figure in VICTIMS and (suffered or cause.frame.figure in VICTIMS)
            return tolls or self._goes_on(seed, cause)
        return seed.frame.figure is not None or not seed.nominal

    def _goes_on(self, seed: Seed, cause: Seed) -> bool:
        """ "was ambushed and set alight", "ambushed the convoy and torched it": one assault, told in steps."""
        if seed.nominal or seed.frame.type is not EventType.ASSAULT or cause.frame.type is not EventType.ASSAULT:
            return False
        if tree.child(self.tokens, seed.token, "nsubj", "nsubjpass") is not None:
            return False
        objects = [w for w in tree.children(self.tokens, seed.token, "dobj") if w.pos in {"NOUN", "PROPN", "PRON"}]
        return all(word.pos == "PRON" for word in objects) if objects else cause.passive

    def _join(self, number: int, other: int) -> None:
        seed, other = self.seeds[number], self.kept(other)
        kept = self.seeds[other]
        if other == number:
            return
        seed.into = other
        kept.spans += seed.spans
        kept.roles.add("target", seed.roles.targets)
        if not kept.roles.places:
            kept.roles.add("place", seed.roles.places)
        initiators = [i for i in seed.roles.initiators if self.mentions.items[i].kind is not None]
        if not kept.roles.initiators and seed.nominal is False:
            kept.roles.add("initiator", initiators)

    # --- what a speech act is about

    def kept(self, number: int) -> int:
        """Returns the seed that a seed was joined into, itself where it stands alone."""
        top = number
        while (into := self.seeds[top].into) is not None:
            top = into
        while (into := self.seeds[number].into) is not None:
            self.seeds[number].into, number = top, into  # the next way up is short
        return top

    def complement_claims(self) -> Iterator[ClaimDraft]:
        """Yields claims: who accuses, denies, demands or threatens is the source of what that is about."""
        for seed in self.seeds:
            source = self._speaker(seed)
            if seed.frame.complement is None or source is None:
                continue
            if seed.frame.reciprocal or seed.token.lemma in NOT_TELLING:
                continue
            cue = Span(seed.token.start, seed.token.end)
            for top in self.contents.complements(seed):
                if (
                    top.dep == "dobj"
                    and self.judge.of_noun(top).status is Status.HAPPENED
                    and top.index in self.by_token
                ):
                    continue
                clausal = top.pos in {"VERB", "AUX"} and top.dep in CLAUSES | {"conj"}
                if clausal or (seed.frame.complement in CHAINED and seed.frame.type is not EventType.REJECT):
                    kind = CLAIM_KINDS.get(seed.frame.type, ClaimKind.ASSERTION)
                    content = tree.told_span(self.tokens, top)
                    yield ClaimDraft(source, seed.token.lemma, cue, content, kind=kind)
            if seed.claims_own:
                for deed in (self.seeds[n] for n in seed.content if self.seeds[n].roles.initiators == [source]):
                    yield ClaimDraft(source, seed.token.lemma, cue, deed.spans[0])

    def advised_claims(self, claims: Sequence[ClaimDraft]) -> Iterator[ClaimDraft]:
        """Yields claims for events that the rules leave to the report, where the learned reader names a source."""
        for seed in self.seeds:
            if seed.into is not None or chain_at(seed.spans[0], claims):
                continue
            found = self.advice.source(seed)
            if found is not None:
                cue = self.mentions.items[found[0]].span
                yield ClaimDraft(found[0], "", cue, tree.subtree_span(self.tokens, seed.token), basis=found[1])

    def _speaker(self, seed: Seed) -> int | None:
        return seed.roles.initiators[0] if seed.roles.initiators else None

    # --- drafts

    def drafts(self, claims: Sequence[ClaimDraft]) -> list[EventDraft]:
        """Returns the events; `claims` are all claims of the document, those of speech acts included."""
        kept = [n for n, s in enumerate(self.seeds) if s.into is None]
        number = {old: new for new, old in enumerate(kept)}
        drafts = [self._draft(number[n], self.seeds[n], number, claims) for n in kept]
        return list(self._with_implied(drafts, claims))

    def _with_implied(self, drafts: list[EventDraft], claims: Sequence[ClaimDraft]) -> Iterator[EventDraft]:
        """Adds the speech acts that plain saying hides.

        "We will answer in kind": who says that his own side will do harm threatens, whatever his verb; "the EU should
        freeze the assets", he said: who says what another ought to do demands it.
        """
        implied: list[EventDraft] = []
        for draft in drafts:
            source = claims[draft.chain[-1]].source if draft.chain else self._own_voice(draft)
            act = self._implied_act(draft, source)
            if source is None or act is None:
                yield draft
                continue
            yield replace(draft, status=Status.THREATENED if act is EventType.THREATEN else Status.DEMANDED)
            if not any(d.sentence == draft.sentence and d.type is act for d in (*drafts, *implied)):
                implied.append(self._speech_act(len(drafts) + len(implied), act, draft, source))
        yield from implied

    def _own_voice(self, draft: EventDraft) -> int | None:
        """Returns the "we" that does it, where the report speaks for itself ("we will close the road")."""
        doers = [i for i in draft.initiators if self.mentions.items[i].lemma in {"we", "i"}]
        return doers[0] if doers else None

    def _implied_act(self, draft: EventDraft, source: int | None) -> EventType | None:
        if source is None or self.mentions.items[source].kind is ActorKind.OUTLET:
            return None
        if draft.status is Status.DEMANDED and self._ought(draft):
            return EventType.REQUEST
        future = draft.status in {Status.PLANNED, Status.EXPECTED} and draft.certainty is Certainty.CERTAIN
        return EventType.THREATEN if future and draft.type in HOSTILE and self._own_deed(draft, source) else None

    def _ought(self, draft: EventDraft) -> bool:
        return any(c.lower in {"should", "must"} for c in tree.children(self.tokens, self.tokens[draft.word], "aux"))

    def _own_deed(self, draft: EventDraft, source: int) -> bool:
        items = self.mentions.items
        speaker = items[source]
        if any(
            c.lower in {"will", "would", "wo", "'ll", "shall"}
            for c in tree.children(self.tokens, self.tokens[draft.word], "aux")
        ):
            if not draft.initiators:
                if draft.nominal or tree.child(self.tokens, self.tokens[draft.word], "nsubj") is not None:
                    return False  # "fears that the floods will cut the road"
                return speaker.kind not in {ActorKind.OUTLET, ActorKind.POPULATION}
        elif not draft.initiators:
            return False
        doer = items[draft.initiators[0]]
        if doer.form is MentionForm.PRONOUN:
            return doer.lemma in self.ontology.cues["own_pronouns"] or doer.lemma in {"it", "he", "she", "they"}
        his_own = doer.owner is not None and (doer.owner == source or items[doer.owner].form is MentionForm.PRONOUN)
        return doer.index == source or bool(doer.country and doer.country == speaker.country) or his_own

    def _speech_act(self, index: int, act: EventType, draft: EventDraft, source: int) -> EventDraft:
        towards = draft.initiators if act is EventType.REQUEST else draft.targets
        return replace(
            draft, index=index, type=act, status=Status.HAPPENED, initiators=(source,), targets=towards, places=(),
            origin=None, destination=None, times=(), figures=(), content=(draft.index,), chain=draft.chain[:-1],
            mode=None, cameo=None, tense="past", others=(), heard=None, same={},
        )  # fmt: skip

    def _draft(self, index: int, seed: Seed, number: dict[int, int], claims: Sequence[ClaimDraft]) -> EventDraft:
        roles = seed.roles
        heard, same = self.advice.repeats(seed)
        return EventDraft(
            index=index,
            type=seed.frame.type,
            status=seed.standing.status,
            trigger=seed.spans[0],
            others=tuple(seed.spans[1:]),
            word=seed.token.index,
            sentence=seed.sentence.index,
            lemma=seed.token.lemma,
            mode=seed.frame.mode,
            cameo=seed.frame.cameo,
            certainty=seed.standing.certainty,
            initiators=tuple(roles.initiators),
            targets=tuple(i for i in roles.targets if i not in roles.initiators),
            places=tuple(roles.places),
            origin=next(iter(roles.origins), None),
            destination=next(iter(roles.destinations), None),
            times=tuple(seed.times),
            tense=self.judge.tense_of(seed.token, seed.standing.status),
            figures=tuple(seed.figures),
            content=tuple(number[n] for n in seed.content if n in number and number[n] != index),
            chain=chain_at(seed.spans[0], claims),
            both=seed.nominal and self._stands_for_two(seed.token),
            anaphoric=seed.nominal and self._looks_back(seed.token),
            nominal=seed.nominal,
            effect=seed.frame.figure in VICTIMS
            and not seed.roles.initiators
            and seed.token.dep not in {"relcl", "acl", "advcl"},
            basis=tuple(self.advice.basis(seed)),
            heard=heard,
            same=same,
        )

    def _stands_for_two(self, noun: Token) -> bool:
        """ "both attacks", "the two raids"."""
        before = {c.lower for c in tree.children(self.tokens, noun, "det", "nummod", "predet")}
        return noun.tag == "NNS" and ("both" in before or {"the", "two"} <= before)

    def _looks_back(self, noun: Token) -> bool:
        determiners = {t.lower for t in tree.children(self.tokens, noun, "det")}
        return bool(determiners & {"the", "this", "that", "these", "those", "both", "such"})


def chain_at(span: Span, claims: Sequence[ClaimDraft]) -> tuple[int, ...]:
    """Returns the claims whose content holds a span, widest first, each source once in a row."""
    around = []
    for number, claim in enumerate(claims):
        scope = claim.scope or claim.content
        inside = scope.start <= span.start and span.end <= scope.end  # written out: it is asked very often
        if inside and not claim.cue.contains(span) and claim.kind is not ClaimKind.NON_ACKNOWLEDGEMENT:
            around.append((scope.start - scope.end, number))
    chain: list[int] = []
    for _, number in sorted(around):
        if not any(claims[number].source == claims[other].source for other in chain):
            chain.append(number)
    return tuple(chain)
