"""Small accounts, actors and places for the tests of fusing: say what matters, the rest is filled in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from polybius.fuse.features import Pair, pair_of
from polybius.fuse.sketch import sketch
from polybius.incidents import Account, ActorMember, Participant, PlaceMember, Scene, account_id
from polybius.model import Actor, ActorKind, EventType, Figure, Place, Span, Status, TimeSpan

BRIGADE = Participant("brigade", "Jund al-Wadi Brigade", ActorKind.ARMED_GROUP, "IRQ")
FALCONS = Participant("falcons", "Red Shore Falcons", ActorKind.ARMED_GROUP, "IRQ")
TRADERS = Participant("traders", "traders", ActorKind.POPULATION, "IRQ")
OUTLET = Participant("post", "Vela Post", ActorKind.OUTLET)
VELA = Scene("vela", "Vela", "IRQ", latitude=33.70, longitude=45.08)
SAID = "A charge tore through the market of Vela as traders were opening their stalls"


def account(report: str = "r1", event: str = "e1", **more: Any) -> Account:
    """The bombing of a market on 2 March 2021, told by one report."""
    published = more.get("published", "2021-03-03")
    plain: dict[str, Any] = {
        "type": EventType.ASSAULT,
        "status": Status.HAPPENED,
        "words": "tore through the market",
        "said": SAID,
        "publisher": f"Gazette of {report}",
        "published": published,
        "recorded_at": f"{published}T00:00:00",
        "when": day("2021-03-02"),
        "place": VELA,
        "initiators": (BRIGADE,),
        "targets": (TRADERS,),
        "origin": report,
    }
    return Account(
        account_id(report, event), report, event, trigger=Span(9, 32), sentence=Span(0, 76), **(plain | more)
    )


def day(first: str, last: str | None = None) -> TimeSpan:
    """A day, or all days from one to another."""
    return TimeSpan(first, last or first)


def killed(low: float | None, high: float | None) -> tuple[Figure, ...]:
    """A count of the dead."""
    return (Figure("killed", low, high, text=Span(40, 45)),)


def pair(one: Account, other: Account) -> Pair:
    """The pair that two accounts make."""
    return pair_of(sketch(one), sketch(other))


def member(
    report: str,
    name: str,
    *aliases: str,
    kind: ActorKind = ActorKind.ARMED_GROUP,
    country: str | None = "IRQ",
    **more: Any,
) -> ActorMember:
    """An actor of a report."""
    return ActorMember(account_id(report, "a1"), report, Actor("a1", name, aliases, kind, country, **more))


def place(report: str, name: str, **more: Any) -> PlaceMember:
    """A place of a report."""
    return PlaceMember(account_id(report, "p1"), report, Place("p1", name, **more))


def elsewhere(scene: Scene, latitude: float, **more: Any) -> Scene:
    """The same scene at another latitude."""
    return replace(scene, latitude=latitude, **({"id": f"{scene.id}{latitude}"} | more))
