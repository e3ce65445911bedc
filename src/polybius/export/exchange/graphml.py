"""Incidents and relations -> GraphML: who is said to have done what to whom, and who is tied to whom, on whose word.

Nodes are actors and places. An edge is a pair of doer and target of one incident, or a relation that a report tells;
it names who holds it, so that a network can be drawn by all sources or by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from polybius.export.exchange.relations import Relation, relations
from polybius.export.exchange.selection import Case, Selection, told_by
from polybius.export.wording import visible
from polybius.incidents import Account, Identity, Location
from polybius.model import to_dict

NODE_KEYS = {
    "name": "string",
    "kind": "string",
    "aliases": "string",
    "country": "string",
    "sector": "string",
    "wikidata": "string",
    "geonames": "long",
    "latitude": "double",
    "longitude": "double",
}
EDGE_KEYS = {
    "relation": "string",
    "incident": "string",
    "report": "string",
    "mode": "string",
    "status": "string",
    "start": "string",
    "end": "string",
    "place": "string",
    "told_by": "string",
    "reports": "int",
    "origins": "int",
    "first": "string",
    "last": "string",
    "disputed": "boolean",
    "words": "string",
}
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'

Pair = tuple[str, str, str]
"""A doer, a target and the status by which an account has it."""


def write_graphml(selection: Selection) -> Iterator[str]:
    """Yields a directed graph with parallel edges, a node before the first edge that needs it."""
    yield HEAD
    for owner, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name, kind in keys.items():
            yield f'<key id="{owner}_{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '<graph edgedefault="directed">\n'
    yield from _elements(selection)
    yield "</graph>\n</graphml>\n"


def _elements(selection: Selection) -> Iterator[str]:
    drawn: set[str] = set()
    told: set[tuple[str, str, str]] = set()
    for case in selection.cases:
        for pair, accounts in _pairs(case).items():
            doer, target = (selection.identity(id) for id in pair[:2])
            yield from _nodes((doer, target), drawn)
            yield _deed(case, pair, accounts, selection)
        for relation in relations(case, selection, told):
            yield from _nodes((relation.subject, relation.object), drawn)
            yield _relation(relation)


def _pairs(case: Case) -> Mapping[Pair, list[Account]]:
    pairs: defaultdict[Pair, list[Account]] = defaultdict(list)
    for account in case.accounts:
        for doer in account.initiators:
            for target in account.targets:
                pairs[doer.id, target.id, account.status].append(account)
    return pairs


def _nodes(things: tuple[Identity | Location, ...], drawn: set[str]) -> Iterator[str]:
    for thing in things:
        if thing.id in drawn:
            continue
        drawn.add(thing.id)
        kind = thing.kind if isinstance(thing, Identity) else "place"
        values = {name: getattr(thing, name, None) for name in NODE_KEYS}
        values |= {"kind": kind, "aliases": " | ".join(thing.aliases)}
        yield f"<node id={_attribute(thing.id)}>{_data('node', values)}</node>\n"


def _deed(case: Case, pair: Pair, accounts: list[Account], selection: Selection) -> str:
    place, (start, end) = selection.where(case), case.days()
    values = {
        "relation": case.code("type"),
        "incident": case.incident.id,
        "report": accounts[0].report,
        "mode": case.code("mode"),
        "status": pair[2],
        "start": start,
        "end": end,
        "place": place.name if place else None,
        "told_by": " | ".join(dict.fromkeys(map(told_by, accounts))),
        "reports": len({account.report for account in accounts}),
        "origins": len({account.origin or account.report for account in accounts}),
        "first": case.incident.first,
        "last": case.incident.last,
        "disputed": bool({"initiators", "targets", "status"} & set(case.incident.disputed)),
        "words": accounts[0].said,
    }
    return _edge("-".join((case.incident.id, *pair)), pair[0], pair[1], values)


def _relation(relation: Relation) -> str:
    values = {
        "relation": relation.tie.label,
        "report": next(iter(relation.reports), None),
        "told_by": " | ".join(relation.sources),
        "words": next(iter(relation.words), None),
        "first": relation.tie.first,
        "last": relation.tie.last,
        "reports": relation.tie.reports,
    }
    return _edge("-".join(relation.key), relation.subject.id, relation.object.id, values)


def _edge(id: str, source: str, target: str, values: Mapping[str, Any]) -> str:
    ends = f"source={_attribute(source)} target={_attribute(target)}"
    return f"<edge id={_attribute(id)} {ends}>{_data('edge', values)}</edge>\n"


def _data(owner: str, values: Mapping[str, Any]) -> str:
    said = {name: value for name, value in values.items() if value not in (None, "")}
    return "".join(f'<data key="{owner}_{name}">{_text(value)}</data>' for name, value in said.items())


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return escape(_legal(str(to_dict(value))), {"\r": "&#13;"})


def _attribute(value: str) -> str:
    return quoteattr(_legal(value))


def _legal(text: str) -> str:
    # XML 1.0 has no way to write most control characters, nor U+FFFE and U+FFFF.
    return visible(text).replace("\ufffe", "[U+FFFE]").replace("\uffff", "[U+FFFF]")
