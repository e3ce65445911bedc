from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from polybius.annotated import Annotated, Token
from polybius.errors import OntologyError
from polybius.extract.number_words import build_number_words
from polybius.extract.quantities import Quantity, find_quantities, what_counted
from polybius.language import Parser
from polybius.model import Document


@cache
def parser() -> Parser:
    return Parser()


def parsed(text: str) -> Annotated:
    return next(iter(parser().annotate([Document(text=text)])))


def found(text: str) -> list[tuple[Quantity, str | None]]:
    annotated = parsed(text)
    quantities = [q for s in annotated.sentences for q in find_quantities(annotated.words(s))]
    return [(q, None if q.head is None else annotated.tokens[q.head].text) for q in quantities]


COUNTS = [  # text, least, most, counted
    ("At least 12 soldiers died.", 12, None, "soldiers"),
    ("More than 200 civilians died.", 201, None, "civilians"),
    ("They lost over 40 jets.", 41, None, "jets"),
    ("They lost fewer than 10 tanks.", 0, 9, "tanks"),
    ("They fired up to 30 rockets.", 0, 30, "rockets"),
    ("They fired no fewer than 30 rockets.", 30, None, "rockets"),
    ("They flew out some 1,500 mercenaries.", 1500, 1500, "mercenaries"),
    ("They have about 100 observers.", 100, 100, "observers"),
    ("They killed nearly a dozen men.", 12, 12, "men"),
    ("Dozens of families left.", 24, None, "families"),
    ("Scores were wounded.", 40, None, None),
    ("Hundreds of protesters marched.", 200, None, "protesters"),
    ("Thousands of government supporters marched.", 2000, None, "supporters"),
    ("Tens of thousands of people fled.", 20000, None, "people"),
    ("Hundreds of thousands of people fled.", 200000, None, "people"),
    ("Several hundred men fled.", 300, None, "men"),
    ("Several others were wounded.", 3, None, "others"),
    ("An unknown number of women and girls were abducted.", 1, None, "women"),
    ("Between 10 and 20 people fled.", 10, 20, "people"),
    ("They sent 10 to 15 trucks.", 10, 15, "trucks"),
    ("They sent 10-15 trucks.", 10, 15, "trucks"),
    ("They sent two or three men.", 2, 3, "men"),
    ("They sent two to three million people.", 2000000, 3000000, "people"),
    ("Sixty-two people were hurt.", 62, 62, "people"),
    ("They killed three hundred and fifty Syrian soldiers.", 350, 350, "soldiers"),
    ("They sent a couple of guns.", 2, 2, "guns"),
    ("They took in half a million refugees.", 500000, 500000, "refugees"),
    ("They took in two and a half million people.", 2500000, 2500000, "people"),
    ("They took in 1.2m people.", 1200000, 1200000, "people"),
    ("No civilians were harmed.", 0, 0, "civilians"),
    ("Nobody is in custody.", 0, 0, None),
    ("No one has been charged.", 0, 0, None),
    ("One of them was shot.", 1, 1, "them"),
    ("Two of its soldiers were dead.", 2, 2, "soldiers"),
    ("Five of the wounded died.", 5, 5, "wounded"),
    ("A further 50,000 people may flee.", 50000, 50000, "people"),
    ("Another 47 people were wounded.", 47, 47, "people"),
    ("They sent 100 or more tanks.", 100, None, "tanks"),
    ("The toll is 11 or more", 11, None, None),
    ("They sent at least 14 MiG-29s to the base.", 14, None, "MiG-29s"),
    ("They lost nine Pantsir batteries.", 9, 9, "batteries"),
    ("They attacked the 5,000 US troops.", 5000, 5000, "troops"),
    ("Two news photographers were beaten.", 2, 2, "photographers"),
    ("The toll rose to 26 on Friday.", 26, 26, None),
    ("Jets flew over two villages.", 2, 2, "villages"),
    ("Not one shot was fired.", 0, 0, "shot"),
    ("Not a single lorry came back.", 0, 0, "lorry"),
    ("A single shell fell on the quay.", 1, 1, "shell"),
    ("A crew of 60 was saved.", 60, 60, None),
    ("The arrests stand at seven.", 7, 7, None),
]


@pytest.mark.parametrize(("text", "low", "high", "head"), COUNTS, ids=[text for text, *_ in COUNTS])
def test_reads_how_many_of_what(text: str, low: float, high: float | None, head: str | None) -> None:
    ((quantity, counted),) = found(text)
    assert (quantity.low, quantity.high, counted, quantity.unit) == (low, high, head, None)


MEASURES = [
    ("It promised $6 million.", "$6 million", 6_000_000, "usd"),
    ("It asked for US$17.3 million.", "US$17.3 million", 17_300_000, "usd"),
    ("It asked for 780,000 euros.", "780,000 euros", 780_000, "eur"),
    ("It asked for 40 dollars.", "40 dollars", 40, "usd"),
    ("It asked for 41 million vatu.", "41 million vatu", 41_000_000, "vuv"),
    ("It hid some 30kg of explosives.", "some 30kg", 30, "kg"),
    ("It fired 120 mm mortars.", "120 mm", 120, "caliber"),
    ("It had 120 mm of rain.", "120 mm", 120, "mm"),
    ("It sent 40 tonnes of tents.", "40 tonnes", 40, "tonnes"),
    ("It is 12 per cent funded.", "12 per cent", 12, "percent"),
    ("It is 12% funded.", "12%", 12, "percent"),
]


