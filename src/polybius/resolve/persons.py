"""Names of persons -> entries of office-holders: by full name, perhaps misspelt, or by surname, title and country."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import fuzz

from polybius.drafts import Mention
from polybius.model import ActorKind
from polybius.ontology import Entry, Ontology

SAME_SURNAME = 86.0  # rapidfuzz ratio from which two surnames are one name misspelt
SAME_NAME = 88.0  # the same for full names
SAME_WITHOUT_SURNAME = 90.0  # the same for full names whose surnames differ
NOT_IT = frozenset("assistant associate deputy ex former late prime vice".split())  # before a title: who is not the one


def has_title(title: str | None, office: str) -> bool:
    """Tells whether "Prime Minister X" may be "the prime minister"; he is not "the minister", nor is his deputy he."""
    words, wanted = (title or "").lower().split(), office.split()
    starts = (n for n in range(len(words) - len(wanted) + 1) if words[n : n + len(wanted)] == wanted)
    return any(n == 0 or words[n - 1] not in NOT_IT for n in starts)


class Persons:
    """The persons of one ontology, by surname in lower case."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self.by_surname: dict[str, list[str]] = {}
        for entry in ontology.entries.values():
            if entry.kind is ActorKind.PERSON:
                for name in {n.split()[-1].lower() for n in (entry.name, *entry.aliases) if n}:
                    self.by_surname.setdefault(name, []).append(entry.key)

    def find(self, mention: Mention, countries: Mapping[str, int]) -> str | None:
        """Returns the key of the person that a name stands for; `countries` counts those that the report names."""
        if mention.kind is not ActorKind.PERSON:
            return None
        words = mention.name.lower().split()
        for key in self.by_surname.get(words[-1], ()):
            entry = self.ontology.entries[key]
            if len(words) > 1:
                if any(fuzz.ratio(mention.name.lower(), n.lower()) >= SAME_NAME for n in (entry.name, *entry.aliases)):
                    return key
            elif mention.title and self._held(entry, mention.title) and countries.get(entry.country or ""):
                return key
        return self._misspelt(mention) if len(words) > 1 and mention.title else None

    def _held(self, entry: Entry, title: str) -> bool:
        wanted = self.ontology.titles.get(title.lower())
        return any(
            self.ontology.titles.get(o.title.lower()) == wanted or o.title.lower() in title.lower()
            for o in entry.offices
        )

    def _misspelt(self, mention: Mention) -> str | None:
        wanted = mention.name.lower()
        last = wanted.split()[-1]
        for surname, keys in self.by_surname.items():
            if surname[0] == last[0] and fuzz.ratio(surname, last) >= SAME_SURNAME:
                for key in keys:
                    if fuzz.ratio(self.ontology.entries[key].name.lower(), wanted) >= SAME_WITHOUT_SURNAME:
                        return key
        return None
