"""Words cut into the pieces that the encoder reads."""

from __future__ import annotations

from polybius.language.pieces import END, LONGEST, START, TAGS, UNKNOWN, cut, means, read_on

PIECES = {"Rebels": [7], "shelled": [8, 9], "~": []}


def test_each_word_has_its_pieces_and_each_piece_its_word() -> None:
    pieces, spans, home = cut(["Rebels", "shelled", "~"], PIECES.__getitem__)
    assert pieces == [START, 7, 8, 9, UNKNOWN, END]
    assert spans == [(1, 2), (2, 4), (4, 5)]
    assert home == [0, 1, 1, 2]


def test_a_word_that_is_not_wholly_read_has_no_span_and_its_pieces_a_word() -> None:
    pieces, spans, home = cut(["shelled"] * 300, PIECES.__getitem__)
    assert (len(pieces), pieces[-1]) == (LONGEST, END)
    assert all(end < LONGEST for _, end in spans)
    assert len(home) == LONGEST - 2 == 2 * len(spans)


def test_rows_are_the_ends_and_the_mean_of_each_words_pieces() -> None:
    rows = means([(1, 2), (2, 4)], 5)
    assert rows.tolist() == [[1, 0, 0, 0, 0], [0, 0, 0, 0, 1], [0, 1, 0, 0, 0], [0, 0, 0.5, 0.5, 0]]


def test_the_upper_layers_read_the_ends_and_what_may_have_a_part_in_an_event() -> None:
    tags = [1 + TAGS.index(tag) for tag in ("DET", "NOUN", "AUX", "VERB", "PUNCT")]
    assert read_on(tags) == [0, 1, 3, 5]
