"""Annotated sentences, mentions -> who fights whom, who stands with whom, and who is one of whom.

The idea: words of fighting, of help in a fight and of belonging, in whatever mood they stand: who is committed to
defeating somebody is set against him, and who helps a force to fight is its ally. The words are tables below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from polybius.annotated import Token
from polybius.drafts import Mention, MentionForm
from polybius.extract import tree
from polybius.extract.arguments import surface_subjects
from polybius.extract.mentions import Mentions
from polybius.extract.roles import RoleFinder
from polybius.extract.status import Judge
from polybius.model import ActorKind, Predicate, Span

FIGHTING = frozenset("fight combat battle defeat counter degrade confront crush vanquish overthrow topple".split())
DESTROYING = FIGHTING | {"destroy", "eliminate", "eradicate", "dislodge", "expel"}
FIGHTS = frozenset("fight war battle struggle campaign offensive operation effort mission defence defense".split())
AGAINST = frozenset({"anti", "counter"})
HELPING = frozenset("support assist aid help back reinforce".split())
GIVING = frozenset("provide give lend offer send supply".split())
HELP = frozenset("support assistance aid help backing cover training".split())
MEANS = frozenset(
    "strike airstrike raid bombardment fire airpower aircraft weapon arm ammunition troop training".split()
)
MEANS_PREPOSITIONS = frozenset({"with", "through", "by"})
BESIDE = frozenset({"alongside", "beside"})
GROUPS = frozenset("coalition alliance community country nation state group bloc partner force party".split())
LISTING = frozenset({"including", "like"})
JOINING = frozenset({"join"})
ARMED = frozenset({ActorKind.MILITARY, ActorKind.ARMED_GROUP})
BODIES = ARMED | {ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.PARTY, ActorKind.ORGANISATION}

Found = tuple[int, Predicate, int, Span]


class Sides:
    """Finds these relations in one document."""

    def __init__(self, roles: RoleFinder, judge: Judge) -> None:
        self.roles, self.judge, self.tokens = roles, judge, roles.tokens
        self.mentions: Mentions = roles.mentions

    def find(self) -> Iterator[Found]:
        """Yields every relation, some of them more than once."""
        for token in self.tokens:
            if token.dep == "prep":
                yield from self._listed(token)
            elif token.pos == "VERB" and not self.judge.is_negated(token):
                yield from self._of_verb(token)
            elif token.pos == "NOUN" and token.lemma in FIGHTS:
                yield from self._against(token)
        for mention in self.mentions.items:
            yield from self._named_for_its_enemy(mention)

    def _of_verb(self, verb: Token) -> Iterator[Found]:
        if verb.lemma in FIGHTING:
            yield from self._tied(verb, Predicate.OPPOSES, self._objects(verb))
        elif verb.lemma in HELPING and self._in_a_fight(verb):
            yield from self._tied(verb, Predicate.ALLIED_WITH, self._objects(verb))
        elif verb.lemma in GIVING:
            yield from self._tied(verb, Predicate.ALLIED_WITH, self._given(verb))
        elif verb.lemma in JOINING:
            yield from self._belonging(verb, self._objects(verb))
        elif verb.lemma == "include":
            yield from self._members(self._subjects(verb), self._objects(verb), verb)
        for prep, word in tree.prepositions(self.tokens, verb):
            if prep.lower in BESIDE:
                yield from self._tied(verb, Predicate.ALLIED_WITH, self._bodies(word))
            elif (prep.lower, word.lemma) == ("in", "support"):
                yield from self._tied(verb, Predicate.ALLIED_WITH, self._behind(word, {"of"}))
            elif (prep.lower, word.lemma) == ("as", "part"):
                yield from self._belonging(verb, self._behind(word, {"of"}))

    def _tied(self, verb: Token, predicate: Predicate, others: Iterable[int]) -> Iterator[Found]:
        doers = [i for i in self._subjects(verb) if self._is_side(i)]
        for doer, other in product(doers, [i for i in others if self.mentions.items[i].kind in BODIES]):
            yield doer, predicate, other, tree.subtree_span(self.tokens, verb)

    def _is_side(self, index: int) -> bool:
        """Whether a mention may be a party to a fight: a body, an armed group, or a pronoun for one."""
        mention = self.mentions.items[index]
        return mention.kind in BODIES or mention.form is MentionForm.PRONOUN

    def _in_a_fight(self, verb: Token) -> bool:
        """ "supports the army in its fight", "helped it to defeat X", "backed the militia with air strikes"."""
        if any(child.lemma in FIGHTING for child in tree.children(self.tokens, verb, "xcomp", "ccomp", "advcl")):
            return True
        near = [verb, *tree.children(self.tokens, verb, "dobj")]
        phrases = [pair for word in near for pair in tree.prepositions(self.tokens, word)]
        return any(
            (p.lower == "in" and w.lemma in FIGHTS) or (p.lower in MEANS_PREPOSITIONS and w.lemma in MEANS)
            for p, w in phrases
        )

    def _given(self, verb: Token) -> list[int]:
        """ "gave air support to the militia", "provide vital cover for ground forces": armed receivers of help."""
        gifts = [noun for noun in tree.children(self.tokens, verb, "dobj") if noun.lemma in HELP]
        found = [i for w in (verb, *gifts) for i in self._behind(w, {"to", "for"})] if gifts else []
        return [i for i in found if self.mentions.items[i].kind in ARMED]

    def _against(self, noun: Token) -> Iterator[Found]:
        """ "its war against X", "the army's campaign to defeat X", "support Y in the fight against X"."""
        enemies = [
            i for p, w in tree.prepositions(self.tokens, noun) if p.lower == "against" for i in self.roles.actors(w)
        ]
        for verb in tree.children(self.tokens, noun, "acl"):
            enemies += self._objects(verb) if verb.lemma in DESTROYING else []
        fighters = [i for t in tree.children(self.tokens, noun, "poss", "compound") for i in self.roles.actors(t)]
        prep = self.tokens[noun.head]
        if noun.dep == "pobj" and prep.lower == "in":
            helped = self.tokens[prep.head]
            fighters += self._helped(helped) if helped.pos in {"VERB", "NOUN", "PROPN"} else []
        pairs = product(filter(self._is_side, fighters), filter(self._is_side, enemies))
        for fighter, enemy in pairs:
            yield fighter, Predicate.OPPOSES, enemy, tree.subtree_span(self.tokens, noun)

    def _helped(self, word: Token) -> list[int]:
        """Returns who is helped: the object of a verb, whom a noun of help is for, or the name itself."""
        if word.pos == "VERB":
            return self._objects(word) if word.lemma in HELPING else []
        return self._behind(word, {"of", "for"}) if word.lemma in HELPING else self._bodies(word)

    def _named_for_its_enemy(self, mention: Mention) -> Iterator[Found]:
        """ "the anti-X coalition", "counter-X forces"."""
        for inner in self._inside(mention):
            first = self._first_token(self.mentions.items[inner])
            if first > 1 and self.tokens[first - 1].text == "-" and self.tokens[first - 2].lower in AGAINST:
                yield mention.index, Predicate.OPPOSES, inner, mention.span

    def _first_token(self, mention: Mention) -> int:
        first = mention.head
        while first and self.tokens[first - 1].start >= mention.span.start:
            first -= 1
        return first

    # --- who is one of whom

    def _listed(self, word: Token) -> Iterator[Found]:
        """ "the coalition, including X and Y", "groups such as X"."""
        such = word.lower == "as" and word.index and self.tokens[word.index - 1].lower == "such"
        if not (such or word.lower in LISTING):
            return
        above = self.tokens[word.head]
        parts = [i for _, w in tree.prepositions_of(self.tokens, word) for i in self.roles.actors(w)]
        yield from self._members(self._bodies(above), parts, above)

    def _members(self, wholes: Iterable[int], parts: Iterable[int], word: Token) -> Iterator[Found]:
        items = self.mentions.items
        for whole, part in product(wholes, parts):
            kinds = items[part].kind in BODIES and items[whole].kind in BODIES
            if kinds and items[part].form is MentionForm.NAME and self._holds_others(items[whole]):
                yield part, Predicate.PART_OF, self._whole(whole), tree.subtree_span(self.tokens, word)

    def _holds_others(self, whole: Mention) -> bool:
        return whole.kind is not ActorKind.STATE and (
            whole.form is MentionForm.NAME or whole.lemma.split()[-1] in GROUPS
        )

    def _whole(self, index: int) -> int:
        """ "coalition nations include X": it is the coalition that X belongs to."""
        inside = self._inside(self.mentions.items[index])
        bodies = [i for i in inside if self.mentions.items[i].kind in BODIES - {ActorKind.STATE}]
        return bodies[0] if bodies else index

    def _belonging(self, verb: Token, wholes: Iterable[int]) -> Iterator[Found]:
        items = self.mentions.items
        for part, whole in product(self._subjects(verb), wholes):
            if items[whole].kind in BODIES - {ActorKind.STATE} and items[whole].form is not MentionForm.PRONOUN:
                body = items[part].kind in BODIES
                predicate = Predicate.PART_OF if body else Predicate.MEMBER_OF
                yield part, predicate, whole, tree.subtree_span(self.tokens, verb)

    # --- words to mentions

    def _subjects(self, verb: Token) -> list[int]:
        if tree.is_passive(self.tokens, verb):
            return []
        return [i for t in surface_subjects(self.tokens, verb) for i in self.roles.actors(t)]

    def _objects(self, verb: Token) -> list[int]:
        below = tree.children(self.tokens, verb, "dobj")
        return [i for c in below for t in tree.conjuncts(self.tokens, c) for i in self.roles.actors(t)]

    def _inside(self, mention: Mention) -> list[int]:
        """Returns the names that modify a phrase's head."""
        below = tree.children(self.tokens, self.tokens[mention.head], *tree.INSIDE)
        found = (i for token in below for i in self.mentions.of(token))
        return [i for i in found if self.mentions.items[i].form is MentionForm.MODIFIER]

    def _behind(self, word: Token, prepositions: set[str]) -> list[int]:
        return [i for p, w in tree.prepositions(self.tokens, word) if p.lower in prepositions for i in self._bodies(w)]

    def _bodies(self, word: Token) -> list[int]:
        return [i for i in self.roles.actors(word) if self.mentions.items[i].kind in BODIES]
