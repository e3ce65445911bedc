"""The built page: its files, and its first page for every path that the page itself makes sense of."""

from __future__ import annotations

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

PAGE = Path(__file__).with_name("page")
FIRST = "index.html"
ASSETS = "assets/"  # whose names change with what they hold
MISSING = "The page was not built; 'make page' builds it. The API is there, under /api/."


class Page(StaticFiles):
    """Serves the files of a folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, check_dir=False)
        self._folder = folder

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
            raise HTTPException(404, "No such route; GET /api/openapi.json lists them")
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
