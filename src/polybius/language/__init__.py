"""Documents -> annotated sentences; the only room that knows the parser and the learned reader's sessions."""

from polybius.language.features import Features
from polybius.language.learned import Learned
from polybius.language.parser import Parser
from polybius.language.passages import passages
from polybius.language.paths import heads_within

__all__ = ["Features", "Learned", "Parser", "heads_within", "passages"]
