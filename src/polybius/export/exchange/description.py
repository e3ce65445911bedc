"""An incident as plain JSON values, every version beside the others: what formats hold that have no words for it.

The keys are polybius's own (docs/exports.md, "What every version says"); a format puts the object where it allows
for further keys.
"""

from __future__ import annotations

from typing import Any

from polybius.export.exchange.selection import Case, Selection, days_of, telling, told_by
from polybius.incidents import Account, Field, FigureVersion, Tally, Version
from polybius.model import to_dict

OF_ACTORS = ("initiators", "targets")


def describe(case: Case, selection: Selection) -> dict[str, Any]:
    """Returns all that is known of an incident: `versions`, `figures`, `accounts`, `disputed`, `origins`, days."""
    incident = case.incident
    return {
        "id": incident.id,
        "disputed": list(incident.disputed),
        "origins": incident.origins,
        "first_reported": incident.first,
        "last_reported": incident.last,
        "versions": [describe_field(field, case, selection) for field in incident.fields],
        "figures": [describe_tally(tally, case) for tally in incident.tallies],
        "accounts": [describe_account(account, selection) for account in case.accounts],
    }


def describe_field(field: Field, case: Case, selection: Selection) -> dict[str, Any]:
    """Returns a field's versions, the best supported first, with who holds each."""
    versions = [
        {"value": _value(field.name, version, selection), "told_by": list(telling(case.accounts, version.accounts))}
        | {"accounts": list(version.accounts), "origins": version.origins}
        for version in field.versions
    ]
    return {"field": field.name, "disputed": field.disputed, "versions": versions}


def describe_tally(tally: Tally, case: Case) -> dict[str, Any]:
    """Returns a count's low, best and high, and each version of it with who holds it."""
    bounds = {"low": tally.low, "best": tally.best, "high": tally.high}
    versions = [_figure(version, case) for version in tally.versions]
    return {"what": tally.what} | to_dict_with_nulls(bounds) | {"disputed": tally.disputed, "versions": versions}


def describe_account(account: Account, selection: Selection) -> dict[str, Any]:
    """Returns one account: whose words they are, where they stand, and what they say; what is empty is left out."""
    plain: dict[str, Any] = to_dict(account)
    address = selection.address(account.report)
    return plain | {"told_by": told_by(account)} | ({"url": address} if address else {})


def to_dict_with_nulls(values: dict[str, float | None]) -> dict[str, float | None]:
    """Writes whole numbers without a fraction; an open bound stays null."""
    return {name: to_dict(value) for name, value in values.items()}


def _value(name: str, version: Version, selection: Selection) -> Any:
    if name in OF_ACTORS:
        return [{"id": id, "name": selection.identity(id).name} for id in version.value]
    entry = next(iter(version.value), None)
    if name == "place":
        return to_dict(selection.location(entry)) if entry else None
    if name == "when":
        start, end = days_of(entry)
        return {"start": start, "end": end}
    return entry


def _figure(version: FigureVersion, case: Case) -> dict[str, Any]:
    bounds = to_dict_with_nulls({"low": version.low, "high": version.high})
    holders = {"told_by": list(telling(case.accounts, version.accounts)), "accounts": list(version.accounts)}
    return bounds | holders | {"origins": version.origins}
