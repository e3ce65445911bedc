"""What keeps other sites and foreign scripts out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from polybius.errors import SettingsError
from polybius.store import Store
from polybius.web import Files, create_app
from polybius.web.openapi import document
from tests.web.desk import Reading, application, client_of, fill, shelling

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> \u202egnp.exe {{7*7}} Northland shelled Vela."


@pytest.mark.parametrize("path", ["/", "/api/overview", "/api/nothing", "/assets/nothing.js"])
def test_every_answer_forbids_foreign_scripts(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert headers["x-content-type-options"] == "nosniff"


def test_a_page_elsewhere_that_names_this_computer_is_refused(client: TestClient) -> None:
    answer = client.get("/api/reports", headers={"Host": "example.org"})
    assert (answer.status_code, answer.json()["error"]["kind"]) == (403, "forbidden")


def test_a_request_from_another_origin_is_refused(client: TestClient) -> None:
    answer = client.get("/api/reports", headers={"Origin": "http://localhost:9999"})
    assert answer.json()["error"]["message"] == "Origin 'http://localhost:9999' is another site's"


def test_hostile_text_comes_back_as_the_words_it_is_and_as_json(store: Store) -> None:
    report = shelling(HOSTILE, "<b>Gazette</b>", 1)
    fill(store, report)
    answer = client_of(application(store)).get(f"/api/reports/{report.id}")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["record"]["text"] == HOSTILE


def test_a_method_that_a_route_has_not_is_refused_with_those_that_it_has(client: TestClient) -> None:
    answer = client.put("/api/reports")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, POST")
    assert answer.json()["error"]["message"] == "PUT is not for this route; allowed: GET, POST"
    assert client.put("/api/reports/files").headers["Allow"] == "POST"
    assert client.put("/api/nothing").status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "allowed"), [("GET", "reports/files", "POST"), ("POST", "ledger/tracks", "GET")]
)
def test_no_report_or_entry_is_called_as_a_route_is(client: TestClient, method: str, path: str, allowed: str) -> None:
    answer = client.request(method, f"/api/{path}", json={})
    assert (answer.status_code, answer.headers["Allow"]) == (405, allowed)


def test_no_null_is_documented_where_none_can_be_sent() -> None:
    described = json.loads(document())
    operations = [one for path in described["paths"].values() for one in path.values()]
    schemas = [parameter["schema"] for one in operations for parameter in one.get("parameters", ())]
    forms = [form for name, form in described["components"]["schemas"].items() if name.startswith("Body_")]
    schemas += [schema for form in forms for schema in form["properties"].values()]
    assert [schema for schema in schemas if {"type": "null"} in schema.get("anyOf", ())] == []


def test_a_path_of_the_page_is_answered_with_its_first_file(store: Store, tmp_path: Path) -> None:
    page = tmp_path / "page"
    (page / "assets").mkdir(parents=True)
    (page / "index.html").write_text("<!doctype html><title>polybius</title>")
    (page / "assets" / "a.js").write_text("1")
    client = client_of(create_app(store, "1.0", Reading, local="Ada Reyes", files=Files(page)))
    assert "<title>polybius" in client.get("/incidents/abc").text
    assert "immutable" in client.get("/assets/a.js").headers["cache-control"]
    assert client.get("/assets/b.js").status_code == 404
    assert client.get("/%2e%2e/polybius.db").status_code == 404


def test_a_workbench_without_its_page_says_how_to_build_it(store: Store, tmp_path: Path) -> None:
    client = client_of(create_app(store, "1.0", Reading, local="Ada Reyes", files=Files(tmp_path / "none")))
    answer = client.get("/")
    assert answer.status_code == 503
    assert "'make page' builds it" in answer.text


def test_the_document_of_the_routes_is_the_one_that_the_page_is_built_from() -> None:
    kept = Path(__file__).parents[2] / "ui" / "openapi.json"
    assert json.loads(document()) == json.loads(kept.read_text("utf-8"))


def test_no_two_classes_of_the_document_share_a_name() -> None:
    # FastAPI would tell them apart by their modules, and the page would find neither.
    assert [name for name in json.loads(document())["components"]["schemas"] if "__" in name] == []


def test_a_map_of_ones_own_is_sent_in_parts(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "region.pmtiles"
    path.write_bytes(b"PMTiles\x03" + bytes(range(100)))
    client = client_of(create_app(store, "1.0", Reading, local="Ada Reyes", files=Files(map=path)))
    part = client.get("/map.pmtiles", headers={"Range": "bytes=8-11"})
    assert (part.status_code, part.content) == (206, bytes(range(4)))
    assert client.get("/api/session").json()["map"] is True


def test_a_map_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "region.pmtiles"
    path.write_bytes(b"SQLite format 3")
    with pytest.raises(SettingsError, match="no PMTiles file"):
        Files(map=path)
