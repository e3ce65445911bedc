"""The record that comes out: its fields, its ids, what it says of itself, and its JSON."""

import hashlib
import json
from dataclasses import replace

import pytest

from polybius import Document, Reader, Record, record_from_dict, record_to_dict
from polybius.annotated import Tie
from polybius.extract import Extractor
from polybius.language import Parser
from polybius.ontology import load_ontology
from polybius.resolve import Resolver
from polybius.resolve.gazetteer import open_gazetteer
from tests.builders import faults, happening, record, shelling

REPORT = """Rebels shell Goma

GOMA — Rebels shelled the port of Goma on Monday, killing at least 12 people, the army said.

“They will attack again if we leave,” Colonel Karl Dorn, commander of the Vela Brigade, told the Goma Monitor. He
accused Kenya of arming the Vela Front, an ally of the rebels. Kenya denied the charge and called for talks.

Residents fear a new attack. At least 30 people were killed, according to the mayor.
"""


@pytest.fixture(scope="module")
def whole(reader: Reader) -> Record:
    return reader.read(REPORT, title="Rebels shell Goma", publisher="Vela Gazette", published="2021-03-10", url="x:1")


def test_a_record_keeps_what_was_known_of_the_report(whole: Record) -> None:
    assert (whole.title, whole.publisher, whole.published, whole.url, whole.text) == (
        *("Rebels shell Goma", "Vela Gazette", "2021-03-10", "x:1"),
        REPORT,
    )


def test_the_id_is_the_hash_of_the_text(whole: Record) -> None:
    assert whole.id == hashlib.sha256(REPORT.encode()).hexdigest()


def test_every_part_of_a_report_is_read(whole: Record) -> None:
    parts = ("sentences", "actors", "places", "events", "claims", "relations", "stances", "conditions")
    assert [part for part in parts if not getattr(whole, part)] == []


def test_a_record_keeps_its_own_rules(whole: Record) -> None:
    assert faults(whole) == []


def test_a_span_begins_and_ends_with_a_word(whole: Record) -> None:
    spans = [claim.content for claim in whole.claims] + [condition.then_text for condition in whole.conditions]
    assert [words for words in (span.of(REPORT) for span in spans if span) if words != words.strip()] == []


def test_the_rules_tell_right_from_wrong() -> None:
    good = shelling()
    assert faults(good) == []
    assert faults(record("Rebels fled.", events=good.events)) != []


def test_actors_have_the_mentions_they_were_found_by(whole: Record) -> None:
    forms = {form for actor in whole.actors for form in (actor.name, *actor.aliases)}
    words = {" ".join(span.of(REPORT).split()) for actor in whole.actors for span in actor.mentions}
    assert all(actor.mentions for actor in whole.actors)
    assert words - forms <= {"He", "we", "They"}


def test_forces_are_listed_of_which_nothing_is_told(reader: Reader) -> None:
    text = "The mayor said the bridge lies between the militia and two warships."
    assert [a.name for a in reader.read(text).actors] == ["mayor", "militia"]
    assert [a.name for a in reader.read("The mayor said the curfew stays in force.").actors] == ["mayor"]


def test_a_day_that_is_over_is_that_of_the_demand(reader: Reader) -> None:
    found = reader.read("The governor demanded talks with the rebels on 9 June.", published="2022-06-10")
    when = {event.trigger.of(found.text): event.when and event.when.start for event in found.events}
    assert when == {"demanded": "2022-06-09", "talks": None}


def test_a_day_long_gone_or_soon_to_come_is_that_of_what_was_asked(reader: Reader) -> None:
    read = reader.read("Kenya called for talks on 1 December.", published="2025-11-20")
    assert [(e.type, e.when and e.when.start) for e in read.events] == [("REQUEST", None), ("CONSULT", "2025-12-01")]


def test_a_day_after_counts_from_the_day_beside_it(reader: Reader) -> None:
    text = "Kenya gave rebels until Friday to leave, an aide said on Tuesday, a day after they overran the airstrip."
    read = reader.read(text, published="2024-11-20")
    when = happening(read, "overran").when
    assert when is not None and (when.start, when.end) == ("2024-11-18", "2024-11-18")


