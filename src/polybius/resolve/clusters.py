"""Mentions -> clusters: which phrases of one report stand for one actor.

The idea: names first (by the ontology's entry, by surname, by acronym), then descriptions that look back at them ("the
ministry", "the group"), then pronouns, each by a small rule of its own; nothing is guessed across sentences
further than RECENT.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from statistics import fmean

from rapidfuzz import fuzz

from polybius.drafts import Extraction, Mention, MentionForm
from polybius.model import ActorKind
from polybius.ontology import Ontology, is_active
from polybius.resolve.antecedents import (
    ARMED,
    BODIES,
    FORCE_NOUNS,
    GENERIC,
    ONE_OR_MORE,
    RANKED,
    REBELS,
    WHOLE_FORCES,
    Cluster,
    agrees,
    are_men,
    called_behind,
    co_arguments,
    ends_in,
    enemies,
    held,
    initials,
    is_freed,
    of_whom,
    one_sort,
    salience,
    whose_kin_say,
)
from polybius.resolve.calendar_days import day_told
from polybius.resolve.pairs import both, is_pair
from polybius.resolve.persons import SAME_SURNAME, Persons, has_title
from polybius.resolve.voices import OWN_VOICE, Voices

RECENT = 4  # sentences that a pronoun or bare description looks back
MOST_RECENT = 60  # actors
HEARD = 0.6  # chance from which the learned reader is believed that a description stands for a party
SHORTEST = 3  # letters of an abbreviation that the initials of a name explain
STANDING = frozenset(
    {"in", "at", "near", "outside", "around", "across", "inside", "from", "into", "north", "south", "east", "west"}
)
LONGEST_COUNT = 20  # letters
COUNTED = re.compile(r"(?:dozens|hundreds|thousands|scores|crowds|tens) of $", re.IGNORECASE)
SENT = frozenset("representative delegate ambassador envoy spokesman spokeswoman commissioner".split())
POINTING = frozenset({"same", "latter", "said"})


class Clusterer:
    """Clusters the mentions of one report."""

    def __init__(self, extraction: Extraction, ontology: Ontology, persons: Persons) -> None:
        self.extraction, self.ontology, self.persons = extraction, ontology, persons
        self.text = extraction.annotated.document.text
        day = day_told(extraction.annotated.document.published)  # where it is none, the record says so
        self.day = day.isoformat() if day is not None else None
        self.mentions = extraction.mentions
        self.clusters: list[Cluster] = []
        self.of: dict[int, Cluster] = {}
        self.voices = Voices(extraction, self.clusters, self.of)
        self.by_entry: dict[str, Cluster] = {}
        self.groups: dict[int, list[Cluster]] = {}
        self.described_by: dict[int, list[int]] = {}
        self.in_sentence: dict[int, list[Mention]] = {}
        self.headed: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            if mention.same_as is not None:
                self.described_by.setdefault(mention.same_as, []).append(mention.index)
        self.against: dict[int, set[int]] = {}  # who does something to whom is not one with them
        for one, other in enemies(extraction):
            self.against.setdefault(one, set()).add(other)
            self.against.setdefault(other, set()).add(one)
        self.held = held(extraction)
        self.whose = {m.index: of_whom(m, self.text) for m in self.mentions}
        self.countries = Counter(m.country for m in self.mentions if m.country)
        self.order = sorted(self.mentions, key=lambda m: (m.span.start, m.form is not MentionForm.PRONOUN, m.index))
        for mention in self.order:
            self.in_sentence.setdefault(mention.sentence, []).append(mention)
            self.headed.setdefault(mention.head, []).append(mention)

    def run(self) -> None:
        """Puts every mention that stands for an actor into a cluster."""
        names = [m for m in self.order if m.form in {MentionForm.NAME, MentionForm.MODIFIER}]
        for mention in sorted(names, key=lambda m: not m.entries and " " not in m.name):  # full names before surnames
            if mention.index not in self.of:
                self._name(mention)
        first_persons = [m for m in self.order if m.form is MentionForm.PRONOUN and m.lemma in OWN_VOICE]
        for mention in self.order:
            if mention.form is MentionForm.NOMINAL and mention.kind is not None:
                self._nominal(mention)
            elif mention.form is MentionForm.PRONOUN and mention.lemma not in OWN_VOICE:
                self._pronoun(mention)
        for mention in first_persons:  # who speaks may be named behind what he says
            self._pronoun(mention)

    def all_of(self, mention: int) -> list[Cluster]:
        """Returns the actors that a mention stands for: several for "they" after two names, or "both sides"."""
        if mention in self.groups:
            return self.groups[mention]
        return [self.of[mention]] if mention in self.of else []

    # --- making and joining

    def _join(self, mention: Mention, cluster: Cluster) -> None:
        cluster.members.append(mention)
        self.of[mention.index] = cluster
        cluster.kind = cluster.kind or mention.kind
        cluster.country = cluster.country or mention.country
        cluster.sector = cluster.sector or mention.sector

    def _new(self, mention: Mention, entry: str | None = None) -> Cluster:
        cluster = Cluster(entry=entry)
        if entry is not None:
            known = self.ontology.entries[entry]
            cluster.kind, cluster.country, cluster.sector = known.kind, known.country, known.sector
            self.by_entry[entry] = cluster
        self.clusters.append(cluster)
        self._join(mention, cluster)
        return cluster

    # --- names

    def _name(self, mention: Mention) -> None:
        if (explained := self._explained(mention)) is not None:
            self._join(mention, explained)
            return
        entry = self._entry(mention)
        if entry is not None and self._is_town(mention, entry):
            return
        if entry is not None:
            if entry in self.by_entry:
                self._join(mention, self.by_entry[entry])
            else:
                self._new(mention, entry)
            return
        if mention.form is MentionForm.MODIFIER and mention.kind is None:
            if (same := self._same_name(mention)) is not None:
                self._join(mention, same)
            return
        known = self._same_name(mention) or self._also(mention) or self._same_surname(mention) or self._acronym(mention)
        if known is not None:
            self._join(mention, known)
            return
        official = self.persons.find(mention, self.countries)
        if official is not None and official in self.by_entry:
            self._join(mention, self.by_entry[official])
        elif mention.kind is not None or official is not None:
            self._new(mention, official)

    def _entry(self, mention: Mention) -> str | None:
        """Returns the entry that a known form stands for.

        Among several it is one that was about on its day, and of these the one whose country the report names most.
        """
        keys = [k for k in mention.entries if k in self.ontology.entries]
        if not keys:
            return None
        entries = [self.ontology.entries[key] for key in keys]
        return max(entries, key=lambda e: (not self.day or is_active(e, self.day), self.countries[e.country or ""])).key

    def _is_town(self, mention: Mention, entry: str) -> bool:
        """ "in Lome" is the town, "Lome said" the government."""
        known = self.ontology.entries[entry]
        return known.is_metonym(mention.name) and mention.locative in STANDING

    def _same_name(self, mention: Mention) -> Cluster | None:
        wanted = mention.name.lower()
        if known := [c for c in self.clusters if any(m.name.lower() == wanted for m in c.named)]:
            return known[-1]
        if wanted not in self.ontology.cues["organisation_words"]:
            return None
        bodies = [c for c in self.clusters if c.kind in BODIES and any(ends_in(m.name, wanted) for m in c.named)]
        told = {id(c): at for at, c in enumerate(self._recent(mention, sentences=mention.sentence))}
        return max(reversed(bodies), key=lambda c: told.get(id(c), -1), default=None)  # the one last named before

    def _same_surname(self, mention: Mention) -> Cluster | None:
        """ "Mattis" after "Jim Matthis": one surname, perhaps misspelt; first names must not differ."""
        if mention.kind not in {ActorKind.PERSON, None} or not mention.name:
            return None
        persons = (c for c in reversed(self.clusters) if c.kind is ActorKind.PERSON)
        known = [c for c in persons if any(self._one_person(mention, other) for other in c.named)]
        return max(known, key=lambda c: salience(mention, c), default=None)  # of two Valdivias, who was spoken of

    def _one_person(self, one: Mention, other: Mention) -> bool:
        if " " in one.name and " " in other.name:
            names = one.name.lower(), other.name.lower()
            return names[0][0] == names[1][0] and fuzz.ratio(*names) >= SAME_SURNAME  # slips spare initials
        a, b = one.surname, other.surname
        return a == b or (a[:1] == b[:1] and min(len(a), len(b)) >= 5 and fuzz.ratio(a, b) >= SAME_SURNAME)

    def _explained(self, mention: Mention) -> Cluster | None:
        """ "SAC" in a report on the Sawahil Action Council is short for it, whatever else is called so."""
        if len(mention.name) < SHORTEST or not mention.name.isupper():
            return None
        return next((c for c in self.clusters if any(initials(m.name) == mention.name for m in c.named)), None)

    def _also(self, mention: Mention) -> Cluster | None:
        """ "Yusuf Karan, also known as Abu Haris": another name of whom the words before it name."""
        end = called_behind(mention, self.text)
        first = next((m for m in self.order if m.span.end == end and m.form is MentionForm.NAME), None)
        if first is not None and first.index not in self.of:
            self._name(first)
        return self.of.get(first.index) if first is not None else None

    def _acronym(self, mention: Mention) -> Cluster | None:
        """ "Government of National Accord (GNA)": an abbreviation in brackets right behind the name it stands for."""
        before = self.text[max(0, mention.span.start - 2) : mention.span.start]
        if not before.endswith("(") or not mention.name.isupper():
            return None
        beside = (c for c in self.clusters if any(0 < mention.span.start - m.span.end <= 3 for m in c.members))
        return next(beside, None)

    # --- descriptions

    def _nominal(self, mention: Mention) -> None:
        if (pair := self._both(mention)) is not None:
            self.groups[mention.index] = pair
            return
        apposed = self._apposed(mention) or self._holder(mention)
        if apposed is not None:
            self._join(mention, apposed)
            return
        if (whole := self._whole(mention)) is not None:
            self._join(mention, whole)
            return
        if self._is_force(mention) and mention.country:
            self._force(mention)
            return
        looked_up = self._look_back(mention) if mention.definite else self._same_signature(mention)
        looked_up = looked_up or self._heard(mention)
        if looked_up is not None:
            self._join(mention, looked_up)
        else:
            self._new(mention)

    def _both(self, mention: Mention) -> list[Cluster] | None:
        """ "both sides", "the two leaders": the two that are meant."""
        if not is_pair(mention, self.text, self.ontology.cues["both_of"]):
            return None
        known, near = (self._recent(mention, sentences=far) for far in (60, 2))
        return both(mention, known, near, self.against)

    def _apposed(self, mention: Mention) -> Cluster | None:
        if mention.same_as is not None and mention.same_as in self.of:
            # "killing nine traders, the town's health officer said": one person is not several.
            alone = mention.kind in ONE_OR_MORE and not mention.plural
            if not (alone and self.mentions[mention.same_as].plural):
                return self.of[mention.same_as]
        found = (i for i in self.described_by.get(mention.index, ()) if i in self.of)
        return self.of.get(next(found, -1))

    def _holder(self, mention: Mention) -> Cluster | None:
        """ "Russia's defence minister" beside "Sergei Shoigu", who was that on the day of the report."""
        person = mention.definite and not mention.plural and mention.kind is ActorKind.PERSON
        if not (person and mention.country and self.day) or self.ontology.title_modifiers & set(mention.modifiers):
            return None
        offices = self.ontology.offices
        if not offices.is_held_by_one(mention.lemma):
            return None
        holder = offices.office_holder(mention.country, mention.lemma, self.day)
        return self.by_entry.get(holder.key) if holder is not None else None

    def _whole(self, mention: Mention) -> Cluster | None:
        """ "M23 fighters", "soldiers of the Tatmadaw": the group or army itself; "its government": the state."""
        owner = self.of.get(mention.owner) if mention.owner is not None else None
        if mention.owner is None or owner is None or self._is_sort_of(mention, owner):
            return owner
        men = are_men(mention, self.mentions[mention.owner])
        if men and mention.lemma in REBELS and owner.kind is ActorKind.ORGANISATION:
            owner.kind = ActorKind.ARMED_GROUP  # a body that has rebels
        force = men or (mention.kind in ARMED and mention.lemma not in RANKED)
        kinds = ARMED if force else {ActorKind.STATE} if mention.lemma == "government" else frozenset[ActorKind]()
        if owner.kind not in kinds:
            return None
        return owner if owner.named or (force and owner.entry) else None  # "the Kenyan government" may not be Kenya

    def _is_sort_of(self, mention: Mention, owner: Cluster) -> bool:
        """ "the Wagner company", "the M23 movement", "the UGTT union": the word only says what the named body is."""
        whose = self.mentions[mention.owner] if mention.owner is not None else mention
        against = self.text[whose.span.start - 1 : whose.span.start] == "-"  # "the anti-Wagner alliance"
        named = whose.form is MentionForm.MODIFIER and not against
        union = mention.lemma == "union" and owner.sector == "LAB"
        sort = union or any(mention.lemma in words and owner.kind in kinds for words, kinds in GENERIC.items())
        return named and sort and mention.definite and not mention.plural

    def _is_force(self, mention: Mention) -> bool:
        return mention.kind is ActorKind.MILITARY and mention.lemma in FORCE_NOUNS

    def _force(self, mention: Mention) -> None:
        """ "Israeli jets", "its soldiers": the armed forces of the country."""
        owner = self.mentions[mention.owner] if mention.owner is not None else None
        if owner is not None and owner.kind not in {ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.MILITARY, None}:
            self._new(mention)
            return
        for cluster in self.clusters:
            if cluster.force and cluster.country == mention.country:
                self._join(mention, cluster)
                return
        entry = self._main_force(mention.country)
        if entry is not None and entry in self.by_entry:
            self.by_entry[entry].force = True
            self._join(mention, self.by_entry[entry])
            return
        cluster = self._new(mention, entry)
        cluster.force = True

    def _main_force(self, country: str | None) -> str | None:
        for entry in self.ontology.entries.values():
            whole = entry.kind is ActorKind.MILITARY and entry.country == country and entry.part_of == country
            if whole and any(words in entry.name for words in WHOLE_FORCES):
                return entry.key
        return None

    def _look_back(self, mention: Mention) -> Cluster | None:
        near = [c for c in reversed(self._recent(mention, sentences=40)) if self._compatible(mention, c)]
        same = [c for c in near if any(self._same_description(mention, m) for m in c.members)]
        if same and (same[0].named or not self._titled(mention, near[: near.index(same[0])])):
            return same[0]
        kinds = next((kinds for words, kinds in GENERIC.items() if mention.lemma in words), None)
        if kinds and mention.owner is None and self._points(mention):
            foes = self._foes(mention)
            recent = [c for c in self._recent(mention, sentences=RECENT) if c.kind in kinds and (c.named or c.entry)]
            return next((c for c in reversed(recent) if id(c) not in foes), None)
        owner = self.of.get(mention.owner) if mention.owner is not None else None
        lands = owner is not None and owner.kind is ActorKind.STATE and owner.country == mention.country
        if (mention.owner is not None and not lands) or set(mention.modifiers) - set(mention.lemma.split()):
            return None
        near = [c for c in near if not lands or c.country == mention.country]  # "the Armenian ministry": of Armenia's
        if mention.plural and mention.lemma in REBELS:
            armed = [c for c in self.clusters if c.kind is ActorKind.ARMED_GROUP and c.named]
            return armed[0] if len(armed) == 1 else None
        if titled := self._titled(mention, near):
            return titled[0]
        # "the army" is not the "Vela Liberation Army" that fights it; "the brigade" may be the "Vela Brigade"
        foe = {ActorKind.ARMED_GROUP} if mention.lemma == "army" else set()
        named = (c for c in near if c.kind not in foe and any(mention.lemma in m.name.lower().split() for m in c.named))
        return next(named, None)

    def _titled(self, mention: Mention, clusters: Iterable[Cluster]) -> list[Cluster]:
        """Returns those who bear a title: "the colonel" after "Colonel Dorn", but no "representative of Mali" after
        another's envoy.
        """
        own = not self.whose[mention.index] or mention.lemma not in SENT
        alike = (c for c in clusters if own or (c.country and c.country == mention.country))
        return [c for c in alike if any(has_title(m.title, mention.lemma) for m in c.members)]

    def _heard(self, mention: Mention) -> Cluster | None:
        """Returns the party of which the learned reader hears "the attackers", "the fleet", where it hears one."""
        naming = self.extraction.annotated.namings.get(mention.head)
        if naming is None or mention.owner is not None or not (mention.definite or self._bare(mention)):
            return None
        heard: dict[int, tuple[Cluster, list[float]]] = {}
        for word, chance in naming.same.items():
            for other in self.headed.get(word, ()):
                if (cluster := self.of.get(other.index)) is not None:
                    heard.setdefault(id(cluster), (cluster, []))[1].append(chance)
        likely = sorted(((fmean(chances), cluster) for cluster, chances in heard.values()), key=lambda pair: -pair[0])
        return next((c for chance, c in likely if chance >= HEARD and self._may_be(mention, c)), None)

    def _may_be(self, mention: Mention, cluster: Cluster) -> bool:
        foes = self.against.get(mention.index, set())
        no_foe = foes.isdisjoint(m.index for m in cluster.members)
        return no_foe and self._compatible(mention, cluster) and one_sort(mention, cluster)

    def _foes(self, mention: Mention) -> set[int]:
        """ "Officials of the Front say they have beaten the group": neither the officials nor the Front."""
        doers = [self.of[i] for i in self.against.get(mention.index, ()) if i in self.of]
        owners = [m.owner for c in doers for m in c.members if m.owner is not None]
        return {id(c) for c in (*doers, *(self.of[i] for i in owners if i in self.of))}

    def _points(self, mention: Mention) -> bool:
        """ "the group", "this joint militia", "the same movement": words that only point back."""
        first = mention.span.of(self.text).split()[0].lower()
        return first in {"this", "these", "that"} or set(mention.modifiers) <= POINTING

    def _same_description(self, mention: Mention, other: Mention) -> bool:
        # "the interior ministry … the ministry"
        alike = other.lemma == mention.lemma or other.lemma.split()[-1:] == [mention.lemma]
        if other.form is not MentionForm.NOMINAL or not alike or other.plural != mention.plural:
            return False
        if mention.country and other.country and mention.country != other.country:
            return False
        apart = other.modifiers and self.whose[mention.index] and not self.whose[other.index]
        if apart and mention.kind in ONE_OR_MORE:
            return False  # "the special representative … the representative of Mali"
        owners = [self.of.get(m.owner) if m.owner is not None else None for m in (mention, other)]
        if (None not in owners and owners[0] is not owners[1]) or (owners[0] is not None and not mention.country):
            return owners[0] is owners[1]
        return set(mention.modifiers) - POINTING <= set(other.span.of(self.text).lower().split())

    def _same_signature(self, mention: Mention) -> Cluster | None:
        """Bare plurals ("militants", "US officials") that are worded alike are one; "a soldier" is somebody new."""
        if not self._bare(mention):
            return None
        same = (o for c in reversed(self.clusters) for o in c.members if o.name.lower() == mention.name.lower())
        return next((self.of[o.index] for o in same if o.form is MentionForm.NOMINAL and self._bare(o)), None)

    def _bare(self, mention: Mention) -> bool:
        words = mention.span.of(self.text)
        if not mention.plural or words != mention.name or words[:1].isdigit():
            return False
        return COUNTED.search(self.text, max(0, mention.span.start - LONGEST_COUNT), mention.span.start) is None

    def _compatible(self, mention: Mention, cluster: Cluster) -> bool:
        if mention.country and cluster.country and mention.country != cluster.country:
            return False
        if len({self.whose[m.index] for m in (mention, *cluster.members)} - {""}) > 1:
            return False  # "the representative of France … the representative of Mali"
        return cluster.kind is not ActorKind.STATE or mention.kind is ActorKind.STATE

    # --- pronouns

    def _pronoun(self, mention: Mention) -> None:
        if mention.plural and mention.lemma not in OWN_VOICE and (group := self._coordination(mention)):
            self.groups[mention.index] = group
            return
        if (found := self._referent(mention)) is not None:
            self._join(mention, found)

    def _referent(self, mention: Mention) -> Cluster | None:
        if mention.same_as is not None:
            return self.of.get(mention.same_as)
        word = mention.lemma
        if word in OWN_VOICE:
            return self.voices.speaker(mention)
        own = self.headed.get(whose_kin_say(mention, self.extraction.annotated.tokens), ())
        if found := [self.of[m.index] for m in own if m.index in self.of]:
            return found[0]
        beside = self._co_arguments(mention)
        recent = [c for c in self._recent(mention, sentences=RECENT) if agrees(mention, c) and id(c) not in beside]
        if mention.kind is ActorKind.PERSON:
            recent = [c for c in recent if self._is_somebody(c)]
        if is_freed(mention, self.extraction.annotated.tokens):
            recent = [c for c in recent if not self.held.isdisjoint(m.index for m in c.members)] or recent
        return max(recent, key=lambda c: salience(mention, c), default=None)

    def _is_somebody(self, cluster: Cluster) -> bool:
        """Tells whether "he" may mean a party: not one that only the learned reader takes for somebody."""
        people = self.ontology.people
        nouns = (m for m in cluster.members if m.form is not MentionForm.PRONOUN)
        return cluster.kind is ActorKind.PERSON or any(m.title or m.lemma.rpartition(" ")[2] in people for m in nouns)

    def _coordination(self, mention: Mention) -> list[Cluster] | None:
        """ "Pompeo and Bolton … They": a joined subject of this sentence or the one before."""
        tokens = self.extraction.annotated.tokens
        for back in (0, 1):
            subjects = [
                m for m in self.in_sentence.get(mention.sentence - back, ())
                if m.span.end <= mention.span.start and m.subject
                and m.form is not MentionForm.PRONOUN and tokens[m.head].dep in {"nsubj", "nsubjpass", "conj"}
            ]  # fmt: skip
            groups: dict[int, list[Cluster]] = {}
            for m in subjects:
                top = tokens[m.head]
                while top.dep == "conj":
                    top = tokens[top.head]
                if m.index in self.of and self.of[m.index] not in groups.setdefault(top.index, []):
                    groups[top.index].append(self.of[m.index])
            joined = [g for g in groups.values() if len(g) > 1]
            if joined:
                return joined[-1]
            if groups:
                return None
        return None

    def _co_arguments(self, mention: Mention) -> set[int]:
        """Returns who is beside a pronoun; "the Tajik side hit it" speaks of no blow to Tajikistan."""
        others = co_arguments(mention, self.in_sentence.get(mention.sentence, ()), self.extraction.annotated.tokens)
        lands = {m.country for m in others if m.country}
        states = (c for c in self.clusters if c.kind is ActorKind.STATE and c.country in lands)
        return {id(self.of[m.index]) for m in others if m.index in self.of} | {id(c) for c in states}

    def _recent(self, mention: Mention, *, sentences: int) -> list[Cluster]:
        """Returns the clusters mentioned before, oldest mention first."""
        last: dict[int, tuple[int, Cluster]] = {}
        here = bisect_left(self.order, mention.span.start, key=lambda m: m.span.start)
        for other in reversed(self.order[:here]):
            if mention.sentence - other.sentence > sentences or len(last) >= MOST_RECENT:
                break
            if other.index in self.of:
                cluster = self.of[other.index]
                last.setdefault(id(cluster), (other.span.start, cluster))
        return [cluster for _, cluster in sorted(last.values(), key=lambda pair: pair[0])]
