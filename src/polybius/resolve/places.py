"""Words for a place, and what else the report names -> a Place with coordinates, score and reasons.

`phrases.py` says what the words ask for, the gazetteer who bears the name, and FEATURES which of them is meant. A name
that no gazetteer holds stays a place without coordinates: that is stated, not guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import asin, cos, exp, radians, sin, sqrt

from polybius.model import Place, Precision
from polybius.resolve.gazetteer import Entry, Gazetteer, open_gazetteer
from polybius.resolve.phrases import NOUNS, Phrase, inner_phrase, parse_phrase
from polybius.scoring import Feature, Scored, score

EARTH_KM = 6371.0
KM_PER_DEGREE = 111.2
NEARNESS_KM = 200.0  # at this distance from the closest other place, nearness has fallen to 1/e
NEAR_SHIFT_KM = 12.0  # what "north of X" means where no distance is given
REGION_SHIFT_KM = 60.0
BORDER_KM = 150.0  # places of the report this close to a border's middle say which stretch of it is meant
KNOWN_ABROAD = 0.64  # prominence (30 thousand people) from which a place is believed in a country that is not named
SETTLED_MARGIN = 1.5  # lead over the second candidate from which a name counts as unambiguous
RESOLVED_SHARE = 0.5  # what a place once settled adds to its country's weight
PRECISE = frozenset({Precision.EXACT, Precision.NEAR, Precision.ADMIN2, Precision.ADMIN1})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a report tells of where it plays: weights of countries (alpha-3), and places already settled."""

    countries: Mapping[str, float]
    near: Sequence[tuple[float, float]] = ()

    def weight(self, code: str) -> float:
        """Returns a country's weight as a share of the heaviest one's, 0 to 1."""
        heaviest = max(self.countries.values(), default=0.0)
        return sqrt(max(0.0, self.countries.get(code, 0.0)) / heaviest) if heaviest > 0 else 0.0

    def only_country(self) -> str | None:
        """Returns the one country that is named, None where there are several or none."""
        named = [code for code, weight in self.countries.items() if weight > 0]
        return named[0] if len(named) == 1 else None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place of the gazetteer beside what is known of the one that is meant."""

    entry: Entry
    surroundings: Surroundings
    kinds: frozenset[str] = frozenset()
    container: Entry | None = None


# --- what speaks for a candidate


def is_well_known(candidate: Candidate) -> float:
    """Grows with the logarithm of its people."""
    return candidate.entry.prominence


def lies_in_named_country(candidate: Candidate) -> float:
    """Grows with its country's share in the report."""
    return max(map(candidate.surroundings.weight, candidate.entry.countries), default=0.0)


def lies_near_other_places(candidate: Candidate) -> float:
    """Falls with the distance to the nearest place already settled."""
    here = (candidate.entry.latitude, candidate.entry.longitude)
    nearest = min((distance(here, there) for there in candidate.surroundings.near), default=None)
    return 0.0 if nearest is None else exp(-nearest / NEARNESS_KM)


def lies_in_container(candidate: Candidate) -> float:
    """It lies in what the words name as its surroundings."""
    return float(candidate.container is not None and _contains(candidate.container, candidate.entry))


def is_of_kind_wanted(candidate: Candidate) -> float:
    """A noun beside the name asks for this kind."""
    return float(candidate.entry.kind in candidate.kinds)


def is_spelt_exactly(candidate: Candidate) -> float:
    """Its name has these letters, not only these sounds."""
    return float(candidate.entry.is_exact)


def bears_it_as_main_name(candidate: Candidate) -> float:
    """The name is its main one."""
    return float(candidate.entry.is_main_name)


def is_capital(candidate: Candidate) -> float:
    """It is the capital of a country."""
    return float(candidate.entry.is_capital)


def is_country(candidate: Candidate) -> float:
    """It is a country."""
    return float(candidate.entry.kind == "country")


