"""What the keys of MUC-4 teach, on an invented message."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import muc
import pytest

from polybius import Document
from polybius.annotated import Annotated
from polybius.language import Parser

MESSAGE = """DEV-MUC3-9001 (INVENTED)

   LIMA, 3 MAR 89 (AGENCY) -- [TEXT] GUERRILLAS OF THE RED COLUMN
KIDNAPPED ENGINEER ABEL QUIROZ ON FRIDAY.  THE RED COLUMN ALSO
GARROTTED TWO PEASANTS.

   THE MINISTER VISITED THE TOWN.  ABEL QUIROZ WAS KILLED.
"""
MIXED = """DEV-MUC3-9001 (INVENTED)

   Lima, 3 Mar 89 (AGENCY) -- [Text] Guerrillas of the Red Column
kidnapped Engineer Abel Quiroz on Friday.  The Red Column also
garrotted two peasants.

   The Minister visited the town.  Abel Quiroz was killed.
"""
SLOT = "{:<36}{}"
KEYS = "\n".join(
    SLOT.format(name, value)
    for name, value in [
        ("0.  MESSAGE: ID", "DEV-MUC3-9001 (INVENTED)"),
        ("4.  INCIDENT: TYPE", "KIDNAPPING"),
        ("9.  PERP: INDIVIDUAL ID", '"GUERRILLAS OF THE RED COLUMN"'),
        ("10. PERP: ORGANIZATION ID", '"RED COLUMN"'),
        ("18. HUM TGT: NAME", '"ABEL QUIROZ"'),
        ("19. HUM TGT: DESCRIPTION", '"ENGINEER": "ABEL QUIROZ"'),
        ("", '"TWO PEASANTS"'),
        ("0.  MESSAGE: ID", "DEV-MUC3-9002 (INVENTED)"),
        ("4.  INCIDENT: TYPE", "*"),
    ]
)


@pytest.fixture(scope="module", params=["", ".mixed-case"])
def sets(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sets")
    (folder / "CORPORA" / "dev").mkdir(parents=True)
    (folder / "CORPORA" / "dev" / "key-dev").write_text(KEYS, "latin-1")
    quiet = "DEV-MUC3-9002 (INVENTED)\n\n   QUITO, 4 MAR 89 -- [TEXT] THE MINISTER VISITED\nTHE PORT.\n"
    text = (MIXED if request.param else MESSAGE) + "\n\n" + quiet
    (folder / "CORPORA" / "dev" / f"dev-muc3{request.param}").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def taught(sets: Path) -> tuple[Annotated, dict[str, Any]]:
    text, keys = next(muc.told(sets))
    annotated = next(Parser().annotate([Document(text)]))
    return annotated, muc.of_told(annotated, keys, 0, len(annotated.tokens))


def words(annotated: Annotated, indexes: list[int]) -> list[str]:
    return [annotated.tokens[i].lower for i in indexes]


def test_text_runs_on_over_lines_without_dateline(sets: Path) -> None:
    assert next(muc.quiet(sets)) == ("THE MINISTER VISITED THE PORT.", None)


def test_deed_of_the_right_kind_and_verb_between_both_parties_are_events(
    taught: tuple[Annotated, dict[str, Any]],
) -> None:
    annotated, row = taught
    assert words(annotated, [e["word"] for e in row["events"]]) == ["kidnapped", "garrotted"]
    assert {e["type"] for e in row["events"]} == {"ASSAULT"}


def test_parties_of_the_sentence_have_their_roles(taught: tuple[Annotated, dict[str, Any]]) -> None:
    annotated, row = taught
    roles = [(*words(annotated, [word]), role) for word, role in row["events"][0]["roles"]]
    assert roles == [("guerrillas", "initiator"), ("column", "initiator"), ("quiroz", "target")]


def test_of_words_beside_the_parties_nothing_is_said(taught: tuple[Annotated, dict[str, Any]]) -> None:
    annotated, row = taught
    unsaid = words(annotated, row["unsaid"])
    assert {"minister", "visited", "killed"} <= set(unsaid)
    assert "engineer" not in unsaid


def test_in_a_text_without_incident_attacks_mostly_tell_nothing_and_of_clashes_nothing_is_said() -> None:
    text = "They deplored the massacres. Troops clashed with rebels. Gunmen killed two soldiers."
    annotated = next(Parser().annotate([Document(text)]))
    row = muc.of_quiet(annotated, None, 0, len(annotated.tokens))
    assert words(annotated, row["open"]) == ["massacres"]
    assert {"clashed", "killed"} <= set(words(annotated, row["unsaid"]))
