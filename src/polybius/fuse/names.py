"""An actor's names and descriptions -> what it is known by across reports.

Names proper ("Khandaq Brigade", "Salim al-Karawi") are told from descriptions ("the group", "its emir"), and
descriptions of public bodies are put into one form: "Israel's army", "the Israeli military", "army of Israel" ->
`army:ISR`. What the ontology lists under one entry ("IDF") is one body as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from polybius.fuse.words import ARTICLES, STOP, folded, plain
from polybius.model import ActorKind
from polybius.ontology import load_ontology

REMEMBERED = 1 << 12  # actors
PUBLIC = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.MILITARY})
# Words for a body that a state has one of; several words for one body stand in one row.
BODIES: Mapping[str, tuple[str, ...]] = {
    "state": ("", "state", "republic", "kingdom"),
    "government": ("government", "authorities", "administration", "regime", "cabinet", "government officials"),
    "army": (
        *("army", "military", "armed forces", "defence forces", "defense forces", "defence force", "defense force"),
        *("troops", "soldiers", "forces", "army troops", "army soldiers", "regular army", "national army"),
    ),
    "navy": ("navy", "naval forces"),
    "air force": ("air force", "airforce", "warplanes"),
    "coast guard": ("coast guard", "coastguard"),
    "police": ("police", "police force", "police forces", "national police", "policemen"),
    "parliament": ("parliament", "legislature", "national assembly"),
    "foreign ministry": ("foreign ministry", "ministry of foreign affairs", "ministry of external affairs"),
    "defence ministry": ("defence ministry", "defense ministry", "ministry of defence", "ministry of defense"),
    "interior ministry": ("interior ministry", "ministry of interior", "ministry of the interior", "home ministry"),
}
JOINING = frozenset({"the", "of"})
BODY_OF = {
    " ".join(word for word in words.split() if word not in JOINING): body
    for body, forms in BODIES.items()
    for words in forms
}
# What armed groups call themselves, in words of several tongues: "Liwa al-Khandaq" is the Khandaq Brigade.
FORMATIONS: Mapping[str, str] = {
    "army": "army jaish jaysh jeish jeysh lashkar laskar",
    "brigade": "brigade brigades liwa kataib kataeb katibat katiba saraya",
    "division": "division firkat firka",
    "forces": "forces force quwat quwwat",
    "front": "front jabhat jabha jebhat jephat",
    "movement": "movement harakat haraka harekat movimento movimiento mouvement",
    "party": "party hizb hezb partia parti partido",
}
FORMATION_OF = {folded(word): formation for formation, words in FORMATIONS.items() for word in words.split()}
PARTICLES = frozenset("al el bin ibn ben abu de del della di da dos van von der den la le du st ter ul ud bint".split())
NUMBERS = {
    w: str(n)
    for n, words in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
    for w in (words,)
}
ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
DIGITS = re.compile(r"\d+")
MOST_NAME_WORDS = 8
ADJECTIVES = frozenset({"n", "an", "ian", "a", "ia", "st"})  # folded: "Mayan", "Abkhazian", "Ahmadiyya", "Salafist"
# Words that start a sentence or a description, and no name.
BEFORE_NAMES = frozenset(
    "the a an one two three four five six seven eight nine ten eleven twelve our his her its their some several "
    "many all both other another fresh more".split()
)


@dataclass(frozen=True, slots=True)
class Known:
    """What an actor is known by: names and bodies for comparing, in forms that differ in no spelling.

    `names` are folded, `formations` those of them that say what a group is, their words in English and in the order of
    the alphabet; `acronyms` are in lower case, `bodies` like `army:ISR`, `entries` keys of the ontology.
    """

    kind: ActorKind
    country: str | None = None
    wikidata: str | None = None
    names: frozenset[str] = frozenset()
    acronyms: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    formations: frozenset[str] = frozenset()
    shown: tuple[str, ...] = field(default=(), compare=False)

    @property
    def surnames(self) -> frozenset[str]:
        """The last words of the names."""
        return frozenset(name.split()[-1] for name in self.names)


@lru_cache(maxsize=REMEMBERED)
def known_by(
    name: str, aliases: tuple[str, ...], kind: ActorKind, country: str | None = None, wikidata: str | None = None
) -> Known:
    """Returns what an actor with these names is known by; an unnamed one by nothing."""
    if kind is ActorKind.UNNAMED:
        return Known(kind, country, wikidata)
    forms = dict.fromkeys([name, *(() if kind is ActorKind.POPULATION else aliases)])
    shown = tuple(proper for form in forms if (proper := proper_name(form, kind)))
    bodies = frozenset(body for form in forms if (body := body_of(form, kind, country)))
    known = {plain(form) for form in (*forms, *shown)}
    entries = frozenset(key for form in known for key in _entries().get(form, ()) if _fits(key, kind, country))
    bodies |= frozenset(body for key in entries for body in _bodies_of(key))
    named = tuple(form for form in shown if not body_of(form, kind, country))
    names = frozenset(key for form in named if (key := folded(form)) and not _is_acronym(form))
    return Known(
        kind,
        country,
        wikidata,
        names,
        frozenset(plain(form).replace(" ", "") for form in named if _is_acronym(form)),
        bodies,
        entries,
        frozenset(number for form in named for number in _numbers(form)),
        frozenset(told for name in names if kind is not ActorKind.PERSON and (told := _formation(name))),
        shown,
    )


def proper_name(form: str, kind: ActorKind) -> str | None:
    """Returns the name in a form ("Major Salim al-Karawi" -> "Salim al-Karawi"); None where it only describes."""
    if "," in form or "(" in form:
        return None
    words = form.replace("’s ", " ").replace("'s ", " ").split()
    while words and (words[0].lower() in BEFORE_NAMES or (kind is ActorKind.PERSON and _is_title(words[0]))):
        words = words[1:]
    if not 0 < len(words) <= MOST_NAME_WORDS or (not words[0][0].isupper() and words[0].split("-")[0] not in ARTICLES):
        return words[0] if len(words) == 1 and _is_acronym(words[0]) else None
    if kind is ActorKind.PERSON and not all(_is_name_word(word) for word in words):
        return None
    return None if _is_generic(words) and not _is_acronym(words[0]) else " ".join(words)


def body_of(form: str, kind: ActorKind, country: str | None) -> str | None:
    """Returns the public body that a form describes: "army of Israel" -> `army:ISR`, "the police" by its country."""
    if kind not in PUBLIC:
        return None
    words = [word for word in plain(form).split() if word not in JOINING]
    for size in range(min(4, len(words)), 0, -1):
        for state, rest in ((words[:size], words[size:]), (words[-size:], words[:-size])):
            code = _states().get(" ".join(state))
            body = BODY_OF.get(" ".join(rest)) if code and (rest or kind is ActorKind.STATE) else None
            if code and body and (country in (None, code)):
                return f"{body}:{code}"
    body = BODY_OF.get(" ".join(words)) if words else None
    return f"{body}:{country}" if body and country and kind is not ActorKind.STATE else None


def given_names(name: str) -> tuple[str, ...]:
    """Returns the words of a person's folded name before the surname: none for "bin laden", "u" for "george u bush"."""
    return tuple(word for word in name.split()[:-1] if word not in PARTICLES)


