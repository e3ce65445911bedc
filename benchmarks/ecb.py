"""Event coreference across documents on ECB+: CoNLL F1 with gold mention spans, beside the lemma baseline.

`python benchmarks/ecb.py DIR` takes the folder with {train,dev}_{event,entity}_gold_mentions.json (Cybulska & Vossen
2014, CC BY 3.0). Mentions are grouped by `fuse.cluster` with the words and kinds of deed of `fuse`, and, since ECB+ has
no record of who did what where, with weights of their own, fitted on the training part by logistic regression. The
threshold is the best on the training part, each topic being weighed by what the others taught. The baseline groups
mentions of one topic by the lemma of their head. Nothing is tuned on dev; singletons count, as is usual on ECB+.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from coreference import conll
from numpy.typing import NDArray

from polybius.annotated import Annotated, Token
from polybius.fuse.cluster import cluster
from polybius.fuse.deeds import deeds, likeness
from polybius.fuse.words import jaccard, shared, stem, stems
from polybius.incidents import Band, Match
from polybius.language import Parser
from polybius.model import Document, EventType

Matrix = NDArray[np.float64]
FEATURES = """
    always same_lemma same_stem same_deed other_deed alike_documents copied_documents alike_sentences shared_arguments
    lemma_and_documents lemma_and_arguments lemma_and_sentences deed_and_documents same_document verb_and_noun pronoun
    """.split()
RIDGE = 1.0
ALIKE = 0.05  # cosine of two documents from which their mentions are compared
THRESHOLDS = [x / 4 for x in range(-8, 5)]


@dataclass(frozen=True)
class Mention:
    """A mention of an event with what is compared of it; `chain` is the right answer."""

    id: str
    document: str
    topic: str
    chain: str
    lemma: str
    verbal: bool
    kinds: frozenset[str]
    arguments: frozenset[str]
    said: frozenset[str]


def load(folder: Path, part: str) -> tuple[list[Mention], dict[str, Mapping[str, float]]]:
    """Returns the mentions of a part, and its documents as unit vectors of weighted stems.

    A document is the sentences in which something is marked: the training part comes with no more.
    """
    marked = [
        entry
        for kind in ("event", "entity")
        for entry in json.loads((folder / f"{part}_{kind}_gold_mentions.json").read_text("utf-8"))
    ]
    sentences: dict[str, dict[int, str]] = defaultdict(dict)
    for entry in marked:
        sentences[entry["doc_id"]][int(entry["sent_id"])] = entry["full_sentence"]
    parsed, starts = _parse(sentences)
    events = [entry for entry in marked if entry["event_entity"] == "event"]
    mentions = [
        _mention(n, e, parsed[e["doc_id"]], starts[e["doc_id"], int(e["sent_id"])]) for n, e in enumerate(events)
    ]
    return mentions, _vectors({name: " ".join(each.values()).split() for name, each in sentences.items()})


def _parse(sentences: Mapping[str, Mapping[int, str]]) -> tuple[dict[str, Annotated], dict[tuple[str, int], int]]:
    """Parses documents, and says at which character of them each sentence starts."""
    texts: dict[str, str] = {}
    starts: dict[tuple[str, int], int] = {}
    for name, each in sentences.items():
        text = ""
        for number in sorted(each):
            starts[name, number] = len(text)
            text += each[number] + "\n\n"
        texts[name] = text
    parsed = Parser().annotate(Document(text) for text in texts.values())
    return dict(zip(texts, parsed, strict=True)), starts


def _mention(number: int, entry: Mapping[str, str], parsed: Annotated, start: int) -> Mention:
    words, said = entry["tokens_str"], entry["full_sentence"]
    first = start + len(entry["left_sentence"]) + bool(entry["left_sentence"])
    inside = [token for token in parsed.tokens if first <= token.start < first + len(words)] or [parsed.tokens[0]]
    covered = {token.index for token in inside}
    head = next((token for token in inside if token.head not in covered or token.head == token.index), inside[0])
    return Mention(
        id=f"{number:05}",
        document=entry["doc_id"],
        topic=entry["topic"],
        chain=entry["coref_chain"],
        lemma=head.lemma.lower(),
        verbal=head.pos in ("VERB", "AUX"),
        kinds=deeds([words], EventType.SANCTION) | deeds([words], EventType.ACCUSE),
        arguments=frozenset(_arguments(head, parsed)),
        said=stems(said) - stems(words),
    )


def _arguments(head: Token, parsed: Annotated) -> Iterator[str]:
    """Yields the stems of the names and nouns that hang on a head, and of what it hangs on."""
    ahead = [parsed.tokens[child] for child in head.children]
    if head.pos == "NOUN" and head.head != head.index:
        ahead.append(parsed.tokens[head.head])
    for token in ahead:
        nearby = [token, *(parsed.tokens[child] for child in token.children)]
        for word in nearby:
            if word.pos in ("NOUN", "PROPN", "NUM") and word.index != head.index:
                yield stem(word.lower)


def _vectors(documents: Mapping[str, Sequence[str]]) -> dict[str, Mapping[str, float]]:
    words = {name: Counter(stem(w.lower()) for w in text if w[:1].isalnum()) for name, text in documents.items()}
    spread = Counter(word for counts in words.values() for word in counts)
    vectors: dict[str, Mapping[str, float]] = {}
    for name, counts in words.items():
        weights = {w: (1 + math.log(n)) * math.log(len(words) / spread[w]) for w, n in counts.items()}
        size = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        vectors[name] = {word: weight / size for word, weight in weights.items()}
    return vectors


def pairs(
    mentions: Sequence[Mention], vectors: Mapping[str, Mapping[str, float]]
) -> tuple[list[tuple[int, int]], Matrix]:
    """Returns the pairs of mentions in documents that are alike, and their features."""
    alike = {}
    for one, other in combinations(sorted(vectors), 2):
        near, far = sorted((vectors[one], vectors[other]), key=len)
        alike[one, other] = sum(weight * far.get(word, 0.0) for word, weight in near.items())
    found, rows = [], []
    for (a, left), (b, right) in combinations(enumerate(mentions), 2):
        documents = (min(left.document, right.document), max(left.document, right.document))
        cosine = alike.get(documents, 1.0)
        if cosine >= ALIKE:
            found.append((a, b))
            rows.append(_features(left, right, cosine))
    return found, np.array(rows)


def _features(one: Mention, other: Mention, cosine: float) -> list[float]:
    lemma = float(one.lemma == other.lemma)
    root = float(stem(one.lemma)[:5] == stem(other.lemma)[:5])
    deed = likeness(one.kinds, other.kinds)
    arguments = shared(one.arguments, other.arguments)
    sentences = jaccard(one.said, other.said)
    return [
        1.0,
        lemma,
        root,
        deed,
        float(bool(one.kinds and other.kinds) and not deed),
        cosine,
        float(cosine > 0.4),
        sentences,
        arguments,
        lemma * cosine,
        max(lemma, root) * arguments,
        max(lemma, root) * sentences,
        deed * cosine,
        float(one.document == other.document),
        float(one.verbal != other.verbal),
        float(min(len(one.lemma), len(other.lemma)) < 3),
    ]


def fit(rows: Matrix, same: NDArray[np.float64]) -> NDArray[np.float64]:
    """Returns the weights of a logistic regression (Newton's method, ridge penalty)."""
    weights = np.zeros(rows.shape[1])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-rows @ weights))
        curvature = (rows * (chance * (1 - chance) + 1e-9)[:, None]).T @ rows + RIDGE * np.eye(len(weights))
        weights -= np.linalg.solve(curvature, rows.T @ (chance - same) + RIDGE * weights)
    return weights


