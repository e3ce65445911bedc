"""Examples -> the learned reader's weights.

    python training/train.py EXAMPLES MODEL OUT [--epochs 8] [--seed 1] [--device cuda] [--start WEIGHTS [--gently]]
        [--teachers WEIGHTS ...] [--encoder MPNET] [--pieces 2048]

EXAMPLES is what `labels.py` and `public_sets.py` wrote, MODEL the folder of MiniLM's weights and tokenizer. One network
learns from all sets at once: a batch holds rows of one set, and each head learns from the rows that say something of
its question. With `--start` it begins again half way between weights that have learned (`restore.py`) and those of the
model they began with: where they stand, further epochs bring nothing; with `--gently` it goes on from there, to get
over what was taken from them (`prune.py`). With `--teachers` it learns from what other networks make of the examples,
too (`losses.py`): trained on the same with other seeds, they know together what each of them only guesses. A teacher
may be larger than what polybius reads with (`--encoder`, `mpnet.py`). Every few epochs it prints what `figures.py`
measures on the dev part and on held-out texts.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import time
from pathlib import Path

import torch
from asked import Batch, batch_of
from figures import figures
from losses import Teachers, loss_of, teachers_of
from network import Network, read_network
from temper import redo_weights, temper, undo_weights
from torch.utils.data import DataLoader

from examples import PIECES_A_BATCH, Row, batches, prepared, tokenizer_of

ENCODER_RATE, HEAD_RATE = 1.5e-4, 1e-3
MPNET_RATE = 1e-4  # of three tried, 5e-5, 7e-5 and this one, the best on the dev part
KEPT = 0.5  # share of the encoder that has learned, where it begins again (Ash and Adams 2020)
GENTLY = 0.4  # of the rates, where it goes on
SHARES = {"corpus": 1.0, "plv": 0.7, "re3d": 1.0, "UW": 0.5, "UDS_IH2": 0.1, "muc4": 0.5, "muc4_told": 0.8,
          "polnear": 0.3}  # fmt: skip
LATER_SHARES = {"corpus": 0.9, "plv": 0.7, "re3d": 1.3, "UW": 0.4, "UDS_IH2": 0.05, "muc4": 0.25, "muc4_told": 0.6,
                "polnear": 0.2}  # fmt: skip
"""How much of a set an epoch reads (one larger than the corpus is spread over several); and where it begins again."""


def epoch_of(
    rows: dict[str, list[Row]], shares: dict[str, float], pieces: int = PIECES_A_BATCH
) -> list[list[Row]]:
    """Returns the batches of an epoch: a share of each set, in any order."""
    found = []
    for name, own in rows.items():
        share = shares[name]
        chosen = [row for _ in range(int(share)) for row in own]
        chosen += random.sample(own, int(len(own) * (share - int(share))))
        found += batches(chosen, shuffle=True, pieces=pieces)
    random.shuffle(found)
    return found


def train(  # noqa: PLR0913 - each a choice of its own
    network: Network,
    rows: dict[str, list[Row]],
    dev: dict[str, list[Row]],
    epochs: int,
    shares: dict[str, float],
    *,
    teachers: Teachers | None = None,
    pieces: int = PIECES_A_BATCH,
    pace: float = 1.0,
) -> None:
    """Trains all but the embeddings: AdamW, a short warm-up, then linear decay."""
    device = next(network.parameters()).device.type
    for frozen in (network.encoder.words, network.encoder.positions, network.encoder.kinds):
        frozen.requires_grad_(False)
    inner = [p for p in network.encoder.parameters() if p.requires_grad]
    outer = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    rate = ENCODER_RATE if network.encoder.apart is None else MPNET_RATE
    groups = [{"params": inner, "lr": pace * rate}, {"params": outer, "lr": pace * HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    steps = epochs * (len(epoch_of(rows, shares, pieces)) + 4)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / (0.1 * steps)) * max(0, 1 - step / steps)
    )
    for epoch in range(1, epochs + 1):
        network.train()
        began, total = time.perf_counter(), torch.zeros((), device=device)
        for batch in loaded(epoch_of(rows, shares, pieces), device):
            optimizer.zero_grad()
            loss = loss_of(network, batch.to(device), teachers)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.detach()
        print(f"epoch {epoch}: loss {total.item():.1f}, {time.perf_counter() - began:.0f} s", flush=True)
        if epoch % 3 == 0 or epoch == epochs:
            found = [figures(network, own) for own in dev.values()]
            print("  " + " ".join(f"{k} {v:.3f}" for own in found for k, v in own.items()), flush=True)


def loaded(epoch: list[list[Row]], device: str) -> DataLoader[Batch]:
    """Returns the batches of an epoch as tensors, made ahead in processes of their own where a card waits for them."""
    ahead = {"num_workers": 2, "prefetch_factor": 8, "pin_memory": True} if device != "cpu" else {}
    return DataLoader(epoch, batch_size=None, collate_fn=batch_of, **ahead)  # type: ignore[arg-type]


def begin(network: Network, learned: dict[str, torch.Tensor], kept: float) -> None:
    """Moves a network from where the model began to a share of weights that have learned; heads all the way."""
    began = network.state_dict()
    inner = ("encoder.", "known.")
    network.load_state_dict(
        {name: began[name].lerp(own, kept if name.startswith(inner) else 1.0) for name, own in learned.items()}
    )
    redo_weights(network)


def network_of(folder: Path) -> Network:
    """Returns the network that a training left in a folder, its logits as they were in training."""
    network = read_network(folder)
    redo_weights(network)
    return network


def by_set(rows: list[Row]) -> dict[str, list[Row]]:
    """Sorts examples by the set they are of."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.get("set", "corpus"), []).append(row)
    return found


