"""What people correct, merge and split by the forms of the page, and take back again; on records made by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from polybius.model import ActorKind, Record, Span, TimeSpan
from polybius.store import Store
from tests.browser.conftest import serving
from tests.builders import actor, event, record
from tests.web.desk import LATER, ONE, PASSWORD, add_users, fill


@pytest.fixture
def desk(chromium: Browser, tmp_path: Path) -> Iterator[str]:
    """A workbench with two reports that disagree on a shelling, and one of a later shelling."""
    with Store.open(tmp_path / "polybius.db") as store:
        fill(store)
        with serving(chromium, store, "Ada") as address:
            yield address


def open_form(page: Page, address: str, entry: str) -> tuple[Locator, Locator]:
    """Opens the form for an entry of the first report; returns the entry's card and the form."""
    page.goto(f"{address}/reports/{ONE.id}#{entry}")
    expect(page.locator(".entry.chosen")).to_be_visible()
    page.keyboard.press("e")
    return page.locator(f"[data-entry='{entry}']"), page.get_by_role("dialog")


def take_back(page: Page) -> None:
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back", exact=True)).to_be_visible()


def select_words(page: Page, words: str) -> None:
    """Selects words of the report's text as a mouse does."""
    page.locator(".text [data-start]").filter(has_text=words).first.dblclick()
    expect(page.locator(".adder")).to_be_visible()


def incident_of(page: Page, address: str, report: str) -> str:
    """Opens the incident that a report tells of, and returns its address."""
    found = page.request.get(f"{address}/api/incidents").json()["items"]
    number = next(one["id"] for one in found if any(account.startswith(report[:16]) for account in one["accounts"]))
    page.goto(f"{address}/incidents/{number}")
    expect(page.locator(".compared")).to_be_visible()
    return number


def test_what_an_actor_is_is_corrected(page: Page, desk: str) -> None:
    card, form = open_form(page, desk, "actors/a2")
    form.get_by_role("textbox", name="Name").fill("Vela Harbour Police")
    form.get_by_label("Kind").select_option("government")
    form.get_by_label("Country").fill("eth")
    form.get_by_role("button", name="Save").click()
    expect(card).to_contain_text("Vela Harbour Police")
    expect(card).to_contain_text("ETH")
    take_back(page)
    expect(card).to_contain_text("Vela Harbour Guard military, ERI")


def test_where_a_place_is_and_how_well_it_is_known_is_corrected(page: Page, desk: str) -> None:
    card, form = open_form(page, desk, "places/p1")
    form.get_by_label("Latitude").fill("-91")
    form.get_by_role("button", name="Save").click()
    expect(form).to_be_visible()
    form.get_by_label("Latitude").fill("15.25")
    form.get_by_label("Known to").select_option("admin1")
    form.get_by_role("button", name="Save").click()
    expect(card).to_contain_text("known to: admin1")
    page.goto(f"{desk}/reports/{ONE.id}#places/p1")
    page.keyboard.press("e")
    expect(form.get_by_label("Latitude")).to_have_value("15.25")


def test_who_did_it_and_what_it_cost_is_corrected_and_taken_back(page: Page, desk: str) -> None:
    card, form = open_form(page, desk, "events/e1")
    form.locator("[name=initiators]").select_option(["a2"])
    form.locator("[name=targets]").select_option([])
    figure = form.get_by_role("group", name="3 killed")
    figure.get_by_label("At most").fill("4")
    form.get_by_role("button", name="Save").click()
    expect(card).to_contain_text("3–4 killed")
    expect(card).not_to_contain_text("Northland")
    take_back(page)
    expect(card).to_contain_text("3 killed")


def test_a_relation_is_added_from_selected_words(page: Page, desk: str) -> None:
    page.goto(f"{desk}/reports/{ONE.id}")
    select_words(page, "guns")
    page.keyboard.press("r")
    form = page.get_by_role("dialog")
    form.locator("[name=subject]").select_option(label="Omar Tesfay")
    form.get_by_label("Relation").select_option("member_of")
    form.get_by_label("To whom, or where").select_option(label="Vela Harbour Guard")
    form.get_by_role("button", name="Add").click()
    added = page.locator("[data-entry='relations/0']")
    expect(added).to_contain_text("Omar Tesfay member of Vela Harbour Guard")
    take_back(page)
    expect(added).to_have_count(0)


def test_an_alias_is_added_from_selected_words(page: Page, desk: str) -> None:
    page.goto(f"{desk}/reports/{ONE.id}")
    select_words(page, "guns")
    words = page.evaluate("getSelection().toString().trim()")
    page.keyboard.press("a")
    form = page.get_by_role("dialog")
    form.get_by_label("Of whom").select_option(label="Northland Army")
    form.get_by_role("button", name="Add").click()
    expect(page.locator("[data-entry='actors/a1']")).to_contain_text(words)


def test_incidents_are_merged_and_taken_apart_again(page: Page, desk: str) -> None:
    later = incident_of(page, desk, LATER.id)
    incident_of(page, desk, ONE.id)
    accounts = page.locator(".account")
    expect(accounts).to_have_count(2)
    page.get_by_role("button", name="Merge with another").click()
    page.get_by_role("dialog").get_by_role("combobox").fill(later)
    expect(page.get_by_role("dialog")).to_contain_text("It is:")
    page.get_by_role("dialog").get_by_role("button", name="Merge").click()
    expect(accounts).to_have_count(3)
    take_back(page)
    expect(accounts).to_have_count(2)


