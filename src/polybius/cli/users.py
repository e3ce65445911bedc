"""`polybius users`: who may sign in to the workbench."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from polybius.cli.answering import one_line, person, print_lines, view_of
from polybius.cli.options import Database, one_of
from polybius.cli.version import version
from polybius.errors import SettingsError
from polybius.settings import load_settings

if TYPE_CHECKING:
    from polybius.store import Transaction, User

DEEDS = ("list", "add", "role", "password", "disable", "enable")
Deed = Annotated[str, typer.Argument(metavar="DEED", help=f"{', '.join(DEEDS[:-1])} or {DEEDS[-1]}.")]
Name = Annotated[str | None, typer.Argument(metavar="NAME", help="Whom; for all but list.")]
RoleOption = Annotated[str | None, typer.Option("--role", metavar="ROLE", help="reader, analyst or admin.")]


def users(deed: Deed = "list", name: Name = None, *, role: RoleOption = None, db: Database = None) -> None:
    """Lists who may sign in to the workbench, or lets somebody in or out.

    The password is asked for at a terminal and else taken from the first line of standard input; it has twelve
    characters or more. A reader sees all; an analyst also adds, corrects and decides; an admin also says who may.
    """
    if deed not in DEEDS:
        raise SettingsError(f"deed {deed!r}; allowed: {', '.join(DEEDS)}")
    if deed == "list":
        with view_of(db, None) as view:
            print_lines(map(_line, view.users()), nothing="nobody may sign in")
        return
    if not name or not name.strip():
        raise SettingsError(f"users {deed} needs a name")
    print(_line(_do(deed, name.strip(), role, db)))


def _do(deed: str, name: str, words: str | None, db: str | None) -> User:
    from polybius.store import Role
    from polybius.web.passwords import hash_password

    role = one_of("role", Role, words)
    if deed in ("add", "role") and role is None:
        raise SettingsError(f"users {deed} needs --role; allowed: {', '.join(Role)}")
    hashed = hash_password(_password(name)) if deed in ("add", "password") else None
    by = person(None)
    with _transaction(db) as transaction:
        if deed == "add" and role and hashed:
            return transaction.add_user(name, role, hashed, by=by)
        disabled = {"disable": True, "enable": False}.get(deed)
        return transaction.change_user(name, by=by, role=role, disabled=disabled, password=hashed)


@contextmanager
def _transaction(db: str | None) -> Iterator[Transaction]:
    from polybius.store import Store

    where = load_settings({"db": db}).database
    with Store.open(where) as store, store.writer(version()) as writer, writer.transaction() as transaction:
        yield transaction


def _password(name: str) -> str:
    if sys.stdin.isatty():
        return str(typer.prompt(f"Password of {name}", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


def _line(user: User) -> str:
    return one_line(f"{user.name}  {user.role}{'  may not sign in' if user.disabled else ''}")
