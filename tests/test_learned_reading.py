"""What the learned reader adds to a whole reading, and what plain sayings leave behind."""

from __future__ import annotations

import pytest

from polybius import ClaimKind, EventType, Reader, Status, record_from_dict, record_to_dict
from tests.builders import faults, happening, names


@pytest.fixture(scope="module")
def both() -> Reader:
    """Rules and learned reader side by side."""
    return Reader()


JUDGED = {
    ("The army stopped short of shelling the town.", "shelling"): (EventType.ASSAULT, Status.DENIED),
    ("Nobody was drawn into a condemnation of the raid.", "condemnation"): (EventType.ACCUSE, Status.DENIED),
    ("The governor waved away the petition of the teachers.", "waved away"): (EventType.REJECT, Status.HAPPENED),
}


@pytest.mark.parametrize(("told", "judged"), JUDGED.items(), ids=["short of", "nobody", "waved away"])
def test_what_the_rules_misjudge_or_miss_is_judged_by_the_encoder(
    both: Reader, reader: Reader, told: tuple[str, str], judged: tuple[EventType, Status]
) -> None:
    text, words = told
    event = happening(both.read(text), words)
    assert (event.type, event.status) == judged
    assert judged not in [(e.type, e.status) for e in reader.read(text).events]


def test_who_did_it_is_named_for_a_word_that_the_lexicon_lacks(both: Reader) -> None:
    record = both.read("The governor waved away the petition of the teachers.")
    assert names(record, happening(record, "waved away").initiators) == {"governor"}


def test_who_is_told_to_do_something_says_nothing(both: Reader) -> None:
    record = both.read("The rebels were ordered to leave Goma.")
    order = happening(record, "ordered")
    assert (names(record, order.initiators), names(record, order.targets)) == (set(), {"rebels"})
    assert [claim for claim in record.claims if claim.chain] == []


def test_captives_who_walk_free_are_freed(both: Reader) -> None:
    record = both.read("Two hostages walked free near Goma on Tuesday.")
    assert [(f.what, f.low) for f in happening(record, "walked").figures] == [("freed", 2)]


def test_a_record_keeps_its_rules_and_survives_the_way_there_and_back(both: Reader) -> None:
    record = both.read(
        "DOCKERS BLOCKED THE PORT OF GOMA ON MONDAY.\n\nPolice roughed up nine of them, a union said. It vowed to "
        "march again if the nine are not let go.",
        published="2021-03-10",
    )
    assert len(record.events) > 2
    assert faults(record) == []
    assert record_from_dict(record_to_dict(record)) == record


def test_what_an_auxiliary_only_carries_is_one_event(both: Reader) -> None:
    record = both.read("Elders from both towns are to meet on neutral ground on Friday.", published="2021-03-10")
    assert [(event.type, event.status) for event in record.events] == [(EventType.CONSULT, Status.PLANNED)]


def test_what_is_to_be_is_planned_whatever_word_the_encoder_hears_it_at(both: Reader) -> None:
    record = both.read("From Monday guards of both republics are to share the canal posts.")
    assert [event.status for event in record.events] == [Status.PLANNED]


def test_several_towns_are_not_the_town_told_last(reader: Reader) -> None:
    record = reader.read("Rebels attacked Goma on Monday. Police arrested a man in both towns on Tuesday.")
    assert [place.aliases for place in record.places if place.name == "Goma"] == [()]


def test_a_description_stands_for_whom_the_encoder_hears(both: Reader, reader: Reader) -> None:
    text = "Gunmen attacked a convoy near Goma on Monday, police said. The attackers killed two guards and fled."
    heard, ruled = both.read(text), reader.read(text)
    assert names(heard, happening(heard, "killed").initiators) == {"gunmen"}
    assert names(ruled, happening(ruled, "killed").initiators) == {"attackers"}


@pytest.mark.parametrize("deed", ["shot", "arrested"])
def test_who_does_something_to_somebody_is_somebody_else(both: Reader, deed: str) -> None:
    record = both.read(f"Soldiers entered Goma on Monday. Later the troops {deed} the men of a garrison.")
    event = happening(record, deed)
    assert event.initiators
    assert not set(event.initiators) & set(event.targets)


# --- sayings


def test_what_a_source_says_is_kept_where_nothing_happens(reader: Reader) -> None:
    text = "The mayor said that the harvest was good."
    record = reader.read(text)
    [claim] = [c for c in record.claims if c.chain]
    assert record.events == ()
    assert names(record, [claim.chain[0].source]) == {"mayor"}
    assert claim.content is not None
    assert claim.content.of(text) == "that the harvest was good"


def test_whoever_has_not_confirmed_is_no_source_of_it(reader: Reader) -> None:
    record = reader.read("The army has not confirmed that a spokesman said the road was closed.")
    kinds = {tuple(sorted(names(record, [link.source for link in c.chain]))): c.kind for c in record.claims if c.chain}
    assert kinds == {("spokesman",): ClaimKind.ASSERTION, ("army",): ClaimKind.NON_ACKNOWLEDGEMENT}


def test_what_the_publisher_says_itself_is_no_claim_of_its_own(reader: Reader) -> None:
    record = reader.read("The Vela Gazette said that it would be warmer.", publisher="Vela Gazette")
    assert [c for c in record.claims if c.content is None] == []


def test_members_of_a_group_are_not_whom_it_fights(both: Reader) -> None:
    text = (
        "It was not the Puna Front, say drivers. According to them, the gunmen were members of the Salar gang, which "
        "has been fighting the Puna Front since last year."
    )
    record = both.read(text)
    [front] = [a for a in record.actors if a.name == "Puna Front"]
    assert not {"gunmen", "the gunmen", "members"} & set(front.aliases)
