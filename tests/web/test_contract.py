"""Whatever a client may send by the OpenAPI document is answered as the document says."""

from __future__ import annotations

from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import ignored_auth, unsupported_method

from polybius.store import Store
from tests.web.desk import CSRF, add_users, application, client_of, fill

EXAMPLES = 12  # for each route; benchmarks are not the place, since what this finds is a fault


@pytest.fixture(scope="module")
def contract(tmp_path_factory: pytest.TempPathFactory) -> schemathesis.BaseSchema:
    store = Store.open(Path(tmp_path_factory.mktemp("contract")) / "polybius.db")
    fill(store)
    app = application(store)
    made = schemathesis.openapi.from_asgi("/api/openapi.json", app, headers={"Host": "localhost"})
    made.config.headers = {"Host": "localhost", CSRF: client_of(app).headers[CSRF]}
    return made


schema = schemathesis.pytest.from_fixture("contract")


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_route_keeps_to_the_document(case: schemathesis.Case) -> None:
    # On this computer nobody signs in, so that what lacks a cookie is no error; test_session.py holds that.
    case.call_and_validate(excluded_checks=[ignored_auth])
