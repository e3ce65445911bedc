"""Temperatures: how much each head's logits are cooled so that its chances come true (Guo et al. 2017).

Classes weigh unequally in training, which is taken out of the logits first; then one temperature a head is chosen, the
one that makes the right answers of the dev part likeliest, and folded into the head's last layer.
"""

from __future__ import annotations

import math
from collections import defaultdict

import torch
from asked import NO_ROLE, RARE_STATUS, batch_of
from losses import Answers
from network import PAIRED, Network
from torch import Tensor, nn
from torch.nn import functional

from examples import Row, batches

GRID = [round(0.6 + 0.05 * n, 2) for n in range(49)]  # 0.6 to 3.0


def undo_weights(network: Network) -> None:
    """Takes the weights of classes in training out of the logits again, so that chances are chances."""
    _add_weights(network, -1)


def redo_weights(network: Network) -> None:
    """Puts them back, where training goes on."""
    _add_weights(network, 1)


def _add_weights(network: Network, times: int) -> None:
    with torch.no_grad():
        for name in PAIRED:
            getattr(network, name).out.bias[0] += times * math.log(NO_ROLE)
        network.status[-1].bias[1:] += times * math.log(RARE_STATUS)


def temper(network: Network, rows: list[Row]) -> dict[str, float]:
    """Folds temperatures into the heads for event words, statuses and roles; returns them."""
    told = {name: (torch.cat(logits), torch.cat(gold)) for name, (logits, gold) in _told(network, rows).items()}
    found = {name: _best(*both) for name, both in told.items()}
    last: dict[str, nn.Linear] = {
        "trigger": network.trigger, "status": network.status[-1], "roles": network.roles.out
    }  # fmt: skip
    with torch.no_grad():
        for name, value in found.items():
            last[name].weight /= value
            last[name].bias /= value
    return found


def _best(logits: Tensor, gold: Tensor) -> float:
    return min(GRID, key=lambda value: functional.cross_entropy(logits / value, gold).item())


@torch.no_grad()
def _told(network: Network, rows: list[Row]) -> dict[str, tuple[list[Tensor], list[Tensor]]]:
    """Returns logits and right answers, of all words or pairs that the rows say something of, head by head."""
    device = next(network.parameters()).device.type
    answers = Answers(network.eval())
    told: dict[str, tuple[list[Tensor], list[Tensor]]] = defaultdict(lambda: ([], []))
    for rows_of in batches([row for row in rows if row.get("events")], shuffle=False):
        batch = batch_of(rows_of).to(device)
        found = answers(batch)
        for name in ("trigger", "status", "roles"):
            asked = batch.questions[name]
            told[name][0].append(found[name][asked.weight > 0])
            told[name][1].append(asked.gold[asked.weight > 0].argmax(-1))
    return told
