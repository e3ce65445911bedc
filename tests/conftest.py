"""What tests of several rooms share."""

from __future__ import annotations

import pytest

import polybius


@pytest.fixture(scope="session")
def reader() -> polybius.Reader:
    """One reader for all tests, by the rules alone; it keeps nothing from one text to the next."""
    return polybius.Reader(learned=False)
