"""What each head should have said of a batch, and the loss where it did not.

Every loss is a mean over the words or pairs that a row says something of; `WEIGHTS` says how much each counts. Words
that a set leaves `open` mostly tell nothing: else a text like those of the set would be thought full of events.
"""

from __future__ import annotations

import random

import numpy as np
import torch
from network import ENTITIES, ROLES, SAYING, STATUSES, TIES, TYPES, Network, Pairs
from torch import Tensor
from torch.nn import functional

from examples import Row, inputs, ways_of

IGNORE = -100
NO_ROLE = 0.3  # weight of a pair of words that are nothing to each other, of which there are thirty to one
RARE_STATUS = 2.0  # weight of a status that is not `happened`
LEFT_OPEN = 0.3  # share of epochs in which the words that a set leaves open are; in the others they tell nothing
OPTIONAL_KEPT = 0.5  # share of optional events that count as events in an epoch; the rest are left out
WEIGHTS = {
    "trigger": 3.0, "status": 0.4, "roles": 2.0, "cue": 1.0, "saying": 1.5, "fact": 1.0, "entity": 0.5,
    "ties": 1.0, "same": 1.0, "coref": 1.0,
}  # fmt: skip
Found = dict[str, Tensor]


def loss_of(network: Network, batch: list[Row]) -> Tensor:
    """Returns the loss of a batch over all heads."""
    device = torch.get_default_device().type
    halved = device != "cpu" or "AVX512" in torch.backends.cpu.get_cpu_capability()  # elsewhere bfloat16 is imitated
    with torch.autocast(device, torch.bfloat16, enabled=halved):
        found = network(*inputs(batch))
    found = {name: tensor.float() for name, tensor in found.items()}
    parts = {}
    if any("events" in row for row in batch):
        parts |= event_losses(network, found, batch)
    if any("sayings" in row for row in batch):
        parts |= saying_losses(network, found, batch)
    if any(row.get("facts") for row in batch):
        parts["fact"] = fact_loss(found, batch)
    if any(row.get("entities") for row in batch):
        parts |= tie_losses(network, found, batch)
    parts |= same_loss(network, found, batch, "coref")
    losses = [WEIGHTS[name] * loss for name, loss in parts.items()]
    return torch.stack(losses).sum() if losses else found["cue"].sum() * 0.0


def cross_entropy(logits: Tensor, gold: Tensor, weight: list[float] | None = None) -> Tensor:
    """Returns the mean loss of logits (…, labels) where gold (…) says something, 0 where it says nothing."""
    if not (gold != IGNORE).any():
        return logits.sum() * 0.0
    weights = None if weight is None else torch.tensor(weight)
    return functional.cross_entropy(logits.flatten(0, -2), gold.flatten(), ignore_index=IGNORE, weight=weights)


def pairs(network: Network, found: Found, head: str, ones: list[list[int]], batch: list[Row]) -> Tensor:
    """Returns the logits of a head for the given words of each row with every word: (batch, most, words, labels)."""
    other, most = found[f"{head}.other"], max(1, *(len(own) for own in ones), 1)
    places = torch.tensor([own + [0] * (most - len(own)) for own in ones])
    way, branch = ways_of(batch, ones, most, other.shape[1])
    return getattr(network, head)(at(found[f"{head}.one"], places)[:, :, None], other[:, None], way, branch)


def pair_logits(head: Pairs, vectors: tuple[Tensor, Tensor], row: Row, ones: list[int], others: list[int]) -> Tensor:
    """Returns the logits of a head for pairs of words of a row, whose vectors are given: (pairs, labels)."""
    way, branch = torch.tensor(row["ways"][:, ones, others].astype(np.int64))
    return head(vectors[0][ones], vectors[1][others], way, branch)


def vectors_of(found: Found, head: str, n: int) -> tuple[Tensor, Tensor]:
    """Returns what a head takes of the words of the batch's `n`th row, as the one and as the other of a pair."""
    return found[f"{head}.one"][n], found[f"{head}.other"][n]


def at(vectors: Tensor, words: Tensor) -> Tensor:
    """Returns the vectors (batch, n, width) of the given words (batch, n)."""
    return vectors.gather(1, words[:, :, None].expand(-1, -1, vectors.shape[-1]))


# --- events


def answers(batch: list[Row]) -> tuple[Tensor, Tensor, Tensor]:
    """Returns triggers, statuses (batch, words), roles (batch, events, words)."""
    words, events = max(len(r["spans"]) for r in batch), max(1, *(len(r.get("events", ())) for r in batch), 1)
    trigger, status = (np.full((len(batch), words), IGNORE) for _ in range(2))
    roles = np.full((len(batch), events, words), IGNORE)
    for n, row in enumerate(batch):
        size = len(row["spans"])
        open_, unsaid = ([w for w in row.get(key, ()) if w < size] for key in ("open", "unsaid"))
        trigger[n, :size] = 0
        trigger[n, unsaid] = IGNORE
        trigger[n, open_] = IGNORE if random.random() < LEFT_OPEN else 0
        for k, event in enumerate(row["events"]):
            word = event["word"]
            left_out = event["optional"] and random.random() > OPTIONAL_KEPT
            trigger[n, word] = IGNORE if left_out else 1 + TYPES.index(event["type"])
            status[n, word] = STATUSES.index(event["status"]) if event["status"] else IGNORE
            roles[n, k, :size] = 0
            roles[n, k, open_ + unsaid + [w for w in event.get("fair", ()) if w < size]] = IGNORE
            for other, name in event["roles"]:
                if other < size:
                    roles[n, k, other] = 1 + ROLES.index(name)
    return torch.tensor(trigger), torch.tensor(status), torch.tensor(roles)


