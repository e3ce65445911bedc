"""Which phrases may stand for an actor or a place, in sentences tagged by hand."""

import pytest

from polybius import ActorKind, Reader
from polybius.annotated import Annotated
from polybius.drafts import Mention, MentionForm
from polybius.extract.mentions import find_mentions, label_names
from polybius.extract.names import NameIndex
from polybius.ontology import Ontology, load_ontology
from tests.builders import annotated


class Gazetteer:
    """Knows one town."""

    def knows(self, name: str) -> bool:
        return name == "Zorb"


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="module")
def known(ontology: Ontology) -> NameIndex:
    return NameIndex(ontology.entries.values())


ATTACK = annotated(
    "The/DT/det/militants militants/NNS/nsubj/shelled shelled/VBD/ROOT/shelled Kenyan/JJ/amod/soldiers "
    "soldiers/NNS/dobj/shelled near/IN/prep/shelled Zorb/NNP/pobj/near ././punct/shelled"
)
MEETING = annotated(
    "President/NNP/compound/Dorn Karl/NNP/compound/Dorn Dorn/NNP/nsubj/met met/VBD/ROOT/met/meet "
    "his/PRP$/poss/minister minister/NN/dobj/met ././punct/met",
    "They/PRP/nsubj/left left/VBD/ROOT/left/leave ././punct/left",
)


def mentions(sentences: Annotated, ontology: Ontology, known: NameIndex) -> dict[str, Mention]:
    found = find_mentions(sentences, ontology, known, Gazetteer()).items
    return {mention.span.of(sentences.document.text): mention for mention in found}


def test_nouns_for_people_are_found_with_their_words(ontology: Ontology, known: NameIndex) -> None:
    found = mentions(ATTACK, ontology, known)
    assert {"The militants", "Kenyan soldiers"} <= set(found)
    assert [found[words].kind for words in ("The militants", "Kenyan soldiers")] == [
        ActorKind.ARMED_GROUP,
        ActorKind.MILITARY,
    ]


def test_an_article_makes_a_phrase_definite(ontology: Ontology, known: NameIndex) -> None:
    found = mentions(ATTACK, ontology, known)
    assert (found["The militants"].definite, found["Kenyan soldiers"].definite) == (True, False)


def test_a_name_leaves_out_the_article(ontology: Ontology, known: NameIndex) -> None:
    assert mentions(ATTACK, ontology, known)["The militants"].name == "militants"


def test_a_demonym_is_a_modifier_and_gives_the_country(ontology: Ontology, known: NameIndex) -> None:
    found = mentions(ATTACK, ontology, known)
    assert (found["Kenyan"].form, found["Kenyan soldiers"].country) == (MentionForm.MODIFIER, "KEN")


def test_a_name_behind_a_preposition_of_place_may_be_one(ontology: Ontology, known: NameIndex) -> None:
    found = mentions(ATTACK, ontology, known)["Zorb"]
    assert (found.form, found.kind, found.locative) == (MentionForm.NAME, None, "near")


def test_a_name_that_is_a_place_is_labelled_so(ontology: Ontology, known: NameIndex) -> None:
    found = find_mentions(ATTACK, ontology, known, Gazetteer())
    labelled = label_names(ATTACK, found, Gazetteer())
    assert [token.lemma for token in labelled.tokens if token.text == "Zorb"] == ["@place"]


def test_a_title_belongs_to_the_name_behind_it(ontology: Ontology, known: NameIndex) -> None:
    found = mentions(MEETING, ontology, known)["President Karl Dorn"]
    assert (found.name, found.title, found.kind) == ("Karl Dorn", "President", ActorKind.PERSON)


def test_subjects_and_objects_are_told_apart(ontology: Ontology, known: NameIndex) -> None:
    found = mentions(MEETING, ontology, known)
    assert (found["President Karl Dorn"].subject, found["his minister"].subject) == (True, False)


