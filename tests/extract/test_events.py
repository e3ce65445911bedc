"""What happened, who did it to whom: active and passive, nouns, light verbs, sides that do it to one another."""

import pytest

from polybius import DiscrepancyKind, EventType, Reader, Status
from tests.builders import chains, event_at, happening, names
from tests.cases import case, marked

# the event in brackets, initiators, targets
PARTICIPANTS = [
    case("Militants [attacked] soldiers in Kidal.", "militants", "soldiers"),
    case("Soldiers were [attacked] by militants in Kidal.", "militants", "soldiers"),
    case("Soldiers were [attacked] in Kidal.", "", "soldiers"),
    case("The soldiers, [attacked] by militants, fled.", "militants", "soldiers"),
    case("Militants who had [attacked] soldiers withdrew.", "militants", "soldiers"),
    case("The [attack] on soldiers by militants lasted an hour.", "militants", "soldiers"),
    case("According to two diplomats, militants [attacked] soldiers.", "militants", "soldiers"),
    case("The militants' [attack] on the soldiers failed.", "militants", "soldiers"),
    case("Militants carried out an [attack] on soldiers.", "militants", "soldiers"),
    case("An [attack] on soldiers was carried out by militants.", "militants", "soldiers"),
    case("Militants launched an [attack] against soldiers.", "militants", "soldiers"),
    case("Soldiers [came under] fire from militants.", "militants", "soldiers"),
    case("Militants [opened fire] on soldiers.", "militants", "soldiers"),
    case("Turkish jets [bombed] militants in Iraq.", "turkish armed forces", "militants"),
    case("An [air strike] by the army killed militants.", "army", "militants"),
    case("The army's [bombardment] of the militants went on.", "army", "militants"),
    case("A French [raid] against militants was reported.", "france", "militants"),
    case("Police [arrested] 14 protesters in Lagos.", "police", "protesters"),
    case("Fourteen protesters were [arrested] by police.", "police", "protesters"),
    case("The [arrest] of a journalist by police was condemned.", "police", "journalist"),
    case("Kenya and Ethiopia [signed] a treaty in Cairo.", "kenya, ethiopia", ""),
    case("The army and the rebels [clashed] near the border.", "army, rebels", ""),
    case("[Clashes] between the army and the rebels erupted.", "army, rebels", ""),
    case("The envoy [held talks] with the rebels in Doha.", "envoy", "rebels"),
    case("The president [met] the governor in Oslo.", "president", "governor"),
    case("The envoy [talked] to the rebels in Doha.", "envoy", "rebels"),
    case("The president and the governor [met] in Oslo.", "president, governor", ""),
    case("Kenya called on both armies to hold their fire and [offered] to send monitors.", "kenya", ""),
    case("Police [arrested] eleven of the protesters.", "police", "protesters"),
    case("Police [arrested] some of the protesters.", "police", "protesters"),
    case("The [shelling] of Kidal left three soldiers injured.", "", "soldiers"),
    case("Militants [shelled] the market, and three of the soldiers were killed.", "militants", "soldiers"),
    case("France imposed [sanctions] on Belarus.", "france", "belarus"),
    case("Sanctions were [imposed] on Belarus by France.", "france", "belarus"),
    case("Japan [sent] food aid to Nepal.", "japan", "nepal"),
    case("Kenya [accused] Ethiopia of aggression.", "kenya", "ethiopia"),
    case("Ethiopia was [accused] by Kenya of aggression.", "kenya", "ethiopia"),
    case("France [urged] Mali to release the prisoners.", "france", "mali"),
    case("France urged Mali to [release] the prisoners.", "mali", "prisoners"),
    case("Militants [kidnapped] a journalist and killed a soldier.", "militants", "journalist"),
    case("Militants kidnapped a journalist and [killed] a soldier.", "militants", "soldier"),
    case("The president ordered the army to [attack] the rebels.", "army", "rebels"),
    case("Rebels allegedly [attacked] soldiers.", "rebels", "soldiers"),
    case("Rebels, the mayor said, [attacked] soldiers.", "rebels", "soldiers"),
    case("The army blamed the rebels for the [murder] of a priest.", "rebels", "priest"),
    case("The rebels claimed responsibility for the [murder] of a priest.", "rebels", "priest"),
    case("The army accused militias allied with Mali of staging the [attack] on Goma.", "militias", ""),
    case("The mayor said 12 people were [injured]. Kenya accused Mali of treason.", "", "people"),
    case("The [murder] of a priest, for which the rebels claimed responsibility, shook Goma.", "rebels", "priest"),
    case("The Kabul [blast] killed 12 people.", "", "people"),
    case("Egypt called on Ethiopia on Monday to [release] the prisoners.", "ethiopia", "prisoners"),
    case("A judge held Karl Dorn on suspicion of [killing] a priest.", "karl dorn", "priest"),
    case("Two nurses were detained at a roadblock on Sunday and [freed] on bail.", "", "nurses"),
    case("Karl Dorn [struck] a bargain with Anna Bera.", "karl dorn, anna bera", ""),
    case("The Joint Force of Darfur movements [attacked] soldiers.", "joint force", "soldiers"),
    case("Dina Mufti, the spokesman, [met] the rebels.", "dina mufti", "rebels"),
    case("Militants [attacked] the Saudi hospital.", "militants", "saudi hospital"),
    case("According to a diplomat in Goma, the minister, Karl Dorn, has [met] the rebels.", "karl dorn", "rebels"),
    case("The army, not the rebels, [shelled] a convoy.", "army", ""),
    case("The envoy [met] the minister but not the governor.", "envoy", "minister"),
    case("Rebels believed to belong to the Vela Front [attacked] soldiers.", "rebels", "soldiers"),
    case("The rebels are responsible for the [murder] of a priest.", "rebels", "priest"),
    case("Soldiers involved in the [murder] of a priest were arrested.", "soldiers", "priest"),
    case("Militants [kidnapped] a priest and his herbalist, Otto Brand.", "militants", "priest, otto brand"),
    case("Militants [killed] six Jesuits.", "militants", "jesuits"),
    case("The union gave the navy until Sunday to [withdraw] from Goma.", "navy", ""),
    case("The governor gave the rebels ten days to [release] the hostages.", "rebels", "hostages"),
    case("He asked the army to leave Goma and the rebels to [release] the hostages.", "rebels", "hostages"),
    case("She urged Mali to free the men and France to [send] troops.", "france", ""),
    case("The governor gave a speech to [condemn] the rebels.", "governor", "rebels"),
    case("Mortar fire [killed] a nurse in Goma.", "", "nurse"),
    case("The president vowed that the raiders would be caught and [accused] Kenya.", "president", "kenya"),
    case("No group claimed the raid, but Kenya [blamed] Mali.", "kenya", "mali"),
    case("Kenya called the [attack] a crime.", "", ""),
    case("The army [rejected] the call of the elders.", "army", "elders"),
    case("A court [rejected] an appeal filed by two teachers.", "court", "teachers"),
    case("The ministry [declined] a request from the mayor.", "ministry", "mayor"),
    case("The president [declared] a 45-day state of siege.", "president", ""),
    case("Militants [killed] two priests, Otto Brand and Ola Dorn.", "militants", "otto brand, ola dorn"),
    case(
        "Otto Brand, rector of the university, five other priests, and two women were [murdered] by militants.",
        "militants",
        "otto brand, priests, women",
    ),
    case("Soldiers were [abducted] and killed by militants.", "militants", "soldiers"),
    case("Two soldiers were [killed] and one was hurt by militants.", "militants", "soldiers"),
    case("Karl Dorn [fought] the Front's predecessors for years.", "karl dorn, front's predecessors", ""),
    case("Nine miners were [killed] by Kenyan fire near Goma.", "kenya", "miners"),
    case("Nine miners were [killed] by fire from the army.", "army", "miners"),
    case("The arrest of soldiers for [killing] a priest was announced.", "soldiers", "priest"),
    case("Guerrillas [attacked] the soldiers.", "guerrillas", "soldiers"),
    case("A group of armed men [attacked] the soldiers.", "armed men", "soldiers"),
    case("Militants [killed] two Italians in Kidal.", "militants", "italians"),
    case("The Council of Ministers,\n1. [Condemns] the rebels;\n2. Urges peace.", "council of ministers", "rebels"),
    case("The Council of Ministers:\n1. Deplores the raid and [accuses] Kenya;", "council of ministers", "kenya"),
    case("The Council of Ministers,\n1. Warns Kenya that it will [expel] the envoy;", "council of ministers", "envoy"),
    case("Militants fled. The [attack] carried out by rebels on soldiers failed.", "rebels", "soldiers"),
    case("The pledge by Kenya to [free] the priest was heard.", "kenya", "priest"),
    case("The offer of Kenya to [free] the priest was heard.", "kenya", "priest"),
    case("- Three soldiers [killed], two missing after a raid.", "", "soldiers"),
    case("The rebels gave the crew of the ship ten days to [leave] Goma.", "crew", ""),
    case("The governor had been [promised] the defence ministry by Anna Bera.", "anna bera", "governor"),
    case("Gunmen [took] three teachers hostage in Jos.", "gunmen", "teachers", fails="the name takes in 'hostage'"),
]


