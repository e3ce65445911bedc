"""Whatever a client may send by the OpenAPI document is answered as the document says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection

from polybius.store import Store
from polybius.web.openapi import document
from tests.web.desk import CSRF, application, client_of, fill

EXAMPLES = 6  # for each route and way of asking
ROUTES = [
    (method, path)
    for path, methods in schemathesis.openapi.from_file(document()).raw_schema["paths"].items()
    for method in methods
]


@pytest.fixture(scope="module")
def contract(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with Store.open(Path(tmp_path_factory.mktemp("contract")) / "polybius.db") as store:
        fill(store)
        app = application(store)
        with client_of(app) as client:
            headers = {"Host": "localhost", CSRF: client.headers[CSRF]}
            yield schemathesis.openapi.from_asgi("/api/openapi.json", app, headers=headers), headers


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: f"{mode.name.lower()}")
@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_every_route_keeps_to_the_document(contract: Any, method: str, path: str, mode: GenerationMode) -> None:
    schema, headers = contract
    cases = schema[path][method].as_strategy(generation_mode=mode)

    @given(case=cases)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Any) -> None:
        # Neither forms nor addresses have types: what was to be no text, or a list of one, is text once it is sent.
        lists = any(isinstance(value, list) for value in (case.query or {}).values())
        untyped = [negative_data_rejection] if lists or path.endswith("/files") else []
        case.call_and_validate(headers=headers, excluded_checks=untyped)

    if mode is GenerationMode.POSITIVE:
        ask()
    else:
        with suppress(Unsatisfiable):  # a route that takes nothing, or any words, cannot be asked wrongly
            ask()
