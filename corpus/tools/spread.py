"""What came of the plan -> the tables of corpus/README.md.

    python corpus/tools/spread.py           prints the tables
    python corpus/tools/spread.py --write   puts them into README.md, between its marks

Counts only: no text and no record of the test part is shown.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import agreement
import readings
from check import group_reports

from polybius.gold import SPLITS, Corpus, GoldReport, chain_of, corpus, load_yaml
from polybius.model import EventType, Status

HOME = Path(__file__).parents[1]
PAGE = HOME / "README.md"
BEGIN, END = "<!-- tables: begin -->", "<!-- tables: end -->"
FIVE_YEARS = 5


def main() -> int:
    """Prints the tables or writes them into the page."""
    text = "\n".join(tables())
    if "--write" not in sys.argv:
        print(text)
        return 0
    before, rest = PAGE.read_text("utf-8").split(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.split(END)[1]}", "utf-8")
    return 0


def tables() -> list[str]:
    """Returns every table, as lines of Markdown."""
    parts = {split: corpus(split, HOME) for split in SPLITS}
    reports = [report for part in parts.values() for report in part.reports]
    with (HOME / "plan.tsv").open(encoding="utf-8", newline="") as file:
        plan = {row["file"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    rows = [plan[report.name] for report in reports]
    periods = Counter(f"{y - y % FIVE_YEARS}–{y - y % FIVE_YEARS + 4}" for y in (int(row["year"][:4]) for row in rows))
    return [
        *_section("Splits", _splits(parts)),
        *_section("Regions", _counts(("region", "reports"), Counter(row["region"] for row in rows))),
        *_section("Genres", _counts(("genre", "reports"), Counter(row["genre"] for row in rows))),
        *_section("Periods", _counts(("years", "reports"), periods, by_name=True)),
        *_section("Events of reports: type and status", _matrix(_report_events(reports))),
        *_section("Events of single sentences: type and status", _matrix(_sentence_events(parts.values()))),
        *_section("Why sentences yield nothing", _counts(("reason", "sentences"), _nothing(parts.values()))),
        *_section("What reports hold", _holdings(reports)),
        *_section("Second readings: disagreements and how they were settled", _readings()),
        *_section("Blind readings: agreement", _agreement()),
        *_section("Twenty reports read sentence by sentence", _audit()),
    ]


def _section(title: str, lines: Sequence[str]) -> list[str]:
    return [f"### {title}", "", *lines, ""]


def _row(*cells: object) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


def _head(*cells: str) -> list[str]:
    return [_row(*cells), "|---|" + "---:|" * (len(cells) - 1)]


def _counts(heads: tuple[str, str], counts: Counter[str], *, by_name: bool = False) -> list[str]:
    pairs = sorted(counts.items()) if by_name else counts.most_common()
    return [*_head(*heads), *(_row(name, count) for name, count in pairs)]


def _splits(parts: dict[str, Corpus]) -> list[str]:
    lines = _head("split", "reports", "words", "events", "of them optional", "incidents", "single sentences")
    for split, part in parts.items():
        words = sum(len(report.record.text.split()) for report in part.reports)
        events = sum(len(report.record.events) for report in part.reports)
        optional = sum(path.count("/") == 1 and path.startswith("events/") for r in part.reports for path in r.optional)
        counts = (len(part.reports), f"{words:,}", f"{events:,}", optional, len(part.incidents), len(part.sentences))
        lines.append(_row(split, *counts))
    return lines


def _report_events(reports: Iterable[GoldReport]) -> Counter[tuple[EventType, Status]]:
    return Counter((event.type, event.status) for report in reports for event in report.record.events)


def _sentence_events(parts: Iterable[Corpus]) -> Counter[tuple[EventType, Status]]:
    return Counter((e.type, e.status) for part in parts for sentence in part.sentences for e in sentence.events)


def _nothing(parts: Iterable[Corpus]) -> Counter[str]:
    return Counter(sentence.nothing for part in parts for sentence in part.sentences if sentence.nothing)


def _matrix(counts: Counter[tuple[EventType, Status]]) -> list[str]:
    lines = _head("type", *Status, "all")
    for kind in EventType:
        row = [counts[kind, status] for status in Status]
        lines.append(_row(kind, *row, sum(row)))
    totals = [sum(counts[kind, status] for kind in EventType) for status in Status]
    return [*lines, _row("all", *totals, sum(totals))]


def _holdings(reports: list[GoldReport]) -> list[str]:
    incidents = load_yaml(HOME / "reports" / "incidents.yaml")
    groups = group_reports(incidents)
    records = [report.record for report in reports]
    chains = Counter(len(chain_of(record, event)) for record in records for event in record.events)
    return [
        *_head("what", "count"),
        *(_row(f"events with {n} source{'' if n == 1 else 's'} in the chain", chains[n]) for n in sorted(chains)),
        *(
            _row(part, sum(len(getattr(record, part)) for record in records))
            for part in ("actors", "places", "relations", "stances", "conditions", "discrepancies")
        ),
        _row("figures", sum(len(event.figures) for record in records for event in record.events)),
        _row("events with a day or period", sum(event.when is not None for r in records for event in r.events)),
        _row("second voices (claims)", sum(c.content is not None for record in records for c in record.claims)),
        _row("incident groups", len(groups)),
        _row("reports in them", sum(map(len, groups))),
        _row("near-copies", len(incidents["copies"])),
        _row("look-alikes", len(incidents["not_the_same"])),
    ]


def _readings() -> list[str]:
    rows = readings.table(HOME)
    total = sum((counts for _, counts in rows), Counter())
    lines = _head("field", *readings.SETTLED, "all")
    for name, counts in [*((n, c) for n, c in rows if c), ("all", total)]:
        lines.append(_row(name, *(counts[outcome] for outcome in readings.SETTLED), counts.total()))
    entries = readings.all_readings(HOME)
    agreed = sum(not entry.get("disagreements") for entry in entries)
    return [f"{len(entries)} reports were read a second time; {agreed} of them without any disagreement.", "", *lines]


def _audit() -> list[str]:
    """Errors that were still there after the second reading, in reports drawn by lot."""
    reports, sentences, errors = readings.audit(HOME)
    rate = f"{errors.total()} errors, {errors.total() / sentences:.2f} a sentence, were found and mended."
    return [f"{reports} reports drawn by lot, {sentences} sentences: {rate}", "", *_counts(("field", "errors"), errors)]


def _agreement() -> list[str]:
    total, alone = agreement.measure()
    told = "events paired by the words that tell them; what only one reader has, and calls optional, is left out."
    return [f"{len(alone)} reports, {told}", "", *agreement.table(total)]


if __name__ == "__main__":
    sys.exit(main())
