"""Codes of deeds -> CAMEO root, quad class and Goldstein intensity, whichever scheme a table was coded in.

Root codes and their Goldstein values are those of the CAMEO codebook (Schrodt, 2012, 1.1b3; the scale after Goldstein,
1992, from -10, an attack, to +8.3). Quad classes: 01–05 verbal cooperation, 06–08 material cooperation, 09–13 verbal
conflict, 14–20 material conflict.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from polybius.model import EventType


class Quad(IntEnum):
    """The four classes of deeds."""

    VERBAL_COOPERATION = 0
    MATERIAL_COOPERATION = 1
    VERBAL_CONFLICT = 2
    MATERIAL_CONFLICT = 3


ROOTS = range(1, 21)
GOLDSTEIN = (0.0, 3.0, 4.0, 1.0, 3.5, 6.0, 7.0, 5.0, -2.0, -5.0,
             -2.0, -4.0, -6.0, -6.5, -7.2, -4.0, -7.0, -9.0, -10.0, -10.0)  # fmt: skip
"""The intensity of root codes 01 to 20."""
LAST_OF_CLASS = (5, 8, 13)
"""The last root code of each quad class but material conflict."""

PLOVER = {
    EventType.AGREE: "03", EventType.CONSULT: "04", EventType.SUPPORT: "05", EventType.CONCEDE: "08",
    EventType.COOPERATE: "06", EventType.AID: "07", EventType.RETREAT: "08", EventType.REQUEST: "10",
    EventType.ACCUSE: "11", EventType.REJECT: "12", EventType.THREATEN: "13", EventType.PROTEST: "14",
    EventType.SANCTION: "16", EventType.MOBILIZE: "15", EventType.COERCE: "17", EventType.ASSAULT: "18",
}  # fmt: skip
"""The CAMEO root that comes nearest to a PLOVER type; CONCEDE is verbal in PLOVER's own quad classes."""
ACLED = {
    "battles": "19", "explosions/remote violence": "18", "violence against civilians": "18", "riots": "14",
    "protests": "14", "agreement": "05", "arrests": "17", "headquarters or base established": "15",
    "looting/property destruction": "17",
}  # fmt: skip
"""ACLED event types and, for strategic developments, sub-event types; the others are no deeds towards another."""
UCDP = {"1": "19", "2": "19", "3": "18"}
"""UCDP's types of violence: state-based, non-state, one-sided."""


def normal_code(written: str) -> str | None:
    """Returns a CAMEO code with the zeros that a spreadsheet took: "42" -> "042", "4" -> "04"; None for no code."""
    if not written.isdecimal() or not 0 < int(written) < 10_000:
        return None
    code = written.zfill(2)
    while len(code) < 4 and int(code[:2]) not in ROOTS:
        code = "0" + code
    return code if int(code[:2]) in ROOTS else None


def roots(codes: NDArray[np.str_]) -> NDArray[np.int64]:
    """Returns the root codes, 1 to 20, of CAMEO codes."""
    return codes.astype("U2").astype(np.int64)


def quads(codes: NDArray[np.str_]) -> NDArray[np.int64]:
    """Returns the quad classes of CAMEO codes."""
    return np.digitize(roots(codes), LAST_OF_CLASS, right=True).astype(np.int64)


def goldstein(codes: NDArray[np.str_]) -> NDArray[np.float64]:
    """Returns the intensities of the root codes of CAMEO codes."""
    return np.array(GOLDSTEIN)[roots(codes) - 1]