def test_an_account_is_split_off_and_put_back(page: Page, desk: str) -> None:
    incident_of(page, desk, ONE.id)
    accounts = page.locator(".account")
    accounts.filter(has_text="Red Sea Wire").get_by_label("Split off").check()
    page.get_by_role("button", name="Split off 1 account").click()
    expect(accounts).to_have_count(1)
    page.get_by_role("button", name="Take back").click()
    expect(accounts).to_have_count(2)


def test_who_merges_what_another_has_split_is_told(page: Page, desk: str) -> None:
    incident_of(page, desk, ONE.id)
    other = page.context.new_page()
    other.goto(page.url)
    for one, publisher in ((other, "Red Sea Wire"), (page, "Harbour Gazette")):
        one.locator(".account").filter(has_text=publisher).get_by_label("Split off").check()
    for one in (other, page):
        one.get_by_role("button", name="Split off 1 account").click()
        if one is other:
            expect(one.locator(".account")).to_have_count(1)
    expect(page.get_by_role("alert")).to_contain_text("Ada")


def test_every_format_of_export_is_brought_by_the_page(page: Page, desk: str) -> None:
    page.goto(f"{desk}/incidents?publisher=Red+Sea+Wire")
    page.wait_for_load_state("networkidle")  # what still comes would move the link while it is clicked
    formats, link = page.get_by_label("Export as"), page.get_by_role("link", name="Export", exact=True)
    expect(formats.locator("option").nth(5)).to_be_attached()
    for name in formats.locator("option").all_inner_texts():
        formats.select_option(name)
        expect(link).to_have_attribute("href", re.compile(rf"/export/{name}\b"))
        answer = page.request.get(f"{desk}{link.get_attribute('href')}")
        assert answer.ok and len(answer.body()) > 100, name
    with page.expect_download() as download:
        link.click()
    assert download.value.path().stat().st_size > 100


def test_own_account_and_others_are_kept_in_order(page: Page, chromium: Browser, tmp_path: Path) -> None:
    with Store.open(tmp_path / "polybius.db") as store:
        add_users(store)
        with serving(chromium, store, None) as address:
            page.goto(f"{address}/account")
            sign_in(page, "Adam", PASSWORD)
            page.get_by_label("What it is for").fill("a notebook")
            page.get_by_role("button", name="Make a token").click()
            page.get_by_role("button", name="End it").click()
            expect(page.get_by_role("listitem").filter(has_text="a notebook")).to_contain_text("ended")
            page.get_by_label("The one you have").fill(PASSWORD)
            page.get_by_label("A new one").fill("another walk by the sea")
            page.get_by_role("button", name="Change it").click()
            sign_in(page, "Adam", "another walk by the sea")
            page.get_by_label("Your account").click()
            page.get_by_role("link", name="People and log").click()
            page.get_by_label("Rana may sign in").click()
            expect(page.get_by_label("Rana may sign in")).not_to_be_checked()
            expect(page.get_by_role("region", name="Log")).to_contain_text("revoke token")
            page.get_by_label("Your account").click()
            page.get_by_role("button", name="Sign out Adam").click()
            sign_in(page, "Rana", PASSWORD)
            expect(page.get_by_role("alert")).to_be_visible()


def sign_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_an_answer_that_stands_out_is_shown_with_its_chain(page: Page, chromium: Browser, tmp_path: Path) -> None:
    with Store.open(tmp_path / "polybius.db") as store:
        fill(store, answered())
        with serving(chromium, store, "Ada") as address:
            page.goto(f"{address}/foresight/dynamics")
            page.get_by_label("Who acts").select_option("NRL")
            page.get_by_label("Who may answer").select_option("SUL")
            page.get_by_role("button", name="Show").click()
            expect(page.get_by_test_id("verdict")).to_contain_text("supported")
            page.locator(".reactions a").first.click()
            expect(page.locator(".compared")).to_contain_text("Assault")


def answered() -> Record:
    """A chronicle of two years in which most attacks of Northland are answered by Southland on the next day."""
    chance, deeds = Random(1), []
    for day in range(730):
        if chance.random() < 0.15:
            deeds += [(day, "a1", "a2"), (day + 1, "a2", "a1")]
    events = []
    for number, (after, doer, victim) in enumerate(deeds):
        day = (date(2020, 1, 1) + timedelta(after)).isoformat()
        parts = {"trigger": Span(9 * number, 9 * number + 8), "when": TimeSpan(day, day)}
        events.append(event(f"e{number}", initiators=(doer,), targets=(victim,), **parts))
    sides = (
        actor("a1", "Northland", kind=ActorKind.STATE, country="NRL"),
        actor("a2", "Southland", kind=ActorKind.STATE, country="SUL"),
    )
    return record(
        "attacked " * len(deeds), publisher="Chronicle", published="2022-01-02", actors=sides, events=tuple(events)
    )
