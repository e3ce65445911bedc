"""Deeds of movement -> from where, to where: places by the preposition they stand behind and by what the verb means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from polybius.annotated import Token
from polybius.extract import tree
from polybius.extract.arguments import noun_slots, verb_slots
from polybius.extract.roles import VERB_ROLES, RoleFinder
from polybius.extract.seeds import Seed
from polybius.model import EventType

MEETING = frozenset({EventType.CONSULT, EventType.PROTEST})  # which happen where they lead
MOVING = MEETING | frozenset(
    {EventType.MOBILIZE, EventType.AID, EventType.RETREAT, EventType.COERCE, EventType.SANCTION, EventType.COOPERATE}
)
INTO = frozenset({"onto", *(slot for slot, role in VERB_ROLES.items() if role == "destination")})
THERE = ("at", "in", "on", "near", "outside")
WITHIN = frozenset({*THERE, "of", "above", "below", "behind"})  # "the bakery at Zifta"
LEAVING = frozenset("leave quit vacate abandon evacuate exit depart flee".split())
BOUND = LEAVING | {"head", "sail", "set", "make"}  # behind which "for" names the destination
LANDING = frozenset("arrive land dock disembark expect due".split())  # at a place
ENTERING = frozenset({"reach", "enter"})
WAYS = frozenset("road highway route street bridge way path track railway line corridor access".split())


def find_route(seed: Seed, finder: RoleFinder) -> None:
    """Fills origin and destination of a deed of movement; talks and marches happen where they lead."""
    roles, kind = seed.roles, seed.frame.type
    roles.destinations = [i for i in roles.destinations if not _is_of_way(finder.tokens, finder.mentions.items[i].head)]
    if kind not in MOVING:
        return
    for role, words in _ends(seed, finder):
        if not (roles.origins if role == "origin" else roles.destinations):
            meant = (word for word in words if not _is_of_way(finder.tokens, word.index))
            roles.add(role, [i for word in meant for i in _places_about(word, finder)][:1])
    if kind in MEETING and not roles.places:
        roles.places = roles.destinations[:1]


def _is_of_way(tokens: Sequence[Token], head: int) -> bool:
    """ "closed the road to Goma": where the road leads, not the deed."""
    prep = tokens[head].head
    return tokens[head].dep == "pobj" and prep > 0 and tokens[prep - 1].lemma in WAYS  # wherever the parser hangs it


def _ends(seed: Seed, finder: RoleFinder) -> Iterator[tuple[str, list[Token]]]:
    """Yields origin and destination with the words for them, surest first."""
    verb = seed.token.lemma
    tokens, noun = finder.tokens, seed.token.pos == "NOUN"
    slots = noun_slots(tokens, seed.token) if noun else verb_slots(tokens, seed.token, passive=seed.passive)
    slots["from"] = [*slots.get("from", []), *(word for word in slots.get("of", []) if _is_out_of(tokens, word))]
    for prep, words in slots.items():
        if prep == "from" and seed.frame.type is not EventType.COERCE:
            yield "origin", words
        elif prep in INTO or (prep == "for" and verb in BOUND):
            yield "destination", words
    if verb in LEAVING:
        yield "origin", slots.get("object", [])
    if verb in ENTERING:
        yield "destination", slots.get("object", [])
    if verb in LANDING:
        yield from (("destination", slots[prep]) for prep in THERE if prep in slots)


def _is_out_of(tokens: Sequence[Token], word: Token) -> bool:
    above = tokens[tokens[word.head].head]
    return above.lower == "out"


def _places_about(word: Token, finder: RoleFinder) -> list[int]:
    """Returns the places that a word stands for, or those of the phrases behind it ("the checkpoint of Hish")."""
    found, tokens = finder.places_at(word), finder.tokens
    behind = [t for prep, t in tree.prepositions(tokens, word) if prep.lower in WITHIN]
    after = tokens[word.index + 1] if word.index + 1 < len(tokens) else word
    if after.lower in WITHIN:  # the parser hangs it on the verb
        behind += [t for _, t in tree.prepositions_of(tokens, after)]
    return found or next((places for t in behind if (places := finder.places_at(t))), [])
