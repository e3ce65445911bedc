"""Small tables of deeds for tests."""

from __future__ import annotations

from polybius.analysis.events import Deed, EventTable, tabulate


def deed(day: int, source: str = "Northland", target: str = "Southland", code: str = "190", **more: object) -> Deed:
    return Deed(day, source, target, code)._replace(**more)


def table(*deeds: Deed) -> EventTable:
    return tabulate(deeds)
