"""Ways between the words of a passage, by the parse."""

from __future__ import annotations

from polybius.language.paths import AWAY, BRANCHES, STEPS, WAYS, Paths, away, ways

HEADS = [1, 1, 1, 4, 2, 5, 5]  # "Rebels shelled villages near Vela." "They left."; of the first, "near" hangs on "Vela"
LABELS = [1, 2, 3, 4, 5, 6, 7]
SENTENCES = [0, 0, 0, 0, 0, 1, 1]


def way(up: int, down: int, *, after: bool) -> int:
    return after * (STEPS + 1) ** 2 + up * (STEPS + 1) + down


def test_a_subject_is_one_step_below_its_verb_and_before_it() -> None:
    found, branches = ways(HEADS, LABELS, SENTENCES)
    assert (found[1, 0], branches[1, 0]) == (way(0, 1, after=False), LABELS[0])
    assert (found[0, 1], branches[0, 1]) == (way(1, 0, after=True), 0)


def test_the_branch_is_that_which_hangs_on_the_lowest_word_above_both() -> None:
    found, branches = ways(HEADS, LABELS, SENTENCES)
    assert (found[0, 4], branches[0, 4]) == (way(1, 2, after=True), LABELS[2])


def test_long_ways_count_as_three_steps() -> None:
    found, _ = ways([0, 0, 1, 2, 3], [1] * 5, [0] * 5)
    assert found[0, 4] == found[0, 3] == way(0, STEPS, after=True)


def test_other_sentences_are_told_by_their_distance_and_side() -> None:
    found, branches = ways(HEADS, LABELS, SENTENCES)
    assert found[0, 5] == WAYS - 2 * AWAY
    assert found[5, 0] == WAYS - AWAY
    assert branches[0, 5] == 0


def test_a_parse_that_goes_round_in_a_ring_still_gives_numbers_in_range() -> None:
    found, branches = ways([1, 2, 0, 2], [1, 2, 3, 4], [0] * 4)
    assert 0 <= found.min() <= found.max() < WAYS
    assert 0 <= branches.min() <= branches.max() < BRANCHES


def test_ways_between_some_words_are_those_between_all() -> None:
    ones, others = [1, 4, 6], [0, 4, 5]
    whole = [array[ones][:, others].tolist() for array in ways(HEADS, LABELS, SENTENCES)]
    assert [array.tolist() for array in Paths(HEADS, LABELS, SENTENCES).between(ones, others)] == whole


def test_words_of_two_passages_are_as_far_apart_as_words_of_two_sentences() -> None:
    here = Paths(HEADS, LABELS, SENTENCES).numbered([0], [5])
    assert away([1]).tolist() == here[0].tolist()
    assert away([0, AWAY, 99]).tolist() == [away([1])[0], away([AWAY])[0], away([AWAY])[0]]
