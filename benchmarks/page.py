"""How fast the workbench's page is over a large store, in a headless chromium that draws without a graphics card.

    python benchmarks/page.py STORE
    python benchmarks/page.py STORE --invented

The server is started anew. Printed are milliseconds from asking for a page until what one came for is painted (the
first time and the median of later ones), from changing a filter until the changed view is painted, and the frames a
second while an actor of the network, or the map, is dragged; beside these how long the browser worked for each frame,
which other work on the computer changes less. With `--invented` only the dragging is measured, whatever the store has:
of an invented network of 2,000 actors and 5,000 ties, and of a map of 50,000 incidents at 4,000 places.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import os
import random
import shutil
import statistics
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from workbench import serving

SOFTWARE = ("--no-sandbox", "--enable-unsafe-swiftshader")  # WebGL by the processor, as where no card is
VISITS = 3
TYPES = ("ASSAULT", "AID", "CONSULT", "PROTEST", "THREATEN", "MOBILIZE", "COERCE")
DRAGGED = 8  # seconds
ACTORS, TIES, INCIDENTS, PLACES = 2_000, 5_000, 50_000, 4_000  # that are invented
TICK = 1000 / os.sysconf("SC_CLK_TCK")  # milliseconds
SHOWN = {  # what one comes for -> the page and what is there once it can be used
    "start": ("/", "document.querySelectorAll('.line').length > 0"),
    "incidents": ("/incidents", "document.querySelectorAll('.line').length > 0"),
    "review": ("/review", "document.querySelector('.item-head, .review, main .card') !== null"),
    "timeline": ("/timeline", "document.querySelectorAll('.bar-row').length > 0"),
    "map, sketched": ("/map", "document.querySelector('.map-sketch, [data-drawn=true]') !== null"),
    "map": ("/map", "document.querySelector('[data-drawn=true]') !== null"),
    "network": ("/network", "document.querySelector('.network canvas') !== null"),
}
COUNTING = """() => {
  let moved = false;
  window.frames_moved = 0; window.counting = true; window.began = performance.now();
  window.addEventListener("mousemove", () => { moved = true; });
  const next = () => {
    if (moved) window.frames_moved++;
    moved = false;
    if (window.counting) requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}"""
CHOOSING = """async (chooser, [kind, counter]) => {
  const told = () => document.querySelector(`[data-testid=${counter}]`)?.textContent;
  const before = told(), start = performance.now();
  Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, "value").set.call(chooser, kind);
  chooser.dispatchEvent(new Event("change", { bubbles: true }));
  const frame = () => new Promise(requestAnimationFrame);
  do await frame(); while (!told() || told() === before);
  await frame();
  return performance.now() - start;
}"""
COUNTED = "() => { window.counting = false; return 1000 * window.frames_moved / (performance.now() - window.began); }"


def painted(page: Page, condition: str) -> float:
    """Waits for a condition and the next frame; returns the milliseconds since the page was asked for."""
    return float(page.wait_for_function(f"() => ({condition}) && performance.now()", polling="raf").evaluate("x => x"))


def visit(page: Page, where: str, name: str) -> float:
    path, condition = SHOWN[name]
    page.goto(where + path, wait_until="commit")
    return painted(page, condition)


def change_filter(page: Page, where: str, view: str, counter: str) -> list[float]:
    """Chooses one type after another, each for the first time, and returns the milliseconds that each took.

    It is chosen and waited for within the page: the driver's own questions would stop the page's work for a while.
    """
    visit(page, where, view)
    chooser = page.get_by_label("Type")
    return [float(chooser.evaluate(CHOOSING, [kind, counter])) for kind in TYPES]


def drag(page: Page, selector: str, start: tuple[float, float]) -> tuple[float, float]:
    """Drags something about; returns the frames a second in which it moved, and the milliseconds of work for each."""
    box = page.locator(selector).bounding_box()
    assert box
    x, y = box["x"] + start[0], box["y"] + start[1]
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(COUNTING)
    worked, end = work(), time.monotonic() + DRAGGED
    for step in itertools.count():
        page.mouse.move(x + step % 4 * 40, y + step % 3 * 30, steps=10)
        if time.monotonic() > end:
            break
    worked, frames = work() - worked, int(page.evaluate("window.frames_moved"))
    seen = float(page.evaluate(COUNTED))
    page.mouse.up()
    return seen, worked / max(1, frames)


def work() -> float:
    """Returns the milliseconds for which the processes that this program started, the browser's, have worked."""
    return sum(TICK * ticks for ticks in _ticks(os.getpid()))


