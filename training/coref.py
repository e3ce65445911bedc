"""Teaches the head that hears two mentions of one actor what the encoder, as it stands, makes of their words.

A mean of two networks (`train.py`) moves the encoder under its heads; this one, the sharpest of them, is fitted once
more. The encoder reads each passage once and stays as it is, so that an epoch takes seconds.
"""

from __future__ import annotations

import math
import random

import torch
from asked import NO_ROLE, same_answers
from losses import pair_logits
from network import Network
from temper import redo_weights, undo_weights
from torch import Tensor
from torch.nn import functional

from examples import Row, batches, inputs

EPOCHS, RATE, PASSAGES = 6, 1e-3, 16
Told = tuple[Row, Tensor, list[int], list[int], list[int]]  # a passage, its words' vectors, pairs, right answers


def fit_coref(network: Network, rows: list[Row]) -> None:
    """Trains the head on the passages that name two mentions of actors; chances are chances before and after."""
    told = _told(network, rows)
    head, steps = network.coref, EPOCHS * math.ceil(len(told) / PASSAGES)
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=0.01)
    pace = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0, 1 - step / steps))
    redo_weights(network)
    for _ in range(EPOCHS):
        random.shuffle(told)
        for first in range(0, len(told), PASSAGES):
            logits, gold = [], []
            for row, words, ones, others, answers in told[first : first + PASSAGES]:
                x = functional.dropout(words, network.drop.p)
                logits.append(pair_logits(head, (head.one(x), head.other(x)), row, ones, others))
                gold += answers
            optimizer.zero_grad()
            weights = torch.tensor([NO_ROLE, 1.0])
            functional.cross_entropy(torch.cat(logits), torch.tensor(gold), weights).backward()
            optimizer.step()
            pace.step()
    undo_weights(network)


@torch.no_grad()
def _told(network: Network, rows: list[Row]) -> list[Told]:
    network.eval()
    found = []
    for batch in batches([row for row in rows if len(row.get("actors", ())) > 1], shuffle=False):
        for row, words in zip(batch, network.read(*inputs(batch)), strict=True):
            ones, others, gold = same_answers(row, "coref")
            if ones:
                found.append((row, words.clone(), ones, others, gold))
    return found
