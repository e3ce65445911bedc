"""Supports of the rules of recurrence, on a handful of deeds."""

import numpy as np
import pytest

from polybius.analysis.recurrency import RULES, Asked, Recurrency

HIT, MEET = 0, 1


def observed(*facts: tuple[int, int, int, int], actors: int = 5) -> Recurrency:
    past = Recurrency(actors, 2)
    rows = np.array(facts)
    for day in np.unique(rows[:, 3]):
        past.observe(rows[rows[:, 3] == day])
    return past


def support(past: Recurrency, actor: int, rule: int, *, asked: tuple[int, int, int] = (0, HIT, 10)) -> float:
    return float(past.supports(Asked(*asked))[actor, rule])


def test_the_same_deed_supports_its_object_and_fades() -> None:
    past = observed((0, HIT, 1, 2), (0, HIT, 2, 9))
    assert support(past, 2, 0) > support(past, 1, 0) > support(past, 3, 0) == 0


def test_what_was_done_to_an_actor_supports_the_doer() -> None:
    past = observed((1, HIT, 0, 9))
    assert support(past, 1, 0, asked=(0, past.inverse(HIT), 10)) > 0
    assert support(past, 1, 0) == 0
    assert support(past, 1, 3) > 0


def test_confidence_counts_what_followed() -> None:
    days = range(1, 160, 3)
    followed = [fact for d in days for fact in ((0, MEET, 1, d), (0, HIT, 1, d + 1))]
    past = observed(*followed, *((3, MEET, 0, d) for d in range(1, 160)))
    earlier = np.array([MEET, past.inverse(MEET)], np.int32)
    after_meeting, after_being_met = past.confidence(HIT, earlier, np.array([1, 1], np.int32))
    assert after_meeting > 0.5
    assert after_being_met < after_meeting / 2


def test_a_third_joins_two_that_never_met() -> None:
    past = observed((0, MEET, 1, 1), (2, MEET, 1, 2), (3, MEET, 4, 2))
    assert support(past, 2, 6) > support(past, 4, 6) == 0


def test_an_actor_never_seen_gets_what_is_usual() -> None:
    past = observed((0, HIT, 1, 1))
    supports = past.supports(Asked(3, HIT, 2))
    assert supports.shape == (5, len(RULES))
    assert supports[:, 5].argmax() == 1
    assert supports[:, [0, 1, 2, 3, 4, 6]].sum() == 0


@pytest.mark.parametrize("days", [(5, 4), (5, 6)])
def test_facts_of_another_day_are_refused(days: tuple[int, int]) -> None:
    past = observed((0, HIT, 1, 5))
    with pytest.raises(ValueError, match="facts of one day from 5 on"):
        past.observe(np.array([(0, HIT, 1, days[0]), (0, HIT, 2, days[1])]))
