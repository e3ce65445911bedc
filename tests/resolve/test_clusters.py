"""Which phrases of a report stand for one actor: pronouns, descriptions, acronyms, misspelt names, pairs."""

import pytest

from polybius import Reader
from tests.builders import happening, names
from tests.cases import case

# who does what the words tell, when a later phrase stands for somebody named before
SAME = [
    case("President Karl Dorn arrived in Oslo. He met the king.", "met", {"karl dorn"}),
    case("Anna Bera, the mayor of Goma, fled. She demanded an inquiry.", "demanded", {"anna bera"}),
    case("Militants attacked a convoy. They killed two guards.", "killed", {"militants"}),
    case("Turkey deployed troops. It threatened Greece.", "threatened", {"turkey"}),
    case("The Defence Ministry praised Kenya. The ministry accused rebels of murder.", "accused", {"defence ministry"}),
    case("The Vela Front fled on Monday. The group threatened Kenya.", "threatened", {"vela front"}),
    case("Hamas left Cairo on Monday. The group threatened Israel.", "threatened", {"hamas"}),
    case("The Vela Front (VLF) fled. VLF threatened Kenya.", "threatened", {"vela front"}),
    case("The Vela Front (VLF) fled. VLF fighters attacked a convoy.", "attacked", {"vela front"}),
    case("President Karl Dornmann fled. Mr Dornman threatened Kenya.", "threatened", {"karl dornmann"}),
    case("Defence Minister Anna Bera fled. Bera threatened Kenya.", "threatened", {"anna bera"}),
    case("Defence Minister Anna Bera fled. The minister threatened Kenya.", "threatened", {"anna bera"}),
    case("Prime Minister Anna Bera fled. The prime minister threatened Kenya.", "threatened", {"anna bera"}),
    case("Vice President Anna Bera fled. The president threatened Kenya.", "threatened", {"president"}),
    case("Anna Bera and Karl Dorn met in Oslo. They threatened Kenya.", "threatened", {"anna bera", "karl dorn"}),
    case("Karl Dorn fled. His lawyer said that he threatened Kenya.", "threatened", {"karl dorn"}),
    case(
        "A special representative, Anna Bera, met envoys. The representative of Mali threatened Kenya.",
        "threatened",
        {"representative"},
    ),
    case(
        "Interior Minister Karl Dorn met Prime Minister Anna Bera. Bera fled. The minister threatened Kenya.",
        "threatened",
        {"karl dorn"},
    ),
    case(
        "Colonel's men fled. Colonel Karl Dorn met envoys in Oslo. The colonel threatened Kenya.",
        "threatened",
        {"karl dorn"},
    ),
    case(
        "Protesters attacked police in northern Peru, Peru's health office said. Both sides threatened Kenya.",
        "threatened",
        {"protesters", "police"},
    ),
    case("Kenya and Sudan clashed. Both sides threatened Egypt.", "threatened", {"kenya", "sudan"}),
    case(
        "Militants met in Goma. The Vela Front said it had fled, and they threatened Kenya.",
        "threatened",
        {"militants"},
    ),
    case(
        "Kenya's defence ministry met Chad's defence ministry. Rebels fled. The Kenyan ministry threatened Sudan.",
        "threatened",
        {"ministry of defence of kenya"},
    ),
    case("Hamas men fled. The army left. Hamas threatened Kenya.", "threatened", {"hamas"}),
    case("Hamas left Cairo. On Friday Hamas men threatened Kenya.", "threatened", {"hamas"}),
    case(
        "Residents fled. Rebels, not the army, attacked Goma. They threatened Kenya.", "threatened", {"rebels"}
    ),
    case("General Karl Dorn Cheikh Bera threatened Kenya.", "threatened", {"karl dorn cheikh bera"}),
    case("Prime Minister Sheikh Bera fled. Bera threatened Kenya.", "threatened", {"bera"}),
    case("Kenya and Sudan clashed. Each side threatened Egypt.", "threatened", {"kenya", "sudan"}),
    case("Kenya said rebels fled, while Sudan said that it threatened Egypt.", "threatened", {"sudan"}),
    case(
        "The Vela Front fled. The Vela Front fled again. Kenya met Sudan. Both countries threatened the Front.",
        "threatened",
        {"kenya", "sudan"},
    ),
    case("Hassan al-Bera met the king. Al-Bera threatened Kenya.", "threatened", {"hassan al-bera"}),
    case("Karl van der Bera met Sheikh Omar bin al-Dorn. Dorn threatened Kenya.", "threatened", {"omar bin al-dorn"}),
    case("In Goma, the governor, Karl Dorn, threatened Kenya.", "threatened", {"karl dorn"}),
    case("The army attacked the rebels, who threatened Kenya.", "threatened", {"rebels"}),
    case("Colonel Ola Brandt, a commander of the Vela Brigade, threatened Kenya.", "threatened", {"ola brandt"}),
    case("Ola Brandt fled. His brigade attacked a convoy.", "attacked", {"brigade"}),
    case("The United Nations met on Monday. The UN condemned Kenya.", "condemned", {"united nations"}),
    case("The Sawahil Action Council fled. SAC threatened Kenya.", "threatened", {"sawahil action council"}),
    case("Rebels fled. The militants threatened Kenya.", "threatened", {"militants"}),
    case("Hamas left Cairo. The militants threatened Kenya.", "threatened", {"hamas"}),
    case("General Karl Dorn met envoys. The general threatened Kenya.", "threatened", {"karl dorn"}),
    case(
        "The interior ministry praised Kenya. Rebels fled. The ministry threatened Sudan.",
        "threatened",
        {"interior ministry"},
    ),
    case("The Vela Brigade shelled Haifa. The brigade threatened Kenya.", "threatened", {"vela brigade"}),
    case("Hezbollah shelled Haifa. The party threatened Kenya.", "threatened", {"hezbollah"}),
    case("Hamas met Hezbollah. The militants threatened Kenya.", "threatened", {"militants"}),
    case(
        "The Vela Front, which holds the hills, accused the army of murder. It threatened Kenya.",
        "threatened",
        {"vela front"},
    ),
    case("The Ministry of Trade of Vela fled. The Ministry threatened Kenya.", "threatened", {"ministry of trade"}),
    case("The Hamas movement fled. The group threatened Kenya.", "threatened", {"hamas"}),
    case("Hamas left Cairo. The Hamas movement threatened Kenya.", "threatened", {"hamas"}),
    case("Karl Dorn met Anna Bera, whose Puna company threatened Kenya.", "threatened", {"puna company"}),
    case("Police fired at rebels and arrested nine of them.", "arrested", {"police"}),
    case("Karl Dorn, also known as Abu Haris, fled. Abu Haris threatened Kenya.", "threatened", {"karl dorn"}),
    case("The Vela Front, formerly known as the Puna League, threatened Kenya.", "threatened", {"vela front"}),
    case(
        "The Vela Front fled. The Front, once known as the Puna League, hid. The Puna League threatened Kenya.",
        "threatened",
        {"vela front"},
    ),
    case("The Front's spokesman, known only as Abu Haris, threatened Kenya.", "threatened", {"abu haris"}),
    case("Otto Brand, alias Commander Wolf, fled. Wolf threatened Kenya.", "threatened", {"otto brand"}),
    case("Police chief Anwar Dost fled. On Monday Dost threatened Kenya.", "threatened", {"anwar dost"}),
    case("A Western diplomat met envoys. The same diplomat threatened Kenya.", "threatened", {"western diplomat"}),
    case("Mr Westlane fled. Mr Eastlane threatened Kenya.", "threatened", {"eastlane"}),
    case("Each family in Nepal was paid, a minister said. The minister threatened Kenya.", "threatened", {"minister"}),
    case("A group called the Vela Front threatened Kenya.", "threatened", {"vela front"}),
    case("Karl Dorn fled. The wounded attacked police. He threatened Kenya.", "threatened", {"karl dorn"}),
    case("A gunman was identified as Otto Brand. The gunman threatened Kenya.", "threatened", {"otto brand"}),
]


