"""Ledger, forecasts, dynamics and scenarios over HTTP, on a store with a threat that is carried out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from polybius.store import Store
from tests.threats import CARRIED_OUT, THREATENED
from tests.web.desk import add_users, application, client_of, fill


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "polybius.db") as store:
        fill(store, THREATENED, CARRIED_OUT)
        yield store


def the_entry(client: TestClient) -> dict[str, object]:
    [found] = client.get("/api/ledger").json()["items"]
    return found  # type: ignore[no-any-return]


def test_an_entry_comes_with_its_outcome_and_evidence(client: TestClient) -> None:
    page = client.get("/api/ledger").json()
    [found] = page["items"]
    assert (found["outcome"], found["entry"]["due"], page["outcomes"]["kept"]) == ("kept", "2021-03-05", 1)
    assert [one["report"] for one in found["evidence"]] == [CARRIED_OUT.id]


@pytest.mark.parametrize(("asked", "total"), [("kind=threat&outcome=kept", 1), ("kind=warning", 0), ("actor=north", 1)])
def test_the_ledger_is_narrowed(client: TestClient, asked: str, total: int) -> None:
    assert client.get(f"/api/ledger?{asked}").json()["total"] == total


def test_who_keeps_its_word_is_counted(client: TestClient) -> None:
    [actor] = client.get("/api/ledger/tracks").json()["items"]
    [source] = client.get("/api/ledger/tracks?sources=true").json()["items"]
    assert (actor["name"], source["name"], actor["kept"]["hits"], actor["kept"]["count"]) == (
        "Northland", "Vela Post", 1, 1,
    )  # fmt: skip


def test_a_person_s_word_holds_until_it_is_undone(client: TestClient) -> None:
    id = the_entry(client)["entry"]["id"]  # type: ignore[index]
    made = client.post(f"/api/ledger/{id}", json={"outcome": "broken", "note": "it was another port"}).json()
    assert (the_entry(client)["outcome"], the_entry(client)["confirmed"]) == ("broken", "Ada Reyes")
    assert client.post(f"/api/judgements/{made['id']}/undo", json={}).status_code == 201
    assert (the_entry(client)["outcome"], the_entry(client)["confirmed"]) == ("kept", None)


def test_an_entry_that_is_not_there_cannot_be_confirmed(client: TestClient) -> None:
    answer = client.post("/api/ledger/0123456789abcdef", json={"outcome": "kept"})
    assert (answer.status_code, answer.json()["error"]["kind"]) == (404, "not_found")


def test_readers_see_the_ledger_and_leave_it_as_it_is(store: Store) -> None:
    add_users(store)
    rana = client_of(application(store, local=None), "Rana")
    id = the_entry(rana)["entry"]["id"]  # type: ignore[index]
    assert rana.post(f"/api/ledger/{id}", json={"outcome": "kept"}).status_code == 403
    assert rana.post("/api/forecasts", json={"source": "Northland"}).status_code == 403


def test_too_little_is_refused_in_words_and_not_kept(client: TestClient) -> None:
    made = client.post("/api/forecasts", json={"source": "Northland", "target": "SUL", "days": [7]}).json()
    assert made["items"] == []
    assert [one["reason"] for one in made["refused"]] == ["1 events are known of them; 20 are needed"]
    assert client.get("/api/forecasts").json()["items"] == []


@pytest.mark.parametrize("given", [{}, {"source": "Northland", "country": "SUL"}])
def test_a_forecast_is_of_sides_or_of_a_country(client: TestClient, given: dict[str, str]) -> None:
    assert client.post("/api/forecasts", json=given).status_code == 409


def test_a_series_has_the_days_on_which_something_was_done(client: TestClient) -> None:
    found = client.get("/api/dynamics?one=Northland&other=Southland").json()
    assert (found["there"]["days"], found["there"]["counts"], found["back"]["days"]) == (
        ["2021-03-04"],
        [[0, 0, 0, 1]],
        [],
    )
    assert (found["reaction"]["verdict"], found["names"]["NRL"]) == ("too little data", "Northland")
    assert client.get("/api/dynamics?one=Northland&other=Atlantis").status_code == 404


def test_sides_are_listed_with_their_deeds(client: TestClient) -> None:
    found = client.get("/api/sides").json()
    assert [(side["id"], side["deeds"]) for side in found["items"]] == [("NRL", 1), ("SUL", 1)]


def test_a_scenario_grows_from_the_condition(client: TestClient) -> None:
    found = client.get("/api/scenario?doer=Southland&type=COERCE&target=Northland").json()
    assert found["mark"] == "scenario, not forecast"
    [child] = found["root"]["children"]
    assert (child["deed"]["type"], child["report"], child["id"]) == ("ASSAULT", THREATENED.id, "0.0")
