"""Reports, incidents and actors over HTTP, and two people who change one thing."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.web.desk import LATER, ONE, TWO, client_of

INCIDENT = f"{ONE.id[:16]}-e1"
ALONE = f"{LATER.id[:16]}-e1"


def correction(value: str, edition: int = 1) -> dict[str, object]:
    return {"edition": edition, "kind": "change", "path": "events/e1/status", "value": value}


def test_reports_are_listed_by_parts_the_latest_first(client: TestClient) -> None:
    first = client.get("/api/reports?limit=2").json()
    rest = client.get(f"/api/reports?limit=2&offset={first['next']}").json()
    assert [line["published"] for line in first["items"] + rest["items"]] == ["2021-04-02", "2021-03-02", "2021-03-02"]
    assert (first["total"], rest["next"]) == (3, None)


def test_a_report_comes_with_who_and_where_across_reports(client: TestClient) -> None:
    told = client.get(f"/api/reports/{TWO.id[:12]}").json()
    assert (told["edition"], told["record"]["id"]) == (1, TWO.id)
    assert told["things"]["a1"] == f"{ONE.id[:16]}-a1"
    assert told["incidents"] == {"e1": INCIDENT}


def test_a_report_that_is_not_there_is_not_found_whatever_its_id(client: TestClient) -> None:
    answers = [client.get(f"/api/reports/{id}") for id in ("3", "ffff", "no id")]
    assert [answer.status_code for answer in answers] == [404] * 3
    assert "No report id '3'; allowed: 4 to 64 hexadecimal digits" in answers[0].json()["error"]["message"]


def test_a_correction_shows_in_the_record(client: TestClient) -> None:
    made = client.post(f"/api/reports/{ONE.id}/corrections", json=correction("denied")).json()
    told = client.get(f"/api/reports/{ONE.id}").json()
    assert (made["edition"], told["edition"]) == (2, 2)
    assert told["record"]["events"][0]["status"] == "denied"
    assert [one["judgement"]["who"] for one in told["corrections"]] == ["Ada Reyes"]


def test_the_second_of_two_people_sees_what_the_first_changed(guarded: FastAPI) -> None:
    ana, adam = client_of(guarded, "Ana"), client_of(guarded, "Adam")
    assert ana.post(f"/api/reports/{ONE.id}/corrections", json=correction("denied")).status_code == 201
    answer = adam.post(f"/api/reports/{ONE.id}/corrections", json=correction("ongoing"))
    error = answer.json()["error"]
    assert (answer.status_code, error["kind"], error["by"][0]["who"]) == (409, "changed", "Ana")
    assert error["changes"] == [{"path": "events/e1/status", "before": "happened", "after": "denied"}]
    assert ana.get(f"/api/reports/{ONE.id}").json()["record"]["events"][0]["status"] == "denied"


@pytest.mark.parametrize(
    ("path", "value"), [("events/e9/status", "denied"), ("events/e1/status", "lost"), ("nonsense", 1)], ids=str
)
def test_a_correction_that_no_record_allows_is_refused_in_words(client: TestClient, path: str, value: object) -> None:
    given = {"edition": 1, "kind": "change", "path": path, "value": value}
    answer = client.post(f"/api/reports/{ONE.id}/corrections", json=given)
    assert answer.status_code in (404, 409)
    assert answer.json()["error"]["message"]
    assert client.get(f"/api/reports/{ONE.id}").json()["edition"] == 1


def test_an_incident_has_its_accounts_and_where_they_disagree(client: TestClient) -> None:
    story = client.get(f"/api/incidents/{INCIDENT}").json()
    assert [account["publisher"] for account in story["accounts"]] == ["Harbour Gazette", "Red Sea Wire"]
    [tally] = story["incident"]["tallies"]
    assert (tally["what"], tally["low"], tally["high"], tally["disputed"]) == ("killed", 3, 5, True)
    assert story["names"][f"{ONE.id[:16]}-a1"] == "Northland Army"


def test_an_account_is_split_off_and_put_back(client: TestClient) -> None:
    seen = client.get(f"/api/incidents/{INCIDENT}").json()["seen"]
    given = {"one": INCIDENT, "parts": [f"{TWO.id[:16]}-e1"], "seen": seen}
    made = client.post("/api/judgements/incidents/split", json=given).json()
    assert client.get("/api/incidents").json()["total"] == 3
    assert client.post(f"/api/judgements/{made['id']}/undo", json={}).status_code == 201
    assert client.get("/api/incidents").json()["total"] == 2


def test_nobody_merges_what_is_no_longer_as_they_saw_it(client: TestClient) -> None:
    seen = [client.get(f"/api/incidents/{id}").json()["seen"] for id in (INCIDENT, ALONE)]
    client.post(f"/api/reports/{ONE.id}/corrections", json=correction("denied"))
    given = {"one": INCIDENT, "other": ALONE, "seen": seen}
    answer = client.post("/api/judgements/incidents/merge", json=given)
    assert (answer.status_code, answer.json()["error"]["kind"]) == (409, "changed")
    assert client.get("/api/incidents").json()["total"] == 2


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", 2),
        ("?disputed=true", 1),
        ("?actor=Northland Army&since=2021-03-15", 1),
        ("?publisher=Red Sea Wire", 1),
        ("?type=AID", 0),
        ("?box=15,39,16,40&country=ERI", 2),
    ],
)
def test_map_timeline_and_list_are_narrowed_by_one_filter(client: TestClient, asked: str, found: int) -> None:
    points = client.get(f"/api/points{asked}").json()
    assert (points["total"], len(points["id"]), len(points["disputed"])) == (found, found, found)
    assert client.get(f"/api/incidents{asked}").json()["total"] == found


def test_a_point_lies_at_its_place_on_its_days(client: TestClient) -> None:
    points = client.get("/api/points?disputed=true").json()
    assert (points["id"], points["type"], points["first"]) == ([INCIDENT], ["ASSAULT"], ["2021-03-01"])
    place = points["places"][points["place"][0]]
    assert (place["name"], place["latitude"], place["precision"]) == ("Vela", 15.6, "exact")


def test_the_network_is_that_of_the_incidents_asked_for(client: TestClient) -> None:
    whole = client.get("/api/network").json()
    assert [tie["label"] for tie in whole["ties"]] == ["ASSAULT"]
    assert whole["actors"][f"{ONE.id[:16]}-a1"]["country"] == "NRL"
    assert client.get("/api/network?type=AID").json()["ties"] == []


def test_a_name_with_a_slip_is_found(client: TestClient) -> None:
    assert [found["name"] for found in client.get("/api/names?q=nothland armi").json()["actors"]] == ["Northland Army"]
    assert client.get("/api/names?q=reed sea").json()["publishers"] == ["Red Sea Wire"]


def test_ids_have_names(client: TestClient) -> None:
    id = f"{ONE.id[:16]}-a1"
    assert client.get("/api/called", params={"id": [id, "nobody"]}).json() == {"names": {id: "Northland Army"}}


def test_an_actor_and_a_source_have_their_pages(client: TestClient) -> None:
    actor = client.get("/api/actor", params={"name": "Northland Army"}).json()
    assert [tie["reports"] for tie in actor["deeds"]] == [3]
    source = client.get("/api/source", params={"name": "Red Sea Wire"}).json()
    assert (source["voice"]["contradicted"], len(source["incidents"])) == (1, 1)
    assert client.get("/api/actor?name=Nobody").status_code == 404


def test_an_actor_has_the_names_that_reports_give_it_and_is_split_by_them(client: TestClient) -> None:
    told = client.get("/api/actor/members", params={"name": "Northland Army", "limit": 2}).json()
    assert (told["total"], told["next"]) == (3, 2)
    [first, second] = told["items"]
    assert "Northland guns shelled" in first["words"]
    given = {"one": f"{ONE.id[:16]}-a1", "parts": [second["id"]]}
    assert client.post("/api/judgements/actors/split", json=given).status_code == 201
    assert client.get("/api/actor/members", params={"name": first["id"]}).json()["total"] == 2


def test_an_incident_tells_who_corrected_its_accounts(client: TestClient) -> None:
    client.post(f"/api/reports/{ONE.id}/corrections", json=correction("denied"))
    [made] = client.get(f"/api/incidents/{INCIDENT}").json()["corrections"]
    assert (made["judgement"]["who"], made["path"], made["value"]) == ("Ada Reyes", "events/e1/status", "denied")


def test_what_is_on_screen_is_exported(client: TestClient) -> None:
    answer = client.get("/api/export/geojson?disputed=true")
    assert [feature["id"] for feature in answer.json()["features"]] == [INCIDENT]
    assert answer.headers["content-disposition"] == 'attachment; filename="incidents.geojson"'
    assert client.get("/api/export/nonsense").status_code == 404


@pytest.mark.parametrize("day", ["0", "20210301", "2021-3-1", "yesterday"])
def test_a_day_is_asked_for_in_full(client: TestClient, day: str) -> None:
    answer = client.get("/api/points", params={"until": day})
    assert answer.status_code == 422
    assert "YYYY-MM-DD" in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    ("method", "path", "sent"),
    [
        ("GET", "/api/ledger?until=0", None),
        ("PATCH", "/api/users/Rana", {"disabled": 0}),
        ("POST", "/api/forecasts", {"country": "ERI", "days": ["7"]}),
        ("POST", f"/api/reports/{ONE.id}/corrections", {"edition": True, "kind": "confirm", "path": "events/e1"}),
    ],
)
def test_what_is_of_another_type_is_not_taken_for_it(client: TestClient, method: str, path: str, sent: object) -> None:
    assert client.request(method, path, json=sent).status_code == 422


def test_a_whole_number_may_be_written_with_a_point(client: TestClient) -> None:
    sent = {"edition": 1.0, "kind": "confirm", "path": "events/e1"}
    assert client.post(f"/api/reports/{ONE.id}/corrections", json=sent).status_code == 201
