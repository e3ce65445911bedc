"""Which names of places are found in a report, and which names that look like them are not."""

import pytest

import polybius

# text, toponyms that must be found, in order
FOUND = [
    ("in a town", "The mayor spoke in Mosul.", ["Mosul"]),
    ("several words", "Rebels left Deir ez-Zor for Port-au-Prince.", ["Deir ez-Zor", "Port-au-Prince"]),
    ("town and state", "She lives in Paris, Texas.", ["Paris", "Texas"]),
    ("short form", "The fire in Springfield, Ill., is out.", ["Springfield", "Ill."]),
    ("adjective", "Turkish officials met a European envoy.", ["Turkish", "European"]),
    ("before an institution", "Cass County Circuit Court heard the Omaha Police.", ["Cass County", "Omaha"]),
    ("office and holder", "They asked U.S. President Jo Dorn.", ["U.S."]),
    ("union in capitals", "The EU and the UK disagree.", ["EU", "UK"]),
    ("unknown, by its noun", "The village of Qarzuba lies on Zumbo River.", ["Qarzuba", "Zumbo River"]),
    ("hyphened word", "The U.S.-led coalition left.", ["U.S."]),
    ("dateline within", "Fire. CORSICANA -- A man was held.", ["CORSICANA"]),
    ("inhabitant", "A Corsicana man was held.", ["Corsicana"]),
    ("lone after a body of its name", "The Omaha Zoo closed. Omaha wept.", ["Omaha", "Omaha"]),
    ("water", "Ships crossed the Gulf of Oman.", ["Gulf of Oman"]),
    ("two hyphened names", "The Egyptian-Israeli treaty holds.", ["Egyptian", "Israeli"]),
]
# text, words that are no toponyms
OTHERS = [
    ("surname", "Ann Houston said no. Houston left.", "Houston"),
    ("title", "President Jackson spoke.", "Jackson"),
    ("common word", "Most of the Police stayed.", "Police"),
    ("language", "He speaks French.", "French"),
    ("direction beside a noun", "A Western diplomat spoke.", "Western"),
    ("direction in a name", "The Northern Guard shelled Mosul.", "Northern"),
    ("surname of a body of people", "Barack Obama spoke. Obama left.", "Obama"),
    ("surname of an owner", "Teo Barros spoke. The men were seen in Barros's office.", "Barros"),
    ("first name", "Paris Dorn sang.", "Paris"),
    ("short form of a body", "The UN Security Council met.", "UN"),
]


def toponyms(reader: polybius.Reader, text: str) -> list[str]:
    places = reader.read(text).places
    spans = sorted({span for place in places for span in place.mentions}, key=lambda s: s.start)
    return [span.of(text) for span in spans]


@pytest.mark.parametrize(("text", "expected"), [f[1:] for f in FOUND], ids=[f[0] for f in FOUND])
def test_toponyms_are_found(reader: polybius.Reader, text: str, expected: list[str]) -> None:
    assert toponyms(reader, text) == expected


@pytest.mark.parametrize(("text", "word"), [o[1:] for o in OTHERS], ids=[o[0] for o in OTHERS])
def test_what_is_called_like_a_place_is_none(reader: polybius.Reader, text: str, word: str) -> None:
    assert word not in toponyms(reader, text)


def test_a_dateline_names_the_place(reader: polybius.Reader) -> None:
    assert toponyms(reader, "ALBUQUERQUE, N.M. (AP) - Two people met.") == ["ALBUQUERQUE", "N.M."]
