"""How well two readers agree: blind records against the corpus, field by field -> a table.

    python corpus/tools/agreement.py            the blind readings in corpus/blind
    python corpus/tools/agreement.py --detail   and each report's F1 of events

Events are paired one to one by the words that tell them (trigger or mentions overlap), those that also agree in type
first. What stands for one reader as optional is left out where the other has nothing to pair it with. Given the pairs,
type and status are compared by Cohen's κ and the rest by F1: 2 × agreed / (named by the first + named by the second).
Alternatives that the corpus allows (`also`) are not used: the figures tell what two people write, not what is forgiven.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from polybius.gold import GoldReport, chain_of, compile_report, load_yaml
from polybius.gold.phrases import sentence_at
from polybius.model import Actor, Event, Place, Record, Span

HOME = Path(__file__).parents[1]
Pair = tuple[Event | None, Event | None]
Thing = Actor | Place


@dataclass
class Overlap:
    """Counts behind an F1: agreed, named by the first reader, named by the second."""

    agreed: int = 0
    first: int = 0
    second: int = 0

    def add(self, one: Iterable[Hashable], other: Iterable[Hashable]) -> None:
        """Counts what two readers named in one place."""
        mine, theirs = Counter(one), Counter(other)
        self.agreed += (mine & theirs).total()
        self.first += mine.total()
        self.second += theirs.total()

    @property
    def f1(self) -> float:
        """The harmonic mean of the shares that each finds at the other's."""
        return 2 * self.agreed / (self.first + self.second) if self.first + self.second else 1.0


@dataclass
class Agreement:
    """Everything that is compared."""

    overlaps: dict[str, Overlap] = field(default_factory=dict)
    labels: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: {"type": [], "status": []})

    def overlap(self, name: str) -> Overlap:
        """Returns the counts of a field."""
        return self.overlaps.setdefault(name, Overlap())


def kappa(pairs: list[tuple[str, str]]) -> float:
    """Returns Cohen's κ (1960) of two readers' labels."""
    if not pairs:
        return 1.0
    agreed = sum(a == b for a, b in pairs) / len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[label] * second[label] for label in first) / len(pairs) ** 2
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


# --- one report


def spans_of(event: Event) -> tuple[Span, ...]:
    """Returns every place that tells an event."""
    return (event.trigger, *event.mentions)


def paired(first: GoldReport, second: GoldReport) -> Iterator[Pair]:
    """Pairs events one to one; what only one reader has, and called optional, is left out."""
    left, right = list(first.record.events), list(second.record.events)
    tests: tuple[Callable[[Event, Event], bool], ...] = (
        lambda a, b: a.type is b.type and a.trigger.overlaps(b.trigger),
        lambda a, b: a.type is b.type and any(s.overlaps(t) for s in spans_of(a) for t in spans_of(b)),
        lambda a, b: a.trigger.overlaps(b.trigger),
    )
    for test in tests:
        for one in list(left):
            other = next((b for b in right if test(one, b)), None)
            if other:
                left.remove(one)
                right.remove(other)
                yield one, other
    yield from ((event, None) for event in left if f"events/{event.id}" not in first.optional)
    yield from ((None, event) for event in right if f"events/{event.id}" not in second.optional)


def translation(first: Record, second: Record) -> dict[str, str]:
    """Returns for each id of the second reader the id of the first that means the same, if any, one to one.

    Equal names go before overlapping mentions.
    """
    found: dict[str, str] = {}
    tests: tuple[Callable[[Thing, Thing], bool], ...] = (
        lambda here, there: here.name.lower() == there.name.lower(),
        lambda here, there: any(a.overlaps(b) for a in here.mentions for b in there.mentions),
    )
    sides: tuple[tuple[Sequence[Thing], Sequence[Thing]], ...]
    sides = ((first.actors, second.actors), (first.places, second.places))
    for same in tests:
        for ours, theirs in sides:
            for there in (thing for thing in theirs if thing.id not in found):
                match = next((here for here in ours if here.id not in found.values() and same(here, there)), None)
                if match is not None:
                    found[there.id] = match.id
    return found


def compare(first: GoldReport, second: GoldReport, into: Agreement) -> float:
    """Adds one report's readings to the counts; returns its F1 of events."""
    words = translation(first.record, second.record)
    alone = Overlap()
    matched: dict[str, str] = {}
    for one, other in paired(first, second):
        for overlap in (alone, into.overlap("events")):
            overlap.add(["event"] if one else [], ["event"] if other else [])
        if one and other:
            matched[other.id] = one.id
            into.labels["type"].append((one.type, other.type))
            into.labels["status"].append((one.status, other.status))
            _compare_fields(one, other, words, into)
            chain = tuple(words.get(id, f"?{id}") for id in chain_of(second.record, other))
            into.overlap("chain").add([chain_of(first.record, one)], [chain])
    known = {**words, **matched}
    into.overlap("actors").add(*_named(first.record.actors, second.record.actors, words))
    into.overlap("places").add(*_named(first.record.places, second.record.places, words))
    _compare_ties(first, second, known, into)
    return alone.f1


