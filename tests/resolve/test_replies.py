"""What a speech act is about that does not say it: what its sentence tells, or what it answers."""

import pytest

from polybius import Reader
from tests.builders import happening


@pytest.mark.parametrize(
    ("text", "speech", "deed"),
    [
        ("Kenya asked Uganda to withdraw its troops. Uganda refused on Monday.", "refused", "withdraw"),
        ("Kenya asked Uganda to withdraw its troops. Uganda agreed on Monday.", "agreed", "withdraw"),
        ("Kenya accused Uganda of shelling Goma. Uganda rejected this.", "rejected", "shelling"),
    ],
)
def test_an_answer_is_about_what_was_asked_or_charged(reader: Reader, text: str, speech: str, deed: str) -> None:
    record = reader.read(text)
    assert happening(record, speech).content == (happening(record, deed).id,)


def test_who_was_not_asked_agrees_to_something_else(reader: Reader) -> None:
    record = reader.read("Kenya asked Uganda to withdraw its troops. Burundi agreed on Monday.")
    assert happening(record, "agreed").content == ()