@pytest.mark.parametrize(("text", "initiators", "targets"), PARTICIPANTS)
def test_participants_are_told_by_the_syntax(reader: Reader, text: str, initiators: str, targets: str) -> None:
    plain, span = marked(text)
    record = reader.read(plain)
    event = event_at(record, span)
    found = tuple(", ".join(sorted(names(record, ids))) for ids in (event.initiators, event.targets))
    assert found == tuple(", ".join(sorted(side.split(", "))) for side in (initiators, targets))


@pytest.mark.parametrize(
    ("text", "type"),
    [
        case("Gunmen [killed] a guard.", EventType.ASSAULT),
        case("Police [arrested] a student.", EventType.COERCE),
        case("Students held a [protest] in Lima.", EventType.PROTEST),
        case("Thousands of people [protested] in Lima.", EventType.PROTEST),
        case("Teachers [protested] against the law in Lima.", EventType.PROTEST),
        case("Kenya [protested] against the decision.", EventType.ACCUSE),
        case("Thousands [protested] in Lima.", EventType.PROTEST, fails="a bare number is no known doer"),
        case("Teachers [are] on strike in Lima.", EventType.PROTEST),
        case("France imposed [sanctions] on Belarus.", EventType.SANCTION),
        case("Egypt [deployed] troops to Sinai.", EventType.MOBILIZE),
        case("The rebels [threatened] to attack the port.", EventType.THREATEN),
        case("Kenya [denied] the charge.", EventType.REJECT),
        case("Kenya [condemned] the attack.", EventType.ACCUSE),
        case("The mayor [demanded] an apology.", EventType.REQUEST),
        case("The army [withdrew] from Goma.", EventType.RETREAT),
        case("Japan [donated] food to Nepal.", EventType.AID),
        case("The two ministers [met] in Oslo.", EventType.CONSULT),
        case("Sudan and Egypt [agreed] to reopen the border.", EventType.AGREE),
    ],
)
def test_an_event_has_its_plover_type(reader: Reader, text: str, type: EventType) -> None:
    plain, span = marked(text)
    record = reader.read(plain)
    assert type in {e.type for e in record.events if any(s.overlaps(span) for s in (e.trigger, *e.mentions))}