def grouped(
    mentions: Sequence[Mention], found: Sequence[tuple[int, int]], scores: NDArray[np.float64], threshold: float
) -> list[tuple[str, ...]]:
    """Groups mentions by `fuse.cluster`; pairs of documents that are not alike speak against a group."""
    weighed = {pair: float(score) - threshold for pair, score in zip(found, scores, strict=True)}
    rank = {mention.id: number for number, mention in enumerate(mentions)}
    matches = [Match(mentions[a].id, mentions[b].id, s, Band.MERGED) for (a, b), s in weighed.items() if s >= 0]

    def weigh(one: str, other: str) -> float:
        return weighed.get((min(rank[one], rank[other]), max(rank[one], rank[other])), -6.0)

    return list(cluster({mention.id: mention.id for mention in mentions}, matches, weigh))


def by_lemma(mentions: Iterable[Mention]) -> list[tuple[str, ...]]:
    """Groups mentions of one topic by the lemma of their head."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for mention in mentions:
        groups[mention.topic, mention.lemma].append(mention.id)
    return [tuple(group) for group in groups.values()]


def chains(mentions: Iterable[Mention]) -> list[tuple[str, ...]]:
    """Groups mentions as the annotators did."""
    groups: dict[str, list[str]] = defaultdict(list)
    for mention in mentions:
        groups[mention.chain].append(mention.id)
    return [tuple(group) for group in groups.values()]


def main() -> None:
    """Prints the weights and the table."""
    folder = Path(sys.argv[1])
    seen, vectors = load(folder, "train")
    found, rows = pairs(seen, vectors)
    same = np.array([float(seen[a].chain == seen[b].chain) for a, b in found])
    topics = np.array([int(seen[a].topic) for a, _ in found])
    held_out = np.zeros(len(same))
    for fold in range(5):
        inside = topics % 5 == fold
        held_out[inside] = rows[inside] @ fit(rows[~inside], same[~inside])
    gold = chains(seen)
    threshold = max(THRESHOLDS, key=lambda t: conll(gold, grouped(seen, found, held_out, t))["CoNLL"])
    weights = fit(rows, same)
    print(", ".join(f"{name} {weight:+.2f}" for name, weight in zip(FEATURES, weights, strict=True)))
    print(f"threshold {threshold:+.2f}\n")
    print("| part | grouped by | MUC | B³ | CEAF-e | CoNLL F1 |\n|---|---|---:|---:|---:|---:|")
    _row("train, cross-validated", "fuse", conll(gold, grouped(seen, found, held_out, threshold)))
    _row("train", "lemma", conll(gold, by_lemma(seen)))
    unseen, vectors = load(folder, "dev")
    found, rows = pairs(unseen, vectors)
    gold = chains(unseen)
    _row("dev", "fuse", conll(gold, grouped(unseen, found, rows @ weights, threshold)))
    _row("dev", "lemma", conll(gold, by_lemma(unseen)))


def _row(part: str, by: str, scores: Mapping[str, float]) -> None:
    print(
        f"| {part} | {by} |",
        " | ".join(f"{scores[name]:.3f}" for name in ("MUC", "B3", "CEAFe", "CoNLL")),
        "|",
        flush=True,
    )


if __name__ == "__main__":
    main()
