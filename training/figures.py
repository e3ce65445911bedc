"""What a network in training is worth: F1 and errors on examples it does not learn from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import torch
from asked import same_answers, tie_answers
from losses import Found, pair_logits, vectors_of
from network import ENTITIES, ROLES, SAYING, STATUSES, TYPES, Network, Pairs
from torch import Tensor

from examples import Row, batches, inputs

Marks = Iterator[tuple[str, str]]


@torch.no_grad()
def figures(network: Network, rows: list[Row]) -> dict[str, float]:
    """Returns F1 of triggers, types, roles, rare statuses, pairs of triggers for one event and of mentions for one
    actor, cues, words of sources and contents, entities and ties, and accuracy of status, as far as the rows say
    something of them.
    """
    network.eval()
    device = next(network.parameters()).device
    counts: Counter[tuple[str, str]] = Counter()
    for batch in batches(rows, shuffle=False):
        found = network(*(tensor.to(device) for tensor in inputs(batch) if tensor is not None))
        for n, row in enumerate(batch):
            if "events" in row:
                counts.update(_triggers(row, found["trigger"][n].argmax(-1).tolist()))
                counts.update(_statuses(row, found["status"][n].argmax(-1).tolist()))
                counts.update(_roles(network, found, n, row))
                counts.update(_same(network, found, n, row, "same"))
            counts.update(_same(network, found, n, row, "coref"))
            counts.update(_sayings(network, found, n, row))
            counts.update(_ties(network, found, n, row))
    names = dict.fromkeys(name for name, _ in counts)
    return {n: 2 * counts[n, "right"] / max(1, counts[n, "said"] + counts[n, "gold"]) for n in names}


def _triggers(row: Row, said: list[int]) -> Marks:
    gold = {event["word"]: event for event in row["events"]}
    unsaid = set(row.get("open", ())) - set(gold)
    for word, kind in enumerate(said[: len(row["spans"])]):
        event = gold.get(word)
        if word in unsaid:
            continue
        if event is not None and event["optional"]:
            continue
        for name, right in (
            ("trigger", event is not None),
            ("type", event is not None and kind > 0 and TYPES[kind - 1] in (event["type"], *event["also"])),
        ):
            yield from _counted(name, kind > 0, event is not None, right and kind > 0)


def _statuses(row: Row, said: list[int]) -> Marks:
    for event in row["events"]:
        if event["optional"] or event["status"] is None:
            continue
        status = STATUSES[said[event["word"]]]
        right = status in (event["status"], *event["also_status"])
        yield from _counted("status", True, True, right)
        yield from _counted("rare", status != "happened", event["status"] != "happened", right and status != "happened")


def _roles(network: Network, found: Found, n: int, row: Row) -> Marks:
    for event in row["events"]:
        said = _of_all(network.roles, vectors_of(found, "roles", n), row, event["word"])
        gold = {(word, role) for word, role in event["roles"] if word < len(row["spans"])}
        guess = {(w, ROLES[r - 1]) for w, r in enumerate(said) if r}
        for role in ROLES:
            told = (guess - {(w, role) for w in row.get("open", ())}) | (guess & gold)
            mine, theirs = ({item for item in items if item[1] == role} for items in (told, gold))
            yield from _sets(role, mine, theirs)


def _same(network: Network, found: Found, n: int, row: Row, head: str) -> Marks:
    ones, others, gold = same_answers(row, head)
    said = _likeliest(getattr(network, head), vectors_of(found, head, n), row, ones, others)
    for mine, right in zip(said, gold, strict=True):
        yield from _counted(head, bool(mine), bool(right), bool(mine and right))


def _likeliest(head: Pairs, vectors: tuple[Tensor, Tensor], row: Row, ones: list[int], others: list[int]) -> list[int]:
    return pair_logits(head, vectors, row, ones, others).argmax(-1).tolist() if ones else []


def _of_all(head: Pairs, vectors: tuple[Tensor, Tensor], row: Row, word: int) -> list[int]:
    """Returns the likeliest label of a word with each word of its passage."""
    every = list(range(len(row["spans"])))
    return _likeliest(head, vectors, row, [word] * len(every), every)


def _sayings(network: Network, found: Found, n: int, row: Row) -> Marks:
    if "sayings" not in row:
        return
    size = len(row["spans"])
    said = {w for w, label in enumerate(found["cue"][n, :size].argmax(-1).tolist()) if label}
    yield from _sets("cue", said, {saying["cue"] for saying in row["sayings"]})
    for saying in row["sayings"]:
        labels = _of_all(network.saying, vectors_of(found, "saying", n), row, saying["cue"])
        for label, name in enumerate(SAYING, 1):
            gold = {w for w in saying[name] if w < size}
            mine = {w for w, own in enumerate(labels) if own == label}
            right = len(mine & gold) / max(1, len(mine | gold)) >= 0.5
            yield from _counted(name, bool(mine), bool(gold), right)


def _ties(network: Network, found: Found, n: int, row: Row) -> Marks:
    if "entities" not in row:
        return
    labels = found["entity"][n, : len(row["spans"])].argmax(-1).tolist()
    said = {(w, ENTITIES[label - 1]) for w, label in enumerate(labels) if label}
    yield from _sets("entity", said, {(w, kind) for w, kind in row["entities"]})
    ones, others, allowed = tie_answers(row)
    labels = _likeliest(network.ties, vectors_of(found, "ties", n), row, ones, others)
    for label, right in zip(labels, allowed.tolist(), strict=True):
        yield from _counted("tie", label > 0, not right[0], bool(right[label]) and label > 0)


def _sets(name: str, mine: set[object], theirs: set[object]) -> Marks:
    yield from ((name, "said") for _ in mine)
    yield from ((name, "gold") for _ in theirs)
    yield from ((name, "right") for _ in mine & theirs)


def _counted(name: str, said: bool, gold: bool, right: bool) -> Iterable[tuple[str, str]]:
    return [(name, key) for key, holds in (("said", said), ("gold", gold), ("right", right)) if holds]
