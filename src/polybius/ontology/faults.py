"""The files of the ontology -> what is wrong with them: collisions, dead references, days out of order.

`python -m polybius.ontology.faults` prints one line a fault, with file, line and value, and exits 1 where there is one.
The loader stops at the first thing that it cannot use; this finds what it could load and what would still be false.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from polybius.ontology.load import load_ontology
from polybius.ontology.offices import first_day, last_day, meets
from polybius.ontology.types import TIES

DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")
SPLIT = re.compile(r"[\s\-–/()]+")
SHARED = {"name", "aliases", "country", "sector", "source", "wikidata"}
KEYS = {
    "states.yaml": {
        "code",
        "name",
        "aliases",
        "demonyms",
        "capital",
        "metonyms",
        "latitude",
        "longitude",
        "region",
        "wikidata",
    },
    "officials.yaml": {*SHARED, "offices"},
    "actors/": {*SHARED, *TIES, "kind", "part_of", "opposes", "active", "names"},
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: a value on a line (from 1) of a file below the ontology's folder."""

    file: str
    line: int
    value: str
    what: str

    def __str__(self) -> str:
        return f"ontology/{self.file}:{self.line}: {self.value!r} {self.what}"


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as written, and where."""

    file: str
    line: int
    content: Mapping[str, Any]

    @property
    def key(self) -> str:
        """The name that others refer to it by."""
        return str(self.content.get("code") or self.content["name"])

    @property
    def forms(self) -> set[str]:
        """Every name it goes by, as the index of names compares them."""
        words = [self.content["name"], *(n["name"] for n in self.content.get("names", ()))]
        words += [form for key in ("aliases", "demonyms", "metonyms") for form in self.content.get(key, ())]
        return {plain(str(word)) for word in words}

    def fault(self, value: object, what: str) -> Fault:
        """Returns a fault of this entry."""
        return Fault(self.file, self.line, str(value), f"{what} ({self.key})")


def plain(form: str) -> str:
    """Returns a form without case, article, hyphens, brackets and apostrophes."""
    bare = re.sub(r"^[Tt]he\s+|['’]s\b", "", form)
    return " ".join(w for w in SPLIT.split(re.sub(r"['’‘`´.\"“”]", "", bare).lower()) if w)


def find_faults(folder: Path, places: Iterable[str] = ()) -> list[Fault]:
    """Returns what is wrong in a folder laid out like this one; `places` are names that no actor may go by alone."""
    items = list(read_items(folder))
    keys = {item.key: item for item in items}
    declared = list(_read(folder, "homonyms.yaml"))
    faults = [fault for item in items for fault in (*_form(item), *_references(item, keys), *_days(item))]
    known = {plain(str(word.content["form"])) for word in declared}
    faults += [*_twice(items), *_homonyms(items, declared), *_terms(items)]
    return sorted([*faults, *_common(items, known, set(map(plain, places)))], key=lambda f: (f.file, f.line))


def read_items(folder: Path) -> Iterator[Item]:
    """Yields the states, actors and officials of a folder."""
    yield from _read(folder, "states.yaml")
    for path in sorted((folder / "actors").glob("*.yaml")):
        yield from _read(folder, f"actors/{path.name}")
    yield from _read(folder, "officials.yaml")


def _read(folder: Path, name: str) -> Iterator[Item]:
    import yaml

    text = (folder / name).read_text("utf-8")
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    root = yaml.compose(text, loader)
    for node, content in zip(root.value if root else (), yaml.load(text, loader) or (), strict=True):
        yield Item(name, node.start_mark.line + 1, content)


# --- one entry


def _form(item: Item) -> Iterator[Fault]:
    known = next(keys for start, keys in KEYS.items() if item.file.startswith(start))
    for key in item.content.keys() - known:
        yield item.fault(key, f"is no key of an entry here; known: {', '.join(sorted(known))}")
    if item.file != "states.yaml" and not item.content.get("source"):
        yield item.fault(item.key, "names no source")
    written = [item.content["name"], *item.content.get("aliases", ())]
    written += [n["name"] for n in item.content.get("names", ()) if n["name"] != item.content["name"]]
    for form in sorted({str(form) for form in written if written.count(form) > 1}):
        yield item.fault(form, "stands twice in one entry")


def _references(item: Item, keys: Mapping[str, Item]) -> Iterator[Fault]:
    content = item.content
    country = content.get("country")
    if country is not None and (country not in keys or keys[country].file != "states.yaml"):
        yield item.fault(country, "is no code of states.yaml")
    ties = [(kind, tie if isinstance(tie, str) else tie["name"]) for kind in TIES for tie in content.get(kind, ())]
    ties += [("opposes", other) for other in content.get("opposes", ())]
    ties += [("offices", office["of"]) for office in content.get("offices", ())]
    ties += [("part_of", content["part_of"])] if content.get("part_of") else []
    for kind, other in ties:
        if other not in keys:
            yield item.fault(other, f"under {kind} is no entry")
        elif other == item.key:
            yield item.fault(other, f"under {kind} is the entry itself")


def _days(item: Item) -> Iterator[Fault]:
    content = item.content
    timed = [t for key in ("offices", "names", *TIES) for t in content.get(key, ()) if isinstance(t, dict)]
    spans = [(t.get("start"), t.get("end")) for t in timed]
    spans += [tuple(content["active"])] if content.get("active") else []
    for start, end in spans:
        wrong = [str(day) for day in (start, end) if day is not None and not DAY.match(str(day))]
        for day in wrong:
            yield item.fault(day, "is no ISO day, month or year")
        if not wrong and start is not None and end is not None and first_day(str(start)) > last_day(str(end)):
            yield item.fault(f"{start} to {end}", "ends before it begins")


# --- entries beside one another


def _twice(items: Iterable[Item]) -> Iterator[Fault]:
    seen: dict[str, Item] = {}
    for item in items:
        if item.key in seen:
            yield item.fault(item.key, f"is an entry already, at {seen[item.key].file}:{seen[item.key].line}")
        seen.setdefault(item.key, item)


def _homonyms(items: Iterable[Item], declared: Iterable[Item]) -> Iterator[Fault]:
    bearers: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        for form in item.forms:
            bearers[form].append(item)
    allowed = {}
    for word in declared:
        form, names = plain(str(word.content["form"])), set(word.content["actors"])
        allowed[form] = names
        if names != {item.key for item in bearers[form]}:
            shared = sorted(item.key for item in bearers[form])
            yield Fault(
                word.file, word.line, str(word.content["form"]), f"is the name of {shared}, not of {sorted(names)}"
            )
        if word.content.get("told_by") == "day":
            yield from (_same_time(word, *pair) for pair in combinations(bearers[form], 2) if _meet(*pair))
    for form, found in bearers.items():
        if len(found) > 1 and form not in allowed:
            others = ", ".join(f"{i.key} at {i.file}:{i.line}" for i in found[:-1])
            yield found[-1].fault(form, f"also names {others}; declare it in homonyms.yaml if it does")


def _same_time(word: Item, one: Item, other: Item) -> Fault:
    what = f"is told by day, but {one.key} and {other.key} were active at one time"
    return Fault(word.file, word.line, str(word.content["form"]), what)


def _meet(one: Item, other: Item) -> bool:
    return any(
        meets(*a, day) and meets(*b, day) for a in _spans(one) for b in _spans(other) for day in (a[0], b[0]) if day
    )


def _spans(item: Item) -> list[tuple[str | None, str | None]]:
    spans = [(o.get("start"), o.get("end")) for o in item.content.get("offices", ())]
    spans = spans or [tuple(item.content.get("active") or (None, None))]
    return [(None if a is None else str(a), None if b is None else str(b)) for a, b in spans]


def _terms(items: Iterable[Item]) -> Iterator[Fault]:
    by_key = {item.key: item for item in items}
    for seat, post, one, other in load_ontology().offices.overlaps():
        if one.holder in by_key and other.holder in by_key:
            what = f"begins as {post.name} of {seat} while {one.holder} holds the office until {one.office.end}"
            yield by_key[other.holder].fault(other.office.start, what)


def _common(items: Iterable[Item], declared: set[str], places: set[str]) -> Iterator[Fault]:
    """Names of one word that are a word of the language, or a place, and would be found where nobody is meant."""
    ontology = load_ontology()
    words = ontology.verbs.keys() | ontology.nouns.keys() | ontology.people.keys() | ontology.titles.keys()
    words |= set().union(*ontology.cues.values())
    for item in (i for i in items if i.file != "states.yaml"):
        for form in (str(form) for form in (item.content["name"], *item.content.get("aliases", ()))):
            if " " in form or form.isupper() or plain(form) in declared:
                continue
            if form.lower() in words or plain(form) in places:
                yield item.fault(form, "is a place" if plain(form) in places else "is a common word")


def main() -> int:
    """Prints the faults of this folder."""
    faults = find_faults(Path(__file__).parent)
    print("\n".join(map(str, faults)) or "no faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
