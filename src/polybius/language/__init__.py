"""Documents -> annotated sentences; the only room that knows the parser."""

from polybius.language.parser import Parser

__all__ = ["Parser"]
