from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from polybius.export.exchange import Selection
from polybius.export.exchange.countries import country
from polybius.export.exchange.ftm import SCHEMA, country_code
from polybius.incidents import Identity, Tie, TieFamily
from polybius.model import ActorKind, Predicate
from polybius.ontology import load_ontology
from tests.export.exchange.holdings import HOSTILE, IDENTITIES, LOCATIONS, SELECTION, SHELLING, TOGETHER, hostile, lines

ftm = pytest.importorskip(
    "followthemoney", reason="followthemoney is not installed: its pyicu needs ICU's headers (Debian: libicu-dev)"
)


def proxies(selection: Selection = SELECTION) -> list[Any]:
    """The entities as followthemoney reads them, each value checked against its type; none may be dropped or changed.

    Of an address, it changes the punctuation.
    """
    found = []
    for entity in lines("ftm", selection):
        proxy = ftm.model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        for name, values in entity["properties"].items():
            same = len if proxy.schema.get(name).type.name == "address" else sorted
            assert same(proxy.get(name)) == same(values), name
        found.append(proxy)
    return found


def of(schema: str, selection: Selection = SELECTION) -> list[Any]:
    return [proxy for proxy in proxies(selection) if proxy.schema.name == schema]


def test_every_entity_is_valid_and_comes_once() -> None:
    found = proxies()
    assert len({proxy.id for proxy in found}) == len(found)
    assert {"Event", "Article", "Address", "PublicBody", "Organization", "LegalEntity", "UnknownLink", "Note"} == {
        proxy.schema.name for proxy in found
    }


def test_every_reference_leads_to_an_entity_of_its_range() -> None:
    found = {proxy.id: proxy for proxy in proxies()}
    for proxy in found.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert found[value].schema.is_a(prop.range), (proxy.id, prop.name)


def test_an_incident_is_an_event_with_its_place_and_day() -> None:
    event = of("Event")[0]
    assert event.get("recordId") == [SHELLING.incident.id]
    assert (event.get("date"), event.get("country"), event.get("location")) == (["2021-03-01"], ["gr"], ["Vela"])
    assert set(event.get("keywords")) == {"ASSAULT", "heavy-weapons", "happened"}
    assert len(event.get("proof")) == 3


def test_an_interval_has_two_ends() -> None:
    march = of("Event")[1]
    assert (march.get("startDate"), march.get("endDate")) == (["2021-03-01"], ["2021-03-05"])


def test_notes_say_every_version_and_who_holds_it() -> None:
    notes = of("Event")[0].get("notes")
    assert (
        "initiators (disputed): Northland's army, told by Harbour Gazette ← a docker; Red Front, told by"
        " Coast Wire ← the police and Evening Post ← the police"
    ) in notes
    assert any(note.startswith("killed (disputed): low 3, best 3, high 6") for note in notes)


def test_who_did_it_is_a_link_with_its_sources_and_words() -> None:
    links = {link.first("subject"): link for link in of("UnknownLink") if link.first("role") == "initiator"}
    link = links["polybius-actor-front"]
    assert (link.first("status"), len(link.get("proof"))) == ("disputed", 2)
    assert "told by Coast Wire ← the police" in link.get("description")
    assert link.first("summary").startswith("Six people died")


def test_who_is_in_several_versions_has_one_link_with_all_who_tell_it() -> None:
    links = of("UnknownLink", replace(SELECTION, cases=(TOGETHER,)))
    [front] = [link for link in links if link.first("role") == "initiator" and link.first("subject").endswith("front")]
    assert len(front.get("description")) == 3


def test_each_account_is_a_note_on_its_event() -> None:
    notes = of("Note")
    assert len(notes) == 5
    assert notes[0].first("entity") == of("Event")[0].id
    assert notes[0].first("sourceUrl") == "https://gazette.example/vela"


def test_relations_are_links() -> None:
    [tie] = [link for link in of("UnknownLink") if link.first("role") == "part_of"]
    assert tie.first("subject") == "polybius-actor-army"
    assert tie.first("summary") == "The army is part of Northland's armed forces"
    assert tie.get("description") == ["told by a docker"]


def test_members_of_a_body_are_members() -> None:
    ties = {"front": [Tie(TieFamily.RELATION, "front", Predicate.MEMBER_OF, "army", sources=("Coast Wire",))]}
    [membership] = of("Membership", replace(SELECTION, ties=ties))
    assert (membership.first("member"), membership.first("organization")) == (
        "polybius-actor-front",
        "polybius-actor-army",
    )


@pytest.mark.parametrize("kind", ActorKind)
def test_every_kind_of_actor_has_a_schema(kind: ActorKind) -> None:
    actors = IDENTITIES | {"army": Identity("army", "someone", kind)}
    [actor] = [p for p in proxies(Selection((SHELLING,), actors, LOCATIONS)) if p.id == "polybius-actor-army"]
    assert actor.schema.name == SCHEMA[kind]
    assert actor.caption == "someone"


def test_every_state_has_a_code_that_followthemoney_knows() -> None:
    codes = {alpha3: country(alpha3) for alpha3 in load_ontology().entries if len(alpha3) == 3 and alpha3.isupper()}
    states = {alpha3: country_code(alpha3) for alpha3, of in codes.items() if of.alpha2 or of.former}
    clean = ftm.types.registry.country.clean
    assert len(states) > 250
    assert {alpha3 for alpha3, code in states.items() if code is None} == {"ANT", "YMD"}
    assert {alpha3: code for alpha3, code in states.items() if code and clean(code) != code} == {}


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_make_valid_entities(words: str) -> None:
    assert [proxy.schema.name for proxy in proxies(hostile(words))].count("Event") == 1
