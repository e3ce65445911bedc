"""Mentions -> which of them the parse says are the same: appositions, relative pronouns, and whose a title is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from polybius.annotated import Annotated, Token
from polybius.drafts import Mention, MentionForm
from polybius.extract import tree
from polybius.extract.arguments import list_subjects
from polybius.extract.segments import BODIES, UNITS
from polybius.model import ActorKind
from polybius.ontology import Ontology

CALLING = frozenset("call nickname dub name codename".split())  # "a group called the Front"
CALLING_AS = frozenset("know identify".split())
FORCES = frozenset({ActorKind.MILITARY, ActorKind.ARMED_GROUP})
ONE = frozenset({ActorKind.PERSON, ActorKind.UNNAMED})
STANDINGS = frozenset(
    "ally rival proxy enemy foe partner neighbour neighbor backer donor supplier mediator guarantor member signatory "
    "critic adversary opponent target victim leader supporter sponsor client player broker host".split()
)  # what states and bodies are, too


def is_unit(mention: Mention) -> bool:
    """Tells whether a name is that of a unit: "21st Rifle Regiment", "Battalion 112"."""
    words = mention.name.lower().split()
    return bool(UNITS & {*words[-1:], *words[:1]}) and mention.form is MentionForm.NAME


class Same:
    """Ties the mentions of one document; `items` are changed in place, `at` are the mentions of each token."""

    def __init__(
        self, annotated: Annotated, ontology: Ontology, items: list[Mention], at: Mapping[int, Sequence[int]]
    ) -> None:
        self.tokens, self.text, self.ontology = annotated.tokens, annotated.document.text, ontology
        self.items, self.at = items, at

    def link(self) -> None:
        """Ties appositions and relative pronouns to what they stand beside, and surnames to their persons."""
        surnames = {m.surname for m in self.items if m.kind is ActorKind.PERSON and m.form is MentionForm.NAME}
        for number, mention in enumerate(self.items):
            alone = mention.form is MentionForm.NAME and mention.kind is None and not mention.entries
            known = " " not in mention.name and mention.surname in surnames
            if known and (alone or self._is_written_as_name(mention)):
                self.items[number] = replace(mention, form=MentionForm.NAME, kind=ActorKind.PERSON)
        for number, mention in enumerate(self.items):
            if mention.form is MentionForm.NOMINAL and mention.owner is None and mention.kind in FORCES:
                self.items[number] = self._with_owner(mention)
        for number, mention in enumerate(self.items):
            if mention.form is MentionForm.MODIFIER:
                continue
            named = mention.form is MentionForm.NAME
            other = self._called(mention) if named else None
            other = self._described_before(mention) if named and other is None else other
            other = self._antecedent(mention) if other is None else other
            if mention.title and mention.owner is None:
                self.items[number] = replace(mention, owner=self._before_title(mention))
            if other is not None and other != number:
                self.items[number] = replace(self.items[number], same_as=other)

    def _is_written_as_name(self, mention: Mention) -> bool:
        """Tells whether a word that the parser takes for a noun has a capital within a sentence."""
        word = self.tokens[mention.head]
        first = word.index == 0 or self.tokens[word.index - 1].text in {".", "!", "?", ":", '"', "“"}
        return mention.form is MentionForm.NOMINAL and word.text[0].isupper() and not word.text.isupper() and not first

    def _antecedent(self, mention: Mention) -> int | None:
        token = self.tokens[mention.head]
        if mention.lemma in self.ontology.cues["relative_pronouns"] and mention.form is MentionForm.PRONOUN:
            clause = next((a for a in tree.ancestors(self.tokens, token) if a.dep in {"relcl", "acl"}), None)
            return self._first_at(self.tokens[clause.head]) if clause else None
        if token.tag == "PRP$" and self.tokens[token.head].dep == "conj":
            return self._first_at(self.tokens[self.tokens[token.head].head])
        if mention.form is MentionForm.PRONOUN and mention.lemma in {"it", "its"}:
            return self._of_clauses(token)
        if token.dep == "appos":
            return self._apposed_to(mention, self.tokens[token.head])
        if token.dep == "attr" and mention.lemma == "member":
            return self._who_is(self.tokens[token.head])
        above = self.tokens[token.head]
        if token.dep == "conj" and above.dep == "appos" and self._is_another(above) and self._is_another(token):
            return self._apposed_to(mention, self.tokens[above.head])  # "Bera, a minister and a leader of the Front"
        return None

    def _of_clauses(self, token: Token) -> int | None:
        """ "The Council, / 1. Renews its call and warns that it will …": the body that is named before the clauses."""
        above = self.tokens[token.head]
        tells = (token.dep, above.dep) in {("nsubj", "ccomp"), ("poss", "dobj")}
        named = list_subjects(self.tokens, self.tokens[above.head]) if tells else []
        return self._first_at(named[0]) if named else None

    def _who_is(self, verb: Token) -> int | None:
        """ "the gunmen were members of a gang": the members are the gunmen."""
        denied = tree.child(self.tokens, verb, "neg") is not None
        subject = tree.child(self.tokens, verb, "nsubj") if verb.lemma == "be" and not denied else None
        return self._first_at(subject) if subject is not None else None

    def _is_another(self, noun: Token) -> bool:
        """ "a minister": a further thing that somebody is."""
        return noun.tag == "NN" and any(t.lower in {"a", "an"} for t in tree.children(self.tokens, noun, "det"))

    def _called(self, mention: Mention) -> int | None:
        """ "X, also known as Y", "a group called Y", "the gunman was identified as Y": whom the name is of."""
        token = self.tokens[mention.head]
        verb, calling = self.tokens[token.head], CALLING
        if token.dep == "pobj" and verb.lower == "as":
            verb, calling = self.tokens[verb.head], CALLING_AS
        elif token.dep != "oprd":
            return None
        if verb.tag != "VBN" or verb.lemma not in calling:
            return None
        subject = tree.child(self.tokens, verb, "nsubjpass")
        called = subject or (self.tokens[verb.head] if verb.dep == "acl" else None)
        found = self._first_at(called) if called else None
        return found if found is not None and not self.items[found].plural else None

    def _with_owner(self, mention: Mention) -> Mention:
        """ "fighters of the Front": the force behind "of"."""
        for prep, word in tree.prepositions(self.tokens, self.tokens[mention.head]):
            found = self._first_at(word) if prep.lower == "of" else None
            if found is not None and self.items[found].form is not MentionForm.PRONOUN:
                return replace(mention, owner=found, country=mention.country or self.items[found].country)
        return mention

    def _before_title(self, mention: Mention) -> int | None:
        """ "Norwegian Prime Minister X", "its commander X": whose title it is stands right before it."""
        before = self.text[: mention.span.start].rstrip()
        whose = [m.index for m in self.items if m.span.end == len(before) and m.sentence == mention.sentence]
        possessive = {
            t.index for t in self.tokens if t.end == len(before) and t.tag in {"PRP$", "NNP", "NNPS", "JJ", "POS"}
        }
        return whose[-1] if whose and possessive else None

    def _described_before(self, mention: Mention) -> int | None:
        """ "its spokesman, Saw Htoo Wah,", "the oil company Norvik": a noun and a name, whatever the parser says."""
        persons = ({ActorKind.PERSON, ActorKind.UNNAMED}, ", ")
        kinds, between = persons if mention.kind is ActorKind.PERSON else (BODIES, " ")
        end = mention.span.start - len(between)
        before = [m for m in self.items if m.span.end == end and m.form is MentionForm.NOMINAL and m.kind in kinds]
        close = before and self.text.startswith(between, end) and before[-1].definite and not before[-1].plural
        return before[-1].index if close else None

    def _apposed_to(self, mention: Mention, head: Token) -> int | None:
        """ "the mayor of Quetta, Ali Jan": the parser ties the person to the town, the words to the mayor."""
        found = self._first_at(head)
        if mention.kind is ActorKind.PERSON and head.dep == "pobj":
            office = self._first_at(self.tokens[self.tokens[head.head].head])
            outer = self.items[office] if office is not None else None
            inner = self.items[found].kind if found is not None else None
            ranked = outer is not None and outer.kind is ActorKind.UNNAMED and not outer.plural and inner in BODIES
            if outer is not None and (outer.kind is ActorKind.PERSON or ranked):
                return office
        beside = (m for m in self.items if m.index == found or m.span.end == mention.span.start - len(", "))
        if any(self._are_two(mention, one) for one in beside):
            return None
        return None if found is None or self._is_no_person(mention, self.items[found]) else found

    def _is_no_person(self, mention: Mention, other: Mention) -> bool:
        """ "in Nepal, a minister said", "the air force, a driver tells us": no person is a state or a body."""
        one = mention.form is MentionForm.NOMINAL and not mention.plural and mention.lemma not in STANDINGS
        if other.kind is ActorKind.STATE:
            return one and mention.kind in ONE
        named = other.form is MentionForm.NAME and other.kind in BODIES
        return one and named and mention.kind is ActorKind.PERSON

    def _first_at(self, token: Token) -> int | None:
        return next(iter(self.at.get(token.index, ())), None)

    def _are_two(self, one: Mention, other: Mention) -> bool:
        """ "the 3rd Battalion, 21st Rifle Regiment", "Zambia, led by X, and Malawi": names that cannot be one's."""
        named = one.form is other.form is MentionForm.NAME
        known = bool(one.entries and other.entries) and not set(one.entries) & set(other.entries)
        return named and (known or (is_unit(one) and is_unit(other)))
