"""Who may sign in to a store's workbench, and what lets them in; the values, and how they are read back.

Secrets are never kept: of a password its argon2 hash (which `web` makes), of a session or token the sha256 digest.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func, select

from polybius.errors import StoreError
from polybius.store.moment import Moment
from polybius.store.schema import SESSION, TOKEN, USER


class Role(StrEnum):
    """What somebody may do: read; also decide, correct and add; also say who else may."""

    READER = "reader"
    ANALYST = "analyst"
    ADMIN = "admin"

    def covers(self, other: Role) -> bool:
        """Tells whether who has this role may do what the other is for."""
        order = list(Role)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may sign in; times are UTC, ISO 8601."""

    id: int
    name: str
    role: Role
    created_at: str
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who has signed in; every write must bring `csrf` along."""

    user: User
    csrf: str


@dataclass(frozen=True, slots=True)
class Token:
    """What lets a program of somebody's in, until a day (UTC) if one is named."""

    id: int
    name: str
    created_at: str
    until: str | None = None
    revoked_at: str | None = None


class Entrance(Moment):
    """The part of a view that knows who may come in."""

    def users(self) -> tuple[User, ...]:
        """Returns everybody who may or might sign in, by name."""
        rows = self._connection.execute(select(USER).order_by(USER.c.name))
        return tuple(_user(row) for row in rows)

    def has_users(self) -> bool:
        """Tells whether there is anybody who may sign in."""
        return bool(self._connection.execute(select(USER.c.id).where(USER.c.disabled == 0).limit(1)).first())

    def user(self, name: str) -> User:
        """Returns the user of a name; raises StoreError where there is none."""
        row = self._connection.execute(select(USER).where(USER.c.name == name)).first()
        if row is None:
            raise StoreError(f"No user '{name}' in {self._where}; 'polybius users list' shows who there is")
        return _user(row)

    def password_of(self, name: str) -> str | None:
        """Returns the hash of a user's password; None for one who may not sign in."""
        found = select(USER.c.password).where(USER.c.name == name, USER.c.disabled == 0)
        return self._connection.execute(found).scalar()

    def session(self, digest: str, now: str) -> Session | None:
        """Returns the session of a cookie's digest; None where there is none that holds still."""
        query = _of_user(SESSION.c.csrf).join(SESSION, SESSION.c.owner == USER.c.id)
        row = self._connection.execute(query.where(SESSION.c.digest == digest, SESSION.c.until > now)).first()
        return Session(_user(row), row.csrf) if row else None

    def user_of_token(self, digest: str, now: str) -> User | None:
        """Returns whose token has this digest; None where there is none that holds still."""
        query = _of_user().join(TOKEN, TOKEN.c.owner == USER.c.id).where(TOKEN.c.digest == digest)
        query = query.where(TOKEN.c.revoked_at.is_(None), func.coalesce(TOKEN.c.until, "9999") > now)
        row = self._connection.execute(query).first()
        return _user(row) if row else None

    def tokens(self, owner: str) -> tuple[Token, ...]:
        """Returns the tokens of a user, the oldest first."""
        columns = TOKEN.c.id, TOKEN.c.name, TOKEN.c.created_at, TOKEN.c.until, TOKEN.c.revoked_at
        query = select(*columns).join(USER, TOKEN.c.owner == USER.c.id).where(USER.c.name == owner)
        return tuple(Token(**row) for row in self._connection.execute(query.order_by(TOKEN.c.id)).mappings())


def _of_user(*more: Any) -> Select[Any]:
    columns = USER.c.id, USER.c.name, USER.c.role, USER.c.created_at, USER.c.disabled
    return select(*columns, *more).select_from(USER).where(USER.c.disabled == 0)


def _user(row: Any) -> User:
    return User(row.id, row.name, Role(row.role), row.created_at, bool(row.disabled))
