"""PLOVER's types and modes, and kinds of actor -> the categories of ACLED's codebook of 2023, its codes in words.

ACLED's categories ask who fights whom and to what end, which PLOVER's do not tell: these tables say what polybius takes
for what. What ACLED does not code (talks, threats, sanctions, mobilisation) has no entry and is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from polybius.incidents import Identity
from polybius.model import ActorKind, EventType


class Inter(StrEnum):
    """ACLED's kinds of actor."""

    STATE = "State forces"
    REBEL = "Rebel group"
    MILITIA = "Political militia"
    IDENTITY = "Identity militia"
    RIOTERS = "Rioters"
    PROTESTERS = "Protesters"
    CIVILIANS = "Civilians"
    EXTERNAL = "External/Other forces"


ARMED = frozenset((Inter.STATE, Inter.REBEL, Inter.MILITIA, Inter.IDENTITY, Inter.EXTERNAL))

BY_SECTOR = {
    **dict.fromkeys(("MIL", "COP", "SPY"), Inter.STATE),
    **dict.fromkeys(("REB", "UAF"), Inter.REBEL),
    **dict.fromkeys(("PRM", "CRM"), Inter.MILITIA),
    "IGO": Inter.EXTERNAL,
}
"""The sectors that make an actor of any kind an armed one."""

BY_KIND = {
    ActorKind.STATE: Inter.STATE,
    ActorKind.GOVERNMENT: Inter.STATE,
    ActorKind.MILITARY: Inter.STATE,
    ActorKind.ARMED_GROUP: Inter.MILITIA,
    ActorKind.UNNAMED: None,
}
"""For an actor whose sector says nothing; every kind that is not named counts as civilian."""

VIOLENCE, REMOTE, BATTLES = "Violence against civilians", "Explosions/Remote violence", "Battles"
PROTESTS, RIOTS, STRATEGIC = "Protests", "Riots", "Strategic developments"

Category = tuple[str, str]

ATTACK: Category = (VIOLENCE, "Attack")
CLASH: Category = (BATTLES, "Armed clash")
MOB: Category = (RIOTS, "Mob violence")

BY_MODE: dict[tuple[str, str | None], Category] = {
    ("ASSAULT", "abduct"): (VIOLENCE, "Abduction/forced disappearance"),
    ("ASSAULT", "sexual"): (VIOLENCE, "Sexual violence"),
    ("ASSAULT", "destroy"): (STRATEGIC, "Looting/property destruction"),
    ("ASSAULT", "explosives"): (REMOTE, "Remote explosive/landmine/IED"),
    ("ASSAULT", "suicide-attack"): (REMOTE, "Suicide bomb"),
    ("ASSAULT", "aerial"): (REMOTE, "Air/drone strike"),
    ("ASSAULT", "drone"): (REMOTE, "Air/drone strike"),
    ("ASSAULT", "heavy-weapons"): (REMOTE, "Shelling/artillery/missile attack"),
    ("ASSAULT", "unconventional"): (REMOTE, "Chemical weapon"),
    ("ASSAULT", "crowd-control"): (PROTESTS, "Excessive force against protesters"),
    ("PROTEST", "demo"): (PROTESTS, "Peaceful protest"),
    ("PROTEST", "obstruct"): (PROTESTS, "Peaceful protest"),
    ("PROTEST", "riot"): (RIOTS, "Violent demonstration"),
    ("PROTEST", None): (PROTESTS, "Peaceful protest"),
    ("COERCE", "arrest"): (STRATEGIC, "Arrests"),
    ("RETREAT", "ceasefire"): (STRATEGIC, "Agreement"),
}
"""What a mode settles by itself."""

DISORDER = {
    **dict.fromkeys((VIOLENCE, REMOTE, BATTLES), "Political violence"),
    PROTESTS: "Demonstrations",
    STRATEGIC: STRATEGIC,
}
DISORDER_OF_SUB_EVENT = {
    "Excessive force against protesters": "Political violence; Demonstrations",
    "Violent demonstration": "Demonstrations",
    "Mob violence": "Political violence",
}


def inter(identity: Identity, country: str | None, *, acts: bool) -> Inter | None:
    """Returns ACLED's kind of an actor; a state's forces outside of their own country are external.

    Whoever acts for a government is of the state, whoever suffers is a civilian unless armed.
    """
    sector = identity.sector or ""
    if sector == "GOV" and acts:
        known: Inter | None = Inter.STATE
    else:
        known = BY_SECTOR.get(sector) or BY_KIND.get(identity.kind, Inter.CIVILIANS)
    if known is Inter.STATE and country and identity.country and identity.country != country:
        return Inter.EXTERNAL
    return Inter.CIVILIANS if known is None and sector else known


def category(
    type: str | None, mode: str | None, doer: Inter | None, done_to: Sequence[Inter | None]
) -> Category | None:
    """Returns ACLED's event and sub-event type; None for what ACLED does not code.

    An assault whose mode does not settle it is a battle where both sides are armed, mob violence where civilians do it,
    and an attack on civilians otherwise.
    """
    found = BY_MODE.get((type or "", mode))
    if found or type != EventType.ASSAULT:
        return found
    if doer is Inter.CIVILIANS:
        return MOB
    return CLASH if doer in ARMED and any(kind in ARMED for kind in done_to) else ATTACK


def disorder(event: Category) -> str:
    """Returns ACLED's type of disorder."""
    return DISORDER_OF_SUB_EVENT.get(event[1]) or DISORDER[event[0]]
