from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from prov.model import (
    ProvActivity,
    ProvAgent,
    ProvAssociation,
    ProvAttribution,
    ProvDerivation,
    ProvDocument,
    ProvEntity,
    ProvInfluence,
)

from polybius.export.exchange import Selection
from polybius.incidents import Correction, Judgement, JudgementKind, Subject
from tests.export.exchange.holdings import (
    COPY_RECORD,
    EMPTY,
    GAZETTE_RECORD,
    HOSTILE,
    SELECTION,
    SHELLING,
    SHELLING_IDS,
    WIRE_RECORD,
    hostile,
    written,
)


def document(selection: Selection = SELECTION) -> Any:
    """The provenance as the prov library deserialises it."""
    return ProvDocument.deserialize(content=written("prov", selection).decode(), format="json")


def shelling(selection: Selection = SELECTION) -> Any:
    return next(iter(document(selection).bundles))


def pairs(kind: Any, bundle: Any) -> Iterator[tuple[str, str]]:
    for relation in bundle.get_records(kind):
        yield tuple(str(value) for _, value in relation.formal_attributes[:2])  # type: ignore[misc]


def test_each_incident_is_a_bundle() -> None:
    names = [str(bundle.identifier) for bundle in document().bundles]
    assert names == [f"polybius:bundle.{case.incident.id}" for case in (SHELLING, *SELECTION.cases[1:])]  # type: ignore[index]


def test_an_incident_is_derived_from_each_account() -> None:
    derived = set(pairs(ProvDerivation, shelling()))
    incident = f"polybius:incident.{SHELLING.incident.id}"
    assert {(incident, f"polybius:account.{id}") for id in SHELLING_IDS} <= derived


def test_the_chain_leads_from_the_incident_to_the_last_source() -> None:
    bundle = shelling()
    derived, attributed = dict(pairs(ProvDerivation, bundle)), dict(pairs(ProvAttribution, bundle))
    account = f"polybius:account.{SHELLING_IDS[0]}"
    assert derived[account] == f"polybius:statement.{SHELLING_IDS[0]}.0"
    assert attributed[derived[account]] == "polybius:actor.docker"
    assert (account, f"report:{GAZETTE_RECORD.id}") in set(pairs(ProvDerivation, bundle))
    assert attributed[f"report:{GAZETTE_RECORD.id}"] == "polybius:publisher.Harbour%20Gazette"


def test_an_account_holds_its_words_and_where_they_stand() -> None:
    bundle = shelling()
    [account] = bundle.get_record(f"polybius:account.{SHELLING_IDS[0]}")
    values = {str(name): str(value) for name, value in account.attributes}
    text = GAZETTE_RECORD.text
    assert text[int(values["polybius:start"]) : int(values["polybius:end"])] == values["prov:value"]
    assert values["polybius:status"] == "happened"


def test_a_copy_is_derived_from_the_report_that_it_copies() -> None:
    assert (f"report:{COPY_RECORD.id}", f"report:{WIRE_RECORD.id}") in set(pairs(ProvDerivation, shelling()))


def test_names_of_namespaces_are_whole() -> None:
    [report] = shelling().get_record(f"report:{GAZETTE_RECORD.id}")
    assert report.identifier.uri == f"urn:sha256:{GAZETTE_RECORD.id}"


def test_an_account_is_read_by_polybius_at_a_time() -> None:
    bundle = shelling()
    assert "polybius:reader" in {str(agent.identifier) for agent in bundle.get_records(ProvAgent)}
    assert len(list(bundle.get_records(ProvActivity))) == 3


def test_what_people_decided_influences_the_incident_and_the_account() -> None:
    account = SHELLING.accounts[0]
    merge = Judgement(4, JudgementKind.MERGE, "Ada Reyes", "2021-03-05T10:00:00+00:00", Subject.INCIDENTS)
    change = Judgement(5, JudgementKind.CHANGE, "Ada Reyes", "2021-03-06T10:00:00+00:00")
    taken_back = replace(change, id=6, undone_by=7)
    made = [Correction(j, account.report, f"events/{account.event}/status") for j in (change, taken_back)]
    bundle = shelling(replace(SELECTION, judgements={account.id: (merge,)}, corrections={account.report: made}))
    assert set(pairs(ProvInfluence, bundle)) == {
        (f"polybius:incident.{SHELLING.incident.id}", "polybius:judgement.4"),
        (f"polybius:account.{account.id}", "polybius:judgement.5"),
    }
    assert ("polybius:judgement.4", "polybius:person.Ada%20Reyes") in set(pairs(ProvAssociation, bundle))


def test_what_is_read_is_all_that_was_written() -> None:
    again = ProvDocument.deserialize(content=document().serialize(format="json"), format="json")
    assert again == document()
    assert len(list(shelling().get_records(ProvEntity))) == 1 + 3 + 3 + 3


def test_no_incidents_make_an_empty_document() -> None:
    assert list(document(EMPTY).bundles) == []


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_read_back_exactly(words: str) -> None:
    bundle = shelling(hostile(words))
    [account] = bundle.get_record(f"polybius:account.{SHELLING_IDS[0]}")
    assert {str(name): value for name, value in account.attributes}["prov:value"] == words
