"""The learned reader's network: a small encoder, one pass a passage, and heads on its words.

The lower layers read pieces of words. Where the network has been made smaller (`prune.py`), the upper ones read words,
each the mean of its pieces, and leave out those that have no part in any event, such as articles and auxiliaries
(`pieces.read_on`): by then their neighbours know of them. Elsewhere words are the mean of what comes out.

Heads on single words: `trigger` (no event or one of sixteen types), `status` (one of eight, read where there is a
trigger), `cue` (whether it says that somebody says something), `fact` (how factual, by the author, -1 to +1), `entity`
(no mention, organisation, person or place). Heads on pairs of words of a passage: `roles` (a trigger and who has a part
in it), `saying` (a cue and the words of its source and its content), `ties` (two mentions and what ties the first to
the second), `same` (two triggers and whether they tell one event), `coref` (two mentions and whether they are one
actor). The encoder is MiniLM-L6 (Wang et al. 2020), 22M parameters; its embeddings are frozen.
"""

from __future__ import annotations

import json
import math
import shutil
import sys
from collections.abc import Sequence
from functools import reduce
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

# Files of polybius, which is not installed where the network is trained.
sys.path.append(str(Path(__file__).parents[1] / "src" / "polybius" / "language"))
from paths import BRANCHES, WAYS

TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE"
    " COERCE ASSAULT"
).split()
STATUSES = "happened ongoing denied threatened planned expected demanded hypothetical".split()
ROLES = "initiator target source place time killed wounded count".split()
SAYING = "source content".split()
ENTITIES = "organisation person place".split()
TIES = (
    "commands part_of member_of proxy_of allied_with opposes based_in present_in leads nationality likes dislikes"
).split()
PAIR_WIDTH = 192
PARTS = ("query", "key", "value", "out", "up", "down", "norm_attention", "norm_output")
BERT_NAMES = (
    "attention.self.query attention.self.key attention.self.value attention.output.dense"
    " intermediate.dense output.dense attention.output.LayerNorm output.LayerNorm"
).split()
MPNET_NAMES = (
    "attention.attn.q attention.attn.k attention.attn.v attention.attn.o"
    " intermediate.dense output.dense attention.LayerNorm output.LayerNorm"
).split()
MPNET_AHEAD, MPNET_FIRST = 4, 2  # pieces that MPNet's vocabulary has before BERT's, and places that it leaves out
BERT_OWN, MPNET_OWN = (0, 101, 102), (1, 0, 2)  # padding, begin and end by either's number
HALVED = "AVX512" in torch.backends.cpu.get_cpu_capability()  # whether bfloat16 is quick here; elsewhere it is imitated
FEATURES = 5  # numbers that are told of a word, see `polybius/language/features.py`


class Reading(NamedTuple):
    """What the network reads of some passages.

    `pieces` (batch, pieces) of int64; `mask`, 1 where a passage has a piece; `pool` (batch, 2 + words, pieces): its
    first two rows give the pieces at either end, each further one the mean of a word's pieces; `known` (batch, pieces,
    5), features; `on` (batch, read on) of int64, the rows of `pool` that the upper layers read; `on_mask`, 1 where
    there is one. No masks where each passage fills its row.
    """

    pieces: Tensor
    mask: Tensor | None
    pool: Tensor
    known: Tensor
    on: Tensor
    on_mask: Tensor | None


