"""Every view in a real browser: it shows what the store has, reads by screen reader, and fits a narrow screen."""

from __future__ import annotations

import base64
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT

AXE = ROOT / "ui" / "node_modules" / "axe-core" / "axe.min.js"
RULES = {  # in the dark nothing but colours is another
    "light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "dark": ["color-contrast", "link-in-text-block"],
}
# Two pictures -> the share of their pixels whose red, green and blue are alike.
ALIKE = """async (pictures) => {
  const [one, other] = await Promise.all(pictures.map(async (picture) => {
    const image = new Image();
    image.src = `data:image/png;base64,${picture}`;
    await image.decode();
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height).data;
  }));
  const far = (at) => [0, 1, 2].some((colour) => Math.abs(one[at + colour] - other[at + colour]) > 12);
  const pixels = Array.from({ length: one.length / 4 }, (_, number) => 4 * number);
  return 1 - pixels.filter(far).length / pixels.length;
}"""
# A view, and words that show that it has come.
VIEWS = {
    "/": "Latest incidents",
    "/reports": "5 reports",
    "/review": "left",
    "/incidents": "independent",
    "/together": "drag over days",
    "/timeline?type=ASSAULT": "incident",
    "/map": "without a known place",
    "/network": "ties",
    "/sources": "Altiplano Wire",
    "/foresight": "on the word of",
    "/foresight/forecasts": "Nothing was forecast yet",
    "/foresight/dynamics?one=CHL&other=BOL": "too little data",
    "/foresight/scenario?doer=Puna+Front&type=COERCE": "scenario, not forecast",
    "/search?q=Puna+Frunt": "Puna Front",
    "/add": "Drop files here",
    "/people": "Who may sign in",
    "/account": "nobody signs in",
}


