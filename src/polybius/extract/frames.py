"""Words -> event frames: which entry of the event lexicon a verb or noun in its surroundings fits, if any."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from polybius.annotated import Token
from polybius.extract import tree
from polybius.model import ActorKind
from polybius.ontology import Frame, Ontology

AS_NOUN = frozenset({"amod", "pobj", "dobj", "nsubj", "nsubjpass", "poss"})  # "the wounded": people, no event
UNDER = frozenset({"order", "command", "control", "agreement", "deal", "law", "pressure"})  # "under orders" is no deed
BEFORE_NOUN = frozenset({"amod", "compound", "nmod", "poss"})


def frame_of(tokens: Sequence[Token], token: Token, ontology: Ontology) -> Frame | None:
    """Returns the most demanding frame that fits a token, or None where it is no event word.

    Frames that ask for a kind of doer are left for `frame_by_doer`.
    """
    if _is_verb(token):
        lemma = verb_lemma(tokens, token, ontology)
        return _first(not f.doers and verb_fits(tokens, token, f) and f for f in ontology.verbs.get(lemma, ()))
    if token.pos in {"NOUN", "PROPN"} and token.dep not in {"compound", "nmod", "npadvmod"}:
        if token.dep == "pobj" and tokens[token.head].lower == "under" and token.lemma in UNDER:
            return None
        frames = ontology.nouns.get(noun_lemma(token, ontology), ())
        found = _first(not f.doers and noun_fits(tokens, token, f) and f for f in frames)
        if found is None and token.tag == "NN" and token.text.endswith("ing"):
            return _gerund_frame(tokens, token, ontology)
        return found
    return None


def frame_by_doer(
    tokens: Sequence[Token], token: Token, frame: Frame, kinds: Set[ActorKind], ontology: Ontology
) -> Frame:
    """Returns the frame that a deed has by its doers: a strike by traders is a protest."""
    nominal = token.pos in {"NOUN", "PROPN"}
    others, fits = (ontology.nouns, noun_fits) if nominal else (ontology.verbs, verb_fits)
    found = _first(bool(f.doers & kinds) and fits(tokens, token, f) and f for f in others.get(frame.lemma, ()))
    return found or frame


def _is_verb(token: Token) -> bool:
    if token.pos == "AUX":
        return token.lemma == "be" and token.dep not in {"aux", "auxpass"}  # "is under attack"
    return token.pos == "VERB" and token.tag != "MD" and token.dep not in AS_NOUN


def verb_lemma(tokens: Sequence[Token], verb: Token, ontology: Ontology) -> str:
    """Returns a verb's lemma as the lexicon writes it: "test-fired" is one word where the lexicon has it."""
    if verb.index > 1 and tokens[verb.index - 1].text == "-":
        joined = f"{tokens[verb.index - 2].lower}-{verb.lemma}"
        if joined in ontology.verbs:
            return joined
    return verb.lemma


def noun_lemma(token: Token, ontology: Ontology) -> str:
    """Returns a noun's lemma as the lexicon writes it; headings capitalise nouns, so proper ones count too."""
    if token.lemma in ontology.nouns:
        return token.lemma
    lower = token.lower
    return lower if lower in ontology.nouns else lower.removesuffix("s")


def _gerund_frame(tokens: Sequence[Token], token: Token, ontology: Ontology) -> Frame | None:
    stem = token.lower[:-3]
    for lemma in (stem, stem + "e", stem[:-1]):
        for frame in ontology.verbs.get(lemma, ()):
            of = any(c.lower == "of" for c in tree.children(tokens, token, "prep"))
            if frame.constraints == 0 and (of or not frame.weak):
                return frame
    return None


def _first(found: Iterable[Frame | bool]) -> Frame | None:
    return next((f for f in found if isinstance(f, Frame)), None)


