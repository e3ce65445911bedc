"""The mentions and toponyms of a report -> its places: one for all that mean the same, each with every span.

The idea: all names are settled together, by what the others are; then the places in which something happens and the
places that are merely named are collected in the order of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from polybius.drafts import Extraction, Mention, MentionForm, Toponym
from polybius.model import ActorKind, EventType, Place, Span
from polybius.ontology import Ontology
from polybius.resolve.gazetteer import Gazetteer
from polybius.resolve.places import resolve_places

SAME_AGAIN = frozenset(
    "town city village site area place region district neighbourhood neighborhood province scene".split()
)
LONGEST_BESIDE = 24  # letters of preposition, article and blanks
LONGEST_SHORT_FORM = 4  # letters; longer names in capitals are those of headings and datelines
WITHIN = frozenset("in near around outside inside across throughout".split())
BORDERS = frozenset({"border", "frontier"})
REACH = 600  # letters within which "this region" points back
SETTLEMENTS = SAME_AGAIN | frozenset(
    "hamlet municipality county governorate state capital port settlement suburb".split()
)
WIDE = frozenset({"province", "region", "district", "area"})
TOWNS = frozenset({"town", "city", "village"})  # which the gazetteer knows, unlike camps, roads and neighbourhoods
SCENES = frozenset({"site", "scene"})
BESIDE = re.compile(r"\s+(?:at|of|in|near|on|outside)\s+(?:the\s+)?$")


@dataclass(frozen=True, slots=True)
class _Named:
    """Words for a place: a mention or a toponym, the name to look up, and the noun or preposition beside it."""

    span: Span
    name: str
    hint: str | None
    mention: Mention | None = None
    is_name: bool = True


class PlaceTable:
    """The places of one report: `places` in the order of the text, and the place of each mention."""

    def __init__(self, extraction: Extraction, ontology: Ontology, gazetteer: Gazetteer) -> None:
        self.extraction, self.ontology, self.gazetteer = extraction, ontology, gazetteer
        self.text, self.mentions = extraction.annotated.document.text, extraction.mentions
        self.places: list[Place] = []
        self.place_of: dict[int, str] = {}
        self._told: dict[int, int] = {}  # place in which something happens -> where it was last told
        self._scenes: set[int] = set()  # places of violence told so far
        self._sites = {m.span.end: m for m in self.mentions if self._is_site(m)}
        self._struck = {i for e in extraction.events if e.type is EventType.ASSAULT for i in e.places}
        self._settle()

    def ids(self, mentions: Iterable[int]) -> list[str]:
        """Returns the ids of the places that mentions stand for, each once."""
        return list(dict.fromkeys(self.place_of[i] for i in mentions if i in self.place_of))

    def first(self, mentions: Iterable[int | None]) -> str | None:
        """Returns the id of the first place among mentions."""
        return next((self.place_of[i] for i in mentions if i is not None and i in self.place_of), None)

    # --- what is to be settled

    def _settle(self) -> None:
        mentioned = [self._of_mention(self.mentions[i]) for i in sorted(self._place_mentions())]
        named = [self._of_toponym(t) for t in self.extraction.toponyms]
        ordered = sorted([*mentioned, *named], key=lambda n: (n.span.start, -n.span.end))
        distinct = list(dict.fromkeys(n.name for n in ordered if n.name))
        hints = {n.name: n.hint for n in reversed(ordered) if n.hint}
        countries = Counter(m.country for m in self.mentions if m.country)
        found = resolve_places(distinct, countries=countries, hints=hints, gazetteer=self.gazetteer)
        settled = {n: s.value for n, s in zip(distinct, found, strict=True) if s is not None}
        self._collect(_without_doubles(ordered, settled), settled)

    def _of_toponym(self, toponym: Toponym) -> _Named:
        name, is_name = toponym.name, True
        if name.isupper() and len(name) > LONGEST_SHORT_FORM:
            name = name.title()
        if toponym.sort == "demonym" and (nation := self.gazetteer.of_demonym(toponym.name)):
            name, is_name = nation.name, False
        elif toponym.sort == "code":
            division = self.gazetteer.divisions_of_code(toponym.name)[0]
            country = self.gazetteer.country_of_code(division.countries[0])
            name = f"{division.name}, {country.name}" if country else division.name
        if toponym.container:
            name = f"{name}, {toponym.container}"
        hint = "place" if toponym.sort == "feature" or toponym.hint in WITHIN else None
        return _Named(toponym.span, name, hint, is_name=is_name)

    def _of_mention(self, mention: Mention) -> _Named:
        if mention.form is MentionForm.NOMINAL:
            span = mention.extended or mention.span
            return _Named(
                mention.span, " ".join(span.of(self.text).split()), mention.locative or mention.lemma, mention
            )
        before = self._direction(mention)
        start = self.text.rindex(before, 0, mention.span.start) if before else mention.span.start
        span = Span(start, mention.span.end)
        unsure = mention.kind is ActorKind.PERSON and mention.locative not in WITHIN
        hint = None if unsure else mention.locative or "place"
        return _Named(span, f"{before} {mention.name}".strip(), hint, mention)

    def _place_mentions(self) -> set[int]:
        used: set[int] = set()
        for event in self.extraction.events:
            used.update(event.places)
            used.update(i for i in (event.origin, event.destination) if i is not None)
        for relation in self.extraction.relations:
            led = relation.predicate.value == "leads" and not self._is_body(self.mentions[relation.object])
            if led or relation.predicate.value in {"based_in", "present_in"}:
                used.add(relation.object)
        for mention in self.mentions:
            if mention.form is MentionForm.NAME and mention.kind is None and mention.locative in WITHIN:
                used.add(mention.index)
            if mention.form is MentionForm.NOMINAL and mention.lemma in BORDERS and self._is_named(mention):
                used.add(mention.index)
        return {i for i in used if self._may_be_place(self.mentions[i])}

    def _may_be_place(self, mention: Mention) -> bool:
        if mention.form is MentionForm.PRONOUN:
            return False
        if mention.form is MentionForm.NOMINAL:
            return (
                bool(mention.modifiers) or self._is_named(mention) or (mention.definite and mention.owner is None)
            )
        return mention.kind in {None, ActorKind.STATE} or (mention.kind is ActorKind.PERSON and not mention.entries)

    def _is_site(self, mention: Mention) -> bool:
        noun = self.ontology.people.get(mention.lemma)
        site = mention.lemma in self.ontology.cues["place_nouns"] or (noun is not None and noun.site)
        return site and mention.form is MentionForm.NOMINAL

    def _at_site(self, name: Span) -> str | None:
        """ "the barracks at Kashkash": the longer words for a place of which nothing but its name is known."""
        beside = BESIDE.search(self.text, max(0, name.start - LONGEST_BESIDE), name.start)
        site = self._sites.get(beside.start()) if beside else None
        return " ".join(self.text[site.span.start : name.end].split()) if site else None

    def _is_body(self, mention: Mention) -> bool:
        """ "the column led by …", "the government of …"."""
        return mention.form is MentionForm.NOMINAL and mention.kind is not None

    def _is_named(self, mention: Mention) -> bool:
        """ "the Chadian border", "the border between Chad and Sudan"."""
        owned = mention.owner is not None and self.mentions[mention.owner].form is MentionForm.MODIFIER
        return owned or mention.extended is not None

    def _direction(self, mention: Mention) -> str:
        words = self.text[: mention.span.start].rsplit(None, 1)
        last = words[-1] if words and self.text[mention.span.start - 1 : mention.span.start] == " " else ""
        return last if last.lower() in self.ontology.cues["directions"] else ""

    # --- one place for all that mean the same

    def _collect(self, ordered: Sequence[_Named], settled: Mapping[str, Place]) -> None:
        by_key: dict[tuple[object, ...], int] = {}
        for named in ordered:
            again = self._again(named.mention) if named.mention else None
            if again is not None:
                self._add(again, named)
                continue
            place = settled.get(named.name)
            if place is None:
                continue
            key = _key(place)
            if key not in by_key:
                by_key[key] = len(self.places)
                self.places.append(replace(place, id=f"p{len(self.places) + 1}", mentions=()))
            self._add(by_key[key], named)

    def _again(self, mention: Mention) -> int | None:
        """ "the town" after a town, "this desert region" after a region, "the border": the place told last."""
        words = mention.span.of(self.text).lower()
        bare = not mention.modifiers or words.startswith(("this ", "that ", "the same "))
        alone = mention.form is MentionForm.NOMINAL and mention.extended is None and mention.owner is None
        if not (bare and alone and mention.definite and not mention.plural):
            return None
        near = [n for n, told in self._told.items() if mention.span.start - told <= REACH]
        return max(self._alike(mention.lemma, near), key=self._told.__getitem__, default=None)

    def _alike(self, noun: str, near: Sequence[int]) -> Sequence[int]:
        """Returns the places that a noun may stand for, those that it fits best alone where there are any."""
        if noun in BORDERS:
            return [n for n in near if BORDERS & set(self.places[n].name.lower().split())]
        if noun not in SAME_AGAIN:  # "the crossing" after "the Sallum crossing"
            return [n for n in near if any(noun in form.lower().split() for form in self._forms(n))]
        small = [n for n in near if self.places[n].precision.value in {"exact", "near", "admin2"}]
        best: list[int] = []
        if noun in TOWNS:
            best = [n for n in small if self.places[n].geonames]
        elif noun in SCENES:
            best = [n for n in small if n in self._scenes]
        elif noun in WIDE:
            named = [n for n in near if any(noun in form.lower().split() for form in self._forms(n))]
            best = named or [n for n in near if self.places[n].precision.value in {"admin1", "admin2", "region"}]
        return best or small

    def _forms(self, number: int) -> tuple[str, ...]:
        return (self.places[number].name, *self.places[number].aliases)

    def _add(self, number: int, named: _Named) -> None:
        place = self.places[number]
        if named.mention is not None:
            self.place_of[named.mention.index] = place.id
            self._told[number] = named.span.start
            self._scenes |= {number} if named.mention.index in self._struck else set()
        if named.span in place.mentions:
            return
        form = " ".join(named.span.of(self.text).split())
        site = self._at_site(named.span) if place.latitude is None else None
        forms = (form, site) if named.is_name else ()
        new = (f for f in forms if f and f not in {place.name, *place.aliases})
        self.places[number] = replace(place, aliases=(*place.aliases, *new), mentions=(*place.mentions, named.span))


def _key(place: Place) -> tuple[object, ...]:
    return (place.geonames, place.precision, place.name if place.geonames is None else "", place.latitude)


def _without_doubles(ordered: Sequence[_Named], settled: Mapping[str, Place]) -> list[_Named]:
    """Narrows a mention to the toponym inside it where both mean one place: "the city of Homs" to "Homs".

    A mention that is only a part of a toponym is widened to it.
    """
    toponyms = [n for n in ordered if n.mention is None and n.name in settled]
    at = {t.span: t for t in toponyms}
    narrowed, fuller = [], {}
    for named in ordered:
        inside = (t for t in toponyms if _is_settlement(named) and named.name in settled and _lies_in(t.span, named))
        same = next((t for t in inside if _is_same(settled[t.name], settled[named.name])), None)
        if same is not None and settled[same.name].latitude is None:
            fuller[same.name] = named.name  # "Soum province" says more than "Soum", which nobody knows
        elif named.mention is not None and same is None:
            same = at.get(named.span) or next((t for t in toponyms if _is_part(named.span, t.span)), None)
        narrowed.append(replace(named, span=same.span, name=same.name) if same else named)
    return [replace(n, name=fuller.get(n.name, n.name)) for n in narrowed]


def _is_settlement(named: _Named) -> bool:
    """A town or province is its name; a bridge or camp named after one is a place of its own."""
    mention = named.mention
    return mention is not None and (mention.form is not MentionForm.NOMINAL or mention.lemma in SETTLEMENTS)


def _is_part(span: Span, whole: Span) -> bool:
    """A part of a name is no place of its own: "Zor" in "Deir ez-Zor"."""
    return whole.start <= span.start and span.end <= whole.end and span != whole


def _is_same(one: Place, other: Place) -> bool:
    """Two places are one if they have one key, or if nobody knows where either is."""
    return _key(one) == _key(other) or one.latitude is other.latitude is None


def _lies_in(span: Span, named: _Named) -> bool:
    mention = named.mention
    whole = mention.extended if mention is not None and mention.extended else named.span
    return whole.start <= span.start and span.end <= whole.end
