from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import polybius
from polybius.errors import GoldError
from polybius.gold import SPLITS, Corpus, corpus
from tests.builders import faults
from tests.gold.files import REPORT


@pytest.fixture(scope="module")
def dev() -> Corpus:
    return polybius.corpus("dev")


def test_a_split_holds_reports_and_sentences(dev: Corpus) -> None:
    assert len(dev.reports) > 30
    assert len(dev.sentences) > 300
    assert any(not sentence.events for sentence in dev.sentences)


def test_every_report_keeps_the_rules_of_a_record(dev: Corpus) -> None:
    assert {report.name: found for report in dev.reports if (found := faults(report.record))} == {}


def test_incidents_stay_within_their_split(dev: Corpus) -> None:
    names = {report.name for report in dev.reports}
    assert dev.incidents
    assert {told.report for incident in dev.incidents for told in incident.accounts} <= names


def test_no_report_and_no_sentence_is_in_two_splits() -> None:
    parts = [corpus(split) for split in SPLITS]
    for names in ([r.name for part in parts for r in part.reports], [s.id for part in parts for s in part.sentences]):
        assert len(names) == len(set(names)) > 250


def test_an_unknown_split_is_refused() -> None:
    with pytest.raises(GoldError, match="no split 'all' in the corpus; known: train dev test"):
        polybius.corpus("all")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A corpus of one report and no sentences."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "port.yaml").write_text(REPORT, "utf-8")
    (tmp_path / "train.txt").write_text("port\n", "utf-8")
    return tmp_path


def test_a_corpus_of_ones_own_is_read_in_the_same_way(home: Path) -> None:
    [report] = corpus("train", home).reports
    assert (report.name, len(report.record.events)) == ("port", 3)


def test_every_broken_file_is_named(home: Path) -> None:
    for name in ("quay", "mole"):
        (home / "reports" / f"{name}.yaml").write_text(yaml.safe_dump({"text": ""}), "utf-8")
    (home / "reports" / "jetty.yaml").write_text("title: a\ntitle: b\n", "utf-8")
    (home / "train.txt").write_text("port quay mole jetty\n", "utf-8")
    with pytest.raises(GoldError) as error:
        corpus("train", home)
    assert [line.split(":")[0] for line in str(error.value).splitlines()] == ["jetty.yaml", "mole", "quay"]


@pytest.mark.parametrize(
    "text", ["", "incidents: [{id: x}]", "copies: null", "- a list"], ids=["empty", "short", "null", "list"]
)
def test_incidents_in_another_form_are_refused_or_none(home: Path, text: str) -> None:
    (home / "reports" / "incidents.yaml").write_text(text, "utf-8")
    if text in ("", "copies: null"):
        assert corpus("train", home).incidents == ()
    else:
        with pytest.raises(GoldError, match=r"incidents\.yaml: not in the form of incidents"):
            corpus("train", home)


def test_a_missing_part_and_a_file_that_is_no_text_are_refused(home: Path) -> None:
    with pytest.raises(GoldError, match="no list of the dev part"):
        corpus("dev", home)
    (home / "reports" / "port.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GoldError, match=r"port\.yaml: not YAML"):
        corpus("train", home)
