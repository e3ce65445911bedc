"""The chance of material conflict for pairs of actors."""

import numpy as np
import pytest

from polybius.analysis.conflict import ConflictModel, Panel, conflict_panel
from tests.analysis.tables import deed, table

NAMES = tuple((f"a{n}", f"b{n}") for n in range(20))


def panel(own: np.ndarray) -> Panel:
    nothing = np.zeros_like(own)
    return Panel(NAMES[: len(own)], 0, own, nothing, nothing, nothing)


def bursts(days: int, seed: int = 5) -> Panel:
    """Pairs that are quiet or at war for months on end."""
    chance = np.random.default_rng(seed)
    war = np.repeat(chance.random((20, days // 40)) < 0.3, 40, axis=1)
    return panel((chance.random(war.shape) < np.where(war, 0.5, 0.01)).astype(float))


def test_deeds_are_counted_for_the_pair_and_around_it() -> None:
    deeds = table(deed(1), deed(1, code="04"), deed(2, "Southland", "Northland"), deed(3, "Northland", "Eastland"))
    found = conflict_panel(deeds, [("Northland", "Southland"), ("Northland", None)], first=1, last=3)
    assert found.own.tolist() == [[1, 0, 0], [1, 0, 1]]
    assert found.back.tolist() == [[0, 1, 0], [0, 1, 0]]
    assert found.by_source[0].tolist() == [1, 0, 1]
    assert found.on_target[0].tolist() == [1, 0, 0]


def test_an_outcome_is_a_deed_after_the_day_within_the_horizon() -> None:
    own = np.zeros((1, 20))
    own[0, 10] = 1
    model = ConflictModel(panel(own), 3)
    assert [day for day in range(17) if model.outcomes(day)[0]] == [7, 8, 9]


def test_climatology_counts_past_windows_and_leans_on_all_pairs() -> None:
    own = np.zeros((2, 100))
    own[0] = 1
    never, always = sorted(ConflictModel(panel(own), 7).climatology(90))
    assert 0 < never < 0.5 < always < 1
    assert never + always == pytest.approx(1)


def test_without_enough_past_climatology_is_all_there_is() -> None:
    said = ConflictModel(bursts(400), 7).forecast(60)
    assert said.trust == 0
    assert said.chances.tolist() == said.climatology.tolist()


def test_a_model_of_bursts_beats_climatology() -> None:
    model = ConflictModel(bursts(400), 7)
    days = range(300, 390, 30)
    said, came = [model.forecast(day) for day in days], [model.outcomes(day) for day in days]
    ours, plain = (
        np.mean([np.mean((getattr(s, part) - c) ** 2) for s, c in zip(said, came, strict=True)])
        for part in ("chances", "climatology")
    )
    assert ours < plain
    assert said[0].trust > 0.5


def test_a_forecast_does_not_know_what_comes() -> None:
    own = bursts(400).own
    changed = own.copy()
    changed[:, 301:] = 1 - changed[:, 301:]
    one, other = (ConflictModel(panel(counts), 7).forecast(300) for counts in (own, changed))
    assert one.chances.tolist() == other.chances.tolist()
