"""Lasting ties: who leads, commands, belongs to, acts for, stands with or against whom, and who is where."""

import pytest

from polybius import Reader
from tests.builders import happening, names
from tests.cases import case

RELATIONS = [
    case("Anna Bera, the prime minister of Norway, condemned the attack.", "anna bera", "leads", "norway"),
    case("Norway's prime minister, Anna Bera, condemned the attack.", "anna bera", "leads", "norway"),
    case(
        "Norwegian Prime Minister Anna Bera condemned the attack.",
        "anna bera",
        "leads",
        "norway",
    ),
    case("Anna Bera leads the Vela Front.", "anna bera", "leads", "vela front"),
    case("The leader of the Vela Front, Karl Dorn, was arrested.", "karl dorn", "leads", "vela front"),
    case("General Karl Dorn commands the Vela Brigade.", "karl dorn", "commands", "vela brigade"),
    case("Troops hit the Vela Brigade and its commander Maj. Gen. Karl Dorn.", "karl dorn", "commands", "vela brigade"),
    case("Karl Dorn, commander of the Vela Brigade, arrived in Goma.", "karl dorn", "commands", "vela brigade"),
    case("The Vela Brigade, the armed wing of the Vela Front, fled.", "vela brigade", "part_of", "vela front"),
    case("The Vela Brigade is part of the Vela Front.", "vela brigade", "part_of", "vela front", fails="'part of'"),
    case("Soldiers loyal to Karl Dorn fled.", "soldiers", "proxy_of", "karl dorn"),
    case("A militia allied with the Vela Front fled.", "militia", "allied_with", "vela front"),
    case("A member of the Vela Front was arrested.", "member", "member_of", "vela front"),
    case("Anna Bera, of the Vela Front, called for calm.", "anna bera", "member_of", "vela front"),
    case("Anna Bera, who sits on the Peace Council, called for calm.", "anna bera", "member_of", "peace council"),
    case("Anna Bera speaks for the Vela Front.", "anna bera", "member_of", "vela front"),
    case("The Vela Brigade answers to the Vela Front.", "vela brigade", "part_of", "vela front"),
    case("Colonel Karl Dorn of the Vela Front arrived in Goma.", "karl dorn", "member_of", "vela front"),
    case("The secretary of the Vela Front, Karl Dorn, fled.", "karl dorn", "member_of", "vela front"),
    case("Karl Dorn, a chief negotiator of the Vela Front, fled.", "karl dorn", "member_of", "vela front"),
    case("The deputy chairman of the Vela Front, Karl Dorn, fled.", "karl dorn", "member_of", "vela front"),
    case("Anna Bera chairs the Vela Front.", "anna bera", "leads", "vela front"),
    case("The Vela Brigade answers to General Karl Dorn.", "karl dorn", "commands", "vela brigade"),
    case("The Vela Brigade takes its orders from Tehran.", "vela brigade", "proxy_of", "iran"),
    case("The Vela Brigade takes orders from General Omar Dane.", "omar dane", "commands", "vela brigade"),
    case("The Vela Brigade, allied with the Vela Front, fled.", "vela brigade", "allied_with", "vela front"),
    case("Qatar pays the Vela Front.", "vela front", "proxy_of", "qatar"),
    case("The Vela Brigade is encamped in Goma.", "vela brigade", "present_in", "goma"),
    case("Iran-backed militias attacked a convoy.", "iran-backed militias", "proxy_of", "iran"),
    case("Militias backed by Iran attacked a convoy.", "militias", "proxy_of", "iran"),
    case("Russia arms the Vela Front.", "vela front", "proxy_of", "russia"),
    case("The Vela Brigade, a proxy of Iran, attacked a convoy.", "vela brigade", "proxy_of", "iran"),
    case("The Vela Front is based in Goma.", "vela front", "based_in", "goma"),
    case("The Vela Front, which is headquartered in Goma, denied it.", "vela front", "based_in", "goma"),
    case(
        "The Vela Front has bases in Turkey.", "vela front", "based_in", "turkey", fails="the place hangs on the verb"
    ),
    case("The Vela Front maintains a base in Goma.", "vela front", "based_in", "goma"),
    case("French troops in Mali came under attack.", "french armed forces", "present_in", "mali"),
    case("Some 500 French soldiers are stationed in Niger.", "french armed forces", "present_in", "niger"),
    case("The Vela Front operates in Mali.", "vela front", "present_in", "mali"),
    case("The Vela Front, an ally of Sudan, attacked a convoy.", "vela front", "allied_with", "sudan"),
    case("The army's Chadian allies took the town.", "army's chadian allies", "allied_with", "army"),
    case("The Front's Russian backers left Goma.", "front", "proxy_of", "front's russian backers"),
    case("The Vela Front, an enemy of Sudan, attacked a convoy.", "vela front", "opposes", "sudan"),
    case("The army is fighting the Vela Front.", "army", "opposes", "vela front"),
    case("Kenya is committed to defeating the Vela Front.", "kenya", "opposes", "vela front"),
    case("Kenya backs Mali in the fight against the Vela Front.", "mali", "opposes", "vela front"),
    case("Kenya's campaign against the Vela Front went on.", "kenya", "opposes", "vela front"),
    case("The anti-Boko Haram alliance met in Abuja.", "anti-boko haram alliance", "opposes", "boko haram"),
    case("Kenya helped the army of Mali to defeat the rebels.", "kenya", "allied_with", "malian armed forces"),
    case("Kenya backed the Vela Front with air strikes.", "kenya", "allied_with", "vela front"),
    case("The Vela Brigade fought alongside the Vela Front.", "vela brigade", "allied_with", "vela front"),
    case("The Vela Brigade shelled Goma in support of the Vela Front.", "vela brigade", "allied_with", "vela front"),
    case("The Vela Alliance includes Kenya and Mali.", "mali", "part_of", "vela alliance"),
    case("The Vela Alliance, including Kenya and Mali, condemned it.", "kenya", "part_of", "vela alliance"),
    case("The Vela Brigade joined the Vela Front.", "vela brigade", "part_of", "vela front"),
    case("Kenya sent troops as part of the Vela Alliance.", "kenya", "part_of", "vela alliance"),
    case("Kenya gave air support to the Vela Front.", "kenya", "allied_with", "vela front"),
    case("Kenya's efforts to destroy the Vela Front went on.", "kenya", "opposes", "vela front"),
    case("The commander of Iran's Quds Force, Karl Dorn, left.", "karl dorn", "commands", "quds force"),
    case("Nigerian troops backed by Boko Haram left.", "nigerian armed forces", "allied_with", "boko haram"),
    case("Captain Karl Dorn answers to the palace, not to the ministry.", "karl dorn", "member_of", "palace"),
    case("Karl Dorn was assigned to the Vela Brigade.", "karl dorn", "member_of", "vela brigade"),
    case("Men of the 3rd Battalion, 21st Rifle Regiment fled.", "3rd battalion", "part_of", "21st rifle regiment"),
    case("Kenya is an ally of Ethiopia.", "kenya", "allied_with", "ethiopia", fails="a predicate noun stays by itself"),
]


