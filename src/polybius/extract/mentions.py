"""Annotated sentences -> mentions: every phrase that may stand for an actor or a place.

The idea: names are found first (known forms, titles with the names behind them, runs of proper nouns), then noun
phrases whose head is a word for people or places, then pronouns; each says what its words alone can tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Protocol

from polybius.annotated import Annotated, Sentence, Token
from polybius.drafts import Mention, MentionForm
from polybius.extract import tree
from polybius.extract.extents import PHRASE_TAGS, Extents
from polybius.extract.heads import are_counted, is_some, modifies, outer_head
from polybius.extract.hints import Parts, likely_part, named_kind
from polybius.extract.items import place_of_head
from polybius.extract.names import HYPHENS, NameIndex, NameMatch
from polybius.extract.number_words import what_counted
from polybius.extract.same import Same
from polybius.extract.segments import BEFORE_HYPHEN, Segment, described_body, find_segments, kind_of_body
from polybius.model import ActorKind, Span
from polybius.ontology import Ontology, PersonNoun

NOUN_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos", "attr", "dative", "ROOT", "oprd"})
ARMS = frozenset({"munitions", "rounds", "weapons"})  # which do nothing themselves
PREFIXES = frozenset("co ex vice non anti pro sub inter trans".split())
NO_ARMS = frozenset({"mine", "arm", "round", "shot"})  # not always
NAMED: Mapping[str | None, ActorKind] = {"person": ActorKind.PERSON, "organisation": ActorKind.ORGANISATION}
IRREGULAR = frozenset("guerrilla guerilla rebel insurgent separatist militia jihadist terrorist partisan".split())
ALONE = frozenset({ActorKind.PERSON, ActorKind.UNNAMED})
COMPANIES = frozenset({ActorKind.ORGANISATION, ActorKind.PARTY, ActorKind.OUTLET})
CLASSES = {ActorKind.STATE: "@state", ActorKind.PERSON: "@person"}
OWNERS = frozenset({ActorKind.MILITARY, ActorKind.ARMED_GROUP, ActorKind.GOVERNMENT, ActorKind.PARTY, ActorKind.OUTLET})
WELL_KNOWN = 0.64  # prominence of a town of thirty thousand
SENT = frozenset("order instruction money funding pay salary backing support arms".split())
SURROUNDING = frozenset({"in", "outside", "near", "around", "across", "throughout"})


class PlaceNames(Protocol):
    """What tagging asks of a gazetteer."""

    def knows(self, name: str) -> bool:
        """Tells whether any place bears the name."""
        ...

    def prominence(self, name: str) -> float:
        """Tells how well known the best known place of the name is, 0 to 1."""
        ...


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions of a document, which of them each token stands for, and the places that head items, by sentence."""

    items: tuple[Mention, ...]
    at: Mapping[int, tuple[int, ...]]
    heads: Mapping[int, int] = field(default_factory=dict)

    def of(self, token: Token) -> tuple[int, ...]:
        """Returns the mentions whose head or name a token is."""
        return self.at.get(token.index, ())


def find_mentions(
    annotated: Annotated, ontology: Ontology, names: NameIndex, places: PlaceNames, parts: Parts = MappingProxyType({})
) -> Mentions:
    """Finds every mention of a document; `parts` are what the learned reader makes of its words."""
    finder = _Finder(annotated, ontology, names, places, parts)
    for sentence in annotated.sentences:
        finder.names_in(sentence)
    for sentence in annotated.sentences:
        finder.nouns_in(sentence)
    Same(annotated, ontology, finder.items, finder.at).link()
    return Mentions(tuple(finder.items), {k: tuple(v) for k, v in finder.at.items()}, finder.heads)


