"""How fast the workbench's page is over a large store, in a headless chromium that draws without a graphics card.

    python benchmarks/page.py STORE

The server is started anew. Printed are milliseconds from asking for a page until what one came for is painted (the
first time and the median of later ones), from changing a filter until the changed view is painted, and the frames a
second while an actor of the network, or the map, is dragged.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from workbench import serving

SOFTWARE = ("--no-sandbox", "--enable-unsafe-swiftshader", "--use-angle=swiftshader")
VISITS = 3
TYPES = ("ASSAULT", "AID", "CONSULT", "PROTEST", "THREATEN", "MOBILIZE", "COERCE")
DRAGGED = 120  # moves of the mouse
SHOWN = {  # what one comes for -> the page and what is there once it can be used
    "start": ("/", "document.querySelectorAll('.line').length > 0"),
    "incidents": ("/incidents", "document.querySelectorAll('.line').length > 0"),
    "review": ("/review", "document.querySelector('.item-head, .review, main .card') !== null"),
    "timeline": ("/timeline", "document.querySelectorAll('.bar-row').length > 0"),
    "map": ("/map", "document.querySelector('[data-drawn=true]') !== null"),
    "network": ("/network", "document.querySelector('.network canvas') !== null"),
}
COUNTING = """() => {
  window.frames_seen = 0; window.counting = true; window.began = performance.now();
  const next = () => { window.frames_seen++; if (window.counting) requestAnimationFrame(next); };
  requestAnimationFrame(next);
}"""
COUNTED = "() => { window.counting = false; return 1000 * window.frames_seen / (performance.now() - window.began); }"


def painted(page: Page, condition: str) -> float:
    """Waits for a condition and the next frame; returns the milliseconds since the page was asked for."""
    return float(page.wait_for_function(f"() => ({condition}) && performance.now()", polling="raf").evaluate("x => x"))


def visit(page: Page, where: str, name: str) -> float:
    path, condition = SHOWN[name]
    page.goto(where + path, wait_until="commit")
    return painted(page, condition)


def change_filter(page: Page, where: str, path: str, counter: str) -> list[float]:
    """Chooses one type after another, each for the first time, and returns the milliseconds that each took."""
    page.goto(where + path)
    told = f"document.querySelector('[data-testid={counter}]')?.textContent"
    painted(page, f"!!{told}")
    taken = []
    for kind in TYPES:
        before = page.evaluate(f"() => {told}")
        start = page.evaluate("() => performance.now()")
        page.get_by_label("Type").select_option(kind)
        taken.append(painted(page, f"{told} && {told} !== {before!r}") - start)
    return taken


def drag(page: Page, selector: str, start: tuple[float, float]) -> float:
    """Drags something about and returns the frames a second meanwhile."""
    box = page.locator(selector).bounding_box()
    assert box
    x, y = box["x"] + start[0], box["y"] + start[1]
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(COUNTING)
    for step in range(DRAGGED):
        page.mouse.move(x + step % 40 * 4, y + step % 25 * 4)
    seen = float(page.evaluate(COUNTED))
    page.mouse.up()
    return seen


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
        taken = change_filter(page, where, f"/{name}", counter)
        print(row(name, max(taken), taken), flush=True)
    print("\n| dragged | what there is | frames/s |\n|---|---|---:|")
    visit(page, where, "network")
    page.wait_for_timeout(1000)
    drawn = page.get_by_test_id("on-network").inner_text()
    print(f"| an actor of the network | {drawn} | {drag(page, '.network', _first_node(page)):.0f} |", flush=True)
    visit(page, where, "map")
    print(f"| the map | {page.get_by_test_id('on-map').inner_text()} | {drag(page, '.map', (400, 200)):.0f} |")


def _first_node(page: Page) -> tuple[float, float]:
    """The place of an actor on the screen, which the drawing tells."""
    at = page.locator(".network").get_attribute("data-first") or "400,200"
    x, y = map(float, at.split(","))
    return x, y


def main() -> None:
    """Serves a store and measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    given = parser.parse_args()
    browser_path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with serving(given.store) as where, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(SOFTWARE))
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(120_000)
        measure(page, where)
        browser.close()


if __name__ == "__main__":
    main()
