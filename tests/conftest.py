"""What tests of several rooms share."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

import polybius
from tests.servers import create_database, postgresql, server_programs

NUMBERS = count()

# How long an example takes depends on what else the computer does; benchmarks/ has what is timed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def reader() -> polybius.Reader:
    """One reader for all tests, by the rules alone; it keeps nothing from one text to the next."""
    return polybius.Reader(learned=False)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a PostgreSQL server; a test that asks for it is skipped where none is installed."""
    programs = server_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed here (Debian: apt-get install postgresql)")
    with postgresql(programs) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty store may be made: once a file, once a database of a server."""
    if request.param == "sqlite":
        return str(tmp_path / "polybius.db")
    return create_database(request.getfixturevalue("postgresql_server"), f"test_{next(NUMBERS)}")
