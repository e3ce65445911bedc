"""What is asked of things to come: series with proxies, chains of incidents, and sides by name."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from polybius import foresight
from polybius.analysis.events import EventTable, tabulate
from polybius.errors import SettingsError, StoreError
from polybius.model import ActorKind, EventType, Predicate, Relation
from polybius.recorder import Recorder
from polybius.store import Store, View
from tests.analysis.tables import deed
from tests.builders import actor, record, span
from tests.threats import CARRIED_OUT, THREATENED

BACKED = "The Harbour Front, a proxy of Southland, shelled Vela."
PROXY = record(
    BACKED,
    publisher="Vela Post",
    published="2021-03-02",
    actors=(
        actor("a1", "Harbour Front", kind=ActorKind.ARMED_GROUP),
        actor("a2", "Southland", kind=ActorKind.STATE, country="SUL"),
    ),
    relations=(Relation("a1", Predicate.PROXY_OF, "a2", span(BACKED, "a proxy of Southland")),),
)


@pytest.fixture
def view() -> Iterator[View]:
    with Store.open("sqlite://") as store:
        with store.writer("1.0") as writer:
            for one in (THREATENED, CARRIED_OUT, PROXY):
                Recorder(writer).record(one)
        with store.view() as view:
            yield view


def answered() -> EventTable:
    """Two years in which most attacks of Northland are answered on the next day by the front that Southland backs."""
    chance, deeds = np.random.default_rng(1), []
    for day in range(730):
        if chance.random() < 0.15:
            deeds += [deed(day, id=f"act{day}"), deed(day + 1, "Front", "Northland", id=f"answer{day + 1}")]
    return tabulate([*deeds, deed(0, "Southland", "Northland", "04")])


def test_what_proxies_do_counts_as_an_answer_and_the_chain_names_the_incidents() -> None:
    found = foresight.dynamics(answered(), "Northland", "Southland", proxies=["Front"])
    assert (found.reaction.verdict, found.proxies) == ("supported", ("Front",))
    link = next(link for link in found.chain if link.lag == 1)
    [act], [answer] = link.acts, link.answers
    assert int(answer.removeprefix("answer")) == int(act.removeprefix("act")) + 1


def test_without_its_proxies_nothing_came_back() -> None:
    found = foresight.dynamics(answered(), "Northland", "Southland")
    assert (found.reaction.verdict, found.chain) == ("too little data", ())


def test_who_is_in_no_deed_is_refused_with_names_that_are_near() -> None:
    with pytest.raises(SettingsError, match="no actor 'land' among 3; near: Northland, Southland"):
        foresight.dynamics(answered(), "land", "Front")


def test_proxies_are_those_that_reports_call_so(view: View) -> None:
    [proxy] = foresight.proxies_of(view, "SUL")
    assert foresight.side_named(view, "Harbour Front") == proxy


@pytest.mark.parametrize(("name", "side"), [("southland", "SUL"), ("NRL", "NRL")])
def test_a_state_is_named_by_name_or_code(view: View, name: str, side: str) -> None:
    assert foresight.side_named(view, name) == side


def test_an_unknown_name_is_told_of(view: View) -> None:
    with pytest.raises(StoreError, match="No actor 'Atlantis'"):
        foresight.side_named(view, "Atlantis")


def test_sides_are_called_by_their_states(view: View) -> None:
    known = foresight.known(view)
    assert [known.name(side) for side in ("NRL", "SUL", "XYZ", None)] == ["Northland", "Southland", "XYZ", "anybody"]


def test_a_blow_draws_in_who_is_tied_to_the_struck(view: View) -> None:
    start = foresight.deed(EventType.ASSAULT, "NRL", "SUL")
    found = foresight.scenario(view, (), start)
    [drawn] = found.root.children
    assert (drawn.by, drawn.because, drawn.report) == ("network", "a proxy of Southland", PROXY.id)
