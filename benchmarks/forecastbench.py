"""ForecastBench's questions on ACLED counts: "more in these 30 days than in the average month of the last year?"

    python benchmarks/forecastbench.py DIR

DIR holds `acled_questions.json` and `acled_resolutions.json`. Walk-forward: a question is answered from those that had
been resolved 10 days before it was put, and counts once 50 were. A round in which every average is 0 had no data: it is
taken for unknown, not for quiet. Choices were made on the rounds up to 15 February 2026; the later ones are beside.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from polybius.analysis import scores
from polybius.analysis.logit import fit_logit, trust

LAG, NEEDED = timedelta(10), 50
CHOSEN_UNTIL = date(2026, 2, 15)
BANDS = (0.0, 1e-9, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0)
MORE = re.compile(r"Will there be more (?:'.*?'|fatalities) in ")
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Question:
    """A question, when it was put and resolved, and the average month that it asks about (None: not known)."""

    put: date
    resolved: date
    average: float | None
    outcome: float

    @property
    def band(self) -> int:
        """The level by steps of about three, -1 where it is not known."""
        return -1 if self.average is None else int(np.digitize(self.average, BANDS))

    @property
    def inputs(self) -> tuple[float, ...]:
        """Unknown, log level, none at all, nearly none, and the log level up to some three a month."""
        if self.average is None:
            return (1.0, 0.0, 0.0, 0.0, 0.0)
        level = float(np.log1p(self.average))
        return (0.0, level - 1, float(self.average == 0), float(0 < self.average < 0.2), min(level, 1.5))


def read(folder: Path, *, silence_is_quiet: bool = False) -> list[Question]:
    asked = json.loads((folder / "acled_questions.json").read_text("utf-8"))
    by_key = {(q["id"], q["forecast_due_date"]): q for q in asked if MORE.match(q["question"])}
    averages: dict[str, list[float]] = {}
    for question in by_key.values():
        averages.setdefault(question["forecast_due_date"], []).append(float(question["freeze_datetime_value"]))
    found = []
    for answer in json.loads((folder / "acled_resolutions.json").read_text("utf-8")):
        put = answer["forecast_due_date"]
        question = by_key.get((answer["id"], put))
        if question is not None and answer["resolved"]:
            average = float(question["freeze_datetime_value"]) if silence_is_quiet or any(averages[put]) else None
            days = date.fromisoformat(put), date.fromisoformat(answer["resolution_date"])
            found.append(Question(*days, average, float(answer["resolved_to"])))
    return sorted(found, key=lambda q: (q.put, q.resolved, q.average or 0.0, q.outcome))


Answer = Callable[[Question, Sequence[Question]], float]


def base_rate(_: Question, past: Sequence[Question]) -> float:
    return (sum(q.outcome for q in past) + 1) / (len(past) + 2)


def by_level(question: Question, past: Sequence[Question]) -> float:
    like = [q.outcome for q in past if q.band == question.band]
    return (sum(like) + 4 * base_rate(question, past)) / (len(like) + 4)


def by_regression(question: Question, past: Sequence[Question]) -> float:
    fitted = fit_logit(np.array([q.inputs for q in past]), np.array([q.outcome for q in past]), ridge=1.0)
    return float(fitted.chances(np.array([question.inputs]))[0])


def walk(questions: Sequence[Question], answer: Answer) -> Numbers:
    """Answers each question from those resolved in time; NaN where too few were."""
    said: dict[tuple[date, tuple[float, ...], int], float] = {}
    found = []
    for question in questions:
        past = [q for q in questions if q.resolved + LAG <= question.put]
        key = question.put, question.inputs, question.band
        if len(past) >= NEEDED and key not in said:
            said[key] = answer(question, past)
        found.append(said.get(key, np.nan))
    return np.array(found)


def pooled(questions: Sequence[Question], model: Numbers, climatology: Numbers) -> Numbers:
    """Pools both by what the model had earned on the questions that were resolved in time."""
    outcomes, found = np.array([q.outcome for q in questions]), []
    for n, question in enumerate(questions):
        past = np.array([q.resolved + LAG <= question.put for q in questions]) & ~np.isnan(model)
        share = trust(model[past], climatology[past], outcomes[past])
        found.append(share * model[n] + (1 - share) * climatology[n])
    return np.array(found)


def main() -> None:
    questions = read(Path(sys.argv[1]))
    base, level, model = (walk(questions, by) for by in (base_rate, by_level, by_regression))
    quiet = walk(read(Path(sys.argv[1]), silence_is_quiet=True), by_level)
    rows = {
        "one half": np.full(len(questions), 0.5), "base rate": base, "by level, silence taken for quiet": quiet,
        "climatology: by level": level,
        "regression on the level": model, "pooled by past rounds": pooled(questions, model, level),
    }  # fmt: skip
    counted = ~np.isnan(base)
    early = np.array([q.put <= CHOSEN_UNTIL for q in questions])
    outcomes = np.array([q.outcome for q in questions])
    parts = (counted, counted & early, counted & ~early)
    print(f"| | Brier, {counted.sum():,} questions | {parts[1].sum()} early | {parts[2].sum()} late | ECE |")
    print("|---|---:|---:|---:|---:|")
    for name, said in rows.items():
        briers = " | ".join(f"{scores.brier(said[part], outcomes[part]):.4f}" for part in parts)
        print(f"| {name} | {briers} | {scores.calibration_error(said[counted], outcomes[counted]):.3f} |")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/forecastbench.py DIR")
    main()
