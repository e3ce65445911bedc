"""Right answers: YAML as people write it -> records with offsets, for reports and for single sentences.

`corpus("dev")` loads a part of the corpus that comes with polybius; `compile_report` and `compile_sentences` turn any
file in the same form into records, `gold_yaml` a record into such a file. The form is told in `corpus/GUIDELINES.md`.
"""

from __future__ import annotations

from polybius.gold.corpus import SPLITS, corpus, reports_named
from polybius.gold.phrases import find_phrase
from polybius.gold.reports import compile_report
from polybius.gold.sentences import compile_sentences
from polybius.gold.types import Also, Corpus, GoldReport, GoldSentence, Incident, SentenceEvent, Told, chain_of
from polybius.gold.writing import gold_yaml
from polybius.gold.yaml_files import load_yaml

__all__ = [
    "SPLITS",
    "Also",
    "Corpus",
    "GoldReport",
    "GoldSentence",
    "Incident",
    "SentenceEvent",
    "Told",
    "chain_of",
    "compile_report",
    "compile_sentences",
    "corpus",
    "find_phrase",
    "gold_yaml",
    "load_yaml",
    "reports_named",
]
