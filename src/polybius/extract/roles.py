"""Event words -> who did it, to whom, where: the slots of arguments.py filled with mentions by the frame's roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from polybius.annotated import Token
from polybius.drafts import HARM, Mention, MentionForm
from polybius.extract import tree
from polybius.extract.arguments import agents, noun_slots, surface_subjects, verb_slots
from polybius.extract.frames import frame_of
from polybius.extract.mentions import Mentions, PlaceNames
from polybius.model import ActorKind, EventType
from polybius.ontology import Frame, Ontology

VERB_ROLES: Mapping[str, str] = {
    "subject": "initiator", "object": "target", "dative": "target", "against": "target", "at": "target",
    "to": "destination", "into": "destination", "toward": "destination", "towards": "destination", "from": "origin",
}  # fmt: skip
NOUN_ROLES: Mapping[str, str] = {
    "poss": "initiator", "adjective": "initiator", "by": "initiator", "between": "initiator", "with": "initiator",
    "against": "target", "on": "target", "upon": "target", "of": "target", "to": "destination", "into": "destination",
    "towards": "destination", "from": "origin",
}  # fmt: skip
AT_PLACE = ("in", "at", "near", "outside", "inside", "around", "across", "along", "throughout", "within", "off", "over",
            "north", "south", "east", "west", "on", "between", "beyond", "through")  # fmt: skip
WITHIN_CLAUSE = frozenset({"dobj", "pobj", "prep", "agent", "conj", "acl", "dative", "xcomp"})
COUNTING = frozenset({"NUM", "DET", "ADJ"})
GUILT = {"responsible": "for", "guilty": "of", "involved": "in", "implicated": "in", "complicit": "in"}
HIT = ("object", "into", "at", "on")
SINGLE = frozenset({ActorKind.PERSON, ActorKind.UNNAMED})
ON_THE_SPOT = frozenset({EventType.ASSAULT, EventType.CONSULT, EventType.COERCE})


@dataclass(slots=True)
class Roles:
    """Mention indexes by role, gathered for one event."""

    initiators: list[int] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    origins: list[int] = field(default_factory=list)
    destinations: list[int] = field(default_factory=list)

    def add(self, role: str, found: Iterable[int]) -> None:
        """Adds mentions to a role, each once."""
        kept: list[int] = getattr(self, role + "s")
        kept.extend(i for i in found if i not in kept)


class RoleFinder:
    """Fills roles for the event words of one document."""

    def __init__(self, tokens: Sequence[Token], mentions: Mentions, ontology: Ontology, places: PlaceNames) -> None:
        self.tokens, self.mentions, self.ontology, self.places = tokens, mentions, ontology, places

    # --- what a word can be

    def actors(self, token: Token) -> list[int]:
        """Returns the actors that a word stands for; a site with an owner ("the army's base") stands for its owner."""
        found = [self._standing_for(self.mentions.items[i], token) for i in self.mentions.of(token)]
        if not found and token.pos in COUNTING:  # "eleven of them", "some of the men"
            return [i for p, w in tree.prepositions(self.tokens, token) if p.lower == "of" for i in self.actors(w)]
        return [i for i in found if i is not None]

    def _standing_for(self, mention: Mention, token: Token) -> int | None:
        if mention.form is MentionForm.PRONOUN:
            return mention.index
        if mention.kind is None:
            unknown = (
                mention.form is MentionForm.NAME and not self.places.knows(mention.name) and mention.locative is None
            )
            return mention.index if unknown else None
        noun = self.ontology.people.get(mention.lemma) if mention.form is MentionForm.NOMINAL else None
        said = noun is None and mention.form is MentionForm.NOMINAL and self._is_said(token)
        if said or (noun is not None and noun.site):
            owners = (i for word in self._owners(token, said=said) for i in self.actors(word))
            if noun is not None and noun.kind is not None and self._is_national(mention):
                return mention.index
            return next(owners, mention.owner)
        return mention.index

    def _is_national(self, mention: Mention) -> bool:
        """ "the Saudi hospital" is not the state's, as "Saudi Arabia's hospital" would be."""
        owner = self.mentions.items[mention.owner] if mention.owner is not None else None
        return owner is not None and owner.kind is ActorKind.STATE and owner.form is MentionForm.MODIFIER

    def _is_said(self, noun: Token) -> bool:
        """ "call", "demand", "report": words that somebody says, who is meant where they are rejected or accuse."""
        asked = any(frame.complement is not None for frame in self.ontology.nouns.get(noun.lemma, ()))
        return asked or noun.lemma in self.ontology.cues["report_nouns"]

    def _owners(self, noun: Token, *, said: bool) -> Iterator[Token]:
        """ "the bases of the group"; of what is said: "an appeal from the elders", "a petition filed by the elders"."""
        behind = {"of", "from", "by"} if said else {"of"}
        yield from (word for prep, word in tree.prepositions(self.tokens, noun) if prep.lower in behind)
        for clause in tree.children(self.tokens, noun, "acl") if said else ():
            yield from agents(self.tokens, clause)

    def _beside(self, word: Token) -> list[int]:
        """ "two priests, A and B", "his herbalist, A": the names beside several people, or beside a noun for nobody."""
        beside = [t for c in tree.children(self.tokens, word, "appos") for t in tree.conjuncts(self.tokens, c)]
        found = [self.mentions.items[i] for t in beside for i in self.mentions.of(t)]
        names = [m.index for m in found if m.form is MentionForm.NAME and m.kind is ActorKind.PERSON]
        several = word.tag in {"NNS", "NNPS"} and len(names) > 1
        return names if several or not self.actors(word) else []

    def places_at(self, token: Token) -> list[int]:
        """Returns the places that a word stands for."""
        cues = self.ontology.cues
        part = token.lemma in cues["place_parts"] or token.lower in cues["place_parts"]
        if token.lower in cues["directions"] or (part and not self.mentions.of(token)):  # "north of", "outskirts of"
            below = [w for p, w in tree.prepositions(self.tokens, token) if p.lower == "of"]
            return [i for w in below for i in self.places_at(w)]
        return [i for i in self.mentions.of(token) if self._is_place(self.mentions.items[i])]

    def _is_place(self, mention: Mention) -> bool:
        if mention.form is MentionForm.PRONOUN or mention.title:
            return False
        if mention.kind is ActorKind.STATE:
            return True
        if mention.form is MentionForm.NAME:
            return mention.kind is None or (not mention.entries and self.places.knows(mention.name))
        noun = self.ontology.people.get(mention.lemma)
        named = mention.owner is not None and self.mentions.items[mention.owner].kind is None
        return mention.lemma in self.ontology.cues["place_nouns"] or bool(noun and noun.site and named)

    # --- verbs

    def of_verb(self, verb: Token, frame: Frame, *, passive: bool) -> Roles:
        """Returns the roles of an event told by a verb."""
        roles = Roles()
        speaks = frame.complement is not None or frame.type is EventType.SUPPORT
        slots = verb_slots(self.tokens, verb, passive=passive, through=frozenset(frame.roles) if speaks else None)
        table = {**VERB_ROLES, **frame.roles}
        if frame.reciprocal:
            other = other_side(frame)
            table = {**table, "object": other, "with": other, **frame.roles}
        elif table["object"] == "initiator" and not passive and slots["subject"]:
            table["object"] = "none"  # "troops were deployed": they do it; "Egypt sent its troops": Egypt does
        for slot, words in slots.items():
            self._fill(roles, table.get(slot), slot, words)
        if frame.type in ON_THE_SPOT:
            roles.add(
                "place",
                (i for s in HIT for w in slots.get(s, ()) if table.get(s) == "target" for i in self._bare_places(w)),
            )
        self._objects_owners(roles, frame, slots.get("object", []))
        self._clause_places(roles, verb)
        if self._is_vague(roles.places):
            self._places_below(roles, slots.get("object", []) if passive else [verb])
        if frame.type in ON_THE_SPOT and not roles.places:
            roles.add("place", (i for w in slots.get("object", ()) for i in self._places_of_whom(w)))
        if not roles.places and frame.complement is None:
            for subject in surface_subjects(self.tokens, verb):
                self._places_of(roles, subject)
        return roles

    def _is_vague(self, places: Sequence[int]) -> bool:
        return all(self.mentions.items[i].kind is ActorKind.STATE for i in places)

    def _places_of(self, roles: Roles, word: Token) -> None:
        for prep, place in tree.prepositions(self.tokens, word):
            if prep.lower in AT_PLACE:
                roles.add("place", self.places_at(place))

    def _places_below(self, roles: Roles, words: Iterable[Token]) -> None:
        """ "a garrison of the army at X was overrun": phrases of place anywhere in the clause, nearest first."""
        waiting = list(words)
        while waiting and self._is_vague(roles.places):
            token = waiting.pop(0)
            for prep, word in tree.prepositions(self.tokens, token):
                if prep.lower in AT_PLACE and self._is_vague(roles.places):
                    taken = {*roles.initiators, *roles.targets}  # "called on Baku" is not done there
                    roles.add("place", (i for i in self.places_at(word) if i not in taken))
            below = (c for c in tree.children(self.tokens, token) if c.dep in WITHIN_CLAUSE)
            waiting += [c for c in below if c.dep != "conj" or c.pos not in {"VERB", "AUX"}]

    def _bare_places(self, word: Token) -> list[int]:
        """Names of places that are the object of a deed: it was done there ("raided X", "bombed X", "visited X")."""
        return [i for i in self.places_at(word) if self.mentions.items[i].form is MentionForm.NAME]

    def _places_of_whom(self, word: Token) -> Iterator[int]:
        """ "stormed the garrison of Goma" did so in Goma; the mayor of Goma may be met elsewhere."""
        kinds = {self.mentions.items[i].kind for i in self.actors(word)} | {None}
        for prep, place in tree.prepositions(self.tokens, word):
            if prep.lower == "of" and not kinds & SINGLE:
                named = (self.mentions.items[i] for i in self._bare_places(place))
                yield from (m.index for m in named if m.kind is None and self.places.knows(m.name))

    def _fill(self, roles: Roles, role: str | None, slot: str, words: Iterable[Token]) -> None:
        for word in words:
            actors, places = self._beside(word) or self.actors(word), self.places_at(word)
            if slot in HIT and places and any(self.mentions.items[i].kind is None for i in actors):
                actors = []
            if (
                role in {"initiator", "target"}
                and actors
                and not (slot in {"at", "to"} and not self._is_actor_only(actors))
            ):
                roles.add(role, actors)
            elif role in {"origin", "destination"} and places:
                roles.add(role, places)
            elif role == "destination" and actors and slot == "to":
                roles.add("target", actors)
            elif role == "place" or (places and (slot in AT_PLACE or role == "target")):
                roles.add("place", places)

    def _is_actor_only(self, actors: Iterable[int]) -> bool:
        return any(
            self.mentions.items[i].form is not MentionForm.NAME or self.mentions.items[i].kind is not None
            for i in actors
        )

    def _objects_owners(self, roles: Roles, frame: Frame, objects: Sequence[Token]) -> None:
        """ "destroyed the group's bases", "bombed a convoy of the group": what is hit belongs to somebody."""
        does = any(i in roles.initiators for word in objects for i in self.actors(word))  # "fought the Front's rivals"
        if does or roles.targets or frame.roles.get("object") not in {None, "target"}:
            return
        for word in objects:
            for owner in tree.children(self.tokens, word, "poss"):
                roles.add("target", self.actors(owner))
            for owner in self._owners(word, said=frame.complement is not None or self._is_said(word)):
                roles.add("target", self.actors(owner))

    def _clause_places(self, roles: Roles, verb: Token) -> None:
        """Phrases before the verb and those of the verb it is joined to say where, too."""
        if roles.places or verb.dep not in {"conj", "xcomp", "ccomp", "advcl"}:
            return
        head = self.tokens[verb.head]
        if verb.dep == "conj" and head.pos == "VERB":
            for prep, word in tree.prepositions(self.tokens, head):
                if prep.lower in AT_PLACE and prep.index < head.index:
                    roles.add("place", self.places_at(word))

    # --- nouns

    def of_noun(self, noun: Token, frame: Frame) -> Roles:
        """Returns the roles of an event told by a noun, with what the verb it depends on adds."""
        roles = Roles()
        table = {**NOUN_ROLES, **frame.roles}
        if frame.reciprocal:
            table = {**table, "of": "initiator", "with": other_side(frame), **frame.roles}
        taken = self._verbs_own(noun)
        for slot, words in noun_slots(self.tokens, noun).items():
            if slot not in taken:
                self._fill_noun(roles, table.get(slot), slot, words, violent=frame.type in HARM)
        self._from_governor(roles, noun, frame)
        self._from_carriers(roles, noun, frame)
        if not roles.places:
            self._places_below(roles, [noun])
        return roles

    def _verbs_own(self, noun: Token) -> frozenset[str]:
        """ "blamed the attack on the Front": the phrase behind the noun is the verb's, whatever the parser says."""
        verb = self.tokens[noun.head]
        if noun.dep != "dobj" or verb.pos != "VERB":
            return frozenset()
        frame = frame_of(self.tokens, verb, self.ontology)
        speaks = frame is not None and frame.complement is not None
        return frozenset(frame.roles) - {"object", "subject", "of"} if speaks and frame else frozenset()

    def _fill_noun(
        self, roles: Roles, role: str | None, slot: str, words: Iterable[Token], *, violent: bool
    ) -> None:
        for word in words:
            actors, places = self.actors(word), self.places_at(word)
            if slot == "adjective":
                known = [i for i in actors if self.mentions.items[i].kind is not None]
                known = [i for i in known if not (violent and self._is_town(self.mentions.items[i]))]
                roles.add(role if role in {"initiator", "target"} else "initiator", known if role != "none" else [])
                roles.add("place", [i for i in places if i not in known])
            elif role in {"initiator", "target"} and actors:
                roles.add(role, actors)
            elif role == "content" and slot == "of" and any(self.mentions.items[i].definite for i in actors):
                roles.add("initiator", actors)  # "the offer of the army", unlike one of troops
            elif role in {"origin", "destination"} and places:
                roles.add(role, places)
            elif places and (slot in AT_PLACE or slot in {"of", "poss"} or role in {"place", "target"}):
                roles.add("place", places)

    def _is_town(self, mention: Mention) -> bool:
        """ "the Kabul blast" was in the town; "the Kabul offer" is the state's."""
        return any(self.ontology.entries[key].is_metonym(mention.name) for key in mention.entries)

    def _from_governor(self, roles: Roles, noun: Token, frame: Frame) -> None:
        top = tree.conjunct_root(self.tokens, noun)
        verb = self.tokens[top.head]
        cues = self.ontology.cues
        if top.dep == "pobj" and verb.pos == "ADP":
            self._from_preposition(roles, verb, supporting=frame.type is EventType.SUPPORT)
            self._from_guilt(roles, verb)
            return
        if verb.pos not in {"VERB", "AUX"} or top.dep not in {"dobj", "nsubjpass", "nsubj", "attr", "oprd"}:
            return
        if top.dep == "dobj" and tree.child(self.tokens, verb, "oprd") is not None:
            return  # who "called the attack a crime" did not attack
        subjects = [i for t in surface_subjects(self.tokens, verb) if t.index != top.index for i in self.actors(t)]
        if top.dep == "dobj" and verb.lemma in cues["light_verbs"] and not roles.initiators and _has_doer(frame):
            roles.add("initiator", agents_of(self, verb) if tree.is_passive(self.tokens, verb) else subjects)
        elif top.dep == "dobj" and verb.lemma in cues["passive_light_verbs"] and not roles.targets:
            roles.add("target", subjects)
        elif top.dep == "nsubjpass" and not roles.initiators and verb.lemma in cues["light_verbs"]:
            roles.add("initiator", agents_of(self, verb))
        light = (
            verb.lemma in cues["light_verbs"] | cues["occurrence_verbs"] | cues["passive_light_verbs"]
            or verb.pos == "AUX"
        )
        if light:
            self._verb_phrases(roles, verb, top)

    def _from_carriers(self, roles: Roles, noun: Token, frame: Frame) -> None:
        """ "the attack carried out by the Front on Goma"."""
        for verb in tree.children(self.tokens, noun, "acl"):
            if verb.tag == "VBN" and verb.lemma in self.ontology.cues["light_verbs"]:
                if not roles.initiators and _has_doer(frame):
                    roles.add("initiator", agents_of(self, verb))
                for governor in (verb, *agents(self.tokens, verb)):  # the parser hangs "on Goma" on the Front
                    self._verb_phrases(roles, governor, noun)

    def _from_preposition(self, roles: Roles, prep: Token, *, supporting: bool) -> None:
        """ "came under attack": the subject is the target."""
        verb = self.tokens[prep.head]
        marches = supporting and prep.lower == "in" and verb.pos == "VERB"  # "marched in support of the army"
        behind = prep.lower == "behind" and verb.lemma == "be"  # "is behind the attack"
        if (marches or behind) and not roles.initiators:
            roles.add("initiator", self._subjects(verb))
        under = prep.lower == "under" and verb.lemma in {"come", "be", "remain", "live", "fall"}
        if under and not roles.targets:
            roles.add("target", self._subjects(verb))
        if under:
            self._verb_phrases(roles, verb, prep)

    def _subjects(self, verb: Token) -> Iterator[int]:
        return (i for t in surface_subjects(self.tokens, verb) for i in self.actors(t))

    def _from_guilt(self, roles: Roles, prep: Token) -> None:
        """ "is responsible for the attack", "soldiers involved in the killing": they did it."""
        word = self.tokens[prep.head]
        if roles.initiators or GUILT.get(word.lower) != prep.lower:
            return
        above = self.tokens[word.head]
        described = [above] if above.pos in {"NOUN", "PROPN"} else surface_subjects(self.tokens, above)
        roles.add("initiator", (i for t in described for i in self.actors(t) if i not in roles.targets))

    def _verb_phrases(self, roles: Roles, verb: Token, noun: Token) -> None:
        for prep, word in tree.prepositions(self.tokens, verb):
            if noun.index in {word.index, prep.index}:
                continue
            if prep.lower in {"against", "on", "upon"} and (found := self.actors(word)):
                roles.add("target", found)
            elif prep.lower in AT_PLACE:
                roles.add("place", self.places_at(word))
            elif prep.lower == "from":
                roles.add("origin", self.places_at(word))
            elif prep.lower == "with":
                roles.add("initiator", self.actors(word))


def other_side(frame: Frame) -> str:
    """Returns the role of whom one does it with: "met the envoy" has a target, "fought the rebels" two sides."""
    return "target" if frame.type is EventType.CONSULT else "initiator"


def agents_of(finder: RoleFinder, verb: Token) -> list[int]:
    """Returns the actors behind the "by" of a passive."""
    return [i for t in agents(finder.tokens, verb) for i in finder.actors(t)]


def _has_doer(frame: Frame) -> bool:
    """ "put the toll at three": who says it did not do it."""
    return frame.roles.get("subject") != "none"
