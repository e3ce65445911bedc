"""YAML files -> one immutable Ontology; a fault in a file stops the start and says where it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from polybius.errors import OntologyError
from polybius.model import ActorKind, EventType, Status
from polybius.ontology.offices import Offices
from polybius.ontology.types import TIES, Entry, FormerName, Frame, Office, PersonNoun, Post, Tie, Title

ROLES = frozenset("initiator target place origin destination content none".split())
COMPILED = "compiled.json"


@dataclass(frozen=True, slots=True)
class Ontology:
    """All that polybius knows before it reads.

    `entries` are known actors by key; `verbs` and `nouns` frames by lemma; `idioms` lemma sequences by first lemma;
    `people`, `titles` nouns and titles in lower case, `title_starts` the titles' first words; `cues` named word lists;
    `offices` who held what, and when.
    """

    entries: Mapping[str, Entry]
    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    idioms: Mapping[str, tuple[tuple[str, ...], ...]]
    people: Mapping[str, PersonNoun]
    titles: Mapping[str, Title]
    title_modifiers: frozenset[str]
    title_starts: frozenset[str]
    cues: Mapping[str, frozenset[str]]
    leanings: Mapping[str, Mapping[str, str]]
    offices: Offices


@cache
def load_ontology() -> Ontology:
    """Loads and checks every file once; raises OntologyError naming file and entry."""
    titles, modifiers = _titles()
    cues, leanings = _cues()
    entries = _entries()
    return Ontology(
        entries=entries,
        verbs=_frames("verbs.yaml", "verb"),
        nouns=_frames("nouns.yaml", "noun"),
        idioms=_idioms(),
        people={p.noun: p for p in _each("people.yaml", _person_noun)},
        titles=titles,
        title_modifiers=modifiers,
        title_starts=frozenset(title.split(" ")[0] for title in titles),
        cues=cues,
        leanings=leanings,
        offices=Offices(entries, _each("offices.yaml", _post), titles),
    )


def read_yaml(name: str) -> Any:
    """Returns the plain content of one file of the ontology; raises OntologyError where it is no YAML.

    What the build compiled is used where it was made from just these bytes: JSON reads twenty times as fast.
    """
    raw = files("polybius.ontology").joinpath(name).read_bytes()
    known = _compiled().get(name)
    if known is not None and known["digest"] == digest(raw):
        return known["content"]
    try:
        import yaml

        return yaml.load(raw, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise OntologyError(f"ontology/{name} is not YAML: {' '.join(str(error).split())}") from error


def digest(raw: bytes) -> str:
    """Returns the fingerprint by which a compiled file is known to be current."""
    return hashlib.blake2b(raw, digest_size=16).hexdigest()


@cache
def _compiled() -> dict[str, Any]:
    path = files("polybius.ontology").joinpath(COMPILED)
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}


def compile_ontology(folder: Path) -> None:
    """Writes every YAML file below a folder, dates as ISO days, into one JSON file that `read_yaml` prefers."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content = {}
    for path in sorted(folder.rglob("*.yaml")):
        raw = path.read_bytes()
        content[path.relative_to(folder).as_posix()] = {
            "digest": digest(raw),
            "content": yaml.load(raw, Loader=loader),
        }
    folder.joinpath(COMPILED).write_text(json.dumps(content, ensure_ascii=False, default=str), "utf-8")


def _each(name: str, build: Callable[[dict[str, Any]], Any]) -> Iterator[Any]:
    for number, item in enumerate(read_yaml(name) or (), 1):
        try:
            yield build(item)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise OntologyError(f"ontology/{name}, entry {number} ({str(item)[:80]}): {error!r}") from error


# --- actors


def _entries() -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for entry in _all_entries():
        if entry.key in entries:
            raise OntologyError(f"ontology: two entries are called {entry.key!r}; a name stands for one actor")
        entries[entry.key] = entry
    return entries


def _all_entries() -> Iterator[Entry]:
    yield from _each("states.yaml", _state)
    folder = files("polybius.ontology").joinpath("actors")
    for name in sorted(f.name for f in folder.iterdir() if f.name.endswith(".yaml")):
        yield from _each(f"actors/{name}", _actor)
    yield from _each("officials.yaml", _official)


def _state(item: dict[str, Any]) -> Entry:
    return Entry(
        key=item["code"],
        name=item["name"],
        kind=ActorKind.STATE,
        country=item["code"],
        sector="GOV",
        aliases=_words(item, "aliases"),
        demonyms=_words(item, "demonyms"),
        metonyms=_words(item, "metonyms"),
        capital=item.get("capital"),
        wikidata=item.get("wikidata"),
        latitude=item.get("latitude"),
        longitude=item.get("longitude"),
        region=item.get("region"),
    )


def _actor(item: dict[str, Any]) -> Entry:
    names = tuple(FormerName(n["name"], _day(n.get("start")), _day(n.get("end"))) for n in item.get("names", ()))
    ties = tuple(tie for kind in TIES if kind in item for tie in _ties(item, kind))
    start, end = item.get("active") or (None, None)
    return Entry(
        key=item["name"],
        name=item["name"],
        kind=ActorKind(item["kind"]),
        country=item.get("country"),
        sector=item.get("sector"),
        aliases=(*_words(item, "aliases"), *(n.name for n in names if n.name != item["name"])),
        wikidata=item.get("wikidata"),
        part_of=item.get("part_of"),
        backers=tuple(tie.other for tie in ties if tie.kind == "backers"),
        opposes=_words(item, "opposes"),
        start=_day(start),
        end=_day(end),
        names=names,
        ties=ties,
    )


