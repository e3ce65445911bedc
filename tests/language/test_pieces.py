"""Words cut into the pieces that the encoder reads."""

from __future__ import annotations

from polybius.language.pieces import END, LONGEST, START, UNKNOWN, cut

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
