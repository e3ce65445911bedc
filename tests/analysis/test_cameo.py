"""Codes to roots, classes and intensities."""

import numpy as np
import pytest

from polybius.analysis import cameo
from polybius.analysis.cameo import Quad, normal_code
from polybius.model import EventType


@pytest.mark.parametrize(
    ("written", "code"),
    [("042", "042"), ("42", "042"), ("4", "04"), ("14", "14"), ("211", "0211"), ("1823", "1823"), ("", None),
     ("---", None), ("0", None), ("999", "0999"), ("99999", None)],
)  # fmt: skip
def test_lost_zeros_are_put_back(written: str, code: str | None) -> None:
    assert normal_code(written) == code


def test_classes_are_told_by_root() -> None:
    codes = np.array(["010", "057", "061", "084", "09", "138", "141", "204"])
    assert [Quad(q).name for q in cameo.quads(codes)] == [
        "VERBAL_COOPERATION", "VERBAL_COOPERATION", "MATERIAL_COOPERATION", "MATERIAL_COOPERATION",
        "VERBAL_CONFLICT", "VERBAL_CONFLICT", "MATERIAL_CONFLICT", "MATERIAL_CONFLICT",
    ]  # fmt: skip


def test_fighting_is_the_lowest_intensity_and_aid_the_highest() -> None:
    found = cameo.goldstein(np.array(["190", "010", "07"]))
    assert found.tolist() == [-10, 0, 7]


def test_every_plover_type_has_a_code() -> None:
    assert set(cameo.PLOVER) == set(EventType)
    assert all(normal_code(code) == code for code in cameo.PLOVER.values())
