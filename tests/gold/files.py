"""A report and its right answers as people write them, for tests to change a word in."""

from __future__ import annotations

from typing import Any

import yaml

TEXT = (
    "Port shelled\n\nNorthland's army shelled the port of Vela on Monday, a harbour official said. The army denied it. "
    "If the shelling goes on, Vela will be evacuated, the official warned."
)
REPORT = f"""
title: Port shelled
publisher: Harbour Gazette
published: 2021-03-02
text: {TEXT!r}
actors:
  army: {{name: Northland's army, aliases: [The army], kind: military, country: NLD, sector: MIL}}
  official: {{name: a harbour official, aliases: [the official], kind: unnamed}}
places:
  vela: {{name: Vela, country: NLD, latitude: 52.1, longitude: 4.3, precision: exact}}
events:
  - {{id: e1, type: ASSAULT, also: [COERCE], trigger: shelled@2, mentions: [Port shelled, the shelling],
     initiators: [army], place: vela, when: [2021-03-01, 2021-03-01], when_slack: 1, chain: [official],
     figures: [{{what: rounds, low: 12}}, {{what: killed, low: 3, high: 3, optional: true}}]}}
  - {{id: e2, type: REJECT, trigger: denied it, initiators: [army], content: [e1], optional: true}}
  - {{id: e3, type: RETREAT, status: expected, also_status: [planned], trigger: will be evacuated,
     targets: [official], chain: [official], also_chain: [[]]}}
relations:
  - [army, opposes, official, {{optional: true}}]
stances:
  - {{holder: official, attitude: fears, also: [opposes], topic: the shelling goes on, towards: [e1]}}
conditions:
  - {{if: the shelling goes on, then: e3, by: official, kind: warning}}
discrepancies:
  - {{kind: outcome, between: [e1], texts: [shelled@2, denied it], explanation: The army denies what the other says.}}
claims:
  - {{chain: [army], kind: denial, about: [e1], text: denied it}}
"""


def source(**changes: Any) -> dict[str, Any]:
    """The report as YAML loads it, with some of its parts replaced."""
    return {**yaml.safe_load(REPORT), **changes}
