from pathlib import Path

import pytest

from polybius.cli.keeping import Keeper
from polybius.errors import StoreError
from polybius.settings import Settings
from polybius.store import Store
from tests.builders import shelling

ID = shelling().id[:12]


def test_a_report_is_stored_and_the_second_time_known(tmp_path: Path) -> None:
    said: list[str] = []
    for _ in range(2):
        with Keeper(Settings(db=str(tmp_path / "x.db")), said.append) as keeper:
            keeper.keep(shelling(), "a.txt")
    assert said == [f"stored {ID} a.txt", f"already known {ID} a.txt"]


def test_nothing_is_stored_where_the_settings_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said: list[str] = []
    with Keeper(Settings(store=False), said.append) as keeper:
        keeper.keep(shelling(), "a.txt")
    assert said == []
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_was_named_must_work(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no directory"), Keeper(Settings(db=f"{tmp_path}/no/x.db"), print):
        pytest.fail("opened")


def test_the_default_store_may_fail_and_says_so_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "polybius.db").mkdir()
    said: list[str] = []
    with Keeper(Settings(), said.append) as keeper:
        keeper.keep(shelling(), "a.txt")
        keeper.keep(shelling(), "b.txt")
    assert said == ["not stored: polybius.db cannot be used as a store: it is a directory"]


def test_what_was_stored_before_a_crash_stays(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with pytest.raises(KeyboardInterrupt), Keeper(Settings(db=str(path)), print) as keeper:
        keeper.keep(shelling(), "a.txt")
        raise KeyboardInterrupt
    with Store.open(path) as store, store.view() as view:
        assert [line.id for line in view.summaries()] == [shelling().id]
