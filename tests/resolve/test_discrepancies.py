"""Where a report contradicts itself, from records made by hand and from sentences."""

import pytest

from polybius import DiscrepancyKind, EventType, Figure, Reader, Record, Span, Status
from polybius.resolve.discrepancies import find_discrepancies
from tests.builders import SHELLING, claim, event, record, span
from tests.cases import case


def kinds(record: Record) -> list[DiscrepancyKind]:
    return [found.kind for found in find_discrepancies(record, [])]


def test_two_numbers_for_one_thing_name_the_events_that_count_it() -> None:
    three, sailors = span(SHELLING, "Three"), span(SHELLING, "sailors")
    told = record(events=(event(figures=(Figure("killed", 3, 3, text=three),)), event("e2")))
    [found] = find_discrepancies(told, [], [(three, sailors)])
    assert (found.kind, found.between, found.texts) == (DiscrepancyKind.FIGURE, ("e1",), (three, sailors))


CLAIMS = (claim("c1", "a1"), claim("c2", "a2"))
LATER = span(SHELLING, "killed")
HERS = event("e1", claim="c1", initiators=("a1",), targets=("a2",))


def test_what_one_tells_and_another_denies_is_disputed() -> None:
    denied = event("e2", trigger=LATER, claim="c2", initiators=("a1",), status=Status.DENIED)
    assert kinds(record(events=(HERS, denied), claims=CLAIMS)) == [DiscrepancyKind.OUTCOME]


def test_what_one_threatened_is_not_what_another_denies_having_threatened() -> None:
    threat = event("e1", EventType.THREATEN, claim="c1", initiators=("a1",))
    denied = event("e2", EventType.THREATEN, LATER, claim="c2", initiators=("a2",), status=Status.DENIED)
    assert kinds(record(events=(threat, denied), claims=CLAIMS)) == []


def test_two_sides_that_each_name_the_other_disagree_on_the_doer() -> None:
    theirs = event("e2", claim="c2", initiators=("a2",), targets=("a1",))
    assert kinds(record(events=(HERS, theirs), claims=CLAIMS)) == [DiscrepancyKind.ACTOR]


def test_one_source_may_tell_blow_and_counterblow() -> None:
    theirs = event("e2", claim="c1", initiators=("a2",), targets=("a1",))
    assert kinds(record(events=(HERS, theirs), claims=CLAIMS)) == []


def test_a_date_that_cannot_be_right_is_passed_on_once() -> None:
    date = (("e1",), "2 March 2021 is a Tuesday, not a Monday.", (Span(42, 48),))
    [found] = find_discrepancies(record(events=(event(),)), [date, date])
    assert (found.kind, found.between, found.explanation) == (DiscrepancyKind.CHRONOLOGY, date[0], date[1])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        case("On Monday, 9 March 2021, rebels shelled Goma.", "chronology"),
        case("Rebels shelled Goma on 20 March 2021.", "chronology"),
        case("On 5 March, shortly after the attack, he fled. The attack took place on 8 March.", "chronology"),
        case("The army said rebels had attacked. The rebels said they had not attacked.", "outcome"),
        case("The army said rebels shelled Goma. The rebels denied that they had shelled Goma.", "outcome"),
        case("Residents said soldiers had burned eight shops in Goma. The army denies it.", "outcome"),
        case("A diplomat said Kenya met Mali in Rome. Mali denied having met Kenya.", "outcome"),
        case("TV Vela said the navy had sunk two boats. That is a lie, the navy said.", "outcome"),
        case("The union accuses the police of holding eight lawyers. The ministry admits to three.", "figure"),
        case("He puts the crowd at six hundred; the party puts it at six thousand.", "figure"),
        case("Kenya said Sudan had attacked Kenya. Sudan said Kenya had attacked Sudan.", "actor"),
        case(
            "An attack killed 12 people, the army said. The mayor said the attack killed 30 people.",
            "figure",
            fails="two tolls are taken for two attacks",
        ),
    ],
)
def test_a_report_that_contradicts_itself_says_how(reader: Reader, text: str, kind: str) -> None:
    found = reader.read(text, published="2021-03-10").discrepancies
    assert [d.kind.value for d in found] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        case("On Tuesday, 9 March 2021, rebels shelled Goma."),
        case("Troops will leave Goma on 20 March 2021."),
        case("On 8 March, shortly after the attack, he fled. The attack took place on 5 March."),
        case("The army said rebels had attacked. The rebels said they had attacked."),
        case("Rebels attacked Goma on Monday. They did not attack Kidal."),
        case("Rebels attacked Goma on Monday, two days before troops left Kidal."),
        case("Rebels attacked Goma on Monday, a day after troops left Kidal."),
        case("Gunmen killed 12 people, including two children."),
        case("The army said it had killed 94 rebels. On its own side two died."),
        case("The army said it would not attack Goma. The rebels said they would not withdraw."),
        case("The union asked for forty lorries. The government turned it down."),
        case("Police arrested Suren Alo, 29, and three others in Kidal."),
        case("A total of 12 people were killed, among them three soldiers."),
    ],
)
def test_a_report_that_agrees_with_itself_has_no_discrepancy(reader: Reader, text: str) -> None:
    assert reader.read(text, published="2021-03-10").discrepancies == ()


def test_an_explanation_quotes_the_report(reader: Reader) -> None:
    found = reader.read("On Monday, 9 March 2021, rebels shelled Goma.", published="2021-03-10").discrepancies[0]
    assert found.explanation == "9 March 2021 is a Tuesday, not a Monday."
