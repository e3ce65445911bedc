"""Who may come next, by name."""

import pytest

from polybius.analysis.next_deeds import NextDeeds
from polybius.analysis.recurrency import RULES
from tests.analysis.tables import deed, table

DEEDS = table(
    deed(-5), deed(-3, "Northland", "Eastland"), deed(-2), deed(-1, "Eastland", "Southland"), deed(0, code="04")
)


def test_targets_are_ranked_with_the_rows_behind_them() -> None:
    first, second, *_ = NextDeeds(DEEDS).whom("Northland", 19)
    assert (first.actor, second.actor) == ("Southland", "Eastland")
    assert {reason.rule: reason.events for reason in first.reasons}[RULES[0].name] == (2, 0)
    assert [DEEDS.actors[int(DEEDS.targets[row])] for row in (2, 0)] == ["Southland", "Southland"]


def test_doers_are_ranked_by_what_they_did() -> None:
    assert {found.actor for found in NextDeeds(DEEDS).by_whom("Southland", 19, limit=2)} == {"Northland", "Eastland"}


@pytest.mark.parametrize(
    ("actor", "root", "message"),
    [("Westland", 19, "no actor 'Westland' among 3"), ("Northland", 21, "no CAMEO root 21; allowed are 1 to 20")],
)
def test_what_is_not_known_is_refused(actor: str, root: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        NextDeeds(DEEDS).whom(actor, root)
