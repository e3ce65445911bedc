"""The application: the routes, their OpenAPI document, and the page that speaks to them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from threading import Timer
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.middleware import Middleware

from polybius.errors import SettingsError
from polybius.store import Store
from polybius.web.defences import LOOPBACK, Defences
from polybius.web.failures import add_handlers
from polybius.web.page import MAP, Files, Page, refusing, sending
from polybius.web.reading import Reader, ReadingRoom
from polybius.web.routes import ROUTERS, incidents, overview
from polybius.web.service import Service

ABOUT = (
    "Reports on conflict and diplomacy, read into a source-attributed record. Days are ISO 8601, times UTC, spans "
    "Unicode code points (`end` is behind the last), coordinates WGS 84 degrees. Every write needs the header "
    "`X-Polybius-CSRF` with `csrf` of `GET /api/session`, or a token as `Authorization: Bearer`."
)

SOON = 2.0  # seconds, after which map and timeline are read ahead: the page that one comes to first goes first
OPEN = frozenset({("get", "/api/session"), ("post", "/api/session")})  # what one who has not signed in may ask


def create_app(
    store: Store,
    version: str,
    start_reader: Callable[[], Reader],
    *,
    local: str | None = None,
    files: Files | None = None,
) -> FastAPI:
    """Returns the workbench on a store, as an ASGI application; it does not close the store.

    `local` names the one user of a workbench that is reachable from this computer alone; without it people sign in.
    `start_reader` makes the reader when the first report is added. Raises SettingsError where people must sign in and
    the store knows nobody who may.
    """
    _check_users(store, local)
    files = files or Files()
    service = Service(
        store,
        version,
        ReadingRoom(store, version, start_reader),
        sign_in=local is None,
        local=local or "",
        has_map=files.map is not None,
    )

    @asynccontextmanager
    async def until_closed(_: FastAPI) -> AsyncIterator[None]:
        overview.prepare(service)
        later = Timer(SOON, incidents.prepare, [service])
        later.start()
        yield
        later.cancel()
        service.close()

    application = FastAPI(
        title="polybius",
        version=version,
        description=ABOUT,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=until_closed,
        generate_unique_id_function=_named,
        middleware=[Middleware(Defences, hosts=LOOPBACK if local is not None else ())],
    )
    application.state.service = service
    add_handlers(application)
    application.router.routes.extend(refusing([route for router in ROUTERS for route in router.routes]))
    for router in ROUTERS:
        application.include_router(router)
    if files.map is not None:
        application.add_route(MAP, sending(files.map), include_in_schema=False)
    application.mount("/", Page(files.page, [route for router in ROUTERS for route in router.routes]))
    _tell_what_clients_rely_on(application, sign_in=service.sign_in)
    return application


def _check_users(store: Store, local: str | None) -> None:
    with store.view() as view:
        if local is None and not view.has_users():
            raise SettingsError("Nobody could sign in; 'polybius users add NAME --role admin' makes the first user")


def _tell_what_clients_rely_on(application: FastAPI, *, sign_in: bool) -> None:
    """Marks every property of an answer as required in the document, since answers leave nothing out.

    What an address or a form leaves out is no null, which neither can tell from the word. Where nobody signs in,
    nothing asks for a cookie or a token; where people do, who asks and signing in itself need neither.
    """
    plain = application.openapi

    def document() -> dict[str, Any]:
        made = plain()
        for name, schema in made["components"]["schemas"].items():
            asked = schema.get("additionalProperties") is False or name.startswith("Body_")
            if "properties" in schema and not asked:
                schema["required"] = list(schema["properties"])
            if name.startswith("Body_"):
                schema["properties"] = {key: _without_null(value) for key, value in schema["properties"].items()}
        for path, operations in made["paths"].items():
            for method, operation in operations.items():
                for parameter in operation.get("parameters", ()):
                    parameter["schema"] = _without_null(parameter["schema"])
                if not sign_in or (method, path) in OPEN:
                    operation.pop("security", None)
        if not sign_in:
            made["components"].pop("securitySchemes", None)
        return made

    application.openapi = document  # type: ignore[method-assign]


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    kinds = [kind for kind in schema.get("anyOf", ()) if kind != {"type": "null"}]
    if len(kinds) != 1:
        return schema
    return {**kinds[0], **{key: value for key, value in schema.items() if key != "anyOf"}}


def _named(route: APIRoute) -> str:
    return route.name