def _named(mine: Iterable[Thing], theirs: Iterable[Thing], words: dict[str, str]) -> tuple[set[str], set[str]]:
    return {thing.id for thing in mine}, {words.get(thing.id, f"?{thing.id}") for thing in theirs}


def _compare_fields(one: Event, other: Event, words: dict[str, str], into: Agreement) -> None:
    for role in ("initiators", "targets"):
        into.overlap(role).add(set(getattr(one, role)), {words.get(id, f"?{id}") for id in getattr(other, role)})
    for role in ("place", "origin", "destination"):
        ids = getattr(one, role), getattr(other, role)
        into.overlap("place, origin, destination").add(
            [(role, ids[0])] if ids[0] else [], [(role, words.get(ids[1], f"?{ids[1]}"))] if ids[1] else []
        )
    times = [[(e.when.start, e.when.end)] if e.when else [] for e in (one, other)]
    into.overlap("when").add(*times)
    figures = [[(f.what, f.low, f.high) for f in event.figures] for event in (one, other)]
    into.overlap("figures").add(*figures)


def _compare_ties(first: GoldReport, second: GoldReport, known: dict[str, str], into: Agreement) -> None:
    """Relations, stances and conditions: what only one has, and called optional, is left out."""
    for name, mine, theirs in (
        ("relations", _relations(first, {}), _relations(second, known)),
        ("stances", _stances(first, {}), _stances(second, known)),
        ("conditions", _conditions(first), _conditions(second)),
    ):
        both = set(mine) & set(theirs)
        into.overlap(name).add(
            {key for key, optional in mine.items() if key in both or not optional},
            {key for key, optional in theirs.items() if key in both or not optional},
        )


def _relations(report: GoldReport, known: dict[str, str]) -> dict[Hashable, bool]:
    found: dict[Hashable, bool] = {}
    for n, r in enumerate(report.record.relations):
        tie = (known.get(r.subject, r.subject), r.predicate, known.get(r.object, r.object))
        found[tie] = f"relations/{n}" in report.optional
    return found


def _stances(report: GoldReport, known: dict[str, str]) -> dict[Hashable, bool]:
    """A stance is its holder, its attitude and the sentence of its topic."""
    record = report.record
    return {
        (known.get(s.holder, s.holder), s.attitude, sentence_at(record.sentences, s.topic)): f"stances/{n}"
        in report.optional
        for n, s in enumerate(record.stances)
    }


def _conditions(report: GoldReport) -> dict[Hashable, bool]:
    """A condition is its kind and its sentence."""
    record = report.record
    return {
        (c.kind, sentence_at(record.sentences, c.text)): f"conditions/{n}" in report.optional
        for n, c in enumerate(record.conditions)
    }


# --- the table


def measure(home: Path = HOME) -> tuple[Agreement, dict[str, float]]:
    """Compares every blind reading with the corpus; returns the counts, and each report's F1 of events."""
    total, alone = Agreement(), {}
    for path in sorted((home / "blind").glob("*.yaml")):
        first, second = (compile_report(p.stem, load_yaml(p)) for p in (home / "reports" / path.name, path))
        if first.record.text != second.record.text:
            raise SystemExit(f"{path.stem}: the blind reading is of another text")
        alone[path.stem] = compare(first, second, total)
    return total, alone


def table(total: Agreement) -> list[str]:
    """Returns the lines of a Markdown table."""
    lines = ["| field | measure | agreement | first reader | blind reader |", "|---|---|---:|---:|---:|"]
    for name in ("events", "actors", "places"):
        lines.append(_line(name, total.overlap(name)))
    for name, pairs in total.labels.items():
        same = sum(a == b for a, b in pairs) / max(1, len(pairs))
        measured = f"{kappa(pairs):.2f} ({same:.0%} alike)"
        lines.append(f"| {name}, of events both have | κ | {measured} | {len(pairs)} | {len(pairs)} |")
    rest = ("initiators", "targets", "place, origin, destination", "when", "figures", "chain")
    lines += [_line(f"{name}, of events both have", total.overlap(name)) for name in rest]
    return [*lines, *(_line(name, total.overlap(name)) for name in ("relations", "stances", "conditions"))]


def _line(name: str, overlap: Overlap) -> str:
    return f"| {name} | F1 | {overlap.f1:.2f} | {overlap.first} | {overlap.second} |"


def main() -> int:
    """Prints the table."""
    total, alone = measure()
    print("\n".join(table(total)))
    if "--detail" in sys.argv:
        print("\n".join(f"{f1:.2f} {name}" for name, f1 in sorted(alone.items(), key=lambda pair: pair[1])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
