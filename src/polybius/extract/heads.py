"""Words of a phrase -> its head, and what the words around that say of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from polybius.annotated import Token
from polybius.extract import tree
from polybius.ontology import Ontology, PersonNoun

SOME = frozenset({"a", "an", "another"})
UNCOUNTED = SOME | {"several", "some", "many", "few", "other"}


def outer_head(phrase: Sequence[Token]) -> Token:
    """Returns the word of a phrase that hangs on none of its others."""
    inside = range(phrase[0].index, phrase[-1].index + 1)
    outer = [t for t in phrase if t.head not in inside or t.head == t.index]
    nominal = [t for t in outer if t.pos in {"PROPN", "NOUN", "ADJ"} and t.dep != "punct"]
    return (nominal or outer or list(phrase))[-1]


def modifies(tokens: Sequence[Token], role: Token, end: int) -> bool:
    """Tells whether a phrase that ends before word `end` only modifies a noun behind it."""
    if role.dep not in tree.INSIDE:
        return False
    governor = tokens[role.head]
    return governor.pos in {"NOUN", "PROPN"} and governor.index >= end and role.dep != "npadvmod"


def are_counted(tokens: Sequence[Token], head: Token) -> bool:
    """ "two Italians", "an Italian": people, not the state that they are of."""
    before = tree.children(tokens, head, "nummod", "det", "amod")
    noun = head.tag in {"NNPS", "NNS", "NNP", "NN"}
    return noun and any(c.dep == "nummod" or c.lower in UNCOUNTED for c in before)


def is_some(
    tokens: Sequence[Token], token: Token, ontology: Ontology, person: Callable[[Token], PersonNoun | None]
) -> bool:
    """ "a group of armed men": the men, not a body with a life of its own."""
    if token.lemma not in ontology.cues["people_groups"] or tree.child(tokens, token, "amod", "compound"):
        return False
    determiner = tree.child(tokens, token, "det")
    behind = [w for p, w in tree.prepositions(tokens, token) if p.lower == "of"]
    some = determiner is not None and determiner.lower in SOME
    return some and any(w.tag == "NNS" and person(w) is not None for w in behind)
