"""An incident -> the line by which people and programs call it."""

from __future__ import annotations

from polybius.export.exchange.selection import Case, Selection
from polybius.export.wording import one_line


def title(case: Case, selection: Selection) -> str:
    """Names an incident: `ASSAULT by Northland's army on the port (Vela, 2021-03-01)`."""
    doers, done_to = (
        " and ".join(identity.name for identity in selection.who(case, role)) for role in ("initiators", "targets")
    )
    place, (start, end) = selection.where(case), case.days()
    scene = ", ".join(filter(None, (place.name if place else None, start or end)))
    parts = (case.code("type"), f"by {doers}" if doers else None, f"on {done_to}" if done_to else None)
    return one_line(" ".join(filter(None, (*parts, f"({scene})" if scene else None))))
