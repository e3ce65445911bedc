"""Words -> the kinds of deed they tell: "the blast", "was blown up", "set off a charge" are all an explosion.

Two accounts of one thing seldom use one word for it; that they tell one kind of deed says that they may be of one
thing, and that they tell two kinds that they may not. A word may tell several kinds. The kinds are finer than PLOVER's
modes and need not be exhaustive: a word in no row says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from polybius.fuse.words import WORD, stem
from polybius.model import EventType

DEEDS: Mapping[str, str] = {
    # violence
    "explosion": (
        "bomb bombing bomber blast explosion explode exploded explosive explosives detonate detonation charge ied "
        "mine landmine grenade dynamite blew blown sappers blow-up blow-himself-up"
    ),
    "shelling": (
        "shell shelled shelling mortar artillery bombard bombardment howitzer barrage salvo rocket rocketed "
        "missile cannonade struck-by come-under-fire"
    ),
    "air attack": (
        "airstrike air-strike air-raid drone warplane jet aircraft helicopter gunship bombed strafe strafed "
        "sortie missile swooped bombing-run airstrikes struck"
    ),
    "shooting": (
        "shoot shot shooting gun gunfire fired fusillade sniper marksman bullet round rounds volley shots "
        "machine-gun open-fire opened-fire opening-fire small-arms fired-on rifle-fire exchange-fire trade-fire "
        "exchanged-fire"
    ),
    "burning": "burn burnt burned burning torch torched arson ablaze fire blaze flames incendiary alight set-fire",
    "storming": (
        "storm stormed storming burst overran overrun assault breach invade invaded sack sacked sacking smashed "
        "forced-way forced-their-way broke-into break-in broken-into swarmed ransacked assaulted"
    ),
    "ambush": "ambush ambushed waylay waylaid raid raided",
    "fighting": (
        "clash clashed fight fighting fought battle skirmish firefight combat engagement offensive advance repel "
        "repelled exchange-fire trade-fire exchanged hostilities"
    ),
    "capture of ground": "retake retook overrun occupy occupied fell conquer heights recapture recaptured",
    "killing": (
        "kill killed killing kills dead death died die slay slain murder murdered massacre execute executed "
        "execution perish perished behead beheaded carnage"
    ),
    "wounding": "wound wounded injure injured injuries crushed flattened",
    "beating": "beat beaten beating slap slapped slapping punch torture tortured lash",
    "abduction": (
        "abduct abducted abduction kidnap kidnapped hostage hijack hijacked captive captives snatched led-away "
        "carried-off got-on"
    ),
    "collision": "collide collided collision ram rammed ramming run-down",
    "robbery": "loot looted looting rob robbed robbery steal stolen plunder",
    "destruction": (
        "destroy destroyed demolish wrecked wrecks raze razed derail derailed collapse collapsed sabotage "
        "brought-down tore-two"
    ),
    # coercion
    "arrest": (
        "arrest arrested arrests detain detained detention custody jail jailed imprison imprisoned rounded-up "
        "picked-up apprehend apprehended driven-off"
    ),
    "seizure": "seize seized seizure impound impounded confiscate confiscated brought-in",
    "search": "search searched searching frisk inspect",
    "closing": (
        "close closed closing closure shut block blocked seal sealed curfew ban banned suspend suspended freeze "
        "embargo halt halted siege cease stop stopped"
    ),
    "expulsion": "expel expelled expulsion deport deported evict banish dismissed dismissal drummed-out struck-from",
    "trial": "indict indicted trial tried prosecute prosecuted convict convicted sentence sentenced court",
    # yielding
    "release": "release released free freed freeing return returned liberate let-go let-out set-free go-free",
    "withdrawal": (
        "withdraw withdrew withdrawn withdrawal pull-out pulled-out retreat retreated leave left quit vacate "
        "departure depart"
    ),
    "opening": "open opened reopen reopened lift lifted resume resumed restore restored",
    "ceasefire": "ceasefire cease-fire truce armistice",
    # words
    "denial": "deny denied denies denial disown disowned reject rejected rejects dismissed refute refuted",
    "claim": "claimed-responsibility claim-responsibility take-credit took-credit",
    "blame": "blame blamed accuse accused accusation charge charged suspect suspected allege alleged complaint",
    "condemnation": "condemn condemned condemnation deplore deplored denounce denounced",
    "threat": "threaten threatened threat warn warned ultimatum vow vowed",
    "demand": "demand demanded demands call called ask asked urge urged appeal appealed request order ordered want",
    "talks": (
        "talks meet met meeting negotiate negotiation negotiations summit visit visited conference consult sat-down"
    ),
    "agreement": "agree agreed agreement accord sign signed signing signature initialled pact deal treaty",
    "mediation": "mediate mediation mediator broker go-between carry-letters",
    "offer": "offer offered propose proposal promise promised pledge",
    "payment": "pay paid payment money ransom bribe wages toll levy fee tax",
    "aid": ("aid relief food medicine rice supplies donate rescue rescued fished-out fished plucked picked-up shelter"),
    "arming": "armed arming rifles weapons ammunition",
    # gatherings and movements
    "protest": (
        "march marched rally rallied demonstrate demonstration protest protested strike strikers picket boycott "
        "sit-in riot procession walked"
    ),
    "mobilization": "deploy deployed reinforce reinforcement reinforcements muster patrol",
    "inquiry": "inquiry investigate investigation probe recount",
    "building": "build built building",
}
# What is done in words, by type of event and by kind of deed.
VERBAL = frozenset(
    {
        *(EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.CONCEDE),
        *(EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN),
    }
)
SAID = frozenset("denial claim blame condemnation threat demand talks agreement mediation offer inquiry trial".split())

# What comes of many deeds, or may be said of any: neither tells two of them apart.
ANY = frozenset({"killing", "wounding", "destruction", "ambush", "fighting", "aid"})
# What a word never tells in an event of a type.
NEVER = {
    EventType.ASSAULT: frozenset({"protest", "opening", "aid", "payment", "building", "mobilization"}),
    EventType.PROTEST: frozenset({"air attack", "withdrawal"}),
}
KINSHIP = 0.4
# Deeds that reports take for one another.
KIN = (
    frozenset({"explosion", "shelling", "air attack"}),
    frozenset({"shelling", "air attack", "shooting"}),
    frozenset({"arrest", "abduction", "seizure", "search"}),
    frozenset({"seizure", "robbery"}),
    frozenset({"agreement", "talks", "offer", "mediation"}),
    frozenset({"blame", "condemnation", "inquiry", "trial"}),
    frozenset({"threat", "demand"}),
    frozenset({"release", "withdrawal", "opening"}),
    frozenset({"protest", "closing"}),
)


def deeds(passages: Iterable[str], type: EventType) -> frozenset[str]:
    """Returns the kinds of deed that the words of some passages tell of an event of a type.

    Of "opened fire" not that of "fire" as well; of what is done in words (VERBAL) nothing else, and the other way
    round: "suspected of" tells no violence. A strike is an air attack in an ASSAULT, and a walk-out in a PROTEST.
    """
    kinds = frozenset(kind for passage in passages for kind in _told(WORD.findall(passage.lower())))
    return kinds & SAID if type in VERBAL else kinds - SAID - NEVER.get(type, frozenset())


@lru_cache(maxsize=1 << 14)
def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Returns how far two accounts tell one deed: the share of kinds in common, KINSHIP for kinds that are akin."""
    if not one or not other:
        return 0.0
    telling = (one - ANY or one), (other - ANY or other)
    together = len(telling[0] & telling[1]) / min(map(len, telling))
    if together or one & other:
        return together or KINSHIP
    return KINSHIP if any(one & kin and other & kin for kin in KIN) else 0.0


def deeds_clash(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tells whether two accounts tell deeds that cannot well be taken for one another."""
    return bool(one - ANY and other - ANY) and not likeness(one, other)


@cache
def _kinds() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind, words in DEEDS.items():
        for word in words.split():
            found.setdefault(word.replace("-", " "), set()).add(kind)
    for word in [word for word in found if " " not in word]:
        found.setdefault("~" + stem(word), set()).update(found[word])
    return {word: frozenset(kinds) for word, kinds in found.items()}


def _told(words: list[str]) -> Iterator[str]:
    kinds, starts, at = _kinds(), _phrase_starts(), 0
    while at < len(words):
        taken = 1
        for size in (3, 2) if words[at] in starts else ():
            if phrase := kinds.get(" ".join(words[at : at + size])):
                yield from phrase
                taken = size
                break
        else:
            yield from _of_word(words[at])
        at += taken


@lru_cache(maxsize=1 << 15)
def _of_word(word: str) -> frozenset[str]:
    kinds = _kinds()
    return kinds.get(word) or kinds.get("~" + stem(word), frozenset())


@cache
def _phrase_starts() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in _kinds() if " " in phrase)
