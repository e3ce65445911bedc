"""Rules of recurrency -> a ranking of who is next, each score with its reasons and the past events behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from polybius.analysis.recurrency import RULES, Asked, Numbers, Recurrency

WEIGHTS = np.array([0.33, 0.14, 0.28, 0.39, 0.52, 0.18, 0.22])
"""What e times the support of each rule is worth, fitted on ICEWS14 by its benchmark; `fit_weights` fits others."""
SHOWN = 5
"""Events that a reason names at most."""
KEPT = 400
"""Candidates of a past choice that a fit looks at; the rest have hardly any support."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule's share of a score, and the past events that earned it, newest first, as numbers of observed facts."""

    rule: str
    share: float
    events: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible object, its score, its share of the chances of all actors, and the reasons, the weightiest first."""

    actor: int
    score: float
    chance: float
    reasons: tuple[Reason, ...]


def rank(past: Recurrency, asked: Asked, *, weights: Numbers = WEIGHTS, limit: int = 10) -> tuple[Candidate, ...]:
    """Ranks the objects of a deed, the likeliest first."""
    supports = past.supports(asked)
    scores = supports @ weights
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    first = np.argsort(-scores, kind="stable")[:limit]
    return tuple(
        Candidate(int(a), float(scores[a]), float(chances[a]), _reasons(past, asked, int(a), supports[a] * weights))
        for a in first
    )


def _reasons(past: Recurrency, asked: Asked, actor: int, shares: Numbers) -> tuple[Reason, ...]:
    found = [
        Reason(rule.name, float(share), tuple(events[:SHOWN]))
        for rule, share, events in zip(RULES, shares, _events(past, asked, actor), strict=True)
        if share > 0
    ]
    return tuple(sorted(found, key=lambda reason: -reason.share))


def _events(past: Recurrency, asked: Asked, actor: int) -> Iterator[list[int]]:
    """Yields for each rule the numbers of the facts behind its support, newest first."""
    subject, relation, day = asked
    earlier, others, days, numbers = past.past(subject)[:, ::-1]
    between = others == actor
    same = numbers[between & (earlier == relation)].tolist()
    yield from (same, same, same, numbers[between].tolist())
    order = np.argsort(-past.confidence(relation, earlier, day - days)[between], kind="stable")
    yield numbers[between][order].tolist()
    relations, _, _, done = past.past(actor)[:, ::-1]
    yield done[relations == past.inverse(relation)].tolist()
    yield _over_third(past, subject, actor)


def _over_third(past: Recurrency, subject: int, actor: int) -> list[int]:
    """Returns the newest facts that tie each of two actors to the thirds they share, in pairs."""
    own, other = past.past(subject)[:, ::-1], past.past(actor)[:, ::-1]
    shared = [third for third in dict.fromkeys(own[1].tolist()) if third in set(other[1].tolist())]
    return [int(rows[3][rows[1] == third][0]) for third in shared[:SHOWN] for rows in (own, other)]


# --- weights


@dataclass(frozen=True, slots=True)
class Choice:
    """A past deed as a choice among candidates: their supports (candidates × rules) and the one that came true."""

    supports: NDArray[np.float32]
    answer: int


def choice(supports: Numbers, answer: int, others: Sequence[int] = ()) -> Choice:
    """Makes a choice of the best supported candidates and the answer, leaving out others that came true as well."""
    total = supports.sum(axis=1)
    total[list(others)] = -np.inf
    total[answer] = np.inf
    kept = np.argsort(-total, kind="stable")[:KEPT]
    return Choice(supports[kept].astype(np.float32), 0)


def fit_weights(choices: Sequence[Choice], *, penalty: float = 1.0) -> Numbers:
    """Fits what each rule is worth by conditional logit (McFadden, 1974) with a ridge penalty; none is below 0."""
    supports = np.stack([c.supports for c in choices]).astype(np.float64)
    chosen = supports[np.arange(len(choices)), [c.answer for c in choices]]

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        scores = supports @ weights
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        chances /= chances.sum(axis=1, keepdims=True)
        gradient = np.einsum("nc,ncr->r", chances, supports) - chosen.sum(axis=0) + 2 * penalty * weights
        likelihood = (chosen @ weights).sum() - np.log(np.exp(supports @ weights).sum(axis=1)).sum()
        return float(penalty * weights @ weights - likelihood) / len(choices), gradient / len(choices)

    start, bounds = np.full(len(RULES), 0.2), [(0.0, None)] * len(RULES)
    found: Numbers = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return found


def mean_rank(scores: Numbers, answer: int, others: Sequence[int] = ()) -> float:
    """Returns the rank of the answer among all candidates but the others that are true as well; ties share theirs."""
    rest = np.delete(scores, [answer, *others])
    return float(1 + (rest > scores[answer]).sum() + (rest == scores[answer]).sum() / 2)
