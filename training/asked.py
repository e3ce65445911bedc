"""Examples -> batches: what the network reads of some passages, and what each head is asked of them.

A head on single words is asked of words, one on pairs of pairs of words; all that a head is asked in a batch lies in
one list, whichever passage it is of, so that a batch costs as many steps as there are heads. Words that a set leaves
`open` mostly tell nothing: else a text like those of the set would be thought full of events. Event words, cues and
names are asked of every word, with no weight where the set does not say: what other networks think of them can be
learned there, too.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import torch
from network import ENTITIES, ROLES, SAYING, STATUSES, TIES, TYPES, Reading
from numpy.typing import ArrayLike, NDArray
from torch import Tensor

from examples import Row, inputs

IGNORE = -1
NO_ROLE = 0.3  # weight of a pair of words that are nothing to each other, of which there are thirty to one
RARE_STATUS = 2.0  # weight of a status that is not `happened`
LEFT_OPEN = 0.3  # share of epochs in which the words that a set leaves open are; in the others they tell nothing
OPTIONAL_KEPT = 0.5  # share of optional events that count as events in an epoch; the rest are left out
LABELS = {
    "trigger": 1 + len(TYPES), "status": len(STATUSES), "cue": 2, "entity": 1 + len(ENTITIES), "fact": 1,
    "roles": 1 + len(ROLES), "saying": 1 + len(SAYING), "ties": 1 + len(TIES), "same": 2, "coref": 2,
}  # fmt: skip
Spots = tuple[ArrayLike, ...]  # words, or words and other words
Numbers = NDArray[np.float32]


class Questions(NamedTuple):
    """What one head is asked: `where` (2, asked) passage and word, or (5, asked) passage, word, other, way, branch;
    `gold` (asked, labels), 1 for what is right, or (asked, 1) numbers; `weight` (asked,), 0 where nothing is known.
    """

    where: Tensor
    gold: Tensor
    weight: Tensor


class Batch(NamedTuple):
    """What the network reads, and the questions by head."""

    read: Reading
    questions: dict[str, Questions]

    def to(self, device: str) -> Batch:
        """Returns the batch on a device."""
        read = Reading(*(tensor.to(device, non_blocking=True) for tensor in self.read if tensor is not None))
        moved = {
            name: Questions(*(t.to(device, non_blocking=True) for t in own)) for name, own in self.questions.items()
        }
        return Batch(read, moved)


def batch_of(rows: list[Row]) -> Batch:
    """Returns rows as a batch."""
    found: dict[str, list[tuple[NDArray[np.int64], Numbers, Numbers]]] = {}
    for n, row in enumerate(rows):
        for head, spots, gold, weight in asked_of(row):
            where = np.array([np.full(len(gold), n), *spots], np.int64)
            if len(spots) == 2:
                where = np.concatenate([where, row["ways"][:, where[1], where[2]].astype(np.int64)])
            found.setdefault(head, []).append((where, gold, weight))
    questions = {
        head: Questions(
            torch.from_numpy(np.concatenate([where for where, _, _ in own], axis=1)),
            torch.from_numpy(np.concatenate([gold for _, gold, _ in own])),
            torch.from_numpy(np.concatenate([weight for _, _, weight in own])),
        )
        for head, own in found.items()
    }
    return Batch(inputs(rows), questions)


def asked_of(row: Row) -> Iterator[tuple[str, Spots, Numbers, Numbers]]:
    """Yields what each head is asked of a passage: the head, the words, right answers and weights."""
    every, unknown = np.arange(len(row["spans"])), np.full(len(row["spans"]), IGNORE)
    yield from _events(row, every) if "events" in row else [_question("trigger", (every,), unknown)]
    yield from _sayings(row, every) if "sayings" in row else [_question("cue", (every,), unknown)]
    yield from _named(row, every) if "entities" in row else [_question("entity", (every,), unknown)]
    if row.get("facts"):
        words, values = zip(*row["facts"], strict=True)
        yield "fact", (words,), np.array(values, np.float32)[:, None] / 3, np.ones(len(words), np.float32)
    for head in TELLING_ONE:
        ones, others, same = same_answers(row, head)
        if ones:
            yield _question(head, (ones, others), same)


def _question(head: str, spots: Spots, labels: ArrayLike) -> tuple[str, Spots, Numbers, Numbers]:
    """Returns a question whose answer is one label each; IGNORE where the set says nothing."""
    labels = np.asarray(labels, np.int64)
    gold = np.eye(LABELS[head], dtype=np.float32)[np.maximum(labels, 0)]
    gold[labels == IGNORE] = 1
    weight = np.ones(LABELS[head], np.float32)
    if len(spots) == 2:
        weight[0] = NO_ROLE
    if head == "status":
        weight[1:] = RARE_STATUS
    return head, spots, gold, np.where(labels == IGNORE, np.float32(0), weight[np.maximum(labels, 0)])


def _events(row: Row, every: NDArray[np.int64]) -> Iterator[tuple[str, Spots, Numbers, Numbers]]:
    size, events = len(every), row["events"]
    open_, unsaid = ([w for w in row.get(key, ()) if w < size] for key in ("open", "unsaid"))
    trigger = np.zeros(size, np.int64)
    trigger[unsaid] = IGNORE
    trigger[open_] = IGNORE if random.random() < LEFT_OPEN else 0
    roles = np.zeros((len(events), size), np.int64)
    roles[:, open_ + unsaid] = IGNORE
    for k, event in enumerate(events):
        left_out = event["optional"] and random.random() > OPTIONAL_KEPT
        trigger[event["word"]] = IGNORE if left_out else 1 + TYPES.index(event["type"])
        roles[k, [w for w in event.get("fair", ()) if w < size]] = IGNORE
        for other, name in event["roles"]:
            if other < size:
                roles[k, other] = 1 + ROLES.index(name)
    yield _question("trigger", (every,), trigger)
    if events:
        words = np.array([event["word"] for event in events])
        yield _question("status", (words,), [STATUSES.index(e["status"]) if e["status"] else IGNORE for e in events])
        yield _question("roles", (words.repeat(size), np.tile(every, len(events))), roles.ravel())


def _sayings(row: Row, every: NDArray[np.int64]) -> Iterator[tuple[str, Spots, Numbers, Numbers]]:
    size, sayings = len(every), row["sayings"]
    cue, parts = np.zeros(size, np.int64), np.zeros((len(sayings), size), np.int64)
    for k, saying in enumerate(sayings):
        cue[saying["cue"]] = 1
        for label, name in enumerate(SAYING, 1):
            parts[k, [w for w in saying[name] if w < size]] = label
    yield _question("cue", (every,), cue)
    if sayings:
        words = np.array([saying["cue"] for saying in sayings])
        yield _question("saying", (words.repeat(size), np.tile(every, len(sayings))), parts.ravel())


def _named(row: Row, every: NDArray[np.int64]) -> Iterator[tuple[str, Spots, Numbers, Numbers]]:
    entity = np.zeros(len(every), np.int64)
    for word, kind in row["entities"]:
        entity[word] = 1 + ENTITIES.index(kind)
    yield _question("entity", (every,), entity)
    ones, others, allowed = tie_answers(row)
    if ones:
        weight = np.where(allowed[:, 0] > 0, np.float32(NO_ROLE), np.float32(1))
        yield "ties", (ones, others), allowed, weight


def tie_answers(row: Row) -> tuple[list[int], list[int], Numbers]:
    """Returns every pair of entities in a sentence, as two lists, and 1 for the labels that are right: (pairs, 12)."""
    home, words = row["sentences"], [word for word, _ in row["entities"]]
    pairs = [(a, b) for a in words for b in words if a != b and home[a] == home[b]]
    gold = {(a, b): labels for a, b, labels in row["ties"]}
    allowed = np.zeros((len(pairs), LABELS["ties"]), np.float32)
    for k, pair in enumerate(pairs):
        allowed[k, [1 + TIES.index(label) for label in gold.get(pair, ())] or [0]] = 1
    return [a for a, _ in pairs], [b for _, b in pairs], allowed


def retold(row: Row) -> list[tuple[int, str]]:
    """Returns the triggers of a passage, each with the event that it tells."""
    return [(event["word"], event["id"]) for event in row.get("events", ()) if "id" in event]


def corefs(row: Row) -> list[tuple[int, str]]:
    """Returns the words of a passage that stand for one actor, each with that actor."""
    return [(word, actor) for word, actor in row.get("actors", ()) if word < len(row["spans"])]


TELLING_ONE = {"same": retold, "coref": corefs}


def same_answers(row: Row, head: str) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
    """Returns pairs of words, the earlier first, as two lists, and 1 for each pair that tells of one thing."""
    spots = sorted(TELLING_ONE[head](row))
    both = [(a, b, int(one == other)) for n, (a, one) in enumerate(spots) for b, other in spots[n + 1 :]]
    return [a for a, *_ in both], [b for _, b, _ in both], [same for *_, same in both]