@pytest.mark.parametrize(("text", "deed", "doers"), SAME)
def test_a_later_phrase_stands_for_an_earlier_one(reader: Reader, text: str, deed: str, doers: set[str]) -> None:
    record = reader.read(text)
    assert names(record, happening(record, deed).initiators) == doers


# whom a state's office stands for, where the report names its holder, by the day of the report
SHOIGU = "Sergei Shoigu left Moscow. Andrei Belousov met Viktor Khrenin. "


@pytest.mark.parametrize(
    ("text", "published", "doers"),
    [
        case(SHOIGU + "Russia's defence minister threatened Kenya.", "2022-03-01", {"sergei shoigu"}),
        case(SHOIGU + "The Russian defence minister threatened Kenya.", "2025-03-01", {"andrei belousov"}),
        case(SHOIGU + "The Belarusian defense minister threatened Kenya.", "2022-03-01", {"viktor khrenin"}),
        case(SHOIGU + "The former Russian defence minister threatened Kenya.", "2022-03-01",
             {"former russian defence minister"}),
        case(SHOIGU + "The Russian ambassador threatened Kenya.", "2022-03-01", {"russian ambassador"}),
        case(SHOIGU + "The Russian defence minister threatened Kenya.", "2010-03-01", {"russian defence minister"}),
        case("George Bush threatened Kenya.", "1991-03-01", {"george h. w. bush"}),
        case("George Bush threatened Kenya.", "2003-03-01", {"george w. bush"}),
    ],
)  # fmt: skip
def test_an_office_stands_for_its_holder_of_the_day(reader: Reader, text: str, published: str, doers: set[str]) -> None:
    record = reader.read(text, published=published)
    assert names(record, happening(record, "threatened").initiators) == doers


