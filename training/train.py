"""Examples -> the learned reader's weights.

    python training/train.py EXAMPLES MODEL OUT [--epochs 12] [--seed 1]

EXAMPLES is what `labels.py` wrote, MODEL the folder of MiniLM's weights and tokenizer. Prints figures on dev every
few epochs: of triggers found, of those with a type that the gold allows, of roles at gold triggers (F1), of statuses at
gold triggers (accuracy, and F1 of those that are not `happened`).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import torch
from network import ROLES, STATUSES, TYPES, Network
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

Row = dict[str, Any]
PIECES_A_BATCH = 1536
LONGEST = 400  # pieces of a passage; what lies behind is not read
IGNORE = -100
START, END, UNKNOWN = 101, 102, 100
ENCODER_RATE, HEAD_RATE = 1.5e-4, 1e-3
STATUS_WEIGHT, ROLE_WEIGHT = 0.4, 2.0
NO_ROLE = 0.3  # weight of a word without a role, of which there are thirty to one
RARE_STATUS = 2.0  # weight of a status that is not `happened`
OPTIONAL_KEPT = 0.5  # share of optional events that count as events in an epoch; the rest are left out


def prepared(path: Path, tokenizer: Tokenizer) -> list[Row]:
    """Returns the examples of a file with their pieces, and for each word the pieces it has."""
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    for row in rows:
        pieces, spans = [START], []
        for word in row["words"]:
            ids = tokenizer.encode(word, add_special_tokens=False).ids or [UNKNOWN]
            spans.append((len(pieces), len(pieces) + len(ids)))
            pieces += ids
        row["pieces"] = [*pieces[: LONGEST - 1], END]
        row["spans"] = [span for span in spans if span[1] < LONGEST]
        row["events"] = [event for event in row["events"] if event["word"] < len(row["spans"])]
    return [row for row in rows if row["spans"]]


def batches(rows: list[Row], *, shuffle: bool) -> list[list[Row]]:
    """Cuts examples into batches of about one length."""
    noise = 16 if shuffle else 0
    found: list[list[Row]] = [[]]
    for row in sorted(rows, key=lambda row: len(row["pieces"]) + random.random() * noise):
        if found[-1] and len(row["pieces"]) * (len(found[-1]) + 1) > PIECES_A_BATCH:
            found.append([])
        found[-1].append(row)
    if shuffle:
        random.shuffle(found)
    return found


def inputs(batch: list[Row]) -> tuple[Tensor, Tensor, Tensor]:
    """Returns pieces, mask and pool (see network.py)."""
    length, words = max(len(row["pieces"]) for row in batch), max(len(row["spans"]) for row in batch)
    pieces, mask = torch.zeros(len(batch), length, dtype=torch.long), torch.zeros(len(batch), length)
    pool = torch.zeros(len(batch), words, length)
    for n, row in enumerate(batch):
        pieces[n, : len(row["pieces"])] = torch.tensor(row["pieces"])
        mask[n, : len(row["pieces"])] = 1
        for w, (first, last) in enumerate(row["spans"]):
            pool[n, w, first:last] = 1 / (last - first)
    return pieces, mask, pool


def answers(batch: list[Row]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Returns triggers, statuses (batch, words), words of events (batch, events), roles (batch, events, words)."""
    words, events = max(len(r["spans"]) for r in batch), max(1, *(len(r["events"]) for r in batch))
    trigger, status = (torch.full((len(batch), words), IGNORE) for _ in range(2))
    at = torch.zeros(len(batch), events, dtype=torch.long)
    roles = torch.full((len(batch), events, words), IGNORE)
    for n, row in enumerate(batch):
        size = len(row["spans"])
        trigger[n, :size] = 0
        for k, event in enumerate(row["events"]):
            word = event["word"]
            left_out = event["optional"] and random.random() > OPTIONAL_KEPT
            trigger[n, word] = IGNORE if left_out else 1 + TYPES.index(event["type"])
            status[n, word] = STATUSES.index(event["status"])
            at[n, k] = word
            roles[n, k, :size] = 0
            for other, name in event["roles"]:
                if other < size:
                    roles[n, k, other] = 1 + ROLES.index(name)
    return trigger, status, at, roles


def gathered(network: Network, doer: Tensor, part: Tensor, at: Tensor) -> Tensor:
    """Returns the roles' logits of the events that stand at the given words."""
    return network.roles(doer.gather(1, at[:, :, None].expand(-1, -1, doer.shape[-1])), part)


