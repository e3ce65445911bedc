"""What was known by a day."""

from tests.analysis.tables import deed, table


def test_a_table_can_be_cut_to_what_was_known() -> None:
    assert table(deed(1), deed(2), deed(3)).until(2).days.tolist() == [1, 2]


def test_deeds_of_two_incidents_are_two_on_one_day_too() -> None:
    found = table(deed(1, id="i1"), deed(1, id="i2"), deed(1, id="i2"))
    assert (found.ids, found.tellings.tolist()) == (("i1", "i2"), [1, 2])
