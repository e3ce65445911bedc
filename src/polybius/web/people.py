"""Who asks: by session cookie, by token, or, where nobody signs in, the user of this computer; and what they may do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import compare_digest
from typing import Annotated

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.security import APIKeyCookie, HTTPBearer
from fastapi.security.http import HTTPAuthorizationCredentials

from polybius.store import Role
from polybius.web.failures import WebError
from polybius.web.passwords import digest
from polybius.web.service import Service, Workbench

COOKIE = "polybius_session"
CSRF = "X-Polybius-CSRF"
READS = ("GET", "HEAD", "OPTIONS")

by_cookie = APIKeyCookie(name=COOKIE, auto_error=False, description="Set by POST /api/session.")
by_token = HTTPBearer(auto_error=False, description="A token made by POST /api/tokens.")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: `csrf` is what a write must bring along, None for programs, whose token no page can send."""

    name: str | None
    role: Role | None
    csrf: str | None


Cookie = Annotated[str | None, Depends(by_cookie)]
Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(by_token)]


async def caller(service: Workbench, cookie: Cookie, bearer: Bearer) -> Caller:
    """Returns who asks; raises WebError for a token that lets nobody in.

    Only where people sign in does it take a thread, of which there are few, to look somebody up in the store.
    """
    if not service.sign_in:
        return Caller(service.local, Role.ADMIN, service.csrf)
    if bearer is None and not cookie:
        return Caller(None, None, service.csrf)
    return await run_in_threadpool(_look_up, service, cookie, bearer)


def _look_up(service: Service, cookie: str | None, bearer: HTTPAuthorizationCredentials | None) -> Caller:
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    if bearer is not None:
        return _by_token(service, bearer.credentials, now)
    if cookie:
        with service.view() as view:
            session = view.session(digest(cookie), now)
        if session is not None:
            return Caller(session.user.name, session.user.role, session.csrf)
    return Caller(None, None, service.csrf)


def _by_token(service: Service, secret: str, now: str) -> Caller:
    with service.view() as view:
        user = view.user_of_token(digest(secret), now)
    if user is None:
        raise WebError("sign_in", "This token lets nobody in; it was revoked, is past its day, or never was")
    return Caller(user.name, user.role, None)


Asking = Annotated[Caller, Depends(caller)]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may do what was asked."""

    name: str
    role: Role


def allowed(role: Role) -> Callable[[Request, Caller], Awaitable[Person]]:
    """Returns what lets only those in who have a role, with the header that shows that their own page asks."""

    async def check(request: Request, asking: Asking) -> Person:
        if asking.name is None or asking.role is None:
            raise WebError("sign_in", "Sign in first")
        if request.method not in READS:
            check_csrf(request, asking)
        if not asking.role.covers(role):
            raise WebError("forbidden", f"{asking.name} is {asking.role}; this takes {role}")
        return Person(asking.name, asking.role)

    return check


def check_csrf(request: Request, asking: Caller) -> None:
    """Raises WebError for a write that another page may have sent: one without the right header."""
    if asking.csrf is None:
        return
    if not compare_digest(request.headers.get(CSRF, "").encode(), asking.csrf.encode()):
        raise WebError("forbidden", f"The header {CSRF} is missing or old; GET /api/session tells it")


Reader = Annotated[Person, Depends(allowed(Role.READER))]
Analyst = Annotated[Person, Depends(allowed(Role.ANALYST))]
Admin = Annotated[Person, Depends(allowed(Role.ADMIN))]
