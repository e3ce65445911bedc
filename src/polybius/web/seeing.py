"""What a person saw of an incident, as a short word that goes back with a decision about it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from polybius.incidents import Incident
from polybius.store import View
from polybius.web.failures import WebError

DIGITS = 16


def token_of(incident: Incident) -> str:
    """Returns a word that is another one once the incident's accounts or their values are."""
    seen = [incident.id, incident.accounts, [(f.name, [v.value for v in f.versions]) for f in incident.fields]]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:DIGITS]


def check_seen(view: View, ids: Sequence[str], seen: Sequence[str]) -> None:
    """Raises WebError where an incident is no longer as it was seen."""
    for id, token in zip(ids, seen, strict=False):
        incident = view.incident(id)
        if token_of(incident) != token:
            by = view.judgements_about(incident.accounts, 1)
            who = by[0].who if by else "a new report or correction"
            raise WebError("changed", f"Incident {id} was changed meanwhile, by {who}; look at it again", by)
