from __future__ import annotations

import io
from typing import Any

import networkx as nx
import pytest

from polybius.export.exchange import Selection
from tests.export.exchange.holdings import EMPTY, HOSTILE, SELECTION, SHELLING, hostile, written


def graph(selection: Selection = SELECTION) -> Any:
    """The network as networkx reads it."""
    return nx.read_graphml(io.BytesIO(written("graphml", selection)), force_multigraph=True)


def edges(selection: Selection = SELECTION) -> dict[tuple[str, str], dict[str, Any]]:
    """Edges by the names of their ends."""
    read = graph(selection)
    names = read.nodes(data="name")
    return {(names[one], names[other]): data for one, other, data in read.edges(data=True)}


def test_the_network_is_directed_and_its_actors_are_nodes() -> None:
    read = graph()
    assert read.is_directed()
    assert read.nodes["army"] == {
        "name": "Northland's army",
        "kind": "military",
        "aliases": "the army",
        "country": "NLD",
        "sector": "MIL",
        "wikidata": "Q42",
    }


def test_each_version_of_who_did_it_is_an_edge_with_who_holds_it() -> None:
    found = edges()
    assert found["Northland's army", "sailors"]["told_by"] == "Harbour Gazette ← a docker"
    assert found["Red Front", "sailors"]["told_by"] == "Coast Wire ← the police | Evening Post ← the police"


def test_an_edge_says_what_was_done_and_leads_to_its_words() -> None:
    edge = edges()["Northland's army", "sailors"]
    assert (edge["relation"], edge["status"], edge["mode"]) == ("ASSAULT", "happened", "heavy-weapons")
    assert (edge["incident"], edge["disputed"], edge["start"]) == (SHELLING.incident.id, True, "2021-03-01")
    assert edge["words"].startswith("Northland's army shelled")
    assert edge["report"] in SELECTION.records


def test_a_copy_is_no_origin_of_its_own() -> None:
    assert edges()["Red Front", "sailors"]["origins"] == 1


def test_relations_are_edges_between_identities_and_places() -> None:
    edge = edges()["Red Front", "Vela"]
    assert (edge["relation"], edge["words"]) == ("present_in", "The Red Front is in Vela")
    assert (edge["told_by"], edge["reports"], edge["first"]) == ("Coast Wire", 1, "2021-03-02")
    assert graph().nodes["vela"]["kind"] == "place"
    assert graph().nodes["vela"]["latitude"] == 37.95


def test_a_relation_names_its_sources() -> None:
    edge = edges()["Northland's army", "Northland's armed forces"]
    assert (edge["relation"], edge["told_by"]) == ("part_of", "a docker")


def test_no_incidents_make_an_empty_graph() -> None:
    assert graph(EMPTY).number_of_nodes() == 0


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_make_legal_xml(words: str) -> None:
    read = graph(hostile(words))
    name = read.nodes["army"]["name"]
    assert "\x00" not in name
    assert name == words or "[U+" in name
