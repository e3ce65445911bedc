"""Conditions of reports and the network of actors -> a tree of what might follow what, to walk and to edit.

It is a scenario, not a forecast: nothing in it says how likely anything is. Each branch names the words of the report
in which somebody said "if this, then that", or the tie that would draw an actor in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from polybius.analysis.ledger import Deed, LedgerEntry, side
from polybius.model import EventType, Predicate, Record

MARK = "scenario, not forecast"
DEPTH = 4
DRAWING_IN = frozenset({Predicate.ALLIED_WITH, Predicate.PROXY_OF})
"""Ties through which a blow against one may bring another in."""
BLOWS = frozenset({EventType.ASSAULT, EventType.COERCE})


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between two sides, and the words that say it."""

    subject: str
    predicate: Predicate
    object: str
    words: str
    report: str


@dataclass(frozen=True, slots=True)
class Node:
    """A deed that might come, why (by whose words in which report, or by hand), and what might follow it.

    `id` is its place in the tree: "0", its children "0.0", "0.1" and so on.
    """

    id: str
    deed: Deed
    because: str
    by: str
    report: str | None = None
    children: tuple[Node, ...] = ()

    def __str__(self) -> str:
        whom = f" → {', '.join(sorted(self.deed.targets))}" if self.deed.targets else ""
        what = self.deed.type or f"“{self.deed.words}”"
        return f"{', '.join(sorted(self.deed.doers)) or '?'}{whom}: {what}  ({self.by}: “{self.because}”)"


@dataclass(frozen=True, slots=True)
class Scenario:
    """A tree with its mark, which goes wherever it is shown."""

    root: Node
    mark: str = MARK

    def __str__(self) -> str:
        lines = ["  " * depth + str(node) for depth, node in walk(self.root)]
        return "\n".join([f"[{self.mark}]", *lines])


def ties(records: Iterable[Record]) -> tuple[Tie, ...]:
    """Lists the ties between actors of records through which one may be drawn in, each once."""
    found: dict[tuple[str, Predicate, str], Tie] = {}
    for record in records:
        sides = {actor.id: side(actor) for actor in record.actors}
        for tie in record.relations:
            if tie.predicate in DRAWING_IN and tie.subject in sides and tie.object in sides:
                key = sides[tie.subject], tie.predicate, sides[tie.object]
                words = tie.text.of(record.text) if tie.text else ""
                found.setdefault(key, Tie(*key, words, record.id))
    return tuple(found.values())


def what_if(
    start: Deed, entries: Sequence[LedgerEntry], network: Sequence[Tie] = (), *, depth: int = DEPTH
) -> Scenario:
    """Grows the tree of what might follow a deed: by each condition that it, or what follows it, would meet.

    No branch comes back to a deed that lies above it.
    """
    root = Node("0", start, "", "assumed")
    return Scenario(_numbered(_grown(root, entries, network, (), depth), "0"))


def _grown(
    node: Node, entries: Sequence[LedgerEntry], network: Sequence[Tie], above: tuple[Deed, ...], depth: int
) -> Node:
    if depth == 0:
        return node
    path = (*above, node.deed)
    following = [child for child in _following(node.deed, entries, network) if not _is_among(child.deed, path)]
    return replace(node, children=tuple(_grown(child, entries, network, path, depth - 1) for child in following))


def _following(deed: Deed, entries: Sequence[LedgerEntry], network: Sequence[Tie]) -> Iterator[Node]:
    for entry in entries:
        if entry.condition is not None and meets(deed, entry.condition):
            yield Node("", entry.deed, entry.text, entry.source, entry.report)
    if deed.type in BLOWS:
        for tie in network:
            struck = _partner(tie, deed.targets)
            if struck is not None and struck not in deed.doers:
                words = f"{tie.subject} {tie.predicate.replace('_', ' ')} {tie.object}"
                answer = Deed("may be drawn in", deed.type, frozenset({struck}), deed.doers)
                yield Node("", answer, tie.words or words, "network", tie.report)


def _partner(tie: Tie, struck: frozenset[str]) -> str | None:
    """Returns who is tied to one that is struck: either side of an alliance, and the backer or proxy of it."""
    if tie.object in struck and tie.subject not in struck:
        return tie.subject
    return tie.object if tie.subject in struck and tie.object not in struck else None


def meets(deed: Deed, condition: Deed) -> bool:
    """Tells whether a deed is what a condition asks for: the same type, and the sides that it names, one at least."""
    if condition.type is None or deed.type is not condition.type or not condition.doers | condition.targets:
        return False
    doer = not condition.doers or bool(condition.doers & deed.doers)
    return doer and (not condition.targets or bool(condition.targets & deed.targets))


def _is_among(deed: Deed, path: Iterable[Deed]) -> bool:
    """Tells whether a deed, or where there are only words its words, stand in the path."""
    if deed.type is None:
        return any(d.type is None and d.words == deed.words for d in path)
    return any((d.type, d.doers, d.targets) == (deed.type, deed.doers, deed.targets) for d in path)


# --- to walk and to edit


def walk(node: Node, depth: int = 0) -> Iterator[tuple[int, Node]]:
    """Yields a node and all below it with their depth, in order."""
    yield depth, node
    for child in node.children:
        yield from walk(child, depth + 1)


def without(scenario: Scenario, id: str) -> Scenario:
    """Returns the scenario without a branch; raises ValueError for the root or an id that is not there."""
    _need(scenario, id)
    if id == scenario.root.id:
        raise ValueError("the root of a scenario cannot be taken away")
    return _edited(scenario, {id: None})


def with_branch(scenario: Scenario, under: str, deed: Deed, why: str, children: tuple[Node, ...] = ()) -> Scenario:
    """Returns the scenario with a deed, and what might follow it, put under a node by hand.

    Raises ValueError for an id that is not there.
    """
    node = _need(scenario, under)
    added = Node("", deed, why, "by hand", None, children)
    return _edited(scenario, {under: replace(node, children=(*node.children, added))})


def _need(scenario: Scenario, id: str) -> Node:
    nodes = {node.id: node for _, node in walk(scenario.root)}
    if id not in nodes:
        raise ValueError(f"no branch '{id}' in the scenario; there are {', '.join(nodes)}")
    return nodes[id]


def _edited(scenario: Scenario, changes: Mapping[str, Node | None]) -> Scenario:
    root = _changed(scenario.root, changes)
    return replace(scenario, root=_numbered(root, "0")) if root else scenario


def _changed(node: Node, changes: Mapping[str, Node | None]) -> Node | None:
    if node.id in changes:
        return changes[node.id]
    kept = (_changed(child, changes) for child in node.children)
    return replace(node, children=tuple(child for child in kept if child is not None))


def _numbered(node: Node, id: str) -> Node:
    return replace(node, id=id, children=tuple(_numbered(c, f"{id}.{n}") for n, c in enumerate(node.children)))
