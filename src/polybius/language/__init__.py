"""Documents -> annotated sentences; the only room that knows the parser and the learned reader's sessions."""

from polybius.language.learned import Learned
from polybius.language.parser import Parser
from polybius.language.passages import passages

__all__ = ["Learned", "Parser", "passages"]
