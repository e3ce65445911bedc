"""Lasting views: who supports, opposes, fears or seeks what."""

import pytest

from polybius import Reader
from tests.builders import names
from tests.cases import case

STANCES = [
    case("Norway supports the ceasefire.", "norway", "supports", "the ceasefire"),
    case("The ministry welcomed the agreement.", "ministry", "supports", "the agreement"),
    case("France expressed support for the talks.", "france", "supports", "the talks"),
    case("Kenya backed the deployment of peacekeepers.", "kenya", "supports", "the deployment of peacekeepers"),
    case("The plan is supported by Kenya.", "kenya", "supports", "The plan"),
    case("Norway opposes the sanctions.", "norway", "opposes", "the sanctions"),
    case("Kenya does not support the sanctions.", "kenya", "opposes", "the sanctions"),
    case("Kenya's opposition to the deal is well known.", "kenya", "opposes", "the deal"),
    case(
        "Norway is opposed to the blockade.", "norway", "opposes", "the blockade", fails="'opposed' is read as a deed"
    ),
    case("Residents fear a new attack.", "residents", "fears", "a new attack"),
    case("Officials are worried about an attack on the dam.", "officials", "fears", "an attack on the dam"),
    case("Officials fear that rebels may attack.", "officials", "fears", "that rebels may attack"),
    case("The Vela Front seeks autonomy.", "vela front", "seeks", "autonomy"),
    case("Ethiopia wants a ceasefire.", "ethiopia", "seeks", "a ceasefire"),
]


@pytest.mark.parametrize(("text", "holder", "attitude", "topic"), STANCES)
def test_a_view_is_read_from_its_words(reader: Reader, text: str, holder: str, attitude: str, topic: str) -> None:
    record = reader.read(text)
    found = [(names(record, [s.holder]), s.attitude.value, s.topic.of(text)) for s in record.stances]
    assert ({holder}, attitude, topic) in found


def test_a_view_is_about_the_events_of_its_topic(reader: Reader) -> None:
    record = reader.read("Residents fear a new attack.")
    [stance] = record.stances
    assert [e.trigger.of(record.text) for e in record.events if e.id in stance.about] == ["new attack"]


def test_each_of_two_subjects_holds_the_view(reader: Reader) -> None:
    record = reader.read("Norway and Kenya support the ceasefire.")
    assert names(record, [s.holder for s in record.stances]) == {"norway", "kenya"}


@pytest.mark.parametrize(
    "text",
    [
        case("Militants attacked soldiers in Goma."),
        case("The envoy arrived in Doha on Monday."),
        case("Kenya may support the sanctions."),
    ],
)
def test_a_deed_is_no_view(reader: Reader, text: str) -> None:
    assert reader.read(text).stances == ()


def test_a_view_that_is_reported_has_its_source(reader: Reader) -> None:
    record = reader.read("The mayor said that Norway opposes the sanctions.")
    [stance] = record.stances
    [claim] = [c for c in record.claims if c.id == stance.claim]
    assert names(record, [link.source for link in claim.chain]) == {"mayor"}