@pytest.mark.parametrize(
    ("text", "deed", "done_to"),
    [
        case("Rebels attacked soldiers. The army bombed them.", "bombed", {"rebels"}),
        case("Karl Dorn fled. Police arrested him.", "arrested", {"karl dorn"}),
        case("Anna Bera met Karl Dorn. She threatened him.", "threatened", {"karl dorn"}),
        case("Rebels shelled soldiers, and soldiers shelled them.", "shelled them", {"rebels"}),
    ],
)
def test_an_object_pronoun_is_somebody_else_than_the_subject(
    reader: Reader, text: str, deed: str, done_to: set[str]
) -> None:
    record = reader.read(text)
    event = min(record.events, key=lambda e: abs(e.trigger.start - text.index(deed)))
    assert names(record, event.targets) == done_to


@pytest.mark.parametrize(
    ("text", "count"),
    [
        case("Anna Bera met Karl Bera in Oslo.", 2),
        case("A soldier attacked a soldier.", 2),
        case("French soldiers attacked Turkish soldiers.", 2),
        case("Militants attacked soldiers. Militants killed soldiers.", 2),
        case("Iran accused Iraq of murder.", 2),
        case("The Vela Salvation Army fled. The army fled too.", 2),
    ],
)
def test_different_actors_stay_apart(reader: Reader, text: str, count: int) -> None:
    record = reader.read(text)
    acting = {id for event in record.events for id in (*event.initiators, *event.targets)}
    assert len(acting) == count


def test_representatives_of_two_states_are_two(reader: Reader) -> None:
    record = reader.read("The representative of Mali praised Kenya. The representative of Chad accused it of murder.")
    assert names(record, happening(record, "praised").initiators) == {"representative of mali"}
    assert names(record, happening(record, "accused").initiators) == {"representative of chad"}


def test_one_person_beside_several_is_none_of_them(reader: Reader) -> None:
    words = (
        "Shells fell on the market of Vela, killing at least nine traders, the town's health officer, Anna Bera, said."
    )
    [officer] = [one for one in reader.read(words).actors if "the town's health officer" in one.aliases]
    assert (officer.name, len(officer.aliases)) == ("Anna Bera", 1)


def test_other_forms_are_aliases(reader: Reader) -> None:
    record = reader.read("The Vela Liberation Front (VLF) attacked soldiers. VLF fled.")
    [front] = [actor for actor in record.actors if actor.name == "Vela Liberation Front"]
    assert "VLF" in front.aliases


def test_a_misspelt_name_is_an_alias(reader: Reader) -> None:
    record = reader.read("President Karl Dornmann threatened Kenya. Mr Dornman fled.")
    [person] = [actor for actor in record.actors if "Dornmann" in actor.name]
    assert any("Dornman" in alias.split() for alias in person.aliases)


def test_pronouns_are_mentions_but_no_aliases(reader: Reader) -> None:
    record = reader.read("Militants attacked soldiers. They fled.")
    [militants] = [actor for actor in record.actors if actor.name == "Militants"]
    assert [span.of(record.text) for span in militants.mentions] == ["Militants", "They"]
    assert "They" not in militants.aliases


def test_what_only_qualifies_anothers_name_is_no_mention_beside_others(reader: Reader) -> None:
    record = reader.read("Kenya condemned the attack. Kenyan police fled.")
    assert [s.of(record.text) for a in record.actors if a.name == "Kenya" for s in a.mentions] == ["Kenya"]
    alone = reader.read("Kenyan fishermen condemned the attack.")
    assert [s.of(alone.text) for a in alone.actors if a.name == "Kenya" for s in a.mentions] == ["Kenyan"]


