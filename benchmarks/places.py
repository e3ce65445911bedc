"""How well place names are resolved: share within 161 km, and with the right GeoNames id, names being given.

    python benchmarks/places.py DIR

DIR holds lgl.xml, GeoVirus.xml and GWN.xml of "A Pragmatic Guide to Geoparsing Evaluation" (Gritta et al. 2019,
https://github.com/milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation), anywhere below it. Every toponym with
coordinates counts; a name without an answer counts as wrong. Countries are weighed by their mentions in the text.
"""

from __future__ import annotations

import re
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from polybius.resolve.candidates import distance
from polybius.resolve.gazetteer import open_gazetteer
from polybius.resolve.places import resolve_places

NEAR_KM = 161.0
LITERAL = {"Literal", "Embedded_Literal", "Literal_Modifier", "Mixed", "Coercion", "Metonymic"}


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name with the coordinates and the GeoNames id (None where it has none) that people gave it."""

    name: str
    latitude: float
    longitude: float
    geonames: int | None


Article = tuple[str, list[Toponym]]


def main(folder: str) -> None:
    """Prints one line a corpus."""
    readers = {"lgl.xml": read_lgl, "GeoVirus.xml": read_geovirus, "GWN.xml": read_geowebnews}
    print(f"{'corpus':14} {'names':>6} {'answered':>9} {'<=161 km':>9} {'right id':>9} {'ms/report':>10}")
    for name, read in readers.items():
        path = next(Path(folder).rglob(name))
        print(report(path.stem, list(read(ET.parse(path).getroot()))))


def report(corpus: str, articles: list[Article]) -> str:
    """Measures one corpus; the id is asked only where people gave one."""
    counts: Counter[str] = Counter()
    started = time.process_time()
    for text, toponyms in articles:
        counts.update(judge(text, toponyms))
    spent = 1000 * (time.process_time() - started) / len(articles)
    share = {k: counts[k] / counts["names"] for k in ("answered", "near")}
    ids = counts["same id"] / max(1, counts["ids"])
    columns = f"{share['answered']:9.3f} {share['near']:9.3f} {ids:9.3f} {spent:10.1f}"
    return f"{corpus:14} {counts['names']:6} {columns}"


def judge(text: str, toponyms: list[Toponym]) -> Counter[str]:
    """Counts what was asked and what was right in one article."""
    names = list(dict.fromkeys(t.name for t in toponyms))
    found = dict(zip(names, resolve_places(names, countries=countries_named(text)), strict=True))
    counts: Counter[str] = Counter()
    for toponym in toponyms:
        place = found[toponym.name]
        counts["names"] += 1
        counts["ids"] += toponym.geonames is not None
        if place is None or place.value.latitude is None or place.value.longitude is None:
            continue
        here = (place.value.latitude, place.value.longitude)
        counts["answered"] += 1
        counts["near"] += distance(here, (toponym.latitude, toponym.longitude)) <= NEAR_KM
        counts["same id"] += toponym.geonames is not None and toponym.geonames == place.value.geonames
    return counts


def countries_named(text: str) -> Counter[str]:
    """Weighs countries by how often their names and demonyms stand in a text."""
    gazetteer = open_gazetteer()
    words = re.findall(r"(?:[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+)*", text)
    entries = (gazetteer.country(word) for phrase in words for word in {phrase, *phrase.split()})
    return Counter(e.countries[0] for e in entries if e is not None)


def read_lgl(root: ET.Element) -> Iterator[Article]:
    """Reads the Local-Global Lexicon (Lieberman et al. 2010)."""
    for article in root.iter("article"):
        tags = ((t.findtext("phrase", ""), t.find("gaztag")) for t in article.iter("toponym"))
        toponyms = [
            Toponym(
                name, float(tag.findtext("lat", "")), float(tag.findtext("lon", "")), int(tag.get("geonameid", "0"))
            )
            for name, tag in tags
            if tag is not None
        ]
        yield article.findtext("text", ""), toponyms


def read_geovirus(root: ET.Element) -> Iterator[Article]:
    """Reads GeoVirus (Gritta et al. 2018), which has no GeoNames ids."""
    for article in root.iter("article"):
        found = article.iter("location")
        yield (
            article.findtext("text", ""),
            [
                Toponym(p.findtext("name", ""), float(p.findtext("lat", "")), float(p.findtext("lon", "")), None)
                for p in found
            ],
        )


def read_geowebnews(root: ET.Element) -> Iterator[Article]:
    """Reads GeoWebNews (Gritta et al. 2019): toponyms that stand for places and have coordinates."""
    for article in root.iter("article"):
        toponyms = [
            Toponym(
                p.findtext("extractedName", ""),
                float(p.findtext("latitude", "")),
                float(p.findtext("longitude", "")),
                int(p.findtext("geonamesID") or 0) or None,
            )
            for p in article.iter("toponym")
            if p.findtext("latitude") and p.findtext("type") in LITERAL
        ]
        yield article.findtext("text", ""), toponyms


if __name__ == "__main__":
    main(sys.argv[1])
