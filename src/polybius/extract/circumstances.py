"""Event seeds, time expressions and quantities -> when and how many: each to the event whose words govern it.

The idea: walk from the expression's word up the parse to the first event; a verb that only carries an event noun ("took
place on Monday") passes it on to that noun; a verb of saying keeps its own date to itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from polybius.annotated import Annotated, Sentence, Token
from polybius.drafts import (
    CASUALTIES,
    SPEECH,
    FigureDraft,
    Mention,
    MentionForm,
    TimeExpression,
    TimeKind,
    TimeTold,
)
from polybius.extract import tree
from polybius.extract.events import EventReader
from polybius.extract.number_words import number_words
from polybius.extract.quantities import Quantity, find_quantities, what_counted
from polybius.extract.seeds import Seed
from polybius.extract.times import find_times
from polybius.model import ActorKind, EventType, Status
from polybius.ontology import Ontology

DATED = frozenset({TimeKind.DATE, TimeKind.PERIOD, TimeKind.RANGE, TimeKind.CLOCK})
LOOKING_AHEAD = frozenset("will would shall planned scheduled due to".split())
GOODS = frozenset({"tonnes", "barrels", "litres", "hectares"})
PERSONS = frozenset({"people", "troops", "police"})
PEOPLE_IN: Mapping[EventType, str] = {
    EventType.PROTEST: "participants", EventType.MOBILIZE: "troops",
}  # fmt: skip
"""What people are counted as by the deed that they are counted in."""
THINGS = frozenset({"vehicles", "ships", "aircraft", "weapons", "munitions", "rounds", "houses", "buildings"})
TOLLS = frozenset({"killed", "wounded"})
SUFFERED = TOLLS | {"abducted", "detained", "freed"}  # what one person is counted as without a number
FLEEING = frozenset("flee leave evacuate displace uproot escape".split())
WITHDRAWING = frozenset({"people", "abducted", "detained"})
CAPTIVE = frozenset("captive captivity hostage prisoner abductee detainee hold capture kidnap abduct seize".split())
VICTIMS = frozenset({"dead", "death", "fatality", "killed", "wounded", "injured", "hurt"})  # counted without a verb
PUTTING = frozenset({"put", "place", "set", "estimate"})
DEEDS_COUNTED = {
    "arrest": "detained", "detention": "detained", "abduction": "abducted", "kidnapping": "abducted",
    "injury": "wounded",
}  # fmt: skip
MOST_BACK = 3  # sentences from a count to the violence that it counts
MOST_JOINED = 12  # verbs in a row that share a day
PERSONAL = frozenset(
    {ActorKind.PERSON, ActorKind.UNNAMED, ActorKind.POPULATION, ActorKind.MILITARY, ActorKind.GOVERNMENT}
)


class Circumstances:
    """Attaches times and figures to the seeds of one document."""

    def __init__(self, annotated: Annotated, ontology: Ontology, reader: EventReader) -> None:
        self.annotated, self.tokens, self.ontology = annotated, annotated.tokens, ontology
        self.reader, self.seeds = reader, reader.seeds
        self.told: list[TimeTold] = []

    def attach(self) -> None:
        """Gives every seed its times and figures."""
        for sentence in self.annotated.sentences:
            own = [n for n, s in enumerate(self.seeds) if s.sentence.index == sentence.index]
            self._times(sentence)
            if not own and not any(word.lemma in VICTIMS for word in self.annotated.words(sentence)):
                continue
            self._figures(sentence)
            self._share(own)
        for number, seed in enumerate(self.seeds):
            self._single(seed, self._kept(number).figures)
            self._advised_time(seed)

    # --- times

    def _times(self, sentence: Sentence) -> None:
        text = self.annotated.document.text
        for expression in find_times(text, sentence.start, sentence.end):
            if expression.kind not in DATED:
                continue
            self.told.append(TimeTold(expression, sentence.index, self._is_past(expression, sentence)))
            seed = self._followed(expression, sentence) or self._seed_for(expression, sentence)
            if seed is not None:
                seed.times.append(expression)

    def _advised_time(self, seed: Seed) -> None:
        """Dates an event that the rules left undated by the expression that the learned reader points at."""
        word = None if seed.times or seed.into is not None else self.reader.advice.dated(seed)
        if word is not None:
            start = self.tokens[word].start
            seed.times += [t.expression for t in self.told if t.expression.span.start <= start < t.expression.span.end]

    def _followed(self, expression: TimeExpression, sentence: Sentence) -> Seed | None:
        """ "said on Oct. 26, after X had attacked": the date is that of the deed, as near as the sentence tells."""
        after = [t for t in self.annotated.words(sentence) if t.start >= expression.span.end][:2]
        link = next((t for t in after if t.dep in {"mark", "advmod"} and t.lower in {"after", "when"}), None)
        if link is None or link.start - expression.span.end > 3:
            return None
        said = [t for t in self.annotated.words(sentence) if t.end < expression.span.start and t.pos == "VERB"]
        number = self.reader.by_token.get(link.head)
        if number is None or not said or said[-1].lemma not in self.ontology.cues["reporting_verbs"]:
            return None
        seed = self._kept(number)
        return None if seed.times else seed

    def _is_past(self, expression: TimeExpression, sentence: Sentence) -> bool:
        """Tells whether the nearest verb above an expression is past and nothing in the sentence looks ahead."""
        words = self.annotated.words(sentence)
        inside = [t for t in words if expression.span.start <= t.start < expression.span.end]
        verb = next((a for t in inside[:1] for a in tree.ancestors(self.tokens, t) if a.pos in {"VERB", "AUX"}), None)
        ahead = any(t.lower in LOOKING_AHEAD for t in words)
        return verb is not None and not ahead and verb.tag in {"VBD", "VBN"}

    def _seed_for(self, expression: TimeExpression, sentence: Sentence) -> Seed | None:
        words = [t for t in self.annotated.words(sentence) if expression.span.start <= t.start < expression.span.end]
        if not words:
            return None
        inside = {t.index for t in words}
        top = next((t for t in words if t.head not in inside), words[0])
        seed = self._climb(top, sentence)
        if seed is None or seed.token.start < expression.span.end:
            return seed
        between = self.annotated.document.text[expression.span.end : seed.token.start].lower().split()
        return None if seed.nominal and {"before", "after"} & set(between) else seed

    def _climb(self, token: Token, sentence: Sentence) -> Seed | None:
        """Returns the event that governs a word; None where a verb of saying comes first."""
        if token.index in self.reader.by_token:
            return self._kept(self.reader.by_token[token.index])
        for word in tree.ancestors(self.tokens, token):
            if word.index in self.reader.by_token:
                return self._kept(self.reader.by_token[word.index])
            if word.pos in {"VERB", "AUX"}:
                carried = self._carried(word)
                if carried is not None:
                    return carried
                apart = (
                    word.dep in {"relcl", "advcl"} and tree.child(self.tokens, word, "nsubj", "nsubjpass") is not None
                )
                if apart or word.lemma in self.ontology.cues["reporting_verbs"]:
                    return None
        return None

    def _carried(self, verb: Token) -> Seed | None:
        for child in tree.children(self.tokens, verb, "nsubj", "nsubjpass", "dobj", "attr"):
            if child.index in self.reader.by_token:
                return self._kept(self.reader.by_token[child.index])
        return None

    def _kept(self, number: int) -> Seed:
        return self.seeds[self.reader.kept(number)]

    def _share(self, own: Sequence[int]) -> None:
        """Verbs joined by "and" happen on the same day, unless they say otherwise."""
        for number in own:
            seed = self.seeds[number]
            if seed.times or seed.nominal or seed.into is not None:
                continue
            for other in self._joined(seed.token):
                partner = self.reader.by_token.get(other.index)
                if partner is not None and self._kept(partner).times and self._kept(partner) is not seed:
                    if self.seeds[partner].standing.status == seed.standing.status:
                        seed.times = list(self._kept(partner).times)
                    break

    def _joined(self, token: Token) -> Iterator[Token]:
        root = tree.conjunct_root(self.tokens, token)
        for other in islice(tree.conjuncts(self.tokens, root), MOST_JOINED):
            if other.index != token.index:
                yield other

    # --- figures

    def _figures(self, sentence: Sentence) -> None:
        quantities = find_quantities(self.annotated.words(sentence))
        for before, quantity in zip((None, *quantities), quantities, strict=False):
            if self._is_part(quantity) or (before is not None and self._is_whole(before, quantity)):
                continue
            found = self._figure(quantity, sentence)
            if found is not None:
                seed, figure = found
                if all((f.what, f.low, f.high) != (figure.what, figure.low, figure.high) for f in seed.figures):
                    seed.figures.append(figure)

    def _is_part(self, quantity: Quantity) -> bool:
        """ "twelve men, two of them boys": a part of what was counted before, but for "arrested two of them"."""
        text = self.annotated.document.text
        part = text[quantity.span.end :].startswith(" of them")
        aside = re.search(r"\w+s, $", text[: quantity.span.start]) and text[quantity.span.end :].startswith(" of them,")
        return part and not aside and self.tokens[quantity.last].dep not in {"dobj", "nsubjpass"}

    def _is_whole(self, part: Quantity, whole: Quantity) -> bool:
        """ "six of 22 lorries", "two of her 16 witnesses": what the part was taken from."""
        between = self.annotated.document.text[part.span.end : whole.span.start].split()
        return bool(between) and between[0] == "of" and len(between) <= 2 and part.head == whole.head

    def _single(self, seed: Seed, figures: list[FigureDraft]) -> None:
        """ "a policeman was shot dead", "two soldiers and a boy were killed": one person is a toll of one."""
        deadly = seed.frame.type is EventType.ASSAULT and self._is_deadly(seed.token)
        what = seed.frame.figure or ("killed" if deadly else None)
        if what not in SUFFERED or seed.standing.status not in {Status.HAPPENED, Status.DENIED}:
            return
        counted = {figure.who for figure in figures if figure.what == what}
        for target in (self.reader.mentions.items[i] for i in seed.roles.targets if i not in counted):
            if self._is_one(target) and not any((f.what, f.low, f.high) == (what, 1, 1) for f in figures):
                figures.append(FigureDraft(what, 1, 1, target.index, target.span))

    def _is_one(self, target: Mention) -> bool:
        """Tells whether a mention is of a single person."""
        words = target.span.of(self.annotated.document.text).lower()
        one = target.form is MentionForm.NAME or words.startswith(("a ", "an ", "his ", "her "))
        return one and target.kind in PERSONAL and not target.plural

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
                for number_of in {self.reader.by_token[w.index] for w in put if w.index in self.reader.by_token}:
                    self.seeds[number_of].into = index  # "the number of arrests" tells of no other arrests
                return seed, what
        return None, None

    def _put_at(self, number: Token) -> list[Token]:
        """ "put the number of dead at 17", "puts arrests at 23": the words for what is put at a number."""
        above = list(islice(tree.ancestors(self.tokens, number), 2))
        if len(above) < 2 or above[0].lower != "at" or above[1].lemma not in PUTTING:
            return []
        return [w for c in tree.children(self.tokens, above[1], "dobj") for w in tree.subtree(self.tokens, c)]

    def _took_place(self, seed: Seed, word: Token) -> bool:
        violent = seed.frame.type is EventType.ASSAULT and seed.standing.status is Status.HAPPENED
        return violent and seed.token.index < word.index and not seed.sentence.heading

    def _kind(self, counted: Token) -> str | None:
        """Returns what a noun counts; a noun for persons that no list of counts has counts people."""
        known, person = what_counted(counted.lemma), self.ontology.people.get(counted.lemma.lower())
        if known is not None or person is None or person.platform or person.site:
            return known
        return "people" if person.kind in {ActorKind.PERSON, ActorKind.POPULATION, ActorKind.UNNAMED} else None

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
        if said := self._predicate(self.tokens[quantity.last] if counted is None else counted):
            return said
        is_seed = counted is not None and counted.index == seed.token.index
        if seed.frame.figure is not None and not is_seed and self._is_patient(counted, seed):
            return seed.frame.figure
        if counted is None or is_seed:
            return None
        what = self._kind(counted)
        if what == "places" or seed.frame.type in SPEECH:
            return None
        if seed.frame.type is EventType.RETREAT and (what in WITHDRAWING or self._is_crowd(counted)):
            return self._withdrawn(seed)
        if seed.frame.type is EventType.COERCE and what in PERSONS and self._is_patient(counted, seed):
            return "detained"
        if what != "people":
            return what
        if seed.frame.type is EventType.ASSAULT and seed.frame.figure is None:
            return "killed" if self._is_deadly(seed.token) else None
        return PEOPLE_IN.get(seed.frame.type, what)

    def _withdrawn(self, seed: Seed) -> str:
        """ "nine villagers fled", "two hostages walked into a post", "twelve men surrendered"."""
        if seed.token.lemma in FLEEING:
            return "displaced"
        held = any(token.lemma in CAPTIVE for token in self.annotated.words(seed.sentence))
        return "freed" if held else "people"

    def _predicate(self, counted: Token) -> str | None:
        """ "nine had died and 14 were missing": what the counted are said to be."""
        verb = self.tokens[counted.head]
        if verb.lemma != "be" or counted.dep != "nsubj":
            return None
        said = tree.children(self.tokens, verb, "acomp", "attr")
        kinds = (what_counted(word.lemma) or what_counted(word.lower) for word in said)
        return next((kind for kind in kinds if kind in CASUALTIES), None)

    def _is_deadly(self, verb: Token) -> bool:
        """ "shot dead", "stoned to death": the verb itself does not say whether anybody died."""
        dead = any(child.lower == "dead" for child in tree.children(self.tokens, verb))
        return dead or any(p.lower == "to" and w.lower == "death" for p, w in tree.prepositions(self.tokens, verb))

    def _is_crowd(self, counted: Token) -> bool:
        items = self.reader.mentions.items
        return any(items[i].kind is ActorKind.POPULATION for i in self.reader.mentions.of(counted))

    def _is_patient(self, counted: Token | None, seed: Seed) -> bool:
        """Tells whether what is counted is what the event is done to, not its means or its doer."""
        if counted is None:
            return True
        noun = self.ontology.people.get(counted.lemma)
        thing = what_counted(counted.lemma) in THINGS or (noun is not None and (noun.platform or noun.site))
        if thing and seed.frame.figure in CASUALTIES:
            return False
        top = tree.conjunct_root(self.tokens, counted)
        while (top.dep in {"pobj", "prep"} and self.tokens[top.head].lower == "of") or (
            top.dep == "prep" and top.lower == "of"
        ):
            top = self.tokens[top.head]
        if seed.nominal:
            return True
        if top.dep in {"nsubjpass", "dobj", "nsubj", "pobj", "attr", "oprd", "appos", "npadvmod", "conj"}:
            subject_role = seed.frame.roles.get("subject")
            return not (top.dep == "nsubj" and not seed.passive and subject_role != "target")
        return True
