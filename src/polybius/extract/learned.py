"""Where rules and the learned reader meet: seeds of the lexicon and hints of the encoder -> what is kept of both.

The rules know offsets, days, counts and structure; the encoder judges whether a word tells an event at all, of which
type, how that stands, and who has a part in it. Every threshold is a chance in `hints.THRESHOLDS`, all chosen on the
dev part of the corpus (docs/accuracy.md). Without hints nothing here changes anything.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import takewhile

from polybius.annotated import Annotated, Hint, Part, Saying, Token
from polybius.drafts import HARM, ClaimDraft, MentionForm
from polybius.extract import tree
from polybius.extract.contents import does_it
from polybius.extract.hints import THRESHOLDS, Parts, Thresholds, heads
from polybius.extract.mentions import Mentions
from polybius.extract.roles import RoleFinder
from polybius.extract.seeds import Seed
from polybius.extract.status import Standing, calls_off
from polybius.model import Basis, Certainty, ClaimKind, EventType, Reading, Span, Status
from polybius.ontology import Frame

TELLING = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "AUX", "ADV"})
COMPLEMENTS: Mapping[EventType, Status] = {
    EventType.REQUEST: Status.DEMANDED,
    EventType.THREATEN: Status.THREATENED,
    EventType.ACCUSE: Status.HAPPENED,
    EventType.AGREE: Status.PLANNED,
}  # what is asked, threatened, charged or promised, where the lexicon does not say
TAKEN: Mapping[tuple[str | None, EventType], tuple[str | None, str | None, str | None]] = {
    ("arrest", EventType.ASSAULT): ("abduct", "181", "abducted"),
    ("abduct", EventType.COERCE): ("arrest", "173", "detained"),
}  # mode read, type heard -> mode, CAMEO code and what is counted: whoever is taken is abducted or arrested
CARRIED = frozenset({"dobj", "nsubjpass", "nsubj"})
LONGEST_BREAK = 4  # words between two stretches of what is said
CARRYING = frozenset("remain stay have get mean".split())  # "remains barred", "had him freed", "means to march"
LEADING = frozenset("aim begin continue fail go have intend manage mean plan prepare start try".split())
UNDERGOING = frozenset("be remain stay come go live put place".split())  # "went under curfew"
AHEAD = frozenset({Status.THREATENED, Status.PLANNED, Status.EXPECTED})
SHORT_TEXT = 30  # words of a text in which the encoder may hear nothing though something is told
TOLLS = frozenset({"toll", "count", "tally", "number", "figure"})  # who "raised the toll" killed nobody
COUNTS = frozenset({"killed", "wounded", "count"})
SLOTS = {"initiator": "initiators", "target": "targets", "place": "places"}
SLOT_OF = {"initiator": "initiators", "target": "targets", "place": "place"}


class Advice:
    """What the learned reader says of one document."""

    def __init__(
        self, annotated: Annotated, finder: RoleFinder, parts: Parts, thresholds: Thresholds = THRESHOLDS
    ) -> None:
        self.annotated, self.tokens, self.finder = annotated, annotated.tokens, finder
        self.hints, self.parts, self.at = annotated.hints, parts, thresholds
        short = self.hints if len(self.tokens) <= SHORT_TEXT else None
        self.lost = short is not None and all(hint.event < thresholds.keep for hint in short.values())

    def added(self, seeds: Sequence[Seed]) -> Iterator[Seed]:
        """Yields seeds for words that the lexicon does not know as events and the encoder does."""
        if self.hints is None:
            return
        known = {seed.token.index for seed in seeds} | {
            v for seed in seeds if (v := self._carrier(seed.token)) is not None
        }
        for sentence in self.annotated.sentences:
            for token in self.annotated.words(sentence):
                hint = self.hints.get(token.index)
                if hint is None or token.index in known or token.pos not in TELLING or self._only_says(token):
                    continue
                if hint.event >= self.at.add and not self._leads_to(token):
                    kind = _next_type(hint) if self._is_threatened(token, hint) else hint.type
                    toll = (t.lemma in TOLLS for t in tree.children(self.tokens, token, "dobj"))
                    roles = {"subject": "none", "object": "none"} if kind in HARM and any(toll) else {}
                    frame = Frame(token.lemma, kind, complement=COMPLEMENTS.get(kind), roles=roles)
                    passive = token.pos == "VERB" and tree.is_passive(self.tokens, token)
                    yield Seed(token, frame, sentence, passive, known=False)

    def _only_says(self, verb: Token) -> bool:
        """ "gave an account" is a claim, never an event; "denied carrying it out" speaks of one that is told before."""
        cues = self.finder.ontology.cues
        said = tree.child(self.tokens, verb, "dobj") if verb.lemma in cues["light_verbs"] else None
        return does_it(self.tokens, verb) or (said is not None and said.lemma in cues["report_nouns"])

    def _is_threatened(self, verb: Token, hint: Hint) -> bool:
        """ "Otherwise we will close the pass": heard as the threat, it is the deed that is threatened."""
        return hint.type is EventType.THREATEN and any(
            t.lower in {"will", "shall", "'ll", "’ll"} for t in tree.children(self.tokens, verb, "aux")
        )

    def _leads_to(self, verb: Token) -> bool:
        """ "will have to close it", "plans to airlift food": the deed is what the verb leads to, if it is heard."""
        deeds = tree.children(self.tokens, verb, "xcomp") if verb.lemma in LEADING else ()
        return any(self._event_chance(deed.index) >= self.at.add for deed in deeds)

    def holds(self, token: Token) -> bool | None:
        """Tells whether a word, or the light verb that carries it, tells an event.

        None where nothing was read, the encoder is of two minds or hears nothing in all of a short text: then the rules
        decide.
        """
        if self.hints is None:
            return None
        event = max(self._event_chance(token.index), self._event_chance(self._carrier(token)))
        if event >= self.at.keep:
            return True
        return False if 1 - event >= self.at.drop and not self.lost else None

    def _event_chance(self, word: int | None) -> float:
        hint = self.hints.get(word) if self.hints is not None and word is not None else None
        return hint.event if hint else 0.0

    def _carrier(self, word: Token) -> int | None:
        """ "hold a march", "are to meet", "went under curfew": the verb that carries an event, marked in its stead."""
        top = tree.conjunct_root(self.tokens, word)
        verb = self.tokens[top.head]
        light = verb.pos == "VERB" and verb.lemma in self.finder.ontology.cues["light_verbs"]
        holds = light and top.dep in CARRIED and word.pos == "NOUN"
        below = word.dep in {"xcomp", "ccomp", "acomp"} and (verb.pos == "AUX" or verb.lemma in CARRYING)
        if word.dep == "pobj" and verb.lower == "under" and self.tokens[verb.head].lemma in UNDERGOING:
            return verb.head
        return verb.index if holds or below else None

    def _hint_of(self, token: Token) -> Hint | None:
        """Returns the hint of a word, or of the verb that carries it where that is likelier to be marked."""
        carrier = self._carrier(token)
        borrowed = carrier is not None and self._event_chance(carrier) > self._event_chance(token.index)
        return self.hints.get(carrier if borrowed and carrier is not None else token.index) if self.hints else None

    def advise(self, seed: Seed) -> None:
        """Corrects a seed's type and standing where the encoder is sure, and fills roles that the rules left empty."""
        seed.ruled = seed.values()
        hint = self._hint_of(seed.token)
        if hint is None:
            return
        if hint.word == seed.token.index:
            self._retype(seed, hint)
        self._restate(seed, hint)
        new = {role: self._replacement(seed, hint, role) for role in SLOTS}
        for role, found in new.items():
            if found:
                setattr(seed.roles, SLOTS[role], found)
        if doers := new["initiator"]:
            seed.roles.targets = [i for i in seed.roles.targets if i not in doers]

    def basis(self, seed: Seed) -> Iterator[Basis]:
        """Yields who gave what stands in each slot of a seed, and how likely the encoder holds it."""
        hint = self._hint_of(seed.token)
        heard = hint is not None and hint.event >= self.at.keep
        yield Basis("event", _by(seed.known, heard), None if hint is None else round(hint.event, 3))
        for slot, values in seed.values().items():
            chances = [self._chance(hint, slot, value) for value in values] if hint else []
            if values:
                ruled = set(values) <= set(seed.ruled[slot]) and (seed.known or slot != "type")
                chance = round(min(chances), 3) if chances else None
                yield Basis(slot, _by(ruled, chance is not None and chance >= self.at.keep), chance)

    def _chance(self, hint: Hint, slot: str, value: object) -> float:
        if isinstance(value, EventType):
            return hint.types[value] / max(hint.event, 1e-6)
        if isinstance(value, Status):
            return hint.statuses[value]
        words = {self.finder.mentions.items[value].head} if isinstance(value, int) else set()
        return max((p.chance for p in hint.parts if p.word in words and SLOT_OF.get(p.role) == slot), default=0.0)

    def repeats(self, seed: Seed) -> tuple[int | None, Mapping[int, float]]:
        """Returns the word at which a seed's event is heard, and the chances that words before tell the same event."""
        hint = self._hint_of(seed.token)
        return (hint.word, hint.same) if hint else (None, {})

    def source(self, seed: Seed) -> tuple[int, tuple[Basis, ...]] | None:
        """Returns the mention of who says that an event happened, or would, and how sure that is."""
        part = self._pointed_at(seed, "source", self.at.source)
        found = self.finder.actors(self.tokens[part.word]) if part is not None else []
        source = next((i for i in found if i not in seed.roles.initiators), None)
        if part is None or source is None:
            return None
        return source, _based("source", ruled=False, chance=part.chance, heard=True)

    def dated(self, seed: Seed) -> int | None:
        """Returns a word of the time expression that says when an event was."""
        part = self._pointed_at(seed, "time", self.at.time)
        return part.word if part is not None else None

    def counted(self, words: Iterable[int]) -> tuple[int, str] | None:
        """Returns the event word that a number is told of, and what it counts: `killed`, `wounded` or a `count`."""
        found = [part for word in words for part in self.parts.get(word, ()) if part[1] in COUNTS]
        if not found or max(found)[0] < self.at.count:
            return None
        _, what, word = max(found)
        return word, what

    def _pointed_at(self, seed: Seed, role: str, needed: float) -> Part | None:
        hint = self._hint_of(seed.token)
        parts = [part for part in hint.parts if part.role == role and part.chance >= needed] if hint else []
        return max(parts, key=lambda part: (part.chance, part.word), default=None)

    def _retype(self, seed: Seed, hint: Hint) -> None:
        kind = hint.type
        if kind is seed.frame.type or hint.types[kind] < self.at.type * hint.event or seed.claims_own:
            return
        deed = seed.known or self._is_threatened(seed.token, hint)
        if kind is EventType.THREATEN and deed and seed.standing.status in AHEAD:
            return  # "or we will close the road": what is threatened is not the threat
        figure = seed.frame.figure if kind in HARM else None
        if not seed.standing.told and (ahead := self._led_to(seed, kind)):
            seed.standing = Standing(ahead, seed.standing.certainty, told=True)
        mode, cameo, figure = TAKEN.get((seed.frame.mode, kind), (None, None, figure))
        seed.frame = replace(
            seed.frame, type=kind, mode=mode, cameo=cameo, complement=COMPLEMENTS.get(kind), figure=figure
        )

    def _led_to(self, seed: Seed, kind: EventType) -> Status | None:
        """ "called a strike", "called off the raid": heard as the strike or raid, it is what becomes of it."""
        if kind in HARM and calls_off(self.tokens, seed.token, self.finder.ontology.cues):
            return Status.DENIED
        return seed.frame.complement if kind not in COMPLEMENTS else None

    def _restate(self, seed: Seed, hint: Hint) -> None:
        status = hint.status
        needed = self.at.told_status if seed.standing.told else self.at.status
        own = seed.standing.status
        if status is Status.DENIED and self._contrasts(seed.token):
            return
        if status is Status.HAPPENED and self._called_off(seed):
            return
        threat = hint.type is EventType.THREATEN is not seed.frame.type
        if threat and own in AHEAD and status is Status.HAPPENED:
            return  # the threat was made, not what is threatened
        untimely = own in AHEAD and status not in {*AHEAD, Status.DEMANDED, Status.HYPOTHETICAL}  # of what "will" be
        unlikely = not untimely and hint.statuses[own] < self.at.unlikely
        if status is not own and (unlikely or hint.statuses[status] >= needed):
            certainty = seed.standing.certainty if status is not Status.DENIED else Certainty.CERTAIN
            seed.standing = Standing(status, certainty, told=status is not Status.HAPPENED)

    def _called_off(self, seed: Seed) -> bool:
        """ "called off the raid": the raid never was, whichever word it is heard at."""
        word = seed.token
        verb = self.tokens[word.head] if word.dep in {"dobj", "nsubjpass"} else word
        cues = self.finder.ontology.cues
        return seed.frame.type in HARM and calls_off(self.tokens, verb, cues)

    def _contrasts(self, verb: Token) -> bool:
        """ "the army, not the rebels, shelled the town": the deed is not what is denied."""
        words = tree.subtree(self.tokens, verb)
        return any(t.dep == "neg" and self.tokens[t.head].pos in {"NOUN", "PROPN", "ADP"} for t in words)

    def _replacement(self, seed: Seed, hint: Hint, role: str) -> list[int]:
        """Returns who should fill a role that the rules left empty, or filled against all the encoder sees."""
        kept: list[int] = getattr(seed.roles, SLOTS[role])
        own = [part for part in hint.parts if part.role == role]
        if role == "initiator" and seed.frame.complement is not None:
            own = [part for part in own if not _is_told(self.tokens, seed.token, self.tokens[part.word])]
        needed = self.at.place if role == "place" else self.at.part
        home = range(seed.sentence.first, seed.sentence.last)
        if role == "initiator" and seed.frame.type is EventType.ASSAULT and not kept:
            own, needed = [part for part in own if part.word in home], self.at.blame
        elif role != "place" or seed.frame.type is EventType.RETREAT:  # who leaves is seldom still where others were
            own = [part for part in own if part.word in home or part.chance >= self.at.afar]
        if kept:
            heads = {self.finder.mentions.items[i].head for i in kept}
            if any(part.word in heads for part in own):
                return []
            needed = self.at.swap
        standing_for = self._places_at if role == "place" else self.finder.actors
        likely = sorted((part for part in own if part.chance >= needed), key=lambda part: -part.chance)
        return list(dict.fromkeys(i for part in likely for i in standing_for(self.tokens[part.word])))

    def _places_at(self, token: Token) -> list[int]:
        """Returns the places that a word stands for; what is nobody may be a place that no list of nouns knows."""
        items = self.finder.mentions.items
        nobody = (i for i in self.finder.mentions.of(token) if items[i].kind is None)
        return self.finder.places_at(token) or [i for i in nobody if items[i].form is not MentionForm.PRONOUN]