class Layer(nn.Module):
    """One layer of BERT (post-norm), of `heads` heads of so many numbers each, `size`."""

    def __init__(self, width: int, inner: int, heads: int, size: int, eps: float) -> None:
        super().__init__()
        self.heads, self.size = heads, size
        self.query, self.key, self.value = (nn.Linear(width, heads * size) for _ in range(3))
        self.out = nn.Linear(heads * size, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm_attention, self.norm_output = nn.LayerNorm(width, eps), nn.LayerNorm(width, eps)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """x: (batch, pieces, width); mask: (batch, 1, 1, pieces) or (batch, heads, pieces, pieces), what is added to
        scores, very negative where nothing stands; None adds nothing.
        """
        batch, length, _ = x.shape
        q, k, v = (
            f(x).view(batch, length, self.heads, self.size).transpose(1, 2) for f in (self.query, self.key, self.value)
        )
        scores = q @ k.transpose(-1, -2) / math.sqrt(self.size)
        if mask is not None:
            scores = scores + mask
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, self.heads * self.size)
        x = self.norm_attention(x + self.drop(self.out(mixed)))
        return self.norm_output(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Embeddings and layers of BERT, as MiniLM has them, or of MPNet (Song et al. 2020), whose layers also know how far
    apart two pieces stand. Either takes the numbers that BERT's vocabulary has for pieces.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        config = json.loads((folder / "config.json").read_text("utf-8"))
        width, eps, heads = config["hidden_size"], config["layer_norm_eps"], config["num_attention_heads"]
        far = config.get("relative_attention_num_buckets", 0)
        self.words = nn.Embedding(config["vocab_size"] - (MPNET_AHEAD if far else 0), width)
        self.positions = nn.Embedding(config["max_position_embeddings"] - (MPNET_FIRST if far else 0), width)
        self.kinds = nn.Embedding(config.get("type_vocab_size", 1), width)
        self.apart = nn.Embedding(far, heads) if far else None
        self.norm = nn.LayerNorm(width, eps)
        self.width, self.size = width, width // heads
        # which inner numbers and heads of the model's each layer still has, by number: those that `prune.py` kept
        whole = [range(config["intermediate_size"])], [range(heads)]
        self.kept, self.heads = (
            config.get(name) or all_ * config["num_hidden_layers"]
            for name, all_ in zip(("kept", "heads"), whole, strict=True)
        )
        self.by_piece = config.get("by_piece", config["num_hidden_layers"])  # layers that read pieces
        self.layers = nn.ModuleList(
            Layer(width, len(kept), len(own), self.size, eps)
            for kept, own in zip(self.kept, self.heads, strict=True)
        )

    def load(self, folder: Path) -> None:
        """Takes the weights of a BERT or MPNet checkpoint in safetensors form."""
        from safetensors.torch import load_file

        old = {k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()}
        table, places = old["embeddings.word_embeddings.weight"], old["embeddings.position_embeddings.weight"]
        if self.apart is not None:
            table[MPNET_AHEAD + np.array(BERT_OWN)] = table[np.array(MPNET_OWN)]
            table, places = table[MPNET_AHEAD:], places[MPNET_FIRST:]
        new = {"words.weight": table, "positions.weight": places}
        new["kinds.weight"] = old.get("embeddings.token_type_embeddings.weight", torch.zeros(1, self.width))
        parts = BERT_NAMES
        if self.apart is not None:
            new["apart.weight"], parts = old["encoder.relative_attention_bias.weight"], MPNET_NAMES
        for end in ("weight", "bias"):
            new[f"norm.{end}"] = old[f"embeddings.LayerNorm.{end}"]
            for n in range(len(self.layers)):
                for name, other in zip(PARTS, parts, strict=True):
                    new[f"layers.{n}.{name}.{end}"] = old[f"encoder.layer.{n}.{other}.{end}"]
        for n, (kept, own) in enumerate(zip(self.kept, self.heads, strict=True)):
            ends = numbers_of(own, self.size)
            for names, after, stays in ((("up",), "down", kept), (("query", "key", "value"), "out", ends)):
                for name in (f"layers.{n}.{name}.{end}" for name in names for end in ("weight", "bias")):
                    new[name] = new[name][stays]
                new[f"layers.{n}.{after}.weight"] = new[f"layers.{n}.{after}.weight"][:, stays]
        self.load_state_dict(new)

    def forward(self, read: Reading, known: Tensor) -> Tensor:
        """known: (batch, pieces, width), what is told of each piece -> (batch, rows of `pool`, width)."""
        x = read.pool @ self.lower(read.pieces, read.mask, known)
        where = read.on[..., None].expand(-1, -1, self.width)
        upper, far = x.gather(1, where), far_of(read.on_mask)
        for layer in self.layers[self.by_piece :]:
            upper = layer(upper, far)
        return x.scatter(1, where, upper)

    def lower(self, pieces: Tensor, mask: Tensor | None, known: Tensor) -> Tensor:
        """Returns what the layers that read pieces make of them, (batch, pieces, width); MiniLM's own are all such."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.norm(self.words(pieces) + self.positions(places) + self.kinds.weight[0] + known)
        far = far_of(mask)
        if self.apart is not None:
            apart = self.apart(bucket(places[None, :] - places[:, None])).permute(2, 0, 1)
            far = apart if far is None else far + apart
        for layer in self.layers[: self.by_piece]:
            x = layer(x, far)
        return x


def far_of(mask: Tensor | None) -> Tensor | None:
    """Returns what is added to scores, (batch, 1, 1, pieces): very much less where a mask of 0 and 1 has 0."""
    return None if mask is None else (1.0 - mask[:, None, None, :]) * -1e4


def numbers_of(heads: Sequence[int], size: int) -> list[int]:
    """Returns the numbers of a layer's words that heads give, each of so many."""
    return [head * size + n for head in heads for n in range(size)]


def bucket(way: Tensor) -> Tensor:
    """Returns the number of the row that tells how far one piece stands behind another, -511 to 511: 0 to 31 (Raffel et
    al. 2020: each of the nearest seven has its own, then they widen by logarithms up to 128).
    """
    size = way.abs()
    wide = 8 + (size.clamp(min=1).float() / 8).log() / math.log(16) * 8
    return torch.where(way > 0, 16, 0) + torch.where(size < 8, size, wide.long().clamp(max=15))


class Pairs(nn.Module):
    """A head on pairs of words: one word's vector, another's, the way between them, and logits of what the two are."""

    def __init__(self, width: int, labels: int) -> None:
        super().__init__()
        self.one, self.other = nn.Linear(width, PAIR_WIDTH), nn.Linear(width, PAIR_WIDTH)
        self.way, self.branch = nn.Embedding(WAYS, PAIR_WIDTH), nn.Embedding(BRANCHES, PAIR_WIDTH)
        nn.init.zeros_(self.way.weight)
        nn.init.zeros_(self.branch.weight)
        self.out = nn.Linear(PAIR_WIDTH, 1 + labels)

    def forward(self, one: Tensor, other: Tensor, way: Tensor, branch: Tensor) -> Tensor:
        """one, other: (…, 192), way, branch: (…) of int64 (see `paths.py`) -> logits (…, 1 + labels)."""
        return self.out(torch.tanh(one + other + self.way(way) + self.branch(branch)) + one * other)


SINGLE = ("trigger", "status", "cue", "fact", "entity")
PAIRED = ("roles", "saying", "ties", "same", "coref")


class Network(nn.Module):
    """The encoder with its heads; see the module's docstring."""

    def __init__(self, folder: Path, features: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self.encoder = Encoder(folder)
        width = self.encoder.width
        self.known = nn.ModuleList(nn.Embedding(1 + len(names), width, padding_idx=0) for names in features)
        for table in self.known:
            nn.init.zeros_(table.weight)
        self.drop = nn.Dropout(0.2)
        self.trigger = nn.Linear(width, 1 + len(TYPES))
        self.status = nn.Sequential(nn.Linear(width, width), nn.Tanh(), nn.Linear(width, len(STATUSES)))
        self.cue = nn.Linear(width, 2)
        self.fact = nn.Sequential(nn.Linear(width, width), nn.Tanh(), nn.Linear(width, 1))
        self.entity = nn.Linear(width, 1 + len(ENTITIES))
        self.roles = Pairs(width, len(ROLES))
        self.saying = Pairs(width, len(SAYING))
        self.ties = Pairs(width, len(TIES))
        self.same = Pairs(width, 1)
        self.coref = Pairs(width, 1)

    def first_layers(self) -> dict[str, nn.Linear]:
        """Returns the layer of each head that meets the words' vectors; of a head on pairs both, see `forward`."""
        heads = {name: getattr(self, name) for name in SINGLE}
        first = {name: head[0] if isinstance(head, nn.Sequential) else head for name, head in heads.items()}
        pairs = {name: getattr(self, name) for name in PAIRED}
        return first | {f"{name}.{end}": getattr(head, end) for name, head in pairs.items() for end in ("one", "other")}

    def forward(self, *read: Tensor) -> dict[str, Tensor]:
        """read: a Reading's parts.

        Returns logits of the heads on single words by name, each (batch, words, labels), and what each head on pairs
        takes of either word, (batch, words, 192), as `roles.one` and `roles.other`.
        """
        x = self.drop(self.read(*read))
        found = {name: getattr(self, name)(x) for name in SINGLE}
        for name in PAIRED:
            head = getattr(self, name)
            found |= {f"{name}.one": head.one(x), f"{name}.other": head.other(x)}
        return found

    def read(self, *parts: Tensor | None) -> Tensor:
        """Returns the vectors of the words, (batch, words, width), of a Reading's parts."""
        read = Reading(*parts)  # type: ignore[arg-type]
        told = reduce(torch.add, [table(read.known[..., n]) for n, table in enumerate(self.known)])
        return self.encoder(read, told)[:, 2:]  # type: ignore[no-any-return]


def read_network(folder: Path) -> Network:
    """Returns the network that stands in a folder, as it answers outside of training."""
    network = Network(folder, json.loads((folder / "features.json").read_text("utf-8")))
    network.load_state_dict(torch.load(folder / "network.pt"))
    return network.eval()


def write_network(network: Network, out: Path, beside: Path) -> None:
    """Writes a network, and with it what stands beside another of its kind."""
    out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), out / "network.pt")
    for name in ("config.json", "features.json", "sets.json", "untaught.json"):
        shutil.copy(beside / name, out)