def test_a_possessive_is_the_owner(ontology: Ontology, known: NameIndex) -> None:
    found = mentions(MEETING, ontology, known)
    owner = found["his minister"].owner
    assert owner == found["his"].index


def test_pronouns_stand_for_somebody(ontology: Ontology, known: NameIndex) -> None:
    found = mentions(MEETING, ontology, known)
    pronouns = {words: m.plural for words, m in found.items() if m.form is MentionForm.PRONOUN}
    assert pronouns == {"his": False, "They": True}


def test_a_mention_is_numbered_by_its_place_in_the_list(ontology: Ontology, known: NameIndex) -> None:
    found = find_mentions(MEETING, ontology, known, Gazetteer()).items
    assert [mention.index for mention in found] == list(range(len(found)))


def test_words_lead_to_their_mentions(ontology: Ontology, known: NameIndex) -> None:
    found = find_mentions(ATTACK, ontology, known, Gazetteer())
    soldiers = next(token for token in ATTACK.tokens if token.text == "soldiers")
    assert "Kenyan soldiers" in {found.items[i].span.of(ATTACK.document.text) for i in found.of(soldiers)}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Vela/NNP Liberation/NNP Army/NNP", ActorKind.ARMED_GROUP),
        ("Vela/NNP Army/NNP", ActorKind.MILITARY),
        ("Vela/NNP Relief/NNP Fund/NNP", ActorKind.ORGANISATION),
        ("Norvik/NNP Oil/NNP", ActorKind.ORGANISATION),
    ],
)
def test_the_last_word_of_a_name_tells_its_kind(
    name: str, kind: ActorKind, ontology: Ontology, known: NameIndex
) -> None:
    *before, last = name.split()
    head = last.split("/")[0]
    row = " ".join(
        [*(f"{word}/compound/{head}" for word in before), f"{last}/nsubj/fled fled/VBD/ROOT/fled ././punct/fled"]
    )
    found = mentions(annotated(row), ontology, known)
    assert [mention.kind for mention in found.values()] == [kind]


def test_what_somebody_is_accused_of_is_no_part_of_their_name(ontology: Ontology, known: NameIndex) -> None:
    charge = annotated(
        "Rebels/NNS/nsubj/accused accused/VBD/ROOT/accused/accuse the/DT/det/governor governor/NN/dobj/accused "
        "of/IN/prep/governor murder/NN/pobj/of ././punct/accused"
    )
    governor = mentions(charge, ontology, known)["the governor"]
    assert governor.extended is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Northern Resistance Front attacked Goma.", "Northern Resistance Front"),
        ("The Ministry of Defence denied it.", "Ministry of Defence"),
        ("Sudan's Ministry of the Interior denied it.", "Ministry of the Interior"),
        ("The Defence Ministry of Sudan denied it.", "Defence Ministry"),
        ("The 36th Brigade beat off two attacks.", "36th Brigade"),
        ("The army attacked the 16th and 25th Brigades.", "16th and 25th Brigades"),
        ("Soldiers of Infantry Battalion 112 fled.", "Infantry Battalion 112"),
        ("The League of Human Rights accused the army of murder.", "League of Human Rights"),
        ("The Centre for Peace Studies accused the army of murder.", "Centre for Peace Studies"),
        ("The General Staff of the Armed Forces denied it.", "General Staff of the Armed Forces"),
        ("The army attacked Fatah al-Islam.", "Fatah al-Islam"),
        ("Governor al-Masri accused the army of murder.", "al-Masri"),
        ("Lieutenant-General Karl Dorn condemned the attack.", "Karl Dorn"),
        ("The American embassy condemned the attack.", "American embassy"),
    ],
)
def test_a_name_is_read_whole(reader: Reader, text: str, name: str) -> None:
    assert name in {actor.name for actor in reader.read(text).actors}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("A diplomat, quoted by the Bolivian daily El Salar, feared reprisals.", "El Salar", ActorKind.OUTLET),
        ("The newspaper Diario del Vado said that rebels had burned a bus.", "Diario del Vado", ActorKind.OUTLET),
        ("The aid group Selby Relief said that rebels had burned a bus.", "Selby Relief", ActorKind.ORGANISATION),
        ("The oil company Norvik denied that it had paid the rebels.", "Norvik", ActorKind.ORGANISATION),
        ("Petronor, the state oil company, denied that it had paid the rebels.", "Petronor", ActorKind.ORGANISATION),
    ],
)
def test_the_noun_before_a_name_tells_its_kind(reader: Reader, text: str, name: str, kind: ActorKind) -> None:
    found = {actor.name: actor.kind for actor in reader.read(text).actors}
    assert found[name] is kind
    assert "oil company" not in found