def main() -> None:
    """Trains and saves."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    for name in ("examples", "model", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="cpu", help="what torch trains on: cpu or cuda")
    parser.add_argument("--start", type=Path, help="folder of a network.pt to begin again from, half way")
    parser.add_argument("--gently", action="store_true", help="go on where START stands, at lower rates")
    parser.add_argument("--teachers", type=Path, nargs="*", default=[], help="folders of networks to learn from, too")
    parser.add_argument("--encoder", type=Path, help="folder of the encoder to begin with, if not MODEL")
    parser.add_argument("--pieces", type=int, default=PIECES_A_BATCH, help="word pieces in a batch")
    options = parser.parse_args()
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    tokenizer = tokenizer_of(options.model)
    features = json.loads((options.examples / "features.json").read_text("utf-8"))
    encoder = options.encoder or options.model
    shape = options.start or encoder
    network = Network(shape, features)
    network.encoder.load(encoder)
    if options.start:
        begin(network, torch.load(options.start / "network.pt"), 1.0 if options.gently else KEPT)
    network.to(options.device)
    teachers = teachers_of([network_of(path).to(options.device) for path in options.teachers])
    files = [path for path in (options.examples / "train.jsonl", options.examples / "public.jsonl") if path.exists()]
    rows = [row for path in files for row in prepared(path, tokenizer)]
    learned = by_set([row for row in rows if not row.get("held")])
    held = by_set([row for row in rows if row.get("held")])
    dev = prepared(options.examples / "dev.jsonl", tokenizer)
    shares = LATER_SHARES if options.start else SHARES
    how = {"teachers": teachers, "pieces": options.pieces, "pace": GENTLY if options.gently else 1.0}
    train(network, learned, {"corpus": dev, **held}, options.epochs, shares, **how)
    undo_weights(network)
    print("temperatures", temper(network, dev))
    network.cpu()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), options.out / "network.pt")
    shutil.copy(shape / "config.json", options.out)
    (options.out / "features.json").write_text(json.dumps(features), "utf-8")
    untaught = json.loads((options.start / "untaught.json").read_text("utf-8")) if options.start else ["cue"]
    taught = any("sayings" in row for row in rows)
    (options.out / "untaught.json").write_text(json.dumps([] if taught else untaught), "utf-8")
    (options.out / "sets.json").write_text(json.dumps({name: len(own) for name, own in learned.items()}), "utf-8")


if __name__ == "__main__":
    main()
