"""What can go wrong -> an answer: the one table of status codes, and the one shape of every error's body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from polybius.errors import PolybiusError, ReadError, StoreError
from polybius.incidents import Judgement
from polybius.store import Change
from polybius.web.answers import Failed, Failure

# What went wrong -> the status that it has. Each name is the `kind` of an error's body.
STATUS = {
    "malformed": 400,
    "sign_in": 401,
    "forbidden": 403,
    "not_found": 404,
    "method": 405,
    "changed": 409,
    "refused": 409,
    "too_large": 413,
    "invalid": 422,
    "too_many": 429,
    "internal": 500,
    "unavailable": 503,
}
KINDS = {status: kind for kind, status in reversed(STATUS.items())}


@dataclass(slots=True)
class WebError(Exception):
    """Something that went wrong, by its kind in `STATUS`, with what the other person did where that is why."""

    kind: str
    message: str
    by: Sequence[Judgement] = ()
    changes: Sequence[Change] = ()
    retry_after: int | None = None


def failing(*kinds: str) -> dict[int | str, dict[str, Any]]:
    """Returns what a route tells the OpenAPI document of how it may fail, beside the ways in which all may."""
    codes = sorted({STATUS[kind] for kind in (*kinds, "malformed", "sign_in", "forbidden", "invalid", "unavailable")})
    return {code: {"model": Failed, "description": KINDS[code].replace("_", " ")} for code in codes}


def add_handlers(application: FastAPI) -> None:
    """Makes every failure of an application an answer of the one shape."""
    application.add_exception_handler(WebError, _web_error)
    application.add_exception_handler(PolybiusError, _polybius_error)
    application.add_exception_handler(RequestValidationError, _invalid)
    application.add_exception_handler(HTTPException, _http)
    application.add_exception_handler(Exception, _internal)


def answer(error: WebError) -> JSONResponse:
    """Returns the answer to an error."""
    told = Failure(kind=error.kind, message=error.message, by=tuple(error.by), changes=tuple(error.changes))
    headers = {"Retry-After": str(error.retry_after)} if error.retry_after else {}
    if error.kind == "sign_in":
        headers["WWW-Authenticate"] = "Bearer"
    return JSONResponse(Failed(error=told).model_dump(mode="json"), STATUS[error.kind], headers)


def _web_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, WebError)
    return answer(error)


def _polybius_error(request: Request, error: Exception) -> JSONResponse:
    if isinstance(error, StoreError) and _is_of_database(error.__cause__):
        return answer(WebError("unavailable", str(error)))
    kind = "not_found" if isinstance(error, StoreError) and _asks(request, error) else "refused"
    return answer(WebError("invalid" if isinstance(error, ReadError) else kind, str(error)))


def _is_of_database(cause: BaseException | None) -> bool:
    """Whether it is the database that failed, not what was sent to it; only the store knows these classes by name."""
    return type(cause).__module__.startswith(("sqlalchemy", "sqlite3"))


def _asks(request: Request, error: StoreError) -> bool:
    """Whether what is missing is what was asked for, not a part of what was sent."""
    return request.method in ("GET", "HEAD") or str(error).startswith("No ")


def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    faults = [f"{'.'.join(map(str, fault['loc'][1:])) or fault['loc'][0]}: {fault['msg']}" for fault in error.errors()]
    return answer(WebError("invalid", "; ".join(faults)))


def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    made = answer(WebError(KINDS.get(error.status_code, "malformed"), str(error.detail)))
    made.headers.update(error.headers or {})
    return made


def _internal(_: Request, error: Exception) -> JSONResponse:
    return answer(WebError("internal", "The workbench failed; the server's log says how"))
