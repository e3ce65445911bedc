from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from polybius.export import EXPORTERS
from polybius.export.wording import visible
from polybius.model import Record, Status
from tests.builders import actor, event, record, shelling, span
from tests.export.reports import TEXT, full_record

VOID = {"meta", "br", "link", "img"}


class Page(HTMLParser):
    """What a browser would find: elements with their attributes, and the words of each report."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self._depth: int | None = None
        self.feed(source)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in VOID:
            return
        self._open.append(tag)
        if dict(attrs).get("class") == "text":
            self._depth = len(self._open)
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        if self._depth is not None and len(self._open) < self._depth:
            self._depth = None

    def handle_data(self, data: str) -> None:
        if self._depth is not None:
            self.texts[-1] += data

    def values(self, name: str) -> list[str]:
        return [value for _, attributes in self.elements if (value := attributes.get(name)) is not None]


def source(*records: Record) -> str:
    return "".join(EXPORTERS["html"](records))


EVIL = (
    "<script>alert(1)</script> </div></article> & &lt; \"' <img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} "
    "<!-- ]]> \u202eevil\u202c \x00\x1b done"
)


def evil_record() -> Record:
    """A report that tries everything, in each field that is shown."""
    named = actor(name=EVIL, aliases=(EVIL,), mentions=(span(EVIL, "alert(1)"), span(EVIL, "evil")))
    told = event(trigger=span(EVIL, "<img src=x"), initiators=("a1", EVIL), mode=EVIL, claim=EVIL)
    more = {"title": EVIL, "publisher": EVIL, "published": EVIL, "url": "javascript:alert(1)", "problems": (EVIL,)}
    return record(EVIL, actors=(named,), events=(told,), language=EVIL, **more)


@pytest.mark.parametrize(
    "whole", [full_record(), shelling(), evil_record(), record("")], ids=lambda r: str(r.title)[:12]
)
def test_the_text_stands_on_the_page_whole_and_unchanged(whole: Record) -> None:
    assert Page(source(whole)).texts == [visible(whole.text)]


def test_every_link_leads_somewhere_and_every_anchor_is_unique() -> None:
    page = Page(source(full_record(), shelling()))
    ids = page.values("id")
    links = {href for href in page.values("href") if href.startswith("#")}
    assert len(ids) == len(set(ids))
    assert links and links <= {f"#{id}" for id in ids}


def test_every_value_leads_to_the_words_it_came_from() -> None:
    page = Page(source(full_record()))
    values = {(a["data-from"], a["data-to"]) for tag, a in page.elements if a.get("data-from")}
    toll = span(TEXT, "Three sailors")
    assert (str(toll.start), str(toll.end)) in values
    assert all(f"r1-{start}" in page.values("id") for start, _ in values)


def test_every_card_of_a_text_is_on_the_page() -> None:
    page = Page(source(full_record()))
    named = {key for keys in page.values("data-of") for key in keys.split()}
    assert {"e0", "e1", "e2", "e3", "a0", "p0", "s0", "k0", "d0", "q2"} <= named
    assert named <= set(page.values("data-key"))


def test_the_policy_lets_through_the_style_and_script_of_the_page_and_nothing_else() -> None:
    whole = source(full_record())
    policy = next(a["content"] for tag, a in Page(whole).elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        found = re.search(f"<{tag}>(.*?)</{tag}>", whole, re.DOTALL)
        assert found is not None
        digest = base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_nothing_is_loaded_from_anywhere() -> None:
    page = Page(source(full_record(), evil_record()))
    assert not {tag for tag, _ in page.elements} & {"link", "img", "iframe", "object", "video", "base", "form"}
    assert not page.values("src")
    assert all(href.startswith("#") for href in page.values("href"))


def test_hostile_words_stay_words() -> None:
    page = Page(source(evil_record()))
    assert [tag for tag, _ in page.elements].count("script") == 1
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert not page.values("style")
    assert not set("\u202e\u202c\x00\x1b") & set(source(evil_record()))


def test_only_web_addresses_are_linked() -> None:
    assert "https://example.org/a?b=1&amp;c=2" in source(shelling(url="https://example.org/a?b=1&c=2"))
    assert "javascript:" not in source(shelling(url="javascript:alert(1)"))
    assert "source</a>" not in source(shelling(url="http://[bad"))


@pytest.mark.parametrize("status", list(Status))
def test_each_status_is_named_drawn_and_in_the_legend(status: Status) -> None:
    whole = source(shelling(events=(event(status=status),)))
    assert f'<span class="status {status}">{status}</span>' in whole
    assert f'class="deed {status} begins"' in whole
    assert f'<span class="deed begins {status}">{status}</span>' in whole
    assert f".{status}" in whole


def test_a_chain_of_sources_is_drawn_from_the_publisher_inwards() -> None:
    drawn = re.findall(r'<ol class="chain">(.*?)</ol>', source(full_record()), re.DOTALL)
    chains = [re.findall(r">([^<>]+)<", chain) for chain in drawn]
    assert chains[0] == ["Harbour Gazette", "a docker"]
    assert ["Northern Post", "Harbour Gazette", "a docker"] in chains
    assert ["Northern Post"] in chains


def test_several_reports_share_a_page_with_a_list_of_them() -> None:
    whole = source(full_record(), shelling(title="Another"))
    assert whole.count("<article") == 2
    assert '<a href="#r2">Another</a>' in whole
    assert "<nav" not in source(shelling())


def test_the_page_comes_in_chunks() -> None:
    assert len(list(EXPORTERS["html"]([full_record()]))) > 10
