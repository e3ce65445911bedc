"""The corpus -> examples for the learned reader: the words of a passage with what the right answers say of each.

    python training/labels.py OUT        writes OUT/train.jsonl, OUT/dev.jsonl and OUT/features.json

Words are those of polybius' own parser and passages those of its encoder, so that what is learned fits what is read. An
event stands at the head word of its trigger and of each further mention; a participant, source or place at the head
word of its mentions in the event's sentence, else of the nearest one in the passage. The record gives an event days and
counts without the words they come from: a time expression that comes to those days, or a number that is the count, is
taken for them. `fair` are further words that name a participant; whether they have a part is left open. One line:

    {"words": [...], "report": "…", "events": [{"word": 3, "id": "e1", "type": "ASSAULT", "also": [...],
     "status": "denied",
     "also_status": [...], "optional": false, "roles": [[7, "initiator"], [11, "target"]], "fair": [2]}],
     "entities": [[7, "organisation"]], "ties": [[7, 11, ["opposes"]]], "actors": [[7, "a1"]],
     "sentences": [0, 0, 0, 1], "heads": [1, 1, 1, 3], "features": [[9, 31, 2, 0, 8], ...]}

Entities and ties are those of whole reports; a tie stands between the mentions that its words name, and a stance
towards an actor is one too (`likes`, `dislikes`). `actors` are the words that stand for one actor alone.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from polybius import Document, corpus
from polybius.annotated import Annotated, Token
from polybius.extract.quantities import find_quantities
from polybius.extract.times import find_times
from polybius.gold import Also, GoldReport, GoldSentence, SentenceEvent, chain_of
from polybius.language import Features, Parser, heads_within, passages
from polybius.language.features import NAMES
from polybius.model import ActorKind, Attitude, Event, Span, TimeSpan
from polybius.ontology import load_ontology
from polybius.resolve.times import resolve_time

Row = dict[str, Any]
PEOPLE = frozenset({ActorKind.PERSON, ActorKind.POPULATION, ActorKind.UNNAMED})
STANCES = {Attitude.SUPPORTS: "likes", Attitude.OPPOSES: "dislikes"}


def head_of(tokens: Iterable[Token]) -> Token:
    """Returns the word of a phrase that the others hang on, a verb or noun where there is one."""
    phrase = list(tokens)
    inside = {token.index for token in phrase}
    tops = [token for token in phrase if token.head not in inside or token.head == token.index]
    full = [token for token in tops if token.pos in {"VERB", "NOUN", "PROPN"}]
    return (full or tops or phrase)[0]


def word_at(annotated: Annotated, span: Span) -> int | None:
    """Returns the index of the head word of a span."""
    inside = [token for token in annotated.tokens if token.start < span.end and token.end > span.start]
    return head_of(inside).index if inside else None


@cache
def _features() -> Features:
    return Features(load_ontology())


class AsRead:
    """A document as the encoder reads it: its words, with what it is told of them."""

    def __init__(self, annotated: Annotated) -> None:
        self.tokens, self.features = annotated.tokens, _features().of(annotated)
        self.home = [s.index for s in annotated.sentences for _ in range(s.first, s.last)]

    def passage(self, first: int, last: int) -> Row:
        """Returns the words `first` to `last` (exclusive)."""
        return {
            "words": [token.text for token in self.tokens[first:last]],
            "sentences": self.home[first:last],
            "heads": heads_within(self.tokens, first, last),
            "features": self.features[first:last],
        }


def labels(event: Event | SentenceEvent, also: Also, *, optional: bool) -> Row:
    """Returns what is learned of an event beside its roles."""
    return {
        "type": event.type,
        "also": list(also.types),
        "status": event.status,
        "also_status": list(also.statuses),
        "optional": optional,
    }


class ReportExamples:
    """The passages of one report with its events."""

    def __init__(self, report: GoldReport, annotated: Annotated) -> None:
        self.report, self.annotated, self.record = report, annotated, report.record
        record = self.record
        things = [thing for part in (record.actors, record.places) for thing in part]
        self.words = {t.id: [w for s in t.mentions if (w := word_at(annotated, s)) is not None] for t in things}
        standing = [(w, actor.id) for actor in record.actors for w in set(self.words[actor.id])]
        shared = Counter(w for w, _ in standing)
        self.actors = sorted((w, id) for w, id in standing if shared[w] == 1)
        self.read = AsRead(annotated)
        self.home = self.read.home
        self.times, self.counts = list(self._dated()), list(self._counted())

    def _dated(self) -> Iterator[tuple[int, TimeSpan]]:
        """Yields the head word of each time expression with the days it comes to, whichever side it looks."""
        published = date.fromisoformat(self.record.published) if self.record.published else None
        for sentence in self.annotated.sentences:
            for expression in find_times(self.record.text, sentence.start, sentence.end):
                word = word_at(self.annotated, expression.span)
                for tense in ("past", "future"):
                    days = resolve_time(expression, published, tense=tense)
                    if word is not None and days is not None:
                        yield word, TimeSpan(days.start, days.end)

    def _counted(self) -> Iterator[tuple[int, float | None, float | None]]:
        for sentence in self.annotated.sentences:
            for quantity in find_quantities(self.annotated.words(sentence)):
                yield quantity.last, quantity.low, quantity.high

    def rows(self) -> Iterator[Row]:
        """Yields an example for each passage, those without events included."""
        events: dict[int, Row] = {}
        for event in self.report.record.events:
            for span in (event.trigger, *event.mentions):
                word = word_at(self.annotated, span)
                if word is not None and (word not in events or events[word]["optional"]):
                    path = f"events/{event.id}"
                    judged = labels(event, self.report.also.get(path, Also()), optional=path in self.report.optional)
                    events[word] = {"event": event, **judged}
        for first, last in passages(self.annotated):
            inside = [self._placed(word, row, first, last) for word, row in events.items() if first <= word < last]
            known = self.read.passage(first, last)
            yield known | {"report": self.report.name, "events": inside} | self._tied(first, last)

    def _tied(self, first: int, last: int) -> Row:
        """Returns the entities of a passage, and the ties between those that share a sentence."""
        kinds = {p.id: "place" for p in self.record.places}
        kinds |= {a.id: "person" if a.kind in PEOPLE else "organisation" for a in self.record.actors}
        entities = {w - first: kinds[id] for id in kinds for w in self.words[id] if first <= w < last}
        actors = [(w - first, id) for w, id in self.actors if first <= w < last]
        said = [(r.subject, r.object, r.predicate.value, r.text) for r in self.record.relations]
        for stance in self.record.stances:
            if stance.attitude in STANCES:
                said += [
                    (stance.holder, id, STANCES[stance.attitude], stance.text or stance.topic) for id in stance.about
                ]
        ties: dict[tuple[int, int], list[str]] = {}
        for subject, thing, name, text in said:
            for pair in self._pairs(subject, thing, text):
                if all(first <= w < last for w in pair):
                    ties.setdefault((pair[0] - first, pair[1] - first), []).append(name)
        pairs = [(*pair, sorted(set(names))) for pair, names in ties.items()]
        return {"entities": sorted(entities.items()), "ties": pairs, "actors": actors}

    def _pairs(self, subject: str, thing: str, text: Span | None) -> list[tuple[int, int]]:
        """Returns the two nearest mentions in the sentence that ties them, in every one where no words are told."""
        word = word_at(self.annotated, text) if text is not None else None
        ones, others = self.words.get(subject, ()), self.words.get(thing, ())
        both = [(a, b) for a in ones for b in others if a != b and self.home[a] == self.home[b]]
        here = [pair for pair in both if word is None or self.home[pair[0]] == self.home[word]]
        return sorted(here, key=lambda pair: abs(pair[0] - pair[1]))[: 1 if word is not None else None]

    def _placed(self, word: int, row: Row, first: int, last: int) -> Row:
        """Gives an event its word and its roles, counted from the first word of the passage."""
        event: Event = row["event"]
        named = [(id, "initiator") for id in event.initiators] + [(id, "target") for id in event.targets]
        named += [(id, "place") for id in (event.place, event.origin, event.destination) if id]
        named += [(id, "source") for id in chain_of(self.record, event)]
        found = [(self.words[id], role) for id, role in named]
        found += [([w for w, days in self.times if days == event.when], "time")] if event.when else []
        for figure in event.figures:
            words = [w for w, *bounds in self.counts if bounds == [figure.low, figure.high]]
            found.append((words, figure.what if figure.what in ("killed", "wounded") else "count"))
        roles = [(w - first, role) for words, role in found for w in self._nearest(words, word, first, last)]
        fair = {w - first for words, role in found for w in self._also_fair(words, role, word) if first <= w < last}
        fair -= {w for w, _ in roles}
        kept = {k: v for k, v in row.items() if k != "event"}
        return {**kept, "id": event.id, "word": word - first, "roles": roles, "fair": sorted(fair)}

    def _also_fair(self, words: Sequence[int], role: str, word: int) -> Iterator[int]:
        """Yields further words that may stand for a participant: its other mentions, and pronouns of the event's
        sentence where that does not name it.
        """
        yield from words
        if role in {"initiator", "target"} and words and all(self.home[w] != self.home[word] for w in words):
            sentence = self.annotated.sentences[self.home[word]]
            yield from (t.index for t in self.annotated.words(sentence) if t.tag in {"PRP", "WP"})

    def _nearest(self, words: Iterable[int], word: int, first: int, last: int) -> list[int]:
        inside = [w for w in dict.fromkeys(words) if first <= w < last]
        beside = [w for w in inside if self.home[w] == self.home[word]]
        return beside or sorted(inside, key=lambda w: (w > word, abs(w - word)))[:1]


def of_sentence(single: GoldSentence, annotated: Annotated) -> Row:
    """Returns the example of a single sentence."""
    rows = []
    for event in single.events:
        places = (event.place,) if event.place else ()
        parts = (("initiator", event.initiators), ("target", event.targets), ("source", event.chain), ("place", places))
        rows.append(
            {
                "word": word_at(annotated, event.trigger),
                **labels(event, event.also, optional=event.optional),
                "roles": [(word_at(annotated, span), role) for role, spans in parts for span in spans],
            }
        )
    return AsRead(annotated).passage(0, len(annotated.tokens)) | {"report": single.id, "events": rows}


def examples(split: str) -> Iterator[Row]:
    """Yields every example of a part of the corpus."""
    part, parser = corpus(split), Parser()
    texts = [Document(report.record.text, report.record.title) for report in part.reports]
    for report, annotated in zip(part.reports, parser.annotate(texts), strict=True):
        yield from ReportExamples(report, annotated).rows()
    singles = [Document(single.text) for single in part.sentences]
    for single, annotated in zip(part.sentences, parser.annotate(singles), strict=True):
        yield of_sentence(single, annotated)


def main() -> int:
    """Writes the examples of train and dev."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    (out / "features.json").write_text(json.dumps(NAMES), "utf-8")
    for split in ("train", "dev"):
        lines = [json.dumps(example, ensure_ascii=False) for example in examples(split)]
        (out / f"{split}.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")
        print(f"{split}: {len(lines)} passages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
