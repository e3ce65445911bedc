"""Answers about the whole store: kept until it changes, found once for all who ask, and lagging only where slow."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from polybius.store import Store, View
from polybius.web import memory
from polybius.web.memory import Memory
from tests.web.desk import fill, shelling

NEWER = shelling("Northland shelled Vela a third time.", "Harbour Gazette", 2, "2021-06-01")


def reports_of(view: View) -> int:
    return view.counts()["reports"]


def test_an_answer_is_found_anew_once_the_store_has_changed(store: Store) -> None:
    kept = Memory(store.view)
    with store.view() as view:
        assert kept.recall(view, "reports", reports_of) == 3
    fill(store, NEWER)
    with store.view() as view:
        assert kept.recall(view, "reports", reports_of) == 4
    kept.close()


def test_a_slow_answer_lags_until_the_new_one_is_found(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "SLOW", -1.0)
    monkeypatch.setattr(memory, "REST", -1)
    kept = Memory(store.view)
    with store.view() as view:
        kept.recall(view, "reports", reports_of, lag=True)
    fill(store, NEWER)
    with store.view() as view:
        assert kept.recall(view, "reports", reports_of, lag=True) == 3
        kept._behind.submit(lambda: None).result()  # what is being found is found before this
        assert kept.recall(view, "reports", reports_of, lag=True) == 4
    kept.close()


def test_what_is_prepared_is_not_found_again(store: Store) -> None:
    kept = Memory(store.view)
    kept.prepare("reports", reports_of)
    kept._behind.submit(lambda: None).result()  # what is prepared is found before this
    with store.view() as view:
        assert kept.recall(view, "reports", lambda _: 0) == 3
    kept.close()


def test_an_error_is_not_kept(store: Store) -> None:
    kept = Memory(store.view)
    with store.view() as view:
        with pytest.raises(ZeroDivisionError):
            kept.recall(view, "reports", lambda _: 1 // 0)
        assert kept.recall(view, "reports", reports_of) == 3
    kept.close()


def test_a_sheet_found_from_an_earlier_one_is_the_same(store: Store, client: TestClient) -> None:
    with store.view() as view:
        before = view.sheet()
    fill(store, NEWER)
    with store.view() as view:
        after = view.sheet(before)
        assert after.columns == view.sheet().columns
    assert len(after.position) == len(before.position) + 1
    assert client.get("/api/points").json()["total"] == len(after.position)
