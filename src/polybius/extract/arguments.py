"""Event words -> the words that fill their slots: subject, object, prepositional phrases, possessors.

The idea: a verb without a subject of its own borrows one, from the verb it is joined to, controlled by, or modifies;
"Iran was accused of ordering the attack" has Iran as the subject of "ordering".
"""

from __future__ import annotations

from collections.abc import Sequence

from polybius.annotated import Token
from polybius.extract import tree

OBJECT_CONTROL_PREPOSITIONS = frozenset({"of", "from", "for", "into", "with"})
BLAMING = frozenset(
    "accuse suspect charge convict acquit blame stop prevent bar ban dissuade deter thank praise criticise criticize "
    "condemn denounce keep prohibit".split()
)
SUBJECT_CONTROL = frozenset(
    {"promise", "vow", "threaten", "pledge", "agree", "refuse", "offer", "plan", "try", "decide"}
)
ASKING = frozenset(
    "advise appeal ask beg call command expect force implore instruct invite order press request tell urge want "
    "warn".split()
)
CHARGES = frozenset({"suspicion", "charge", "accusation", "allegation", "count"})
CHARGED = frozenset("arrest detention trial conviction prosecution indictment imprisonment execution".split())
FINITE = frozenset({"VBD", "VBZ"})
GIVING = frozenset("award deny give grant hand lend offer promise send".split())
ENDING_NAMES = frozenset({",", ":"})  # of a body, before what it resolves
LISTED = FINITE | {"VBG"}  # "Recalling that …, / Condemns …"
LONGEST_LIST = 10_000  # words that a clause looks back for its body, so that a text without one costs little
FIRE = frozenset(
    "fire gunfire shellfire shelling bombardment airstrike strike shot bullet shell missile rocket mortar artillery "
    "bomb grenade barrage salvo".split()
)
OFFERS = frozenset(
    "attempt commitment decision effort intention offer plan pledge promise proposal readiness refusal threat "
    "undertaking vow willingness".split()
)
DEPTH = 8


def surface_subjects(tokens: Sequence[Token], verb: Token, depth: int = DEPTH) -> list[Token]:
    """Returns the grammatical subjects of a verb form, borrowed ones included; empty where nothing says."""
    own = tree.children(tokens, verb, "nsubj", "nsubjpass", "csubj")
    if own:
        before = [t for t in own if t.index < verb.index] or own
        listed = (
            before if tree.child(tokens, before[-1], "cc") else before[-1:]
        )  # "X, the mayor, two priests and a nun"
        return [joined for subject in listed for joined in tree.conjuncts(tokens, subject)]
    if depth == 0:
        return []
    if verb.head == verb.index:
        return list_subjects(tokens, verb, depth - 1)
    return _borrowed(tokens, verb, tokens[verb.head], depth - 1)


def list_subjects(tokens: Sequence[Token], verb: Token, depth: int = DEPTH) -> list[Token]:
    """Returns who is named before a list of clauses of which the verb, or the one it is joined to, begins one.

    "The Council, / 1. Condemns …, and urges …"; "decided as follows: / 1. Urges …".
    """
    before = [c for c in map(tokens.__getitem__, verb.children) if c.index < verb.index]
    if verb.dep == "conj" and not any(c.dep in tree.SUBJECTS for c in before):
        return list_subjects(tokens, tokens[verb.head], depth)
    if verb.head != verb.index or verb.tag not in LISTED or any(c.dep not in {"advmod", "punct"} for c in before):
        return []
    for at in range(verb.index - 1, max(verb.index - LONGEST_LIST, 0) - 1, -1):
        mark = tokens[at]
        if mark.text not in ENDING_NAMES:
            continue
        body = tokens[mark.head]
        if body.dep != "ROOT" or body.children[-1] != at:
            continue
        if body.pos in {"NOUN", "PROPN"}:
            return [body]
        if mark.text == ":" and body.pos in {"VERB", "AUX"}:
            return surface_subjects(tokens, body, depth)
    return []


