"""Words for a place -> what they ask for: the name inside, the kind of thing, a direction, a distance, a container.

"southern suburbs of Tripoli" asks for Tripoli, moved south, known only nearly; "Deir ez-Zor province" for an admin1
called Deir ez-Zor; "Paris, Texas" for a Paris inside Texas. Only the shape of English is used here, no gazetteer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from polybius.model import Precision


def _listed(words: str) -> list[str]:
    return [word.strip() for word in words.split(",")]


TOWN = frozenset({"city"})
ADMIN1 = frozenset({"admin1"})
ADMIN2 = frozenset({"admin2", "city"})
REGION = frozenset({"region"})
# What a common noun beside a name says the name is: the kinds of entry wanted, and the precision this gives a town.
NOUNS: dict[str, tuple[frozenset[str], Precision | None]] = {
    **dict.fromkeys(
        _listed(
            "city, town, village, hamlet, settlement, township, port, port city, oil port, capital, neighbourhood,"
            "neighborhood, suburb, quarter, commune, community, locality, resort, border town, border village,"
            "frontier town, market town, garrison town, seaport, kibbutz"
        ),
        (TOWN, None),
    ),
    **dict.fromkeys(
        _listed(
            "province, governorate, state, oblast, krai, region, department, prefecture, canton, emirate, republic,"
            "autonomous region, federal state, wilaya, voivodeship"
        ),
        (ADMIN1, Precision.ADMIN1),
    ),
    **dict.fromkeys(
        _listed(
            "district, raion, rayon, municipality, subdistrict, sub-district, woreda, zone, cercle, parish, regency,"
            "arrondissement, tehsil, local government area, borough, county"
        ),
        (ADMIN2, Precision.ADMIN2),
    ),
    **dict.fromkeys(
        _listed(
            "airport, international airport, air base, airbase, military airport, airfield, air field, base,"
            "military base, naval base, army base, barracks, garrison, military academy, prison, jail, hospital, dam,"
            "power plant, nuclear plant, nuclear power plant, nuclear facility, nuclear site, refinery, crossing,"
            "border crossing, checkpoint, bridge, refugee camp, camp, market, university, oil field,"
            "oilfield, gas field, mine, train station, railway station, bus station, bus terminal, stadium, consulate,"
            "embassy, mosque, hill, hills, heights, forest, valley"
        ),
        (frozenset({"region", "city", "admin2", "admin1"}), Precision.EXACT),
    ),
    **dict.fromkeys(
        _listed(
            "road, highway, corridor, motorway, route, crossroads, junction, area, areas, outskirts, suburbs,"
            "countryside, vicinity, hinterland, surroundings, environs, edge, edges, periphery, fringe, fringes, front,"
            "front line, frontline, axis"
        ),
        (frozenset({"region", "city"}), Precision.NEAR),
    ),
    **dict.fromkeys(
        _listed(
            "river, sea, lake, gulf, strait, straits, bay, ocean, canal, desert, mountains, mountain, island, islands,"
            "archipelago, peninsula, basin, delta, plateau, coast, steppe, enclave"
        ),
        (REGION, None),
    ),
}
SIDES = {
    "north": (1, 0), "south": (-1, 0), "east": (0, 1), "west": (0, -1),
    "northeast": (0.7, 0.7), "northwest": (0.7, -0.7), "southeast": (-0.7, 0.7), "southwest": (-0.7, -0.7),
    "central": (0, 0), "downtown": (0, 0), "greater": (0, 0), "mid": (0, 0), "inner": (0, 0), "upper": (0, 0),
    "lower": (0, 0), "rural": (0, 0), "coastal": (0, 0), "mainland": (0, 0), "inland": (0, 0), "heart": (0, 0),
    "centre": (0, 0), "center": (0, 0), "middle": (0, 0), "interior": (0, 0), "coast": (0, 0),
}  # fmt: skip
MILE = 1.609344

_SIDE = r"(?:north|south)[- ]?(?:east|west)|north|south|east|west"
_SOME = (
    r"(?:parts?|areas?|regions?|suburbs?|outskirts|districts?|neighbou?rhoods?|edges?|countryside|fringes?|approaches)"
)
_NOUN = "|".join(sorted((re.escape(n) for n in NOUNS), key=len, reverse=True))
_ARTICLE = re.compile(r"^(?:the|a|an|its|their|his|her|whose|this|that|same)\s+", re.IGNORECASE)
_CAPITAL = re.compile(
    r"^(?:(?P<whose>.+?)(?:['’]s?)?\s+)?capital(?: city)?(?:\s+of\s+(?P<of>.+))?$|^(?P<in>.+?)['’]s? capital$",
    re.IGNORECASE,
)
_BORDER_WORD = r"(?:border|frontier|boundary)(?:\s+(?:region|area|zone|strip|regions|areas|post|lands?))?"
_BORDERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^{_BORDER_WORD}\s+(?:between|of)\s+(?P<one>.+?)\s+and\s+(?P<other>.+)$",
        rf"^(?P<one>[^-–—]+?)(?:['’]s?)?\s+(?:[\w]+ern\s+)?{_BORDER_WORD}\s+with\s+(?P<other>.+)$",
        rf"^(?:[\w]+ern\s+)?{_BORDER_WORD}\s+(?:with|of|to)\s+(?P<one>.+)$",
        rf"^(?P<one>[^\s].*?)\s?[-–—/]\s?(?P<other>.+?)\s+{_BORDER_WORD}$",
        rf"^(?P<one>.+?)(?:['’]s?)?\s+(?:[\w]+ern\s+)?{_BORDER_WORD}$",
    )
)
_BETWEEN = re.compile(r"^(?:area |road |highway )?between\s+(?P<one>.+?)\s+and\s+(?P<other>.+)$", re.IGNORECASE)
_LINE = re.compile(
    r"^(?P<one>[A-Z][^-–—]*?)\s?[-–—]\s?(?P<other>[A-Z][^-–—]*?)\s+(?P<noun>line|axis|road|highway|corridor|route|front)$"
)
_AWAY = re.compile(
    rf"^(?:(?:about|some|around|roughly|nearly|just|far)\s+)?(?:(?P<far>\d+(?:[.,]\d+)?)\s*-?\s*"
    rf"(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi)\s+)?(?:to\s+(?:the\s+)?)?(?P<side>{_SIDE})"
    rf"(?:ern|ward|wards)?\s+(?:of|from)\s+(?P<core>.+)$",
    re.IGNORECASE,
)
_DISTANCE = re.compile(
    r"^(?:about\s+|some\s+)?(?P<far>\d+(?:[.,]\d+)?)\s*-?\s*(?P<unit>km|kms|kilomet(?:er|re)s?|miles?)\s+"
    r"(?:away\s+)?(?:from|outside)\s+(?P<core>.+)$",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"^(?P<side>{_SIDE}|central|rural|coastal)(?:ern|ernmost)?\s+(?P<some>{_SOME}|coast|shore|half|tip|end|bank)\s+"
    rf"(?:of|around)\s+(?P<core>.+)$",
    re.IGNORECASE,
)
_POSSESSED = re.compile(
    rf"^(?P<core>.+?)['’]s?\s+(?P<side>{_SIDE}|central|rural|coastal)(?:ern|ernmost)?(?:\s+(?:{_SOME}|coast))?$",
    re.IGNORECASE,
)
_NEAR = re.compile(
    r"^(?:(?:near|around|outside|close to|next to|just outside|not far from|off)"
    r"|(?:coast|environs|surroundings|fringes?) of"
    r"|(?:outskirts|vicinity|edges?|suburbs|countryside|periphery|approaches)(?: of| to| around)?)\s+(?P<core>.+)$",
    re.IGNORECASE,
)
_SIDED = re.compile(
    rf"^(?P<side>{_SIDE}|central|downtown|greater|mid|inner|rural|coastal|mainland|inland)(?:ern|ernmost)?[- ]"
    rf"(?P<core>.+)$",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(r"^(?P<word>[a-z]{3,}(?:-[a-z]+)*)\s+(?P<core>[A-Z].+)$")
_PARTICLES = frozenset(
    "abu ash bab bin ben bou dar dei del della den der des dos ibn las los san sur tel umm van von".split()
)
_OF = re.compile(rf"^(?P<before>.*?)\b(?P<noun>{_NOUN})\s+of\s+(?P<core>.+)$", re.IGNORECASE)
_SUFFIX = re.compile(rf"^(?P<core>.+?)(?:['’]s)?\s+(?P<noun>{_NOUN})$", re.IGNORECASE)
_INSIDE = (
    re.compile(r"^(?P<core>[^,(]+?)(?:\s*,\s*|\s+\(|\s+in\s+)(?P<container>[^()]+?)\)?$"),
    re.compile(r"^(?P<container>[A-Z][^'’]*)['’]s\s+(?P<core>.+)$"),
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What words for a place ask for.

    `core` is the name inside, `other` a second one (borders, "between"); `side` a direction as (north, east) shares;
    `kilometres` a distance from the core; `words` the words before a noun ("southern Iraqi oil port of"), which may
    name a country; `shape` is `name`, `capital`, `border` or `between`.
    """

    text: str
    core: str
    shape: str = "name"
    other: str | None = None
    kinds: frozenset[str] = frozenset()
    precision: Precision | None = None
    side: tuple[float, float] | None = None
    kilometres: float | None = None
    container: str | None = None
    words: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing but a name."""
        return self.shape == "name" and self.core == self.text and not self.container


def parse_phrase(words: str) -> Phrase:
    """Reads words for a place: "20 km north of Homs" -> core Homs, 20 kilometres, side (1, 0), precision near."""
    text = _ARTICLE.sub("", " ".join(words.split()).strip(' .,;:"“”'))
    for read in (_capital, _border, _between, _away, _part, _near, _inside, _of, _suffix, _sided, _described):
        phrase = read(text)
        if phrase is not None:
            return phrase
    return Phrase(text, text)


def deeper(phrase: Phrase) -> Phrase:
    """Reads what the core itself says, one step, and keeps the rest: "north of the town of X" -> core X, a town.

    A phrase whose core says nothing more comes back with the core's article taken off.
    """
    inner = parse_phrase(phrase.core)
    if phrase.shape != "name" or inner.shape in ("border", "between"):
        return phrase
    return replace(
        phrase,
        core=inner.core,
        shape=inner.shape,
        kinds=phrase.kinds or inner.kinds,
        precision=phrase.precision or inner.precision,
        side=phrase.side or inner.side,
        kilometres=phrase.kilometres or inner.kilometres,
        container=phrase.container or inner.container,
        words=phrase.words + inner.words,
    )


def _capital(text: str) -> Phrase | None:
    found = _CAPITAL.match(text)
    if not found:
        return None
    whose = found["whose"] or found["of"] or found["in"] or ""
    return Phrase(text, _ARTICLE.sub("", whose), "capital", kinds=TOWN)


def _border(text: str) -> Phrase | None:
    for pattern in _BORDERS:
        if found := pattern.match(text):
            one, other = found["one"], found.groupdict().get("other")
            other = _ARTICLE.sub("", other) if other else None
            return Phrase(text, _ARTICLE.sub("", one), "border", other, precision=Precision.REGION)
    return None


def _between(text: str) -> Phrase | None:
    if found := _BETWEEN.match(text):
        return Phrase(text, found["one"], "between", found["other"], precision=Precision.NEAR)
    if found := _LINE.match(text):
        precision = Precision.NEAR if found["noun"] in ("road", "highway", "route") else Precision.REGION
        return Phrase(text, found["one"], "between", found["other"], precision=precision)
    return None


def _away(text: str) -> Phrase | None:
    found = _AWAY.match(text) or _DISTANCE.match(text)
    if not found:
        return None
    side = found.groupdict().get("side")
    return Phrase(
        text,
        found["core"],
        precision=Precision.NEAR,
        side=_side(side) if side else None,
        kilometres=_kilometres(found["far"], found["unit"]),
    )


def _part(text: str) -> Phrase | None:
    found = _PART.match(text) or _POSSESSED.match(text)
    return found and Phrase(text, found["core"], precision=Precision.NEAR, side=_side(found["side"]))


def _near(text: str) -> Phrase | None:
    found = _NEAR.match(text)
    return found and Phrase(text, found["core"], precision=Precision.NEAR)


def _inside(text: str) -> Phrase | None:
    found = next(filter(None, (pattern.match(text) for pattern in _INSIDE)), None)
    return found and Phrase(text, found["core"].strip(), container=found["container"].strip())


def _of(text: str) -> Phrase | None:
    found = _OF.match(text)
    if not found:
        return None
    kinds, precision = NOUNS[found["noun"].lower()]
    return Phrase(text, found["core"], kinds=kinds, precision=precision, words=tuple(found["before"].split()))


def _suffix(text: str) -> Phrase | None:
    found = _SUFFIX.match(text)
    if not found or found["core"].islower():  # "the last base" is no base called Last
        return None
    kinds, precision = NOUNS[found["noun"].lower()]
    return Phrase(text, found["core"], kinds=kinds, precision=precision)


def _sided(text: str) -> Phrase | None:
    found = _SIDED.match(text)
    return found and Phrase(text, found["core"], side=_side(found["side"]))


def _described(text: str) -> Phrase | None:
    """ "restive Gourma", "the strategic town": what a word says of a place is no part of its name."""
    found = _DESCRIBED.match(text)
    return Phrase(text, found["core"]) if found and found["word"] not in _PARTICLES else None


def _side(words: str) -> tuple[float, float]:
    return SIDES[re.sub("[- ]", "", words.lower())]


def _kilometres(far: str | None, unit: str | None) -> float | None:
    if far is None or unit is None:
        return None
    return float(far.replace(",", ".")) * (MILE if unit.lower().startswith("mi") else 1)
