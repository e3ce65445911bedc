"""ISO 3166-1 alpha-3 -> the other codes that formats of exchange ask for, read from `countries.tsv`.

Codes are facts of ISO 3166-1 (alpha-2, numeric) and 3166-3 (alpha-4, for former states), as in GeoNames countryInfo.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from polybius.ontology import load_ontology

REGIONS = {
    "Balkans": "Europe",
    "Caribbean": "Caribbean",
    "Central Africa": "Middle Africa",
    "Central America": "Central America",
    "Central Asia": "Caucasus and Central Asia",
    "East Africa": "Eastern Africa",
    "East Asia": "East Asia",
    "Eastern Europe": "Europe",
    "Middle East": "Middle East",
    "North Africa": "Northern Africa",
    "North America": "North America",
    "Northern Europe": "Europe",
    "Oceania": "Oceania",
    "South America": "South America",
    "South Asia": "South Asia",
    "South Caucasus": "Caucasus and Central Asia",
    "Southeast Asia": "Southeast Asia",
    "Southern Africa": "Southern Africa",
    "Southern Europe": "Europe",
    "West Africa": "Western Africa",
    "Western Europe": "Europe",
    "Antarctica": "Antarctica",
}
"""Regions of the ontology -> those of ACLED."""


@dataclass(frozen=True, slots=True)
class Country:
    """The codes of a state: `alpha2` and `numeric` of ISO 3166-1, `former` of ISO 3166-3; empty where it has none."""

    name: str = ""
    alpha2: str = ""
    numeric: int | None = None
    former: str = ""
    region: str = ""


def country(alpha3: str | None) -> Country:
    """Returns what is known of a state by its alpha-3 code; a code that is not known has no other codes."""
    return _countries().get(alpha3 or "") or Country(name=alpha3 or "")


@cache
def _countries() -> Mapping[str, Country]:
    entries = load_ontology().entries
    table = (files("polybius.export.exchange") / "countries.tsv").read_text("utf-8").splitlines()
    return {
        row["alpha3"]: Country(
            entries[row["alpha3"]].name,
            row["alpha2"],
            int(row["numeric"]) if row["numeric"] else None,
            row["former"],
            REGIONS.get(entries[row["alpha3"]].region or "", ""),
        )
        for row in csv.DictReader(table, dialect="excel-tab")
    }
