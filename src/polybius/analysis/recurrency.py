"""Past deeds -> how far each rule of recurrence supports each actor as the object of the next one.

Seven rules (`RULES`) look at what lies before a day; `ranking.py` weighs them and names the events behind. They follow
the recurrency baseline of Gastinger et al. (2024, "History repeats itself"), the confidences of rules by age of
CountTRuCoLa (Gastinger et al., 2025), and the rules of length two of TLogic (Liu et al., 2022).

Actors and relations are numbers from 0, days whole numbers. A relation `r` is known backwards as `r + relations`, so
that the subject of a deed is asked for as the object of its inverse.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

Numbers = NDArray[np.float64]
Facts = NDArray[np.int64]
"""Rows of subject, relation, object and day."""

AGES = np.array([2, 4, 8, 15, 31, 61, 121])
"""Where one band of age ends and the next begins, in days."""
FADING = (1.5, 20.0, 400.0)
"""Days in which the same deed fades to 1/e, for the first three rules."""
USUAL, CONTACT = 150.0, 100.0
"""Days in which what is usually done to an actor, and whom it meets, fade to 1/e."""
OWN, ALL = 20.0, 50.0
"""How many chances the mean of the relation, and that of all relations, count for in a confidence."""


class Asked(NamedTuple):
    """A deed whose object is asked for."""

    subject: int
    relation: int
    day: int


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule asserts of subject and object, and the support at which it begins to count."""

    name: str
    floor: float


RULES = (
    Rule("did the same to it in the last days", 0.03),
    Rule("did the same to it in the last weeks", 0.03),
    Rule("did the same to it within the year", 0.03),
    Rule("had to do with it in the last days", 0.03),
    Rule("what passed between them is often followed by this", 1e-3),
    Rule("this is often done to it", 1e-4),
    Rule("both have to do with the same third", 1e-5),
)


@dataclass(slots=True)
class Past:
    """What one actor did and suffered, oldest first: rows of relation, other actor, day and number of the fact."""

    size: int = 0
    room: NDArray[np.int32] = field(default_factory=lambda: np.zeros((4, 8), np.int32))

    def add(self, *values: int) -> None:
        """Adds one deed."""
        if self.size == self.room.shape[1]:
            self.room = np.concatenate([self.room, np.zeros_like(self.room)], axis=1)
        self.room[:, self.size] = values
        self.size += 1

    @property
    def rows(self) -> NDArray[np.int32]:
        """The four rows, as long as there are deeds."""
        return self.room[:, : self.size]


