from __future__ import annotations

from random import Random

import pytest

from polybius.fuse.copies import band_keys, containment, find_copy, first_reports, signature, similarity
from polybius.incidents import Copy


def text(words: int, seed: int = 1) -> str:
    random = Random(seed)
    return " ".join(f"w{random.randrange(5000)}" for _ in range(words))


WIRE = text(300)


@pytest.mark.parametrize(
    "copy",
    [WIRE, f"EXCLUSIVE {WIRE}", " ".join(WIRE.split()[:150]), WIRE.replace("w1", "x1", 3), WIRE.upper()],
    ids=["verbatim", "re-headlined", "trimmed to half", "edited", "in capitals"],
)
def test_a_copy_is_found(copy: str) -> None:
    assert set(band_keys(signature(WIRE))) & set(band_keys(signature(copy)))
    found = find_copy("r2", signature(copy), [("r1", signature(WIRE))])
    assert found is not None
    assert found.of == "r1"


def test_another_text_is_no_copy() -> None:
    assert find_copy("r2", signature(text(300, 2)), [("r1", signature(WIRE))]) is None


def test_a_text_too_short_to_tell_is_no_copy() -> None:
    assert signature("Three killed in Vela") == ()
    assert band_keys(()) == ()


@pytest.mark.parametrize("kept", [270, 200, 150])
def test_similarity_is_near_the_true_jaccard_index(kept: int) -> None:
    trimmed = " ".join(WIRE.split()[:kept])
    assert similarity(signature(WIRE), signature(trimmed)) == pytest.approx((kept - 4) / 296, abs=0.12)
    assert containment(signature(WIRE), signature(trimmed)) >= 0.8


def test_copies_of_copies_count_for_the_first() -> None:
    assert first_reports([Copy("c", "b", 0.9), Copy("b", "a", 0.9)]) == {"c": "a", "b": "a"}
