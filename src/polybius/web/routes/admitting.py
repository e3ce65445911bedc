"""Who may sign in, and the audit log: for admins."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from polybius.store import User
from polybius.web.answers import AuditPage, Users, Verdict
from polybius.web.asked import ChangedUser, NewUser, Words
from polybius.web.failures import failing
from polybius.web.passwords import hash_password
from polybius.web.people import Admin
from polybius.web.service import Workbench

router = APIRouter(prefix="/api", tags=["admin"])
Name = Annotated[Words, Path()]
Most = Annotated[int, Query(ge=1, le=500)]
Before = Annotated[int | None, Query(ge=1, le=2**53)]


@router.get("/users", responses=failing())
def users(service: Workbench, _: Admin) -> Users:
    """Lists everybody who may or might sign in."""
    with service.view() as view:
        return Users(items=view.users())


@router.post("/users", status_code=201, responses=failing("refused"))
def add_user(service: Workbench, person: Admin, given: NewUser) -> User:
    """Lets somebody sign in from now on."""
    hashed = hash_password(given.password)
    with service.transaction() as transaction:
        return transaction.add_user(given.name, given.role, hashed, by=person.name)


@router.patch("/users/{name}", responses=failing("not_found", "refused"))
def change_user(service: Workbench, person: Admin, name: Name, given: ChangedUser) -> User:
    """Changes somebody's role or password, or whether they may sign in."""
    password = hash_password(given.password) if given.password else None
    with service.transaction() as transaction:
        return transaction.change_user(
            name, by=person.name, role=given.role, disabled=given.disabled, password=password
        )


@router.get("/audit", responses=failing())
def audit(service: Workbench, _: Admin, before: Before = None, limit: Most = 100) -> AuditPage:
    """Lists who did what, the latest first; `next` is the number before which the next part ends."""
    with service.view() as view:
        items = view.entries(limit, before)
    return AuditPage(items=items, next=items[-1].number if len(items) == limit else None)


@router.get("/audit/verdict", responses=failing())
def verdict(service: Workbench, _: Admin) -> Verdict:
    """Tells whether the audit log is whole."""
    with service.view() as view:
        entries, head, faults = view.verify()
    return Verdict(entries=entries, head=head, faults=faults)
