"""The whole story in a browser: five reports dropped, reviewed, the disputed incident corrected, and exported."""

from __future__ import annotations

import csv
import json

from playwright.sync_api import Page, expect

from tests.browser.conftest import EXAMPLES, PATIENCE

DROP = """(element, files) => {
  const dropped = new DataTransfer();
  for (const [name, text] of files) dropped.items.add(new File([text], name));
  element.dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
}"""


def test_five_reports_become_a_corrected_incident_and_a_file(page: Page, empty: str) -> None:
    page.goto(empty)
    page.get_by_role("link", name="Add reports").last.click()
    page.locator(".drop").evaluate(DROP, [[path.name, path.read_text("utf-8")] for path in EXAMPLES])
    expect(page.get_by_text("5 of 5 done")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".stage-stored")).to_have_count(5)

    page.get_by_role("link", name="Review", exact=True).first.click()
    left = int(page.get_by_test_id("left").inner_text().replace(",", ""))
    page.get_by_role("button", name="Leave as it is").click()
    expect(page.get_by_test_id("left")).to_have_text(str(left - 1))

    page.get_by_role("link", name="Incidents", exact=True).first.click()
    page.get_by_label("Disputed").check()
    killed = page.locator("[data-tally=killed].is-disputed")
    page.locator(".line", has_text="Colchane").first.get_by_role("link").click()
    expect(killed.locator(".figure")).to_have_text(["4", "2"])

    killed.locator(".version", has_text="Altiplano Wire").get_by_role("link").first.click()
    expect(page.locator(".entry.chosen")).to_be_visible()
    page.keyboard.press("e")
    figure = page.get_by_role("group", name="2 killed")
    figure.get_by_label("At least").fill("4")
    figure.get_by_label("At most").fill("4")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Changed: events")).to_be_visible()
    page.go_back()
    expect(page.locator("[data-tally=killed]").locator(".figure").first).to_have_text("4")

    page.get_by_role("link", name="Incidents", exact=True).first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Export", exact=True).click()
    with download.value.path().open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert any("officers" in json.dumps(row) for row in rows)
