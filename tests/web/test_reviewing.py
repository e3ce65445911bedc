"""The review queue over HTTP."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.testclient import TestClient

from polybius.model import Basis, Reading
from polybius.store import Store
from tests.web.desk import LATER, ONE, client_of, fill, shelling

DOUBTFUL = f"event:{LATER.id[:16]}-e1"


def keys(client: TestClient) -> list[str]:
    return [item["key"] for item in client.get("/api/review").json()["items"]]


def test_the_queue_has_what_needs_a_person_and_counts_it(client: TestClient) -> None:
    told = client.get("/api/review").json()
    assert {item["kind"] for item in told["items"]} == {"event", "actor", "discrepancy"}
    assert told["left"] == {"event": 1, "actor": 1, "place": 0, "merge": 0, "discrepancy": 1}
    weights = [item["weight"] for item in told["items"]]
    assert weights == sorted(weights, reverse=True)


def test_what_the_learned_reader_hardly_believes_is_looked_at(store: Store, client: TestClient) -> None:
    basis = (Basis("event", Reading.RULES, 0.1), Basis("type", Reading.BOTH, 0.9))
    told = shelling(
        "At Vela Northland shelled its own image, a critic wrote.", "Arts Page", 0, "2021-05-01", basis=basis
    )
    fill(store, told)
    [item] = [one for one in client.get("/api/review?kind=event").json()["items"] if one["account"]["chance"]]
    assert item["why"] == "the rules found it, the learned reader hardly believes it (10%)"
    assert client.get("/api/overview").json()["left"]["event"] == 2


def test_what_is_confirmed_leaves_the_queue_and_stands_in_the_record(client: TestClient) -> None:
    made = client.post("/api/review", json={"key": DOUBTFUL, "deed": "confirm"}).json()
    assert (made["mark"]["deed"], made["left"]["event"]) == ("confirm", 0)
    assert DOUBTFUL not in keys(client)
    assert "events/e1" in client.get(f"/api/reports/{LATER.id}").json()["looked_at"]


def test_what_is_rejected_leaves_the_record(client: TestClient) -> None:
    client.post("/api/review", json={"key": DOUBTFUL, "deed": "reject"})
    assert client.get(f"/api/reports/{LATER.id}").json()["record"]["events"] == []
    assert client.get("/api/incidents").json()["total"] == 1


def test_what_was_done_is_taken_back_with_its_judgement(client: TestClient) -> None:
    made = client.post("/api/review", json={"key": DOUBTFUL, "deed": "reject"}).json()
    undone = client.post(f"/api/review/marks/{made['mark']['id']}/undo", json={}).json()
    assert undone["left"]["event"] == 1
    assert DOUBTFUL in keys(client)
    assert client.get("/api/incidents").json()["total"] == 2


def test_the_second_of_two_people_sees_who_was_first(guarded: FastAPI) -> None:
    given = {"key": DOUBTFUL, "deed": "confirm"}
    assert client_of(guarded, "Ana").post("/api/review", json=given).status_code == 201
    answer = client_of(guarded, "Adam").post("/api/review", json=given)
    assert (answer.status_code, answer.json()["error"]["kind"]) == (409, "changed")
    assert answer.json()["error"]["message"].startswith("Ana was first: confirm at ")


def test_a_correction_made_for_an_item_is_done_with_it(client: TestClient) -> None:
    given = {"edition": 1, "kind": "change", "path": "events/e1/certainty", "value": "probable", "item": DOUBTFUL}
    assert client.post(f"/api/reports/{LATER.id}/corrections", json=given).status_code == 201
    assert DOUBTFUL not in keys(client)
    assert [mark["deed"] for mark in client.get("/api/review/marks").json()["items"]] == ["correct"]


def test_a_discrepancy_is_marked_and_changes_no_record(client: TestClient) -> None:
    [key] = [key for key in keys(client) if key.startswith("discrepancy:")]
    assert client.post("/api/review", json={"key": key, "deed": "confirm"}).status_code == 201
    assert client.get(f"/api/reports/{ONE.id}").json()["edition"] == 1
    assert key not in keys(client)


def test_what_needs_nobody_cannot_be_confirmed(client: TestClient) -> None:
    answer = client.post("/api/review", json={"key": "event:nothing-e1", "deed": "confirm"})
    assert (answer.status_code, answer.json()["error"]["kind"]) == (404, "not_found")