@pytest.mark.parametrize(
    "text",
    [
        case("The minister died of a heart attack."),
        case("The two brands are at war over prices.", fails="a war between no actors"),
        case("Voters fired a warning at the polls.", fails="firing asks for no weapon"),
        case("The author struck a chord with readers."),
        case("The committee shot down the proposal."),
        case("Prices were hit by the drought."),
    ],
)
def test_a_figure_of_speech_is_no_assault(reader: Reader, text: str) -> None:
    assert [e for e in reader.read(text).events if e.type is EventType.ASSAULT] == []


@pytest.mark.parametrize(
    "text",
    [
        case("Neither the army nor the rebels commented."),
        case("The army declined to comment.", fails="declining to speak is taken for a rejection"),
        case("The minister read a book about the war of 1870.", fails="a war that is only a topic"),
    ],
)
def test_what_is_no_deed_makes_no_event(reader: Reader, text: str) -> None:
    assert reader.read(text).events == ()


@pytest.mark.parametrize(
    ("text", "speech", "content"),
    [
        case("The army accused rebels of shelling Goma.", "accused", "shelling"),
        case("The army denied shelling Goma.", "denied", "shelling"),
        case("The militia threatened to attack the port.", "threatened", "attack"),
        case("France urged Mali to release the prisoners.", "urged", "release"),
        case("The council called for the withdrawal of troops.", "called", "withdrawal"),
        case("Kenya condemned the attack.", "condemned", "attack"),
        case("The minister promised to send troops to Goma.", "promised", "send troops"),
        case("The council called for the ship to be detained.", "called", "detained"),
        case("Rebels shelled Goma. The army blamed the Front.", "blamed", "shelled"),
        case("Kenya asked Mali to release the prisoners. Mali ruled it out.", "ruled", "release"),
        case("Kenya urged Mali to withdraw. Rebels shelled Goma on Monday. Mali denied it.", "denied", "shelled"),
    ],
)
def test_a_speech_act_has_what_it_is_about(reader: Reader, text: str, speech: str, content: str) -> None:
    record = reader.read(text)
    about = [e.trigger.of(record.text) for e in record.events if e.id in happening(record, speech).content]
    assert len(about) == 1
    assert content in about[0]


