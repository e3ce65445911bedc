"""Interviews, briefings and broadcasts: whose turn it is to speak."""

from polybius import Reader
from polybius.extract.conversations import turns_of
from tests.builders import chains, happening, names

LEAD = "Ana Rook, 47, speaks for the Vela Front. She received us in Goma on Tuesday.\n\n"
BY_NAMES = LEAD + (
    "Puna Review: Who shelled the mill?\n\n"
    "Rook: The army did. It arrested three farmers on Friday.\n\n"
    "PR: The governor says that you kidnapped a priest.\n\n"
    "Rook: We blocked the road, no more."
)
BY_DASHES = LEAD + (
    "PR: Who shelled the mill?\n\n– The army did. It arrested three farmers on Friday.\n\n"
    "PR: And the bridge?\n\n– It was blown up by soldiers."
)
BY_QUESTIONS = LEAD + (
    "Who shelled the mill?\nThe army did. It arrested three farmers on Friday.\n\n"
    "And the bridge?\nIt was blown up by soldiers.\n\n"
    "You were in prison once.\nI was held in Goma for a year.\n\n"
    "What do you want?\nPeace."
)


def test_who_is_named_before_a_colon_says_what_follows(reader: Reader) -> None:
    record = reader.read(BY_NAMES, publisher="Puna Review")
    assert chains(record, happening(record, "arrested")) == [["ana rook"]]


def test_a_source_in_a_question_is_not_within_the_answers(reader: Reader) -> None:
    record = reader.read(BY_NAMES, publisher="Puna Review")
    assert chains(record, happening(record, "kidnapped")) == [["governor"]]


def test_we_is_the_body_that_who_speaks_speaks_for(reader: Reader) -> None:
    record = reader.read(BY_NAMES, publisher="Puna Review")
    assert names(record, happening(record, "blocked").initiators) == {"vela front"}


def test_dashes_stand_before_what_the_interviewed_says(reader: Reader) -> None:
    record = reader.read(BY_DASHES)
    assert chains(record, happening(record, "arrested")) == [["ana rook"]]


def test_answers_stand_below_their_questions(reader: Reader) -> None:
    record = reader.read(BY_QUESTIONS)
    assert chains(record, happening(record, "arrested")) == [["ana rook"]]
    assert chains(record, happening(record, "held")) == [["ana rook"]]


def test_the_publishers_own_people_need_no_claim(reader: Reader) -> None:
    record = reader.read(
        "HOST: With me is our correspondent Ana Rook.\n\nROOK: Soldiers arrested three farmers.\n\nHOST: In Goma?\n\n"
        "ROOK: In Goma."
    )
    assert chains(record, happening(record, "arrested")) == [[]]


def test_who_is_named_nowhere_else_speaks(reader: Reader) -> None:
    record = reader.read("MR. DELL: Soldiers arrested three farmers.\n\nQUESTION: In Goma?\n\nMR. DELL: In Goma.")
    assert chains(record, happening(record, "arrested")) == [["dell"]]


def test_labels_of_a_list_are_nobody(reader: Reader) -> None:
    record = reader.read(
        "Place: Goma.\nKilled: 2.\n\nPlace: Kell.\nKilled: 1.\n\nPlace: Vela.\nSoldiers arrested a farmer."
    )
    assert {"Place", "Killed"}.isdisjoint(actor.name for actor in record.actors)


def test_headed_paragraphs_and_lone_questions_are_no_conversation() -> None:
    listed = "Ana Rook leads it.\n\nPlace: Goma.\n- Two dead.\n\nPlace: Kell.\n- One farmer was arrested."
    assert not any(turn.label is None or turn.asks for turn in turns_of(listed))
    assert turns_of("HEALTH: Nine cases.\n\nFOOD: Forty lorries arrived.\n\nSECURITY: Two clashes.") == []
    assert turns_of("Why now?\n\nThe army shelled Goma.\n\nNobody knows.") == []
