"""Extractions -> records: who, where, when, how many, and which passages tell one thing. `Resolver` is the way in."""

from polybius.resolve.record import Resolver

__all__ = ["Resolver"]