class Recurrency:
    """Takes in facts day by day; nothing of a day is known until it has been observed."""

    def __init__(self, actors: int, relations: int) -> None:
        self.actors, self.relations = actors, relations
        self.day, self.facts = 0, np.zeros((0, 4), np.int64)
        self._pasts: dict[int, Past] = {}
        both = 2 * relations
        self._usual, self._contact = np.zeros((both, actors)), csr_array((actors, actors))
        self._steps, self._walked = self._contact, dict[int, Numbers]()
        self._hits, self._chances = np.zeros((2, both, both, len(AGES) + 1))
        self._overall = np.zeros(len(AGES) + 1)

    def inverse(self, relation: int) -> int:
        """Returns the relation as it is seen from its object."""
        return (relation + self.relations) % (2 * self.relations)

    def past(self, actor: int) -> NDArray[np.int32]:
        """Returns what an actor did and suffered: rows of relation, other actor, day and number of the fact."""
        return self._pasts.get(actor, Past()).rows

    # --- taking in

    def observe(self, facts: Facts) -> None:
        """Takes in all facts of one day.

        Raises ValueError for facts of several days, or of a day before one that has been observed.
        """
        day = int(facts[0, 3])
        if day < self.day or (facts[:, 3] != day).any():
            raise ValueError(f"facts of one day from {self.day} on are needed; these begin with day {day}")
        turned = np.stack([facts[:, 2], facts[:, 1] + self.relations, facts[:, 0], facts[:, 3]], axis=1)
        both = np.concatenate([facts, turned])
        self._learn(both, day)
        self._keep(both, np.tile(np.arange(len(self.facts), len(self.facts) + len(facts)), 2))
        self._weigh(both, day - self.day)
        self.facts, self.day = np.concatenate([self.facts, facts]), day

    def _learn(self, facts: Facts, day: int) -> None:
        """Counts how often each earlier deed, by its age, was and was not followed by one of the day."""
        objects: dict[tuple[int, int], list[int]] = {}
        for subject, relation, other, _ in facts.tolist():
            objects.setdefault((subject, relation), []).append(other)
        shape = self._hits.shape[1:]
        for (subject, relation), found in objects.items():
            earlier, others, days, _ = self.past(subject)
            cells = earlier * shape[1] + np.digitize(day - days, AGES)
            self._chances[relation] += len(found) * np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)
            hit = cells[np.isin(others, found)]
            self._hits[relation] += np.bincount(hit, minlength=shape[0] * shape[1]).reshape(shape)
        self._overall = self._hits.sum((0, 1)) / np.maximum(self._chances.sum((0, 1)), 1.0)

    def _keep(self, facts: Facts, numbers: Facts) -> None:
        for (subject, relation, other, day), number in zip(facts.tolist(), numbers.tolist(), strict=True):
            self._pasts.setdefault(subject, Past()).add(relation, other, day, number)

    def _weigh(self, facts: Facts, days: int) -> None:
        """Lets what is usual and who meets whom fade, and adds the facts of the day."""
        self._usual *= np.exp(-days / USUAL)
        np.add.at(self._usual, (facts[:, 1], facts[:, 2]), 1.0)
        met = csr_array((np.ones(len(facts)), (facts[:, 0], facts[:, 2])), self._contact.shape)
        self._contact = self._contact * np.exp(-days / CONTACT) + met
        degree = np.maximum(self._contact.sum(axis=1), 1e-9)
        self._steps = csr_array(diags_array(1 / degree) @ self._contact)
        self._walked = {}

    # --- asking

    def supports(self, asked: Asked) -> Numbers:
        """Returns log(1 + support / floor) for every actor as the object (rows) by every rule (columns)."""
        subject, relation, day = asked
        earlier, others, done, _ = self.past(subject)
        age, same = (day - done).astype(np.float64), earlier == relation
        found = [self._tally(others[same], np.exp(-age[same] / days)) for days in FADING]
        found.append(self._tally(others, np.exp(-age / FADING[0])))
        followed = np.zeros(self.actors)
        np.maximum.at(followed, others, self.confidence(relation, earlier, day - done))
        usual = self._usual[relation] / max(self._usual[relation].sum(), 1e-9)
        found += [followed, usual, self._walk(subject)]
        return np.log1p(np.stack(found, axis=1) / [rule.floor for rule in RULES])

    def _tally(self, others: NDArray[np.int32], weights: Numbers) -> Numbers:
        return np.bincount(others, weights, self.actors).astype(np.float64)

    def confidence(self, relation: int, earlier: NDArray[np.int32], ages: NDArray[np.int32]) -> Numbers:
        """Returns the chance that a deed has the object of an earlier one of some relation and age (days).

        Few cases are drawn towards the mean over earlier relations, and that towards the mean of all.
        """
        bands, hits, chances = np.digitize(ages, AGES), self._hits[relation], self._chances[relation]
        mean = (hits.sum(0) + ALL * self._overall) / (chances.sum(0) + ALL)
        found: Numbers = (hits[earlier, bands] + OWN * mean[bands]) / (chances[earlier, bands] + OWN)
        return found

    def _walk(self, subject: int) -> Numbers:
        """Returns where two steps along contacts, each in proportion to how much passed, lead from an actor."""
        if subject not in self._walked:
            self._walked[subject] = (self._steps[[subject]] @ self._steps).toarray()[0]
        return self._walked[subject]
