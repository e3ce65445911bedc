from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polybius.export.json_text import json_list, json_object, json_text

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(VALUES)
def test_a_value_reads_back_as_it_was_from_one_line_of_utf_8(value: object) -> None:
    line = json_text(value)
    assert json.loads(line.encode("utf-8")) == value
    assert len(line.splitlines()) == 1


@given(st.lists(VALUES))
def test_a_list_reads_back_as_it_was(values: list[object]) -> None:
    assert json.loads("".join(json_list('{"all": ', values, "}"))) == {"all": values}


@given(st.dictionaries(st.text(), VALUES))
def test_an_object_reads_back_as_it_was(values: dict[str, object]) -> None:
    assert json.loads("".join(json_object("", values.items(), ""))) == values


def test_what_reorders_text_is_escaped_and_letters_are_not() -> None:
    assert json_text("Дно \u202eevil") == '"Дно \\u202eevil"'


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text(float("nan"))
