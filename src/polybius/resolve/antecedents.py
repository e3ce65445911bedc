"""What a party of a report is, what else it is called, and how well it fits a pronoun that looks back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import log

from polybius.annotated import Token
from polybius.drafts import Extraction, Mention, MentionForm
from polybius.model import ActorKind, Predicate

SIDES = frozenset({ActorKind.STATE, ActorKind.ARMED_GROUP, ActorKind.MILITARY, ActorKind.GOVERNMENT})
BODIES = SIDES | {ActorKind.PARTY, ActorKind.ORGANISATION, ActorKind.OUTLET}
ONE_OR_MORE = frozenset({ActorKind.PERSON, ActorKind.UNNAMED})
TAKING = frozenset("abduct arrest capture detain hold imprison jail kidnap seize take".split())
FREEING = frozenset({"free", "release"})
# Words that stand for a party named before -> of which kind it is.
GENERIC = {
    frozenset("group movement organisation organization militia faction outfit bloc alliance coalition".split()): {
        ActorKind.ARMED_GROUP,
        ActorKind.ORGANISATION,
        ActorKind.PARTY,
    },
    frozenset({"party"}): {ActorKind.PARTY, ActorKind.ARMED_GROUP},
    frozenset({"company", "firm", "corporation"}): {ActorKind.ORGANISATION},
}
WHOLE_FORCES = (
    "Armed Forces", "Defense Forces", "Defence Forces", "Defence Force", "Defense Force", "Self-Defense Forces",
    "Tatmadaw", "Liberation Army", "Military",
)  # fmt: skip
FORCE_NOUNS = frozenset(
    "troop soldier force forces military army jet plane warplane aircraft drone helicopter gunship artillery "
    "serviceman fighter tank warship warplanes gunner trooper serviceperson armed_forces".split()
)
RANKED = frozenset(
    "officer commander general colonel captain unit brigade battalion base convoy garrison column".split()
)
REBELS = frozenset("rebel insurgent guerrilla guerilla militant".split())
MEN = REBELS | {"man", "gunman", "jihadist", "separatist"}
ARMED = frozenset({ActorKind.ARMED_GROUP, ActorKind.MILITARY})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
SINGULARS = frozenset({"it", "its", "itself"})
PLURALS = frozenset({"they", "them", "their", "themselves"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "conj"})
KIN = frozenset("family relative parent lawyer widow wife mother father brother sister son daughter".split())
PERSONS_OF = {"their": "they", "his": "he", "her": "she"}
LONGEST_CALLED = 40  # letters between a name and another of the same
CALLED = re.compile(
    r"(?:,? (?:\w+ )?known (?:\w+ )?as|, (?:\w+ )?(?:nicknamed|dubbed|codenamed)|,? \(?(?:aka|a\.k\.a\.|alias))"
    r" (?:the )?[\"“'‘]?$"
)


@dataclass(slots=True)
class Cluster:
    """Mentions that stand for one actor, and what they tell of it together."""

    members: list[Mention] = field(default_factory=list)
    entry: str | None = None
    kind: ActorKind | None = None
    country: str | None = None
    sector: str | None = None
    force: bool = False

    @property
    def named(self) -> list[Mention]:
        """The members that are names."""
        return [m for m in self.members if m.form is MentionForm.NAME]

    @property
    def plural(self) -> bool:
        """Tells whether it is spoken of in the plural."""
        nouns = [m for m in self.members if m.form is not MentionForm.PRONOUN]
        return bool(nouns) and nouns[0].plural


def agrees(mention: Mention, cluster: Cluster) -> bool:
    """Tells whether a pronoun may stand for a party by gender, number and kind."""
    kind, word = cluster.kind, mention.lemma
    other = PLURALS if word in SINGULARS else SINGULARS if word in PLURALS else frozenset[str]()
    if any(m.lemma in other and m.sentence == mention.sentence for m in cluster.members):
        return False  # "if it fails, they say": nobody is both in one sentence
    if mention.kind is ActorKind.PERSON:
        genders = {m.gender for m in cluster.members if m.gender}
        one = kind in ONE_OR_MORE or kind is ActorKind.POPULATION  # "a resident"
        return one and not cluster.plural and (not genders or mention.gender in genders)
    if mention.plural:
        return cluster.plural or kind in {ActorKind.ARMED_GROUP, ActorKind.POPULATION, ActorKind.MILITARY}
    if word in SINGULARS:
        return kind in BODIES and not (cluster.plural and cluster.entry is None)
    return False


def are_men(mention: Mention, whose: Mention) -> bool:
    """Tells whether a phrase means those who fight for whoever it names: "Wagner men", "CSP rebels"."""
    return mention.plural and mention.lemma in MEN and whose.form is MentionForm.MODIFIER and bool(whose.name)


def one_sort(mention: Mention, cluster: Cluster) -> bool:
    """Tells whether a description may stand for a party by kind: one person is neither several nor a body."""
    alone = ActorKind.PERSON in {mention.kind, cluster.kind} and not (mention.plural or cluster.plural)
    return not alone or {mention.kind, cluster.kind} <= ONE_OR_MORE


def salience(mention: Mention, cluster: Cluster) -> float:
    """Returns how well a party fits a pronoun, a number without a unit; the idea is Lappin and Leass's (1994)."""
    before = [m for m in cluster.members if m.span.end <= mention.span.start]
    if not before:
        return -1e9
    last = max(before, key=lambda m: m.span.start)
    # "the Front, which holds the hills, blamed the army": the last mention is no subject, the party is.
    subject = any(m.subject for m in before if m.sentence == last.sentence)
    score = -2.0 * (mention.sentence - last.sentence) + 1.5 * subject
    score += 0.6 * (mention.subject and subject) + 0.4 * log(len(before))
    score += 0.5 * (last.form is MentionForm.NAME) - 1.0 * (last.form is MentionForm.MODIFIER)
    same_phrase = last.sentence == mention.sentence and mention.span.start - last.span.end < 3
    return score - 0.003 * (mention.span.start - last.span.end) - (2.0 if same_phrase else 0.0)


