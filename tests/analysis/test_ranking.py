"""The ranking of who is next, and its reasons."""

import numpy as np
import pytest

from polybius.analysis.ranking import Choice, choice, fit_weights, mean_rank, rank
from polybius.analysis.recurrency import RULES, Asked
from tests.analysis.test_recurrency import HIT, MEET, observed


def test_the_object_of_many_deeds_comes_first_and_names_them() -> None:
    past = observed((0, HIT, 1, 1), (0, HIT, 2, 3), (0, HIT, 1, 4), (0, HIT, 1, 8))
    first, second, *_ = rank(past, Asked(0, HIT, 9))
    assert (first.actor, second.actor) == (1, 2)
    assert {r.rule: r.events for r in first.reasons}[RULES[0].name] == (3, 2, 0)
    assert past.facts[3].tolist() == [0, HIT, 1, 8]


def test_a_score_is_the_sum_of_its_reasons() -> None:
    past = observed((0, HIT, 1, 1), (0, MEET, 1, 2), (1, MEET, 0, 2))
    for found in rank(past, Asked(0, HIT, 3)):
        assert found.score == pytest.approx(sum(reason.share for reason in found.reasons))


def test_chances_add_up_to_one() -> None:
    past = observed((0, HIT, 1, 1), (0, HIT, 2, 3))
    assert sum(found.chance for found in rank(past, Asked(0, HIT, 4), limit=5)) == pytest.approx(1)


def test_a_shared_third_is_named_by_both_ties() -> None:
    past = observed((0, MEET, 1, 1), (2, MEET, 1, 2))
    reasons = {r.rule: r.events for r in next(c for c in rank(past, Asked(0, MEET, 3)) if c.actor == 2).reasons}
    assert reasons[RULES[6].name] == (0, 1)


def test_weights_find_the_rule_that_tells() -> None:
    chance = np.random.default_rng(1)
    supports = chance.random((200, 20, len(RULES)))
    weights = fit_weights([Choice(s.astype(np.float32), int(s[:, 4].argmax())) for s in supports])
    assert weights.argmax() == 4
    assert (weights >= 0).all()


def test_a_choice_leaves_out_what_came_true_as_well() -> None:
    past = observed((0, HIT, 1, 1), (0, HIT, 2, 1))
    made = choice(past.supports(Asked(0, HIT, 2)), 2, [1])
    scores = made.supports.sum(axis=1)
    assert made.answer == 0
    assert scores[made.answer] == scores.max()


def test_ties_share_their_rank() -> None:
    scores = np.array([3.0, 1.0, 1.0, 1.0, 0.0])
    assert mean_rank(scores, 1) == 3
    assert mean_rank(scores, 1, [0, 2]) == 1.5
