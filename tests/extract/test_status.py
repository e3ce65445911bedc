"""How an event stands: the eight statuses and three certainties, each in several wordings."""

import pytest

from polybius import Reader, Status
from tests.builders import event_at
from tests.cases import case, marked, table


@pytest.mark.parametrize(("text", "status"), table("statuses"))
def test_status_is_told_by_the_words_around_the_event(reader: Reader, text: str, status: str) -> None:
    plain, span = marked(text)
    assert event_at(reader.read(plain), span).status.value == status


@pytest.mark.parametrize(("text", "certainty"), table("certainties"))
def test_certainty_is_told_by_words_of_doubt(reader: Reader, text: str, certainty: str) -> None:
    plain, span = marked(text)
    assert event_at(reader.read(plain), span).certainty.value == certainty


@pytest.mark.parametrize(
    "text",
    [
        case("The army did not [attack] the camp."),
        case("No [attack] took place in Kidal."),
        case("The rebels never [shelled] the port."),
        case("None of the soldiers was [wounded]."),
        case("Not a single soldier [left] Goma."),
        case("The [raid] on Goma was called off."),
        case("The army called off the [raid] on Goma."),
        case("We reported that rebels had [shelled] Goma. This was incorrect."),
        case("An article said that rebels had [shelled] Goma. All these statements were wrong."),
        case("No one was [arrested] in Goma."),
        case("Nothing was [bombed] that night."),
        case("The ministers left without [signing] an agreement."),
        case("The raid did not lead to [clashes].", fails="the negation of a verb of cause stays with the cause"),
    ],
)
def test_what_is_negated_is_denied(reader: Reader, text: str) -> None:
    plain, span = marked(text)
    assert event_at(reader.read(plain), span).status is Status.DENIED


@pytest.mark.parametrize(
    "text",
    [
        case("Rebels [attacked] the convoy but did not take prisoners."),
        case("Not only rebels [shelled] the town.", fails="'not only' is taken for a negation"),
        case("The army, which is not a member of the pact, [shelled] the town."),
        case("Rebels [shelled] the town, not the port."),
        case("Nobody was killed in the [attack].", fails="an attack without victims is denied along with them"),
    ],
)
def test_a_negation_elsewhere_leaves_the_event(reader: Reader, text: str) -> None:
    plain, span = marked(text)
    assert event_at(reader.read(plain), span).status is Status.HAPPENED