@pytest.mark.parametrize(
    ("text", "what", "low", "high"),
    [
        case("At least 12 people were [killed] in Lagos.", "killed", 12, None),
        case("Dozens of people were [wounded] in Lagos.", "wounded", 24, None),
        case("A soldier was [killed] in Kidal.", "killed", 1, 1),
        case("Drones [bombed] a rebel camp in Kidal, killing its commander.", "killed", 1, 1),
        case("A gendarme was [stoned] to death in Kidal.", "killed", 1, 1),
        case("Soldiers, about 300 of them, were [arrested] in Kidal.", "detained", 300, 300),
        case("Nobody was [killed] in the blast.", "killed", 0, 0),
        case("Between 10 and 15 people were [killed] in Lagos.", "killed", 10, 15),
        case(
            "Up to 50 soldiers were [killed] in Goma.", "killed", None, 50, fails="the low end is given as none at all"
        ),
        case("Police [detained] more than 200 protesters.", "detained", 201, None),
        case("Rebels [fired] three rockets at Haifa.", "munitions", 3, 3),
        case("France [deployed] 300 soldiers to Niger.", "troops", 300, 300),
        case("Some 3,000 people were [displaced] by rebels.", "displaced", 3000, 3000),
        case("An unknown number of people were [killed] in Lagos.", "killed", 1, None),
        case("The [attack] killed a guard and wounded two drivers.", "wounded", 2, 2),
        case("The [attack] killed a guard and wounded two drivers.", "killed", 1, 1),
        case("Two soldiers and a teacher were [killed] in Kidal.", "killed", 1, 1),
        case("Three guards [are dead], the governor said.", "killed", 3, 3),
        case("Rebels [released] nine hostages.", "freed", 9, 9),
        case("Rebels [withdrew] towards the hills with nine hostages.", "abducted", 9, 9),
        case("Rebels [released] a nun.", "freed", 1, 1),
        case("Gunmen [shot] seventeen villagers in Kidal.", "killed", 17, 17),
        case("Shells [hit] two villagers in Kidal.", "wounded", 2, 2),
        case("Two villagers were [shot] in the leg in Kidal.", "wounded", 2, 2),
        case("Some 60 raiders [attacked] a village near Kidal.", "troops", 60, 60),
        case("Kenya [sent] the villagers 900 blankets.", "blankets", 900, 900),
        case("Kenya [gave] the rebels two million shillings.", "kes", 2_000_000, 2_000_000),
        case("Militants [sank] a ferry off Kidal.", "ships", 1, 1),
        case("Four thousand teachers [marched] in Kidal.", "participants", 4000, 4000),
        case("The hostages sat in the yard. Four were [handed over] to the army.", "freed", 4, 4),
        case("Police [arrested] a teacher in Kidal.", "detained", 1, 1),
        case("Nine villagers [fled] Kidal on Monday.", "displaced", 9, 9),
        case("Nine villagers [surrendered] in Kidal.", "people", 9, 9),
        case("Police [seized] four men at the market.", "detained", 4, 4),
        case("Kenya [deployed] 60 men to the border.", "troops", 60, 60),
        case("Gunmen [killed] five soldiers, two of them officers.", "killed", 5, 5),
        case("Soldiers [arrested] two of them.", "detained", 2, 2),
        case("The [shelling] of Kidal left three people injured.", "wounded", 3, 3),
        case("The army counted three soldiers [killed] on Monday.", "killed", 3, 3),
        case("The army said that nine soldiers had [died] and 14 were missing.", "missing", 14, 14),
        case("Militants [shelled] the market, and three of the traders were killed.", "killed", 3, 3),
        case("Five soldiers and three guards were [killed].", "killed", 3, 3),
    ],
)
def test_figures_stand_with_the_event(reader: Reader, text: str, what: str, low: int | None, high: int | None) -> None:
    plain, span = marked(text)
    found = {(f.what, f.low, f.high) for f in event_at(reader.read(plain), span).figures}
    assert (what, low, high) in found