def is_noted_region(candidate: Candidate) -> float:
    """It stands in the ontology's list of regions."""
    return float(candidate.entry.kind == "region")


def is_town(candidate: Candidate) -> float:
    """It is a populated place."""
    return float(candidate.entry.kind == "city")


FEATURES: tuple[Feature[Candidate], ...] = (
    Feature(is_well_known, 5.0),
    Feature(lies_in_named_country, 3.0),
    Feature(lies_near_other_places, 2.0),
    Feature(lies_in_container, 6.0),
    Feature(is_of_kind_wanted, 2.0),
    Feature(is_spelt_exactly, 1.0),
    Feature(bears_it_as_main_name, 0.7),
    Feature(is_capital, 0.7),
    Feature(is_country, 1.5),
    Feature(is_noted_region, 1.5),
    Feature(is_town, 0.6),
)


# --- one name


def resolve_place(
    name: str,
    *,
    countries: Mapping[str, float],
    near: Sequence[tuple[float, float]] = (),
    hint: str | None = None,
    gazetteer: Gazetteer | None = None,
) -> Scored[Place] | None:
    """Finds the place that words stand for: "eastern Syria", "Deir ez-Zor province", "20 km north of Homs", "Paris".

    `countries` weighs the countries that the report names (alpha-3), `near` are coordinates of its other places, `hint`
    is a common noun or preposition beside the name ("village", "near"). With a hint, a name that no gazetteer holds
    still gives a place, without coordinates; without one it gives None.
    """
    resolver = _Resolver(gazetteer or open_gazetteer(), Surroundings(countries, near))
    return resolver.resolve(_hinted(inner_phrase(parse_phrase(name)), hint), is_place=hint is not None)


