"""`python -m polybius.web.openapi FILE`: the OpenAPI document, from which the page's types are made."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from polybius.errors import PolybiusError
from polybius.store import Store
from polybius.web.app import create_app
from polybius.web.reading import Reader


def _nobody_reads() -> Reader:
    raise PolybiusError("no report is read while the document is written")


def document() -> str:
    """Returns the OpenAPI document as JSON, without the version of polybius, so that only routes change it."""
    with Store.open(":memory:") as store:
        application = create_app(store, "0", _nobody_reads, local="nobody")
        return json.dumps(application.openapi(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(document(), encoding="utf-8")