def test_a_name_before_a_noun_is_read_whole(reader: Reader) -> None:
    record = reader.read("Islamic State of Iraq and the Levant fighters fled.")
    assert "Islamic State of Iraq and the Levant fighters" in {f for a in record.actors for f in (a.name, *a.aliases)}
    assert "Islamic State" not in {a.name for a in record.actors if a.kind.value == "government"}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        case("Kenya condemned the attack.", "Kenya", ("state", "KEN", "GOV")),
        case("Hamas condemned the attack.", "Hamas", ("armed_group", "PSE", "REB")),
        case("The Pentagon condemned the attack.", "United States Department of Defense", ("government", "USA", "MIL")),
        case("President Karl Dorn condemned the attack.", "Karl Dorn", ("person", None, "GOV")),
        case("General Karl Dorn condemned the attack.", "Karl Dorn", ("person", None, "MIL")),
        case("Protesters condemned the attack.", "Protesters", ("population", None, "CVL")),
        case("The frigate HMS Sutton (F 12) fired at a convoy.", "HMS Sutton", ("military", None, None)),
        case("The Vela Brigade fled.", "Vela Brigade", ("armed_group", None, "REB"), fails="no sector"),
    ],
)
def test_an_actor_has_a_kind_a_country_and_a_sector(
    reader: Reader, text: str, name: str, kind: tuple[str, str | None, str]
) -> None:
    found = [(a.kind.value, a.country, a.sector) for a in reader.read(text).actors if a.name == name]
    assert found == [kind]


def test_the_subject_of_a_deed_is_not_its_object(reader: Reader) -> None:
    record = reader.read("Kenya wants the Ethiopians out: on Monday it accused Addis Ababa of sending arms to Goma.")
    names = {actor.id: actor.name for actor in record.actors}
    [accused] = [event for event in record.events if event.trigger.of(record.text) == "accused"]
    assert [names[id] for id in (*accused.initiators, *accused.targets)] == ["Kenya", "Ethiopia"]


@pytest.mark.parametrize("published", ["2018-11-02", "2008-03-06"])
def test_of_two_groups_of_one_name_it_is_the_one_that_was_about(reader: Reader, published: str) -> None:
    record = reader.read("Lebanon condemned Islamic Jihad, which fired rockets at Haifa.", published=published)
    assert "Palestinian Islamic Jihad" in {actor.name for actor in record.actors}


def test_a_last_name_may_be_a_word_for_people_of_a_country(reader: Reader) -> None:
    record = reader.read("Captain Trinh Quang Thai rejects the tale. Thai soldiers shelled Goma.")
    assert {actor.name for actor in record.actors} >= {"Trinh Quang Thai", "Royal Thai Armed Forces"}


@pytest.mark.parametrize("text", ["Boko Haram fighters fled.", "The Saraya al-Salam militia fled."])
def test_the_fighters_of_a_known_group_are_the_group(reader: Reader, text: str) -> None:
    assert len(reader.read(text).actors) == 1


def test_a_body_is_the_one_last_named_before(reader: Reader) -> None:
    text = "The Transitional Council met. The Council freed a priest. The Electoral Council fled."
    record = reader.read(text)
    assert names(record, happening(record, "freed").initiators) == {"transitional council"}


def test_we_are_who_we_say_we_are(reader: Reader) -> None:
    record = reader.read("We, the High Command of the Vela Front, declare:\n\nWe freed a priest in Goma.")
    freed = happening(record, "freed")
    assert names(record, freed.initiators) == {"high command of the vela front"}
    assert all(claim.chain == () for claim in record.claims if claim.id == freed.claim)


def test_of_two_of_one_surname_it_is_who_was_spoken_of(reader: Reader) -> None:
    record = reader.read("Ernesto Valdivia, brother of President Hugo Valdivia, fled. Valdivia met the rebels.")
    assert names(record, happening(record, "met").initiators) == {"ernesto valdivia"}


def test_who_is_to_be_freed_is_whoever_was_taken(reader: Reader) -> None:
    record = reader.read("Soldiers detained eleven shepherds in Goma. The Vela Front demands that they be released.")
    assert names(record, happening(record, "released").targets) == {"shepherds"}
