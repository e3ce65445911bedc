"""What is served from disk: the built page, whose first file answers every path that it makes sense of, and a map."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Match, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from polybius.errors import SettingsError

PAGE = Path(__file__).with_name("page")
FIRST = "index.html"
ASSETS = "assets/"  # whose names change with what they hold
MAP = "/map.pmtiles"
MAP_MARK = b"PMTiles\x03"  # what a file of version 3 begins with
MISSING = "The page was not built; 'make page' builds it. The API is there, under /api/."


@dataclass(frozen=True, slots=True)
class Files:
    """Where the page was built, and a PMTiles file to draw the map with; raises SettingsError for one that is none."""

    page: Path = PAGE
    map: Path | None = None

    def __post_init__(self) -> None:
        if self.map is None:
            return
        if not self.map.is_file():
            raise SettingsError(f"--map {self.map}: there is no such file")
        with self.map.open("rb") as file:
            if file.read(len(MAP_MARK)) != MAP_MARK:
                raise SettingsError(f"--map {self.map} is no PMTiles file of version 3")


def sending(path: Path) -> Callable[[Request], Awaitable[FileResponse]]:
    """Returns what answers with a file, or with the parts of it that are asked for."""

    async def send(_: Request) -> FileResponse:
        return FileResponse(path, media_type="application/octet-stream")

    return send


def refusing(routes: Sequence[BaseRoute]) -> list[Route]:
    """Returns routes that refuse at `/reports/files` what only `/reports/{id}` takes: no report is called files."""
    known = [route for route in routes if isinstance(route, Route)]
    found = []
    for path in sorted({route.path for route in known if "{" not in route.path}):
        allowed = {method for route in known if route.path == path for method in route.methods or ()}
        others = {method for route in known if route.path_regex.match(path) for method in route.methods or ()} - allowed
        if others:
            found.append(Route(path, _Refusing(sorted(allowed)), methods=sorted(others), include_in_schema=False))
    return found


@dataclass(frozen=True, slots=True)
class _Refusing:
    allowed: list[str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        raise _refusal(scope["method"], self.allowed)


def _refusal(method: str, allowed: Sequence[str]) -> HTTPException:
    message = f"{method} is not for this route; allowed: {', '.join(allowed)}"
    return HTTPException(405, message, {"Allow": ", ".join(allowed)})


class Page(StaticFiles):
    """Serves the files of a folder, and tells who asks for one of the routes in vain why."""

    def __init__(self, folder: Path, routes: Sequence[BaseRoute] = ()) -> None:
        super().__init__(directory=folder, check_dir=False)
        self._folder = folder
        self._routes = routes

    async def check_config(self) -> None:
        """Lets a folder be missing, which is told to who asks for a page."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answers with a file, or the first page for a path without one; /api and lost assets are errors."""
        if path == "api" or path.startswith(("api/", ASSETS)):
            return await self._asset(path, scope)
        if not (self._folder / FIRST).is_file():
            return PlainTextResponse(MISSING, 503)
        found = path if path not in ("", ".") and (self._folder / path).is_file() else FIRST
        response = await super().get_response(found, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response

    async def _asset(self, path: str, scope: Scope) -> Response:
        if not path.startswith(ASSETS):
            if allowed := self._methods(scope):
                raise _refusal(scope["method"], allowed)
            raise HTTPException(404, "No such route; GET /api/openapi.json lists them")
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response

    def _methods(self, scope: Scope) -> list[str]:
        """The methods of the routes at the path that is asked for; `/reports/files` is before `/reports/{id}`."""
        routes = [route for route in self._routes if isinstance(route, Route)]
        near = [route for route in routes if route.matches(scope)[0] is Match.PARTIAL]
        path = min((route.path for route in near), key=lambda path: path.count("{"), default="")
        return sorted({method for route in near if route.path == path for method in route.methods or ()})
