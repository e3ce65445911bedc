"""A small store's worth of values: a shelling that two reports tell apart and a third copies, a march, and a threat."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from polybius.export.exchange import EXPORTERS, Case, Selection
from polybius.incidents import (
    Account,
    Field,
    FigureVersion,
    Identity,
    Incident,
    Location,
    Participant,
    Passage,
    Scene,
    Tally,
    Tie,
    TieFamily,
    Version,
    account_id,
)
from polybius.model import (
    Actor,
    ActorKind,
    EventType,
    Figure,
    Place,
    Predicate,
    Record,
    Span,
    Status,
    TimeSpan,
)
from tests.builders import record, span

GAZETTE = (
    "Northland's army shelled the port of Vela on Monday, killing three sailors, a docker told the Harbour Gazette. "
    "The army is part of Northland's armed forces."
)
WIRE = "Six people died when the Red Front shelled Vela's port on Monday, the police said. The Red Front is in Vela."
COPY = WIRE + " (Wire)"

ARMY = Identity("army", "Northland's army", ActorKind.MILITARY, ("the army",), "NLD", "MIL", "Q42")
FRONT = Identity("front", "Red Front", ActorKind.ARMED_GROUP, sector="REB", country="GRC")
SAILORS = Identity("sailors", "sailors", ActorKind.POPULATION, sector="CVL")
DOCKER = Identity("docker", "a docker", ActorKind.UNNAMED)
POLICE = Identity("police", "the police", ActorKind.GOVERNMENT, sector="COP", country="GRC")
STUDENTS = Identity("students", "students", ActorKind.POPULATION, sector="EDU", country="GRC")
FORCES = Identity("forces", "Northland's armed forces", ActorKind.MILITARY, country="NLD")
IDENTITIES = {identity.id: identity for identity in (ARMY, FRONT, SAILORS, DOCKER, POLICE, STUDENTS, FORCES)}

VELA = Location("vela", "Vela", ("Wela",), "GRC", "Attica", 37.95, 23.64, 123456)
STRAIT = Location("strait", "the strait")
LOCATIONS = {place.id: place for place in (VELA, STRAIT)}

MONDAY = TimeSpan("2021-03-01", "2021-03-01", span(GAZETTE, "on Monday"))


def _record(text: str, publisher: str, url: str | None = None, **more: Any) -> Record:
    return record(text, publisher=publisher, published="2021-03-02", url=url, title=f"{publisher} on Vela", **more)


GAZETTE_RECORD = _record(
    GAZETTE,
    "Harbour Gazette",
    "https://gazette.example/vela",
    actors=(
        Actor("a1", "Northland's army", kind=ActorKind.MILITARY, mentions=(span(GAZETTE, "Northland's army"),)),
        Actor("a2", "a docker", mentions=(span(GAZETTE, "a docker"),)),
    ),
)
WIRE_RECORD = _record(
    WIRE,
    "Coast Wire",
    actors=(Actor("a1", "the Red Front", kind=ActorKind.ARMED_GROUP, mentions=(span(WIRE, "the Red Front"),)),),
    places=(Place("p1", "Vela", mentions=(span(WIRE, "Vela"),)),),
)
COPY_RECORD = _record(COPY, "Evening Post")
RECORDS = {item.id: item for item in (GAZETTE_RECORD, WIRE_RECORD, COPY_RECORD)}
THINGS = {GAZETTE_RECORD.id: {"a1": "army"}, WIRE_RECORD.id: {"a1": "front", "p1": "vela"}}


def _tie(subject: str, label: str, object: str, source: str, passage: Passage) -> Tie:
    return Tie(TieFamily.RELATION, subject, label, object, 1, "2021-03-02", "2021-03-02", (source,), (passage,))


PART = Passage(GAZETTE_RECORD.id, span(GAZETTE, "The army is part of Northland's armed forces"))
PRESENT = Passage(WIRE_RECORD.id, span(WIRE, "The Red Front is in Vela"))
TIES = {
    "army": (_tie("army", Predicate.PART_OF, "forces", "docker", PART),),
    "front": (
        _tie("front", Predicate.PRESENT_IN, "vela", "Coast Wire", PRESENT),
        Tie(TieFamily.EVENT, "front", "ASSAULT", "sailors"),
        Tie(TieFamily.STANCE, "front", "fears", "a blockade"),
    ),
}


def participant(identity: Identity) -> Participant:
    return Participant(identity.id, identity.name, identity.kind, identity.country, identity.sector)


def account(of: Record, words: str, **more: Any) -> Account:
    """An account of a record, in its first sentence."""
    parts: dict[str, Any] = {
        "type": EventType.ASSAULT,
        "status": Status.HAPPENED,
        "trigger": span(of.text, words),
        "sentence": Span(0, of.text.index(".") + 1),
        "publisher": of.publisher,
        "published": of.published,
        "recorded_at": "2021-03-02T10:00:00+00:00",
        "place": Scene("vela", "Vela", "GRC", latitude=37.95, longitude=23.64),
        "origin": of.id,
    }
    parts |= {"words": words, "said": parts["sentence"].of(of.text)} | more
    return Account(account_id(of.id, "e1"), of.id, "e1", **parts)


SHELLING_TOLD = account(
    GAZETTE_RECORD,
    "shelled",
    mode="heavy-weapons",
    when=MONDAY,
    initiators=(participant(ARMY),),
    targets=(participant(SAILORS),),
    figures=(Figure("killed", 3, 3, "sailors", span(GAZETTE, "three sailors")),),
    chain=(participant(DOCKER),),
)
SHELLING_WIRED = account(
    WIRE_RECORD,
    "shelled",
    mode="heavy-weapons",
    initiators=(participant(FRONT),),
    targets=(participant(SAILORS),),
    figures=(Figure("killed", 6, 6),),
    chain=(participant(POLICE),),
    recorded_at="2021-03-03T09:30:00+00:00",
)
SHELLING_COPIED = replace(
    SHELLING_WIRED, id=account_id(COPY_RECORD.id, "e1"), report=COPY_RECORD.id, publisher="Evening Post"
)
SHELLING_IDS = (SHELLING_TOLD.id, SHELLING_WIRED.id, SHELLING_COPIED.id)


def agreed(name: str, *value: str, accounts: tuple[str, ...] = SHELLING_IDS) -> Field:
    return Field(name, (Version(value, accounts, 2),))


SHELLING = Case(
    Incident(
        SHELLING_TOLD.id,
        SHELLING_IDS,
        fields=(
            agreed("type", "ASSAULT"),
            agreed("status", "happened"),
            agreed("mode", "heavy-weapons"),
            agreed("when", "2021-03-01/2021-03-01"),
            agreed("place", "vela"),
            Field("initiators", (Version(("army",), SHELLING_IDS[:1]), Version(("front",), SHELLING_IDS[1:])), True),
            agreed("targets", "sailors"),
        ),
        tallies=(
            Tally(
                "killed", 3, 3, 6, (FigureVersion(3, 3, SHELLING_IDS[:1]), FigureVersion(6, 6, SHELLING_IDS[1:])), True
            ),
        ),
        origins=2,
        first="2021-03-02",
        last="2021-03-03",
    ),
    (SHELLING_TOLD, SHELLING_WIRED, SHELLING_COPIED),
)


def single(id: str, type: EventType, status: Status, *fields: Field, **more: Any) -> Case:
    """An incident that the Gazette alone tells."""
    told = replace(SHELLING_TOLD, id=id, type=type, status=status, **({"figures": ()} | more))
    ids = (id,)
    known = {name: agreed(name, value, accounts=ids) for name, value in (("type", type), ("status", status))}
    known |= {field.name: field for field in fields}
    return Case(Incident(id, ids, tuple(known.values()), first="2021-03-02", last="2021-03-02"), (told,))


TOGETHER = replace(
    SHELLING,
    incident=replace(
        SHELLING.incident,
        fields=(
            *(field for field in SHELLING.incident.fields if field.name != "initiators"),
            Field("initiators", (Version(("front",), SHELLING_IDS[1:]), Version(("army", "front"), SHELLING_IDS[:1]))),
        ),
    ),
)
"""The shelling, if the Gazette had the army and the Front do it."""

MARCH = single(
    "march",
    EventType.PROTEST,
    Status.HAPPENED,
    agreed("mode", "demo", accounts=("march",)),
    agreed("when", "2021-03-01/2021-03-05", accounts=("march",)),
    agreed("place", "vela", accounts=("march",)),
    agreed("initiators", "students", accounts=("march",)),
    initiators=(participant(STUDENTS),),
    targets=(),
)
THREAT = single(
    "threat",
    EventType.THREATEN,
    Status.HAPPENED,
    agreed("place", "strait", accounts=("threat",)),
    initiators=(),
    targets=(),
    when=None,
    place=None,
)
SELECTION = Selection((SHELLING, MARCH, THREAT), IDENTITIES, LOCATIONS, RECORDS, TIES, THINGS)
EMPTY = Selection(())


def written(form: str, selection: Selection = SELECTION) -> bytes:
    """All that an exporter writes."""
    pieces = EXPORTERS[form].write(selection)
    return b"".join(piece if isinstance(piece, bytes) else piece.encode("utf-8") for piece in pieces)


def plain(form: str, selection: Selection = SELECTION) -> Any:
    """What an exporter writes, read as one JSON value."""
    return json.loads(written(form, selection))


def lines(form: str, selection: Selection = SELECTION) -> list[Any]:
    """What an exporter writes, read as a JSON value a line."""
    return [json.loads(line) for line in written(form, selection).decode().splitlines()]


HOSTILE = (
    '=HYPERLINK("https://evil.example")',
    "+1-800",
    "@SUM(A1:A9)",
    "a\x00b\x1b[2J",
    "\u202eevil\u2066",
    "half \ud800 pair",
    "quo\"te's <b>&amp;</b> ]]>",
    "line\r\nend\u2028x\x85y",
    "\ufffe\uffff",
    ",;|\t",
    "=\t=1+1",
    "١٢٣ שלום",
)


def hostile(words: str) -> Selection:
    """The shelling, with hostile words wherever a report's words go."""
    names = {id: replace(identity, name=words, aliases=(words,)) for id, identity in IDENTITIES.items()}
    places = {"vela": replace(VELA, name=words, admin1=words)}
    told = tuple(
        replace(a, publisher=words, said=words, words=words, chain=(replace(participant(DOCKER), name=words),))
        for a in SHELLING.accounts
    )
    records = {id: replace(item, title=words, publisher=words) for id, item in RECORDS.items()}
    return Selection((replace(SHELLING, accounts=told),), names, places, records, TIES, THINGS)