@pytest.mark.parametrize(
    "text",
    ["Latin American ministers met in Lima.", "The Pan-American highway was blocked.", "South Americans protested."],
)
def test_another_america_is_not_the_united_states(reader: Reader, text: str) -> None:
    record = reader.read(text)
    assert "United States" not in {thing.name for part in (record.actors, record.places) for thing in part}


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("The army arrested two of his guards.", {"his guards", "two of his guards"}),
        ("The army arrested 218 of his men.", {"his men", "218 of his men"}),
        ("The villagers of Tanduo, who had fled, condemned the attack.", {"The villagers of Tanduo"}),
        (
            "Gunmen shot the director of the municipal police of Qurra.",
            {"the director of the municipal police of Qurra"},
        ),
        ("Gunmen shot the director of the municipal police of Qurra.", {"the director of the municipal police"}),
        ("Men who had left for the coast attacked a bus.", {"Men who had left for the coast"}),
        ("The army attacked 17 rebels of the Vela Front.", {"17 rebels of the Vela Front", "17 rebels"}),
        ("Former Minister Adem Sule condemned the attack.", {"Minister Adem Sule", "Adem Sule"}),
        ("Venezuela's National Guard fled.", {"Venezuela's National Guard", "National Guard"}),
    ],
)
def test_every_extent_of_a_phrase_is_a_form_of_its_actor(reader: Reader, text: str, forms: set[str]) -> None:
    assert any(forms <= {actor.name, *actor.aliases} for actor in reader.read(text).actors)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Elements of the Union for Peace in Qurra fled.", "Elements of the Union"),
        ("The army accused the governor of murder.", "the governor of murder"),
        ("Karl Dorn, who had fled, was arrested.", "Karl Dorn, who had fled"),
        ("On Monday evening guards of the Front fled.", "evening guards"),
        ("On Sunday at Golbazar picketers stopped a bus.", "Golbazar picketers"),
    ],
)
def test_no_phrase_reaches_too_far(reader: Reader, text: str, form: str) -> None:
    assert all(form not in {actor.name, *actor.aliases} for actor in reader.read(text).actors)


def test_forces_of_two_states_have_a_name_each(reader: Reader) -> None:
    record = reader.read("The Hema and Lindu communities met. The Kenyan and Malian governments agreed.")
    found = {"Hema communities", "Lindu communities", "Kenyan government", "Malian government"}
    assert found <= {actor.name for actor in record.actors}


def test_a_question_in_capitals_is_no_health_organisation(reader: Reader) -> None:
    record = reader.read("WHO RUNS THE PORT?\n\nThe army runs the port.")
    assert {actor.name for actor in record.actors} == {"army"}


def test_units_of_other_numbers_are_others(reader: Reader) -> None:
    record = reader.read("The 36th Brigade attacked the 401st Brigade.")
    assert {actor.name for actor in record.actors} == {"36th Brigade", "401st Brigade"}


def test_initials_in_brackets_say_how_far_back_a_name_goes(reader: Reader) -> None:
    record = reader.read("The Front for Clean Polls (FCP) attacked Goma. The FCP left on Monday.")
    assert {(a.name, *a.aliases) for a in record.actors} == {("Front for Clean Polls", "FCP")}
