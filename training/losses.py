"""How far the network is from what its heads should have said of a batch.

Every head's loss is a weighted mean over what it was asked; `WEIGHTS` says how much each head counts. Where teachers
are given, networks that have learned from the same examples, a share of the loss is how far the network is from the
mean of their chances (Hinton et al. 2015), also of words of which the set says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from asked import NO_ROLE, Batch, Questions
from network import HALVED, PAIRED, Network
from torch import Tensor, nn

from examples import Row

WEIGHTS = {
    "trigger": 3.0, "status": 0.4, "roles": 2.0, "cue": 1.0, "saying": 1.5, "fact": 1.0, "entity": 0.5,
    "ties": 1.0, "same": 1.0, "coref": 1.0,
}  # fmt: skip
TAUGHT = 0.5  # share of the teachers in a loss
Found = dict[str, Tensor]
Teachers = Callable[[Batch], Found]


class Answers(nn.Module):
    """A network with its answers to all that a batch asks, (asked, labels) by head."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, batch: Batch) -> Found:
        """Returns logits by head; of `fact`, numbers."""
        found = self.network(*batch.read)
        return {head: answer(self.network, found, head, own.where) for head, own in batch.questions.items()}


def answer(network: Network, found: Found, head: str, where: Tensor) -> Tensor:
    """Returns what a head answers of words or pairs of words (see `asked.Questions`): (asked, labels)."""
    if head not in PAIRED:
        return found[head][where[0], where[1]]
    row, one, other, way, branch = where
    return getattr(network, head)(found[f"{head}.one"][row, one], found[f"{head}.other"][row, other], way, branch)


def loss_of(network: Network, batch: Batch, teachers: Teachers | None = None) -> Tensor:
    """Returns the loss of a batch over all heads."""
    device = batch.read[0].device.type
    with torch.autocast(device, torch.bfloat16, enabled=device == "cpu" and HALVED):
        found = Answers(network)(batch)
        taught = teachers(batch) if teachers else {}
    losses = []
    for head, logits in found.items():
        own = batch.questions[head]
        loss = distance(head, logits.float(), own)
        if taught:
            loss = (1 - TAUGHT) * loss + TAUGHT * distance_from(head, logits.float(), taught[head])
        losses.append(WEIGHTS[head] * loss)
    return torch.stack(losses).sum()


def distance(head: str, logits: Tensor, asked: Questions) -> Tensor:
    """Returns the mean of minus the logarithm of the chance for what is right, of `fact` the mean absolute error."""
    if head == "fact":
        lost = (logits - asked.gold).abs().sum(-1)
    else:
        lost = -torch.logsumexp(logits.log_softmax(-1).masked_fill(asked.gold == 0, -1e9), -1)
    return (lost * asked.weight).sum() / asked.weight.sum().clamp(min=1e-6)


def distance_from(head: str, logits: Tensor, taught: Tensor) -> Tensor:
    """Returns the mean divergence from chances (asked, labels), of `fact` the mean absolute error."""
    if head == "fact":
        return (logits - taught).abs().mean()
    lost = (taught * (taught.clamp(min=1e-9).log() - logits.log_softmax(-1))).sum(-1)
    weight = NO_ROLE * taught[:, 0] + 1 - taught[:, 0] if head in PAIRED else torch.ones_like(lost)
    return (lost * weight).sum() / weight.sum()


def teachers_of(networks: Sequence[Network]) -> Teachers | None:
    """Returns what gives the mean of the chances of networks, those of one shape asked in one pass; None for none."""
    shapes: dict[tuple[object, ...], list[Network]] = {}
    for network in networks:
        shape = (network.encoder.by_piece, *(own.shape for own in network.parameters()))
        shapes.setdefault(shape, []).append(network.eval())
    groups = [_together(own) for own in shapes.values()]

    @torch.no_grad()
    def taught(batch: Batch) -> Found:
        told = [group(batch) for group in groups]
        return {head: torch.cat([found[head] for found in told]).mean(0) for head in told[0]}

    return taught if groups else None


def _together(networks: Sequence[Network]) -> Teachers:
    """Returns what gives the chances of networks of one shape: (networks, asked, labels) by head."""
    answers = [Answers(network) for network in networks]
    parameters, buffers = torch.func.stack_module_state(answers)  # type: ignore[arg-type]
    one = answers[0]

    def told(own: dict[str, Tensor], other: dict[str, Tensor], batch: Batch) -> Found:
        return torch.func.functional_call(one, (own, other), (batch,))  # type: ignore[no-any-return]

    every = torch.vmap(told, in_dims=(0, 0, None))

    def taught(batch: Batch) -> Found:
        found = every(parameters, buffers, batch)
        return {head: all_.float() if head == "fact" else all_.float().softmax(-1) for head, all_ in found.items()}

    return taught


def vectors_of(found: Found, head: str, n: int) -> tuple[Tensor, Tensor]:
    """Returns what a head takes of the words of the batch's `n`th row, as the one and as the other of a pair."""
    return found[f"{head}.one"][n], found[f"{head}.other"][n]


def pair_logits(
    head: nn.Module, vectors: tuple[Tensor, Tensor], row: Row, ones: Sequence[int], others: Sequence[int]
) -> Tensor:
    """Returns the logits of a head for pairs of words of a row, whose vectors are given: (pairs, labels)."""
    way, branch = torch.as_tensor(row["ways"][:, ones, others], dtype=torch.long, device=vectors[0].device)
    return head(vectors[0][ones], vectors[1][others], way, branch)  # type: ignore[no-any-return]
