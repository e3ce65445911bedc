"""Who says so: chains of no to three sources, quotations, statements printed whole, acts of speech."""

import pytest

from polybius import ClaimKind, Reader, Record
from tests.builders import chains, event_at, happening, names
from tests.cases import case, marked, table


@pytest.mark.parametrize(("text", "chain"), table("chains"))
def test_an_event_is_told_on_the_word_of_its_sources(reader: Reader, text: str, chain: str) -> None:
    plain, span = marked(text)
    record = reader.read(plain)
    assert chains(record, event_at(record, span))[0] == [name for name in chain.split(" > ") if name]


def speakers(record: Record, words: str) -> list[list[str]]:
    return chains(record, happening(record, words))


def test_two_sources_in_one_sentence_answer_each_for_their_own(reader: Reader) -> None:
    record = reader.read("The army said rebels had shelled Goma, but the rebels said the army had attacked a camp.")
    assert (speakers(record, "shelled"), speakers(record, "attacked")) == ([["army"]], [["rebels"]])


def test_who_is_believed_to_be_somebody_says_nothing(reader: Reader) -> None:
    record = reader.read("Rebels believed to belong to the Vela Front attacked a camp.")
    assert chains(record, happening(record, "attacked")) == [[]]


def test_a_semicolon_ends_what_is_told_according_to_somebody(reader: Reader) -> None:
    record = reader.read("According to the ministry, police arrested a student; the union said soldiers shelled Goma.")
    assert speakers(record, "shelled") == [["union"]]


@pytest.mark.parametrize(
    "heading",
    [
        case("Communiqué No. 7 of the Puna Front"),
        case("Statement by the Puna Front"),
        case("A message from the Puna Front to the shepherds"),
        case("STATEMENT BY THE PUNA FRONT", fails="a name in capitals is no known body"),
    ],
)
def test_a_statement_printed_whole_speaks_in_its_authors_voice(reader: Reader, heading: str) -> None:
    record = reader.read(f"{heading}\n\nOur fighters attacked the customs post. We captured two guards.")
    assert (speakers(record, "attacked"), speakers(record, "captured")) == ([["puna front"]], [["puna front"]])


def test_a_quotation_after_a_colon_is_its_issuers(reader: Reader) -> None:
    before = "The following statement was issued by the Puna Front:"
    record = reader.read(f"{before}\n\n“Our fighters attacked the customs post. We captured two guards.”")
    assert (speakers(record, "attacked"), speakers(record, "captured")) == ([["puna front"]], [["puna front"]])


def test_we_is_the_author_of_a_statement(reader: Reader) -> None:
    record = reader.read("Communiqué of the Puna Front\n\nWe captured two guards. Our fighters are safe.")
    assert names(record, happening(record, "captured").initiators) == {"puna front"}


def test_words_in_quotation_marks_are_quoted(reader: Reader) -> None:
    record = reader.read("“Rebels attacked the camp near Goma this morning,” the mayor said.")
    assert [claim.quoted for claim in record.claims if claim.chain] == [True]


def test_reported_speech_is_not_quoted(reader: Reader) -> None:
    record = reader.read("The mayor said rebels attacked the camp.")
    assert [claim.quoted for claim in record.claims if claim.chain] == [False]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        case("The army accused rebels of [shelling] Goma.", ClaimKind.ACCUSATION),
        case("The army blamed rebels for [shelling] Goma.", ClaimKind.ACCUSATION),
        case("The army denied [shelling] Goma.", ClaimKind.DENIAL),
        case("The army denied that it had [shelled] Goma.", ClaimKind.DENIAL),
        case("The army said that it had [shelled] Goma.", ClaimKind.ASSERTION),
    ],
)
def test_a_claim_is_what_its_source_does_by_it(reader: Reader, text: str, kind: ClaimKind) -> None:
    plain, span = marked(text)
    record = reader.read(plain)
    event = event_at(record, span)
    assert kind in {claim.kind for claim in record.claims if claim.id in (event.claim, *event.claims)}


def test_the_words_of_saying_are_in_the_chain(reader: Reader) -> None:
    record = reader.read("The mayor announced that rebels had attacked the camp.")
    [link] = [link for claim in record.claims for link in claim.chain]
    assert (link.verb, link.span and link.span.of(record.text)) == ("announce", "announced")


def test_a_silent_publisher_is_no_source(reader: Reader) -> None:
    record = reader.read("The Vela Gazette reported that rebels attacked the camp.", publisher="Vela Gazette")
    assert speakers(record, "attacked") == [[]]


def test_what_a_source_says_of_anothers_fear_is_told_on_the_sources_word_alone(reader: Reader) -> None:
    record = reader.read("A Western diplomat said that La Paz feared reprisals by the Puna Front if the talks failed.")
    assert speakers(record, "reprisals") == [["western diplomat"]]


def said(record: Record) -> list[str]:
    return [claim.content.of(record.text) for claim in record.claims if claim.chain and claim.content]


def test_a_quotation_that_its_speaker_breaks_is_one_claim(reader: Reader) -> None:
    record = reader.read('"We waited for a month," Ana Rook, the mayor, said. "Nobody came and nobody wrote to us."')
    assert [(words[:9], words[-12:]) for words in said(record)] == [('"We waite', "wrote to us.")]


def test_a_verb_within_a_quotation_does_not_introduce_it(reader: Reader) -> None:
    record = reader.read('"The governor, Bo Lind, must show us the letters that he wrote to the Front," said Ana Rook.')
    assert [names(record, [link.source for link in claim.chain]) for claim in record.claims] == [{"ana rook"}]


def test_what_a_source_says_once_is_one_claim(reader: Reader) -> None:
    record = reader.read("The governor, who accused the rebels of torching the mill, said so on Monday in Goma.")
    assert len(said(record)) == len(set(said(record)))


def test_who_carries_out_a_deed_does_not_say_so(reader: Reader) -> None:
    record = reader.read("The raid, carried out by rebels of the Vela Front, killed nine.")
    assert not record.claims or all(not claim.chain for claim in record.claims)