def _borrowed(tokens: Sequence[Token], verb: Token, head: Token, depth: int) -> list[Token]:
    if verb.dep == "conj" and head.pos == "ADJ" and head.dep in {"amod", "acl", "appos"}:
        return [tokens[head.head]]  # "the contingent, 2,000 strong and based in …"
    if verb.dep in {"conj", "dep", "parataxis"} and head.pos in {"VERB", "AUX"}:
        return surface_subjects(tokens, _as_finite(tokens, verb, head), depth)
    if found := _given(tokens, verb, head) or _asked_too(tokens, verb):
        return found
    if verb.dep in {"xcomp", "advcl"} and (owners := _owners_of_noun_before(tokens, verb)):
        return owners
    if verb.dep in {"xcomp", "ccomp"}:
        return _controlled(tokens, head, depth)
    if verb.dep == "advcl" and head.pos in {"VERB", "AUX"}:
        return surface_subjects(tokens, head, depth)
    if verb.dep in {"acl", "relcl", "amod"}:
        return _modified(tokens, verb, head, depth)
    if verb.dep == "pcomp":
        return _of_preposition(tokens, head, depth)
    if verb.pos == "VERB" and head.pos == "AUX":
        return surface_subjects(tokens, head, depth)
    return []


def _given(tokens: Sequence[Token], verb: Token, head: Token) -> list[Token]:
    """ "gave the miners three days to leave", "gave the navy until Sunday to withdraw": who is given it is to do so."""
    give = tokens[head.head] if head.dep in {"dobj", "npadvmod"} and verb.dep in {"acl", "relcl"} else head
    if give.lemma != "give" or not tree.is_infinitive(tokens, verb) or tree.is_passive(tokens, give):
        return []
    until = any(p.lower in {"until", "till", "by"} for p, _ in tree.prepositions(tokens, give))
    until |= tree.child(tokens, give, "npadvmod") is not None  # "gave the crew of the ship ten days"
    whom = next((c for c in tree.children(tokens, give, "dative") if c.pos != "ADP"), None)
    whom = whom or (tree.child(tokens, give, "dobj") if until else None)
    return list(tree.conjuncts(tokens, whom)) if whom is not None else []


def _asked_too(tokens: Sequence[Token], verb: Token) -> list[Token]:
    """ "asked the army to withdraw and the rebels to release them": the rebels, whatever they are joined to."""
    noun = _before_to(tokens, verb)
    if noun is None or noun.pos not in {"NOUN", "PROPN"}:
        return []
    joined = noun.dep == "conj" or (noun.dep == "pobj" and tokens[noun.head].dep == "conj")
    above = [a for a in tree.ancestors(tokens, verb) if a.pos == "VERB"]
    asked = len(above) > 1 and tree.is_infinitive(tokens, above[0]) and above[1].lemma in ASKING
    return [noun] if joined and asked and above[0].index < noun.index else []


def _as_finite(tokens: Sequence[Token], verb: Token, head: Token) -> Token:
    """ "called on both to hold their fire and offered aid": a finite verb is joined to a finite one."""
    for above in tree.ancestors(tokens, head):
        if verb.tag not in FINITE or not tree.is_infinitive(tokens, head) or above.pos != "VERB":
            break
        head = above
    return head


def _controlled(tokens: Sequence[Token], head: Token, depth: int) -> list[Token]:
    target = tree.child(tokens, head, "dobj", "dative")
    if target is not None and head.lemma not in SUBJECT_CONTROL and not tree.is_passive(tokens, head):
        if target.dep == "dative" and tree.child(tokens, target, "pobj"):
            return [o for _, o in tree.prepositions_of(tokens, target)]
        return list(tree.conjuncts(tokens, target))
    on = [
        o
        for p, o in tree.prepositions(tokens, head)
        if p.lower in {"on", "upon", "to", "for"} and o.pos in {"PROPN", "NOUN"}
    ]
    if on and head.lemma in {"call", "appeal"}:
        return on
    if head.pos in {"VERB", "AUX"}:
        return surface_subjects(tokens, head, depth)
    if head.pos == "ADJ" and head.head != head.index:
        return surface_subjects(tokens, tokens[head.head], depth)
    return []


