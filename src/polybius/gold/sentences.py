"""A list of single sentences in YAML -> GoldSentence: events whose participants are words of the sentence."""

from __future__ import annotations

from typing import Any

from polybius.errors import GoldError
from polybius.gold import form
from polybius.gold.form import Sheet, read_entry
from polybius.gold.types import Also, GoldSentence, SentenceEvent
from polybius.model import Certainty, Status

SENTENCE = form.fields(("text",), {"events": lambda sheet, where, value: value}, text=form.words, nothing=form.words)
REASONS = frozenset(
    "idiom sport weather business nature accident science arts history opinion procedure generic saying state".split()
) | {"daily life"}


def compile_sentences(name: str, source: object) -> tuple[GoldSentence, ...]:
    """Returns the sentences of a file, named `name/1`, `name/2`, …; raises GoldError with all its faults."""
    if not isinstance(source, list):
        raise GoldError(f"{name}: should be a list of sentences")
    faults: list[str] = []
    found = [_sentence(f"{name}/{number}", item, faults) for number, item in enumerate(source, 1)]
    if faults:
        raise GoldError("\n".join(faults))
    return tuple(sentence for sentence in found if sentence)


def _sentence(id: str, item: Any, faults: list[str]) -> GoldSentence | None:
    sheet = Sheet(id, str(item.get("text") or "") if isinstance(item, dict) else "")
    head = read_entry(sheet, "sentence", item, SENTENCE)
    told = enumerate(head.get("events", ()), 1)
    entries = [read_entry(sheet, f"event {n}", entry, form.SENTENCE_EVENT) for n, entry in told]
    nothing = head.get("nothing")
    if bool(entries) == bool(nothing):
        sheet.fault("sentence", "should have either events or the reason why there are none (nothing)")
    if nothing and nothing not in REASONS:
        sheet.fault("nothing", f"unknown reason; allowed: {', '.join(sorted(REASONS))}", nothing)
    events = [] if sheet.faults else _joined(sheet, entries)
    faults += sheet.faults
    return None if sheet.faults else GoldSentence(id, sheet.text, tuple(events), nothing)


def _joined(sheet: Sheet, entries: list[dict[str, Any]]) -> list[SentenceEvent]:
    places = {entry["id"]: number for number, entry in enumerate(entries) if "id" in entry}
    found = []
    if len(places) < sum("id" in entry for entry in entries):
        sheet.fault("events", "an id is given twice")
    for number, entry in enumerate(entries, 1):
        unknown = [id for id in entry.get("content", ()) if id not in places]
        for id in unknown:
            sheet.fault(f"event {number}.content", "no such id in this sentence", id)
        content = tuple(places[id] for id in entry.get("content", ()) if id in places)
        also = Also(
            types=entry.get("also", ()), statuses=entry.get("also_status", ()), chains=entry.get("also_chain", ())
        )
        kept = ("type", "trigger", "initiators", "targets", "chain", "place", "optional")
        found.append(
            SentenceEvent(
                status=entry.get("status", Status.HAPPENED),
                certainty=entry.get("certainty", Certainty.CERTAIN),
                content=content,
                also=also,
                **{key: entry[key] for key in kept if key in entry},
            )
        )
    return found