def _next_type(hint: Hint) -> EventType:
    return max((kind for kind in EventType if kind is not hint.type), key=hint.types.__getitem__)


def _by(ruled: bool, heard: bool) -> Reading:
    """Names who gave a value; what neither is sure of stands because the rules let it stand."""
    return Reading.BOTH if ruled and heard else Reading.RULES if ruled or not heard else Reading.LEARNED


# --- claims


def heed_sayings(
    annotated: Annotated, mentions: Mentions, claims: Sequence[ClaimDraft], thresholds: Thresholds = THRESHOLDS
) -> list[ClaimDraft]:
    """Lets claims of the rules and sayings that the encoder hears meet, cue by cue.

    Where both hear the same cue, the rules keep the source and the encoder says what is said; what only it hears is
    added where a mention says it, and what only the rules hear is doubtful where it surely hears nothing.
    """
    if annotated.hints is None or annotated.sayings is None:
        return [replace(claim, basis=_based("content")) for claim in claims]
    heard = {saying.cue: saying for saying in annotated.sayings}
    said = {word for saying in annotated.sayings if saying.chance >= thresholds.cue for word in saying.content}
    kept: list[ClaimDraft] = []
    met: dict[tuple[int, int], Span] = {}
    for claim in claims:
        saying = next((heard[w] for w in _words_at(annotated, claim.cue) if w in heard), None)
        if saying is None or saying.chance < thresholds.cue:
            inner = any(w in said for w in _words_at(annotated, claim.cue))
            plain = claim.kind is ClaimKind.ASSERTION and claim.verb != "according"
            sure = not plain or (claim.quoted and not inner)
            chance = saying.chance if saying is not None else 0.0
            kept.append(replace(claim, doubtful=not sure, basis=_based("content", chance=chance)))
        elif (key := (saying.cue, claim.source)) not in met:
            met[key] = _content(annotated, saying)
            both = _based("content", chance=saying.chance, heard=True)
            kept.append(replace(claim, content=met[key], scope=claim.content, basis=both))
        else:
            kept.append(replace(claim, basis=_based("content")))  # the same speaker goes on
    cues = {cue for cue, _ in met}
    for saying in annotated.sayings:
        if saying.cue not in cues and saying.chance >= thresholds.cue:
            kept += _said(annotated, mentions, saying)
    return kept


