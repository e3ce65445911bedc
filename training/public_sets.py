"""Public annotated sets -> examples for the learned reader, in the form of `labels.py`.

    python training/public_sets.py SETS OUT [--open] [--muc DIR]   writes OUT/public.jsonl

SETS is a folder that holds `plv`, `muc4`, `polnear`, `factuality` and `re3d` as their makers publish them; only their
training parts are read. `--open` leaves out the sets that state no licence (plv, muc4, polnear); DIR holds MUC-4 in
mixed case (`recase.py`), which its makers publish in capitals. Each set teaches what it marks and nothing else; a row
may have, beside its words:

    "events":   as in `labels.py`, with "open": words of which the set mostly, "unsaid": of which it always says nothing
    "sayings":  [{"cue": 4, "source": [2, 3], "content": [5, 6, 7]}]             all that the passage holds
    "facts":    [[word, value]]                                                  -3 (certainly not) to +3 (certainly)
    "entities": [[word, "organisation"]], "ties": [[word, word, [predicate, …]]] all that each sentence holds
    "sentences": [number of the sentence of each word]

Of some sets every few texts are marked "held": they are not learned from, and the figures of `train.py` are on them.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import muc
from labels import AsRead, Row
from marked import head_in, valued, words_in

from polybius import Document
from polybius.annotated import Annotated
from polybius.language import Parser, passages

MERGED = {"YIELD": ["CONCEDE", "RETREAT"]}  # PLV's types are PLOVER's but for this one
TIES = {
    "InChargeOf": ["commands", "leads"],
    "BelongsTo": ["part_of", "member_of"],
    "CoLocated": ["based_in", "present_in"],
    "FightingAgainst": ["opposes"],
    "AlliesOf": ["allied_with"],
    "Likes": ["likes"],
    "Dislikes": ["dislikes"],
}
UNDIRECTED = {"FightingAgainst", "AlliesOf"}
KINDS = {"Organisation": "organisation", "Person": "person", "Location": "place"}
CONFIDENT = 0.5  # re3d: entities below were refused by its annotators
HELD = {"plv": 7, "polnear": 20, "re3d": 5}  # one text in so many is held out
TELLING = {"VERB", "NOUN", "PROPN", "ADJ", "PRON", "AUX", "ADV"}
Marked = Iterable[tuple[str, Any]]


def rows(name: str, marked: Marked, label: Callable[[Annotated, Any, int, int], Row]) -> Iterator[Row]:
    """Yields an example for each passage of each (text, what is marked in it)."""
    pairs = list(marked)
    read = Parser().annotate(Document(text) for text, _ in pairs)
    for number, (annotated, (_, gold)) in enumerate(zip(read, pairs, strict=True)):
        known = AsRead(annotated)
        for first, last in passages(annotated):
            if found := label(annotated, gold, first, last):
                row: Row = {"set": name, "held": name in HELD and number % HELD[name] == 0}
                yield row | known.passage(first, last) | found


# --- PLV: a sentence, two parties, the type of what one does to the other


def plv(folder: Path) -> Marked:
    """Yields the sentences with the spans of source and target and the type."""
    with next(folder.rglob("PLV_train.tsv")).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            spans: dict[str, list[tuple[int, int]]] = {"s": [], "t": []}
            starts: dict[str, list[int]] = {"s": [], "t": []}
            at = 0
            for piece in re.split(r"(</?[st]>)", row["marked_sentence"]):
                tag = re.fullmatch(r"<(/?)([st])>", piece)
                if not tag:
                    at += len(piece)
                elif tag[1]:
                    spans[tag[2]].append((starts[tag[2]].pop(), at))
                else:
                    starts[tag[2]].append(at)
            yield row["sentence"], (spans, row["gold_root"])


def of_plv(annotated: Annotated, gold: Any, first: int, last: int) -> Row:
    """Returns the deed between the two parties."""
    spans, kind = gold
    sides = [[h for s in spans[key] for h in head_in(annotated, *s, first, last)] for key in "st"]
    inside = {w for key in "st" for s in spans[key] for w in words_in(annotated, *s, first, last)}
    if not sides[0] or not sides[1]:
        return {}
    types = MERGED.get(kind, [kind])
    return deeds(annotated, first, last, [(types, sides[0][0], sides[1][0])], inside)


def deeds(
    annotated: Annotated, first: int, last: int, told: Iterable[tuple[list[str], int, int]], inside: set[int]
) -> Row:
    """Returns a row of deeds known by their parties: the word where the parse joins the two is taken to tell each.

    `told` holds types, and the head words of who does it and to whom. What may tell or suffer something else is left
    open (`open`); other words of the parties (`inside`), and words that are neither verb nor noun, tell nothing.
    """
    events: dict[int, Row] = {}
    for types, doer, sufferer in told:
        word = joint(annotated, doer + first, sufferer + first) - first
        if 0 <= word < last - first and word not in (doer, sufferer):
            row = events.setdefault(word, {"word": word, "type": types[0], "also": types[1:], "status": None,
                                           "also_status": [], "optional": False, "roles": []})  # fmt: skip
            row["roles"] += [(doer, "initiator"), (sufferer, "target")]
    content = [t.index - first for t in annotated.tokens[first:last] if t.pos in TELLING]
    return {"events": list(events.values()), "open": [w for w in content if w not in inside]}


def joint(annotated: Annotated, one: int, other: int) -> int:
    """Returns the lowest verb or noun above two words of a parse, -1 where nothing joins them."""
    tokens, above = annotated.tokens, [one]
    while tokens[above[-1]].head != above[-1]:
        above.append(tokens[above[-1]].head)
    word = other
    while word not in above:
        if tokens[word].head == word:
            return -1
        word = tokens[word].head
    while word in (one, other) or tokens[word].pos not in {"VERB", "NOUN"}:
        if tokens[word].head == word:
            return -1
        word = tokens[word].head
    return word


# --- PolNeAR: source, cue and content


def polnear(folder: Path) -> Marked:
    """Yields the articles with the first annotator's attributions."""
    part = next(path for path in sorted(folder.rglob("train")) if (path / "attributions").is_dir())
    files: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((part / "attributions").glob("*.ann")):
        files[path.stem.rpartition("_")[0]].append(path)
    for stem, paths in files.items():
        text = (part / "text" / f"{stem}.txt").read_text("utf-8")
        yield text, list(_attributions(paths[0].read_text("utf-8")))


