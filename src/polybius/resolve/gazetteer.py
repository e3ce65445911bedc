"""The world's places by name: reads the index that `hatch_build.py` makes from GeoNames and the ontology's regions.

Nothing is loaded: names, rows and words stay in memory maps, so that opening takes milliseconds and a process pays
only for the pages it touches. Source of towns and divisions: GeoNames (https://www.geonames.org), CC BY 4.0.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log10
from pathlib import Path

import marisa_trie

from polybius.errors import OntologyError
from polybius.model import Precision
from polybius.resolve.spelling import folded, plain

INDEX = Path(__file__).parent / "places.bin"
KINDS = ("country", "admin1", "admin2", "city", "region", "border")
_ROW = struct.Struct("<IffIIIBB")
_NOTHING = 0xFFFFFFFF
_PRECISIONS = {
    "country": Precision.COUNTRY, "admin1": Precision.ADMIN1, "admin2": Precision.ADMIN2, "city": Precision.EXACT,
}  # fmt: skip
MOST = 20_000  # entries that are remembered
WIDE = frozenset({"country", "admin1"})
WELL_KNOWN = 0.64  # prominence of a town of thirty thousand
# How much of a place's prominence a name carries that is not its main one ("Cape Town" for Kaapstad's "Cap").
ALTERNATE_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer.

    `kind` is one of KINDS; `region` tells a region's own kind (sea, strait, base …); `countries` are alpha-3 codes,
    more than one for what straddles borders; `extent` is south, west, north, east in degrees, of countries and admin1
    only; `is_exact` is False where the spelling had to be bent to find it.
    """

    row: int
    name: str
    kind: str
    countries: tuple[str, ...]
    admin1: str | None
    latitude: float
    longitude: float
    geonames: int | None
    population: int
    precision: Precision
    is_capital: bool = False
    is_exact: bool = True
    is_main_name: bool = True
    region: str | None = None
    extent: tuple[float, float, float, float] | None = None
    neighbours: tuple[str, ...] = ()

    @property
    def country(self) -> str | None:
        """The alpha-3 code of the one country it lies in; None at sea and across borders."""
        return self.countries[0] if len(self.countries) == 1 else None

    @property
    def prominence(self) -> float:
        """How widely it is known, 0 to 1: every country 1, others by the logarithm of their people (ten million: 1)."""
        return _prominence(self.kind, self.population)


@dataclass(frozen=True, slots=True)
class Border:
    """The border of two countries: its middle, and points (latitude, longitude) along it, about 50 km apart."""

    middle: tuple[float, float]
    points: tuple[tuple[float, float], ...]


