"""Who may come in, and what each may do."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from polybius.errors import SettingsError
from polybius.store import Store
from polybius.web.people import COOKIE
from tests.web.desk import CSRF, ONE, PASSWORD, application, client_of

CORRECTION = {"edition": 1, "kind": "change", "path": "events/e1/status", "value": "denied"}


def test_on_this_computer_nobody_signs_in(client: TestClient) -> None:
    told = client.get("/api/session").json()
    assert (told["name"], told["role"], told["sign_in"]) == ("Ada Reyes", "admin", False)


def test_where_people_sign_in_somebody_must_be_able_to(store: Store) -> None:
    with pytest.raises(SettingsError, match="Nobody could sign in; 'polybius users add NAME --role admin'"):
        application(store, local=None)


def test_who_has_not_signed_in_sees_nothing(guarded: FastAPI) -> None:
    client = client_of(guarded)
    answer = client.get("/api/reports")
    assert (answer.status_code, answer.json()["error"]["kind"]) == (401, "sign_in")
    assert client.get("/api/session").json()["name"] is None


def test_the_document_asks_for_a_cookie_or_a_token_only_where_one_is_needed(
    guarded: FastAPI, client: TestClient
) -> None:
    asked = client_of(guarded).get("/api/openapi.json").json()["paths"]
    open_to_all = {(m, path) for path, methods in asked.items() for m in methods if "security" not in methods[m]}
    assert open_to_all == {("get", "/api/session"), ("post", "/api/session")}
    nobody_signs_in = client.get("/api/openapi.json").json()
    assert "securitySchemes" not in nobody_signs_in["components"]
    assert not any("security" in told for path in nobody_signs_in["paths"].values() for told in path.values())


def test_a_session_lasts_until_one_signs_out(guarded: FastAPI) -> None:
    client = client_of(guarded, "Rana")
    assert client.get("/api/session").json()["role"] == "reader"
    assert client.delete("/api/session").status_code == 204
    assert client.get("/api/reports").status_code == 401


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(guarded: FastAPI) -> None:
    client = client_of(guarded)
    answer = client.post("/api/session", json={"name": "Rana", "password": PASSWORD})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))


def test_a_cookie_of_a_session_that_has_ended_lets_nobody_in(guarded: FastAPI) -> None:
    client = client_of(guarded, "Rana")
    old = client.cookies[COOKIE]
    client.delete("/api/session")
    client.cookies.set(COOKIE, old, domain="localhost.local", path="/")
    assert client.get("/api/reports").status_code == 401


def test_a_wrong_password_tells_no_more_than_a_wrong_name(guarded: FastAPI) -> None:
    client = client_of(guarded)
    told = [
        client.post("/api/session", json={"name": name, "password": "not the right one"}) for name in ("Rana", "Nobody")
    ]
    assert [answer.status_code for answer in told] == [401, 401]
    assert told[0].json() == told[1].json()


def test_after_five_failures_even_the_right_password_must_wait(guarded: FastAPI) -> None:
    client = client_of(guarded)
    for _ in range(5):
        client.post("/api/session", json={"name": "Rana", "password": "not the right one"})
    answer = client.post("/api/session", json={"name": "Rana", "password": PASSWORD})
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 300


@pytest.mark.parametrize(
    ("name", "reads", "corrects", "admits"), [("Rana", 200, 403, 403), ("Ana", 200, 201, 403), ("Adam", 200, 201, 200)]
)
def test_each_role_may_do_its_part(guarded: FastAPI, name: str, reads: int, corrects: int, admits: int) -> None:
    client = client_of(guarded, name)
    assert client.get("/api/reports").status_code == reads
    assert client.post(f"/api/reports/{ONE.id}/corrections", json=CORRECTION).status_code == corrects
    assert client.get("/api/users").status_code == admits


def test_a_write_without_the_header_of_the_session_is_refused(client: TestClient) -> None:
    del client.headers[CSRF]
    answer = client.post(f"/api/reports/{ONE.id}/corrections", json=CORRECTION)
    assert (answer.status_code, answer.json()["error"]["kind"]) == (403, "forbidden")


def test_a_token_lets_a_program_do_what_its_owner_may_until_it_is_revoked(guarded: FastAPI) -> None:
    owner = client_of(guarded, "Ana")
    made = owner.post("/api/tokens", json={"name": "nightly"}).json()
    program = TestClient(guarded, base_url="http://localhost", headers={"Authorization": f"Bearer {made['secret']}"})
    assert program.post(f"/api/reports/{ONE.id}/corrections", json=CORRECTION).status_code == 201
    assert program.get("/api/users").status_code == 403
    assert owner.delete(f"/api/tokens/{made['token']['id']}").status_code == 204
    assert program.get("/api/reports").status_code == 401


def test_a_token_past_its_day_lets_nobody_in(guarded: FastAPI) -> None:
    made = client_of(guarded, "Ana").post("/api/tokens", json={"name": "old", "until": "2020-01-01"}).json()
    program = TestClient(guarded, base_url="http://localhost", headers={"Authorization": f"Bearer {made['secret']}"})
    assert program.get("/api/reports").status_code == 401


def test_a_new_password_ends_the_sessions(guarded: FastAPI) -> None:
    client = client_of(guarded, "Ana")
    given = {"old": PASSWORD, "new": "another walk by the sea"}
    assert client.post("/api/session/password", json=given).status_code == 204
    assert client.get("/api/reports").status_code == 401


def test_somebody_who_is_disabled_is_out_at_once(guarded: FastAPI) -> None:
    admin, reader = client_of(guarded, "Adam"), client_of(guarded, "Rana")
    assert admin.patch("/api/users/Rana", json={"disabled": True}).status_code == 200
    assert reader.get("/api/reports").status_code == 401


def test_the_last_admin_cannot_be_taken_away(guarded: FastAPI) -> None:
    answer = client_of(guarded, "Adam").patch("/api/users/Adam", json={"role": "reader"})
    assert (answer.status_code, answer.json()["error"]["kind"]) == (409, "refused")


def test_what_people_do_stands_in_the_log(guarded: FastAPI) -> None:
    client_of(guarded, "Ana").post(f"/api/reports/{ONE.id}/corrections", json=CORRECTION)
    admin = client_of(guarded, "Adam")
    told = [(entry["who"], entry["deed"]) for entry in admin.get("/api/audit").json()["items"]]
    assert told[:3] == [("Adam", "sign in"), ("Ana", "change"), ("Ana", "sign in")]
    assert admin.get("/api/audit/verdict").json()["faults"] == []
