"""Examples of `labels.py` and `public_sets.py` -> tensors."""

from __future__ import annotations

import json
import random
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from network import FEATURES, Reading
from paths import ways
from pieces import cut, means, read_on
from tokenizers import Tokenizer

Row = dict[str, Any]
PIECES_A_BATCH = 1024


def tokenizer_of(model: Path) -> Tokenizer:
    """Returns the tokenizer in MiniLM's folder, which cuts whatever length and adds nothing."""
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def prepared(path: Path, tokenizer: Tokenizer, most: int | None = None) -> list[Row]:
    """Returns the (first `most`) examples of a file with their pieces, and for each word the pieces it has."""

    def pieces_of(word: str) -> list[int]:
        return tokenizer.encode(word, add_special_tokens=False).ids

    rows = [json.loads(line) for line in islice(path.open(encoding="utf-8"), most)]
    for row in rows:
        row["pieces"], row["spans"], home = cut(row["words"], pieces_of)
        row["known"] = [(0,) * FEATURES, *(row["features"][word] for word in home), (0,) * FEATURES]
        row["on"] = read_on([features[0] for features in row["features"][: len(row["spans"])]])
        _cut(row, len(row["spans"]))
        labels = [feature[1] for feature in row["features"]]
        row["ways"] = np.stack(ways(row["heads"], labels, row["sentences"])).astype(np.uint8)
    return [row for row in rows if row["spans"]]


def _cut(row: Row, size: int) -> None:
    """Takes away what stands behind the last word that is read."""
    if "events" in row:
        row["events"] = [event for event in row["events"] if event["word"] < size]
    if "sayings" in row:
        row["sayings"] = [saying for saying in row["sayings"] if saying["cue"] < size]
    if "facts" in row:
        row["facts"] = [fact for fact in row["facts"] if fact[0] < size]
    if "ties" in row:
        row["entities"] = [entity for entity in row["entities"] if entity[0] < size]
        row["ties"] = [tie for tie in row["ties"] if max(tie[:2]) < size]


def batches(rows: list[Row], *, shuffle: bool, pieces: int = PIECES_A_BATCH) -> list[list[Row]]:
    """Cuts examples into batches of about one length, which hold so many word pieces at most."""
    noise = 16 if shuffle else 0
    found: list[list[Row]] = [[]]
    for row in sorted(rows, key=lambda row: len(row["pieces"]) + random.random() * noise):
        if found[-1] and len(row["pieces"]) * (len(found[-1]) + 1) > pieces:
            found.append([])
        found[-1].append(row)
    if shuffle:
        random.shuffle(found)
    return [batch for batch in found if batch]


def inputs(batch: list[Row]) -> Reading:
    """Returns what the network reads of examples."""
    length, words, most = (max(len(row[key]) for row in batch) for key in ("pieces", "spans", "on"))
    pieces, mask = np.zeros((len(batch), length), np.int64), np.zeros((len(batch), length), np.float32)
    on, on_mask = np.zeros((len(batch), most), np.int64), np.zeros((len(batch), most), np.float32)
    pool = np.zeros((len(batch), 2 + words, length), np.float32)
    known = np.zeros((len(batch), length, FEATURES), np.int64)
    for n, row in enumerate(batch):
        pieces[n, : len(row["pieces"])] = row["pieces"]
        mask[n, : len(row["pieces"])] = 1
        known[n, : len(row["known"])] = row["known"]
        on[n, : len(row["on"])] = row["on"]
        on_mask[n, : len(row["on"])] = 1
        pool[n, : 2 + len(row["spans"]), : len(row["pieces"])] = means(row["spans"], len(row["pieces"]))
    return Reading(*map(torch.from_numpy, (pieces, mask, pool, known, on, on_mask)))
