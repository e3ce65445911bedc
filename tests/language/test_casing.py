"""Texts all in capitals are spelled as they would be written, letter for letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polybius.language.casing import as_written, is_in_capitals

ENGLISH = frozenset("the troops of said on a clash in country near were shot and who unit was taken by army".split())


def written(text: str) -> str:
    return as_written(text, ENGLISH.__contains__)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TROOPS WERE SHOT IN EL SALVADOR.", "Troops were shot in El Salvador."),
        ("THE UNIT WHO WAS SHOT. A CLASH NEAR SAN TELMO.", "The unit who was shot. A clash near San Telmo."),
        ("A SALVADORAN WAS TAKEN BY THE ARMY", "A Salvadoran was taken by the army"),
        ("THE COUNTRY'S ARMY WAS NEAR USULUTAN", "The country's army was near Usulutan"),
        ("TROOPS OF THE ERP WERE IN THE UNIT", "Troops of the ERP were in the unit"),
        ("The army of the ERP was taken in Usulutan.", "The army of the ERP was taken in Usulutan."),
        ("NATO, EU, UN", "NATO, EU, UN"),
    ],
)
def test_words_are_spelled_as_they_would_be_written(text: str, expected: str) -> None:
    assert written(text) == expected


@given(st.text(alphabet="ABÉİßŒ '’.-\n1", max_size=60))
def test_no_letter_moves(text: str) -> None:
    assert len(written(text)) == len(text)


def test_only_texts_of_some_length_are_taken_to_be_in_capitals() -> None:
    assert is_in_capitals("THE TROOPS WERE SHOT NEAR SAN TELMO")
    assert not is_in_capitals("NATO")
    assert not is_in_capitals("Troops of NATO and the EU were shot near San Telmo")
