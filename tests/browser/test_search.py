"""Search in a real browser: by keyboard alone, by facet, by address, below a path."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.conftest import ROOT, build, write

INCIDENT = "2019-07-02-waf-regex-global-outage"


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_a_key_opens_it_and_a_word_of_a_timeline_finds_the_incident(
    key: str, visit: Visit, golden_site: Path
) -> None:
    page = visit(golden_site)
    page.keyboard.press(key)
    page.keyboard.type("buyers chat")
    result = page.locator(".pm-search__result").first
    expect(result.locator(".pm-search__title")).to_have_text(
        "Checkout declines every card for half an hour"
    )
    expect(result.get_by_role("link", name="Timeline of Events")).to_be_visible()


def test_it_is_used_by_keyboard_alone_and_leads_to_the_section(
    visit: Visit, golden_site: Path
) -> None:
    page = visit(golden_site, "services/checkout/")
    page.keyboard.press("/")
    page.keyboard.type("pool seen full")
    expect(page.locator(".pm-search__result").first).to_be_visible()
    for _ in range(8):
        page.keyboard.press("ArrowDown")
        if page.evaluate("document.activeElement.textContent") == "Timeline of Events":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**#timeline")
    assert page.get_by_role("heading", name="Timeline of Events").is_visible()


def test_escape_closes_it_and_gives_the_focus_back(visit: Visit, golden_site: Path) -> None:
    page = visit(golden_site)
    page.locator("[data-pm-search-open]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog.pm-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.pm-dialog")).to_be_hidden()
    assert page.evaluate("document.activeElement.hasAttribute('data-pm-search-open')")


def test_the_slash_is_a_letter_where_one_types(visit: Visit, golden_site: Path) -> None:
    page = visit(golden_site, "search/")
    page.locator(".pm-search__input").fill("")
    page.keyboard.type("a/b")
    assert page.locator(".pm-search__input").input_value() == "a/b"


def test_a_facet_narrows_and_its_counts_are_true(visit: Visit, demo_site: Path) -> None:
    page = visit(demo_site, "search/?q=configuration")
    expect(page.locator(".pm-search__result").first).to_be_visible()
    before = int(page.locator(".pm-search__status").inner_text().split()[0])
    page.get_by_role("group", name="Narrow by").get_by_text("Severity").click()
    choice = page.get_by_label("SEV1 Critical")
    promised = int(choice.locator("xpath=../span[@class]").inner_text())
    choice.check()
    expect(page.locator(".pm-search__status")).to_have_text(f"{promised} pages found")
    assert promised < before


def test_the_address_says_what_was_asked(visit: Visit, demo_site: Path) -> None:
    page = visit(demo_site, "search/")
    page.keyboard.type("backtracking")
    expect(page.locator(".pm-search__result").first).to_be_visible()
    before = page.locator(".pm-search__status").inner_text()
    page.get_by_role("group", name="Narrow by").get_by_text("Year").click()
    page.get_by_label("2019").check()
    expect(page.get_by_label("2019")).to_be_checked()
    page.wait_for_url("**year=2019*")
    expect(page.locator(".pm-search__status")).not_to_have_text(before)
    shared = urlsplit(page.url)
    assert parse_qs(shared.query) == {"q": ["backtracking"], "year": ["2019"]}
    titles = page.locator(".pm-search__title").all_inner_texts()

    again = visit(demo_site, f"search/?{shared.query}")
    expect(again.locator(".pm-search__result")).to_have_count(len(titles))
    assert again.locator(".pm-search__input").input_value() == "backtracking"
    assert again.locator(".pm-search__title").all_inner_texts() == titles
    links = again.locator(".pm-search__title").all()
    assert any(INCIDENT in str(link.get_attribute("href")) for link in links)


def test_facets_alone_list_what_they_hold(visit: Visit, demo_site: Path) -> None:
    page = visit(demo_site, "search/?kind=Incident&severity=SEV3+Moderate")
    expect(page.locator(".pm-search__result").first).to_be_visible()
    facts = page.locator(".pm-search__facts").all_inner_texts()
    assert facts and all("SEV3" in fact for fact in facts)


def test_nothing_found_says_so(visit: Visit, golden_site: Path) -> None:
    page = visit(golden_site, "search/?q=gateway&severity=SEV3+Moderate")
    expect(page.locator(".pm-search__status")).to_contain_text("Nothing found")


def test_a_nasty_title_is_text_in_the_results(visit: Visit, golden_site: Path) -> None:
    page = visit(golden_site, "search/?q=pipes+ticks")
    title = page.locator(".pm-search__title").first
    expect(title).to_contain_text("<script>alert(1)</script>")


def test_it_works_without_directory_urls(visit: Visit, tmp_path: Path) -> None:
    config = (
        (ROOT / "mkdocs.yml")
        .read_text(encoding="utf-8")
        .replace(
            "      rules: true",
            f"      incidents_dir: '{ROOT / 'tests/golden/incidents'}'",
        )
    )
    config = config[: config.index("nav:")] + config[config.index("plugins:") :]
    write(tmp_path, {"mkdocs.yml": config + "\nuse_directory_urls: false\n", "docs/a.md": "# A\n"})
    site = build(tmp_path / "mkdocs.yml", tmp_path / "site")
    page = visit(site, "index.html")
    page.keyboard.press("/")
    page.keyboard.type("gateway")
    expect(page.locator(".pm-search__result").first).to_be_visible()
    page.get_by_role("link", name="Open as a page").click()
    page.wait_for_url("**/search.html?q=gateway")
    expect(page.locator("[data-pm-search] .pm-search__result").first).to_be_visible()


def found(page: Page, question: str) -> tuple[int, list[str]]:
    """How many pages a question finds, and the kinds and addresses of the first of them."""
    field = page.locator(".pm-search__input")
    field.fill("")
    expect(page.locator(".pm-search__status")).to_have_text("Type a word, or choose a facet.")
    field.fill(question)
    expect(page.locator(".pm-search__status")).to_contain_text("ound")
    number = page.locator(".pm-search__status").inner_text().split()[0]
    links = page.locator(".pm-search__title").all()
    addresses = [str(link.get_attribute("href")) for link in links]
    return (int(number) if number.isdigit() else 0), addresses


@pytest.mark.parametrize(
    "question",
    ["regulatory compliance", "current status", "durations computed", "threshold"],
)
def test_what_stands_on_every_incident_finds_not_every_incident(
    question: str, visit: Visit, company_site: Path
) -> None:
    number, _ = found(visit(company_site, "search/"), question)
    assert number < 10, "only incidents whose authors wrote of it"


@pytest.mark.parametrize("question", ["timeout", "secret", "owner", "customer data"])
def test_rules_and_documentation_come_after_incidents_and_lessons(
    question: str, visit: Visit, demo_site: Path
) -> None:
    _, addresses = found(visit(demo_site, "search/"), question)
    first = [re.search("/(incidents|lessons|services)/", one) is not None for one in addresses]
    assert first[0] and first == sorted(first, reverse=True), addresses


def test_a_rule_is_found_by_its_name_and_called_by_it(visit: Visit, demo_site: Path) -> None:
    page = visit(demo_site, "search/?q=placeholder")
    expect(page.locator(".pm-search__title").first).to_have_text("placeholder")