@pytest.mark.parametrize(("text", "subject", "predicate", "object"), RELATIONS)
def test_a_tie_is_read_from_its_words(reader: Reader, text: str, subject: str, predicate: str, object: str) -> None:
    record = reader.read(text)
    found = [(names(record, [r.subject]), r.predicate.value, names(record, [r.object])) for r in record.relations]
    assert ({subject}, predicate, {object}) in found


@pytest.mark.parametrize(
    "text",
    [
        case("The Vela Front is not based in Goma."),
        case("The Ministry of Foreign Affairs of Norway protested."),
        case("Karl Dorn led the passengers away."),
        case("The mayor of Goma imposed a curfew."),
        case("Troops in the valley were shelled."),
        case("Militants attacked soldiers in Goma."),
        case("The army wants to lead the Vela Front."),
        case("The prime minister of Norway arrived."),
    ],
)
def test_no_tie_is_made_up_between_names(reader: Reader, text: str) -> None:
    relations = [r.predicate.value for r in reader.read(text).relations]
    assert {"based_in", "commands"} & set(relations) == set()


@pytest.mark.parametrize(
    "text",
    [
        case("The head of state condemned the attack."),
        case("The President of the Republic condemned the attack."),
        case("The Catholic bishop condemned the attack."),
        case("Any attack will be answered at its source."),
    ],
)
def test_nobody_is_led_whom_the_words_leave_open(reader: Reader, text: str) -> None:
    assert reader.read(text).relations == ()


def test_who_leads_is_told_once(reader: Reader) -> None:
    relations = reader.read("The Vela Front, led by Karl Dorn, fled.").relations
    assert [relation.predicate.value for relation in relations] == ["leads"]


def test_our_allies_are_not_the_allies_of_who_speaks(reader: Reader) -> None:
    record = reader.read("“We stand by our Turkish allies,” Defence Minister Anna Bera said.")
    tied = {names(record, [r.subject]).pop() for r in record.relations if r.predicate.value == "allied_with"}
    assert "anna bera" not in tied


def test_a_tie_is_told_on_the_word_of_its_source(reader: Reader) -> None:
    record = reader.read("The mayor said that Russia arms the Vela Front.")
    [relation] = [r for r in record.relations if r.predicate.value == "proxy_of"]
    [claim] = [c for c in record.claims if c.id == relation.claim]
    assert names(record, [link.source for link in claim.chain]) == {"mayor"}


def test_the_words_of_a_tie_say_it(reader: Reader) -> None:
    record = reader.read("Karl Dorn, commander of the Vela Brigade, arrived in Goma.")
    [text] = [r.text.of(record.text) for r in record.relations if r.text and r.predicate.value == "commands"]
    assert "commander of the Vela Brigade" in text


def test_a_leader_acts_in_the_same_sentence(reader: Reader) -> None:
    record = reader.read("Karl Dorn, commander of the Vela Brigade, threatened Kenya.")
    assert names(record, happening(record, "threatened").initiators) == {"karl dorn"}


def test_who_are_members_of_something_are_no_others(reader: Reader) -> None:
    record = reader.read("The gunmen were members of the Vela Front.")
    assert {a.name.lower() for a in record.actors} == {"gunmen", "vela front"}