def _ties(item: dict[str, Any], kind: str) -> Iterator[Tie]:
    """Reads `backers: [IRN, {name: SYR, start: 1982, end: 2024}]` and its like."""
    for other in item[kind]:
        if isinstance(other, str):
            yield Tie(kind, other)
        else:
            yield Tie(kind, other["name"], _day(other.get("start")), _day(other.get("end")))


def _official(item: dict[str, Any]) -> Entry:
    offices = (
        Office(o["title"], o["of"], _day(o.get("start")), _day(o.get("end")), bool(o.get("rival")))
        for o in item.get("offices", ())
    )
    return Entry(
        key=item["name"],
        name=item["name"],
        kind=ActorKind.PERSON,
        country=item.get("country"),
        sector=item.get("sector"),
        aliases=_words(item, "aliases"),
        wikidata=item.get("wikidata"),
        offices=tuple(offices),
    )


def _post(item: dict[str, Any]) -> Post:
    return Post(item["office"], frozenset(item["titles"]), frozenset(map(ActorKind, item.get("bodies", ()))))


def _day(value: Any) -> str | None:
    return None if value is None else str(value)


def _words(item: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = item.get(key) or ()
    if isinstance(value, str):
        raise ValueError(f"{key} must be a list, not {value!r}")
    return tuple(str(word) for word in value)


# --- words


def _frames(name: str, kind: str) -> dict[str, tuple[Frame, ...]]:
    frames: dict[str, list[Frame]] = {}
    for frame in _each(name, lambda item: _frame(item, kind)):
        frames.setdefault(frame.lemma, []).append(frame)
    return {lemma: tuple(sorted(f, key=lambda x: -x.constraints)) for lemma, f in frames.items()}


def _frame(item: dict[str, Any], kind: str) -> Frame:
    roles = dict(item.get("roles") or {})
    if wrong := set(roles.values()) - ROLES:
        raise ValueError(f"unknown role {sorted(wrong)}; known: {sorted(ROLES)}")
    asked = item.get("object")
    return Frame(
        lemma=item[kind],
        type=EventType(item["type"]),
        mode=item.get("mode"),
        cameo=item.get("cameo"),
        particle=item.get("particle"),
        objects=frozenset(asked) if isinstance(asked, list) else None,
        object_needed={"any": True, "none": False}.get(asked) if isinstance(asked, str) else None,
        prepositions={p: _preposition_objects(v) for p, v in (item.get("prep") or {}).items()},
        roles=roles,
        reciprocal=bool(item.get("reciprocal")),
        lasting=bool(item.get("lasting")),
        complement=Status(item["complement"]) if item.get("complement") else None,
        figure=item.get("figure"),
        weak=bool(item.get("weak")),
        modifiers=frozenset(item["modifier"]) if item.get("modifier") else None,
        not_modifiers=frozenset(item.get("not_modifier") or ()),
        doers=frozenset(map(ActorKind, item.get("doer") or ())),
    )


def _preposition_objects(value: Any) -> frozenset[str] | None:
    return None if value == "any" else frozenset(value)


def _idioms() -> dict[str, tuple[tuple[str, ...], ...]]:
    idioms: dict[str, list[tuple[str, ...]]] = {}
    for words in _each("idioms.yaml", lambda item: tuple(item["phrase"].split())):
        idioms.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(phrases, key=len, reverse=True)) for first, phrases in idioms.items()}


def _person_noun(item: dict[str, Any]) -> PersonNoun:
    flags = {k: bool(item.get(k)) for k in ("platform", "site", "plural_only")}
    kind = ActorKind(item.get("kind") or ("military" if item.get("platform") else "organisation"))
    return PersonNoun(item["noun"], kind, item.get("sector"), item.get("gender"), **flags)


def _titles() -> tuple[dict[str, Title], frozenset[str]]:
    table: dict[str, Title] = {}
    content = read_yaml("titles.yaml")
    for item in content["titles"]:
        title = Title(
            item["title"],
            sector=item.get("sector"),
            leads=item.get("leads"),
            commands=item.get("commands"),
            member_of=item.get("member_of"),
            rank=bool(item.get("rank")),
            honorific=bool(item.get("honorific")),
        )
        for form in (item["title"], *item.get("variants", ()), *item.get("abbreviations", ())):
            table[form.lower()] = title
    return table, frozenset(content["modifiers"])


def _cues() -> tuple[dict[str, frozenset[str]], dict[str, dict[str, str]]]:
    content = read_yaml("cues.yaml")
    lists = {name: frozenset(map(str, words)) for name, words in content["lists"].items()}
    return lists, content["maps"]


def surface_forms(entries: Iterable[Entry]) -> Iterator[tuple[str, str, str]]:
    """Yields (form, key, sort) for every way to name an entry; sort is `name`, `demonym` or `metonym`."""
    for entry in entries:
        for form in (entry.name, *entry.aliases):
            yield form, entry.key, "name"
        for form in entry.demonyms:
            yield form, entry.key, "demonym"
        for form in entry.metonyms:
            yield form, entry.key, "metonym"