def loss_of(network: Network, batch: list[Row]) -> Tensor:
    """Returns the loss of a batch over all heads."""
    trigger, status, at, roles = answers(batch)
    with torch.autocast("cpu", torch.bfloat16):
        triggers, statuses, doer, part = network(*inputs(batch))
        parts = gathered(network, doer, part, at)
    loss = functional.cross_entropy(triggers.float().transpose(1, 2), trigger, ignore_index=IGNORE)
    if (status >= 0).any():
        weights = torch.tensor([1.0, *[RARE_STATUS] * (len(STATUSES) - 1)])
        options = {"ignore_index": IGNORE, "weight": weights}
        loss = loss + STATUS_WEIGHT * functional.cross_entropy(statuses.float().transpose(1, 2), status, **options)
        options["weight"] = torch.tensor([NO_ROLE, *[1.0] * len(ROLES)])
        loss = loss + ROLE_WEIGHT * functional.cross_entropy(parts.float().permute(0, 3, 1, 2), roles, **options)
    return loss


def train(network: Network, rows: list[Row], dev: list[Row], epochs: int) -> None:
    """Trains all but the embeddings: AdamW, a short warm-up, then linear decay."""
    for frozen in (network.encoder.words, network.encoder.positions, network.encoder.kinds):
        frozen.requires_grad_(False)
    inner = [p for p in network.encoder.parameters() if p.requires_grad]
    outer = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": inner, "lr": ENCODER_RATE}, {"params": outer, "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * (len(batches(rows, shuffle=False)) + 2)
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / (0.1 * steps)) * max(0, 1 - step / steps)
    )
    for epoch in range(1, epochs + 1):
        network.train()
        began, total = time.perf_counter(), 0.0
        for batch in batches(rows, shuffle=True):
            optimizer.zero_grad()
            loss = loss_of(network, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            pace.step()
            total += loss.item()
        print(f"epoch {epoch}: loss {total:.1f}, {time.perf_counter() - began:.0f} s", flush=True)
        if epoch % 4 == 0 or epoch == epochs:
            print("  " + " ".join(f"{k} {v:.3f}" for k, v in figures(network, dev).items()), flush=True)


# --- figures


@torch.no_grad()
def figures(network: Network, rows: list[Row]) -> dict[str, float]:
    """Returns F1 of triggers, types and roles, accuracy of status, and F1 of rare statuses."""
    network.eval()
    counts: Counter[tuple[str, str]] = Counter()
    for batch in batches(rows, shuffle=False):
        _, _, at, _ = answers(batch)
        triggers, statuses, doer, part = network(*inputs(batch))
        roles = gathered(network, doer, part, at).argmax(-1)
        for n, row in enumerate(batch):
            counts.update(_triggers(row, triggers[n].argmax(-1).tolist()))
            counts.update(_statuses(row, statuses[n].argmax(-1).tolist()))
            counts.update(_roles(row, roles[n].tolist()))
    names = dict.fromkeys(name for name, _ in counts)
    return {n: 2 * counts[n, "right"] / max(1, counts[n, "said"] + counts[n, "gold"]) for n in names}


def _triggers(row: Row, said: list[int]) -> Iterator[tuple[str, str]]:
    gold = {event["word"]: event for event in row["events"]}
    for word, kind in enumerate(said[: len(row["spans"])]):
        event = gold.get(word)
        if event is not None and event["optional"]:
            continue
        for name, right in (
            ("trigger", event is not None),
            ("type", event is not None and kind > 0 and TYPES[kind - 1] in (event["type"], *event["also"])),
        ):
            yield from _counted(name, kind > 0, event is not None, right and kind > 0)


def _statuses(row: Row, said: list[int]) -> Iterator[tuple[str, str]]:
    for event in row["events"]:
        if event["optional"]:
            continue
        status = STATUSES[said[event["word"]]]
        right = status in (event["status"], *event["also_status"])
        yield from _counted("status", True, True, right)
        yield from _counted("rare", status != "happened", event["status"] != "happened", right and status != "happened")


def _roles(row: Row, said: list[list[int]]) -> Iterator[tuple[str, str]]:
    for k, event in enumerate(row["events"]):
        gold = {(word, role) for word, role in event["roles"] if word < len(row["spans"])}
        guess = {(w, ROLES[r - 1]) for w, r in enumerate(said[k][: len(row["spans"])]) if r}
        for role in ROLES:
            mine, theirs = ({item for item in items if item[1] == role} for items in (guess, gold))
            yield from ((role, "said") for _ in mine)
            yield from ((role, "gold") for _ in theirs)
            yield from ((role, "right") for _ in mine & theirs)


def _counted(name: str, said: bool, gold: bool, right: bool) -> Iterable[tuple[str, str]]:
    return [(name, key) for key, holds in (("said", said), ("gold", gold), ("right", right)) if holds]


def main() -> None:
    """Trains and saves."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    for name in ("examples", "model", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    tokenizer = Tokenizer.from_file(str(options.model / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    network = Network(options.model)
    network.encoder.load(options.model)
    rows, dev = (prepared(options.examples / f"{split}.jsonl", tokenizer) for split in ("train", "dev"))
    train(network, rows, dev, options.epochs)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), options.out / "network.pt")


if __name__ == "__main__":
    main()
