"""How the mentions and toponyms of a report become its places."""

import polybius


def names(record: polybius.Record) -> set[str]:
    return {place.name for place in record.places}


def test_all_names_of_one_place_are_its_mentions(reader: polybius.Reader) -> None:
    record = reader.read("Turkish jets crossed from Turkey. Turkey said nothing.")
    (turkey,) = record.places
    assert [span.of(record.text) for span in turkey.mentions] == ["Turkish", "Turkey", "Turkey"]


def test_an_adjective_is_no_alias_of_the_place(reader: polybius.Reader) -> None:
    (turkey,) = reader.read("Turkish jets crossed from Turkey.").places
    assert turkey.aliases == ()


def test_a_phrase_and_the_name_inside_it_are_one_place(reader: polybius.Reader) -> None:
    record = reader.read("Rebels attacked soldiers in the city of Homs.")
    assert [(p.name, [s.of(record.text) for s in p.mentions]) for p in record.places] == [("Homs", ["Homs"])]


def test_a_part_of_a_country_stands_beside_it(reader: polybius.Reader) -> None:
    record = reader.read("Rebels attacked soldiers in northern Syria.")
    assert {"northern Syria", "Syria"} <= names(record)


def test_the_container_behind_a_comma_decides(reader: polybius.Reader) -> None:
    record = reader.read("The parade in Paris, Texas, was long.")
    assert {(p.name, p.geonames) for p in record.places} == {("Paris", 4717560), ("Texas", 4736286)}


def test_the_town_is_the_one_where_things_happen(reader: polybius.Reader) -> None:
    record = reader.read("Rebels attacked soldiers in Homs. Berlin protested. Troops later left the town.")
    homs = next(p for p in record.places if p.name == "Homs")
    assert "the town" in [span.of(record.text) for span in homs.mentions]


def test_the_province_is_the_one_that_was_called_so(reader: polybius.Reader) -> None:
    record = reader.read(
        "Rebels attacked soldiers in Homs province. They fled to Palmyra. The army bombed the province."
    )
    homs = next(p for p in record.places if any("province" in form for form in (p.name, *p.aliases)))
    assert "the province" in [span.of(record.text) for span in homs.mentions]


def test_a_dateline_in_capitals_is_named_as_usual(reader: polybius.Reader) -> None:
    (lubango,) = reader.read("LUBANGO (Reuters) - Rebels attacked soldiers in Lubango.").places
    assert (lubango.name, len(lubango.mentions)) == ("Lubango", 2)


def test_of_two_names_for_an_unknown_place_the_fuller_is_kept(reader: polybius.Reader) -> None:
    record = reader.read("Rebels attacked soldiers in the hamlet of Zorbelquix.")
    assert names(record) == {"hamlet of Zorbelquix"}


def test_a_camp_named_after_a_town_keeps_its_words(reader: polybius.Reader) -> None:
    record = reader.read("Rebels attacked soldiers at the Suwayda camp.")
    event = next(e for e in record.events if e.place)
    place = next(p for p in record.places if p.id == event.place)
    assert "the Suwayda camp" in [span.of(record.text) for span in place.mentions]


def test_a_border_told_as_such_is_where_this_region_is(reader: polybius.Reader) -> None:
    record = reader.read(
        "Militants shelled Goma and the Gaza Strip.\n\nThe militia keeps bases that straddle the Syrian-Iraqi border. "
        "Gunmen fled to this desert region from Mosul.",
        published="2021-03-10",
    )
    [fled] = [event for event in record.events if event.trigger.of(record.text) == "fled"]
    names = {place.id: place.name for place in record.places}
    assert names[fled.destination or ""] == "Syrian-Iraqi border"


def test_a_border_may_be_told_by_what_lies_between(reader: polybius.Reader) -> None:
    record = reader.read("Rebels attacked the border between Chad and Sudan. The army bombed the border again.")
    names = {place.id: place.name for place in record.places}
    assert {names.get(event.place or "") for event in record.events} == {"border between Chad and Sudan"}


def test_the_scene_is_where_something_was_struck(reader: polybius.Reader) -> None:
    record = reader.read("Shells hit Goma on Friday. Talks were held in Kampala. Observers visited the site.")
    assert [len(place.mentions) for place in record.places if place.name == "Goma"] == [2]


def test_a_service_is_no_place(reader: polybius.Reader) -> None:
    record = reader.read("The rebels claimed responsibility on Telegram, and the army left the province.")
    assert record.places == ()


def test_the_city_is_no_neighbourhood(reader: polybius.Reader) -> None:
    record = reader.read("Gunmen attacked soldiers in Goma. Police raided the Katindo camp. Rebels shelled the city.")
    names = {place.id: place.name for place in record.places}
    assert [names.get(event.place or "") for event in record.events if event.trigger.of(record.text) == "shelled"] == [
        "Goma"
    ]


def test_who_is_led_is_no_place(reader: polybius.Reader) -> None:
    record = reader.read("The column led by Karl Dorn burned two boats near Goma.")
    assert {place.name for place in record.places} == {"Goma"}


def test_a_site_told_again_is_the_same_site(reader: polybius.Reader) -> None:
    record = reader.read("Troops clashed with rebels at the Sallum crossing. Egypt closed the crossing on Monday.")
    where = {event.trigger.of(record.text): event.place for event in record.events}
    assert where["clashed"] == where["closed the crossing"] is not None


def test_a_section_is_no_place(reader: polybius.Reader) -> None:
    record = reader.read("1. SUMMARY. Rebels shelled a camp.\n\n2. COMMENT. The army bombed a bridge.")
    assert [place.name for place in record.places] == []