@pytest.mark.parametrize(
    "text",
    [
        "Kenya rejected the treaty of 2011.",
        "Kenya complains that Chad did more in 2011.",
    ],
)
def test_a_year_of_something_else_dates_no_deed(reader: Reader, text: str) -> None:
    read = reader.read(text, published="2022-05-09")
    assert [(e.initiators != (), e.when) for e in read.events] == [(True, None)]


def test_what_is_yet_to_be_is_no_day_before(reader: Reader) -> None:
    text = "Dorn met elders on 5 May and promised to reopen markets by July. The following day gunmen abducted a chief."
    when = happening(reader.read(text, published="2022-05-09"), "abducted").when
    assert when is not None and when.start == "2022-05-06"


def test_later_counts_from_the_day_named_before_it(reader: Reader) -> None:
    text = "The truce of April 2022 held, but rebels attacked Goma six months later."
    record = reader.read(text, published="2023-09-03")
    when = happening(record, "attacked").when
    assert when is not None
    assert (when.start, when.end) == ("2022-10-01", "2022-10-31")


def test_women_among_the_dead_are_no_other_count_of_them(reader: Reader) -> None:
    text = "Militants killed 11 people, among them four women, in Goma. The army put the dead at nineteen."
    record = reader.read(text)
    assert [d.explanation for d in record.discrepancies] == ["“11” in one account, “nineteen” in another."]


def test_a_record_survives_its_json(whole: Record) -> None:
    assert record_from_dict(json.loads(json.dumps(record_to_dict(whole)))) == whole


def test_what_is_empty_is_left_out_of_the_json(reader: Reader) -> None:
    plain = record_to_dict(reader.read(""))
    assert plain == {"id": hashlib.sha256(b"").hexdigest(), "language": "en", "text": "", "sentences": []}


@pytest.mark.parametrize("change", [{"status": "finished"}, {"colour": "red"}], ids=["value", "key"])
def test_json_of_another_shape_is_refused(whole: Record, change: dict[str, str]) -> None:
    plain = record_to_dict(whole)
    plain["events"][0].update(change)
    with pytest.raises((TypeError, ValueError)):
        record_from_dict(plain)


def test_a_condition_is_written_with_if(whole: Record) -> None:
    assert all("if_" not in condition for condition in record_to_dict(whole)["conditions"])


def test_without_a_day_of_publication_relative_days_stay_open(reader: Reader) -> None:
    record = reader.read("Rebels shelled Goma yesterday and left on 3 March 2021.")
    days = [when and when.start for word in ("shelled", "left") for when in [happening(record, word).when]]
    assert days == [None, "2021-03-03"]


@pytest.mark.parametrize(
    ("text", "word", "day"),
    [
        ("The troops withdraw from Goma on 2 April.", "withdraw", "2021-04-02"),
        ("Rebels attacked Goma on 2 April.", "attacked", "2020-04-02"),
        ("Rebels will attack Goma on 2 April.", "attack", "2021-04-02"),
        ("Rebels have attacked Goma on 2 April.", "attacked", "2020-04-02"),
        ("Traders called a strike for Saturday.", "strike", "2021-03-13"),
    ],
)
def test_the_verb_says_on_which_side_a_day_without_year_lies(reader: Reader, text: str, word: str, day: str) -> None:
    told = reader.read(text, published="2021-03-10").events
    assert [e.when.start for e in told if e.trigger.of(text) == word and e.when] == [day]


def test_a_place_has_its_coordinates(whole: Record) -> None:
    [goma] = [place for place in whole.places if place.name == "Goma"]
    assert (goma.latitude, goma.longitude) == (pytest.approx(-1.68, abs=0.1), pytest.approx(29.22, abs=0.1))


@pytest.mark.parametrize("name", ["Goma", "Lagos", "Kidal"])
def test_a_place_named_twice_is_one_place(reader: Reader, name: str) -> None:
    record = reader.read(f"Gunmen attacked soldiers in {name}. The army fled from {name}.")
    assert [len(place.mentions) for place in record.places] == [2]


