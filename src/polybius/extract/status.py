"""Event words -> standing: happened, denied, threatened, planned, expected, demanded or supposed, and how sure.

The idea: walk from the event word up through what governs it; its own negation and modals speak first, then the verbs
and nouns that take it as their complement, then the clause it stands in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from polybius.annotated import Token
from polybius.extract import tree
from polybius.extract.frames import frame_of
from polybius.model import Certainty, Status
from polybius.ontology import Ontology

GOVERNED = frozenset({"xcomp", "ccomp", "pcomp", "acl", "relcl", "advcl", "conj", "dep", "oprd"})
CLAIMS = frozenset("claim allegation accusation charge rumour rumor suggestion assertion story".split())
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
TOLD = frozenset({Status.THREATENED, Status.DEMANDED, Status.PLANNED, Status.EXPECTED})
COPULAS = frozenset({"be"})
EMPTY_SUBJECTS = frozenset({"nobody", "none", "nothing", "neither"})
DONE = frozenset({Status.HAPPENED, Status.ONGOING, Status.DENIED})  # not of what lies ahead


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of an event and how sure its teller is; `told` marks a status that its surroundings gave."""

    status: Status
    certainty: Certainty = Certainty.CERTAIN
    told: bool = False


class Judge:
    """Decides the standing of event words in one document."""

    def __init__(self, tokens: Sequence[Token], ontology: Ontology) -> None:
        self.tokens, self.ontology = tokens, ontology
        self.cues, self.maps = ontology.cues, ontology.leanings

    def of_verb(self, verb: Token, *, heading: bool = False) -> Standing:
        """Returns the standing of an event told by a verb."""
        certainty = self._certainty(verb)
        status = self._conditional(verb) or self._told(verb)
        if status:
            return Standing(status, certainty, told=True)
        return Standing(Status.HAPPENED if heading else self._tense(verb), certainty)

    def _told(self, verb: Token) -> Status | None:
        """What a speech act says of its content outweighs the modal that it is put in: "threatened that it would"."""
        own, governed = self._own(verb), self._governing(verb)
        if own is Status.DENIED and governed is Status.DEMANDED:
            return Status.HYPOTHETICAL  # "urged them not to attack"
        modal = own in {Status.EXPECTED, Status.PLANNED, Status.DEMANDED}
        return governed if modal and governed in TOLD else own or governed

    def of_noun(self, noun: Token) -> Standing:
        """Returns the standing of an event told by a noun."""
        status, certainty = self._modifiers(noun), self._doubt(noun)
        if self.is_negated_noun(noun):
            status = Status.DENIED
        if status is None:
            status, above = self._noun_governor(noun)
            certainty = certainty if certainty is not Certainty.CERTAIN else above
        return Standing(status or Status.HAPPENED, certainty, told=status is not None)

    # --- a verb's own words

    def _own(self, verb: Token) -> Status | None:
        if self.is_negated(verb):
            return Status.DENIED
        return self._modal(verb) or self._scheduled(verb)

    def _modal(self, verb: Token) -> Status | None:
        for aux in self._auxiliaries(verb):
            if aux.lower == "would" and any(c.lower in {"sooner", "rather"} for c in tree.children(self.tokens, verb)):
                return Status.HYPOTHETICAL  # "would sooner burn its depot than hand it over"
            if aux.lower == "would" and self._is_reported(verb):
                return Status.PLANNED
            if found := self.maps["modal_status"].get(aux.lower):
                return Status(found)
        return None

    def _auxiliaries(self, verb: Token) -> list[Token]:
        own = tree.children(self.tokens, verb, "aux", "auxpass")
        while not own and verb.dep == "conj" and tree.child(self.tokens, verb, "nsubj", "nsubjpass") is None:
            verb = self.tokens[verb.head]
            if verb.pos not in {"VERB", "AUX"}:
                return []
            own = tree.children(self.tokens, verb, "aux", "auxpass")
        return own

    def _scheduled(self, verb: Token) -> Status | None:
        """ "is to travel", "are to be moved", "was about to leave": a form of "be" before "to"."""
        if verb.lemma == "be" and any(
            tree.is_infinitive(self.tokens, c) for c in tree.children(self.tokens, verb, "xcomp")
        ):
            return Status.PLANNED
        head = self.tokens[verb.head]
        if tree.is_infinitive(self.tokens, verb) and (
            verb.dep == "ROOT" or (verb.dep in {"xcomp", "ccomp"} and head.lemma in COPULAS)
        ):
            return Status.PLANNED  # "Army to leave Goma" in a headline
        return None

    def is_negated(self, verb: Token) -> bool:
        """Tells whether a verb is negated by its own words or its subject ("no one was charged")."""
        if any(
            c.dep == "neg" or c.lower in {"never", "hardly", "n't", "not"} for c in tree.children(self.tokens, verb)
        ):
            return True
        subject = tree.child(self.tokens, verb, "nsubj", "nsubjpass")
        return subject is not None and self.is_empty(subject)

    def is_empty(self, noun: Token) -> bool:
        """Tells whether a noun phrase stands for nobody: "none of them", "neither side", "not a (single) soldier"."""
        if noun.lower in EMPTY_SUBJECTS:
            return True
        before = {c.lower for c in tree.children(self.tokens, noun, "det", "neg", "advmod", "amod", "preconj")}
        return bool(before & {"no", "neither"}) or ("not" in before and bool(before & {"a", "one", "single"}))

    def is_negated_noun(self, noun: Token) -> bool:
        """Tells whether a noun is denied: "no attack", "not an attack", "without a fight"."""
        if self.is_empty(noun):
            return True
        head = self.tokens[noun.head]
        return noun.dep == "pobj" and head.lower == "without"

    def _conditional(self, verb: Token) -> Status | None:
        marks = {c.lower for c in tree.children(self.tokens, verb, "mark", "advmod")}
        if marks & self.cues["conditional_markers"] - {"whether"}:
            return Status.HYPOTHETICAL
        first = min((c for c in tree.children(self.tokens, verb)), key=lambda c: c.index, default=None)
        inverted = (
            first is not None
            and first.lower == "should"
            and first.dep == "aux"
            and tree.child(self.tokens, verb, "nsubj")
        )
        return Status.HYPOTHETICAL if inverted and verb.dep in {"advcl", "ccomp", "ROOT"} and verb.tag == "VB" else None

    def _tense(self, verb: Token) -> Status:
        forms = {c.lower for c in tree.children(self.tokens, verb, "aux", "auxpass")}
        if verb.tag == "VBG" and forms & {"is", "are", "'s", "'re", "been"}:
            return Status.ONGOING
        if verb.tag in {"VBZ", "VBP"} and not forms:
            return Status.ONGOING
        return Status.HAPPENED

    def tense_of(self, word: Token, status: Status) -> Literal["past", "present", "future"]:
        """Returns on which side of now an event's days lie, `present` where its verb leaves it open ("go to court on 8
        May").
        """
        if status not in DONE:
            return "future"
        head = self.tokens[word.head]
        if word.dep == "nsubj" and head.lemma == "be" and head.tag in {"VBZ", "VBP"}:
            return "future"  # "the strike is on Saturday"
        finite = tree.child(self.tokens, word, "aux", "auxpass") or word
        return "present" if finite.tag in {"VBP", "VBZ"} and finite.lemma != "have" else "past"

    # --- what governs it

    def _governing(self, verb: Token, depth: int = 6) -> Status | None:
        head = self.tokens[verb.head]
        if depth == 0 or verb.dep not in GOVERNED or head.index == verb.index or self.stands_apart(verb, head):
            return None
        if verb.dep == "conj":
            return self._joined(verb, head, depth)
        if verb.dep in {"xcomp", "advcl"} and (noun := self._noun_before(verb)) is not None:
            return self._noun_complement(verb, noun)
        if verb.dep == "advcl":
            return self._purpose(verb)
        if verb.dep in {"acl", "relcl"}:
            return self._noun_complement(verb, head)
        if verb.dep == "pcomp":
            return self._of_preposition(head, depth)
        return self._of_governor(verb, head, depth)

    def stands_apart(self, verb: Token, head: Token) -> bool:
        """Tells whether a clause stands by itself: it has its own subject, behind a colon or semicolon."""
        between = self.tokens[min(verb.index, head.index) : max(verb.index, head.index)]
        apart = verb.dep in {"ccomp", "conj"} and any(t.text in {":", ";"} for t in between)
        return apart and tree.child(self.tokens, verb, "nsubj", "nsubjpass") is not None

    def _joined(self, verb: Token, head: Token, depth: int) -> Status | None:
        if head.pos not in {"VERB", "AUX"}:
            return None
        if tree.child(self.tokens, verb, "nsubj", "nsubjpass") and head.dep not in {"ccomp", "xcomp"}:
            return None
        return self._conditional(head) or self._governing(head, depth - 1)

    def _purpose(self, verb: Token) -> Status | None:
        return Status.PLANNED if tree.is_infinitive(self.tokens, verb) else None

    def _noun_before(self, verb: Token) -> Token | None:
        """ "took the threat to strike lightly": the infinitive belongs to the noun right before it."""
        to = next((c for c in tree.children(self.tokens, verb, "aux") if c.lower == "to"), None)
        noun = self.tokens[to.index - 1] if to is not None and to.index else None
        if noun is None or noun.pos != "NOUN":
            return None
        frame = frame_of(self.tokens, noun, self.ontology)
        speaks = frame is not None and frame.complement is not None
        return noun if speaks or noun.lemma in self.maps["governing_status"] else None

    def _noun_complement(self, verb: Token, noun: Token) -> Status | None:
        forms = {c.lower for c in tree.children(self.tokens, verb, "aux")}
        if "to" not in forms:
            return self._disbelieved(verb, noun)
        frame = frame_of(self.tokens, noun, self.ontology)
        if frame and frame.complement:
            return frame.complement
        found = self.maps["governing_status"].get(noun.lemma)
        return Status(found) if found else Status.PLANNED

    def _disbelieved(self, verb: Token, noun: Token) -> Status | None:
        """ "rejected claims that …", "dismissed reports that …"."""
        that = any(c.lower == "that" for c in tree.children(self.tokens, verb, "mark"))
        denier = self.tokens[noun.head].lemma in {"reject", "dismiss", "deny", "refute", "rebut"}
        claim = noun.lemma in self.cues["report_nouns"] or noun.lemma in CLAIMS
        return Status.DENIED if that and denier and claim and noun.dep == "dobj" else None

    def _of_preposition(self, prep: Token, depth: int) -> Status | None:
        governor = self.tokens[prep.head]
        if prep.lower == "without":
            return Status.DENIED
        if governor.pos in {"VERB", "AUX"}:
            return self._of_governor(prep, governor, depth)
        frame = frame_of(self.tokens, governor, self.ontology)
        if frame and frame.complement and prep.lower in {"of", "for", "on", "about"}:
            return frame.complement
        found = self.maps["governing_status"].get(governor.lemma)
        return Status(found) if found else None

    def _of_governor(self, verb: Token, head: Token, depth: int) -> Status | None:
        found = self._complement_status(verb, head)
        if found is Status.ONGOING:
            return self._own(head) or self._governing(head, depth - 1) or Status.ONGOING
        if found is not None and self.is_negated(head) and found in {Status.HAPPENED, Status.DENIED}:
            return Status.DENIED if found is Status.HAPPENED else self._modal(head)
        if found is not None:
            return found
        if head.lemma in self.cues["reporting_verbs"] and verb.dep != "xcomp":
            return None
        if verb.dep in {"xcomp", "pcomp", "prep", "oprd"}:
            if head.lemma == "have" and any(c.lower == "yet" for c in tree.children(self.tokens, head)):
                return Status.DENIED
            return self._conditional(head) or self._own(head) or self._governing(head, depth - 1)
        return None

    def _complement_status(self, verb: Token, head: Token) -> Status | None:
        if head.pos == "VERB":
            frame = frame_of(self.tokens, head, self.ontology)
            if frame and frame.complement:
                return frame.complement
        if verb.dep in {"xcomp", "ccomp"} and head.lemma in self.cues["scheduling_words"]:
            return Status.PLANNED
        found = self.maps["governing_status"].get(head.lemma)
        return Status(found) if found and (head.pos in {"VERB", "ADJ"} or verb.dep == "xcomp") else None

    def _is_reported(self, verb: Token) -> bool:
        return any(a.lemma in self.cues["reporting_verbs"] for a in tree.ancestors(self.tokens, verb))

    # --- nouns

    def _modifiers(self, noun: Token) -> Status | None:
        for modifier in tree.children(self.tokens, noun, "amod", "compound"):
            found = self.maps["modifier_status"].get(modifier.lower)
            if found:
                return Status(found)
        for after in tree.children(self.tokens, noun, "acl", "prep", "amod"):
            found = self.maps["modifier_status"].get(after.lower) or ("planned" if after.lower == "due" else None)
            if found and after.index > noun.index:
                return Status(found)
        return None

    def _noun_governor(self, noun: Token) -> tuple[Status | None, Certainty]:
        top = self._container(tree.conjunct_root(self.tokens, noun))
        head = self.tokens[top.head]
        clause = tree.clause_verb(self.tokens, top)
        if clause is not None and not self._is_definite(noun) and self._conditional(clause):
            return Status.HYPOTHETICAL, Certainty.CERTAIN
        if top.dep in tree.SUBJECTS and head.pos in {"VERB", "AUX"}:
            return self._as_subject(top, head)
        if top.dep in {"dobj", "attr", "oprd"} and head.pos in {"VERB", "AUX"}:
            return self._as_object(top, head)
        if top.dep == "pobj":
            return self._as_prepositional(head)
        return None, Certainty.CERTAIN

    def _container(self, noun: Token) -> Token:
        """ "a package of sanctions", "a wave of attacks": the word that holds the event noun stands in its place."""
        while noun.dep == "pobj" and self.tokens[noun.head].lower == "of":
            holder = self.tokens[self.tokens[noun.head].head]
            if holder.pos != "NOUN" or frame_of(self.tokens, holder, self.ontology) is not None:
                return noun
            if holder.lemma in self.maps["governing_status"]:
                return noun
            noun = tree.conjunct_root(self.tokens, holder)
        return noun

    def _as_subject(self, noun: Token, verb: Token) -> tuple[Status | None, Certainty]:
        if calls_off(self.tokens, verb, self.cues):
            return Status.DENIED, Certainty.CERTAIN
        passive = tree.is_passive(self.tokens, verb)
        if passive and (found := self.maps["governing_status"].get(verb.lemma)):
            return Status(found), self._certainty(verb)
        if verb.lemma == "continue" and verb.tag in {"VBZ", "VBP", "VBG"} and not self.is_negated(verb):
            return Status.ONGOING, self._certainty(verb)
        if (
            verb.lemma in self.cues["occurrence_verbs"]
            or verb.lemma in self.cues["light_verbs"]
            or verb.pos == "AUX"
            or passive
        ):
            standing = self.of_verb(verb, heading=True)
            return (standing.status if standing.told else None), standing.certainty
        if self._modal(verb) is Status.EXPECTED and not self._is_definite(noun):  # "attacks could drive people out"
            return Status.EXPECTED, self._certainty(verb)
        return None, Certainty.CERTAIN

    def _as_object(self, noun: Token, verb: Token) -> tuple[Status | None, Certainty]:
        if calls_off(self.tokens, verb, self.cues):
            return Status.DENIED, Certainty.CERTAIN
        found = self._complement_status(noun, verb)
        if found and not self._is_known_deed(noun, verb):
            return found, self._certainty(verb)
        if self._modal(verb) is Status.EXPECTED and not self._is_definite(noun):  # "could spark a war"
            return Status.EXPECTED, self._certainty(verb)
        light = (
            verb.lemma in self.cues["light_verbs"]
            or verb.lemma in self.cues["passive_light_verbs"]
            or verb.lemma in {"be", "see", "cause"}
        )
        if light:
            standing = self.of_verb(verb, heading=True)
            return (standing.status if standing.told else None), standing.certainty
        return None, Certainty.CERTAIN

    def _is_definite(self, noun: Token) -> bool:
        return any(c.lower in DEFINITE for c in tree.children(self.tokens, noun, "det", "poss"))

    def _is_known_deed(self, noun: Token, verb: Token) -> bool:
        """ "accused of ordering the attack": the attack was told before, and happened."""
        definite = self._is_definite(noun)
        bare = not any(True for _ in tree.children(self.tokens, noun, "prep", "acl", "relcl"))
        return definite and bare and verb.lemma in self.cues["commanding_verbs"]

    def _as_prepositional(self, prep: Token) -> tuple[Status | None, Certainty]:
        governor = self.tokens[prep.head]
        if governor.pos in {"VERB", "ADJ", "AUX"}:
            frame = frame_of(self.tokens, governor, self.ontology)
            if (
                frame
                and frame.complement
                and frame.complement is not Status.HAPPENED
                and prep.lower in {"for", "to", "with", "of", "against"}
            ):
                return frame.complement, Certainty.CERTAIN
            found = self.maps["governing_status"].get(governor.lemma)
            fears = self.maps["attitude_adjectives"].get(governor.lower) == "fears"
            if (found or fears) and prep.lower in {"for", "of", "on", "about"}:
                return Status(found or "expected"), Certainty.CERTAIN
            if governor.lemma in self.cues["passive_light_verbs"] | {"go", "take"} and prep.lower in {
                "under",
                "on",
                "into",
            }:
                standing = self.of_verb(governor, heading=True)
                return (standing.status if standing.told else None), standing.certainty
            return None, Certainty.CERTAIN
        frame = frame_of(self.tokens, governor, self.ontology)
        if frame and frame.complement and prep.lower in {"of", "for"}:
            return frame.complement, Certainty.CERTAIN
        found = self.maps["governing_status"].get(governor.lemma)
        if found and governor.pos == "NOUN" and prep.lower in {"of", "for", "about", "over"}:
            return Status(found), Certainty.CERTAIN
        return None, Certainty.CERTAIN

    # --- doubt

    def _certainty(self, verb: Token) -> Certainty:
        for aux in self._auxiliaries(verb):
            if found := self.maps["modal_certainty"].get(aux.lower):
                return Certainty(found)
        head = self.tokens[verb.head]
        if verb.dep == "xcomp" and head.lemma in {"appear", "seem", "believe", "think", "suspect", "report", "say"}:
            return Certainty(self.maps["doubt"].get(head.lemma, "possible"))
        return self._doubt(verb)

    def _doubt(self, word: Token) -> Certainty:
        for modifier in tree.children(self.tokens, word, "advmod", "amod"):
            if found := self.maps["doubt"].get(modifier.lower):
                return Certainty(found)
        return Certainty.CERTAIN


def calls_off(tokens: Sequence[Token], verb: Token, cues: Mapping[str, Set[str]]) -> bool:
    """Tells whether a verb says that something will not be: "cancelled the visit", "the raid was called off"."""
    called = verb.lemma == "call" and any(c.lower == "off" for c in tree.children(tokens, verb))
    return called or verb.lemma in cues["calling_off"]