def test_an_age_counts_nobody(reader: Reader) -> None:
    figures = happening(reader.read("Police arrested a man of 19 in Kidal."), "arrested").figures
    assert [(f.what, f.low) for f in figures] == [("detained", 1)]


def test_a_part_is_counted_without_the_whole(reader: Reader) -> None:
    record = reader.read("Rebels torched six of 22 lorries near Beira.")
    assert [(f.what, f.low) for f in happening(record, "torched").figures] == [("vehicles", 6)]


def test_another_count_of_arrests_is_of_the_arrests_told_last(reader: Reader) -> None:
    record = reader.read("Police detained 60 people, a lawyer said. The ministry put the number of arrests at 23.")
    [counts] = [[f.low for f in e.figures] for e in record.events if e.type is EventType.COERCE]
    assert counts == [60, 23]
    assert [d.kind for d in record.discrepancies] == [DiscrepancyKind.FIGURE]


@pytest.mark.parametrize(
    "text",
    [
        "At least 12 people were killed in the shelling of Goma, the mayor said. The hospital counted nine dead.",
        "The army said 12 of its men died in the raid on Kidal. The rebels put the army's dead at nine.",
    ],
    ids=["dead", "put at"],
)
def test_another_count_of_the_dead_is_of_the_deed_told_last(reader: Reader, text: str) -> None:
    record = reader.read(text)
    [counts] = [[f.low for f in e.figures if f.what == "killed"] for e in record.events if e.type is EventType.ASSAULT]
    assert counts == [12, 9]
    assert [d.kind for d in record.discrepancies] == [DiscrepancyKind.FIGURE]


@pytest.mark.parametrize(
    "told", ["The ministry put the death toll at 14.", "The ministry gave the toll as 14.", "The toll rose to 14."]
)
def test_another_toll_is_of_the_deed_whose_dead_were_counted(reader: Reader, told: str) -> None:
    text = "Gunmen killed 11 soldiers near Kidal on Monday. Nobody fled. The army sent a battalion there. "
    [counts] = [[f.low for f in e.figures] for e in reader.read(text + told).events if e.type is EventType.ASSAULT]
    assert counts == [11, 14]


def test_dead_civilians_are_no_other_count_of_the_rebels_killed(reader: Reader) -> None:
    record = reader.read("Troops killed 40 rebels in Goma. A teacher put the number of civilian dead at 17.")
    figures = happening(record, "killed").figures
    assert [(f.low, names(record, [f.who]) if f.who else None) for f in figures] == [(40, {"rebels"}), (17, None)]
    assert not record.discrepancies


def test_who_died_where_something_was_hit_is_of_one_deed(reader: Reader) -> None:
    record = reader.read("Residents reported on Monday that a clinic near Kidal was hit and that five patients died.")
    assert [(f.what, f.low) for f in happening(record, "hit").figures] == [("killed", 5)]


def test_the_government_of_a_state_is_the_state(reader: Reader) -> None:
    record = reader.read("Norway, whose government condemned the coup, sent aid to Mali.")
    assert names(record, happening(record, "condemned").initiators) == {"norway"}


def test_things_beside_the_dead_are_not_dead(reader: Reader) -> None:
    figures = happening(reader.read("The raid on Kidal left nine dead and two lorries in flames."), "raid").figures
    assert ("killed", 2) not in {(f.what, f.low) for f in figures}


def test_what_is_said_is_no_place_for_a_count_of_people(reader: Reader) -> None:
    record = reader.read("The two ministers accused Sudan of shelling Renk.")
    assert happening(record, "accused").figures == ()


@pytest.mark.parametrize(
    "text",
    [
        "Rebels ambushed the convoy near Beira and torched it.",
        "The convoy was ambushed near Beira and set ablaze.",
    ],
    ids=["object", "passive"],
)
def test_steps_and_tolls_of_one_assault_are_one_event(reader: Reader, text: str) -> None:
    assert [e.type for e in reader.read(text).events].count(EventType.ASSAULT) == 1


