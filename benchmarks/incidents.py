"""Which events of several reports are one thing: pairs found and missed against incidents told by people.

`python benchmarks/incidents.py [--read] [--all] PART …` takes parts of the corpus (train, dev, test) or folders in its
form. It fuses the accounts of the right answers, or (`--read`) of what polybius itself reads from the texts, all
reports of a part at once, and compares pairs of accounts with `incidents.yaml`; `--all` lists what is wrong (never for
test). Of two events that are in no incident only those of two reports count, since an event's rival versions are
listed only where several reports tell it. A look-alike is a pair of which people said that it is two things.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from polybius.fuse.accounts import Setting, accounts_of
from polybius.fuse.batch import fuse_all
from polybius.fuse.copies import band_keys, find_copy, signature
from polybius.fuse.identities import regroup_actors
from polybius.fuse.places import regroup_places
from polybius.gold import SPLITS, compile_report, corpus, load_yaml
from polybius.incidents import Account, ActorMember, PlaceMember, account_id
from polybius.model import Document, Event, Record
from polybius.pipeline import Reader

Told = tuple[str, str]  # the name of a report and the id of its event in the right answers
Pair = tuple[Told, Told]


@dataclass(frozen=True)
class Part:
    """Reports with their right answers, and what people say is one and is not."""

    records: Mapping[str, Record]
    incidents: Sequence[Sequence[Told]]
    copies: Sequence[tuple[str, str]]
    lookalikes: Sequence[Sequence[Told]]


def load(name: str) -> Part:
    """Loads a part of the corpus, or a folder of reports with an incidents.yaml."""
    if name in SPLITS:
        found = corpus(name)
        return Part(
            {report.name: report.record for report in found.reports},
            [[(told.report, told.event) for told in incident.accounts] for incident in found.incidents],
            found.copies,
            [[(told.report, told.event) for told in pair] for pair in found.lookalikes],
        )
    folder = Path(name)
    paths = sorted(path for path in folder.glob("*.yaml") if path.stem != "incidents")
    records = {path.stem: compile_report(path.stem, load_yaml(path)).record for path in paths}
    source = load_yaml(folder / "incidents.yaml")
    return Part(
        records,
        [[(Path(a["file"]).stem, a["event"]) for a in entry["accounts"]] for entry in source["incidents"]],
        [(Path(entry["copy"]).stem, Path(entry["of"]).stem) for entry in source["copies"]],
        [[(Path(e["file"]).stem, e["event"]) for e in entry["events"]] for entry in source["not_the_same"]],
    )


def read(records: Mapping[str, Record]) -> dict[str, Record]:
    """Reads the texts of reports, whose right answers are not looked at."""
    documents = [Document(r.text, r.title, r.publisher, r.url, r.published) for r in records.values()]
    return dict(zip(records, Reader().read_documents(documents), strict=True))


def find_copies(records: Mapping[str, Record]) -> dict[str, str]:
    """Leads from the names of copies to those of their originals, by day of publication."""
    under: dict[str, set[str]] = defaultdict(set)
    signed: dict[str, tuple[int, ...]] = {}
    found: dict[str, str] = {}
    for name in sorted(records, key=lambda name: (records[name].published or "", name)):
        signed[name] = signature(records[name].text)
        near = {other for key in band_keys(signed[name]) for other in under[key]}
        copy = find_copy(name, signed[name], [(other, signed[other]) for other in sorted(near)])
        if copy:
            found[name] = copy.of
            continue
        for key in band_keys(signed[name]):
            under[key].add(name)
    return found


def accounts(records: Mapping[str, Record], copies: Mapping[str, str]) -> dict[Told, Account]:
    """Makes the accounts of all reports, in the order of their days."""
    ordered = {name: records[name] for name in sorted(records, key=lambda name: (records[name].published or "", name))}
    actors = [ActorMember(account_id(r.id, a.id), r.id, a) for r in ordered.values() for a in r.actors]
    places = [PlaceMember(account_id(r.id, p.id), r.id, p) for r in ordered.values() for p in r.places]
    identities = {member: identity for identity in regroup_actors(actors) for member in identity.members}
    locations = {member: location for location in regroup_places(places) for member in location.members}
    found = {}
    for name, record in ordered.items():
        setting = Setting(
            actors={actor.id: identities[account_id(record.id, actor.id)] for actor in record.actors},
            places={place.id: locations[account_id(record.id, place.id)] for place in record.places},
            recorded_at=record.published or "",
            origin=records[copies[name]].id if name in copies else None,
        )
        found.update({(name, account.event): account for account in accounts_of(record, setting)})
    return found


def aligned(gold: Record, found: Record) -> Iterator[tuple[str, str]]:
    """Pairs events of the right answers with events read, each once, by their words."""
    taken: set[str] = set()
    for event in gold.events:
        met = next((e for e in found.events if e.id not in taken and _overlap(event, e)), None)
        if met:
            taken.add(met.id)
            yield event.id, met.id


def _overlap(one: Event, other: Event) -> bool:
    spans = [(event.trigger, *event.mentions) for event in (one, other)]
    same = any(a.overlaps(b) for a in spans[0] for b in spans[1])
    return same and (one.type is other.type or one.trigger.overlaps(other.trigger))


def pairs(groups: Iterable[Iterable[Told]]) -> set[Pair]:
    """Returns all pairs within groups."""
    return {(a, b) if a < b else (b, a) for group in groups for a, b in combinations(sorted(set(group)), 2)}


def measure(name: str, *, reading: bool, listing: bool) -> None:
    """Prints a row of the table."""
    part = load(name)
    records = read(part.records) if reading else dict(part.records)
    copies = find_copies(records)
    told = accounts(records, copies)
    if reading:
        names = {(n, read): (n, gold) for n in records for gold, read in aligned(part.records[n], records[n])}
        of = {account.id: names[key] for key, account in told.items() if key in names}
    else:
        of = {account.id: key for key, account in told.items()}
    listed = {key for incident in part.incidents for key in incident}
    groups = [[of[id] for id in incident.accounts if id in of] for incident in fuse_all(told.values())]
    found = {(a, b) for a, b in pairs(groups) if a[0] != b[0] or a in listed or b in listed}
    true, alike = pairs(part.incidents), pairs(part.lookalikes)
    right = len(found & true)
    precision, recall = right / max(1, len(found)), right / max(1, len(true))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    cells = (f"{len(records)}", f"{len(told):,}", f"{len(true)}", f"{right}", f"{len(found - true)}")
    rates = (f"{precision:.2f}", f"{recall:.2f}", f"{f1:.2f}", f"{len(found & alike)} of {len(alike)}")
    same = len(set(copies.items()) & set(part.copies))
    print("|", " | ".join((name, "read" if reading else "right answers", *cells, *rates)), end="")
    print(f" | {same} of {len(part.copies)}, {len(copies) - same} more |", flush=True)
    if listing and name != "test":
        for title, wrong in (("merged wrongly", found - true), ("missed", true - found)):
            print(f"\n{title}:", *(f"{a[0]} {a[1]} + {b[0]} {b[1]}" for a, b in sorted(wrong)), sep="\n- ")


def main() -> None:
    """Prints the table."""
    names = [word for word in sys.argv[1:] if not word.startswith("--")] or ["train", "dev", "test"]
    columns = (
        "part | records | reports | accounts | pairs | right | wrong | precision | recall | F1 | look-alikes merged"
    )
    print(f"| {columns} | copies |\n|---|---|{'---:|' * 10}")
    for name in names:
        measure(name, reading="--read" in sys.argv, listing="--all" in sys.argv)


if __name__ == "__main__":
    main()