def resolve_places(
    names: Sequence[str],
    *,
    countries: Mapping[str, float],
    hints: Mapping[str, str] | None = None,
    gazetteer: Gazetteer | None = None,
) -> list[Scored[Place] | None]:
    """Settles all of a report's place names together, in their order: clear ones first, the rest by what those tell.

    `hints` gives for a name the noun or preposition beside it. Countries among the names count as named.
    """
    index = gazetteer or open_gazetteer()
    hints = hints or {}
    phrases = {name: _hinted(inner_phrase(parse_phrase(name)), hints.get(name)) for name in names}
    weights = dict(countries)
    for entry in filter(None, (_country_named(index, phrases[name]) for name in names)):
        weights[entry.countries[0]] = weights.get(entry.countries[0], 0.0) + 1
    settled: dict[str, Scored[Place] | None] = {}
    points: list[tuple[float, float]] = []
    resolver = _Resolver(index, Surroundings(dict(weights)))
    for name in sorted(phrases, key=lambda n: -resolver.margin(phrases[n])):
        resolver = _Resolver(index, Surroundings(weights, points))
        found = settled[name] = resolver.resolve(phrases[name], is_place=name in hints)
        if found is not None and found.value.latitude is not None and found.value.precision in PRECISE:
            _note(found.value, weights, points)
    return [settled[name] for name in names]


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Returns the great-circle distance of two (latitude, longitude) in kilometres (haversine)."""
    (a, b), (c, d) = (tuple(map(radians, p)) for p in (one, other))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))


def _note(place: Place, weights: dict[str, float], points: list[tuple[float, float]]) -> None:
    assert place.latitude is not None and place.longitude is not None
    points.append((place.latitude, place.longitude))
    if place.country:
        weights[place.country] = weights.get(place.country, 0.0) + RESOLVED_SHARE


def _country_named(gazetteer: Gazetteer, phrase: Phrase) -> Entry | None:
    words = phrase.container or phrase.core
    entry = gazetteer.country(words) if words else None
    return entry if entry and entry.prominence >= gazetteer.prominence(words) else None


def _hinted(phrase: Phrase, hint: str | None) -> Phrase:
    """Adds what the noun or preposition beside a name says to what its words say."""
    kinds, precision = NOUNS.get((hint or "").lower(), (frozenset[str](), None))
    if hint in ("near", "around", "outside"):
        precision = Precision.NEAR
    return replace(phrase, kinds=phrase.kinds or kinds, precision=phrase.precision or precision)


def _contains(outer: Entry, inner: Entry) -> bool:
    if outer.kind == "country":
        return outer.countries[0] in inner.countries
    if outer.kind == "admin1":
        return inner.admin1 == outer.admin1 and outer.countries == inner.countries and inner.row != outer.row
    return distance((outer.latitude, outer.longitude), (inner.latitude, inner.longitude)) < 75


class _Resolver:
    """Resolves phrases against one gazetteer in one report's surroundings."""

    def __init__(self, gazetteer: Gazetteer, surroundings: Surroundings) -> None:
        self.gazetteer = gazetteer
        self.surroundings = surroundings

    def resolve(self, phrase: Phrase, *, is_place: bool) -> Scored[Place] | None:
        whole = self.ranked(Phrase(phrase.text, phrase.text)) if phrase.shape != "capital" else []
        if whole and whole[0].value.entry.is_exact:
            return self._placed(replace(phrase, core=phrase.text, side=None, kilometres=None), whole[0])
        if phrase.shape == "capital":
            return self._capital(phrase)
        if phrase.shape == "border":
            return self._border(phrase)
        if phrase.shape == "between":
            return self._between(phrase)
        ranked = self.ranked(phrase)
        return self._placed(phrase, ranked[0]) if ranked else self._unplaced(phrase, is_place=is_place)

    def margin(self, phrase: Phrase) -> float:
        """Returns the lead of the best candidate over the next one that lies elsewhere; phrases of two names wait."""
        ranked = self.ranked(phrase) if phrase.shape == "name" else []
        if not ranked:
            return -1.0
        best = ranked[0].value.entry
        others = (s.score for s in ranked[1:] if not _same_spot(best, s.value.entry))
        return min(SETTLED_MARGIN, ranked[0].score - max(others, default=0.0)) + best.prominence / 10

    def ranked(self, phrase: Phrase) -> list[Scored[Candidate]]:
        """Returns the believable candidates for a phrase's core, best first."""
        if not phrase.core:
            return []
        around = self._around(phrase)
        container = self._container(phrase.container)
        entries = self._entries(phrase, container)
        candidates = (Candidate(entry, around, phrase.kinds, container) for entry in entries)
        scored = [score(c, FEATURES) for c in candidates if _is_believable(c)]
        return sorted(scored, key=lambda s: -s.score)

    def _entries(self, phrase: Phrase, container: Entry | None) -> list[Entry]:
        entries = self.gazetteer.find(phrase.core)
        named = self.surroundings.countries
        if named and not any(named.get(code) for e in entries for code in e.countries):
            entries = entries + self.gazetteer.find_loosely(phrase.core)
        inside = [e for e in entries if container is not None and _contains(container, e)]
        return list({e.row: e for e in inside or entries}.values())

    def _around(self, phrase: Phrase) -> Surroundings:
        """Adds the countries named in the phrase itself: "the southern Iraqi oil port of" Basra."""
        named = [e.countries[0] for e in map(self._by_demonym, phrase.words) if e]
        if not named:
            return self.surroundings
        heaviest = max(self.surroundings.countries.values(), default=1.0)
        return replace(
            self.surroundings, countries={**self.surroundings.countries, **dict.fromkeys(named, 4 * heaviest)}
        )

    def _by_demonym(self, word: str) -> Entry | None:
        return self.gazetteer.country(word) if word[:1].isupper() else None

    def _container(self, words: str | None) -> Entry | None:
        """Finds what stands after the comma: a US postal code, else the best known country, division or town."""
        if not words:
            return None
        if len(words) == 2 and words.isupper() and (state := self.gazetteer.state_by_postal_code(words)):
            return state
        phrase = inner_phrase(parse_phrase(words))
        divisions = phrase.kinds or frozenset({"admin1", "country"})
        ranked = self.ranked(replace(phrase, container=phrase.container, kinds=divisions))
        return ranked[0].value.entry if ranked else None

    # --- places from entries

    def _placed(self, phrase: Phrase, chosen: Scored[Candidate]) -> Scored[Place]:
        entry = chosen.value.entry
        latitude, longitude = _moved(entry, phrase)
        place = Place(
            "",
            _name(phrase, entry),
            country=entry.country,
            admin1=entry.admin1,
            latitude=latitude,
            longitude=longitude,
            geonames=None if phrase.side or phrase.precision is Precision.NEAR else entry.geonames,
            precision=_precision(phrase, entry),
        )
        return Scored(place, chosen.score, chosen.reasons)

    def _unplaced(self, phrase: Phrase, *, is_place: bool) -> Scored[Place] | None:
        """Keeps a name that no gazetteer holds, at what it is said to lie in; a bare name needs a hint."""
        container = self._container(phrase.container)
        if container is not None:
            precision = Precision.NEAR if container.kind == "city" else container.precision
            inside = Place("", phrase.core, (), container.country, container.admin1, precision=precision)
            return Scored(replace(inside, latitude=container.latitude, longitude=container.longitude), 0.0)
        if not is_place and not phrase.kinds and phrase.precision is None:
            return None
        precision = phrase.precision or Precision.EXACT
        return Scored(Place("", phrase.text, country=self.surroundings.only_country(), precision=precision), 0.0)

    def _capital(self, phrase: Phrase) -> Scored[Place] | None:
        country = self.gazetteer.country(phrase.core) if phrase.core else self._main_country()
        capital = country and self.gazetteer.capital(country.countries[0])
        if not capital:
            return None
        return self._placed(replace(phrase, core=capital.name), score(Candidate(capital, self.surroundings), FEATURES))

    def _main_country(self) -> Entry | None:
        codes = self.surroundings.countries
        heaviest = max(codes, key=lambda code: codes[code], default=None)
        rivals = [c for c in codes if heaviest and codes[c] == codes[heaviest]]
        return self.gazetteer.country_of_code(rivals[0]) if len(rivals) == 1 else None

    def _border(self, phrase: Phrase) -> Scored[Place] | None:
        sides = [self.gazetteer.country(words) for words in (phrase.core, phrase.other) if words]
        if None in sides:
            return self._border_of_region(phrase)
        codes = [e.countries[0] for e in sides if e] or []
        pair = codes if len(codes) == 2 else self._neighbour(codes[0])
        middle = self.gazetteer.border(*pair) if len(pair) == 2 else None
        place = Place("", phrase.text, country=codes[0] if len(codes) == 1 else None, precision=Precision.REGION)
        if middle is None:
            return Scored(place, 1.0)
        latitude, longitude = self._stretch((middle.latitude, middle.longitude))
        return Scored(replace(place, latitude=latitude, longitude=longitude), 5.0)

    def _neighbour(self, code: str) -> list[str]:
        """Returns the country and the only neighbour of its that the report names, else the country alone."""
        country = self.gazetteer.country_of_code(code)
        named = [c for c in (country.neighbours if country else ()) if self.surroundings.countries.get(c)]
        return [code, *named] if len(named) == 1 else [code]

    def _stretch(self, middle: tuple[float, float]) -> tuple[float, float]:
        close = [p for p in self.surroundings.near if distance(p, middle) < BORDER_KM]
        return _mean(close) if close else middle

    def _border_of_region(self, phrase: Phrase) -> Scored[Place] | None:
        """Places the border of what is no country, "the Gaza border", at the thing itself."""
        ranked = list(chain.from_iterable(self.ranked(Phrase(w, w))[:1] for w in (phrase.core, phrase.other) if w))
        if not ranked:
            return self._unplaced(phrase, is_place=False)
        smallest = min(ranked, key=lambda s: s.value.entry.kind == "country")
        return self._placed(replace(phrase, core=phrase.text), smallest)

    def _between(self, phrase: Phrase) -> Scored[Place] | None:
        ends = [self.ranked(inner_phrase(parse_phrase(words))) for words in (phrase.core, phrase.other) if words]
        if not all(ends):
            return self._unplaced(phrase, is_place=True)
        one, other = min(
            ((a, b) for a in ends[0][:5] for b in ends[1][:5]),
            key=lambda pair: _apart(pair[0].value.entry, pair[1].value.entry) / 100 - pair[0].score - pair[1].score,
        )
        latitude, longitude = _mean([_spot(one.value.entry), _spot(other.value.entry)])
        same = one.value.entry.country == other.value.entry.country
        country = one.value.entry.country if same else None
        place = Place("", phrase.text, country=country, precision=phrase.precision or Precision.NEAR)
        return Scored(replace(place, latitude=latitude, longitude=longitude), (one.score + other.score) / 2)