def test_who_claims_responsibility_is_the_source_of_the_deed_told_last(reader: Reader) -> None:
    record = reader.read("A bomb killed two judges in Goma on Sunday. The Vela Front claimed responsibility.")
    killed = happening(record, "killed")
    assert names(record, killed.initiators) == {"vela front"}
    assert chains(record, killed) == [["vela front"]]


def test_who_puts_a_toll_at_a_number_did_not_do_it(reader: Reader) -> None:
    record = reader.read("Troops shelled Goma on Monday. The ministry put the toll at three.")
    assert [names(record, e.initiators) for e in record.events if e.type is EventType.ASSAULT] == [{"troops"}]


def test_who_is_behind_an_attack_did_it(reader: Reader) -> None:
    record = reader.read("Police said that two brothers were behind the bombing in Kidal.")
    assert names(record, happening(record, "bombing").initiators) == {"brothers"}


def test_over_that_belongs_to_a_verb_limits_no_number(reader: Reader) -> None:
    record = reader.read("Rebels will hand over 200 prisoners.")
    assert {(f.low, f.high) for e in record.events for f in e.figures} == {(200, 200)}


def test_behind_who_did_it_stands_to_whom(reader: Reader) -> None:
    record = reader.read("The envoy welcomed the release by Ansar Allah of 46 detainees.")
    assert names(record, happening(record, "release").targets) == {"detainees"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The repression in the country has many faces, the bishop wrote.", Status.ONGOING),
        ("The repression of miners has many faces, the bishop wrote.", Status.HAPPENED),
    ],
)
def test_violence_as_such_lasts(reader: Reader, text: str, status: Status) -> None:
    assert happening(reader.read(text), "repression").status is status


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        case("Turkish jets bombed the village on Monday.", "aerial"),
        case("Planes bombed Goma on Monday, killing nine.", "aerial"),
        case("Terrorists bombed the embassy in Lima on Monday.", "explosives"),
        case("A suicide bombing by militants killed nine in Goma.", "suicide-attack"),
    ],
)
def test_what_bombed_means_its_doer_tells(reader: Reader, text: str, mode: str) -> None:
    assert mode in {event.mode for event in reader.read(text).events}


def test_victims_are_who_a_figure_counts(reader: Reader) -> None:
    record = reader.read("Gunmen killed three teachers in Jos.")
    [figure] = happening(record, "killed").figures
    assert names(record, [figure.who]) == {"teachers"}


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        case("on Monday", "2021-03-08", "2021-03-08"),
        case("yesterday", "2021-03-09", "2021-03-09"),
        case("two days ago", "2021-03-08", "2021-03-08"),
        case("last week", "2021-03-01", "2021-03-07"),
        case("in late February", "2021-02-21", "2021-02-28"),
        case("on 3 March 2021", "2021-03-03", "2021-03-03"),
        case("between 2 and 4 March", "2021-03-02", "2021-03-04"),
        case("in 2019", "2019-01-01", "2019-12-31"),
        case("since January", "2021-01-01", "2021-03-10"),
    ],
)
def test_an_event_has_the_days_of_its_clause(reader: Reader, words: str, start: str, end: str) -> None:
    when = happening(reader.read(f"Militants shelled Goma {words}.", published="2021-03-10"), "shelled").when
    assert when is not None
    assert (when.start, when.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        case("Rebels shelled Goma on Monday, a day after troops [left] Kidal.", "2021-03-07"),
        case("Rebels shelled Goma on Monday, two days before troops [left] Kidal.", "2021-03-10"),
        case("On 3 March rebels shelled Goma. The next day troops [left] Kidal.", "2021-03-04"),
        case("Rebels shelled Goma on 3 March. Two days later troops [left] Kidal.", "2021-03-05"),
    ],
)
def test_a_day_may_be_counted_from_another_event(reader: Reader, text: str, day: str) -> None:
    plain, span = marked(text)
    when = event_at(reader.read(plain, published="2021-03-10"), span).when
    assert when is not None and when.start == day


def test_what_is_planned_for_a_weekday_is_to_come(reader: Reader) -> None:
    when = happening(reader.read("Troops will leave Goma on Friday.", published="2021-03-10"), "leave").when
    assert when is not None and when.start == "2021-03-12"