def _owners_of_noun_before(tokens: Sequence[Token], verb: Token) -> list[Token]:
    """ "took the Israeli threat to strike calmly": who threatens is who would strike."""
    noun = _before_to(tokens, verb)
    if noun is None or noun.pos != "NOUN" or noun.dep not in {"dobj", "nsubj", "pobj", "attr"}:
        return []
    return tree.children(tokens, noun, "poss") or _proper_modifiers(tokens, noun)


def _before_to(tokens: Sequence[Token], infinitive: Token) -> Token | None:
    """Returns the word before the "to" of an infinitive."""
    to = next((c for c in tree.children(tokens, infinitive, "aux") if c.lower == "to"), None)
    return tokens[to.index - 1] if to is not None and to.index else None


def _proper_modifiers(tokens: Sequence[Token], noun: Token) -> list[Token]:
    return [t for t in tree.children(tokens, noun, "amod", "compound", "nmod") if t.text[0].isupper()]


def _modified(tokens: Sequence[Token], verb: Token, noun: Token, depth: int) -> list[Token]:
    if not tree.is_infinitive(tokens, verb):
        return [noun]
    of = {"by", "of"} if noun.lemma in OFFERS else {"by"}  # "the pledge by Chad", "the offer of Chad to send troops"
    by = [o for p, o in tree.prepositions(tokens, noun) if p.lower in of]
    owners = tree.children(tokens, noun, "poss") or _proper_modifiers(tokens, noun) or by
    if owners:
        return owners
    governor = tree.clause_verb(tokens, noun)
    return surface_subjects(tokens, governor, depth) if governor is not None else []


def _of_preposition(tokens: Sequence[Token], prep: Token, depth: int) -> list[Token]:
    governor = tokens[prep.head]
    if governor.pos in {"VERB", "AUX"}:
        target = tree.child(tokens, governor, "dobj", "nsubjpass")
        if target is not None and prep.lower in OBJECT_CONTROL_PREPOSITIONS:
            return list(tree.conjuncts(tokens, target))
        return surface_subjects(tokens, governor, depth)
    owners = tree.children(tokens, governor, "poss")
    above = tree.clause_verb(tokens, governor)
    if above is not None and above.lemma in BLAMING and governor.dep in {"dobj", "nsubjpass", "conj"}:
        return [governor]  # "accused the gang of selling": the parser hangs "of" on the gang
    if owners:
        return owners
    held = tree.child(tokens, above, "dobj", "nsubjpass") if above is not None and governor.lemma in CHARGES else None
    if held is not None and governor.dep == "pobj":
        return list(tree.conjuncts(tokens, held))  # "remanded him on suspicion of plotting"
    if prep.lower == "for" and governor.lemma in CHARGED:
        return [o for p, o in tree.prepositions(tokens, governor) if p.lower == "of"]
    return surface_subjects(tokens, above, depth) if above is not None else []


def agents(tokens: Sequence[Token], verb: Token) -> list[Token]:
    """Returns who does what a passive says: the objects of its "by", or whose fire it is."""
    by = [o for p, o in tree.prepositions(tokens, verb) if p.lower == "by"]
    doers = (o for o in by if o.pos in {"PROPN", "NOUN", "PRON", "NUM", "ADJ"})
    return [d for o in doers for d in (o.lemma in FIRE and _whose(tokens, o)) or [o]]


def _whose(tokens: Sequence[Token], fire: Token) -> list[Token]:
    """ "killed by Kenyan fire", "by the army's shells", "by fire from the army"."""
    behind = [o for p, o in tree.prepositions(tokens, fire) if p.lower == "from"]
    return behind or tree.children(tokens, fire, "poss", "compound", "amod", "nmod")


