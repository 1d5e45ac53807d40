"""Search in a real browser: by keyboard alone, by facet, by address, below a path."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

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
    expect(result.locator("mark").first).to_be_visible()


def test_what_is_typed_before_the_search_is_loaded_counts(visit: Visit, golden_site: Path) -> None:
    page = visit(golden_site)

    def delay(route: Route) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    page.route("**/search-panel.js", delay)
    page.keyboard.press("/")
    page.keyboard.type("gateway")
    expect(page.locator(".pm-search__result").first).to_contain_text("gateway")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_link_in_the_header_has_a_name_at_every_width(
    size: str, visit: Visit, golden_site: Path
) -> None:
    page = visit(golden_site, size=size)
    expect(
        page.locator(".md-header").get_by_role("link", name="Search", exact=True)
    ).to_be_visible()


def test_enter_opens_the_first_result(visit: Visit, golden_site: Path) -> None:
    page = visit(golden_site)
    page.keyboard.press("/")
    page.keyboard.type("gateway pool")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2025-03-04-checkout-declines-cards/")


def test_an_empty_search_shows_recent_incidents_and_frequent_lessons(
    visit: Visit, demo_site: Path
) -> None:
    page = visit(demo_site, "search/")
    recent = page.get_by_role("region", name="Recent incidents").locator(".pm-search__title")
    expect(recent).to_have_count(5)
    assert "2025-12-05" in str(recent.first.get_attribute("href"))
    lessons = page.get_by_role("region", name="Lessons taught most often")
    expect(lessons.locator(".pm-search__title")).to_have_count(5)


def test_it_is_used_by_keyboard_alone_and_leads_to_the_section(
    visit: Visit, golden_site: Path
) -> None:
    page = visit(golden_site, "services/checkout/")
    page.keyboard.press("/")
    page.keyboard.type("pool seen full")
    expect(page.locator(".pm-search__result").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".pm-search__title").first).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Timeline of Events"
    page.keyboard.press("Enter")
    page.wait_for_url("**#timeline")
    assert page.get_by_role("heading", name="Timeline of Events").is_visible()


def test_arrows_move_from_card_to_card(visit: Visit, demo_site: Path) -> None:
    page = visit(demo_site, "search/?q=dns")
    titles = page.locator(".pm-search__title")
    expect(titles.nth(2)).to_be_visible()
    for number in range(3):
        page.keyboard.press("ArrowDown")
        assert titles.nth(number).evaluate("title => title === document.activeElement")
    page.keyboard.press("ArrowUp")
    assert titles.nth(1).evaluate("title => title === document.activeElement")


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


def test_labels_of_the_template_are_not_searched(visit: Visit, company_site: Path) -> None:
    page = visit(company_site, "search/")
    for question in ("regulatory compliance", "detection method", "durations computed"):
        number, _ = found(page, f'"{question}"')
        assert number == 0, question


@pytest.mark.parametrize("question", ["timeout", "secret", "owner", "customer data"])
def test_rules_and_documentation_come_after_incidents_and_lessons(
    question: str, visit: Visit, demo_site: Path
) -> None:
    _, addresses = found(visit(demo_site, "search/"), question)
    first = [re.search("/(incidents|lessons|services)/", one) is not None for one in addresses]
    assert first[0] and first == sorted(first, reverse=True), addresses


def test_a_misspelled_word_is_corrected_and_said_so(visit: Visit, demo_site: Path) -> None:
    page = visit(demo_site, "search/?q=crowdstirke")
    expect(page.locator(".pm-search__status")).to_contain_text(
        "Showing results for “crowdstrike” in place of “crowdstirke”."
    )
    titles = [str(link.get_attribute("href")) for link in page.locator(".pm-search__title").all()]
    assert any("crowdstrike-content-update" in title for title in titles)


def test_a_word_that_is_nowhere_is_named(visit: Visit, demo_site: Path) -> None:
    page = visit(demo_site, "search/?q=backtracking+waf+qqqqqq")
    expect(page.locator(".pm-search__status")).to_contain_text("No page has “qqqqqq”.")
    assert INCIDENT in str(page.locator(".pm-search__title").first.get_attribute("href"))


def test_a_phrase_in_quotation_marks_must_occur(visit: Visit, demo_site: Path) -> None:
    page = visit(demo_site, "search/?q=%22regular+expression+whose+cost%22")
    expect(page.locator(".pm-search__status")).to_contain_text("1 page found")
    assert INCIDENT in str(page.locator(".pm-search__title").first.get_attribute("href"))


def test_more_results_of_a_kind_are_shown_on_demand(visit: Visit, company_site: Path) -> None:
    page = visit(company_site, "search/?q=checkout")
    incidents = page.get_by_role("region", name="Incidents")
    expect(incidents.locator(".pm-search__result").first).to_be_visible()
    before = incidents.locator(".pm-search__result").count()
    incidents.get_by_role("button", name="More incidents").click()
    expect(incidents.locator(".pm-search__result")).to_have_count(before + 10)
    assert (
        incidents.locator(".pm-search__title")
        .nth(before)
        .evaluate("title => title === document.activeElement")
    )


def test_an_answer_shows_what_stopped_the_incident_and_its_lesson(
    visit: Visit, demo_site: Path
) -> None:
    page = visit(demo_site, "search/?q=catastrophic+backtracking+waf")
    card = page.locator(".pm-search__result").first
    expect(card).to_contain_text("Stopped by")
    expect(card.locator("dd a").first).to_have_attribute("href", re.compile("/lessons/"))


def test_a_rule_is_found_by_its_name_and_called_by_it(visit: Visit, demo_site: Path) -> None:
    page = visit(demo_site, "search/?q=placeholder")
    expect(page.locator(".pm-search__title").first).to_have_text("placeholder")