def visit(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    expect(page.locator("main")).to_contain_text(VIEWS[path])


def complaints(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA, light and dark; its script is evaluated, past the page's policy."""
    page.evaluate(AXE.read_text("utf-8"))
    return [complaint for scheme, rules in RULES.items() for complaint in _in_scheme(page, scheme, rules)]


def _in_scheme(page: Page, scheme: str, rules: list[str]) -> list[str]:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    asked = {"runOnly": rules, "resultTypes": ["violations"]}
    found = page.evaluate("asked => axe.run(document, asked)", asked)["violations"]
    return [f"{scheme} {one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("path", VIEWS)
def test_a_view_meets_wcag_and_fits_a_narrow_screen(page: Page, address: str, path: str) -> None:
    visit(page, address, path)
    assert complaints(page) == []
    page.set_viewport_size({"width": 360, "height": 720})
    page.reload()  # as one comes to it there
    expect(page.locator("main")).to_contain_text(VIEWS[path])
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_report_incident_and_actor_meet_wcag(page: Page, address: str) -> None:
    page.goto(f"{address}/incidents?disputed=true")
    page.locator(".line-title").first.click()
    expect(page.locator(".compared")).to_be_visible()
    assert complaints(page) == []
    page.locator(".account").first.get_by_role("link", name="In the report").click()
    expect(page.locator(".entry.chosen")).to_be_visible()
    assert complaints(page) == []
    page.goto(f"{address}/actors/Puna%20Front")
    expect(page.get_by_role("heading", name="Relations")).to_be_visible()
    assert complaints(page) == []


def test_a_filter_lives_in_the_address_and_goes_along(page: Page, address: str) -> None:
    page.goto(f"{address}/timeline")
    every = page.get_by_test_id("on-timeline").inner_text()
    page.get_by_label("Type").select_option("ASSAULT")
    expect(page).to_have_url(f"{address}/timeline?type=ASSAULT")
    expect(page.get_by_test_id("on-timeline")).not_to_have_text(every)
    shown = page.get_by_test_id("on-timeline").inner_text().split()[0]
    page.get_by_role("link", name="Map", exact=True).click()
    expect(page).to_have_url(f"{address}/map?type=ASSAULT")
    words = page.get_by_test_id("on-map").inner_text()
    assert sum(int(word) for word in (words.split()[0], words.split("; ")[-1].split()[0])) >= int(shown)


def test_what_is_narrowed_in_one_view_narrows_the_others(page: Page, address: str) -> None:
    page.goto(f"{address}/together")
    days, places, ties = (page.get_by_test_id(name) for name in ("together", "on-map", "on-network"))
    before = [one.inner_text() for one in (days, places, ties)]
    box = page.locator(".histogram").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.985, box["y"] + 40, steps=4)
    page.mouse.up()
    for one, words in zip((days, places, ties), before, strict=True):
        expect(one).not_to_have_text(words)


@pytest.mark.parametrize(("view", "words"), [("map", "Places as a list"), ("network", "Ties as a list")])
def test_what_is_drawn_is_a_table_too(page: Page, address: str, view: str, words: str) -> None:
    page.goto(f"{address}/{view}")
    page.get_by_text(words, exact=True).click()
    expect(page.get_by_role("table").get_by_role("row").nth(1)).to_be_visible()


def test_dragging_over_the_histogram_narrows_the_days(page: Page, address: str) -> None:
    page.goto(f"{address}/timeline")
    box = page.locator(".histogram").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 40, steps=4)
    page.mouse.up()
    expect(page.get_by_label("From", exact=True)).not_to_have_value("")
    expect(page.get_by_label("Until", exact=True)).not_to_have_value("")


def test_the_network_is_told_as_one_source_claims_it(page: Page, address: str) -> None:
    page.goto(f"{address}/network")
    every = page.get_by_test_id("on-network").inner_text()
    page.get_by_label("As claimed by").select_option("Altiplano Wire")
    expect(page.get_by_test_id("on-network")).not_to_have_text(every)
    expect(page).to_have_url(f"{address}/network?claimed_by=Altiplano+Wire")


def test_the_slider_takes_the_network_back_in_time(page: Page, address: str) -> None:
    page.goto(f"{address}/network")
    every = page.get_by_test_id("on-network").inner_text()
    page.get_by_role("slider").press("Home")
    expect(page.get_by_test_id("on-network")).not_to_have_text(every)
    page.get_by_role("slider").press("End")
    expect(page.get_by_test_id("on-network")).to_have_text(every)


def test_an_actor_of_the_network_is_dragged_and_chosen(page: Page, address: str) -> None:
    page.goto(f"{address}/network")
    network = page.locator(".network[data-first]")
    x, y = map(int, (network.get_attribute("data-first") or "").split(","))
    box = network.bounding_box()
    assert box
    page.mouse.move(box["x"] + x, box["y"] + y)
    page.mouse.down()
    page.mouse.move(box["x"] + 30, box["y"] + 40, steps=3)
    expect(page.locator(".lifted")).to_be_attached()  # what is dragged is drawn apart from all that rests
    page.mouse.up()
    expect(page.locator(".lifted")).to_have_count(0)
    expect(page.get_by_role("button", name="Only what it has a part in")).to_have_count(0)
    network.click(position={"x": 30, "y": 40})
    page.get_by_role("button", name="Only what it has a part in").click()
    expect(page).to_have_url(re.compile(r"/network\?actor="))


def test_a_large_network_is_slid_and_chosen_from(page: Page, address: str) -> None:
    page.route("**/api/network*", lambda route: route.fulfill(json=network_of(actors=40, ties=600)))
    page.goto(f"{address}/network")
    network = page.locator(".network[data-first]")
    x, y = map(int, (network.get_attribute("data-first") or "").split(","))
    box = network.bounding_box()
    assert box
    page.mouse.move(box["x"] + 6, box["y"] + 6)
    page.mouse.down()
    page.mouse.move(box["x"] + 46, box["y"] + 36, steps=3)
    page.mouse.up()
    network.click(position={"x": x + 40, "y": y + 30})
    expect(page.get_by_role("button", name="Only what it has a part in")).to_be_visible()


def network_of(actors: int, ties: int) -> dict[str, object]:
    """An answer in which each actor is tied to those that follow it."""
    ids = [f"{n:016x}-a1" for n in range(actors)]
    told = {"family": "deed", "label": "ASSAULT", "reports": 1, "sources": [], "passages": []}
    pairs = [(n % actors, (n + 1 + n // actors) % actors) for n in range(ties)]
    names = {id: f"Front {n}" for n, id in enumerate(ids)}
    given = {"kind": "armed_group", "aliases": [], "members": []}
    return {
        "ties": [{**told, "subject": ids[a], "object": ids[b]} for a, b in pairs],
        "actors": {id: {**given, "id": id, "name": name} for id, name in names.items()},
        "names": names,
    }


@pytest.mark.parametrize("width", [390, 760, 1130, 1200])
def test_every_view_can_be_reached_at_any_width(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/add")
    expect(page.get_by_role("link", name="Add reports", exact=True)).to_be_in_viewport(ratio=1)


def test_the_map_draws_land_and_places(page: Page, address: str) -> None:
    page.goto(f"{address}/map")
    canvas = page.locator("canvas.maplibregl-canvas")
    expect(canvas).to_be_visible()
    page.wait_for_selector("[data-drawn=true]")


def test_the_map_is_sketched_where_it_is_drawn(page: Page, address: str) -> None:
    page.add_init_script("HTMLCanvasElement.prototype.remove = () => {}")  # the sketch stays over the map
    page.goto(f"{address}/map")
    page.wait_for_selector("[data-drawn=true]")
    sketched = page.locator(".map").screenshot()
    page.evaluate("document.querySelector('.map-sketch').hidden = true")
    drawn = page.locator(".map").screenshot()
    pictures = [base64.b64encode(picture).decode() for picture in (sketched, drawn)]
    assert 0.95 < page.context.new_page().evaluate(ALIKE, pictures) < 1


def test_the_map_is_slid_and_chosen_from(page: Page, address: str) -> None:
    place = {"id": f"{1:016x}-p1", "name": "Pisiga", "latitude": -19.3, "longitude": -68.6, "precision": "exact"}
    one = {"first": None, "last": None, "type": "ASSAULT", "status": "happened", "origins": 1, "disputed": False}
    answer = {**{name: [value] for name, value in one.items()}, "id": [f"{1:016x}-i1"], "place": [0], "places": [place]}
    page.route("**/api/points*", lambda route: route.fulfill(json={**answer, "total": 1}))
    page.goto(f"{address}/map")
    page.wait_for_selector("[data-drawn=true]")
    box = page.locator(".map").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2  # where the only place is
    page.mouse.move(x - 50, y - 50)
    page.mouse.down()
    page.mouse.move(x + 30, y - 10, steps=3)
    page.mouse.up()
    expect(page).to_have_url(f"{address}/map")
    page.mouse.click(x + 80, y + 40)
    expect(page).to_have_url(f"{address}/map?place={place['id']}")


def test_hovering_a_card_lights_its_words(page: Page, address: str) -> None:
    page.goto(f"{address}/reports")
    page.locator("tbody a").first.click()
    page.locator(".entry").first.hover()
    expect(page.locator(".text .lit").first).to_be_visible()


def test_a_person_says_what_became_of_a_threat_and_takes_it_back(page: Page, address: str) -> None:
    page.goto(f"{address}/foresight")
    first = page.locator(".entry-card").first
    first.get_by_label("What became of it").select_option("broken")
    first.get_by_role("button", name="Confirm").click()
    expect(first).to_contain_text("As Ada confirmed")
    expect(first.locator(".outcome")).to_have_text("Broken")
    first.get_by_role("button", name="Take back").click()
    expect(first.locator(".outcome")).to_have_text("Open")


def test_what_is_too_little_to_forecast_is_told(page: Page, address: str) -> None:
    page.goto(f"{address}/foresight/forecasts")
    page.locator("select[name=source]").select_option(index=1)
    page.get_by_role("button", name="Forecast").click()
    expect(page.get_by_role("status").filter(has_text="no forecast").first).to_contain_text("20 are needed")


def test_a_scenario_is_edited_by_hand(page: Page, address: str) -> None:
    page.goto(f"{address}/foresight/scenario?doer=Puna+Front&type=COERCE")
    page.get_by_role("button", name="What follows Puna Front").first.click()
    page.locator("dialog select[name=doer]").select_option(index=1)
    page.get_by_role("button", name="Put in").click()
    expect(page.locator(".branch")).to_have_count(2)
    expect(page.locator(".branch").nth(1)).to_contain_text("by hand")
    page.get_by_role("button", name="Leave out").first.click()
    expect(page.locator(".branch")).to_have_count(1)
