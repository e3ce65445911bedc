"""Seeds of a report that takes back what was printed -> denied: "We reported that he had fled. This was wrong."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from polybius.annotated import Annotated, Token
from polybius.extract import tree
from polybius.extract.seeds import Seed
from polybius.extract.status import Standing
from polybius.model import Status
from polybius.ontology import Ontology

DOCUMENTS = frozenset("article bulletin dispatch headline item message post report statement story text".split())
WRONG = re.compile(
    r"^(?:all|both|neither|none|that|the|these|this|those)\b(?: \w+){0,4}?"
    r" (?:is|are|was|were|had been|proved|turned out to be) (?:\w+ly )?"
    r"(?:wrong|false|incorrect|untrue|mistaken|inaccurate|an error|in error|not (?:true|correct|so))\b",
    re.IGNORECASE,
)
BACK = 2  # sentences from a correction to what it corrects
TOLD = frozenset({Status.HAPPENED, Status.ONGOING})


def retract(annotated: Annotated, seeds: Sequence[Seed], ontology: Ontology) -> None:
    """Takes for denied what a document is said to have told, where the report goes on that this was wrong."""
    text = annotated.document.text
    wrong = [s.index for s in annotated.sentences if WRONG.match(text[s.start : s.end])]
    for seed in seeds if wrong else ():
        corrected = any(0 < at - seed.sentence.index <= BACK for at in wrong)
        if corrected and seed.standing.status in TOLD and _printed(annotated.tokens, seed.token, ontology):
            seed.standing = Standing(Status.DENIED, told=True)


def _printed(tokens: Sequence[Token], word: Token, ontology: Ontology) -> bool:
    """Tells whether an article or the like is said to tell it, or "we" do."""
    for above in tree.ancestors(tokens, word):
        if above.lemma in ontology.cues["reporting_verbs"] and above.pos == "VERB":
            return any(t.lemma in DOCUMENTS or t.lower == "we" for t in tree.children(tokens, above, "nsubj"))
    return False