def test_a_measure_lasts_until_a_day_to_come(reader: Reader) -> None:
    record = reader.read("The mayor imposed a curfew until Thursday.", published="2025-03-03")
    when = happening(record, "imposed").when
    assert when is not None and (when.start, when.end) == ("2025-03-03", "2025-03-06")


def test_each_event_of_a_sentence_has_its_own_day(reader: Reader) -> None:
    text = "Rebels shelled Goma on Monday and the army attacked Kidal on Tuesday."
    record = reader.read(text, published="2021-03-10")
    days = [when and when.start for word in ("shelled", "attacked") for when in [happening(record, word).when]]
    assert days == ["2021-03-08", "2021-03-09"]


def test_nobody_elsewhere_is_no_other_count(reader: Reader) -> None:
    record = reader.read("Police arrested eleven men. The mayor said that he had called nobody onto the street.")
    assert [f.low for e in record.events for f in e.figures] == [11]


def test_the_number_of_a_unit_counts_nobody(reader: Reader) -> None:
    record = reader.read("Troops of the 224 Brigade left Goma.")
    assert [e.figures for e in record.events] == [()]
    assert {a.name for a in record.actors} == {"224 Brigade"}


def test_not_a_shot_is_none(reader: Reader) -> None:
    assert happening(reader.read("The colonel said that not a soldier was killed."), "killed").status is Status.DENIED


def test_what_a_ship_flies_says_not_whose_deed_it_is(reader: Reader) -> None:
    record = reader.read("The navy seized a Liberian-flagged tanker off Oman.")
    assert "Liberia" not in {*(a.name for a in record.actors), *(p.name for p in record.places)}


def test_after_a_days_blast_is_on_the_day(reader: Reader) -> None:
    read = reader.read("Two men were killed in Monday's blast, before Tuesday's vote.", published="2021-03-10")
    assert {e.when.start for e in read.events if e.when} == {"2021-03-08"}


@pytest.mark.parametrize("claim", ["put its name to", "owned up to", "claimed responsibility for"])
def test_who_claims_a_deed_did_it_by_that_account(reader: Reader, claim: str) -> None:
    record = reader.read(f"The Vela Front {claim} the bombing in Goma.")
    assert names(record, happening(record, "bombing").initiators) == {"vela front"}


def test_who_threatens_will_do_it(reader: Reader) -> None:
    record = reader.read("The rebels threatened that the shops would be burned.")
    deed = happening(record, "burned")
    assert (names(record, deed.initiators), deed.status) == ({"rebels"}, "threatened")


def test_who_is_killed_is_not_wounded_too(reader: Reader) -> None:
    record = reader.read("Shells hit two hospitals in Kidal on Tuesday, killing nine patients and a nurse.")
    found = {(f.what, f.low) for event in record.events for f in event.figures}
    assert found == {("hospitals", 2), ("killed", 9), ("killed", 1)}


@pytest.mark.parametrize(
    ("text", "place", "origin", "destination"),
    [
        case("Militants [shelled] Goma on Monday.", "goma", "", ""),
        case("Militants [attacked] soldiers near Lagos.", "lagos", "", ""),
        case("Refugees [fled] from Aleppo to Turkey.", "", "aleppo", "turkey"),
        case("Troops [withdrew] from Kidal towards Gao.", "", "kidal", "gao"),
        case("Egypt [deployed] troops to Sinai.", "", "", "sinai"),
        case("Refugees [left] Aleppo for Turkey.", "", "aleppo", "turkey"),
        case("Troops [moved out] of Kidal.", "", "kidal", ""),
        case("Rebels [withdrew] on Monday from the barracks at Kidal to Gao.", "kidal", "kidal", "gao"),
        case("Rebels [blocked] the road to Kidal.", "", "", ""),
        case("Troops [withdrew] from the checkpoint of Kidal.", "", "kidal", ""),
        case("The envoys [arrived] in Port Sudan.", "port sudan", "", "port sudan"),
        case("The [attack] took place in Maiduguri.", "maiduguri", "", ""),
        case("Police [arrested] eleven students on the outskirts of Maiduguri.", "maiduguri", "", ""),
        case("Soldiers in Maiduguri [killed] two traders.", "maiduguri", "", ""),
        case("Soldiers [burned] the market in Tel Zorbel.", "tel zorbel", "", ""),
        case("Egypt's minister [travelled] to Port Sudan.", "port sudan", "", "port sudan"),
        case("Gunmen [attacked] a customs post outside Colchane in Chile.", "colchane", "", ""),
    ],
)
def test_places_and_routes_stand_with_the_event(
    reader: Reader, text: str, place: str, origin: str, destination: str
) -> None:
    plain, span = marked(text)
    record = reader.read(plain)
    event = event_at(record, span)
    found = [names(record, [id]) for id in (event.place, event.origin, event.destination)]
    assert found == [{name} if name else set() for name in (place, origin, destination)]


