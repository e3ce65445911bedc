"""If, unless, should, when and could: what hangs on what, and in whose mouth."""

import pytest

from polybius import ConditionKind, Reader, Record, Span
from tests.builders import names
from tests.cases import case

CONDITIONS = [
    case("If rebels attack Goma, the army will bomb them.", "rebels attack Goma", "the army will bomb them"),
    case("The army will bomb Goma if rebels attack it.", "rebels attack it", "The army will bomb Goma"),
    case("Unless troops withdraw, the militia will attack Goma.", "troops withdraw", "the militia will attack Goma"),
    case("Should Kenya attack, Ethiopia will impose sanctions.", "Kenya attack", "Ethiopia will impose sanctions"),
    case("When the troops withdraw, talks will begin.", "the troops withdraw", "talks will begin"),
    case("Rebels will withdraw once talks begin.", "talks begin", "Rebels will withdraw"),
    case("If a man is killed, he said, the army will bomb Goma.", "a man is killed", "the army will bomb Goma"),
    case("The army will bomb Goma should they refuse.", "should they refuse", "The army will bomb Goma"),
    case("The raid could spark a war.", "The raid", "a war"),
    case("An attack on Goma would lead to war.", "An attack on Goma", "war"),
    case("The arrests may provoke new protests.", "The arrests", "new protests"),
    case("As long as the siege lasts, talks will not begin.", "the siege lasts", "talks will not begin"),
    case("Should the port stay shut, an envoy warned, it will cut aid.", "the port stay shut", "it will cut aid"),
    case("He said that should the siege go on, the army will bomb Goma.", "the siege go on", "the army will bomb"),
    case("Should the soldiers shoot, they will not be alone.", "the soldiers shoot", "they will not be alone"),
    case("They demand to go home, failing which they will shut the road.", "to go home", "they will shut the road"),
    case("He told them to leave Goma, or else the army would bomb it.", "leave Goma", "the army would bomb it"),
    case("Leave the town by Friday or we will burn it.", "Leave the town", "we will burn it"),
    case("They were told to leave Goma or be shot.", "to leave Goma", "be shot"),
    case("Goma must surrender, otherwise it will be shelled.", "surrender", "it will be shelled"),
    case("Elders asked it to leave and warned that it would be shelled otherwise.", "leave", "it would be shelled"),
    case("They asked the army to leave; otherwise, they said, they would bomb Goma.", "leave", "they would bomb"),
    case("They will be freed provided that they disarm.", "they disarm", "They will be freed"),
    case("He promised to free them provided they leave.", "they leave", "to free them"),
    case("They will be freed on condition that they leave Goma.", "they leave Goma", "They will be freed"),
    case("They will be freed on the condition that they leave Goma.", "they leave Goma", "They will be freed"),
    case("In case the rebels attack Goma, the army will bomb them.", "the rebels attack", "the army will bomb them"),
    case("He would not let the boats sail before a fine was paid.", "a fine was paid", "would not let the boats sail"),
    case("The bar has suspended hearings until the judge is guarded.", "is guarded", "has suspended hearings"),
    case("No patrol will march before the guns are given back.", "the guns are given back", "No patrol will march"),
    case("They will lift the siege, they said, when he has resigned.", "he has resigned", "will lift the siege"),
    case("They will leave, the mayor said, as soon as talks begin.", "talks begin", "They will leave"),
    case("Whoever attacks the army will be arrested.", "attacks the army", "will be arrested"),
    case("Any ship that enters the strait will be sunk, the navy warned.", "enters the strait", "will be sunk"),
]


def words(record: Record, span: Span | None) -> str:
    return span.of(record.text) if span else ""


@pytest.mark.parametrize(("text", "if_", "then"), CONDITIONS)
def test_a_condition_has_two_ends(reader: Reader, text: str, if_: str, then: str) -> None:
    record = reader.read(text)
    assert [(if_ in words(record, c.if_text), then in words(record, c.then_text)) for c in record.conditions] == [
        (True, True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        case("The minister asked if rebels had attacked Goma."),
        case("When rebels attacked Goma, the army fled."),
        case("The raid sparked a war."),
        case("The army does not know whether rebels attacked Goma."),
        case("Should we attack Goma?"),
        case("The army should leave Goma."),
        case("The ministry provided food that they needed."),
        case("The rebels will attack or the army will."),
        case("An officer spoke on condition that his name not be used."),
        case("The troops did not leave until the rebels came."),
        case("The minister said that any attack would be answered."),
    ],
)
def test_a_fact_or_question_is_no_condition(reader: Reader, text: str) -> None:
    assert reader.read(text).conditions == ()


def test_the_ends_are_events(reader: Reader) -> None:
    record = reader.read("If rebels attack Goma, the army will bomb Kidal.")
    [condition] = record.conditions
    triggers = {event.id: event.trigger.of(record.text) for event in record.events}
    assert (triggers[condition.if_ or ""], triggers[condition.then or ""]) == ("attack", "bomb")


def test_a_condition_is_of_what_is_threatened_not_of_the_threat(reader: Reader) -> None:
    record = reader.read("The general threatened to shell Goma unless the rebels withdrew.")
    [condition] = record.conditions
    triggers = {event.id: event.trigger.of(record.text) for event in record.events}
    assert (triggers[condition.if_ or ""], triggers[condition.then or ""]) == ("withdrew", "shell")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        case("The general threatened to shell Goma if the rebels attacked.", ConditionKind.THREAT),
        case("The army would bomb Goma if rebels attacked, the minister warned.", ConditionKind.WARNING),
        case("France will send aid if the rebels release the hostages, the minister promised.", ConditionKind.PROMISE),
        case("If rebels attack Goma, the army will withdraw, analysts said.", ConditionKind.EXPECTATION),
        case("If rebels attack Goma, the army will bomb them.", ConditionKind.THREAT),
        case("The army will withdraw once talks begin.", ConditionKind.PROMISE),
        case("The army will not withdraw unless the rebels leave.", ConditionKind.THREAT),
        case("The raid could spark a war.", ConditionKind.EXPECTATION),
    ],
)
def test_a_condition_is_what_its_speaker_means_by_it(reader: Reader, text: str, kind: ConditionKind) -> None:
    assert [c.kind for c in reader.read(text).conditions] == [kind]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        case("The general threatened to shell Goma if the rebels attacked.", {"general"}),
        case("The raid could spark a war, analysts said.", {"analysts"}),
        case("If rebels attack Goma, the army will withdraw.", {"army"}),
        case("If rebels attack Goma, there will be a war.", set()),
    ],
)
def test_a_condition_has_its_speaker(reader: Reader, text: str, speaker: set[str]) -> None:
    record = reader.read(text)
    assert [names(record, [c.by]) for c in record.conditions] == [speaker]
