"""Event seeds and quantities -> how many: each count to the event whose words govern it, as what the deed makes of it.

The idea: walk from what is counted up the parse to the first event. Persons are counted as what befell them or what
they did there (killed, detained, freed, troops, participants); things by their kind, supplies by their own name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from polybius.annotated import Annotated, Sentence, Token
from polybius.drafts import CASUALTIES, HARM, SPEECH, FigureDraft, Mention, MentionForm
from polybius.extract import tree
from polybius.extract.events import EventReader
from polybius.extract.number_words import number_words
from polybius.extract.quantities import Quantity, find_quantities, what_counted
from polybius.extract.seeds import Seed
from polybius.model import ActorKind, EventType, Span, Status
from polybius.ontology import Ontology

GOODS = frozenset({"tonnes", "barrels", "litres", "hectares"})
PERSONS = frozenset({"people", "troops", "police"})
THINGS = frozenset(
    "vehicles ships aircraft weapons munitions rounds houses buildings hospitals churches mosques shops schools tents "
    "places animals cattle sheep goats camels pigs horses".split()
)
PEOPLE_IN: Mapping[EventType, str] = {
    EventType.PROTEST: "participants", EventType.MOBILIZE: "troops", EventType.RETREAT: "people",
    EventType.AID: "people", EventType.SANCTION: "people", EventType.COOPERATE: "people",
}  # fmt: skip
"""What people are counted as by the deed that they are counted in; elsewhere they are not."""
SUPPLIED = frozenset({EventType.AID, EventType.MOBILIZE})  # where things of any name are counted
SHOOTING = frozenset("shoot gun machinegun execute hang behead lynch slaughter lose".split())
HURTING = frozenset("hit strike cut bruise trample maim gash scald injure wound bite slash knife".split())
LIMBS = frozenset("leg arm foot hand thigh shoulder knee ankle calf hip finger wrist elbow buttock ear".split())
TAKING = frozenset(
    "hold take seize catch capture pick round lock shut pack lead drag pull keep march haul bundle".split()
)
RELEASING = frozenset("give hand let turn release free send deliver return get exchange swap".split())
SITES = frozenset("centre center post depot office pipeline".split())  # beside the ontology's `place_nouns`
LONE = frozenset({"ships", "aircraft"})  # counted where there is but one
FORCE = 10  # fewer attackers are not counted as troops
TOLLS = frozenset({"killed", "wounded"})
SUFFERED = TOLLS | {"abducted", "detained", "freed"}  # what one person is counted as without a number
FLEEING = frozenset("flee leave evacuate displace uproot escape move cross wade stream".split())
HELD = frozenset({"abducted", "detained", "prisoners"})
CAPTIVE = frozenset("captive captivity hostage prisoner abductee detainee hold capture kidnap abduct seize".split())
VICTIMS = frozenset({"dead", "death", "fatality", "killed", "wounded", "injured", "hurt"})  # counted without a verb
PUTTING = frozenset({"put", "place", "set", "estimate", "give"})
PUT_AT = frozenset({"at", "as"})
STANDING = frozenset({"stand", "rise", "climb"})  # a toll does
TOLL = {"toll": "killed"}
COUNTED = VICTIMS | PUTTING | set(TOLL)  # words of a sentence in which numbers are looked for though it tells no event
COUNTING = frozenset(
    "say put give count claim admit concede speak estimate report recognise recognize acknowledge maintain insist "
    "state own mention announce confirm think believe find".split()
)
"""Verbs by which somebody gives another number for what was counted before ("Quito puts it at 60,000")."""
SAID_AS, SAID_WITH = frozenset({"dobj", "attr", "npadvmod", "nsubj"}), PUT_AT | {"to", "of"}
DEEDS_COUNTED = {
    "arrest": "detained", "detention": "detained", "abduction": "abducted", "kidnapping": "abducted",
    "injury": "wounded",
}  # fmt: skip
AMONG = re.compile(r"\b(?:among(?:st)? (?:them|whom)|including|of (?:whom|them))(?: at least)?,? $", re.IGNORECASE)
LONGEST_AMONG = 40  # letters
DOER, PATIENT = "doer", "patient"
UNDERGOING = frozenset({"nsubjpass", "dobj", "nsubj", "attr", "oprd", "npadvmod", "dative"})
HE = frozenset({"he", "she", "him", "her"})
MOST_BACK = 3  # sentences from a count to the violence that it counts
PERSONAL = frozenset(
    {ActorKind.PERSON, ActorKind.UNNAMED, ActorKind.POPULATION, ActorKind.MILITARY, ActorKind.GOVERNMENT}
)
NOBODY_ELSE = frozenset({ActorKind.PERSON, ActorKind.UNNAMED})


class _Count(NamedTuple):
    """A number with the event that it was counted in, if any, and its sentence."""

    quantity: Quantity
    seed: Seed | None
    figure: FigureDraft | None
    sentence: int


class Figures:
    """Attaches figures to the seeds of one document."""

    def __init__(self, annotated: Annotated, ontology: Ontology, reader: EventReader) -> None:
        self.annotated, self.tokens, self.ontology = annotated, annotated.tokens, ontology
        self.reader, self.seeds = reader, reader.seeds
        self.disputed: list[tuple[Span, Span]] = []  # two numbers for one thing
        self._told: list[_Count] = []

    def attach(self) -> None:
        """Gives every seed its figures."""
        telling = {seed.sentence.index for seed in self.seeds}
        for sentence in self.annotated.sentences:
            words = self.annotated.words(sentence)
            after = bool(self._told) and self._told[-1].sentence == sentence.index - 1
            if sentence.index in telling or after or any(w.lemma in COUNTED for w in words):
                self._figures(sentence)
        said = [seed.frame.figure is not None for seed in self.seeds]  # these first: "hit X, killing Y" hurts Y once
        for number in sorted(range(len(self.seeds)), key=lambda n: not said[n]):
            self._single(self.seeds[number], self._kept(number).figures)

    def _kept(self, number: int) -> Seed:
        return self.seeds[self.reader.kept(number)]

    def _figures(self, sentence: Sentence) -> None:
        numbers = find_quantities(self.annotated.words(sentence))
        quantities = [q for q in numbers if not self._is_name(q)]
        for before, quantity in zip((None, *quantities), quantities, strict=False):
            if self._is_part(quantity) or (before is not None and self._is_whole(before, quantity)):
                continue
            earlier = self._answered(quantity, sentence)
            found = self._figure(quantity, sentence) if earlier is None else self._again(earlier, quantity)
            if earlier is not None and not earlier.quantity.meets(quantity):
                self.disputed.append((earlier.quantity.span, quantity.span))
            seed, figure = found if found is not None else (None, None)
            counts = quantity.head is not None or figure is not None or self._is_anothers(quantity)
            if quantity.unit is None and counts and not self._is_among(quantity):
                self._told.append(_Count(quantity, seed, figure, sentence.index))
            if found is not None and not any(_alike(found[1], other) for other in found[0].figures):
                found[0].figures.append(found[1])

    def _is_name(self, quantity: Quantity) -> bool:
        """ "the 224 Brigade" has no 224 of anything."""
        mentions = self.reader.mentions
        names = (mentions.items[i] for i in mentions.of(self.tokens[quantity.last]))
        return any(m.form is MentionForm.NAME and m.span.start == quantity.span.start for m in names)

    def _is_part(self, quantity: Quantity) -> bool:
        """ "twelve men, two of them boys": a part of what was counted before, but for "arrested two of them"."""
        text = self.annotated.document.text
        part = text[quantity.span.end :].startswith(" of them")
        aside = re.search(r"\w+s, $", text[: quantity.span.start]) and text[quantity.span.end :].startswith(" of them,")
        return part and not aside and self.tokens[quantity.last].dep not in {"dobj", "nsubjpass"}

    def _is_among(self, quantity: Quantity) -> bool:
        """ "eleven people, among them four women": no other count of them."""
        start = quantity.span.start
        return AMONG.search(self.annotated.document.text, max(0, start - LONGEST_AMONG), start) is not None

    def _is_whole(self, part: Quantity, whole: Quantity) -> bool:
        """ "six of 22 lorries", "two of her 16 witnesses": what the part was taken from."""
        between = self.annotated.document.text[part.span.end : whole.span.start].split()
        return bool(between) and between[0] == "of" and len(between) <= 2 and part.head == whole.head

    def _single(self, seed: Seed, figures: list[FigureDraft]) -> None:
        """ "a policeman was shot dead", "sank a launch": one that something is done to is a count of one."""
        if seed.standing.status not in {Status.HAPPENED, Status.DENIED}:
            return
        what, items = self._suffered(seed), self.reader.mentions.items
        tolls = TOLLS if what == "wounded" else {what}  # who was killed is not counted as wounded too
        named = {figure.who for figure in figures if figure.what in tolls and figure.who is not None}
        counted = named | {items[i].same_as for i in named}
        told = [items[i] for i in seed.roles.targets if i not in counted and items[i].same_as not in named]
        ones = [target for target in told if self._is_one(target)]
        lost = [(what, one.index, one.span) for one in ones] if what in SUFFERED else []
        for kind, who, span in [*lost, *self._lone_things(seed)]:
            if not any((f.what, f.low, f.high) == (kind, 1, 1) for f in figures):
                figures.append(FigureDraft(kind, 1, 1, who, span))

    def _suffered(self, seed: Seed) -> str | None:
        """Returns what one person to whom a deed is done is counted as."""
        if seed.frame.figure is not None or seed.frame.type is not EventType.ASSAULT:
            return seed.frame.figure
        return "killed" if self._is_deadly(seed.token) else "wounded" if self._is_hurting(seed.token) else None

    def _is_one(self, target: Mention) -> bool:
        """Tells whether a mention is of a single person."""
        lemma = self.tokens[target.head].lemma
        thing = what_counted(lemma) in THINGS or lemma in self.ontology.cues["place_nouns"] or lemma in SITES
        if target.kind not in PERSONAL or target.plural or (thing and target.form is MentionForm.NOMINAL):
            return False
        words = target.span.of(self.annotated.document.text).lower()
        told = words.startswith("the ") or target.owner is not None  # "the mayor", "its deputy commander"
        definite = told and target.kind in NOBODY_ELSE and self.tokens[target.head].tag == "NN"
        return (
            target.form is MentionForm.NAME
            or definite
            or words in HE
            or words.startswith(("a ", "an ", "his ", "her "))
        )

    def _lone_things(self, seed: Seed) -> Iterator[tuple[str, None, Span]]:
        """Yields ships and aircraft that a deed takes or destroys one by one ("sank a launch")."""
        if seed.frame.type not in HARM or seed.nominal:
            return
        for thing in tree.children(self.tokens, seed.token, "nsubjpass" if seed.passive else "dobj"):
            what, article = what_counted(thing.lemma), tree.child(self.tokens, thing, "det")
            if what in LONE and thing.tag == "NN" and article is not None and article.lower in {"a", "an"}:
                yield what, None, Span(article.start, thing.end)

    def _figure(self, quantity: Quantity, sentence: Sentence) -> tuple[Seed, FigureDraft] | None:
        counted = self.tokens[quantity.head] if quantity.head is not None else None
        top = counted if counted is not None else self.tokens[quantity.last]
        seed, governing = self._governing_seed(top, sentence)
        what = self._what(quantity, counted, governing) if seed is not None and governing is not None else None
        if what is None:
            seed, what = self._advised_count(quantity, counted)
        if seed is None:
            seed, what = self._recounted(counted, self.tokens[quantity.last], sentence)
        if seed is None or what is None:
            return None
        plain = counted is None or counted.lemma in VICTIMS  # "nine dead" does not say of whom
        who = None if plain or counted is None else next(iter(self.reader.finder.actors(counted)), None)
        return seed, FigureDraft(what, quantity.low, quantity.high, who, quantity.span)

    def _advised_count(self, quantity: Quantity, counted: Token | None) -> tuple[Seed | None, str | None]:
        """Returns the event and kind of a count that the rules cannot place and the learned reader can."""
        advised = self.reader.advice.counted((quantity.last, *(() if counted is None else (counted.index,))))
        number = self.reader.by_token.get(advised[0]) if advised else None
        if advised is None or number is None:
            return None, None
        plain = self._kind(counted) if counted is not None else None
        return self._kept(number), quantity.unit or plain if advised[1] == "count" else advised[1]

    def _recounted(self, counted: Token | None, number: Token, sentence: Sentence) -> tuple[Seed | None, str | None]:
        """ "the hospital counted nine dead", "they put arrests at four": a count of what was told last."""
        put = self._put_at(number) if counted is None else []
        kinds = (what_counted(w.lemma) if w.lemma in VICTIMS else DEEDS_COUNTED.get(w.lemma) for w in put)
        what = next(filter(None, kinds), None) if counted is None else what_counted(counted.lemma)
        if what not in SUFFERED or (counted is not None and counted.lemma not in VICTIMS):
            return None, None
        for index, seed in reversed(list(enumerate(self.seeds))):
            back = sentence.index - seed.sentence.index
            if not 0 <= back <= MOST_BACK or seed.into is not None or seed.token in put:
                continue
            if self._took_place(seed, number) if what in TOLLS else seed.frame.figure == what:
                self._join(put, index)
                return seed, what
        return None, None

    def _join(self, words: Iterable[Token], index: int) -> None:
        """ "The number of arrests" tells of no other arrests."""
        for number in {self.reader.by_token[word.index] for word in words if word.index in self.reader.by_token}:
            self.seeds[number].into = index if number != index else None

    def _answered(self, quantity: Quantity, sentence: Sentence) -> _Count | None:
        """ "Quito puts it at 60,000", "they admit to three": the count told last, where it is told anew; "the ministry
        put the death toll at 14": the last of its kind.
        """
        counted = self.tokens[quantity.head] if quantity.head is not None else None
        named = [counted] if counted is not None else self._put_at(self.tokens[quantity.last])
        kinds = {TOLL.get(word.lemma) or what_counted(word.lemma) for word in named} - {None}
        no_person = quantity.high == 0 and not kinds and counted is None  # "he had called nobody onto the street"
        if quantity.unit is not None or not self._told or no_person:
            return None
        last = self._told[-1]
        if counted is None and kinds:
            last = next((c for c in reversed(self._told) if c.figure is not None and c.figure.what in kinds), last)
        elif sentence.index - last.sentence > 1:
            return None
        before = self.tokens[last.quantity.head] if last.quantity.head is not None else None
        if any(word.lemma == "civilian" for word in named) and not self._counts_civilians(last):
            return None  # "put the number of civilian dead at 17" is no other count of the 40 rebels killed
        told = {last.figure.what if last.figure else None, what_counted(before.lemma) if before is not None else None}
        same = counted is not None and before is not None and before.lemma == counted.lemma
        alike = same or kinds & told or (counted is None and not kinds)
        nought = quantity.high == 0 and (last.figure is None or last.figure.what not in CASUALTIES)
        again = (last.quantity.low, last.quantity.high) == (quantity.low, quantity.high)
        return last if alike and not nought and not again and self._is_anothers(quantity) else None

    def _counts_civilians(self, count: _Count) -> bool:
        items = self.reader.mentions.items
        who = count.figure.who if count.figure else None
        return who is None or items[who].kind in {ActorKind.POPULATION, ActorKind.PERSON, None}

    def _again(self, earlier: _Count, quantity: Quantity) -> tuple[Seed, FigureDraft] | None:
        """Returns another's number for a count as a figure of the same event."""
        if earlier.seed is None or earlier.figure is None:
            return None
        self._join(self._put_at(self.tokens[quantity.last]), self.reader.by_token[earlier.seed.token.index])
        return earlier.seed, replace(earlier.figure, low=quantity.low, high=quantity.high, text=quantity.span)

    def _is_anothers(self, quantity: Quantity) -> bool:
        """Tells whether a number is what somebody says, puts or counts something at, rather than counted in a deed."""
        word = self.tokens[quantity.last if quantity.head is None else quantity.head]
        if quantity.head is None and word.dep == "appos":  # "the mayor said nine died, the police seven"
            return word.head == word.index - 1 and bool(self.reader.mentions.of(self.tokens[word.head]))
        verb = next((t for t in tree.ancestors(self.tokens, word) if t.pos in {"VERB", "AUX"}), None)
        if self._tolls_at(self.tokens[quantity.last]):
            return True
        if verb is None or not (word.dep in SAID_AS or self.tokens[word.head].lower in SAID_WITH):
            return False
        subjects = [t for t in tree.children(self.tokens, verb, "nsubj") if t.index != word.index]
        if word.head == verb.index and word.dep == "nsubj" and verb.lemma in COUNTING and not subjects:
            return False  # "nobody claimed the attack"
        if verb.dep == "ccomp" and quantity.head is None:  # "it was four, she says", "the army says it took eleven"
            verb = self.tokens[verb.head]
        if verb.lemma in PUTTING and self.tokens[word.head].lower not in PUT_AT:
            return False
        return verb.lemma in COUNTING and tree.child(self.tokens, verb, "nsubj") is not None

    def _put_at(self, number: Token) -> list[Token]:
        """ "put the number of dead at 17", "gave the toll as 23": the words for what is put at a number."""
        above = list(islice(tree.ancestors(self.tokens, number), 2))
        if len(above) < 2 or above[0].lower not in PUT_AT or above[1].lemma not in PUTTING:
            return self._tolls_at(number)
        return [w for c in tree.children(self.tokens, above[1], "dobj") for w in tree.subtree(self.tokens, c)]

    def _tolls_at(self, number: Token) -> list[Token]:
        """ "the death toll rose to nine": the word for the toll."""
        above = list(islice(tree.ancestors(self.tokens, number), 2))
        if len(above) < 2 or above[0].lower not in {"at", "to"} or above[1].lemma not in STANDING:
            return []
        return [c for c in tree.children(self.tokens, above[1], "nsubj") if c.lemma in TOLL]

    def _took_place(self, seed: Seed, word: Token) -> bool:
        violent = seed.frame.type is EventType.ASSAULT and seed.standing.status is Status.HAPPENED
        return violent and seed.token.index < word.index and not seed.sentence.heading

    def _kind(self, counted: Token) -> str | None:
        """Returns what a noun counts; a noun for persons that no list of counts has counts people."""
        known, person = what_counted(counted.lemma), self.ontology.people.get(counted.lemma.lower())
        if known is not None:
            return known
        items = self.reader.mentions.items
        kinds = {items[i].kind for i in self.reader.mentions.of(counted)} - {None}
        if person is not None and not (person.platform or person.site):
            kinds.add(person.kind)
        if kinds & {ActorKind.MILITARY, ActorKind.ARMED_GROUP}:
            return "troops"
        people = {ActorKind.PERSON, ActorKind.POPULATION, ActorKind.UNNAMED, ActorKind.STATE}  # "ten Somalis"
        return "people" if kinds & people else None

    def _governing_seed(self, top: Token, sentence: Sentence) -> tuple[Seed | None, Seed | None]:
        """Returns the event that a counted word belongs to, and the seed (perhaps joined into it) that governs it."""
        suffered = next((self.reader.by_token[c.index] for c in self._said_of(top) if self._is_toll(c)), None)
        if suffered is not None:
            return self._kept(suffered), self.seeds[suffered]
        path = [top, *tree.ancestors(self.tokens, top)]
        for word in path:
            number = self.reader.by_token.get(word.index)
            if number is None and word.pos in {"VERB", "AUX"}:
                number = self._carried_number(word)
            if number is not None:
                return self._kept(number), self.seeds[number]
            if word.pos == "VERB":
                return None, None  # another deed, of which nothing is known
        return None, None

    def _said_of(self, counted: Token) -> Iterator[Token]:
        """ "three soldiers killed in the raid", "left three people injured": participles that say what befell them."""
        yield from tree.children(self.tokens, counted, "acl")
        verb = self.tokens[counted.head]
        if counted.dep == "dobj" and counted.pos != "NUM" and verb.lemma in tree.LEAVING:
            yield from tree.children(self.tokens, verb, "xcomp", "oprd")

    def _is_toll(self, participle: Token) -> bool:
        number = self.reader.by_token.get(participle.index)
        return participle.tag == "VBN" and number is not None and self.seeds[number].frame.figure in TOLLS

    def _carried_number(self, verb: Token) -> int | None:
        for child in tree.children(self.tokens, verb, "nsubj", "nsubjpass", "dobj"):
            if child.index in self.reader.by_token:
                return self.reader.by_token[child.index]
        return None

    def _what(self, quantity: Quantity, counted: Token | None, seed: Seed) -> str | None:
        if quantity.unit is not None:
            money = quantity.unit in number_words().currencies.values()
            return quantity.unit if money or quantity.unit in GOODS else None
        word = self.tokens[quantity.last] if counted is None else counted
        if said := self._predicate(word):
            return said
        if word.index == seed.token.index:
            return seed.frame.figure or what_counted(word.lemma)
        if seed.frame.type in SPEECH:
            return None
        role, bare = self._role(word, seed), counted is None
        what = "people" if counted is None else self._kind(counted)
        # "two killed a guard": the counted do it; in "38 wounded" they do not, although the parse may say so
        does = role == DOER and tree.child(self.tokens, seed.token, "dobj") is not None
        suffered = role in {PATIENT, "of"} or (bare and not does)
        if seed.frame.figure is not None and what not in THINGS and suffered:
            return seed.frame.figure
        if bare and (role not in {DOER, PATIENT} or not word.text.isalpha() or quantity.high == 0):
            return None
        if what in HELD and seed.frame.type is EventType.RETREAT:
            return "abducted" if role == "with" else "freed"  # "withdrew with nine hostages"
        if what in PERSONS:
            return self._persons(what, role, seed, quantity)
        if what == "places":
            return _named(word) if role == PATIENT and seed.frame.type in HARM else None
        if what is None and role in {DOER, PATIENT} and seed.frame.type in SUPPLIED:
            return _named(word)
        return what

    def _persons(self, what: str, role: str, seed: Seed, quantity: Quantity) -> str | None:
        """Returns what persons are counted as by what they do or suffer."""
        kind, lemma, bare = seed.frame.type, seed.token.lemma, quantity.head is None
        if kind is EventType.RETREAT:
            return self._withdrawn(what, role, seed, bare=bare)
        if kind is EventType.COERCE and role == PATIENT and lemma in TAKING:
            return "detained"
        if kind is EventType.ASSAULT and role == PATIENT:
            hurting = self._is_hurting(seed.token)
            deadly = self._is_deadly(seed.token) or (lemma in SHOOTING and not hurting)
            return "killed" if deadly else "wounded" if hurting else None
        if kind is EventType.ASSAULT and role == DOER:
            return "troops" if not bare and (quantity.low or 0) >= FORCE else None
        if bare and kind is not EventType.MOBILIZE:
            return None
        return PEOPLE_IN.get(kind) if what == "people" else what

    def _role(self, word: Token, seed: Seed) -> str:
        """Tells what the counted are in the deed: `doer`, `patient`, else the preposition or label they stand with."""
        top = tree.conjunct_root(self.tokens, word)
        path = [top, *tree.ancestors(self.tokens, top)]
        if all(t.index != seed.token.index for t in path) and seed.token.tag == "VBN":
            return PATIENT  # "left three people injured"
        path = path[: next((n for n, t in enumerate(path) if t.index in self.reader.by_token and n), len(path))]
        preps = [t.lower for t in path if t.dep in {"prep", "agent"}]
        top = path[-1]
        if preps and set(preps) != {"of"}:
            if seed.nominal and "of" in preps:
                return "of"
            return DOER if preps == ["by"] and not seed.nominal else next(p for p in preps if p != "of")
        if top.dep == "prep":
            return "of"
        if top.dep == "nsubj" and not seed.passive and seed.frame.roles.get("subject") != "target":
            return DOER
        return PATIENT if top.dep in UNDERGOING else top.dep

    def _withdrawn(self, what: str, role: str, seed: Seed, *, bare: bool) -> str:
        """ "nine villagers fled", "two hostages walked into a post", "twelve men surrendered"."""
        if seed.token.lemma in FLEEING and what == "people" and not bare:
            return "displaced"
        if role in {PATIENT, "of"} and seed.token.lemma in RELEASING:
            return "freed"
        sentences = self.annotated.sentences[max(0, seed.sentence.index - bare) : seed.sentence.index + 1]
        held = any(token.lemma in CAPTIVE for sentence in sentences for token in self.annotated.words(sentence))
        return "freed" if held else what

    def _predicate(self, counted: Token) -> str | None:
        """ "nine had died and 14 were missing": what the counted are said to be."""
        verb = self.tokens[counted.head]
        if verb.lemma != "be" or counted.dep != "nsubj":
            return None
        said = tree.children(self.tokens, verb, "acomp", "attr")
        kinds = (what_counted(word.lemma) or what_counted(word.lower) for word in said)
        return next((kind for kind in kinds if kind in CASUALTIES), None)

    def _is_hurting(self, verb: Token) -> bool:
        """ "was slashed", "was shot in the leg"."""
        limb = any(p.lower in {"in", "through"} and w.lemma in LIMBS for p, w in tree.prepositions(self.tokens, verb))
        return limb or verb.lemma in HURTING

    def _is_deadly(self, verb: Token) -> bool:
        """ "shot dead", "stoned to death": the verb itself does not say whether anybody died."""
        dead = any(child.lower == "dead" for child in tree.children(self.tokens, verb))
        return dead or any(p.lower == "to" and w.lower == "death" for p, w in tree.prepositions(self.tokens, verb))


def _alike(one: FigureDraft, other: FigureDraft) -> bool:
    return (one.what, one.low, one.high) == (other.what, other.low, other.high)


def _named(word: Token) -> str | None:
    """Returns the plural noun itself as what it counts."""
    return word.lower if word.tag in ("NNS", "NNPS") else None