@pytest.mark.parametrize(("text", "words", "value", "unit"), MEASURES, ids=[text for text, *_ in MEASURES])
def test_measures_bear_their_unit(text: str, words: str, value: float, unit: str) -> None:
    ((quantity, _),) = found(text)
    assert (quantity.span.of(text), quantity.low, quantity.unit) == (words, value, unit)


NO_COUNTS = [
    "A 23-year-old student spoke.",
    "He was held for four months.",
    "It happened on 26 October 2018.",
    "It happened on May 5.",
    "It happened in 2019.",
    "It blew up at 8.40am.",
    "It flew an F-16 and a MiG-29.",
    "Resolution 1701 and Article 5 apply.",
    "He read Situation Report No. 14.",
    "They closed Route 66.",
    "It was the 14th raid.",
    "John Smith, 44, of Vela resigned.",
    "It was a two-week truce.",
    "A three-star general spoke.",
    "It held two-thirds of the town.",
    "This one is not ours.",
    "He made no comment.",
    "There was no suicide bomber.",
    "He stood at gate two of the refinery.",
    "They boarded a 47 tram.",
    "A fisherman of 60 drowned.",
    "Conscripts of eighteen were beaten.",
    "Suren Alo, alias “Bija”, 29, was held.",
    "He was shot at half past eight.",
    "It blew up at ten minutes to six.",
    "They fired between eight and midnight.",
    "They came at seven in the evening.",
    "The toll is as of 0600 today.",
    "He was beaten in front of class eight.",
]


@pytest.mark.parametrize("text", NO_COUNTS, ids=NO_COUNTS)
def test_leaves_alone_what_does_not_count(text: str) -> None:
    assert found(text) == []


def test_a_rise_is_two_numbers() -> None:
    assert [q.low for q, _ in found("The toll rose from 14 to 26.")] == [14, 26]


NOUNS = [
    ("soldier", "troops"),
    ("missile", "munitions"),
    ("helicopter", "aircraft"),
    ("MiG-29s", "aircraft"),
    ("T-72", "vehicles"),
    ("ship", "ships"),
    ("tank", "vehicles"),
    ("rifle", "weapons"),
    ("civilian", "people"),
    ("marcher", "participants"),
    ("dollar", "usd"),
    ("tonne", "tonnes"),
    ("house", "houses"),
    ("school", "schools"),
    ("warehouse", "buildings"),
    ("cartridge", "rounds"),
    ("battalion", "battalions"),
    ("hostage", "abducted"),
    ("prisoner", "prisoners"),
    ("police", "police"),
    ("observer", "observers"),
    ("battery", "batteries"),
    ("idea", None),
]


@pytest.mark.parametrize(("noun", "what"), NOUNS, ids=[noun for noun, _ in NOUNS])
def test_nouns_say_what_is_counted(noun: str, what: str | None) -> None:
    assert what_counted(noun) == what


def test_tables_that_lack_a_list_stop_the_start() -> None:
    with pytest.raises(OntologyError, match="cardinals"):
        build_number_words({})


def tokens(text: str) -> tuple[Token, ...]:
    """Words cut at spaces and hyphens, every one a noun unless it is a number."""
    cut = [m.span() for m in re.finditer(r"[^\s-]+|-", text)]
    made = []
    for index, (start, end) in enumerate(cut):
        word = text[start:end]
        pos = "NUM" if word[0].isdigit() else "NOUN"
        made.append(Token(index, start, end, word, word, pos, pos, "dep", index, ()))
    return tuple(made)


@given(st.integers(32, 10**9))
def test_figures_are_read_back(number: int) -> None:
    (quantity,) = find_quantities(tokens(f"killed {number:,} rebels"))
    assert (quantity.low, quantity.high, quantity.head) == (number, number, 2)


SMALL = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(number: int) -> str:
    if number < 20:
        return SMALL[number - 1]
    if number < 100:
        ten, one = TENS[number // 10 - 2], number % 10
        return f"{ten}-{SMALL[one - 1]}" if one else ten
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = number % size
    joined = "" if not rest else f" and {spelled(rest)}" if rest < 100 else f" {spelled(rest)}"
    return f"{spelled(number // size)} {name}{joined}"


@given(st.integers(2, 99_999))
def test_number_words_are_read_back(number: int) -> None:
    (quantity,) = find_quantities(tokens(f"killed {spelled(number)} rebels"))
    assert (quantity.low, quantity.high) == (number, number)


@given(st.integers(1, 500), st.integers(1, 500))
def test_ranges_are_ordered(low: int, more: int) -> None:
    (quantity,) = find_quantities(tokens(f"killed {low} to {low + more} rebels"))
    assert (quantity.low, quantity.high) == (low, low + more)


WORDS = st.sampled_from(["at", "least", "more", "than", "12", "2019", "two", "hundred", "-", "to", "and", "a", "few",
                         "dozens", "of", "men", "$", "million", "no", "one", "half"])  # fmt: skip


@given(st.lists(WORDS, max_size=12))
@example(["12", "-", "one", "million"])
@example(["11", "or", "more"])
def test_any_words_give_ordered_phrases_inside_the_sentence(words: list[str]) -> None:
    quantities = find_quantities(tokens(" ".join(words)))
    assert all(q.low is None or q.high is None or q.low <= q.high for q in quantities)
    assert all(0 <= q.last < len(words) and (q.head is None or q.head < len(words)) for q in quantities)
    assert all(a.last < b.last for a, b in pairwise(quantities))