def _attributions(notes: str) -> Iterator[dict[str, list[tuple[int, int]]]]:
    spans: dict[str, list[tuple[int, int]]] = {}
    for line in notes.splitlines():
        if found := re.match(r"(T\d+)\t\w+ ([\d ;]+)\t", line):
            spans[found[1]] = [(int(a), int(b)) for a, b in (p.split() for p in found[2].split(";"))]
    for line in notes.splitlines():
        if line.startswith("E"):
            parts: dict[str, list[tuple[int, int]]] = defaultdict(list)
            for role, ident in (piece.split(":") for piece in line.split("\t")[1].split()):
                parts[re.sub(r"\d+$", "", role)] += spans.get(ident, [])
            yield parts


def of_polnear(annotated: Annotated, gold: Any, first: int, last: int) -> Row:
    """Returns the attributions whose cue stands in the passage."""
    sayings = []
    for parts in gold:
        cue = head_in(annotated, *parts["Cue"][0], first, last) if parts["Cue"] else []
        content = [w for s in parts["Content"] for w in words_in(annotated, *s, first, last)]
        if cue and content:
            source = [w for s in parts["Source"] for w in words_in(annotated, *s, first, last)]
            sayings.append({"cue": cue[0], "source": source, "content": content})
    return {"sayings": sayings}


# --- factuality: UW and UDS


