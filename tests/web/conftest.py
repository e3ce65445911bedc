"""What the tests of the workbench share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from polybius.store import Store
from tests.web.desk import add_users, application, client_of, fill


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "polybius.db") as store:
        fill(store)
        yield store


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    """The one user of a workbench on this computer."""
    app = application(store)
    with client_of(app) as client:
        yield client


@pytest.fixture
def guarded(store: Store) -> FastAPI:
    """A workbench at which people sign in."""
    add_users(store)
    return application(store, local=None)
