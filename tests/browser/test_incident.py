"""The top of an incident, its folded parts and its tools, as readers use them."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from postmortems.page_html import incident_file
from postmortems.reader import ReadResult
from tests.browser.conftest import Visit
from tests.conftest import COMPLETE

CLOUDFLARE = "incidents/2019-07-02-waf-regex-global-outage/"
INCIDENT = f"incidents/{COMPLETE}/"
FOLDED = "details.pm-fold"


def test_one_screenful_says_what_happened_how_bad_why_what_stopped_it_and_is_it_fixed(
    visit: Visit, demo_site: Path
) -> None:
    page = visit(demo_site, CLOUDFLARE)
    page.set_viewport_size({"width": 1440, "height": 900})
    for answer in (
        "Resolved",
        "Time to resolve: 27 min",
        "A routine update of the managed firewall rules",
        "82 %",
        "could backtrack without end",
        "All managed firewall rules were ended worldwide with one switch",
        "3 of 7 action items done",
        "Stack Overflow goes down over one post",
        "Switching off a firewall test tool breaks",
    ):
        place = page.locator(".pm-executive :is(p, li)").filter(has_text=answer).first
        expect(place).to_be_in_viewport(ratio=1)


def folded(page: Page) -> list[bool]:
    return [part.evaluate("part => !part.open") for part in page.locator(FOLDED).all()]


def test_parts_are_folded_and_open_by_keyboard(visit: Visit, golden_site: Path) -> None:
    page = visit(golden_site, INCIDENT)
    expect(page.locator(f"{FOLDED}[open]")).to_have_count(0)
    assert len(folded(page)) == 3
    page.locator(f"{FOLDED} > summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Incident ID:")).to_be_visible()


def test_without_javascript_every_part_is_open_and_no_button_is_dead(
    visit: Visit, golden_site: Path
) -> None:
    page = visit(golden_site, INCIDENT, javascript=False)
    assert folded(page) == [False] * 3
    assert page.get_by_text("Incident ID:").is_visible()
    assert page.locator(".pm-tools button:visible").count() == 0
    assert page.locator(".pm-tools summary, .pm-tools a").first.is_visible()


@pytest.mark.parametrize("anchor", ["overview", "cause-release"])
def test_a_link_into_a_folded_part_opens_it(anchor: str, visit: Visit, golden_site: Path) -> None:
    page = visit(golden_site, f"{INCIDENT}#{anchor}")
    target = page.locator(f"#{anchor}")
    part = page.locator(f"{FOLDED}:has(#{anchor}), #{anchor} + {FOLDED}")
    expect(part).to_have_attribute("open", "")
    expect(target).to_be_in_viewport()


def test_an_anchor_that_is_not_encoded_leaves_the_page_usable(
    visit: Visit, golden_site: Path
) -> None:
    page = visit(golden_site, f"{INCIDENT}#100%")
    expect(page.locator(f"{FOLDED}[open]")).to_have_count(0)
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()


def test_a_node_of_the_diagram_leads_to_its_row_by_keyboard(
    visit: Visit, golden_site: Path
) -> None:
    page = visit(golden_site, INCIDENT)
    node = page.locator(".pm-root-cause a").first
    anchor = str(node.get_attribute("xlink:href"))
    node.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"{FOLDED}:has({anchor})")).to_have_attribute("open", "")
    expect(page.locator(f"tr:has({anchor})")).to_be_in_viewport()


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_labels_of_the_diagram_are_never_smaller_than_11_pixels(
    size: str, visit: Visit, demo_site: Path
) -> None:
    page = visit(demo_site, CLOUDFLARE, size=size)
    svg = page.locator(".pm-root-cause")
    scale = svg.evaluate("svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width")
    label = svg.locator(".pm-label").first.evaluate(
        "one => parseFloat(getComputedStyle(one).fontSize)"
    )
    assert scale * label >= 10.99
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]


def test_the_tools_copy_the_link_follow_services_and_print_one_page(
    visit: Visit, golden_site: Path
) -> None:
    page = visit(golden_site, INCIDENT)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.get_by_role("button", name="Copied").click()
    page.wait_for_timeout(2500)  # longer than the button says so
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    page.locator(".pm-tools summary").click()
    feed = page.locator(".pm-tools").get_by_role("link", name="Checkout")
    expect(feed).to_be_visible()
    assert re.search(r"services/checkout/feed\.xml$", str(feed.get_attribute("href")))
    page.evaluate("window.print = () => { window.printed = document.documentElement.className }")
    page.get_by_role("button", name="One page").click()
    assert "pm-one-page" in page.evaluate("window.printed")
    page.emulate_media(media="print")
    assert page.locator("#lessons-actions").is_visible()
    assert not page.locator("#timeline").is_visible()


def test_files_of_hostile_incidents_run_nothing_and_request_nothing(
    browser: Browser, payload_reading: ReadResult
) -> None:
    corpus = payload_reading.corpus
    page = browser.new_page()
    failures: list[str] = []
    page.expose_function("pwn", lambda number: failures.append(f"payload {number} ran"))
    page.on("dialog", lambda dialog: failures.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: failures.append(f"request: {request.url[:80]}"))
    for incident in corpus.incidents[:8]:
        page.set_content(incident_file(incident, corpus, site_url="https://example.com/"))
        page.wait_for_timeout(50)
        assert page.locator("script, iframe, object, embed, link, base, form").count() == 0
    page.close()
    assert [text for text in failures if not text.startswith("request: data:")] == []
