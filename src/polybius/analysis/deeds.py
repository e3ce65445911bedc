"""Incidents with their accounts -> a table of deeds between sides, or of deeds in countries, each incident once.

A copy of a report is no new telling: of each independent origin the first account counts. A day on which a report came
out is one on which something was told, whatever it told of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from polybius.analysis import cameo
from polybius.analysis.events import Deed, EventTable, number_of, tabulate
from polybius.analysis.facts import SideOf, days_of, happened, leading
from polybius.incidents import Account, Incident
from polybius.model import EventType

WITHIN = 7
"""Days within which it must be known when something was, for it to be put on the first of them."""
ANYBODY = "?"
"""Stands in a table by country for a doer whom nobody names."""

Told = Iterable[tuple[Incident, Sequence[Account]]]


def from_incidents(told: Told, side_of: SideOf) -> EventTable:
    """Tabulates what happened, by every side that did it towards every side to which it was done.

    What is not known to within a week, or has a side left open, is left out and counted among the problems.
    """
    left: Counter[str] = Counter()
    everything = tuple(told)
    return _table((deed for one in everything for deed in _between(*one, side_of, left)), everything, left)


def in_countries(told: Told, side_of: SideOf) -> EventTable:
    """Tabulates what happened where: each deed is one towards the country (ISO 3166-1 alpha-3) in which it was."""
    left: Counter[str] = Counter()
    everything = tuple(told)
    return _table((deed for one in everything for deed in _within(*one, side_of, left)), everything, left)


def _table(deeds: Iterable[Deed], told: Told, left: Counter[str]) -> EventTable:
    found = list(deeds)
    days = {account.published for _, accounts in told for account in accounts if account.published}
    problems = [f"{count:,} incidents left out: {reason}" for reason, count in left.most_common()]
    return tabulate(found, problems, [number_of(date.fromisoformat(day)) for day in days])


def _between(incident: Incident, accounts: Sequence[Account], side_of: SideOf, left: Counter[str]) -> Iterator[Deed]:
    doers, targets = (
        sorted({side_of(id) for id in leading(incident, name)} - {""}) for name in ("initiators", "targets")
    )
    if happened(incident) and not (doers and targets):
        left["no doer or no target"] += 1
    elif happened(incident):
        yield from _tellings(incident, accounts, ((one, other) for one in doers for other in targets), left)


def _within(incident: Incident, accounts: Sequence[Account], side_of: SideOf, left: Counter[str]) -> Iterator[Deed]:
    place = next(iter(leading(incident, "place")), None)
    country = next((a.place.country for a in accounts if a.place and a.place.id == place), None)
    doers = sorted({side_of(id) for id in leading(incident, "initiators")} - {""}) or [ANYBODY]
    if happened(incident) and country is None:
        left["no country"] += 1
    elif happened(incident) and country:
        yield from _tellings(incident, accounts, [(doers[0], country)], left)


def _tellings(
    incident: Incident, accounts: Sequence[Account], pairs: Iterable[tuple[str, str]], left: Counter[str]
) -> Iterator[Deed]:
    first, last = days_of(incident)
    if first is None or last is None or (date.fromisoformat(last) - date.fromisoformat(first)).days >= WITHIN:
        left[f"no day to within {WITHIN}"] += 1
        return
    code = _code(incident, accounts)
    voices = {account.origin or account.id: account.publisher or "" for account in reversed(accounts)}
    for source, target in pairs:
        for publisher in voices.values():
            yield Deed(number_of(date.fromisoformat(first)), source, target, code, None, publisher, "", incident.id)


def _code(incident: Incident, accounts: Iterable[Account]) -> str:
    """Returns the CAMEO code that most accounts give, else that of the type."""
    type = EventType(leading(incident, "type")[0])
    told = Counter(code for a in accounts if a.type is type and a.cameo and (code := cameo.normal_code(a.cameo)))
    return told.most_common(1)[0][0] if told else cameo.PLOVER[type]