def label_names(annotated: Annotated, mentions: Mentions, places: PlaceNames) -> Annotated:
    """Gives heads of names the lemma of their class, so that frames can ask for an object that is a place or a person.

    The classes are `@place` `@state` `@person` `@body`; an unknown name that no gazetteer holds keeps its own word.
    """
    labels: dict[int, str] = {}
    for mention in mentions.items:
        if mention.form in {MentionForm.NAME, MentionForm.MODIFIER}:
            label = CLASSES.get(mention.kind, "@body") if mention.kind is not None else None
            if label is None and (mention.locative or places.knows(mention.name)):
                label = "@place"
            if label is not None:
                labels[mention.head] = label
    tokens = tuple(replace(t, lemma=labels[t.index]) if t.index in labels else t for t in annotated.tokens)
    return replace(annotated, tokens=tokens)


class _Finder:
    def __init__(
        self, annotated: Annotated, ontology: Ontology, names: NameIndex, places: PlaceNames, parts: Parts
    ) -> None:
        self.annotated, self.tokens = annotated, annotated.tokens
        self.text = annotated.document.text
        self.ontology, self.names, self.places, self.parts = ontology, names, places, parts
        self.items: list[Mention] = []
        self.at: dict[int, list[int]] = {}
        self.heads: dict[int, int] = {}  # sentence -> the place that it names for an item
        self.extents = Extents(annotated.tokens, ontology, self.at)
        self.inside: dict[int, list[int]] = {}  # head token -> modifier mentions
        self.starts: dict[int, int] = {}  # word of a name that modifies a noun -> first word of the name

    # --- names

    def names_in(self, sentence: Sentence) -> None:
        words = self.annotated.words(sentence)
        if place := place_of_head(self.annotated, sentence, self.places):
            self._add_head(place, sentence)
            return
        longer = (self._in_longer_place, self._in_longer_body, self._goes_on)
        known = [m for m in self.names.find(words) if not any(is_longer(m) for is_longer in longer)]
        for segment in find_segments(words, known, self.ontology):
            self._add_segment(segment, sentence)
        if words and words[0].index not in self.at and self._is_place_noun(words[0]):
            self._add_segment(Segment(words[0].index, words[0].index + 1, title_first=words[0].index), sentence)

    def _add_head(self, place: Sequence[Token], sentence: Sentence) -> None:
        """What heads an item is where it happened, whatever it looks like."""
        span, head, own = Span(place[0].start, place[-1].end), outer_head(place), (len(self.items), sentence.index)
        name = span.of(self.text)
        name = name.title() if name.isupper() else name
        self.items.append(Mention(own[0], span, head.index, name, MentionForm.NAME, own[1], head.lower, locative="in"))
        self.at |= {token.index: [own[0]] for token in place}
        self.heads[sentence.index] = own[0]

    def _in_longer_place(self, match: NameMatch) -> bool:
        """ "Port Sudan" is a town and not the country."""
        before, last = self.tokens[match.first - 1], self.tokens[match.last - 1]
        compound = match.first > 0 and before.dep == "compound" and before.head == last.index
        state = self.ontology.entries[match.keys[0]].kind is ActorKind.STATE and match.sort == "name"
        return compound and state and before.text.istitle() and self.places.knows(self.text[before.start : last.end])

    def _in_longer_body(self, match: NameMatch) -> bool:
        """ "the Northern Resistance Front" is not "The Resistance Front"."""
        before, last = self.tokens[match.first - 1], self.tokens[match.last - 1]
        compound = before.dep == "compound" and before.tag == "NNP" and match.first <= before.head < match.last
        bodies = self.ontology.cues["organisation_words"]
        general = match.first + 1 < match.last and last.lower in bodies and before.text.istitle()
        return compound and general and not self.names.find([before])

    def _goes_on(self, match: NameMatch) -> bool:
        """ "Fatah al-Islam" is not "Fatah"."""
        after = self.tokens[match.last : match.last + 3]
        article = len(after) == 3 and after[0].lower in BEFORE_HYPHEN and after[1].text in HYPHENS
        body = self.ontology.entries[match.keys[0]].kind not in {ActorKind.STATE, ActorKind.PERSON}
        return body and article and after[2].text[0].isupper()

    def _is_place_noun(self, token: Token) -> bool:
        """ "Misrata was bombed": at the head of a sentence the tagger may take a town for a common noun."""
        ontology = self.ontology
        common = token.lemma in ontology.people or token.lemma in ontology.nouns or token.lower in ontology.titles
        bare = token.tag == "NN" and token.text.istitle() and not common
        return bare and self.places.prominence(token.text) >= WELL_KNOWN

    def _add_segment(self, segment: Segment, sentence: Sentence) -> None:
        tokens = self.tokens[segment.first : segment.last]
        head = outer_head(tokens)
        role = tree.conjunct_root(self.tokens, head) if head.dep == "conj" else head
        modifier = segment.title is None and modifies(self.tokens, role, segment.last)
        span = Span(self.tokens[segment.title_first].start, tokens[-1].end)
        if segment.sort == "demonym" and not modifier and are_counted(self.tokens, head):
            self._add_nationals(head, segment, sentence)
            return
        mention = Mention(
            index=len(self.items),
            span=span,
            head=head.index,
            name=self.text[tokens[0].start : tokens[-1].end],
            form=MentionForm.MODIFIER if modifier else MentionForm.NAME,
            sentence=sentence.index,
            lemma=(head if any(t.lower == "of" for t in tokens) else tokens[-1]).lower,
            entries=segment.match.keys if segment.match else (),
            kind=self._name_kind(segment, tokens, head, sentence),
            country=self._entry_country(segment.match),
            sector=segment.title.sector if segment.title else None,
            plural=head.tag in {"NNPS", "NNS"} or (segment.sort == "demonym" and not modifier),
            definite=True,
            subject=tree.is_foremost(self.tokens, role),
            locative=self._locative(head),
            title=segment.title_text,
            wider=() if modifier else self._name_extents(segment),
        )
        self.items.append(mention)
        if modifier:
            self.inside.setdefault(role.head, []).append(mention.index)
            self.at.setdefault(head.index, []).append(mention.index)
            self.starts |= dict.fromkeys(range(segment.first, segment.last), segment.first)
            return
        for token in self.tokens[segment.title_first : segment.last]:
            self.at.setdefault(token.index, []).append(mention.index)

    def _name_extents(self, segment: Segment) -> tuple[Span, ...]:
        """ "the French Navy", "the League of Elders", "Minister Adem Sule" of "former Minister Adem Sule"."""
        last = self.tokens[segment.last - 1]
        left = self.extents.left_edge(last)
        left += self.tokens[left].tag == "DT"  # "the Vela Front" is told by its name
        words = self.tokens[left : segment.title_first]
        first = left if words and all(t.tag in PHRASE_TAGS for t in words) else segment.title_first
        shorter = [i for i in range(segment.title_first + 1, segment.first) if self.tokens[i].text[0].isalpha()]
        far = segment.title is None or self.tokens[min(segment.last + 1, len(self.tokens) - 1)].text[0].isupper()
        spans = [span for left in (first, *shorter) for span in self.extents.wider(left, last, named=True)]
        return tuple(dict.fromkeys(span for span in spans if far or span.end == last.end))

    def _add_nationals(self, head: Token, segment: Segment, sentence: Sentence) -> None:
        """ "Two Italians"; "four Malian and three French soldiers" are soldiers of both."""
        kind = ActorKind.POPULATION if head.tag in {"NNPS", "NNS"} else ActorKind.UNNAMED
        alone = [] if head.tag in {"NNPS", "NNS"} else tree.children(self.tokens, head, "conj")
        joined = [t for t in alone if tree.child(self.tokens, t, "nummod")]
        noun = next((n for t in joined if t.tag == "NNS" and (n := self._person_noun(t))), None)
        name = head.text if noun is None else f"{head.text} {joined[0].text}"
        self._add_nominal(head, noun or PersonNoun(head.lower, kind), sentence)
        self.items[-1] = replace(self.items[-1], name=name, country=self._entry_country(segment.match))

    def _entry_country(self, match: NameMatch | None) -> str | None:
        entry = self.ontology.entries.get(match.keys[0]) if match else None
        return entry.country if entry else None

    def _name_kind(
        self, segment: Segment, tokens: Sequence[Token], head: Token, sentence: Sentence
    ) -> ActorKind | None:
        if segment.match:
            return self.ontology.entries[segment.match.keys[0]].kind
        if segment.title is not None:
            return ActorKind.PERSON
        if (body := described_body(self.tokens, segment.first, head, self.ontology)) is not None:
            return body
        cues = self.ontology.cues
        last = next((t.lower for t in reversed(tokens) if not t.text.isdigit()), "")  # "Battalion 112"
        if last in cues["outlet_words"] and len(tokens) > 1:
            return ActorKind.OUTLET
        if last in cues["organisation_words"] or tokens[0].lower in cues["organisation_words"]:
            return kind_of_body([token.lower for token in tokens if not token.text.isdigit()])
        if last in cues["place_nouns"]:
            return None
        heard = named_kind(self.annotated, tokens)
        kind = NAMED.get(heard) if heard or sentence.heading else self._unknown_kind(tokens, head)
        return ActorKind.POPULATION if kind is ActorKind.PERSON and head.tag == "NNPS" else kind  # "Arabs"

    def _unknown_kind(self, tokens: Sequence[Token], head: Token) -> ActorKind | None:
        name = self.text[tokens[0].start : tokens[-1].end]
        if self._locative(head) and (self.places.knows(name) or len(tokens) == 1 or self._lies_there(head)):
            return None
        speaks = head.dep == "nsubj" and self.tokens[head.head].lemma in self.ontology.cues["reporting_verbs"]
        beside = tree.children(self.tokens, head, "appos")
        nouns = [self.ontology.people[t.lemma] for t in beside if t.lemma in self.ontology.people]
        if body := next((noun.kind for noun in nouns if noun.kind in COMPANIES), None):
            return body  # "Petroperu, the state oil company"
        described = nouns or any(t.lower in self.ontology.titles for t in beside)
        if described or self._describes(head) or (speaks and not self.places.knows(name)):
            return ActorKind.PERSON
        if len(tokens) == 1 and name.isupper() and 2 <= len(name) <= 6:
            return ActorKind.ORGANISATION
        return ActorKind.PERSON if 2 <= len(tokens) <= 4 and not self.places.knows(name) else None

    def _lies_there(self, head: Token) -> bool:
        """ "a market in Tel Harbash", "the village of Umm Qarut": names of two words that are no person's."""
        prep = self.tokens[tree.conjunct_root(self.tokens, head).head]
        governor = self.tokens[prep.head].lemma
        if prep.lower == "of":
            return governor in self.ontology.cues["place_nouns"]
        return prep.lower in SURROUNDING and governor not in self.ontology.cues["trust"]

    def _describes(self, head: Token) -> bool:
        """ "a spokesman for the Front, Jan Baloch": a name beside a word for a person, or what that word is of."""
        if head.dep != "appos":
            return False
        noun = self.tokens[head.head]
        if noun.dep == "pobj":
            noun = self.tokens[self.tokens[noun.head].head]
        single = (person := self.ontology.people.get(noun.lemma)) is not None and person.kind in ALONE
        return (single and noun.tag in {"NN", "NNP"}) or noun.lemma in self.ontology.titles

    def _locative(self, head: Token) -> str | None:
        top = tree.conjunct_root(self.tokens, head)
        prep = self.tokens[top.head].lower if top.dep == "pobj" else None
        if prep == "from" and self._sends(self.tokens[self.tokens[top.head].head]):
            return None
        return prep if prep in self.ontology.cues["locative_prepositions"] else None

    def _sends(self, word: Token) -> bool:
        """ "takes its orders from Tehran", "money from Ankara": what comes from a government, not from a town."""
        return any(t.lemma in SENT for t in (word, *tree.children(self.tokens, word, "dobj")))

    # --- common nouns and pronouns

    def nouns_in(self, sentence: Sentence) -> None:
        for token in self.annotated.words(sentence):
            if self._taken(token) or self._is_nobody(token) or self._is_prefix(token):
                continue
            if token.tag in {"PRP", "PRP$", "WP", "WP$", "WDT"}:
                self._add_pronoun(token, sentence)
            elif is_some(self.tokens, token, self.ontology, self._person_noun):
                self._add_vague(token, sentence)
            elif noun := self._person_noun(token):
                self._add_nominal(token, noun, sentence)
            elif token.pos in {"NOUN", "PROPN"} and token.lemma in self.ontology.cues["place_nouns"]:
                self._add_nominal(token, None, sentence)
            elif token.dep in NOUN_ROLES and self._counts(token):
                self._add_vague(token, sentence)
            elif token.dep in tree.SUBJECTS and token.lower in {"two", "both", "pair"}:
                self._add_nominal(token, PersonNoun("pair", ActorKind.UNNAMED), sentence)
            elif role := self._likely_part(token):
                kind = ActorKind.POPULATION if token.tag in {"NNS", "NNPS"} else ActorKind.UNNAMED
                self._add_nominal(token, None if role == "place" else PersonNoun(token.lemma, kind), sentence)
            elif self._speaks(token):
                self._add_nominal(token, PersonNoun(token.lemma, ActorKind.UNNAMED), sentence)

    def _likely_part(self, token: Token) -> str | None:
        arms = what_counted(token.lemma) in ARMS and token.lemma not in NO_ARMS
        return None if arms else likely_part(self.parts, token, self.ontology.nouns)

    def _speaks(self, token: Token) -> bool:
        """Whatever says something is a source, known noun or not: "partners warn that …"."""
        verb = self.tokens[token.head]
        saying = verb.pos == "VERB" and verb.lemma in self.ontology.cues["reporting_verbs"]
        saying = saying and tree.child(self.tokens, verb, "ccomp") is not None
        return token.dep == "nsubj" and token.pos in {"NOUN", "PROPN"} and saying

    def _taken(self, token: Token) -> bool:
        return token.index in self.starts or token.index in self.at

    def _person_noun(self, token: Token) -> PersonNoun | None:
        if token.pos not in {"NOUN", "PROPN"} and not (
            token.dep in NOUN_ROLES and token.tag in {"JJ", "VBN", "NNS", "JJS"}
        ):
            return None
        if tree.is_inside(token) or self._is_condition(token) or self._is_hour(token):
            return None
        lemma = token.lemma if token.pos != "PROPN" else token.lower
        people = self.ontology.people
        if token.tag in {"VBN", "JJ", "JJS"}:
            return people.get(token.lower)
        before = self.tokens[token.index - 1].lower if token.index else ""
        if before in HYPHENS and token.index > 1:
            office = f"{self.tokens[token.index - 2].lower}-{lemma}"  # "Secretary-General"
            if title := self.ontology.titles.get(office):
                return PersonNoun(office, ActorKind.PERSON, title.sector)
        for form in (f"{before} {lemma}", f"{before} {token.lower}", lemma, token.lower, lemma.removesuffix("s")):
            if form in people and not (people[form].plural_only and token.tag == "NN"):
                return people[form]
        title = self.ontology.titles.get(f"{before} {lemma}") or self.ontology.titles.get(lemma)
        if title and not title.honorific:
            return PersonNoun(lemma, ActorKind.PERSON, title.sector)
        return None

    def _is_hour(self, token: Token) -> bool:
        """ "4pm" is no prime minister."""
        return token.text == "pm" and token.index > 0 and self.tokens[token.index - 1].text[-1].isdigit()

    def _is_condition(self, token: Token) -> bool:
        """ "a state of emergency" is no state, nor does "avoid force" speak of an army."""
        if token.lemma == "force" and token.tag == "NN" and token.lower == "force":
            led = {"det", "poss", "amod", "compound", "nummod"}
            return not any(True for _ in tree.children(self.tokens, token, *led))
        below = tree.prepositions(self.tokens, token) if token.lemma == "state" else ()
        return any(prep.lower == "of" and word.pos == "NOUN" for prep, word in below)

    def _is_prefix(self, token: Token) -> bool:
        """ "the co-chairs": neither "co" nor the hyphen is somebody."""
        after = self.tokens[token.index + 1] if token.index + 1 < len(self.tokens) else None
        glued = after is not None and after.text in HYPHENS and after.start == token.end
        return not any(map(str.isalnum, token.text)) or (glued and token.lower in PREFIXES)

    def _is_nobody(self, token: Token) -> bool:
        """ "no group claimed the attack", "join forces"."""
        if token.lower == "forces" and token.dep == "dobj" and self.tokens[token.head].lemma == "join":
            return not token.children
        determiner = tree.child(self.tokens, token, "det") if token.dep == "nsubj" else None
        return determiner is not None and determiner.lower in {"no", "neither"}

    def _add_nominal(self, token: Token, noun: PersonNoun | None, sentence: Sentence) -> None:
        left = self.extents.left_edge(token)
        left = self.starts.get(left, left)  # "Islamic State of Iraq and the Levant fighters" are of one group
        words = self.tokens[left : token.index + 1]
        counts = (n for n, t in enumerate(words[:-1]) if t.index not in self.starts)
        last_quantity = max((n for n in counts if self.extents.is_quantity(words[n], token)), default=-1)
        core = words[last_quantity + 1 :]
        modifiers: list[int | None] = self._owning_modifiers(self.inside.get(token.index, []))
        owners = [i for t in tree.children(self.tokens, token, "poss") for i in self.at.get(t.index, ())]
        if noun is not None and noun.site and not owners and not modifiers:
            owners = self._compound_owner(token, sentence)
        determiners = {t.lower for t in tree.children(self.tokens, token, "det")}
        if noun is not None and noun.kind is ActorKind.MILITARY and IRREGULAR & {t.lower for t in core[:-1]}:
            noun = replace(noun, kind=ActorKind.ARMED_GROUP, sector="REB")
        if noun is not None and "police" in {t.lower for t in core[:-1]}:  # "a police inspector" is no observer
            noun = replace(noun, sector="COP")
        role = tree.conjunct_root(self.tokens, token)
        base = Mention(
            index=len(self.items),
            span=Span(words[0].start, token.end),
            head=token.index,
            name=self.text[core[0].start : token.end],
            form=MentionForm.NOMINAL,
            sentence=sentence.index,
            lemma=noun.noun if noun else token.lemma,
            kind=noun.kind if noun and not noun.site else (ActorKind.ORGANISATION if noun else None),
            sector=noun.sector if noun else None,
            plural=token.tag in {"NNS", "NNPS"} or bool(noun and noun.plural_only),
            definite=bool(determiners & {"the", "this", "that", "these", "those", "both"}) or bool(owners),
            gender=noun.gender if noun else None,
            subject=tree.is_foremost(self.tokens, role),
            locative=self._locative(token),
            owner=owners[0] if owners else None,
            modifiers=tuple(
                t.lower for t in core[:-1] if t.dep in {"amod", "compound", "nmod"} and t.index not in self.at
            ),
            extended=self.extents.extended(words[0], token),
            wider=(*self.extents.wider(left, token), *self._counted_as(token)),
        )
        for modifier in modifiers or [None]:
            owner = base.owner if modifier is None else modifier
            country = self.items[owner].country if owner is not None else None
            mine = replace(base, index=len(self.items), owner=owner, country=country)
            if modifier is not None and len(modifiers) > 1:  # "Malian and French troops": Malian troops, French troops
                behind = max(self.items[i].span.end for i in modifiers if i is not None)
                single = base.kind is ActorKind.GOVERNMENT and token.lemma != "authority"
                each = token.lemma if single else token.text
                between = self.text[behind : token.start].strip()
                mine = replace(mine, name=" ".join(filter(None, (self.items[modifier].name, between, each))))
            self._append(mine, token)

    def _counted_as(self, counted: Token) -> tuple[Span, ...]:
        """ "five of the wounded", "a picket of eight guards"."""
        prep = self.tokens[counted.head]
        outer = self.tokens[prep.head]
        cues = self.ontology.cues
        some = outer.tag == "CD" or outer.lemma in cues["vague_heads"] or outer.lemma in cues["people_groups"]
        if counted.dep != "pobj" or prep.lower != "of" or not some:
            return ()
        return self.extents.wider(self.extents.left_edge(outer), counted)

    def _compound_owner(self, site: Token, sentence: Sentence) -> list[int]:
        """ "the police headquarters", "an army base": the word before a site says whose it is."""
        for child in tree.children(self.tokens, site, "compound"):
            noun = self.ontology.people.get(child.lemma)
            if noun is not None and noun.kind in OWNERS and not noun.site:
                self._add_nominal(child, noun, sentence)
                return [self.items[-1].index]
        return []

    def _owning_modifiers(self, found: list[int]) -> list[int | None]:
        """ "Armenian and Azerbaijani troops" are two forces, "an Iranian-Iraqi militia" is one group."""
        joined = [i for i in found if self.tokens[self.items[i].head].dep == "conj"]
        coordinated = joined and not any(
            t.text == "-" for t in self.tokens[self.items[found[0]].head : self.items[found[-1]].head]
        )
        return [*found] if coordinated else [*found[:1]]

    def _append(self, mention: Mention, token: Token) -> None:
        self.items.append(mention)
        self.at.setdefault(token.index, []).append(mention.index)

    def _add_pronoun(self, token: Token, sentence: Sentence) -> None:
        word, cues = token.lower, self.ontology.cues
        known = ("person_pronouns", "group_pronouns", "thing_pronouns", "own_pronouns", "relative_pronouns")
        if token.dep == "expl" or not any(word in cues[k] for k in known):
            return
        self._append(
            Mention(
                index=len(self.items),
                span=Span(token.start, token.end),
                head=token.index,
                name=token.text,
                form=MentionForm.PRONOUN,
                sentence=sentence.index,
                lemma=word,
                kind=ActorKind.PERSON if word in cues["person_pronouns"] else None,
                plural=word in cues["group_pronouns"] or word in {"we", "us", "our", "ours"},
                gender={"she": "f", "her": "f", "herself": "f"}.get(
                    word, "m" if word in cues["person_pronouns"] else None
                ),
                subject=tree.is_foremost(self.tokens, token),
            ),
            token,
        )

    def _counts(self, token: Token) -> bool:
        counting = token.tag == "CD" or token.lemma in self.ontology.cues["vague_heads"]
        return counting and any(c.lower == "of" for c in tree.children(self.tokens, token, "prep"))

    def _add_vague(self, token: Token, sentence: Sentence) -> None:
        """ "five of the wounded", "dozens of families": the counted phrase answers for the number."""
        for prep in tree.children(self.tokens, token, "prep"):
            if prep.lower != "of":
                continue
            for _, counted in tree.prepositions_of(self.tokens, prep):
                if counted.index not in self.at and (noun := self._person_noun(counted)):
                    self._add_nominal(counted, noun, sentence)
                self.at.setdefault(token.index, []).extend(self.at.get(counted.index, ()))
