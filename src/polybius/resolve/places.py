"""Words for a place, and what else the report names -> a Place with coordinates, score and reasons.

`phrases.py` says what the words ask for, the gazetteer who bears the name, and FEATURES which of them is meant. A name
that no gazetteer holds stays a place without coordinates: that is stated, not guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from math import cos, radians

from polybius.model import Place, Precision
from polybius.resolve.candidates import (
    FEATURES,
    OUTER,
    Candidate,
    Surroundings,
    contains,
    distance,
    is_namesake,
    lies_in_container,
    lies_in_named_country,
)
from polybius.resolve.gazetteer import Border, Entry, Gazetteer, open_gazetteer
from polybius.resolve.phrases import NOUNS, REGION, SIDES, Phrase, deeper, parse_phrase
from polybius.scoring import Scored, score

KM_PER_DEGREE = 111.2
NEAR_SHIFT_KM = 12.0  # what "north of X" means where no distance is given
REGION_SHIFT_KM = 60.0
BORDER_KM = 40.0  # places of the report this close to a point of a border say which stretch of it is meant
KNOWN_ABROAD = 0.64  # prominence (30 thousand people) from which a place is believed in a country that is not named
RESOLVED_SHARE = 1.0  # what a settled place adds to its country's weight
PRECISE = frozenset({Precision.EXACT, Precision.NEAR, Precision.ADMIN2, Precision.ADMIN1})


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
    phrase = _hinted(read_phrase(name, resolver.gazetteer), hint)
    return resolver.resolve(phrase, is_place=hint is not None)


def resolve_places(
    names: Sequence[str],
    *,
    countries: Mapping[str, float],
    hints: Mapping[str, str] | None = None,
    gazetteer: Gazetteer | None = None,
) -> list[Scored[Place] | None]:
    """Settles all of a report's place names together, each by what the others are: "Hyderabad" among Pakistani towns.

    The first round goes by the countries that are named (those among the names count too), the second also by where
    the first has put the other names. `hints` gives for a name the noun or preposition beside it.
    """
    index = gazetteer or open_gazetteer()
    hints = hints or {}
    phrases = {name: _hinted(read_phrase(name, index), hints.get(name)) for name in names}
    named = Counter(countries)
    named.update(e.countries[0] for name in names if (e := _country_named(index, phrases[name])))
    first = _settle(index, phrases, hints, dict.fromkeys(phrases, Surroundings(named)))
    around = {name: _among(named, [s.value for n, s in first.items() if s and n != name]) for name in phrases}
    settled = _settle(index, phrases, hints, around)
    return [settled[name] for name in names]


def read_phrase(words: str, gazetteer: Gazetteer) -> Phrase:
    """Reads words for a place down to a name that the gazetteer holds: "North Kivu province" stops at North Kivu."""
    phrase = parse_phrase(words)
    while not (_is_name(phrase.core) and gazetteer.holds(phrase.core)):
        inner = deeper(phrase)
        if inner.core == phrase.core:
            return inner
        phrase = inner
    return phrase


def _settle(
    gazetteer: Gazetteer, phrases: Mapping[str, Phrase], hints: Mapping[str, str], around: Mapping[str, Surroundings]
) -> dict[str, Scored[Place] | None]:
    return {
        name: _Resolver(gazetteer, around[name]).resolve(phrase, is_place=name in hints)
        for name, phrase in phrases.items()
    }


def _among(named: Mapping[str, float], others: Sequence[Place]) -> Surroundings:
    """Builds what a name is judged by in the second round: the report's countries, and where its other names lie."""
    precise = [p for p in others if p.precision in PRECISE]
    points = [(p.latitude, p.longitude) for p in precise if p.latitude is not None and p.longitude is not None]
    weights = dict(named)
    for code in (p.country for p in precise if p.country and p.latitude is not None):
        weights[code] = weights.get(code, 0.0) + RESOLVED_SHARE
    return Surroundings(weights, points, Counter((p.country, p.admin1) for p in precise if p.admin1))


def _country_named(gazetteer: Gazetteer, phrase: Phrase) -> Entry | None:
    words = phrase.container or phrase.core
    entry = gazetteer.country(words) if words else None
    elsewhere = entry and any(e.kind == "admin1" and e.country != entry.country for e in gazetteer.find(entry.name))
    return entry if entry and entry.is_main_name and not elsewhere else None


def _hinted(phrase: Phrase, hint: str | None) -> Phrase:
    """Adds what the noun or preposition beside a name says to what its words say."""
    kinds, precision = NOUNS.get((hint or "").lower(), (frozenset[str](), None))
    if hint in ("near", "around", "outside"):
        precision = Precision.NEAR
    return replace(phrase, kinds=phrase.kinds or kinds, precision=phrase.precision or precision)


