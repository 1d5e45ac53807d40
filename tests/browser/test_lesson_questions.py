"""What a design review asks of lessons: two clicks from home at most, without scrolling."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from postmortems.insights import CorpusFacts
from postmortems.model import Corpus
from tests.browser.conftest import Visit
from tests.browser.test_questions import Clicks


@pytest.fixture
def home(visit: Visit, company_site: Path) -> Clicks:
    clicks = Clicks(visit(company_site))
    clicks.page.set_viewport_size({"width": 1440, "height": 900})
    return clicks


@pytest.fixture(scope="module")
def facts(company: Corpus) -> CorpusFacts:
    return CorpusFacts(company)


def text_in_view(element: Locator) -> str:
    """Return the text of an element, all of which is in view without scrolling."""
    expect(element).to_be_in_viewport(ratio=1)
    return " ".join(element.inner_text().split())


def test_which_lesson_came_back_after_its_fix(home: Clicks, facts: CorpusFacts) -> None:
    home.click("Lessons")
    home.done()
    last = facts.histories.did_not_hold[0]
    first_line = home.page.locator("#did-not-hold ~ .pm-came-back li").first
    text = text_in_view(first_line)
    statement = facts.corpus.lessons[last.lesson].statement.removesuffix(".")
    times = {one.later.id for one in facts.histories[last.lesson].did_not_hold}
    assert text.startswith(f"{statement} came back {len(times)} times, last on {last.later.day}")
    assert f"done on {last.fix.done_on}" in text


def test_which_services_are_exposed_to_it(home: Clicks, facts: CorpusFacts) -> None:
    name = facts.histories.did_not_hold[0].lesson
    exposed = facts.exposures[name]
    assert exposed, "the invented company has services without this fix"
    home.click("Lessons")
    home.click(facts.corpus.lessons[name].statement.removesuffix("."))
    home.done()
    summary = home.page.locator(".pm-summary")
    text = text_in_view(summary.locator("li", has_text="Exposed"))
    assert f"{len(exposed)} services" in text
    titles = {facts.corpus.service_title(one.service) for one in exposed}
    assert sum(title in text for title in titles) == min(3, len(titles))
    totals = text_in_view(summary.locator("li", has_text="Fix"))
    taught = (teaching.incident for teaching in facts.histories[name].teachings)
    affected = {service for incident in taught for service in incident.services}
    assert f"of {len(affected)} services" in totals
    assert "no, it came back" in text_in_view(summary.locator("li", has_text="Holds"))


def test_what_have_we_learned_about_caches(home: Clicks, facts: CorpusFacts) -> None:
    theme = facts.themes["caches"]
    home.click("Lessons")
    chip = home.page.locator(".pm-themes").get_by_role("link", name="Caches", exact=True)
    text_in_view(chip)
    chip.click()
    home.number += 1
    home.done()
    expect(home.page.get_by_role("heading", level=1)).to_contain_text("learned about caches?")
    rows = home.page.locator("#lessons ~ div table").first.locator("tbody tr")
    expect(rows).to_have_count(len(theme.histories))
    first = text_in_view(rows.first)
    history = theme.histories[0]
    assert first.startswith(f"{history.lesson.statement} {len(history.teachings)} ")
    link = home.page.get_by_role("link", name="Follow this theme")
    text_in_view(link)
    assert link.get_attribute("href") == "feed.xml"


def test_a_theme_is_found_by_search(visit: Visit, company_site: Path) -> None:
    page = visit(company_site, "search/?q=caches")
    page.locator(".pm-search__result").first.wait_for()
    page.locator(".pm-search__result").get_by_role("link", name="Caches", exact=True).click()
    page.wait_for_url("**/lessons/themes/caches/")
