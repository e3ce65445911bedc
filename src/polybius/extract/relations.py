"""Annotated sentences, mentions -> relations: who commands, backs, leads, belongs to or stands where, as the words say.

The idea: a relation hangs on a word (a title, "wing", "backed", "based") that has one end as its possessor, modifier or
"of"; what that word describes is the other end. The words are tables below, by what they say of subject and object.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from polybius.annotated import Annotated, Token
from polybius.drafts import ClaimDraft, Mention, MentionForm, RelationDraft
from polybius.extract import tree
from polybius.extract.arguments import agents, surface_subjects
from polybius.extract.events import chain_at
from polybius.extract.learned import heard_ties, heed_ties, tie_basis
from polybius.extract.mentions import Mentions
from polybius.extract.names import HYPHENS
from polybius.extract.roles import RoleFinder
from polybius.extract.same import is_unit
from polybius.extract.sides import Sides
from polybius.extract.status import Judge
from polybius.model import ActorKind, Predicate, Span
from polybius.ontology import Ontology

MEMBER_NOUNS = frozenset(
    "source official spokesman spokeswoman spokesperson officer member diplomat adviser advisor aide delegate "
    "negotiator representative commander insider legislator lawmaker deputy cadre operative activist employee staffer "
    "secretary councillor vice-chairman vice-president editor".split()
)
PART_NOUNS = frozenset(
    "wing arm branch unit squad division faction brigade battalion affiliate offshoot mission contingent subsidiary "
    "chapter regiment component front organ body agency part".split()
)
PROXY_NOUNS = frozenset("proxy surrogate client puppet stooge auxiliary".split())
PATRON_NOUNS = frozenset("patron sponsor paymaster backer financier supplier".split())
ALLY_NOUNS = frozenset("ally partner".split())
ENEMY_NOUNS = frozenset("enemy foe rival adversary arch-enemy archenemy opponent".split())
DESCRIBING: Mapping[str, Predicate] = {
    **dict.fromkeys(PROXY_NOUNS, Predicate.PROXY_OF),
    **dict.fromkeys(ALLY_NOUNS, Predicate.ALLIED_WITH),
    **dict.fromkeys(ENEMY_NOUNS, Predicate.OPPOSES),
}
SIDED = ALLY_NOUNS | ENEMY_NOUNS | PATRON_NOUNS
PREDICATES = frozenset(predicate.value for predicate in Predicate)
SECOND = frozenset("deputy vice assistant associate under".split())
HEAD_NOUNS = frozenset("head chief leader commander boss chairman chairwoman".split())
TITLE_PREDICATES: Mapping[str, Predicate] = {
    "leads": Predicate.LEADS, "commands": Predicate.COMMANDS, "member_of": Predicate.MEMBER_OF,
}  # fmt: skip
SUBJECT_VERBS: Mapping[str, Predicate] = {
    "lead": Predicate.LEADS, "head": Predicate.LEADS, "chair": Predicate.LEADS, "command": Predicate.COMMANDS,
    "control": Predicate.COMMANDS,
    "oppose": Predicate.OPPOSES, "fight": Predicate.OPPOSES,
}  # fmt: skip
BELONGING: Mapping[tuple[str, str], Predicate] = {
    ("belong", "to"): Predicate.MEMBER_OF, ("sit", "on"): Predicate.MEMBER_OF, ("serve", "in"): Predicate.MEMBER_OF,
    ("serve", "with"): Predicate.MEMBER_OF, ("serve", "on"): Predicate.MEMBER_OF, ("speak", "for"): Predicate.MEMBER_OF,
    ("work", "for"): Predicate.MEMBER_OF, ("answer", "to"): Predicate.PART_OF, ("report", "to"): Predicate.PART_OF,
    ("assign", "to"): Predicate.PART_OF, ("attach", "to"): Predicate.PART_OF, ("subordinate", "to"): Predicate.PART_OF,
}  # fmt: skip
BACKING_VERBS = frozenset("back arm fund finance bankroll sponsor train equip pay clothe shelter".split())
CALLING_VERBS = frozenset("call brand denounce describe dismiss dub label style term".split())
PLACE_VERBS: Mapping[str, Predicate] = {
    "base": Predicate.BASED_IN, "headquarter": Predicate.BASED_IN, "garrison": Predicate.BASED_IN,
    "station": Predicate.PRESENT_IN, "deploy": Predicate.PRESENT_IN, "operate": Predicate.PRESENT_IN,
    "camp": Predicate.PRESENT_IN, "encamp": Predicate.PRESENT_IN, "mass": Predicate.PRESENT_IN,
    "entrench": Predicate.PRESENT_IN,
}  # fmt: skip
TYING = frozenset({"to", "with"})  # "loyal to", "allied with"
BASE_NOUNS = frozenset("base headquarters post camp stronghold garrison outpost barracks command".split())
DOUBTED = frozenset({Predicate.PRESENT_IN})  # mostly read where none is: left out where the encoder hears nothing
PLACE_PREPOSITIONS = frozenset("in at near inside across throughout along around within on between".split())
UNNAMED_STATES = frozenset({"state", "republic"})
UNDER_WORDS = frozenset("order command control leadership".split())
STANDING = frozenset({ActorKind.MILITARY, ActorKind.ARMED_GROUP, ActorKind.ORGANISATION, ActorKind.UNNAMED})
ARMED = frozenset({ActorKind.MILITARY, ActorKind.ARMED_GROUP})
WATCHERS = frozenset("observer monitor adviser inspector mission peacekeeper contingent".split())
BODIES = frozenset(
    {
        ActorKind.GOVERNMENT,
        ActorKind.MILITARY,
        ActorKind.ARMED_GROUP,
        ActorKind.PARTY,
        ActorKind.ORGANISATION,
        ActorKind.OUTLET,
    }
)


def find_relations(
    annotated: Annotated, mentions: Mentions, ontology: Ontology, roles: RoleFinder, claims: Sequence[ClaimDraft]
) -> list[RelationDraft]:
    """Returns every relation that the words of a document state, and those that only the learned reader sees."""
    reader = _Reader(annotated, mentions, ontology, roles)
    found = [*reader.of_mentions(), *reader.of_verbs(), *Sides(roles, reader.judge).find()]
    told = {(subject, predicate.value, thing) for subject, predicate, thing, _ in found}
    heard = heard_ties(annotated, mentions)
    pairs = {frozenset((subject, thing)) for subject, _, thing in told}
    for subject, name, thing, text in heed_ties(heard, mentions, told):
        of_person = name == "leads" and mentions.items[thing].kind is ActorKind.PERSON  # whom nobody leads
        unlikely = of_person or (name == "proxy_of" and reader.only_calls(thing))
        if name in PREDICATES and frozenset((subject, thing)) not in pairs and not unlikely:
            found.append((subject, Predicate(name), thing, text))
    seen: set[tuple[int, str, int]] = set()
    kept = []
    for subject, predicate, thing, text in found:
        key = (subject, predicate.value, thing)
        doubtful = predicate in DOUBTED and annotated.hints is not None and key not in heard
        if subject != thing and key not in seen and not doubtful:
            seen.add(key)
            basis = tie_basis("predicate", annotated, heard.get(key), ruled=key in told)
            chain = chain_at(Span(text.start, text.start + 1), claims)
            kept.append(RelationDraft(subject, predicate, thing, text, chain, basis))
    return kept


Found = tuple[int, Predicate, int, Span]


class _Reader:
    def __init__(self, annotated: Annotated, mentions: Mentions, ontology: Ontology, roles: RoleFinder) -> None:
        self.annotated, self.tokens = annotated, annotated.tokens
        self.mentions, self.ontology, self.roles = mentions, ontology, roles
        self.judge = Judge(annotated.tokens, ontology)

    def only_calls(self, mention: int) -> bool:
        """ "the exiles whom Nouakchott calls hirelings" are not its own."""
        word = self.tokens[self.mentions.items[mention].head]
        return word.dep == "nsubj" and self.tokens[word.head].lemma in CALLING_VERBS

    # --- relations that hang on a noun or name

    def of_mentions(self) -> Iterator[Found]:
        for mention in self.mentions.items:
            if mention.form in {MentionForm.PRONOUN, MentionForm.MODIFIER}:
                continue
            token = self.tokens[mention.head]
            yield from self._titled(mention, token)
            yield from self._of_a_body(mention, token)
            yield from self._described(mention, token)
            yield from self._backed(mention, token)
            yield from self._standing_in(mention, token)
            yield from self._unit_of_unit(mention)

    def _span(self, mention: Mention, other: int) -> Span:
        end = self.mentions.items[other].span
        whole = Span(min(mention.span.start, end.start), max(mention.span.end, end.end))
        return whole if whole.end - whole.start < 200 else mention.span

    def _subject(self, mention: Mention) -> int:
        return mention.same_as if mention.same_as is not None else mention.index

    def _titled(self, mention: Mention, token: Token) -> Iterator[Found]:
        """ "the mayor of X", "Iraq's prime minister", "its commander, Y": the title says what is led."""
        of_staff = any(word.lemma == "staff" for word in self._behind(token, {"of"}))
        lemma = f"{mention.lemma} of staff" if of_staff else mention.lemma
        words = (mention.title or f"{' '.join(mention.modifiers)} {lemma}".strip()).lower()
        if mention.kind is not ActorKind.PERSON and mention.lemma not in HEAD_NOUNS and not self._is_member(mention):
            return
        predicate = self._office(words) or (Predicate.MEMBER_OF if self._is_member(mention) else None)
        if predicate is None or (mention.plural and predicate is not Predicate.MEMBER_OF):
            return
        for owner in self._owners(mention, token):
            thing = self.mentions.items[owner]
            if predicate is Predicate.MEMBER_OF and thing.kind not in BODIES and thing.form is not MentionForm.PRONOUN:
                continue
            of_state = predicate is Predicate.COMMANDS and thing.kind is ActorKind.STATE
            if of_state or self._names_nobody(mention, thing):
                continue
            yield self._subject(mention), predicate, owner, self._span(mention, owner)

    def _names_nobody(self, mention: Mention, thing: Mention) -> bool:
        """ "the head of state", "the Catholic bishop", "its source": whose he is, the words leave open."""
        described = thing.form is MentionForm.MODIFIER and self.tokens[thing.head].dep == "amod"
        adjective = described and thing.kind is None and not thing.entries
        from_it = mention.lemma == "source" and thing.form is MentionForm.PRONOUN
        return adjective or from_it or thing.lemma in UNNAMED_STATES

    def _office(self, words: str) -> Predicate | None:
        """Tells what a title makes of its holder; a deputy or secretary belongs to what his chief leads."""
        title = self._longest_title(words)
        key = next((k for k in TITLE_PREDICATES if title and getattr(title, k)), None)
        second = words.split()[-1:] == ["secretary"] or not SECOND.isdisjoint(words.replace("-", " ").split())
        return None if key is None else Predicate.MEMBER_OF if second else TITLE_PREDICATES[key]

    def _of_a_body(self, mention: Mention, token: Token) -> Iterator[Found]:
        """ "Ruiz, of the General Staff", "Colonel Odu of the Rwandan army": a person's name with a body behind it."""
        if mention.kind is not ActorKind.PERSON or mention.form is not MentionForm.NAME:
            return
        if mention.title and self._office(mention.title.lower()):
            return
        for word in self._behind(token, {"of", "for", "from", "with"}):
            for body in self._bodies(word):
                yield self._subject(mention), Predicate.MEMBER_OF, body, self._span(mention, body)

    def _is_member(self, mention: Mention) -> bool:
        return mention.form is MentionForm.NOMINAL and mention.lemma.split()[-1] in MEMBER_NOUNS

    def _longest_title(self, words: str) -> object | None:
        """Returns the office in a title, which a rank may follow ("commander Maj. Gen.")."""
        parts, titles = words.split(), self.ontology.titles
        for end in range(len(parts), 0, -1):
            rank = titles.get(" ".join(parts[end:]))
            if end < len(parts) and not (rank and (rank.rank or rank.honorific)):
                continue
            for start in range(end):
                title = titles.get(" ".join(parts[start:end]))
                if title and not title.honorific and not title.rank:
                    return title
        return None

    def _owners(self, mention: Mention, token: Token) -> list[int]:
        found = [] if mention.owner is None else [mention.owner]
        for word in self._behind(token, {"of", "for"}):
            if word.lemma != "staff":  # of a chief of staff
                found += self.roles.actors(word) or self.roles.places_at(word)
        return found

    def _behind(self, token: Token, prepositions: set[str]) -> Iterator[Token]:
        """Yields what stands behind one of the prepositions that follow a word at once, or behind a comma."""
        for prep, word in tree.prepositions(self.tokens, token):
            if prep.lower in prepositions and prep.index <= token.index + 2:
                yield word

    def _bodies(self, word: Token) -> list[int]:
        return [i for i in self.roles.actors(word) if self._is_body(self.mentions.items[i])]

    def _described(self, mention: Mention, token: Token) -> Iterator[Found]:
        """ "the armed wing of X", "an X proxy", "Y, the patron of X"."""
        lemma = (mention.lemma.split() or [""])[-1]
        for owner in self._whose(token, lemma, self._owners(mention, token)):
            text = self._span(mention, owner)
            subject = self._subject(mention)
            if (lemma in PART_NOUNS and (mention.definite or mention.form is not MentionForm.NOMINAL)) or (
                mention.form is MentionForm.NAME
                and self._is_body(mention)
                and self._is_body(self.mentions.items[owner])
            ):
                yield subject, Predicate.PART_OF, owner, text
            elif (
                mention.form is MentionForm.NAME
                and self._is_body(mention)
                and self.mentions.items[owner].kind is ActorKind.PERSON
                and owner == mention.owner
            ):
                yield owner, Predicate.LEADS, subject, text  # "Charles Taylor's Front"
            elif lemma in DESCRIBING:
                yield subject, DESCRIBING[lemma], owner, text
            elif lemma in PATRON_NOUNS:
                yield owner, Predicate.PROXY_OF, subject, text
        yield from self._loose_part(mention, token)

    def _whose(self, token: Token, lemma: str, owners: list[int]) -> list[int]:
        """ "the army's Chadian allies" are Chadian and the army's: the adjective tells where an ally comes from."""
        if lemma not in SIDED:
            return owners
        origins = {i for t in tree.children(self.tokens, token, "amod") for i in self.mentions.of(t)}
        if origins.isdisjoint(owners):
            return owners
        possessors = [i for t in tree.children(self.tokens, token, "poss") for i in self.mentions.of(t)]
        return list(dict.fromkeys([*possessors, *(i for i in owners if i not in origins)]))

    def _is_body(self, mention: Mention) -> bool:
        return mention.kind in BODIES

    def _loose_part(self, mention: Mention, token: Token) -> Iterator[Found]:
        """ "X, the armed wing of Y" where "wing" is no word for people: the apposition of a name."""
        for word in (*tree.children(self.tokens, token, "appos"), *self._said_to_be(token)):
            lemma = word.lemma
            if any(self.mentions.items[i].kind is not None for i in self.mentions.of(word)):
                continue
            predicate = (
                Predicate.PART_OF if lemma in PART_NOUNS else Predicate.PROXY_OF if lemma in PROXY_NOUNS | PATRON_NOUNS
                else Predicate.ALLIED_WITH if lemma in ALLY_NOUNS else None
            )  # fmt: skip
            if predicate is None:
                continue
            for owner in self._noun_owners(word):
                ends = (owner, mention.index) if lemma in PATRON_NOUNS else (mention.index, owner)
                yield ends[0], predicate, ends[1], Span(mention.span.start, tree.subtree_span(self.tokens, word).end)

    def _said_to_be(self, token: Token) -> Iterator[Token]:
        """ "X is an ally of Y": what a copula says of its subject."""
        verb = self.tokens[token.head]
        if token.dep == "nsubj" and verb.lemma == "be" and not self.judge.of_verb(verb).told:
            yield from tree.children(self.tokens, verb, "attr")

    def _noun_owners(self, noun: Token) -> Iterator[int]:
        for child in tree.children(self.tokens, noun, "poss", "compound", "amod", "nmod"):
            yield from self.mentions.of(child)
        for prep, word in tree.prepositions(self.tokens, noun):
            if prep.lower in {"of", "for"}:
                yield from self.roles.actors(word)

    def _backed(self, mention: Mention, token: Token) -> Iterator[Found]:
        """ "Iran-backed militias", "militias backed by Iran", "men loyal to the general"."""
        for word in tree.children(self.tokens, token, "amod", "acl"):
            predicate = self.ontology.leanings["backing_words"].get(word.lower)
            if predicate is None or (word.dep == "acl" and word.lemma in SUBJECT_VERBS):
                continue  # "led by X" is read as a verb
            tied = [t for p, t in tree.prepositions(self.tokens, word) if p.lower in TYING]
            backers = [i for t in agents(self.tokens, word) or tied for i in self.roles.actors(t)]
            before = [t for t in self.tokens[max(0, word.index - 4) : word.index] if t.index in self.mentions.at]
            if not backers and before and self.tokens[word.index - 1].text in HYPHENS:
                backers = list(self.mentions.of(before[-1]))
            for backer in backers:
                tie = self._backing(backer, mention.index) if predicate == "proxy_of" else Predicate(predicate)
                ends = (backer, mention.index) if predicate == "commands" else (mention.index, backer)
                yield ends[0], tie, ends[1], self._span(mention, backer)

    def _unit_of_unit(self, mention: Mention) -> Iterator[Found]:
        """ "the 3rd Battalion, 21st Rifle Regiment": the smaller is part of the larger behind the comma."""
        text = self.annotated.document.text
        if is_unit(mention) and text.startswith(", ", mention.span.end):
            for other in self.mentions.items:
                if other.span.start == mention.span.end + 2 and is_unit(other):
                    yield mention.index, Predicate.PART_OF, other.index, self._span(mention, other.index)

    def _standing_in(self, mention: Mention, token: Token) -> Iterator[Found]:
        """ "US troops in eastern Syria", "their bases in the north": forces and bases with a place behind them."""
        noun = mention.lemma
        holder = mention.owner if noun in BASE_NOUNS else mention.index
        stands = mention.kind in STANDING and (
            mention.form is MentionForm.NAME or mention.kind in ARMED or noun in WATCHERS
        )
        if holder is None or (noun not in BASE_NOUNS and not stands):
            return
        predicate = Predicate.BASED_IN if noun in BASE_NOUNS else Predicate.PRESENT_IN
        for prep, word in tree.prepositions(self.tokens, token):
            if prep.lower in PLACE_PREPOSITIONS and prep.index > token.index:
                for place in self.roles.places_at(word):
                    yield holder, predicate, place, self._span(mention, place)

    # --- relations that hang on a verb

    def of_verbs(self) -> Iterator[Found]:
        for token in self.tokens:
            if token.pos == "AUX":
                yield from self._under(token)
            if token.pos != "VERB":
                continue
            if token.lemma in PLACE_VERBS:
                yield from self._placed(token)
            elif token.lemma in SUBJECT_VERBS or token.lemma in BACKING_VERBS:
                yield from self._acting(token)
            yield from self._belonging(token)
            yield from self._holding_bases(token)
            yield from self._under(token)
            yield from self._ordered(token)

    def _belonging(self, verb: Token) -> Iterator[Found]:
        """ "who sits on the commission", "a unit that answers to the army"."""
        if self.judge.is_negated(verb):
            return
        for prep, word in tree.prepositions(self.tokens, verb):
            predicate = BELONGING.get((verb.lemma, prep.lower))
            if predicate is None:
                continue
            text = tree.subtree_span(self.tokens, verb)
            for subject in (i for t in surface_subjects(self.tokens, verb) for i in self.roles.actors(t)):
                person = self.mentions.items[subject].kind is ActorKind.PERSON
                for body in self._bodies(word):
                    yield subject, Predicate.MEMBER_OF if person else predicate, body, text
                if predicate is Predicate.PART_OF:
                    yield from ((chief, Predicate.COMMANDS, subject, text) for chief in self._persons(word))

    def _persons(self, word: Token) -> list[int]:
        return [i for i in self.roles.actors(word) if self.mentions.items[i].kind is ActorKind.PERSON]

    def _placed(self, verb: Token) -> Iterator[Found]:
        if self.judge.is_negated(verb):
            return
        bare = verb.tag == "VBN" and not any(True for _ in tree.children(self.tokens, verb, "aux"))
        if verb.lemma != "operate" and not bare and not tree.is_passive(self.tokens, verb):
            return
        subjects = surface_subjects(self.tokens, verb)
        for prep, word in tree.prepositions(self.tokens, verb):
            if prep.lower not in PLACE_PREPOSITIONS:
                continue
            for subject in (i for t in subjects for i in self.roles.actors(t)):
                for place in self.roles.places_at(word):
                    yield subject, PLACE_VERBS[verb.lemma], place, tree.subtree_span(self.tokens, verb)

    def _acting(self, verb: Token) -> Iterator[Found]:
        status = self.judge.of_verb(verb)
        if status.told and status.status.value != "ongoing":
            return
        passive = tree.is_passive(self.tokens, verb)
        surface = [i for t in surface_subjects(self.tokens, verb) for i in self.roles.actors(t)]
        objects = [
            i
            for c in tree.children(self.tokens, verb, "dobj")
            for t in tree.conjuncts(self.tokens, c)
            for i in self.roles.actors(t)
        ]
        by = [i for t in agents(self.tokens, verb) for i in self.roles.actors(t)]
        doers, done_to = (by, surface) if passive else (surface, objects)
        text = tree.subtree_span(self.tokens, verb)
        for doer in doers:
            for other in done_to:
                if verb.lemma in BACKING_VERBS:
                    if self.mentions.items[other].kind in BODIES:
                        yield other, self._backing(doer, other), doer, text
                elif self._can_be_led(other, SUBJECT_VERBS[verb.lemma]):
                    yield doer, SUBJECT_VERBS[verb.lemma], other, text

    def _backing(self, backer: int, backed: int) -> Predicate:
        """ "troops backed by a militia": an army is nobody's proxy."""
        kinds = self.mentions.items[backed].kind, self.mentions.items[backer].kind
        army = kinds == (ActorKind.MILITARY, ActorKind.ARMED_GROUP)
        return Predicate.ALLIED_WITH if army else Predicate.PROXY_OF

    def _can_be_led(self, other: int, predicate: Predicate) -> bool:
        """ "led the passengers away", "who opposes it": not everything that is led or opposed is a body or a side."""
        thing = self.mentions.items[other]
        if predicate is Predicate.LEADS:
            return thing.form is not MentionForm.NOMINAL or thing.kind not in {ActorKind.PERSON, ActorKind.POPULATION}
        return thing.form is not MentionForm.PRONOUN or thing.lemma not in {"it", "this", "that"}

    def _holding_bases(self, verb: Token) -> Iterator[Found]:
        """ "maintains command posts and bases between A and B": who has bases is based there."""
        if verb.lemma not in {"maintain", "have", "keep", "hold", "run", "operate", "own"}:
            return
        nouns = [t for c in tree.children(self.tokens, verb, "dobj") for t in tree.conjuncts(self.tokens, c)]
        if not any(t.lemma in BASE_NOUNS for t in nouns):
            return
        words = [w for t in (verb, *nouns) for w in self._deep_places(t)]
        for holder in (i for t in surface_subjects(self.tokens, verb) for i in self.roles.actors(t)):
            for place in dict.fromkeys(i for w in words for i in self.roles.places_at(w)):
                yield holder, Predicate.BASED_IN, place, tree.subtree_span(self.tokens, verb)

    def _deep_places(self, token: Token) -> Iterator[Token]:
        for child in tree.subtree(self.tokens, token):
            if child.dep == "prep" and child.lower in PLACE_PREPOSITIONS:
                yield from (word for _, word in tree.prepositions_of(self.tokens, child))

    def _under(self, verb: Token) -> Iterator[Found]:
        """ "which is under X's orders": X commands it."""
        for prep, word in tree.prepositions(self.tokens, verb):
            if prep.lower == "under" and word.lemma in UNDER_WORDS:
                for owner in tree.children(self.tokens, word, "poss"):
                    for doer in self.roles.actors(owner):
                        for subject in (i for t in surface_subjects(self.tokens, verb) for i in self.roles.actors(t)):
                            yield doer, Predicate.COMMANDS, subject, tree.subtree_span(self.tokens, verb)

    def _ordered(self, verb: Token) -> Iterator[Found]:
        """ "takes its orders from X": X, if a person or an army, commands it; else it acts for X."""
        taken = verb.lemma in {"take", "receive"} and not self.judge.of_verb(verb).told
        orders = tree.child(self.tokens, verb, "dobj") if taken else None
        if orders is None or orders.lower != "orders":
            return
        text = tree.subtree_span(self.tokens, verb)
        givers = [
            i for t in (verb, orders) for p, w in tree.prepositions(self.tokens, t)
            if p.lower == "from" and not self.judge.is_empty(w) for i in self.roles.actors(w)
        ]  # fmt: skip
        for subject in (i for t in surface_subjects(self.tokens, verb) for i in self.roles.actors(t)):
            for giver in givers:
                if self.mentions.items[giver].kind in {ActorKind.PERSON, ActorKind.MILITARY, ActorKind.ARMED_GROUP}:
                    yield giver, Predicate.COMMANDS, subject, text
                elif self.mentions.items[giver].kind is not None:
                    yield subject, Predicate.PROXY_OF, giver, text
