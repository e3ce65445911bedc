"""The costliest mistakes on the dev part of the corpus, by part -> a page to read.

    python benchmarks/errors.py [--out build/errors.md] [--most 50] [--rules]

Events are paired by the words that tell them. What a mistake costs is counted in fillers of slots: a missed event costs
itself and all that the right answer says of it, a superfluous one itself and all that was made of it, any other what
differs. Optional answers cost nothing, allowed alternatives are right.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from polybius import Document, Event, Reader, Record, corpus
from polybius.gold import Also, GoldReport, chain_of
from polybius.language import Learned

PARTS = ("missed", "superfluous", "type", "status", "initiators", "targets", "place", "when", "figures", "chain")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: what it costs, where, what was right and what was read."""

    part: str
    cost: int
    report: str
    sentence: str
    right: str
    read: str


def main() -> None:
    """Reads the dev part and writes the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, default=Path("build/errors.md"))
    parser.add_argument("--most", type=int, default=50, help="mistakes shown of each part")
    parser.add_argument("--rules", action="store_true", help="read by the rules alone")
    options = parser.parse_args()
    if not options.rules and not Learned().is_there:
        raise SystemExit("the learned reader is not installed; --rules measures without it")
    mistakes = list(all_mistakes(Reader(learned=not options.rules)))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text("\n".join(page(mistakes, options.most)), "utf-8")
    counts = Counter(mistake.part for mistake in mistakes)
    print("\n".join(f"{part:12} {counts[part]:5}" for part in PARTS), f"\n{options.out}", sep="")


def all_mistakes(reader: Reader) -> Iterator[Mistake]:
    """Yields every mistake on the dev part."""
    reports = corpus("dev").reports
    documents = [
        Document(r.record.text, r.record.title, r.record.publisher, published=r.record.published) for r in reports
    ]
    for report, record in zip(reports, reader.read_documents(documents), strict=True):
        yield from Comparison(report, record).mistakes()


class Comparison:
    """One report's right answers and what was read."""

    def __init__(self, gold: GoldReport, record: Record) -> None:
        self.gold, self.right, self.read = gold, gold.record, record

    def mistakes(self) -> Iterator[Mistake]:
        """Yields what differs."""
        paired: set[str] = set()
        for event in sorted(self.right.events, key=self._is_optional):
            free = [e for e in self.read.events if e.id not in paired and self._alike(event, e)]
            found = max(free, key=lambda e: (e.type is event.type, e.trigger.overlaps(event.trigger)), default=None)
            if found is not None:
                paired.add(found.id)
            if self._is_optional(event):
                continue
            if found is None:
                yield self._mistake("missed", self._weight(event), event, self._told(self.right, event), "–")
            else:
                yield from self._differences(event, found)
        for event in self.read.events:
            if event.id not in paired:
                told = self._told(self.read, event)
                yield Mistake("superfluous", self._weight(event), self.gold.name, self._sentence(event), "–", told)

    def _is_optional(self, event: Event) -> bool:
        return f"events/{event.id}" in self.gold.optional

    def _alike(self, one: Event, other: Event) -> bool:
        return any(a.overlaps(b) for a in (one.trigger, *one.mentions) for b in (other.trigger, *other.mentions))

    def _weight(self, event: Event) -> int:
        slots = (event.initiators, event.targets, event.figures, [x for x in (event.place, event.when) if x])
        return 2 + sum(map(len, slots))

    def _differences(self, right: Event, read: Event) -> Iterator[Mistake]:
        also = self.gold.also.get(f"events/{right.id}", Also())
        if read.type not in (right.type, *also.types):
            yield self._mistake("type", 1, right, right.type, read.type)
        if read.status not in (right.status, *also.statuses):
            yield self._mistake("status", 1, right, right.status, read.status)
        for part in PARTS[4:]:
            mine, theirs = (getattr(self, f"_{part}")(r, e) for r, e in ((self.right, right), (self.read, read)))
            if part == "figures":
                mine -= self._optional_figures(right) - theirs
            if (cost := len(mine ^ theirs)) and not self._is_allowed(part, right, read):
                yield self._mistake(part, cost, right, ", ".join(sorted(mine)) or "–", ", ".join(sorted(theirs)) or "–")

    def _is_allowed(self, part: str, right: Event, read: Event) -> bool:
        """Tells whether what differs is an alternative that the right answer allows."""
        also = self.gold.also.get(f"events/{right.id}", Also())
        if part == "chain":
            return any(self._names(self.right, chain) == self._chain(self.read, read) for chain in also.chains)
        if part == "place":
            return any(self._names(self.right, (place,)) == self._place(self.read, read) for place in also.places)
        if part == "when" and right.when and read.when:
            pairs = ((right.when.start, read.when.start), (right.when.end, read.when.end))
            return all(_days_apart(*pair) <= also.slack for pair in pairs)
        return False

    def _optional_figures(self, event: Event) -> set[str]:
        optional = [f for n, f in enumerate(event.figures) if f"events/{event.id}/figures/{n}" in self.gold.optional]
        return self._figures(self.right, replace(event, figures=tuple(optional)))

    def _names(self, record: Record, ids: tuple[str, ...]) -> set[str]:
        """Names as the right answers have them, where a form is shared."""
        forms = {form.lower(): a.name.lower() for a in self.right.actors for form in (a.name, *a.aliases)}
        forms |= {form.lower(): p.name.lower() for p in self.right.places for form in (p.name, *p.aliases)}
        things = {t.id: t for part in (record.actors, record.places) for t in part}
        found = set()
        for id in ids:
            own = [things[id].name, *things[id].aliases]
            found.add(next((forms[f.lower()] for f in own if f.lower() in forms), own[0].lower()))
        return found

    def _initiators(self, record: Record, event: Event) -> set[str]:
        return self._names(record, event.initiators)

    def _targets(self, record: Record, event: Event) -> set[str]:
        return self._names(record, event.targets)

    def _place(self, record: Record, event: Event) -> set[str]:
        return self._names(record, (event.place,) if event.place else ())

    def _when(self, record: Record, event: Event) -> set[str]:
        return {f"{event.when.start}–{event.when.end}"} if event.when else set()

    def _figures(self, record: Record, event: Event) -> set[str]:
        return {
            f"{f.what} {f.low:g}–{'' if f.high is None else format(f.high, 'g')}"
            for f in event.figures
            if f.low is not None
        }

    def _chain(self, record: Record, event: Event) -> set[str]:
        return self._names(record, chain_of(record, event))

    def _told(self, record: Record, event: Event) -> str:
        doers, sufferers = (", ".join(sorted(f(record, event))) or "?" for f in (self._initiators, self._targets))
        return f"{event.type} {event.status} “{event.trigger.of(self.right.text)}”: {doers} → {sufferers}"

    def _sentence(self, event: Event) -> str:
        here = next((s for s in self.read.sentences if s.start <= event.trigger.start < s.end), event.trigger)
        return " ".join(here.of(self.right.text).split())

    def _mistake(self, part: str, cost: int, event: Event, right: str, read: str) -> Mistake:
        return Mistake(part, cost, self.gold.name, self._sentence(event), right, read)


def _days_apart(one: str | None, other: str | None) -> int:
    if one is None or other is None:
        return 0 if one == other else 1_000_000
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def page(mistakes: list[Mistake], most: int) -> Iterator[str]:
    """Yields the lines of the page."""
    yield "# The costliest mistakes on the dev part of the corpus\n"
    for part in PARTS:
        own = sorted((m for m in mistakes if m.part == part), key=lambda m: -m.cost)
        yield f"\n## {part}: {len(own)} mistakes, {sum(m.cost for m in own)} fillers\n"
        for mistake in own[:most]:
            yield f"- {mistake.report} (cost {mistake.cost}): {mistake.sentence}"
            yield f"  - right: {mistake.right}"
            yield f"  - read: {mistake.read}"


if __name__ == "__main__":
    main()
