"""The corpus that comes with polybius -> reports and sentences of one split."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from polybius.errors import GoldError
from polybius.gold.reports import compile_report
from polybius.gold.sentences import compile_sentences
from polybius.gold.types import Corpus, Incident, Told
from polybius.gold.yaml_files import load_yaml
from polybius.model import Record

SPLITS = ("train", "dev", "test")
HOMES = (Path(__file__).with_name("data"), Path(__file__).parents[3] / "corpus")  # in a wheel; in a checkout
Kind = TypeVar("Kind")


def corpus(split: str, folder: Path | None = None) -> Corpus:
    """Returns the reports and sentences of `train`, `dev` or `test`; `folder` is another corpus of the same form.

    Reports come in the order of their names. The test part is for measuring only. Raises GoldError for an unknown
    split or with every fault of the files read.
    """
    if split not in SPLITS:
        raise GoldError(f"no split {split!r} in the corpus; known: {' '.join(SPLITS)}")
    home = folder or _home()
    listed = home / f"{split}.txt"
    if not listed.exists():
        raise GoldError(f"no list of the {split} part: {listed}")
    names = listed.read_text("utf-8").split()
    reports = _each(sorted(n for n in names if "/" not in n), home / "reports", compile_report)
    sentences = _each(sorted(n for n in names if "/" in n), home, compile_sentences)
    told = _incidents(home / "reports" / "incidents.yaml", {report.name for report in reports})
    return Corpus(tuple(reports), tuple(sentence for file in sentences for sentence in file), *told)


def reports_named(names: Iterable[str]) -> tuple[Record, ...]:
    """Returns the records of single reports of the corpus; raises GoldError for a name that none has."""
    home = _home() / "reports"
    unknown = [name for name in names if not (home / f"{name}.yaml").exists()]
    if unknown:
        raise GoldError(f"no report {unknown[0]!r} in the corpus")
    return tuple(report.record for report in _each(names, home, compile_report))


def _home() -> Path:
    for home in HOMES:
        if home.is_dir():
            return home
    raise GoldError(f"the corpus is not installed; looked in {' and '.join(map(str, HOMES))}")


def _each(names: Iterable[str], folder: Path, compiled: Callable[[str, Any], Kind]) -> list[Kind]:
    found, faults = [], []
    for name in names:
        try:
            found.append(compiled(name, load_yaml(folder / f"{name}.yaml")))
        except GoldError as error:
            faults.append(str(error))
    if faults:
        raise GoldError("\n".join(faults))
    return found


def _incidents(path: Path, known: set[str]) -> tuple[Any, Any, Any]:
    """Returns the incidents, copies and look-alikes whose reports are all of this split."""
    source = load_yaml(path) if path.exists() else {}
    try:
        return _kept(source or {}, known)
    except (AttributeError, KeyError, TypeError) as error:
        raise GoldError(f"{path.name}: not in the form of incidents: {type(error).__name__} {error}") from None


def _kept(source: dict[str, Any], known: set[str]) -> tuple[Any, Any, Any]:
    incidents = [
        Incident(
            entry["id"],
            tuple(_told(account) for account in entry["accounts"]),
            tuple(str(dispute["field"]) for dispute in entry.get("disputed") or ()),
        )
        for entry in source.get("incidents") or ()
    ]
    copies = [(_stem(entry["copy"]), _stem(entry["of"])) for entry in source.get("copies") or ()]
    alike = [tuple(_told(event) for event in entry["events"]) for entry in source.get("not_the_same") or ()]
    return (
        tuple(incident for incident in incidents if {told.report for told in incident.accounts} <= known),
        tuple(pair for pair in copies if set(pair) <= known),
        tuple(events for events in alike if {told.report for told in events} <= known),
    )


def _told(account: dict[str, Any]) -> Told:
    return Told(_stem(account["file"]), str(account["event"]), account.get("role"))


def _stem(file: str) -> str:
    return file.removesuffix(".yaml")
