"""Which polybius this is, as the readings in the store are marked."""

from __future__ import annotations


def version() -> str:
    """Returns the installed version; "0+source" where polybius runs from a source tree that is not installed."""
    from importlib import metadata

    try:
        return metadata.version("polybius")
    except metadata.PackageNotFoundError:
        return "0+source"