def _shared_agents(tokens: Sequence[Token], verb: Token) -> list[Token]:
    """ "were abducted and killed by gunmen", "two were killed and one was hurt by gunmen": who did the last of several
    deeds did them all.
    """
    further = [c for c in tree.children(tokens, verb, "conj") if c.tag == "VBN" and _goes_on(tokens, c)]
    return next((found for c in further if (found := agents(tokens, c) or _shared_agents(tokens, c))), [])


def _goes_on(tokens: Sequence[Token], deed: Token) -> bool:
    own = tree.children(tokens, deed, *tree.SUBJECTS, "auxpass")
    return not own or any(t.tag == "CD" for t in own)


def verb_slots(
    tokens: Sequence[Token], verb: Token, *, passive: bool, through: frozenset[str] | None = None
) -> dict[str, list[Token]]:
    """Returns slot -> words of a verb: `subject` and `object` are the logical ones, prepositions go by their word.

    Phrases behind the object count as the verb's ("launched missiles into Israel"), only those in `through` if given.
    """
    surface = surface_subjects(tokens, verb)
    direct = [t for c in tree.children(tokens, verb, "dobj") for t in tree.conjuncts(tokens, c)]
    dative = [t for c in tree.children(tokens, verb, "dative") if c.pos != "ADP" for t in tree.conjuncts(tokens, c)]
    slots: dict[str, list[Token]] = {"dative": dative}
    if passive:
        slots["subject"], slots["object"] = agents(tokens, verb) or _shared_agents(tokens, verb), surface + direct
        if surface and verb.lemma in GIVING:  # "was promised a ministry"
            slots["object"] = surface + [t for t in direct if t.pos == "PRON"]
    else:
        slots["subject"], slots["object"] = surface, direct or _relative_object(tokens, verb)
    for prep, target in tree.prepositions(tokens, verb):
        if not (passive and prep.lower == "by"):
            slots.setdefault(prep.lower, []).append(target)
    for word in direct:
        for prep, target in tree.prepositions(tokens, word):
            if prep.lower != "of" and (through is None or prep.lower in through):
                slots.setdefault(prep.lower, []).append(target)
    return slots


def _relative_object(tokens: Sequence[Token], verb: Token) -> list[Token]:
    """ "the heights they seized": the noun that a relative clause without an object stands behind."""
    if verb.dep == "relcl" and tree.child(tokens, verb, "nsubj") and not tree.child(tokens, verb, "dobj"):
        subject = tree.child(tokens, verb, "nsubj")
        if subject is not None and subject.tag not in {"WP", "WDT"}:
            return [tokens[verb.head]]
    return []


def noun_slots(tokens: Sequence[Token], noun: Token) -> dict[str, list[Token]]:
    """Returns slot -> words of an event noun: `poss`, `adjective` (modifiers before it) and its prepositions."""
    slots: dict[str, list[Token]] = {}
    for child in tree.children(tokens, noun, "poss"):
        slots.setdefault("poss", []).extend(tree.conjuncts(tokens, child))
    for child in tree.children(tokens, noun, "amod", "compound", "nmod"):
        slots.setdefault("adjective", []).extend(tree.conjuncts(tokens, child))
    for prep, target in tree.prepositions(tokens, noun):
        slots.setdefault(prep.lower, []).append(target)
    if "of" not in slots and (behind := _behind_doer(tokens, slots.get("by", ()))):
        slots["of"] = behind
    return slots


def _behind_doer(tokens: Sequence[Token], doers: Sequence[Token]) -> list[Token]:
    """ "the release by Ansar Allah of 46 detainees": the parser hangs on a name what the noun is done to."""
    return [t for doer in doers if doer.pos == "PROPN" for p, t in tree.prepositions(tokens, doer)
            if p.lower == "of" and t.tag == "NNS"]  # fmt: skip