def tell_apart(one: Iterable[str], other: Iterable[str]) -> bool:
    """Tells whether words of two folded names name two peoples or states, alike though they be: "karen", "kareni".

    No pen slips from one into the other. What only puts an English ending on ("maya", "mayan") names the same.
    """
    first, second = set(one), set(other)
    named = ((a, b) for a in first - second for b in second - first if a in _lands() and b in _lands())
    return any(_lands()[a].isdisjoint(_lands()[b]) and not _is_adjective(a, b) for a, b in named)


def _is_adjective(one: str, other: str) -> bool:
    """Tells whether one of two words, of which not both are of states, is the other with an English ending."""
    short, long = sorted((one, other), key=len)
    both_states = all(any(key in _codes() for key in _lands()[word]) for word in (one, other))
    return not both_states and long.startswith(short) and long[len(short) :] in ADJECTIVES


def acronym(name: str) -> str:
    """Returns the initials of a folded name's words: "islamic state" -> "is"; empty for one word."""
    words = [word for word in name.split() if word not in ("of", "for", "and", "in", "de")]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _is_acronym(form: str) -> bool:
    letters = form.replace(".", "").replace("-", "")
    return 2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()


def _is_title(word: str) -> bool:
    return word.lower().rstrip(".") in _titles() or word.islower()