class Gazetteer:
    """Looks places up by name in an index folder; raises OntologyError where there is none."""

    def __init__(self, folder: Path = INDEX) -> None:
        if not (folder / "stamp.txt").exists():
            raise OntologyError(f"No gazetteer in {folder}; make it with: python hatch_build.py")
        self._names = marisa_trie.RecordTrie("<I")
        self._names.mmap(str(folder / "names.trie"))
        self._rows = _mapped(folder / "rows.bin")
        self._text = _mapped(folder / "text.bin")
        self._entry = lru_cache(MOST)(self._read)

    def find(self, name: str) -> list[Entry]:
        """Returns every place of that name, most people first; other transliterations only where there is none."""
        key = plain(name)
        return self._entries(key, self._rows_of(key), exact=True) or self.find_loosely(name)

    def find_loosely(self, name: str) -> list[Entry]:
        """Returns every place whose name could be another transliteration of this one, the same spelling left out."""
        key = plain(name)
        fold = folded(key)
        if len(fold) < 3:
            return []
        exact = set(self._rows_of(key))
        return self._entries(key, (r for r in self._rows_of("~" + fold) if r not in exact), exact=False)

    def knows(self, name: str) -> bool:
        """Tells whether find would return anything, without reading a place."""
        key = plain(name)
        if key in self._names:
            return True
        fold = folded(key)
        return len(fold) > 2 and "~" + fold in self._names

    def holds(self, name: str) -> bool:
        """Tells whether a place is called exactly this, case and diacritics apart."""
        return plain(name) in self._names

    def prominence(self, name: str) -> float:
        """Returns how widely the best known place of exactly this name is known, 0 (no such place) to 1.

        A name that a place bears only beside another counts less: Mosul 0.89, a village called like a word below 0.6.
        """
        key, rows = self._exactly(name)
        best = 0.0
        for row in rows:
            _, _, _, people, offset, _, kind, _ = self._record(row)
            known = _prominence(KINDS[kind], people)
            if known > best:
                whole = known == 1.0 or _same_name(self._words(offset)[0], key)
                best = max(best, known if whole else known * ALTERNATE_SHARE)
        return best

    def country(self, name: str) -> Entry | None:
        """Returns the country that a name ("Syria", "the US") or a demonym ("Syrian") stands for."""
        key = plain(name)
        if demonym := self._rows_of("@" + key):
            return self._entry(demonym[0])
        return next((e for e in self._entries(key, self._rows_of(key), exact=True) if e.kind == "country"), None)

    def country_of_code(self, code: str) -> Entry | None:
        """Returns the country of an alpha-3 code."""
        return next(map(self._entry, self._rows_of("=" + code)), None)

    def capital(self, code: str) -> Entry | None:
        """Returns the capital of a country (alpha-3), None where GeoNames names no such town."""
        return next(map(self._entry, self._rows_of("*" + code)), None)

    def is_demonym(self, words: str) -> bool:
        """Tells whether words are an adjective or noun for the people of a country or region."""
        return "@" + plain(words) in self._names or "&" + plain(words) in self._names

    def of_demonym(self, words: str) -> Entry | None:
        """Returns the country or region of an adjective or noun for its people: "Syrian", "European"."""
        key = plain(words)
        return next(map(self._entry, self._rows_of("@" + key) + self._rows_of("&" + key)), None)

    def divisions_of_code(self, words: str) -> list[Entry]:
        """Returns the states and provinces of a short form, most people first: "N.Y.", "Calif.", "NSW"."""
        return sorted(map(self._entry, self._rows_of("%" + _bare(words))), key=lambda e: -e.population)

    def is_division_code(self, words: str) -> bool:
        """Tells whether words are the short form of a state or province."""
        return "%" + _bare(words) in self._names

    def is_region(self, words: str) -> bool:
        """Tells whether a country, sea or region bears the name."""
        return any(e.kind in ("country", "region") for e in self._entries(*self._exactly(words), exact=True))

    def contains(self, outer: str, inner: str) -> bool:
        """Tells whether "inner, outer" says where a place lies: "Paris, Texas", and not a list: "Iraq, Iran".

        The name of a country or province is taken for a town of that name only where the town is well known.
        """
        outers = self.divisions_of_code(outer) + self._entries(*self._exactly(outer), exact=True)
        inners = self._entries(*self._exactly(inner), exact=True)
        doubtful = any(e.kind in WIDE and e.is_main_name for e in inners)
        fit = [e for e in inners if not doubtful or e.kind in WIDE or (e.is_main_name and e.prominence >= WELL_KNOWN)]
        return any(lies_in(e, around) for around in outers if around.kind in WIDE for e in fit)

    def border(self, one: str, other: str) -> Border | None:
        """Returns the border of two countries (alpha-3), None where they have none on land."""
        rows = self._rows_of("#" + "-".join(sorted((one, other))))
        if not rows:
            return None
        _, latitude, longitude, _, offset, *_ = self._record(rows[0])
        pairs = (point.split(",") for point in self._words(offset)[2].split(";"))
        return Border((round(latitude, 2), round(longitude, 2)), tuple((float(a), float(b)) for a, b in pairs))

    def _exactly(self, words: str) -> tuple[str, list[int]]:
        key = plain(words)
        return key, self._rows_of(key)

    def _rows_of(self, key: str) -> list[int]:
        return [record[0] for record in self._names.get(key, ())]

    def _entries(self, key: str, rows: Iterable[int], *, exact: bool) -> list[Entry]:
        entries = [self._entry(row, key, exact=exact) for row in rows]
        return sorted(entries, key=lambda e: -e.population)

    def _read(self, row: int, key: str | None = None, *, exact: bool = True) -> Entry:
        geonames, latitude, longitude, people, offset, admin1, kind, capital = self._record(row)
        words = self._words(offset)
        name = KINDS[kind]
        precision = _PRECISIONS.get(name) or Precision(words[3])
        return Entry(
            row,
            words[0],
            name,
            tuple(filter(None, words[1].split(","))),
            self._admin1_name(admin1) or (words[0] if precision is Precision.ADMIN1 else None),
            round(latitude, 5),
            round(longitude, 5),
            geonames or None,
            people,
            precision,
            bool(capital),
            exact,
            key is None or _same_name(words[0], key),
            words[2] if name == "region" else None,
            _extent(words[2]) if name in ("country", "admin1") else None,
            tuple(filter(None, words[3].split(","))) if name == "country" else (),
        )

    def _record(self, row: int) -> tuple[int, float, float, int, int, int, int, int]:
        record: tuple[int, float, float, int, int, int, int, int] = _ROW.unpack_from(self._rows, row * _ROW.size)
        return record

    def _admin1_name(self, row: int) -> str | None:
        return None if row == _NOTHING else self._words(self._record(row)[4])[0]

    def _words(self, offset: int) -> list[str]:
        return self._text[offset : self._text.find(b"\n", offset)].decode().split("\t")


@cache
def open_gazetteer() -> Gazetteer:
    """Opens the gazetteer that is shipped with polybius, once."""
    return Gazetteer()


def lies_in(inner: Entry, outer: Entry) -> bool:
    """Tells whether a place lies in a country, state or province, by their codes and names."""
    if outer.kind == "country":
        return outer.countries[0] in inner.countries and inner.row != outer.row
    return inner.admin1 == outer.admin1 and outer.countries == inner.countries and inner.row != outer.row


def _bare(words: str) -> str:
    return "".join(c for c in words.lower() if c.isalnum())


def _prominence(kind: str, people: int) -> float:
    return 1.0 if kind == "country" else min(1.0, log10(people + 1) / 7)


def _mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _same_name(name: str, key: str) -> bool:
    own = plain(name)
    return own == key or folded(own) == folded(key)


def _extent(words: str) -> tuple[float, float, float, float] | None:
    south, west, north, east = map(float, words.split(","))
    return (south, west, north, east) if (south, west) != (north, east) else None
