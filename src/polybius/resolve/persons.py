"""Who bears a surname: entries of the ontology -> surname in lower case -> keys."""

from __future__ import annotations

from collections.abc import Iterable

from polybius.model import ActorKind
from polybius.ontology import Entry


def surnames(entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    """Returns surname in lower case -> keys of the persons who bear it."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        if entry.kind is ActorKind.PERSON:
            for name in {n.split()[-1].lower() for n in (entry.name, *entry.aliases) if n}:
                found.setdefault(name, []).append(entry.key)
    return {name: tuple(keys) for name, keys in found.items()}
