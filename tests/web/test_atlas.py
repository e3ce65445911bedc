"""What map and timeline are answered from: the same before all incidents have been read as after."""

from __future__ import annotations

import pytest

from polybius.incidents import Query
from polybius.store import Store
from polybius.web import atlas
from polybius.web.atlas import Atlas
from polybius.web.memory import Memory


@pytest.mark.parametrize("query", [Query(), Query(disputed=True), Query(until="2000-01-01")], ids=str)
@pytest.mark.parametrize("most", [1, 50])
def test_points_are_the_same_before_and_after_reading_ahead(
    store: Store, query: Query, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atlas, "MOST_POINTS", most)
    kept = Memory(store.view)
    asked = Atlas(kept)
    with store.view() as view:
        before = asked.points(view, query)
        asked.prepare()
        kept._behind.submit(lambda: None).result()  # what is prepared is found before this
        assert kept.has("places")
        assert asked.points(view, query) == before
        assert len(before.id) == min(before.total, most)
    kept.close()


def test_what_filters_choose_from_is_read_once_points_were_asked_for(store: Store) -> None:
    kept = Memory(store.view)
    with store.view() as view:
        assert not kept.has("places")
        Atlas(kept).points(view, Query())
        kept._behind.submit(lambda: None).result()  # what is prepared is found before this
    assert kept.has("sheet") and kept.has("places")
    kept.close()
