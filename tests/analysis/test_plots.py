"""Pictures: that they are drawn, hold what they are to show, and come out the same again."""

from datetime import date

import numpy as np
import pytest

from polybius.analysis.plots import plot_lags, plot_reliability, plot_series
from polybius.analysis.reaction import Range, Reaction, ReactionVerdict
from polybius.analysis.scores import reliability
from polybius.analysis.series import dyad_series
from tests.analysis.tables import deed, table

BANDS = reliability(np.array([0.15, 0.15, 0.85]), np.array([0.0, 1.0, 1.0]))
SERIES = dyad_series(table(deed(0), deed(3, code="04")), "Northland", "Southland")
FOUND = Reaction(ReactionVerdict.SUPPORTED, "", by_lag=tuple(Range(v, v / 2, v * 2) for v in (0.5, 0.2, 0.1)))


def test_reliability_is_drawn_with_its_counts() -> None:
    picture = plot_reliability(BANDS).decode()
    assert picture.startswith("<?xml")
    assert ">2</text>" in picture
    assert ">came true (95 %)</text>" in picture


def test_a_series_is_drawn_with_its_marks() -> None:
    picture = plot_series(SERIES, marks={date(1970, 1, 2): "ceasefire"}).decode()
    assert ">ceasefire</text>" in picture
    assert "Northland → Southland" in picture


def test_lags_are_drawn_under_the_verdict() -> None:
    assert ">supported</text>" in plot_lags(FOUND).decode()


def test_the_same_values_make_the_same_bytes() -> None:
    assert plot_lags(FOUND) == plot_lags(FOUND)


@pytest.mark.parametrize("picture", [plot_reliability(BANDS, format="png"), plot_lags(FOUND, format="png")])
def test_pictures_come_as_png(picture: bytes) -> None:
    assert picture.startswith(b"\x89PNG")