def event_losses(network: Network, found: Found, batch: list[Row]) -> Found:
    """Returns the losses of triggers, statuses and roles."""
    trigger, status, roles = answers(batch)
    said = pairs(network, found, "roles", [[event["word"] for event in row["events"]] for row in batch], batch)
    return same_loss(network, found, batch, "same") | {
        "trigger": cross_entropy(found["trigger"], trigger),
        "status": cross_entropy(found["status"], status, [1.0, *[RARE_STATUS] * (len(STATUSES) - 1)]),
        "roles": cross_entropy(said, roles, [NO_ROLE, *[1.0] * len(ROLES)]),
    }


def retold(row: Row) -> list[tuple[int, str]]:
    """Returns the triggers of a passage, each with the event that it tells."""
    return [(event["word"], event["id"]) for event in row.get("events", ()) if "id" in event]


def corefs(row: Row) -> list[tuple[int, str]]:
    """Returns the words of a passage that stand for one actor, each with that actor."""
    return [(word, actor) for word, actor in row.get("actors", ()) if word < len(row["spans"])]


TELLING_ONE = {"same": retold, "coref": corefs}


def same_loss(network: Network, found: Found, batch: list[Row], head: str) -> Found:
    """Returns the loss of whether two words of a passage tell of one thing, nothing where no passage has two."""
    asked = [(n, row, *same_answers(row, head)) for n, row in enumerate(batch)]
    logits = [
        pair_logits(getattr(network, head), vectors_of(found, head, n), row, ones, others)
        for n, row, ones, others, _ in asked
        if ones
    ]
    gold = [g for *_, answer in asked for g in answer]
    return {head: cross_entropy(torch.cat(logits), torch.tensor(gold), [NO_ROLE, 1.0])} if logits else {}


def same_answers(row: Row, head: str) -> tuple[list[int], list[int], list[int]]:
    """Returns pairs of words, the earlier first, as two lists, and 1 for each pair that tells of one thing."""
    spots = sorted(TELLING_ONE[head](row))
    both = [(a, b, int(one == other)) for n, (a, one) in enumerate(spots) for b, other in spots[n + 1 :]]
    return [a for a, *_ in both], [b for _, b, _ in both], [same for *_, same in both]


# --- attribution


def saying_losses(network: Network, found: Found, batch: list[Row]) -> Found:
    """Returns the losses of cues, and of the words of source and content at cues."""
    words, most = found["cue"].shape[1], max(1, *(len(row["sayings"]) for row in batch), 1)
    cue, parts = np.full((len(batch), words), IGNORE), np.full((len(batch), most, words), IGNORE)
    for n, row in enumerate(batch):
        size = len(row["spans"])
        cue[n, :size] = 0
        for k, saying in enumerate(row["sayings"]):
            cue[n, saying["cue"]] = 1
            parts[n, k, :size] = 0
            for label, name in enumerate(SAYING, 1):
                parts[n, k, [w for w in saying[name] if w < size]] = label
    said = pairs(network, found, "saying", [[saying["cue"] for saying in row["sayings"]] for row in batch], batch)
    weights = [NO_ROLE, *[1.0] * len(SAYING)]
    return {
        "cue": cross_entropy(found["cue"], torch.tensor(cue)),
        "saying": cross_entropy(said, torch.tensor(parts), weights),
    }


# --- factuality


def fact_loss(found: Found, batch: list[Row]) -> Tensor:
    """Returns the mean absolute error, on a scale from -1 to +1."""
    spots = [(n, word, value / 3) for n, row in enumerate(batch) for word, value in row["facts"]]
    rows, words, values = zip(*spots, strict=True)
    return (found["fact"][list(rows), list(words), 0] - torch.tensor(values)).abs().mean()


# --- entities and what ties them


def tie_losses(network: Network, found: Found, batch: list[Row]) -> Found:
    """Returns the losses of entities, and of ties between those that share a sentence."""
    entity = np.full(found["entity"].shape[:2], IGNORE)
    losses = []
    for n, row in enumerate(batch):
        if "entities" not in row:
            continue
        entity[n, : len(row["spans"])] = 0
        for word, kind in row["entities"]:
            entity[n, word] = 1 + ENTITIES.index(kind)
        ones, others, allowed = tie_answers(row)
        if ones:
            chances = pair_logits(network.ties, vectors_of(found, "ties", n), row, ones, others).log_softmax(-1)
            likely = torch.logsumexp(chances.masked_fill(~allowed, -1e9), -1)
            weights = torch.where(allowed[:, 0], NO_ROLE, 1.0)
            losses.append((-likely * weights).sum() / weights.sum())
    ties = torch.stack(losses).mean() if losses else found["entity"].sum() * 0.0
    return {"entity": cross_entropy(found["entity"], torch.tensor(entity)), "ties": ties}


def tie_answers(row: Row) -> tuple[list[int], list[int], Tensor]:
    """Returns every pair of entities in a sentence, as two lists, and which labels are right: (pairs, 1 + ties)."""
    home, words = row["sentences"], [word for word, _ in row["entities"]]
    pairs = [(a, b) for a in words for b in words if a != b and home[a] == home[b]]
    gold = {(a, b): labels for a, b, labels in row["ties"]}
    allowed = np.zeros((len(pairs), 1 + len(TIES)), bool)
    for k, pair in enumerate(pairs):
        allowed[k, [1 + TIES.index(label) for label in gold.get(pair, ())] or [0]] = True
    return [a for a, _ in pairs], [b for _, b in pairs], torch.tensor(allowed)
