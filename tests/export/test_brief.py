from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polybius.export import EXPORTERS
from polybius.export.brief import COLUMNS, LONGEST
from polybius.model import Certainty, EventType, Figure, Record, Span, Status
from tests.builders import actor, claim, event, record, shelling
from tests.export.reports import TEXT, full_record


def brief(*records: Record) -> str:
    return "".join(EXPORTERS["brief"](records))


def flat(*records: Record) -> str:
    return " ".join(brief(*records).split())


def section(title: str, whole: Record) -> str:
    """The lines under a heading, as one line."""
    return " ".join(brief(whole).split(f"\n{title}\n")[1].split("\n\n")[0].split())


def test_the_heading_says_title_publisher_and_day() -> None:
    assert brief(full_record()).startswith("Port shelled\n============\nNorthern Post · 2 Mar 2021\n\nWHAT HAPPENED\n")


def test_a_deed_is_told_in_one_line_with_its_words_and_sources() -> None:
    assert section("WHAT HAPPENED", full_record()) == (
        "- 1 Mar 2021 · ASSAULT · Northland's army → Southland · Vela · killed: 3 "
        '"Northland\'s army shelled the port of Vela on Monday" (said by Harbour Gazette ← a docker)'
    )


def test_what_is_denied_or_disputed_stands_apart() -> None:
    lines = section("DENIED OR DISPUTED", full_record())
    assert lines.startswith(
        '- DENIED · ASSAULT · Northland\'s army "The army denied that it had shelled the port." (denied by'
    )
    assert '- Northland · does not acknowledge "…acknowledged the raid of May' in lines.replace(
        "Northland has never ", "…"
    )
    assert 'OUTCOME DISPUTED · One says that it happened, one that it did not. "' in lines
    assert lines.count('" — "') == 1


def test_a_threat_says_on_what_it_hangs_and_who_makes_it() -> None:
    lines = section("THREATS AND EXPECTATIONS", full_record())
    assert lines.startswith('- THREATENED · COERCE · Southland "Southland will close the strait.')
    assert lines.endswith("THREAT by Southland · “If the shelling goes on,”")


def test_a_supposition_is_told_once_within_its_condition() -> None:
    assert "HYPOTHETICAL" not in brief(full_record())
    assert "HYPOTHETICAL" in brief(full_record(conditions=()))


def test_views_ties_sources_and_problems_have_sections() -> None:
    whole = full_record()
    assert section("WHO STANDS WHERE", whole) == '- Southland · fears "a blockade"'
    assert section("WHO COMMANDS, BACKS OR OPPOSES WHOM", whole).startswith(
        "- Northland's army · part of · Northland \""
    )
    assert "- Harbour Gazette ← a docker: 1 event" in section("SOURCES", whole)
    assert "- the report itself: 2 events" in section("SOURCES", whole)
    assert section("WHAT COULD NOT BE READ", whole) == "- paragraph 9: cut off"


def test_sources_of_one_deed_stand_as_they_are_told() -> None:
    names = ["mayor", "nurse", "driver", "priest", "guard", "clerk"]
    tellers = tuple(actor(f"a{n}", name) for n, name in enumerate(names))
    claims = tuple(claim(f"c{n}", f"a{n}") for n in range(len(names)))
    told = record(actors=tellers, claims=claims, events=(event(claim="c0", claims=tuple(c.id for c in claims)),))
    sources = brief(told).partition("SOURCES")[2]
    assert [line.partition(":")[0].removeprefix("- ") for line in sources.strip().splitlines()] == names


def test_empty_sections_are_left_out() -> None:
    assert "DENIED" not in brief(shelling())
    assert brief(record("Nothing.")).endswith("No event was found in this report.\n\n")


def test_the_worst_toll_comes_first_then_deeds_before_words() -> None:
    told = (
        event("e1", EventType.ACCUSE, Span(0, 9)),
        event("e2", EventType.AID, Span(10, 16)),
        event("e3", figures=(Figure("wounded", 90),)),
        event("e4", EventType.PROTEST, figures=(Figure("killed", 1),)),
        event("e5", figures=(Figure("killed", 20),), status=Status.ONGOING),
    )
    lines = [line for line in brief(shelling(events=told, claims=())).splitlines() if line.startswith("- ")]
    assert [line.split()[1] for line in lines[:5]] == ["ASSAULT", "PROTEST", "ASSAULT", "AID", "ACCUSE"]
    assert lines[0].startswith("- ASSAULT (ongoing) · killed: at least 20")


def test_doubt_and_an_unnamed_doer_are_shown() -> None:
    told = event(targets=("a1",), certainty=Certainty.POSSIBLE, mode="aerial")
    assert "ASSAULT (aerial, possible) · ? → Northland's army" in brief(shelling(events=(told,)))


def test_several_tellers_are_all_named() -> None:
    first, *rest = full_record().events[1:]
    whole = full_record(events=(replace(first, claims=("c1", "c2")), *rest))
    assert "(said by Harbour Gazette ← a docker; denied by Northland's army)" in flat(whole)


def test_the_denial_of_a_denied_deed_is_not_told_twice() -> None:
    whole = full_record()
    denial = event("e9", EventType.REJECT, Span(131, 137), initiators=("army",), content=("e2",), sentence=2)
    assert brief(replace(whole, events=(*whole.events, denial))).count("REJECT") == 0


def test_the_denial_of_what_is_said_to_have_happened_is_disputed() -> None:
    denial = event("e9", EventType.REJECT, Span(131, 137), initiators=("army",), content=("e1",), sentence=2)
    whole = full_record()
    assert "REJECT · Northland's army · about “shelled”" in section(
        "DENIED OR DISPUTED", replace(whole, events=(*whole.events, denial))
    )


def test_only_a_very_long_section_is_cut_and_says_by_how_much() -> None:
    many = tuple(event(f"e{n}") for n in range(LONGEST + 7))
    assert brief(shelling(events=many)).count("- ASSAULT") == LONGEST
    assert "\n… and 7 more\n" in brief(shelling(events=many))
    assert "more" not in brief(shelling(events=many[:LONGEST]))


def test_briefs_of_several_reports_stand_apart() -> None:
    assert "\n\nPort shelled\n" in brief(record("Nothing."), shelling())


def test_no_report_can_steer_the_terminal() -> None:
    evil = "\x1b]0;owned\x07 \u202e"
    whole = shelling(title=evil, publisher=evil, published=evil, problems=(evil,))
    assert not set("\x1b\x07\u202e") & set(brief(whole))


def test_ids_that_the_record_does_not_hold_are_shown_as_they_are() -> None:
    told = event(initiators=("ghost",), place="nowhere", claim="c99", content=("e99",))
    assert "ASSAULT · ghost · nowhere" in brief(shelling(events=(told,)))


@pytest.mark.parametrize("title", ["Word " * 60, "x" * 350, ""])
def test_no_line_is_too_long(title: str) -> None:
    assert max(map(len, brief(full_record(title=title, publisher=title)).splitlines())) <= COLUMNS


@given(st.integers(0, len(TEXT)), st.integers(0, 2 * len(TEXT)))
def test_any_span_can_be_shown(start: int, length: int) -> None:
    told = event(trigger=Span(start, start + length), initiators=("army",))
    assert "ASSAULT · Northland's army" in brief(full_record(events=(told,)))
