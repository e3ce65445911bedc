"""Scores of coreference as the field gives them: MUC, B³, CEAF-e, and their mean, the CoNLL F1.

Definitions: Vilain et al. (1995), Bagga & Baldwin (1998), Luo (2005), Pradhan et al. (2012). Groups are given as tuples
of mention ids; gold and found hold the same mentions. Singletons count for B³ and CEAF-e, and have no links for MUC.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

Groups = Sequence[tuple[str, ...]]


def conll(gold: Groups, found: Groups) -> Mapping[str, float]:
    """Returns F1 by measure, and `CoNLL`, the mean of the three."""
    scores = {name: f1(*measure(gold, found)) for name, measure in MEASURES.items()}
    return {**scores, "CoNLL": sum(scores.values()) / len(scores)}


def f1(precision: float, recall: float) -> float:
    """Returns the harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def muc(gold: Groups, found: Groups) -> tuple[float, float]:
    """Returns precision and recall of links: how few cuts make one partition out of the other."""
    return _links(found, gold), _links(gold, found)


def b_cubed(gold: Groups, found: Groups) -> tuple[float, float]:
    """Returns precision and recall, each the mean over mentions of how much their two groups share."""
    return _shares(found, gold), _shares(gold, found)


def ceaf_e(gold: Groups, found: Groups) -> tuple[float, float]:
    """Returns precision and recall under the best one-to-one pairing of groups, by similarity φ4."""
    total = sum(_best(likeness) for likeness in _components(gold, found))
    return total / len(found), total / len(gold)


MEASURES = {"MUC": muc, "B3": b_cubed, "CEAFe": ceaf_e}


def _of(groups: Groups) -> dict[str, int]:
    return {mention: number for number, group in enumerate(groups) for mention in group}


def _links(whole: Groups, parts: Groups) -> float:
    part = _of(parts)
    kept = sum(len(group) - len({part[mention] for mention in group}) for group in whole)
    return kept / max(1, sum(len(group) - 1 for group in whole))


def _shares(own: Groups, others: Groups) -> float:
    other = _of(others)
    total = sum(n * n / len(group) for group in own for n in Counter(other[m] for m in group).values())
    return total / max(1, sum(map(len, own)))


def _components(gold: Groups, found: Groups) -> list[dict[tuple[int, int], float]]:
    """Splits the similarities of groups that share a mention into what hangs together: only that need be paired."""
    other = _of(found)
    similarity: dict[tuple[int, int], float] = {}
    for number, group in enumerate(gold):
        for match, common in Counter(other[mention] for mention in group).items():
            similarity[number, match] = 2 * common / (len(group) + len(found[match]))
    root: dict[tuple[str, int], tuple[str, int]] = {}

    def find(node: tuple[str, int]) -> tuple[str, int]:
        while root.setdefault(node, node) != node:
            node = root[node]
        return node

    for a, b in similarity:
        root[find(("gold", a))] = find(("found", b))
    parts: dict[tuple[str, int], dict[tuple[int, int], float]] = defaultdict(dict)
    for (a, b), value in similarity.items():
        parts[find(("gold", a))][a, b] = value
    return list(parts.values())


def _best(similarity: Mapping[tuple[int, int], float]) -> float:
    """Returns the greatest sum of similarities with each row and column used once (Hungarian method, O(n³))."""
    rows = sorted({a for a, _ in similarity})
    columns = sorted({b for _, b in similarity})
    if len(rows) > len(columns):
        return _best({(b, a): value for (a, b), value in similarity.items()})
    cost = [[-similarity.get((a, b), 0.0) for b in columns] for a in rows]
    return -_assigned(cost)


def _assigned(cost: Sequence[Sequence[float]]) -> float:
    """Returns the least total cost of giving each row a column of its own; there are at least as many columns."""
    rows, columns = len(cost), len(cost[0])
    up, left = [0.0] * (rows + 1), [0.0] * (columns + 1)
    taken, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        taken[0], at = row, 0
        least, used = [float("inf")] * (columns + 1), [False] * (columns + 1)
        while taken[at]:
            used[at], current, step, ahead = True, taken[at], float("inf"), 0
            for column in range(1, columns + 1):
                if used[column]:
                    continue
                slack = cost[current - 1][column - 1] - up[current] - left[column]
                if slack < least[column]:
                    least[column], way[column] = slack, at
                if least[column] < step:
                    step, ahead = least[column], column
            for column in range(columns + 1):
                if used[column]:
                    up[taken[column]] += step
                    left[column] -= step
                else:
                    least[column] -= step
            at = ahead
        while at:
            taken[at] = taken[way[at]]
            at = way[at]
    return sum(cost[taken[c] - 1][c - 1] for c in range(1, columns + 1) if taken[c])