def _is_believable(candidate: Candidate) -> bool:
    """Tells whether a candidate may be meant: small or oddly spelt places only in a country that is named."""
    if lies_in_container(candidate) or not any(candidate.surroundings.countries.values()):
        return True
    if candidate.entry.kind == "region" or lies_in_named_country(candidate):
        return True
    return candidate.entry.is_exact and candidate.entry.prominence >= KNOWN_ABROAD


def _name(phrase: Phrase, entry: Entry) -> str:
    """Names a place as the report does, but countries and regions as they are usually called."""
    if phrase.side or phrase.precision is Precision.NEAR:
        return phrase.text
    return entry.name if entry.kind in ("country", "region") else phrase.core


def _precision(phrase: Phrase, entry: Entry) -> Precision:
    if phrase.side and entry.kind != "city" and phrase.kilometres is None:
        return entry.precision if entry.precision is Precision.INTERNATIONAL else Precision.REGION
    if phrase.precision is Precision.ADMIN1 and entry.kind in ("country", "region"):
        return entry.precision
    if phrase.precision is Precision.NEAR and entry.kind in ("country", "region"):
        return Precision.REGION
    if phrase.side and phrase.side != (0, 0):
        return Precision.NEAR
    return phrase.precision or entry.precision


def _moved(entry: Entry, phrase: Phrase) -> tuple[float, float]:
    """Returns the coordinates moved by what the phrase says: within a country's extent, or by kilometres."""
    if phrase.side is None or entry.precision is Precision.INTERNATIONAL:
        return _spot(entry)
    north, east = phrase.side
    if entry.extent and phrase.kilometres is None:
        south_edge, west_edge, north_edge, east_edge = entry.extent
        return (
            _towards(entry.latitude, south_edge, north_edge, north),
            _towards(entry.longitude, west_edge, east_edge, east),
        )
    default = NEAR_SHIFT_KM if entry.precision in PRECISE else REGION_SHIFT_KM
    degrees = (phrase.kilometres or default) / KM_PER_DEGREE
    wide = max(0.1, cos(radians(entry.latitude)))
    return round(entry.latitude + north * degrees, 4), round(entry.longitude + east * degrees / wide, 4)


def _towards(middle: float, low: float, high: float, share: float) -> float:
    """Returns the middle of the outer third on the side that the share's sign tells."""
    if share == 0:
        return middle
    edge = high - (high - low) / 6 if share > 0 else low + (high - low) / 6
    return round(edge, 4)


def _spot(entry: Entry) -> tuple[float, float]:
    return entry.latitude, entry.longitude


def _apart(one: Entry, other: Entry) -> float:
    return distance(_spot(one), _spot(other))


def _same_spot(one: Entry, other: Entry) -> bool:
    return _apart(one, other) < 50 or _contains(other, one) or _contains(one, other)


def _mean(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    latitudes, longitudes = zip(*points, strict=True)
    return round(sum(latitudes) / len(latitudes), 4), round(sum(longitudes) / len(longitudes), 4)
