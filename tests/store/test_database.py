import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect

from polybius.errors import StoreError
from polybius.store import Store
from polybius.store.backends import APPLICATION_ID
from polybius.store.migrations import MIGRATIONS
from polybius.store.schema import METADATA
from tests.builders import record, shelling


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "polybius.db"


def test_a_store_outlives_the_program(where: str) -> None:
    with Store.open(where) as store, store.writer("1.0") as writer:
        writer.add(shelling())
    with Store.open(where, create=False) as again, again.view() as view:
        assert view.record(shelling().id) == shelling()


def test_a_file_may_be_named_by_its_url(path: Path) -> None:
    Store.open(f"sqlite:///{path}").close()
    Store.open(path, create=False).close()


# What the full-text index and the mark of a store add to the tables, each kind of database in its own way.
OF_THE_BACKEND = re.compile(r"search|polybius|words")


def test_the_migrations_lead_to_the_tables_of_the_schema(where: str) -> None:
    with Store.open(where) as store, store.view() as view:
        found = inspect(view._connection)
        names = [name for name in found.get_table_names() if not OF_THE_BACKEND.match(name)]
        columns = {
            t: [(c["name"], c["nullable"]) for c in found.get_columns(t) if not OF_THE_BACKEND.match(c["name"])]
            for t in names
        }
        own = {constraint["name"] for t in names for constraint in found.get_unique_constraints(t)}
        indexes = {i["name"] for t in names for i in found.get_indexes(t)} - own - {"document_words"}
    expected = {t.name: [(c.name, c.nullable) for c in t.columns] for t in METADATA.sorted_tables}
    assert columns == expected
    assert indexes == {index.name for table in METADATA.sorted_tables for index in table.indexes}


def test_a_new_store_bears_the_schema_version_and_logs_ahead(path: Path) -> None:
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as raw:
        answers = [raw.execute(f"PRAGMA {name}").fetchone()[0] for name in ("user_version", "application_id")]
        assert answers == [len(MIGRATIONS), APPLICATION_ID]
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_store_of_a_newer_version_is_refused(path: Path) -> None:
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(StoreError, match="was written by a newer polybius"):
        Store.open(path)


def test_another_programs_database_is_refused_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program's database"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused(path: Path) -> None:
    path.write_text("This is a letter, and a rather long one. " * 40)
    with pytest.raises(StoreError, match=r"polybius\.db cannot be used as a store: it is a file of another kind"):
        Store.open(path)


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("{tmp}/none/polybius.db", "there is no directory"),
        ("{tmp}", "it is a directory"),
        ("mysql://somewhere/db", "known: a path, sqlite:///path or postgresql://"),
        ("postgresql://somewhere", "known: a path, sqlite:///path or postgresql://"),
        ("sqlite:///x.db?mode=ro", "known: a path, sqlite:///path or postgresql://"),
        ("://", "known: a path, sqlite:///path or postgresql://"),
    ],
)
def test_a_place_that_cannot_hold_a_store_says_why(tmp_path: Path, where: str, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        Store.open(where.format(tmp=tmp_path))


def test_a_store_to_read_from_is_not_made(path: Path) -> None:
    with pytest.raises(StoreError, match="No store at"):
        Store.open(path, create=False)
    assert not path.exists()


@pytest.fixture
def read_only_directory(tmp_path: Path) -> Iterator[Path]:
    tmp_path.chmod(0o555)
    yield tmp_path
    tmp_path.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_read_only_directory_is_refused(read_only_directory: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened or written to there"):
        Store.open(read_only_directory / "polybius.db")


def test_a_read_only_database_is_refused_in_words() -> None:
    with Store.open("sqlite://") as store, pytest.raises(StoreError, match="it cannot be written to"):
        with store.view() as view:
            view._connection.exec_driver_sql("PRAGMA query_only = ON")
        with store.writer("1.0") as writer:
            writer.add(shelling())


def test_a_view_keeps_to_its_moment_while_another_writes(where: str) -> None:
    with Store.open(where) as store, store.view() as view:
        before = view.summaries()
        with Store.open(where) as other, other.writer("1.0") as writer:
            writer.add(shelling())
        assert view.summaries() == before == ()


WRITE_TWENTY = """
import sys
from polybius.store import Store
from tests.builders import record
for number in range(20):
    with Store.open(sys.argv[1]) as store, store.writer("1.0") as writer:
        writer.add(record(f"{sys.argv[2]} {number}"))
"""


def test_processes_that_write_at_once_do_not_meet_a_locked_database(where: str) -> None:
    root = Path(__file__).parents[2]
    commands = [[sys.executable, "-c", WRITE_TWENTY, where, name] for name in "abc"]
    with_paths = os.environ | {"PYTHONPATH": os.pathsep.join([str(root / "src"), str(root)])}
    running = [subprocess.Popen(c, stderr=subprocess.PIPE, text=True, env=with_paths) for c in commands]
    assert [process.communicate()[1] for process in running] == ["", "", ""]
    with Store.open(where) as store, store.view() as view:
        assert len(view.summaries()) == 60
        assert view.record(record("c 19").id).text == "c 19"