def _is_name_word(word: str) -> bool:
    return word[0].isupper() or word.lower().split("-")[0] in PARTICLES | ARTICLES


def _is_generic(words: list[str]) -> bool:
    return all(word.lower() in STOP or plain(word) in _common_nouns() for word in words)


def _numbers(form: str) -> Iterator[str]:
    for word in plain(form).split():
        yield from DIGITS.findall(word) or filter(None, [NUMBERS.get(word) or ROMAN.get(word)])


def _formation(name: str) -> str | None:
    """The words of a folded name that says what a group is; None for another, or one that says no more."""
    words = [word for word in name.split() if word not in JOINING]
    told = sorted(FORMATION_OF.get(word, word) for word in words)
    return " ".join(told) if len(told) > 1 and not FORMATION_OF.keys().isdisjoint(words) else None


def _fits(key: str, kind: ActorKind, country: str | None) -> bool:
    """Tells whether an actor of this kind and country may be an entry that bears its name."""
    entry = load_ontology().entries[key]
    public = {entry.kind in PUBLIC, kind in PUBLIC}
    return (country is None or entry.country in (None, country)) and (entry.kind is kind or public == {True})


@cache
def _entries() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, entry in load_ontology().entries.items():
        if entry.kind is not ActorKind.PERSON:
            for form in dict.fromkeys(map(plain, (entry.name, *entry.aliases))):
                found.setdefault(form, []).append(key)
    return {form: tuple(keys) for form, keys in found.items()}


@cache
def _bodies_of(key: str) -> frozenset[str]:
    entry = load_ontology().entries[key]
    forms = (entry.name, *entry.aliases)
    return frozenset(body for form in forms if (body := body_of(form, entry.kind, entry.country)))


@cache
def _states() -> dict[str, str]:
    found: dict[str, str] = {}
    for key, entry in load_ontology().entries.items():
        if entry.kind is ActorKind.STATE and entry.country == key:
            for form in (entry.name, *entry.aliases, *entry.demonyms, *entry.metonyms):
                found.setdefault(plain(form), key)
    return found


@cache
def _lands() -> dict[str, frozenset[str]]:
    """Single folded words for states and peoples, each with the codes of the states or the nouns of the peoples."""
    found: dict[str, set[str]] = {}
    for form, code in _states().items():
        found.setdefault(folded(form), set()).add(code)
    for noun, person in load_ontology().people.items():
        if person.kind is ActorKind.POPULATION and noun[0].isupper():
            found.setdefault(folded(noun), set()).add(noun)
    return {word: frozenset(keys) for word, keys in found.items() if " " not in word}


@cache
def _codes() -> frozenset[str]:
    return frozenset(_states().values())


@cache
def _titles() -> frozenset[str]:
    ontology = load_ontology()
    return frozenset(word for title in (*ontology.titles, *ontology.title_modifiers) for word in title.lower().split())


@cache
def _common_nouns() -> frozenset[str]:
    people = load_ontology().people
    plural = {f"{noun}s" for noun in people} | {f"{noun[:-1]}ies" for noun in people if noun.endswith("y")}
    return frozenset(people) | plural | _titles() | {word for forms in BODIES.values() for word in forms}