def of_whom(mention: Mention, text: str) -> str:
    """Returns what a description is of: "of mali" in "the representative of Mali"."""
    whole = mention.extended.of(text) if mention.extended is not None and mention.form is MentionForm.NOMINAL else ""
    behind = whole[mention.span.end - mention.span.start :].strip().lower()
    return behind if behind.startswith("of ") else ""


def co_arguments(pronoun: Mention, beside: Iterable[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """Returns the subject of a pronoun's verb where it is an object, the objects where it is the subject.

    "They shelled them", "it accused Moscow": they are two (binding theory, principles B and C).
    """
    token = tokens[pronoun.head]
    if token.tag == "PRP$" or pronoun.lemma.endswith(("self", "selves")):
        return []
    verb = tokens[token.head]
    while verb.pos in {"ADP", "NUM", "DET"} and verb.head != verb.index:
        verb = tokens[verb.head]  # "Police arrested nineteen of them"
    heads = {verb.index}
    while verb.dep == "conj" and not any(tokens[c].dep in SUBJECTS for c in verb.children):
        verb = tokens[verb.head]  # "they fired and arrested them"
        heads |= {verb.index} if token.dep not in SUBJECTS else set()
    near = [m for m in beside if tokens[m.head].head in heads]
    return [m for m in near if (tokens[m.head].dep == "dobj" if token.dep in SUBJECTS else m.subject)]


def whose_kin_say(pronoun: Mention, tokens: Sequence[Token]) -> int:
    """Returns the possessive word of "their families say that they were taken", of whom the families speak; else -1."""
    above = verb = tokens[tokens[pronoun.head].head]
    while verb.dep in CLAUSES and verb.head != verb.index:
        above, verb = verb, tokens[verb.head]
    if above is verb or above.dep != "ccomp":
        return -1
    subjects = (tokens[c] for c in verb.children if tokens[c].dep in SUBJECTS and c < pronoun.head)
    kin = next((t for t in subjects if t.lemma in KIN), None)
    own = (tokens[c] for c in kin.children if tokens[c].tag == "PRP$") if kin is not None else iter(())
    whose = next(own, None)
    themselves = pronoun.plural and tokens[pronoun.head].dep != "nsubjpass"  # "their relatives say they will sue"
    alike = whose is not None and PERSONS_OF.get(whose.lower) == pronoun.lemma and not themselves
    return whose.index if whose is not None and alike else -1


def enemies(extraction: Extraction) -> Iterator[tuple[int, int]]:
    """Yields mentions of which one does something to the other, or belongs to a group that opposes it."""
    for event in extraction.events:
        yield from product(event.initiators, event.targets)
    ties = [(r.predicate, _first(extraction, r.subject), _first(extraction, r.object)) for r in extraction.relations]
    for member, group in ((one, other) for tie, one, other in ties if tie is Predicate.MEMBER_OF):
        yield from ((member, foe) for tie, one, foe in ties if tie is Predicate.OPPOSES and one == group)


def held(extraction: Extraction) -> frozenset[int]:
    """Returns the mentions of whoever is said to be taken or held."""
    return frozenset(i for event in extraction.events if event.lemma in TAKING for i in event.targets)


def is_freed(pronoun: Mention, tokens: Sequence[Token]) -> bool:
    """Tells whether a pronoun is whom one frees: "demanded that they be released", "would free them"."""
    token = tokens[pronoun.head]
    return token.dep in {"nsubjpass", "dobj"} and tokens[token.head].lemma in FREEING


def _first(extraction: Extraction, mention: int) -> int:
    """Returns the mention that another is said to be the same as: "gunmen" for "the gunmen were members of …"."""
    same = extraction.mentions[mention].same_as
    return mention if same is None else same


def called_behind(mention: Mention, text: str) -> int | None:
    """Returns where the name ends of which a mention is a further one: "X, also known as Y", "X (aka Y)"."""
    found = CALLED.search(text, max(0, mention.span.start - LONGEST_CALLED), mention.span.start)
    return found.start() if found else None


def initials(name: str) -> str:
    """Returns the first letters of the words of a name that are written with capitals."""
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())


def ends_in(name: str, word: str) -> bool:
    """ "Ministry of Defence" and "Defence Ministry" end in "ministry", in small letters."""
    return word in {name.lower().split()[-1], name.lower().split(" of ")[0]}