def _words_at(annotated: Annotated, span: Span) -> list[int]:
    first = bisect_left(annotated.tokens, span.start, key=lambda token: token.start)
    within = takewhile(lambda token: token.start < span.end, annotated.tokens[first:])
    return [token.index for token in within]


def _said(annotated: Annotated, mentions: Mentions, saying: Saying) -> Iterator[ClaimDraft]:
    """Yields the claim of a saying whose source is a mention."""
    tokens = annotated.tokens
    found = [i for token in heads(annotated, saying.source) for i in mentions.of(token)]
    cue = tokens[saying.cue]
    found = [i for i in found if not _is_told(tokens, cue, tokens[mentions.items[i].head])]
    for source in found[:1]:
        span = Span(cue.start, cue.end)
        basis = _based("content", ruled=False, chance=saying.chance, heard=True)
        scope = Span(cue.end, cue.end)
        yield ClaimDraft(source, cue.lemma, span, _content(annotated, saying), scope=scope, basis=basis)


def _is_told(tokens: Sequence[Token], verb: Token, subject: Token) -> bool:
    """ "The rebels were ordered to leave", "he is said to have fled": the subject says nothing."""
    below = subject.dep == "nsubjpass" and subject.head == verb.index
    return below and tree.child(tokens, verb, "xcomp") is not None


