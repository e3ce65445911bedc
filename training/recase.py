"""MUC-4's texts, which are all in capitals -> the same in mixed case, as its judged part has them.

    python training/recase.py SETS MODEL OUT [--steps 250]

SETS holds the public sets, MODEL MiniLM's weights. A head on MiniLM learns how words are written from the reports of
the corpus and from SETS' texts that are in mixed case (polnear, timeml, plv); every twentieth text is left out, and how
many of its word pieces come out right is printed. OUT becomes a folder of the form that MUC-4's scorer and
`public_sets.py --muc` read, with tst1, tst2 and dev.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import torch
import yaml
from network import HALVED, Encoder
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from examples import tokenizer_of

WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
CASES = (str.lower, str.capitalize, str.upper)
LENGTH = 160  # pieces a passage
BATCH, RATE = 24, 3e-4
PARTS = ("tst1", "tst2", "dev")
HELD = 20  # one text in so many is left out
MARK = "[TEXT]"


class Casing(nn.Module):
    """MiniLM and a head that tells how each piece's word is written."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = Encoder(folder)
        self.encoder.load(folder)
        self.head = nn.Linear(self.encoder.width, len(CASES))

    def forward(self, pieces: Tensor) -> Tensor:
        """pieces: (batch, pieces), 0 where there is none -> (batch, pieces, cases)."""
        return self.head(self.encoder.lower(pieces, (pieces != 0).float(), torch.zeros(1)))



def texts(sets: Path, corpus: Path) -> Iterator[str]:
    """Yields texts in mixed case."""
    for path in sorted(corpus.glob("*.yaml")):
        yield yaml.load(path.read_text("utf-8"), yaml.CSafeLoader).get("text", "")
    for path in sorted((sets / "polnear").rglob("train/text/*.txt")):
        yield path.read_text("utf-8", errors="replace")
    for path in sorted((sets / "timeml").rglob("*.tml")):
        yield re.sub(r"<[^>]*>", "", path.read_text("utf-8", errors="replace"))
    for path in sorted((sets / "plv").rglob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield "\n".join(row["sentence"] for row in csv.DictReader(file, delimiter="\t"))


def case_of(word: str) -> int:
    """Returns which of CASES a word is written in."""
    if word.isupper() and len(word) > 1:
        return 2
    return int(word[0].isupper())


def passages(text: str, tokenizer: Tokenizer) -> Iterator[tuple[list[int], list[int], list[re.Match[str]]]]:
    """Yields numbers of pieces, the word of each, and the words of one passage after the other."""
    pieces, home, words = [], [], []
    for match in WORD.finditer(text):
        own = tokenizer.encode(match[0].lower(), add_special_tokens=False).ids
        ended = len(pieces) > LENGTH / 2 and words[-1][0] in ".!?" and match.start() > words[-1].end()
        if ended or len(pieces) + len(own) > LENGTH:
            yield pieces, home, words
            pieces, home, words = [], [], []
        pieces, home = pieces + own, home + [len(words)] * len(own)
        words.append(match)
    if words:
        yield pieces, home, words


def padded(rows: Iterable[list[int]], filling: int) -> Tensor:
    """Returns rows of different lengths as one tensor."""
    rows = list(rows)
    longest = max(map(len, rows))
    return torch.tensor([row + [filling] * (longest - len(row)) for row in rows])


def learn(model: Casing, examples: list[tuple[list[int], list[int]]], steps: int) -> None:
    """Trains on (pieces, case of each piece)."""
    chooser = random.Random(7)
    model.encoder.words.requires_grad_(False)
    rate = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(rate, RATE, steps, pct_start=0.1)
    for step in range(steps):
        batch = chooser.sample(examples, BATCH)
        with torch.autocast("cpu", torch.bfloat16, enabled=HALVED):
            said = model(padded((p for p, _ in batch), 0))
        wanted = padded((c for _, c in batch), -100)
        loss = functional.cross_entropy(said.float().flatten(0, 1), wanted.flatten())
        rate.zero_grad()
        loss.backward()
        rate.step()
        schedule.step()
        if step % 50 == 0:
            print(f"step {step}: {loss.item():.3f}", flush=True)


@torch.inference_mode()
def recased(model: Casing, text: str, tokenizer: Tokenizer) -> str:
    """Returns a text as the network would write it."""
    out, end = [], 0
    for pieces, home, words in passages(text, tokenizer):
        chosen = model(torch.tensor([pieces]))[0].argmax(-1).tolist()
        for number, match in enumerate(words):
            out += [text[end : match.start()], CASES[chosen[home.index(number)]](match[0])]
            end = match.end()
    return "".join([*out, text[end:]])


def rewritten(model: Casing, corpus: str, tokenizer: Tokenizer) -> str:
    """Returns a file of MUC-4 with its messages, but not their names, written anew; datelines keep their form."""
    blocks = re.split(r"(?m)^(?=(?:DEV|TST\d)-MUC\d-\d{4})", corpus)
    done = []
    for block in blocks:
        head, line, body = block.partition("\n")
        dateline, mark, text = body.partition(MARK)
        if not mark:
            dateline, text = "", body
        done.append(head + line + _dateline(dateline) + mark.capitalize() + recased(model, text, tokenizer))
    return "".join(done)


def _dateline(line: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda m: m[0] if line[m.end() : m.end() + 1] in "-)" else m[0].capitalize(), line)


def main() -> None:
    """Learns, says how well, and writes OUT."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    for name in ("sets", "model", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--steps", type=int, default=250)
    options = parser.parse_args()
    torch.manual_seed(7)
    tokenizer = tokenizer_of(options.model)
    model = Casing(options.model)
    learned, held = [], []
    for number, text in enumerate(texts(options.sets, Path(__file__).parents[1] / "corpus" / "reports")):
        for pieces, home, words in passages(text, tokenizer):
            row = (pieces, [case_of(words[h][0]) for h in home])
            (learned if number % HELD else held).append(row)
    print(f"{len(learned)} passages, {len(held)} left out", flush=True)
    learn(model, learned, options.steps)
    model.eval()
    with torch.inference_mode():
        right = [model(torch.tensor([pieces]))[0].argmax(-1) == torch.tensor(cases) for pieces, cases in held]
    print(f"right of the pieces left out: {torch.cat(right).float().mean():.3f}")
    for part in PARTS:
        source = next(options.sets.rglob(f"CORPORA/{part}"))
        target = options.out / "CORPORA" / part
        target.mkdir(parents=True, exist_ok=True)
        for path in sorted(source.iterdir()):
            if path.name.startswith(part):
                text = path.read_text("latin-1")
                (target / f"{path.name}.mixed-case").write_text(rewritten(model, text, tokenizer), "utf-8")
            else:
                shutil.copy(path, target)
    shutil.copytree(next(options.sets.rglob("muc4/processed")), options.out / "processed", dirs_exist_ok=True)


if __name__ == "__main__":
    main()