@pytest.mark.parametrize(("words", "told"), [("his brigade", set()), ("the Vela Brigade", {"member_of"})])
def test_nobody_is_a_member_of_what_is_his(words: str, told: set[str]) -> None:
    [document] = Parser().annotate([Document(f"Karl Dorn said that {words} shelled Goma.")])
    dorn, brigade = (next(t.index for t in document.tokens if t.lower == word) for word in ("dorn", "brigade"))
    heard = replace(document, hints={}, ties=(Tie(dorn, brigade, {"member_of": 0.95}),))
    ontology, places = load_ontology(), open_gazetteer()
    read = Resolver(ontology, places).resolve(Extractor(ontology, places).extract(heard))
    assert {str(relation.predicate) for relation in read.relations} & {"member_of"} == told


def test_a_body_that_publishes_a_statement_is_no_source_of_it(reader: Reader) -> None:
    text = "The Vela Front announced that its fighters had shelled the camp. We will shell it again."
    record = reader.read(text, publisher="Vela Front (VF), Northern Command")
    assert all(claim.chain == () for claim in record.claims)
    front = next(actor for actor in record.actors if actor.name == "Vela Front")
    assert any(span.of(text) == "We" for span in front.mentions)


def test_a_we_that_nobody_speaks_is_the_reports_own_voice(reader: Reader) -> None:
    record = reader.read("We deny that our men burned the clinic.", publisher="Vela Gazette")
    assert all(claim.chain == () for claim in record.claims)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ('"We will hold the bridge," a spokesman for the Vela Front said.', "Vela Front"),
        ('"We will hold the bridge," the army said.', "army"),
    ],
)
def test_a_we_stands_for_whom_its_speaker_behind_speaks_for(reader: Reader, text: str, body: str) -> None:
    record = reader.read(text)
    assert any(claim.quoted for claim in record.claims)
    [speaking] = [actor for actor in record.actors if any(span.of(text) == "We" for span in actor.mentions)]
    assert speaking.name == body


def test_what_an_item_tells_happened_at_its_head(reader: Reader) -> None:
    text = (
        "GOMA, 7 March. Gunmen attacked a convoy.\n\nBUKAVU, 8 March. Police arrested two men in Uvira on Monday.\n\n"
        "KINDU, 9 March. The army shelled a market."
    )
    read = reader.read(text, published="2021-03-10")
    told = {w: happening(read, w) for w in ("attacked", "arrested", "shelled")}
    places = {p.id: p.name for p in read.places}
    where = {w: (places[e.place or ""].title(), e.when and e.when.start) for w, e in told.items()}
    assert where == {
        "attacked": ("Goma", "2021-03-07"),
        "arrested": ("Uvira", "2021-03-08"),
        "shelled": ("Kindu", "2021-03-09"),
    }
    assert not {a.name.upper() for a in read.actors} & {"GOMA", "BUKAVU", "KINDU"}


def test_nothing_that_lies_ahead_has_happened(reader: Reader) -> None:
    text = "Troops leave Goma on 12 March. The mayor condemned it on 13 March 2021."
    read = reader.read(text, published="2021-03-10")
    leave, blame = happening(read, "leave"), happening(read, "condemned")
    assert (leave.status, leave.when and leave.when.start, blame.when) == ("planned", "2021-03-12", None)


@pytest.mark.parametrize(
    ("text", "word", "days"),
    [
        ("Talks have been put off until 5 November.", "Talks", ("2021-11-05", "2021-11-05")),
        ("The strike of the shopkeepers is on Saturday.", "strike", ("2021-03-13", "2021-03-13")),
        ("Police raided a house before dawn today.", "raided a house", ("2021-03-10", "2021-03-10")),
        ("Rebels are blocking the road until Friday.", "blocking the road", ("2021-03-10", "2021-03-12")),
    ],
)
def test_a_limit_lies_where_the_words_put_it(reader: Reader, text: str, word: str, days: tuple[str, str]) -> None:
    when = happening(reader.read(text, published="2021-03-10"), word).when
    assert when is not None
    assert (when.start, when.end) == days
