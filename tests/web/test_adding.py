"""Reports that are added and read in the background."""

from __future__ import annotations

import time
from typing import Any

from fastapi.testclient import TestClient

TEXT = "On Friday Northland shelled Vela once more, said a docker."


def finished(client: TestClient, id: int) -> dict[str, Any]:
    """The reading once it is done with all its reports."""
    deadline = time.monotonic() + 60
    while not (told := client.get(f"/api/readings/{id}").json())["finished"]:
        assert time.monotonic() < deadline, told
        time.sleep(0.02)
    return dict(told)


def test_pasted_text_is_read_and_stored(client: TestClient) -> None:
    answer = client.post("/api/reports", json={"text": TEXT, "title": "Again", "publisher": "Quay Post"})
    assert answer.status_code == 202
    [item] = finished(client, answer.json()["id"])["items"]
    assert (item["origin"], item["stage"]) == ("Again", "stored")
    assert client.get(f"/api/reports/{item['report']}").json()["record"]["publisher"] == "Quay Post"


def test_a_report_that_is_known_adds_nothing(client: TestClient) -> None:
    for _ in range(2):
        told = finished(client, client.post("/api/reports", json={"text": TEXT}).json()["id"])
    assert [item["stage"] for item in told["items"]] == ["already known"]
    deadline = time.monotonic() + 60  # counts may be those of a moment before
    while (reports := client.get("/api/overview").json()["reports"]) == 3:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert reports == 4


def test_a_file_that_cannot_be_read_stops_no_other(client: TestClient) -> None:
    files = [
        ("files", ("one.txt", TEXT.encode())),
        ("files", ("two.odt", b"PK\x03\x04")),
        ("files", ("three.txt", b"")),
    ]
    told = finished(client, client.post("/api/reports/files", files=files).json()["id"])
    assert [item["stage"] for item in told["items"]] == ["stored", "failed", "failed"]
    assert "no reader for '.odt'" in told["items"][1]["message"]


def test_the_name_of_a_file_leads_nowhere(client: TestClient) -> None:
    files = [("files", ("../../etc/one.txt", TEXT.encode()))]
    told = finished(client, client.post("/api/reports/files", files=files).json()["id"])
    assert told["items"][0]["origin"] == "one.txt"


def test_who_added_a_report_stands_in_the_log(client: TestClient) -> None:
    finished(client, client.post("/api/reports", json={"text": TEXT}).json()["id"])
    [entry] = client.get("/api/audit").json()["items"]
    assert (entry["who"], entry["deed"], entry["detail"]) == ("Ada Reyes", "add report", "pasted text")


def test_the_sample_is_there_to_load(client: TestClient) -> None:
    told = client.post("/api/sample", json={}).json()
    assert told["total"] == 5
    assert [item["stage"] for item in finished(client, told["id"])["items"]] == ["stored"] * 5
