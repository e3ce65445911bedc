"""Quoted words -> where they stand in a text. `phrase@2` is the second occurrence; runs of white space are alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from polybius.model import Span

NUMBERED = re.compile(r"(.*)@([1-9]\d*)", re.DOTALL)
EDGES = (r"(?<!\w)(?:%s)(?!\w)", "%s")  # as whole words ("AP" is not found in "APC"), else anywhere
STOP = re.compile(r"[.!?…][\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9À-Þ])|\n\s*\n|\n(?=[-•*#]|\d+[.)] )|:\n")
SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Cpl|Sgt|Cmdr|Adm|Brig|Rev|Fr|Sen|Rep|Gov|Pres|St|Ste|No|Nos|vs|cf|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Ltd|Co|Corp|Art|approx|ca?|p|pp|vol)|\b[A-Z])\.$"
)


def find_phrase(text: str, phrase: str) -> Span | None:
    """Returns where a quoted phrase stands, or None; occurrences are counted as whole words if there are enough."""
    numbered = NUMBERED.fullmatch(phrase)
    if numbered:
        return _occurrence(text, numbered[1], int(numbered[2])) or _occurrence(text, phrase, 1)
    return _occurrence(text, phrase, 1)


def _occurrence(text: str, words: str, number: int) -> Span | None:
    if not words.strip():
        return None
    pattern = r"\s+".join(map(re.escape, words.split()))
    for edge in EDGES:
        found = list(re.finditer(edge % pattern, text))
        if len(found) >= number:
            return Span(*found[number - 1].span())
    return None


def find_names(text: str, forms: Mapping[str, Iterable[str]]) -> dict[str, tuple[Span, ...]]:
    """Returns for each id every occurrence of its forms, longest first, none inside a longer form of something else.

    The first letter of a form may be in either case ("The army", "the army").
    """
    owners: dict[str, list[str]] = {}
    for id, names in forms.items():
        for name in dict.fromkeys(" ".join(name.split()) for name in names if name.strip()):
            owners.setdefault(name, []).append(id)
    taken: list[Span] = []
    found: dict[str, list[Span]] = {id: [] for id in forms}
    for name in sorted(owners, key=lambda name: (-len(name), name)):
        free = [span for span in _either_case(text, name) if not any(map(span.overlaps, taken))]
        taken += free
        for id in owners[name]:
            found[id] += free
    return {id: tuple(sorted(spans)) for id, spans in found.items()}


def _either_case(text: str, name: str) -> list[Span]:
    first = f"[{re.escape(name[0].lower())}{re.escape(name[0].upper())}]"
    rest = r"\s+".join(map(re.escape, name[1:].split(" ")))
    return [Span(*found.span()) for found in re.finditer(rf"(?<!\w){first}{rest}(?!\w)", text)]


def sentence_spans(text: str, title: str | None = None) -> tuple[Span, ...]:
    """Cuts a text into its title, sentences, headings and list items, by its punctuation and its lines."""
    start = len(title) if title and text.startswith(title) else 0
    found = [Span(0, start)]
    for stop in STOP.finditer(text, start):
        if stop[0] == "." and SHORT.search(text, start, stop.end()):
            continue
        found.append(Span(start, stop.end()))
        start = stop.end()
    found.append(Span(start, len(text)))
    return tuple(span.trimmed(text) for span in found if span.of(text).strip())


def sentence_at(sentences: Sequence[Span], span: Span) -> int:
    """Returns the index of the sentence in which a span begins."""
    return max((n for n, s in enumerate(sentences) if s.start <= span.start), default=0)