class _Resolver:
    """Resolves phrases against one gazetteer in one report's surroundings."""

    def __init__(self, gazetteer: Gazetteer, surroundings: Surroundings) -> None:
        self.gazetteer = gazetteer
        self.surroundings = surroundings

    def resolve(self, phrase: Phrase, *, is_place: bool) -> Scored[Place] | None:
        if phrase.shape != "capital" and self.gazetteer.holds(phrase.text):
            whole = Phrase(phrase.text, phrase.text, precision=phrase.precision if phrase.is_plain else None)
            if ranked := self.ranked(whole):
                return self._placed(whole, ranked[0])
        if phrase.shape == "capital":
            return self._capital(phrase)
        if phrase.shape == "border":
            return self._border(phrase)
        if phrase.shape == "between":
            return self._between(phrase)
        ranked = [r for r in self.ranked(phrase) if phrase.kinds != REGION or r.value.entry.kind == "region"]
        return self._placed(phrase, ranked[0]) if ranked else self._unplaced(phrase, is_place=is_place)

    def ranked(self, phrase: Phrase) -> list[Scored[Candidate]]:
        """Returns the believable candidates for a phrase's core, best first."""
        if not _is_name(phrase.core):
            return []
        around = self._around(phrase)
        container = self._container(phrase.container, OUTER)
        entries = self._entries(phrase, container)
        towns = [e for e in entries if e.kind == "city" and e.is_exact]
        candidates = (
            Candidate(e, around, phrase.kinds, container, any(is_namesake(t, e) for t in towns)) for e in entries
        )
        scored = [score(c, FEATURES) for c in candidates if _is_believable(c)]
        return sorted(scored, key=lambda s: -s.score)

    def _entries(self, phrase: Phrase, container: Entry | None) -> list[Entry]:
        entries = self.gazetteer.find(phrase.core)
        named = self.surroundings.countries
        if named and not any(named.get(code) for e in entries for code in e.countries):
            entries = entries + self.gazetteer.find_loosely(phrase.core)
        inside = [e for e in entries if container is not None and contains(container, e)]
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

    def _container(self, words: str | None, kinds: frozenset[str] = frozenset()) -> Entry | None:
        """Finds what stands after a comma or "in": a state's short form, else the likeliest place."""
        if not words or not _is_name(words):
            return None
        if (words.isupper() or words.endswith(".")) and (divisions := self.gazetteer.divisions_of_code(words)):
            return divisions[0]
        phrase = read_phrase(words, self.gazetteer)
        ranked = self.ranked(replace(phrase, kinds=phrase.kinds or kinds))
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
            geonames=None if phrase.side or phrase.kilometres else entry.geonames,
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
        if not _is_name(phrase.core):
            return None
        if not is_place and not phrase.kinds and phrase.precision is None:
            return None
        precision = phrase.precision or Precision.EXACT
        return Scored(Place("", phrase.text, country=self.surroundings.only_country(), precision=precision), 0.0)

    def _capital(self, phrase: Phrase) -> Scored[Place] | None:
        country = self.gazetteer.country(phrase.core) if phrase.core else self._main_country()
        capital = country and self.gazetteer.capital(country.countries[0])
        if not capital:
            return None
        found = score(Candidate(capital, self.surroundings), FEATURES)
        return self._placed(replace(phrase, core=capital.name), found)

    def _main_country(self) -> Entry | None:
        codes = self.surroundings.countries
        heaviest = max(codes, key=lambda code: codes[code], default=None)
        rivals = [c for c in codes if heaviest and codes[c] == codes[heaviest]]
        return self.gazetteer.country_of_code(rivals[0]) if len(rivals) == 1 else None

    def _border(self, phrase: Phrase) -> Scored[Place] | None:
        sides = [self.gazetteer.country(words) for words in (phrase.core, phrase.other) if words]
        if None in sides:
            return self._border_of_region(phrase)
        codes = [e.countries[0] for e in sides if e]
        pair = codes if len(codes) == 2 else self._neighbour(codes[0])
        middle = self.gazetteer.border(*pair) if len(pair) == 2 else None
        place = Place("", phrase.text, country=codes[0] if len(codes) == 1 else None, precision=Precision.REGION)
        if middle is None:
            return Scored(place, 1.0)
        latitude, longitude = self._stretch(middle)
        return Scored(replace(place, latitude=latitude, longitude=longitude), 5.0)

    def _neighbour(self, code: str) -> list[str]:
        """Returns the country and the only neighbour of its that the report names, else the country alone."""
        country = self.gazetteer.country_of_code(code)
        named = [c for c in (country.neighbours if country else ()) if self.surroundings.countries.get(c)]
        return [code, *named] if len(named) == 1 else [code]

    def _stretch(self, border: Border) -> tuple[float, float]:
        near = [p for p in self.surroundings.near if any(distance(p, q) < BORDER_KM for q in border.points)]
        return _mean(near) if near else border.middle

    def _border_of_region(self, phrase: Phrase) -> Scored[Place] | None:
        """Places the border of what is no country, "the Gaza border", at the thing itself."""
        ranked = list(chain.from_iterable(self.ranked(Phrase(w, w))[:1] for w in (phrase.core, phrase.other) if w))
        if not ranked:
            return self._unplaced(phrase, is_place=False)
        smallest = min(ranked, key=lambda s: s.value.entry.kind == "country")
        return self._placed(replace(phrase, core=phrase.text), smallest)

    def _between(self, phrase: Phrase) -> Scored[Place] | None:
        ends = [self.ranked(read_phrase(words, self.gazetteer)) for words in (phrase.core, phrase.other) if words]
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


def _is_name(words: str) -> bool:
    """Tells names from common words ("its border", "the West"): they have a capital letter and are no mere side."""
    return words != words.lower() and words.lower() not in SIDES


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
    """Returns what lies an eighth inside the edge on the side that the share's sign tells."""
    if share == 0:
        return middle
    edge = high - (high - low) / 8 if share > 0 else low + (high - low) / 8
    return round(edge, 4)


def _spot(entry: Entry) -> tuple[float, float]:
    return entry.latitude, entry.longitude


def _apart(one: Entry, other: Entry) -> float:
    return distance(_spot(one), _spot(other))


def _mean(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    latitudes, longitudes = zip(*points, strict=True)
    return round(sum(latitudes) / len(latitudes), 4), round(sum(longitudes) / len(longitudes), 4)