def test_men_who_are_attacked_are_no_deed_of_their_own(reader: Reader) -> None:
    record = reader.read("On Monday unknown men shot at one of the army's patrols near Maiduguri.")
    assert [event.type for event in record.events] == [EventType.ASSAULT]


def test_what_is_asked_of_a_government_is_not_done_in_its_capital(reader: Reader) -> None:
    event = happening(reader.read("The minister called on Baku to free the prisoners."), "called")
    assert event.place is None and event.targets


def test_the_finer_of_two_places_is_the_place(reader: Reader) -> None:
    record = reader.read("Militants attacked soldiers in Maiduguri in Borno state.")
    assert names(record, [happening(record, "attacked").place]) == {"maiduguri"}


def test_an_unknown_place_is_kept_without_coordinates(reader: Reader) -> None:
    record = reader.read("Rebels attacked soldiers in the hamlet of Zorbelquix.")
    places = [place for place in record.places if "Zorbelquix" in place.name]
    assert {(place.latitude, place.geonames) for place in places} == {(None, None)}


def test_an_unknown_place_is_one_place(reader: Reader) -> None:
    assert len(reader.read("Rebels attacked soldiers in the hamlet of Zorbelquix.").places) == 1


def test_a_capital_that_speaks_is_a_government(reader: Reader) -> None:
    record = reader.read("Washington accused Moscow of shelling Kharkiv.")
    event = happening(record, "accused")
    assert (names(record, event.initiators), names(record, event.targets)) == ({"united states"}, {"russia"})
    assert {place.name for place in record.places} == {"Washington", "Moscow", "Kharkiv"}


def test_a_capital_where_it_happens_is_a_place(reader: Reader) -> None:
    record = reader.read("Militants attacked soldiers in Moscow.")
    event = happening(record, "attacked")
    assert (names(record, [event.place]), names(record, event.initiators)) == ({"moscow"}, {"militants"})


def test_of_what_is_exchanged_each_part_is_one_deed(reader: Reader) -> None:
    record = reader.read("Troops and rebels exchanged mortar and small-arms fire near Goma.")
    assert [event.type.value for event in record.events] == ["ASSAULT"]


def test_what_a_speaker_says_that_his_own_men_would_do_is_a_threat(reader: Reader) -> None:
    record = reader.read("Colonel Karl Dorn told reporters that his men would cut the highway if the shelling went on.")
    assert {("THREATEN", "happened"), ("COERCE", "threatened")} <= {
        (event.type.value, event.status.value) for event in record.events
    }


def test_what_somebody_fears_that_others_will_do_is_no_threat_of_his(reader: Reader) -> None:
    record = reader.read("The mayor fears that the fighting will cut the road to Goma.")
    assert EventType.THREATEN not in {event.type for event in record.events}


def test_the_day_of_an_ultimatum_lies_ahead(reader: Reader) -> None:
    text = "The rebels gave the army until Friday to release the prisoners."
    when = happening(reader.read(text, published="2024-03-13"), "gave").when
    assert when is not None and when.end == "2024-03-15"


def test_a_sentence_whose_root_is_an_infinitive_is_read_to_its_end(reader: Reader) -> None:
    record = reader.read(
        "Were she to be moved to Obo prison in Mandalay, a student organiser there said, “every saucepan in the city "
        "would be out on the street”. Rebels shelled Goma."
    )
    assert happening(record, "shelled").type is EventType.ASSAULT


def test_a_garrison_is_stormed_where_it_lies(reader: Reader) -> None:
    record = reader.read("Rebels stormed the garrison of Goma.")
    assert {p.name for p in record.places if p.id == happening(record, "stormed").place} == {"Goma"}
