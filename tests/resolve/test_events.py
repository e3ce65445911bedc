"""Which passages of a report tell one event."""

from typing import Any

import pytest

from polybius import EventType, Reader, Span, Status, TimeSpan
from polybius.drafts import EventDraft
from polybius.resolve.events import Told, group_events
from tests.cases import case


def told(number: int, lemma: str = "attack", **more: Any) -> Told:
    """A passage that tells an attack, in the sentence of its number."""
    sides = {side: frozenset(more.pop(side, ())) for side in ("initiators", "targets", "places")}
    when, heading = more.pop("when", None), more.pop("heading", False)
    parts = {"type": EventType.ASSAULT, "status": Status.HAPPENED, "sentence": number} | more
    draft = EventDraft(number, trigger=Span(number * 100, number * 100 + 6), word=number * 20, lemma=lemma, **parts)
    return Told(draft, when=when, heading=heading, **sides)


def test_the_attack_that_is_looked_back_at_is_the_one_told_before() -> None:
    assert group_events([told(0, "shell", initiators=["a1"]), told(1, nominal=True, anaphoric=True)]) == [[0, 1]]


def test_the_headline_tells_what_the_body_tells() -> None:
    assert group_events([told(0, heading=True, initiators=["a1"]), told(1, initiators=["a1"])]) == [[1, 0]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"initiators": ["a1"]}, {"initiators": ["a2"]}),
        ({"places": ["p1"]}, {"places": ["p2"]}),
        ({"when": TimeSpan("2021-03-08", "2021-03-08")}, {"when": TimeSpan("2021-03-09", "2021-03-09")}),
        ({"status": Status.HAPPENED}, {"status": Status.DENIED}),
        ({"type": EventType.ASSAULT}, {"type": EventType.PROTEST}),
    ],
    ids=["doer", "place", "day", "status", "type"],
)
def test_what_differs_keeps_events_apart(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert group_events([told(0, **one), told(1, **other)]) == [[0], [1]]


def test_far_apart_and_with_nothing_shared_there_are_two_events() -> None:
    assert group_events([told(0), told(30)]) == [[0], [1]]


@pytest.mark.parametrize(("chance", "groups"), [(0.9, [[0, 1]]), (0.01, [[0], [1]])])
def test_what_the_learned_reader_hears_as_one_event_is_one(chance: float, groups: list[list[int]]) -> None:
    passages = [told(0, heard=5, initiators=["a1"]), told(1, "fall", heard=25, same={5: chance}, targets=["a2"])]
    assert group_events(passages) == groups


def test_one_event_may_have_been_read_as_of_two_types() -> None:
    passages = [told(0, heard=5), told(1, "search", heard=25, same={5: 0.9}, type=EventType.COERCE)]
    assert group_events(passages) == [[0, 1]]


def test_no_passages_make_no_events() -> None:
    assert group_events([]) == []


def test_every_passage_is_in_one_group() -> None:
    passages = [told(n, ("attack", "raid")[n % 2], initiators=[f"a{n % 3}"], anaphoric=n % 4 == 0) for n in range(20)]
    assert sorted(n for group in group_events(passages) for n in group) == list(range(20))


ONCE = [
    case("Rebels attacked a convoy on Monday. The attack killed three soldiers."),
    case(
        "Rebels attacked soldiers on Monday. The attack killed three soldiers.", fails="three soldiers are new targets"
    ),
    case("Gunmen killed two guards in Goma. The killing shocked the town."),
    case("Rebels shelled Goma on Monday. In the shelling, two people died."),
    case("Gunmen attacked a market in Goma. Sixty people were wounded."),
    case("The blast in Goma killed two people. Sixty people were hurt."),
    case("Rebels shell Goma\n\nRebels shelled Goma on Monday, the army said."),
    case("Five killed in attack in Goma\n\nGunmen killed five people in an attack in Goma on Monday."),
]


@pytest.mark.parametrize("text", ONCE)
def test_one_event_told_twice_is_one(reader: Reader, text: str) -> None:
    record = reader.read(text, published="2021-03-10")
    assert len([event for event in record.events if event.type is EventType.ASSAULT]) == 1


@pytest.mark.parametrize(
    "text",
    [
        case("Rebels shelled Goma on Monday. On Tuesday the army shelled Kidal."),
        case("Twelve people were killed in Goma. Five people were killed in Kidal."),
        case("Rebels attacked soldiers on Monday. Rebels attacked soldiers again on Tuesday."),
        case("Rebels attacked soldiers. The army attacked rebels."),
        case(
            "Kenya said it killed 20 rebels, while the rebels said 12 soldiers died.",
            fails="'while' is read as a cause",
        ),
    ],
)
def test_two_events_told_alike_are_two(reader: Reader, text: str) -> None:
    record = reader.read(text, published="2021-03-10")
    assert len([event for event in record.events if event.type is EventType.ASSAULT]) == 2


def test_an_arrest_after_a_riot_is_an_event_of_its_own(reader: Reader) -> None:
    record = reader.read("Five people were arrested after protesters threw stones at police.")
    assert {event.type for event in record.events} == {EventType.COERCE, EventType.ASSAULT}


def test_the_headline_gives_way_to_the_fuller_passage(reader: Reader) -> None:
    record = reader.read("Five killed in Goma\n\nGunmen killed five people in Goma on Monday.", published="2021-03-10")
    [event] = record.events
    assert record.text.index("killed", 10) == event.trigger.start
    assert [span.of(record.text) for span in event.mentions] == ["killed"]


@pytest.mark.xfail(strict=True, reason="a headline of plain plurals is parsed as one noun phrase")
def test_a_headline_of_plain_plurals_has_its_verb(reader: Reader) -> None:
    record = reader.read("Rebels attack soldiers in Goma")
    assert [event.trigger.of(record.text) for event in record.events] == ["attack"]


def test_an_event_that_two_sources_tell_has_both_claims(reader: Reader) -> None:
    record = reader.read(
        "Rebels shelled Goma on Monday, the army said. The shelling killed two people, the mayor said."
    )
    [event] = record.events
    assert len({event.claim, *event.claims}) == 2


def test_the_blast_is_the_bombing_before_it_is_the_shooting_told_last() -> None:
    bombing, shooting = told(0, "explode", mode="explosives"), told(1, "shoot", mode="firearms")
    blast = told(2, "blast", nominal=True, anaphoric=True, mode="explosives")
    assert group_events([bombing, shooting, blast]) == [[0, 2], [1]]