def _content(annotated: Annotated, saying: Saying) -> Span:
    """Returns the longest stretch of the words said; short breaks are part of it."""
    runs: list[list[int]] = []
    for word in saying.content:
        if runs and word - runs[-1][-1] <= LONGEST_BREAK:
            runs[-1].append(word)
        else:
            runs.append([word])
    run = max(runs, key=len)
    return Span(annotated.tokens[run[0]].start, annotated.tokens[run[-1]].end)


# --- relations


def heed_ties(
    heard: Mapping[tuple[int, str, int], float],
    mentions: Mentions,
    told: Set[tuple[int, str, int]],
    thresholds: Thresholds = THRESHOLDS,
) -> Iterator[tuple[int, str, int, Span]]:
    """Yields ties of `heard_ties` that the rules do not tell: subject, predicate, object, words."""
    for (one, name, other), chance in heard.items():
        if chance >= thresholds.of_tie(name) and (one, name, other) not in told:
            spans = [mentions.items[i].span for i in (one, other)]
            yield one, name, other, Span(min(s.start for s in spans), max(s.end for s in spans))


def heard_ties(annotated: Annotated, mentions: Mentions) -> dict[tuple[int, str, int], float]:
    """Returns the likeliest tie of every two mentions that the encoder sees tied, with its chance."""
    found: dict[tuple[int, str, int], float] = {}
    for tie in annotated.ties:
        name, chance = max(tie.chances.items(), key=lambda item: item[1])
        ones, others = (mentions.of(annotated.tokens[word]) for word in (tie.subject, tie.object))
        if ones and others and ones[0] != others[0]:
            key = (ones[0], name, others[0])
            found[key] = max(chance, found.get(key, 0.0))
    return found


def tie_basis(
    slot: str, annotated: Annotated, chance: float | None, *, ruled: bool, thresholds: Thresholds = THRESHOLDS
) -> tuple[Basis, ...]:
    """Returns who saw a tie; `chance` is what `heard_ties` says of it, None where it says nothing."""
    if annotated.hints is None:
        return _based(slot, ruled=ruled)
    return _based(slot, ruled=ruled, chance=chance or 0.0, heard=(chance or 0.0) >= thresholds.tie)


def _based(slot: str, *, ruled: bool = True, chance: float | None = None, heard: bool = False) -> tuple[Basis, ...]:
    return (Basis(slot, _by(ruled, heard), None if chance is None else round(chance, 3)),)
