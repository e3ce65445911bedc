"""Signing in and out, one's own password and tokens."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from polybius.web.answers import NewToken, Session, Tokens
from polybius.web.asked import NamedToken, NewPassword, SignIn
from polybius.web.failures import WebError, failing
from polybius.web.passwords import TOKEN_MARK, digest, fits, hash_password, new_secret
from polybius.web.people import COOKIE, Asking, Caller, Cookie, Reader, check_csrf
from polybius.web.service import Service, Workbench

router = APIRouter(prefix="/api", tags=["session"])
HOURS = 12  # that one stays signed in
Number = Annotated[int, Path(ge=1, le=2**53)]


@router.get("/session", responses=failing())
def session(service: Workbench, asking: Asking) -> Session:
    """Tells who asks, and what a write must bring along."""
    return _session(service, asking)


@router.post("/session", responses=failing("too_many", "refused"))
def sign_in(service: Workbench, asking: Asking, given: SignIn, request: Request, response: Response) -> Session:
    """Signs somebody in with a cookie."""
    check_csrf(request, asking)
    if not service.sign_in:
        raise WebError("refused", "This workbench asks nobody to sign in")
    _check_password(service, given.name, given.password, request)
    secret, csrf = new_secret(), new_secret()
    with service.transaction() as transaction:
        until = (datetime.now(UTC) + timedelta(hours=HOURS)).isoformat(timespec="microseconds")
        transaction.open_session(given.name, digest(secret), csrf, until)
        user = transaction.user(given.name)
    _set_cookie(response, secret, secure=request.url.scheme == "https")
    return _session(service, Caller(user.name, user.role, csrf))


@router.delete("/session", status_code=204, responses=failing())
def sign_out(service: Workbench, person: Reader, cookie: Cookie, response: Response) -> None:
    """Ends the session."""
    if cookie:
        with service.transaction() as transaction:
            transaction.close_session(person.name, digest(cookie))
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")


@router.post("/session/password", status_code=204, responses=failing("too_many", "refused"))
def change_password(service: Workbench, person: Reader, given: NewPassword, request: Request) -> None:
    """Changes one's own password and ends one's sessions."""
    _check_users(service)
    _check_password(service, person.name, given.old, request)
    with service.transaction() as transaction:
        transaction.change_user(person.name, by=person.name, password=hash_password(given.new))


@router.get("/tokens", responses=failing())
def tokens(service: Workbench, person: Reader) -> Tokens:
    """Lists one's own tokens."""
    with service.view() as view:
        return Tokens(items=view.tokens(person.name))


@router.post("/tokens", status_code=201, responses=failing("refused"))
def add_token(service: Workbench, person: Reader, given: NamedToken) -> NewToken:
    """Makes a token for a program of one's own; its secret is shown this one time."""
    _check_users(service)
    secret = TOKEN_MARK + new_secret()
    until = given.until.isoformat() if given.until else None
    with service.transaction() as transaction:
        token = transaction.add_token(person.name, given.name, digest(secret), until)
    return NewToken(token=token, secret=secret)


@router.delete("/tokens/{id}", status_code=204, responses=failing("not_found"))
def revoke_token(service: Workbench, person: Reader, id: Number) -> None:
    """Ends a token of one's own."""
    with service.transaction() as transaction:
        transaction.revoke_token(person.name, id)


def _session(service: Service, asking: Caller) -> Session:
    return Session(
        name=asking.name,
        role=asking.role,
        sign_in=service.sign_in,
        map=service.has_map,
        csrf=asking.csrf or "",
        version=service.version,
    )


def _check_users(service: Service) -> None:
    if not service.sign_in:
        raise WebError("refused", "This workbench knows no users: it is on this computer alone")


def _check_password(service: Service, name: str, password: str, request: Request) -> None:
    """Raises WebError for a wrong password, and after several of them for any."""
    address = request.client.host if request.client else ""
    if wait := service.attempts.wait(name, address):
        raise WebError("too_many", f"Too many attempts; try again in {wait} seconds", retry_after=wait)
    with service.view() as view:
        hashed = view.password_of(name)
    if not fits(password, hashed):
        service.attempts.fail(name, address)
        with service.transaction() as transaction:
            transaction.note(name, "sign-in failed", detail=address)
        raise WebError("sign_in", "Name or password is wrong")
    service.attempts.succeed(name)


def _set_cookie(response: Response, secret: str, *, secure: bool) -> None:
    response.set_cookie(COOKIE, secret, max_age=HOURS * 3600, path="/", secure=secure, httponly=True, samesite="strict")
