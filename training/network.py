"""The learned reader's network: a small encoder, one pass a passage, and heads on its words.

Words are the mean of their pieces. `trigger` gives each word no event or one of sixteen types; `status` gives each word
one of eight statuses, read where there is a trigger; `roles` gives each pair of a trigger and a word no role or one of
eight, in the same passage. The encoder is MiniLM-L6 (Wang et al. 2020), 22M parameters; its embeddings are frozen.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE"
    " COERCE ASSAULT"
).split()
STATUSES = "happened ongoing denied threatened planned expected demanded hypothetical".split()
ROLES = "initiator target source place time killed wounded count".split()
ROLE_WIDTH = 192


class Layer(nn.Module):
    """One layer of BERT (post-norm)."""

    def __init__(self, width: int, inner: int, heads: int, eps: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm_attention, self.norm_output = nn.LayerNorm(width, eps), nn.LayerNorm(width, eps)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: (batch, pieces, width); mask: (batch, 1, 1, pieces), 0 or very negative."""
        batch, length, width = x.shape
        q, k, v = (
            f(x).view(batch, length, self.heads, width // self.heads).transpose(1, 2)
            for f in (self.query, self.key, self.value)
        )
        scores = q @ k.transpose(-1, -2) / math.sqrt(width // self.heads) + mask
        mixed = (self.drop(scores.softmax(-1)) @ v).transpose(1, 2).reshape(batch, length, width)
        x = self.norm_attention(x + self.drop(self.out(mixed)))
        return self.norm_output(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """MiniLM: embeddings and six layers."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        config = json.loads((folder / "config.json").read_text("utf-8"))
        width, eps = config["hidden_size"], config["layer_norm_eps"]
        self.words = nn.Embedding(config["vocab_size"], width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.kinds = nn.Embedding(config["type_vocab_size"], width)
        self.norm = nn.LayerNorm(width, eps)
        shape = (width, config["intermediate_size"], config["num_attention_heads"], eps)
        self.layers = nn.ModuleList(Layer(*shape) for _ in range(config["num_hidden_layers"]))
        self.width = width

    def load(self, folder: Path) -> None:
        """Takes the weights of a BERT checkpoint in safetensors form."""
        from safetensors.torch import load_file

        old = {k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()}
        new = {}
        for name, other in (("words", "word"), ("positions", "position"), ("kinds", "token_type")):
            new[f"{name}.weight"] = old[f"embeddings.{other}_embeddings.weight"]
        parts = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "out": "attention.output.dense", "up": "intermediate.dense", "down": "output.dense",
            "norm_attention": "attention.output.LayerNorm", "norm_output": "output.LayerNorm",
        }  # fmt: skip
        for end in ("weight", "bias"):
            new[f"norm.{end}"] = old[f"embeddings.LayerNorm.{end}"]
            for n in range(len(self.layers)):
                for name, other in parts.items():
                    new[f"layers.{n}.{name}.{end}"] = old[f"encoder.layer.{n}.{other}.{end}"]
        self.load_state_dict(new)

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """pieces, mask: (batch, pieces) of int64 and 0/1 -> (batch, pieces, width)."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.norm(self.words(pieces) + self.positions(places) + self.kinds.weight[0])
        far = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, far)
        return x


class Network(nn.Module):
    """The encoder with its heads; see the module's docstring."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = Encoder(folder)
        width = self.encoder.width
        self.drop = nn.Dropout(0.2)
        self.trigger = nn.Linear(width, 1 + len(TYPES))
        self.status = nn.Sequential(nn.Linear(width, width), nn.Tanh(), nn.Linear(width, len(STATUSES)))
        self.doer = nn.Linear(width, ROLE_WIDTH)
        self.part = nn.Linear(width, ROLE_WIDTH)
        self.role = nn.Linear(ROLE_WIDTH, 1 + len(ROLES))

    def forward(self, pieces: Tensor, mask: Tensor, pool: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """pool: (batch, words, pieces), each row the mean of a word's pieces.

        Returns logits of triggers (batch, words, 17) and statuses (batch, words, 8), and what `roles` takes of the word
        that is the event and of those that may have a part in it, both (batch, words, 192).
        """
        x = self.drop(pool @ self.encoder(pieces, mask))
        return self.trigger(x), self.status(x), self.doer(x), self.part(x)

    def roles(self, events: Tensor, parts: Tensor) -> Tensor:
        """events: (batch, events, 192), parts: (batch, words, 192) -> logits (batch, events, words, 9)."""
        one, other = events[:, :, None, :], parts[:, None, :, :]
        return self.role(torch.tanh(one + other) + one * other)
