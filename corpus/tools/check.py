"""Finds in the corpus what no one should have to read for.

    python corpus/tools/check.py            everything: files, wording across files, splits, readings, quotas
    python corpus/tools/check.py NAME…      these reports or files of sentences alone, by name or by path

A fault fails the run; a line that begins with `look` is for a person to decide. Faults that are none stand in
`exceptions.yaml` with the reason.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import dates
import geography
import readings
import wording

from polybius.errors import GoldError
from polybius.gold import SPLITS, GoldReport, GoldSentence, compile_report, compile_sentences, load_yaml
from polybius.gold.phrases import find_names
from polybius.model import EventType, Status

HOME = Path(__file__).parents[1]
WORDS = range(120, 451)
REPORTS, GROUPS, GROUP_REPORTS = 250, 15, 40
SENTENCES, PER_TYPE, PER_STATUS, NOTHING = 3000, 120, 200, 400
RARE = (Status.DENIED, Status.THREATENED, Status.DEMANDED, Status.HYPOTHETICAL)
SPEECH = (EventType.THREATEN, EventType.REQUEST)
TRUTHS = frozenset({"no", "off", "on", "yes"})  # true or false to readers of YAML 1.1
SHARES = {"train": 0.95, "dev": 0.025, "test": 0.025}


def main() -> int:
    """Prints what is wrong and returns the exit status."""
    names = [Path(word).stem for word in sys.argv[1:]]
    lines = list(check_some(names) if names else check_all())
    faults = [line for line in lines if not line.startswith("look: ")]
    print("\n".join(lines), end="\n" if lines else "")
    print(f"{len(faults)} faults, {len(lines) - len(faults)} to look at")
    return 1 if faults else 0


def check_some(names: Iterable[str]) -> Iterator[str]:
    """Yields what is wrong in single files."""
    for name in names:
        places = [HOME / part / f"{name}.yaml" for part in ("reports", "sentences")]
        path = next((place for place in places if place.exists()), None)
        if path is None:
            yield f"{name}: no such file in {HOME.name}/reports or {HOME.name}/sentences"
        elif path.parent.name == "sentences":
            sentences, faults = compiled(path, compile_sentences)
            yield from [*faults, *(line for s in sentences or () for line in sentence_faults(s))]
        else:
            report, faults = compiled(path, compile_report)
            yield from [*faults, *(report_faults(report, exceptions()) if report else ())]


def check_all() -> Iterator[str]:
    """Yields what is wrong in the corpus as a whole."""
    reports, sentences = [], []
    known = exceptions()
    for path in sorted((HOME / "reports").glob("*.yaml")):
        if path.stem != "incidents":
            report, faults = compiled(path, compile_report)
            yield from [*faults, *(report_faults(report, known) if report else ())]
            reports += [report] if report else []
    for path in sorted((HOME / "sentences").glob("*.yaml")):
        found, faults = compiled(path, compile_sentences)
        yield from [*faults, *(line for s in found or () for line in sentence_faults(s))]
        sentences += list(found or ())
    incidents = load_yaml(HOME / "reports" / "incidents.yaml")
    yield from incident_faults(incidents, {report.name: report for report in reports})
    copies = [{entry["copy"].removesuffix(".yaml"), entry["of"].removesuffix(".yaml")} for entry in incidents["copies"]]
    yield from wording.repeated_runs(reports, sentences, copies)
    yield from wording.common_frames(reports, sentences)
    yield from split_faults(reports, sentences, incidents)
    yield from quota_faults(reports, sentences, incidents)
    yield from readings.faults(HOME, [report.name for report in reports])


def exceptions() -> dict[str, dict[str, str]]:
    """Returns for each report the paths that are allowed to break a rule, with the reason."""
    path = HOME / "exceptions.yaml"
    return (load_yaml(path) or {}) if path.exists() else {}


def compiled(path: Path, compiler: Any) -> tuple[Any, list[str]]:
    """Returns what a file compiles to, or None, and its faults."""
    try:
        return compiler(path.stem, load_yaml(path)), []
    except GoldError as error:
        return None, str(error).splitlines()


# --- one report


def report_faults(report: GoldReport, known: dict[str, dict[str, str]]) -> Iterator[str]:
    """Yields what is wrong in one report, the exceptions aside."""
    allowed = known.get(report.name, {})
    found = [
        *length_faults(report),
        *alias_faults(report),
        *event_faults(report),
        *dates.faults(report),
        *geography.faults(report),
    ]
    for path, what in found:
        if path not in allowed:
            look, rest = ("look: ", what[6:]) if what.startswith("look: ") else ("", what)
            yield f"{look}{report.name}: {path}: {rest}"


def length_faults(report: GoldReport) -> Iterator[tuple[str, str]]:
    """Yields a text that is too short or too long."""
    count = len(report.record.text.split())
    if count not in WORDS:
        yield "text", f"{count} words; allowed: {WORDS.start} to {WORDS.stop - 1}"


def alias_faults(report: GoldReport) -> Iterator[tuple[str, str]]:
    """Yields ids that are no words, aliases that the text does not hold, and actors that nothing refers to."""
    record = report.record
    for part, things in (("actors", record.actors), ("places", record.places)):
        for thing in things:
            if thing.id.lower() in TRUTHS:
                yield f"{part}/{thing.id}", "an id that other readers of YAML take for true or false"
            for alias in thing.aliases:
                if not find_names(record.text, {"x": [alias]})["x"]:
                    yield f"{part}/{thing.id}", f"alias not in text: {alias!r}"
            if not thing.mentions:
                yield f"{part}/{thing.id}", f"look: no mention in the text: {thing.name!r}"


def event_faults(report: GoldReport) -> Iterator[tuple[str, str]]:
    """Yields events without doer and target, threats and demands of nothing, and one event written twice."""
    seen: Counter[tuple[object, ...]] = Counter()
    for event in report.record.events:
        path = f"events/{event.id}"
        if not (event.initiators or event.targets) and path not in report.optional:
            yield path, f"neither doer nor target: {event.trigger.of(report.record.text)!r}"
        if event.type in SPEECH and event.status is Status.HAPPENED and not event.content:
            yield path, f"look: a {event.type.lower()} about nothing: {event.trigger.of(report.record.text)!r}"
        seen[key := (event.type, event.status, event.trigger, event.initiators)] += 1
        if seen[key] > 1:
            yield path, f"look: written twice: {event.trigger.of(report.record.text)!r}"


def sentence_faults(sentence: GoldSentence) -> Iterator[str]:
    """Yields what is wrong in a single sentence that compiles."""
    for number, event in enumerate(sentence.events, 1):
        if not (event.initiators or event.targets or event.optional):
            yield f"{sentence.id}: event {number}: neither doer nor target"
    if len(sentence.text.split()) < 4:
        yield f"{sentence.id}: fewer than four words"


# --- the whole


def incident_faults(source: dict[str, Any], reports: dict[str, GoldReport]) -> Iterator[str]:
    """Yields references of `incidents.yaml` that lead nowhere, and copies that are none."""
    events = {name: {event.id for event in report.record.events} for name, report in reports.items()}
    accounts = [a for entry in source["incidents"] for a in entry["accounts"]]
    for account in [*accounts, *(e for entry in source["not_the_same"] for e in entry["events"])]:
        name = str(account["file"]).removesuffix(".yaml")
        if account["event"] not in events.get(name, ()):
            yield f"incidents: {name}: no such report or event: {account['event']!r}"
    for entry in source["copies"]:
        pair = [str(entry[key]).removesuffix(".yaml") for key in ("copy", "of")]
        if any(name not in reports for name in pair):
            yield f"incidents: copies: no such report: {pair}"
        elif (share := wording.resemblance(reports[pair[0]].record.text, reports[pair[1]].record.text)) < 0.3:
            yield f"incidents: copies: {pair[0]} shares only {share:.2f} of its runs of five words with {pair[1]}"


def split_faults(reports: list[GoldReport], sentences: list[GoldSentence], incidents: dict[str, Any]) -> Iterator[str]:
    """Yields files in no split or in two, incidents that straddle splits, and shares that are off."""
    lists = {split: (HOME / f"{split}.txt").read_text("utf-8").split() for split in SPLITS}
    counts = Counter(name for names in lists.values() for name in names)
    files = {report.name for report in reports} | {f"sentences/{s.id.split('/')[0]}" for s in sentences}
    yield from (f"{name}: in {counts[name]} splits" for name in sorted(files | set(counts)) if counts[name] != 1)
    yield from (f"{name}: in a split, but there is no such file" for name in sorted(set(counts) - files))
    home = {name: split for split, names in lists.items() for name in names}
    for group in group_reports(incidents):
        if len({home.get(file.removesuffix(".yaml")) for file in group}) > 1:
            yield f"incidents: {', '.join(sorted(group))}: one group in several splits"
    for split, share in SHARES.items():
        part = sum("/" not in name for name in lists[split]) / max(1, len(reports))
        if abs(part - share) > 0.02:
            yield f"{split}: {part:.1%} of the reports; wanted: {share:.0%}"


def quota_faults(reports: list[GoldReport], sentences: list[GoldSentence], incidents: dict[str, Any]) -> Iterator[str]:
    """Yields quotas of PLAN.md that are not met."""
    groups = group_reports(incidents)
    types = Counter(event.type for sentence in sentences for event in sentence.events)
    statuses = Counter(event.status for sentence in sentences for event in sentence.events)
    for what, count, wanted in (
        ("reports", len(reports), REPORTS),
        ("incident groups", len(groups), GROUPS),
        ("reports in incident groups", sum(map(len, groups)), GROUP_REPORTS),
        ("single sentences", len(sentences), SENTENCES),
        *((f"single sentences, {t}", types[t], PER_TYPE) for t in EventType),
        *((f"single sentences, {s}", statuses[s], PER_STATUS) for s in RARE),
        ("sentences that yield nothing", sum(not s.events for s in sentences), NOTHING),
    ):
        if count < wanted:
            yield f"quota: {what}: {count}; wanted: {wanted}"


def group_reports(incidents: dict[str, Any]) -> list[set[str]]:
    """Returns the reports that share an incident, a look-alike or a copy, as groups."""
    links = [{a["file"] for a in entry["accounts"]} for entry in incidents["incidents"]]
    links += [{e["file"] for e in entry["events"]} for entry in incidents["not_the_same"]]
    links += [{entry["copy"], entry["of"]} for entry in incidents["copies"]]
    return [group for group in wording.joined(links) if len(group) > 1]


if __name__ == "__main__":
    sys.exit(main())
