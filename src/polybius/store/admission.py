"""Within a transaction: who may sign in, what lets them in, and what is done with the review queue, each with its line
in the audit log."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from polybius.errors import StoreError
from polybius.store.audit import append
from polybius.store.entrance import Role, Token, User
from polybius.store.marks import Mark
from polybius.store.schema import MARK, SESSION, TOKEN, USER
from polybius.store.view import View


class Admission(View):
    """The part of a transaction that lets people in and tells what they did."""

    now: str
    _connection: Connection

    def note(self, who: str, deed: str, about: str = "", *, detail: str = "") -> None:
        """Adds a line to the audit log."""
        append(self._connection, self.now, who, deed, about, detail)

    def add_user(self, name: str, role: Role, password: str, *, by: str) -> User:
        """Adds somebody with the hash of a password; raises StoreError where the name is taken."""
        if self._connection.execute(select(USER.c.id).where(USER.c.name == name)).first():
            raise StoreError(f"There is a user '{name}' already; take another name")
        row = {"name": name, "role": role, "password": password, "created_at": self.now, "disabled": 0}
        self._connection.execute(insert(USER).values(row))
        self.note(by, "add user", name, detail=role)
        return self.user(name)

    def change_user(
        self, name: str, *, by: str, role: Role | None = None, disabled: bool | None = None, password: str | None = None
    ) -> User:
        """Changes what is given of a user, and ends the user's sessions.

        Raises StoreError where there is none of that name, or nobody would be left who may say who may sign in.
        """
        user = self.user(name)
        new: dict[str, Any] = {"role": role, "disabled": None if disabled is None else int(disabled)}
        new = {key: value for key, value in (new | {"password": password}).items() if value is not None}
        if new:
            self._connection.execute(update(USER).where(USER.c.id == user.id).values(new))
            self._connection.execute(delete(SESSION).where(SESSION.c.owner == user.id))
            self._check_admins()
            told = [f"{key} {new[key]}" for key in ("role", "disabled") if key in new]
            self.note(by, "change user", name, detail=", ".join([*told, *(["password"] if password else [])]))
        return self.user(name)

    def _check_admins(self) -> None:
        left = select(USER.c.id).where(USER.c.role == Role.ADMIN, USER.c.disabled == 0)
        if self._connection.execute(left.limit(1)).first() is None:
            raise StoreError("Nobody would be left who may say who may sign in; make another user admin first")

    def open_session(self, name: str, digest: str, csrf: str, until: str) -> None:
        """Lets a user in until a time (UTC)."""
        self._connection.execute(delete(SESSION).where(SESSION.c.until <= self.now))
        owner = self.user(name).id
        row = {"digest": digest, "owner": owner, "csrf": csrf, "created_at": self.now, "until": until}
        self._connection.execute(insert(SESSION).values(row))
        self.note(name, "sign in")

    def close_session(self, name: str, digest: str) -> None:
        """Ends a session."""
        self._connection.execute(delete(SESSION).where(SESSION.c.digest == digest))
        self.note(name, "sign out")

    def add_token(self, owner: str, name: str, digest: str, until: str | None) -> Token:
        """Adds a token of a user's."""
        row = {"owner": self.user(owner).id, "name": name, "digest": digest, "created_at": self.now, "until": until}
        number = self._connection.execute(insert(TOKEN).values(row).returning(TOKEN.c.id)).scalar_one()
        self.note(owner, "add token", name, detail=f"until {until}" if until else "")
        return Token(number, name, self.now, until)

    def revoke_token(self, owner: str, number: int) -> None:
        """Ends a token of a user's; raises StoreError where the user has none of this number."""
        token = next((token for token in self.tokens(owner) if token.id == number), None)
        if token is None:
            raise StoreError(f"No token {number} of {owner}'s")
        self._connection.execute(update(TOKEN).where(TOKEN.c.id == number).values(revoked_at=self.now))
        self.note(owner, "revoke token", token.name)

    def add_mark(
        self, item: str, deed: str, who: str, *, judgement: int | None = None, note: str | None = None
    ) -> Mark:
        """Adds what somebody did with an item of the review queue."""
        row = {"item": item, "deed": deed, "who": who, "at": self.now, "judgement": judgement, "note": note}
        number = self._connection.execute(insert(MARK).values(row).returning(MARK.c.id)).scalar_one()
        self.note(who, f"review: {deed}", item, detail=note or "")
        return Mark(number, item, deed, who, self.now, judgement, note)
