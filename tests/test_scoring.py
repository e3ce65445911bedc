from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from polybius.scoring import Feature, Sieve, score

Values = tuple[float, ...]


def table(weights: list[float]) -> tuple[Feature[Values], ...]:
    return tuple(Feature(lambda values, at=at: values[at], weight) for at, weight in enumerate(weights))


@given(some.lists(some.tuples(some.floats(-5, 5), some.floats(0, 1)), max_size=8), some.floats(-5, 5))
def test_a_sieve_stops_only_what_does_not_come_to_a_score(told: list[tuple[float, float]], least: float) -> None:
    features = table([weight for weight, _ in told])
    values = tuple(value for _, value in told)
    weighed, known = Sieve(features).weigh(values, least), score(values, features)
    assert weighed == known if weighed else known.score < least
    assert not weighed or not features or known.score >= least - 0.01


def test_a_sieve_asks_no_more_than_it_needs() -> None:
    asked: list[str] = []

    def heavy(_: str) -> float:
        asked.append("heavy")
        return 0.0

    def light(_: str) -> float:
        asked.append("light")
        return 1.0

    assert Sieve((Feature(light, 0.5), Feature(heavy, 3.0))).weigh("", 1.0) is None
    assert asked == ["heavy"]
