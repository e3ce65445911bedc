"""Incidents -> the formats in which others read them: one file a format, each a function that yields pieces to write.

What each format holds, and what it cannot say, stands in docs/exports.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from polybius.export.exchange.acled import write_acled
from polybius.export.exchange.annotations import write_annotations
from polybius.export.exchange.columns import ACCOUNTS, INCIDENTS
from polybius.export.exchange.delimited import write_table
from polybius.export.exchange.ftm import write_ftm
from polybius.export.exchange.geojson import write_geojson
from polybius.export.exchange.graphml import write_graphml
from polybius.export.exchange.parquet import write_parquet
from polybius.export.exchange.plover import write_plover
from polybius.export.exchange.prov import write_prov
from polybius.export.exchange.selecting import select
from polybius.export.exchange.selection import Case, Selection
from polybius.export.exchange.stix import write_stix

__all__ = ["EXPORTERS", "Case", "Exporter", "Selection", "select"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: how it is written, and how its files end; text comes in pieces of str, what is binary in bytes."""

    write: Callable[[Selection], Iterator[str] | Iterator[bytes]]
    suffix: str
    binary: bool = False


EXPORTERS: dict[str, Exporter] = {
    "csv": Exporter(partial(write_table, INCIDENTS), ".csv"),
    "csv-accounts": Exporter(partial(write_table, ACCOUNTS), ".accounts.csv"),
    "parquet": Exporter(partial(write_parquet, INCIDENTS), ".parquet", binary=True),
    "parquet-accounts": Exporter(partial(write_parquet, ACCOUNTS), ".accounts.parquet", binary=True),
    "acled": Exporter(write_acled, ".acled.csv"),
    "plover": Exporter(write_plover, ".plover.jsonl"),
    "geojson": Exporter(write_geojson, ".geojson"),
    "graphml": Exporter(write_graphml, ".graphml"),
    "ftm": Exporter(write_ftm, ".ftm.json"),
    "stix": Exporter(write_stix, ".stix.json"),
    "annotations": Exporter(write_annotations, ".annotations.jsonld"),
    "prov": Exporter(write_prov, ".prov.json"),
}
"""Name of a format -> how it is written."""