def factuality(folder: Path, name: str) -> Marked:
    """Yields the training sentences of UW or UDS with the value of each event word."""
    yield from valued(next(path for path in folder.rglob("train.jsonl") if path.parent.name == name))


def of_factuality(annotated: Annotated, gold: Any, first: int, last: int) -> Row:
    """Returns the values of the passage's event words."""
    found = [(head_in(annotated, start, end, first, last), value) for start, end, value in gold]
    return {"facts": [(word[0], value) for word, value in found if word]}


# --- re3d: entities and relations


def re3d(folder: Path) -> Marked:
    """Yields the documents with their entities and relations."""
    for path in sorted(folder.rglob("documents.json")):
        marks: dict[str, dict[str, list[Any]]] = defaultdict(lambda: {"entities": [], "relations": []})
        for name in ("entities", "relations"):
            for entry in _lines(path.with_name(f"{name}.json")):
                if float(entry.get("confidence", 1)) >= CONFIDENT:
                    marks[entry["documentId"]][name].append(entry)
        for document in _lines(path):
            yield document["text"], marks[document["_id"]]


def _lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def of_re3d(annotated: Annotated, gold: Any, first: int, last: int) -> Row:
    """Returns entities and ties by head word; what shares a place has it as the object."""
    entities: dict[int, str] = {}
    for e in gold["entities"]:
        for word in head_in(annotated, e["begin"], e["end"], first, last) if e["type"] in KINDS else []:
            entities[word] = KINDS[e["type"]]
    ties = []
    for r in gold["relations"]:
        if r["type"] not in TIES:
            continue
        one = head_in(annotated, r["sourceBegin"], r["sourceEnd"], first, last)
        other = head_in(annotated, r["targetBegin"], r["targetEnd"], first, last)
        if one and other and one != other:
            ties += [(*ends, TIES[r["type"]]) for ends in _ways(r["type"], one[0], other[0], entities)]
    return {"entities": sorted(entities.items()), "ties": ties}


def _ways(kind: str, one: int, other: int, entities: dict[int, str]) -> list[tuple[int, int]]:
    if kind == "CoLocated":
        places = [entities.get(end) == "place" for end in (one, other)]
        if places != [True, True]:
            return [(other, one)] if places[0] else [(one, other)] if places[1] else [(one, other), (other, one)]
    return [(one, other), (other, one)] if kind in UNDIRECTED else [(one, other)]


SETS: dict[str, tuple[Callable[[Path], Marked], Callable[[Annotated, Any, int, int], Row], bool]] = {
    "plv": (plv, of_plv, False),
    "muc4": (muc.quiet, muc.of_quiet, False),
    "muc4_told": (muc.told, muc.of_told, False),
    "polnear": (polnear, of_polnear, False),
    "UW": (lambda folder: factuality(folder, "UW"), of_factuality, True),
    "UDS_IH2": (lambda folder: factuality(folder, "UDS_IH2"), of_factuality, True),
    "re3d": (re3d, of_re3d, True),
}  # how a set is read, what it teaches, and whether its licence is stated
FOLDERS = {"UW": "factuality", "UDS_IH2": "factuality", "muc4_told": "muc4"}


def main() -> None:
    """Writes the examples of every set."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    for name in ("sets", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--open", action="store_true", help="only sets whose licence is stated")
    parser.add_argument("--muc", type=Path, help="MUC-4 in mixed case")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with (options.out / "public.jsonl").open("w", encoding="utf-8") as file:
        for name, (read, label, licensed) in SETS.items():
            if licensed or not options.open:
                folder = options.sets / FOLDERS.get(name, name)
                folder = options.muc if options.muc and folder.name == "muc4" else folder
                found = [json.dumps(row, ensure_ascii=False) for row in rows(name, read(folder), label)]
                file.writelines(f"{line}\n" for line in found)
                print(f"{name}: {len(found)} passages", flush=True)


if __name__ == "__main__":
    main()