def _ticks(parent: int) -> Iterator[int]:
    with contextlib.suppress(OSError):
        for child in map(int, Path(f"/proc/{parent}/task/{parent}/children").read_text().split()):
            if b"chrom" in Path(f"/proc/{child}/cmdline").read_bytes():
                fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
                yield int(fields[11]) + int(fields[12])
            yield from _ticks(child)


def invent(page: Page) -> None:
    """Lets the page find an invented network and invented points, whatever it asks for."""
    for path, answer in (("network", _network(random.Random(7))), ("points", _points(random.Random(7)))):
        given = {"body": json.dumps(answer), "content_type": "application/json"}
        page.route(f"**/api/{path}*", lambda route, _, given=given: route.fulfill(**given))


def _network(chance: random.Random) -> dict[str, object]:
    """A few actors are tied to most others."""
    names = {f"{n:016x}-a1": f"Front {n} of the people" for n in range(ACTORS)}
    ids = list(names)
    pairs = [(n, int(n * chance.random() ** 2)) for n in range(1, ACTORS)]
    pairs += [(int(ACTORS * chance.random() ** 2), chance.randrange(ACTORS)) for _ in range(TIES - len(pairs))]
    told = {"family": "deed", "first": "2020-01-01", "last": "2021-01-01", "sources": [], "passages": []}
    labels = ("ASSAULT", "AID", "ACCUSE", "COOPERATE")
    ties = [
        {**told, "subject": ids[a], "label": chance.choice(labels), "object": ids[b], "reports": chance.randint(1, 9)}
        for a, b in pairs
    ]
    actor = {"kind": "armed_group", "aliases": [], "members": []}
    return {"ties": ties, "actors": {id: {**actor, "id": id, "name": names[id]} for id in ids}, "names": names}


def _points(chance: random.Random) -> dict[str, object]:
    """Incidents in places all over the land that has people."""
    places = [
        {
            "id": f"{n:016x}-p1",
            "name": f"Place {n}",
            "country": "SDN",
            "latitude": chance.gauss(20, 18),
            "longitude": chance.uniform(-110, 150),
            "precision": chance.choice(("exact", "exact", "exact", "near", "admin1")),
        }
        for n in range(PLACES)
    ]
    one = {"first": "2020-01-01", "last": "2020-01-02", "type": "ASSAULT", "status": "happened", "origins": 1}
    columns = {name: [value] * INCIDENTS for name, value in {**one, "disputed": False}.items()}
    where = [int(PLACES * chance.random() ** 3) for _ in range(INCIDENTS)]
    ids = [f"{n:016x}-i1" for n in range(INCIDENTS)]
    return {**columns, "id": ids, "place": where, "places": places, "total": INCIDENTS}


def row(name: str, first: float, later: Iterable[float]) -> str:
    """Returns a line of the table."""
    return f"| {name} | {first:.0f} | {statistics.median(later):.0f} |"


def measure(page: Page, where: str) -> None:
    """Prints the tables."""
    print("| view | first ms | median ms |\n|---|---:|---:|")
    for name in SHOWN:
        print(row(name, visit(page, where, name), [visit(page, where, name) for _ in range(VISITS)]), flush=True)
    print("\n| filter changed in | longest ms | median ms |\n|---|---:|---:|")
    for name, counter in (("timeline", "on-timeline"), ("map", "on-map")):
        taken = change_filter(page, where, name, counter)
        print(row(name, max(taken), taken), flush=True)
    measure_dragging(page, where)


def measure_dragging(page: Page, where: str) -> None:
    """Prints how smoothly things are dragged."""
    print("\n| dragged | what there is | frames/s | work a frame ms |\n|---|---|---:|---:|")
    visit(page, where, "network")
    tell_dragged(page, "an actor of the network", "network", _first_node(page))
    tell_dragged(page, "the network", "network", (5, 300))
    visit(page, where, "map")
    tell_dragged(page, "the map", "map", (400, 200))


def tell_dragged(page: Page, what: str, view: str, start: tuple[float, float]) -> None:
    drawn = page.get_by_test_id(f"on-{view}").inner_text()
    print("| {} | {} | {:.0f} | {:.0f} |".format(what, drawn, *drag(page, f".{view}", start)), flush=True)


def _first_node(page: Page) -> tuple[float, float]:
    """The place of an actor on the screen, which the drawing tells when all are laid out."""
    x, y = map(float, (page.locator(".network[data-first]").get_attribute("data-first") or "").split(","))
    return x, y


def main() -> None:
    """Serves a store and measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--invented", action="store_true", help="measure only what is dragged, on invented answers")
    given = parser.parse_args()
    browser_path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with serving(given.store) as where, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(SOFTWARE))
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(120_000)
        if given.invented:
            invent(page)
        (measure_dragging if given.invented else measure)(page, where)
        browser.close()


if __name__ == "__main__":
    main()
