"""What people do in the workbench: keys, undo, two at once, signing in, and hostile text that stays text."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from polybius.store import Store
from tests.browser.conftest import PATIENCE, serving
from tests.web.desk import PASSWORD, add_users

HOSTILE = """Soldiers of Ruritania attacked a <script>alert(1)</script> post near Strelsau on Monday, killing three.
<img src=x onerror="alert(2)"></div><style>body{display:none}</style> The \u202eyltsenom\u202c ministry denied it."""


def open_report(page: Page, address: str) -> None:
    page.goto(f"{address}/reports")
    page.locator("tbody a").first.click()
    expect(page.locator(".entry").first).to_be_visible()


def test_keys_walk_through_a_report_and_confirm(page: Page, address: str) -> None:
    open_report(page, address)
    page.keyboard.press("j")
    chosen = page.locator(".entry.chosen")
    expect(chosen).to_have_count(1)
    page.keyboard.press("c")
    expect(chosen.locator(".seen")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(chosen.locator(".seen")).to_have_count(0)


def test_selected_words_become_an_event(page: Page, address: str) -> None:
    open_report(page, address)
    events = page.locator(".entry[data-entry^='events/']")
    before = events.count()
    page.locator(".text [data-start]").nth(1).dblclick()
    page.get_by_role("group", name="Add what the selected words say").get_by_role("button", name="event").click()
    page.get_by_role("dialog").get_by_role("button", name="Add").click()
    expect(events).to_have_count(before + 1)


def test_words_are_selected_by_keyboard(page: Page, address: str) -> None:
    open_report(page, address)
    page.keyboard.press("j")
    page.keyboard.press("v")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("p")
    dialog = page.get_by_role("dialog")
    name = dialog.get_by_label("Name").input_value()
    assert len(name.split()) >= 2
    dialog.get_by_role("button", name="Add").click()
    expect(page.locator(".entry[data-entry^='places/']", has_text=name)).to_have_count(1)


def test_the_days_of_an_event_are_corrected(page: Page, address: str) -> None:
    open_report(page, address)
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.get_by_label("First day").fill("2024-06-10")
    page.get_by_label("Last day").fill("2024-06-12")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".entry.chosen")).to_contain_text("10 Jun 2024 – 12 Jun 2024")


def test_a_name_is_split_off_an_actor(page: Page, address: str) -> None:
    page.goto(f"{address}/search?q=Puna+Front")  # by whose id it is looked at: its name is that of two afterwards
    page.locator("main").get_by_role("link", name="Puna Front", exact=True).first.click()
    page.get_by_text("What reports call it").click()
    boxes = page.get_by_role("checkbox")
    expect(boxes.first).to_be_visible()
    before = boxes.count()
    boxes.last.check()
    page.get_by_role("button", name="Split off 1 name").click()
    expect(boxes).to_have_count(before - 1)
    page.get_by_role("button", name="Undo").click()
    expect(boxes).to_have_count(before)


def test_a_decision_in_review_is_taken_back(page: Page, address: str) -> None:
    page.goto(f"{address}/review")
    left = page.get_by_test_id("left")
    before = left.inner_text()
    page.keyboard.press("d")
    expect(left).not_to_have_text(before)
    page.get_by_role("button", name="Undo").click()
    expect(left).to_have_text(before)


def test_the_second_of_two_people_sees_what_changed(page: Page, address: str) -> None:
    open_report(page, address)
    other = page.context.new_page()
    other.goto(page.url)
    for one, type in ((other, "Protest"), (page, "Sanction")):
        expect(one.locator(".entry").first).to_be_visible()
        one.keyboard.press("j")
        one.keyboard.press("e")
        one.get_by_role("dialog").get_by_label("Type").select_option(type)
        one.get_by_role("button", name="Save").click()
        expect(one.get_by_role("dialog")).to_have_count(0)
        if one is other:
            expect(one.get_by_text("Changed: events")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("PROTEST")


def test_hostile_text_is_shown_as_text(page: Page, empty: str) -> None:
    page.goto(f"{empty}/add")
    page.get_by_label("Text of the report").fill(HOSTILE)
    page.get_by_label("Title").fill("<b onmouseover=alert(3)>Attack</b>")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("1 of 1 done")).to_be_visible(timeout=PATIENCE)
    page.locator(".reading a").click()
    expect(page.locator(".text")).to_contain_text("<script>alert(1)</script>")
    expect(page.locator(".text")).to_contain_text("[U+202E]yltsenom")
    expect(page.get_by_role("heading", level=1)).to_have_text("<b onmouseover=alert(3)>Attack</b>")
    page.get_by_role("heading", level=1).hover()


def test_an_admin_lets_somebody_in_and_reads_the_log(page: Page, chromium: Browser, tmp_path: Path) -> None:
    with Store.open(tmp_path / "polybius.db") as store:
        add_users(store)
        with serving(chromium, store, None) as address:
            page.goto(f"{address}/people")
            page.get_by_label("Name").fill("Adam")
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            page.get_by_label("Role of Rana").select_option("analyst")
            expect(page.get_by_role("status")).to_contain_text("Rana: analyst")
            expect(page.get_by_role("region", name="Log")).to_contain_text("change user")
            page.goto(f"{address}/account")
            page.get_by_label("What it is for").fill("a notebook")
            page.get_by_role("button", name="Make a token").click()
            expect(page.get_by_text("Copy it now")).to_contain_text("polybius_")


def test_a_stranger_signs_in_first(chromium: Browser, page: Page, tmp_path: Path) -> None:
    with Store.open(tmp_path / "polybius.db") as store:
        add_users(store)
        with serving(chromium, store, None) as address:
            page.goto(address)
            page.get_by_label("Name").fill("Rana")
            page.get_by_label("Password").fill("a wrong password")
            page.get_by_role("button", name="Sign in").click()
            expect(page.get_by_role("alert")).to_contain_text("wrong")
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            expect(page.get_by_role("heading", name="Nothing has been read yet")).to_be_visible()
