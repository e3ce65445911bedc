"""polybius reads reports on conflict and diplomacy into a source-attributed record.

    reader = polybius.Reader()  # loads once, about a second
    record = reader.read(text, published="2018-11-02", publisher="Vela Gazette")
    record.events[0].initiators

    polybius.corpus("dev").reports[0].record  # invented reports with complete right answers

The reader and what it needs are imported when `Reader` is first named, the corpus when `corpus` is; the types of the
record cost nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from polybius.errors import GoldError, OntologyError, PolybiusError, ReadError, SettingsError, StoreError
from polybius.model import (
    Actor,
    ActorKind,
    Attitude,
    Certainty,
    Claim,
    ClaimKind,
    Condition,
    ConditionKind,
    Discrepancy,
    DiscrepancyKind,
    Document,
    Event,
    EventType,
    Figure,
    Link,
    Place,
    Precision,
    Predicate,
    Record,
    Relation,
    Span,
    Stance,
    Status,
    TimeSpan,
    record_from_dict,
    record_to_dict,
)

if TYPE_CHECKING:
    from polybius.gold import Corpus, GoldReport, GoldSentence, corpus
    from polybius.pipeline import Reader

    __version__: str

__all__ = [
    "Actor",
    "ActorKind",
    "Attitude",
    "Certainty",
    "Claim",
    "ClaimKind",
    "Condition",
    "ConditionKind",
    "Corpus",
    "Discrepancy",
    "DiscrepancyKind",
    "Document",
    "Event",
    "EventType",
    "Figure",
    "GoldError",
    "GoldReport",
    "GoldSentence",
    "Link",
    "OntologyError",
    "Place",
    "PolybiusError",
    "Precision",
    "Predicate",
    "ReadError",
    "Reader",
    "Record",
    "Relation",
    "SettingsError",
    "Span",
    "Stance",
    "Status",
    "StoreError",
    "TimeSpan",
    "__version__",
    "corpus",
    "record_from_dict",
    "record_to_dict",
]


GOLD = frozenset({"Corpus", "GoldReport", "GoldSentence", "corpus"})


def __getattr__(name: str) -> Any:
    if name == "Reader":
        from polybius.pipeline import Reader

        return Reader
    if name in GOLD:
        from polybius import gold

        return getattr(gold, name)
    if name == "__version__":
        return _version()
    raise AttributeError(f"module 'polybius' has no attribute {name!r}")


def _version() -> str:
    from importlib import metadata

    try:
        return metadata.version("polybius")
    except metadata.PackageNotFoundError:
        return "0+source"