def verb_fits(tokens: Sequence[Token], verb: Token, frame: Frame) -> bool:
    """Tells whether a verb has the particle, object and prepositions that a frame asks for."""
    if frame.particle and not _has_particle(tokens, verb, frame.particle):
        return False
    if frame.objects is not None and not any({o.lemma, o.lower} & frame.objects for o in objects(tokens, verb)):
        return False
    if frame.object_needed is not None and frame.object_needed != any(True for _ in objects(tokens, verb)):
        return False
    return all(_has_preposition(tokens, verb, p, allowed) for p, allowed in frame.prepositions.items())


def _has_particle(tokens: Sequence[Token], verb: Token, particle: str) -> bool:
    wanted = particle.split()
    near = [
        c.lower for c in tree.children(tokens, verb)
        if c.dep in {"prt", "advmod", "acomp", "oprd"} or (c.dep == "prep" and tree.child(tokens, c, "pobj") is None)
    ]  # fmt: skip
    if wanted[0] in near:
        return True
    following = [t.lower for t in tokens[verb.index + 1 : verb.index + 1 + len(wanted)]]
    return following == wanted


def _has_preposition(tokens: Sequence[Token], verb: Token, wanted: str, allowed: frozenset[str] | None) -> bool:
    found = list(tree.prepositions(tokens, verb))
    for target in objects(tokens, verb):
        found += tree.prepositions(tokens, target)
    if wanted == "to":
        found += [(verb, o) for o in tree.children(tokens, verb, "dative")]
    if wanted == "for":  # "called for the ship to be detained"
        clauses = tree.children(tokens, verb, "advcl", "ccomp", "xcomp")
        found += [(mark, clause) for clause in clauses for mark in tree.children(tokens, clause, "mark")]
    return any(p.lower == wanted and (allowed is None or o.lemma in allowed or o.lower in allowed) for p, o in found)


def objects(tokens: Sequence[Token], verb: Token) -> Iterable[Token]:
    """Yields what a verb is done to: direct objects, or the subjects of a passive, joined ones included."""
    for child in tree.children(tokens, verb, "dobj", "nsubjpass", "oprd", "attr"):
        yield from tree.conjuncts(tokens, child)
    if verb.dep == "acl" and verb.tag == "VBN":
        yield tokens[verb.head]


def noun_fits(tokens: Sequence[Token], noun: Token, frame: Frame) -> bool:
    """Tells whether a noun has a modifier that a frame asks for and none that it rules out."""
    if not all(_has_preposition(tokens, noun, p, allowed) for p, allowed in frame.prepositions.items()):
        return False
    if not frame.modifiers and not frame.not_modifiers:
        return True
    before = {form for t in tree.children(tokens, noun, *BEFORE_NOUN) for form in (t.lemma, t.lower)}
    near = tokens[max(0, noun.index - 5) : noun.index]
    before |= {t.lower for t in near[-3:] if t.dep in BEFORE_NOUN | {"punct"}}
    before |= {f"{a.lower}-{b.lower}" for a, dash, b in zip(near, near[1:], near[2:], strict=False) if dash.text == "-"}
    if before & frame.not_modifiers:
        return False
    return frame.modifiers is None or bool(before & frame.modifiers)


def idiom_tokens(tokens: Sequence[Token], words: Sequence[Token], ontology: Ontology) -> set[int]:
    """Returns the indexes of words of a sentence that belong to an idiom, which is no event; but "mortar fire killed"
    is none, though "fire killed" is.
    """
    blocked: set[int] = set()
    for i, token in enumerate(words):
        for first in {token.lemma, token.lower}:
            phrases = ontology.idioms.get(first, ())
            frame = frame_of(tokens, token, ontology) if phrases and token.pos == "NOUN" else None
            for phrase in phrases if frame is None or not frame.modifiers else ():
                if i + len(phrase) <= len(words) and all(map(_idiom_word, phrase, words[i : i + len(phrase)])):
                    blocked.update(t.index for t in words[i : i + len(phrase)])
    return blocked


def _idiom_word(wanted: str, token: Token) -> bool:
    if wanted == "one's":
        return token.tag in {"PRP$", "POS"}
    return wanted in {"*", token.lemma, token.lower}
