"""What a team asks on a Monday morning, each answered in at most two clicks from home."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from postmortems.insights import CorpusFacts, Histories, overdue, service_row
from postmortems.model import Corpus
from postmortems.reader import read
from tests.browser.conftest import Visit
from tests.conftest import ROOT, TODAY


class Clicks:
    """A page, and how often it was clicked."""

    def __init__(self, page: Page) -> None:
        self.page, self.number = page, 0

    def click(self, name: str, *, exact: bool = True) -> None:
        links = self.page.get_by_role("link", name=name, exact=exact)
        links.locator("visible=true").first.click()
        self.number += 1

    def done(self) -> None:
        assert self.number <= 2, "two clicks at the most"


@pytest.fixture
def home(visit: Visit, demo_site: Path) -> Clicks:
    return Clicks(visit(demo_site))


@pytest.fixture(scope="module")
def demo() -> Corpus:
    return read(ROOT / "incidents", as_of=TODAY).corpus


def cells(page: Page, row: str) -> list[str]:
    return page.locator(row).first.locator("td").all_inner_texts()


def test_the_worst_incidents_of_a_year(home: Clicks, demo: Corpus) -> None:
    home.click("2021")
    home.done()
    expect(home.page.get_by_role("heading", name="Most severe")).to_be_visible()
    table = home.page.locator("h2:has-text('Most severe') ~ div table").first
    severities = table.locator("tbody tr .pm-severity").all_inner_texts()
    wanted = [demo.severity_title(i.severity) for i in demo.incidents if i.day.year == 2021]
    assert severities == sorted(wanted), "the worst first"


def test_which_lesson_came_back_most(home: Clicks, demo: Corpus) -> None:
    home.click("Lessons")
    home.done()
    most = next(iter(Histories(demo).values()))
    told = home.page.locator("article").inner_text()
    assert f"Came back most: {most.lesson.statement}" in told
    assert f"Taught by {len(most.teachings)} incidents" in told


def test_which_service_has_been_quiet_longest(
    visit: Visit, company_site: Path, company: Corpus
) -> None:
    home = Clicks(visit(company_site))
    home.click("Services")
    home.done()
    rows = [service_row(company, name) for name in company.services]
    days, name = max((row.quiet(TODAY) or 0, company.service_title(row.name)) for row in rows)
    expect(home.page.locator("article")).to_contain_text(
        f"Quiet longest: {name}, {days:,} days since its last incident"
    )


def test_the_last_incident_that_a_change_of_configuration_set_off(
    home: Clicks, demo: Corpus
) -> None:
    last = next(
        one
        for one in demo.incidents
        if (trigger := one.root_cause.trigger) and trigger.category == "configuration-change"
    )
    home.click("Causes")
    home.click("Configuration change")
    home.done()
    heading = home.page.locator("#trigger-configuration-change")
    expect(heading).to_be_in_viewport()
    newest = heading.locator("xpath=following-sibling::ul[1]/li[1]")
    expect(newest).to_contain_text(last.title)


def test_what_we_said_we_would_do_after_a_named_incident_and_whether_we_did(
    home: Clicks, demo: Corpus
) -> None:
    incident = demo.by_id["2025-11-18-cloudflare-bot-feature-file"]
    home.click("Incidents")
    home.page.get_by_label("Filter incidents").fill("bot management file")
    home.click(incident.title)
    home.done()
    table = home.page.locator("table:has(a[id^='action-'])")
    told = table.inner_text()
    for item in incident.actions:
        assert item.text in told
    assert "Done on" in table.locator("tbody tr").first.inner_text()


def test_what_is_overdue_and_whose(visit: Visit, company_site: Path, company: Corpus) -> None:
    home = Clicks(visit(company_site))
    home.click("Action items")
    home.done()
    late = overdue(company)
    assert len(late) > 10, "the invented company is late with some"
    table = home.page.locator("#overdue ~ div table").first
    rows = table.locator("tbody tr")
    expect(rows).to_have_count(len(late))
    for row, (_, item, days) in zip(rows.all()[:5], late, strict=False):
        told = " ".join(row.inner_text().split())
        assert item.text in told and (item.owner or "") in told and f"{days:,} days overdue" in told


def test_home_answers_the_questions_of_a_lead_on_its_first_screen(
    visit: Visit, company_site: Path, company: Corpus
) -> None:
    page = visit(company_site)
    page.set_viewport_size({"width": 1440, "height": 900})
    facts = CorpusFacts(company)
    parts = page.locator(".pm-home__part")
    for incident in facts.ongoing:
        row = parts.nth(0).get_by_role("listitem").filter(has_text=incident.title)
        expect(row).to_be_in_viewport()
        expect(row).to_contain_text(f"ongoing, {(TODAY - incident.day).days} day")
    owners = parts.nth(1).locator("tbody tr")
    expect(owners.first).to_contain_text(facts.overdue[0][1].owner or "Not recorded")
    expect(owners.last).to_be_in_viewport()
    quarter = facts.this_quarter
    sentence = parts.nth(2).locator("strong").first
    expect(sentence).to_be_in_viewport()
    expect(sentence).to_have_text(re.compile(f"^({quarter.count.total}|No) incidents? so far in "))
    for earlier in quarter.earlier:
        expect(sentence).to_contain_text(f"{earlier.quarter} ({earlier.total}")
    returned = next(row for row in facts.returned_lessons if row.fix == "done")
    lesson = parts.nth(3).get_by_role("listitem").first
    expect(lesson).to_be_in_viewport()
    expect(lesson).to_contain_text("its fix was done")
    expect(lesson).to_contain_text(returned.later.title)


def test_the_reports_of_the_busiest_quarters_print_on_two_pages(
    visit: Visit, company_site: Path, company: Corpus
) -> None:
    by_quarter = CorpusFacts(company).by_quarter
    for quarter in sorted(by_quarter, key=lambda one: -len(by_quarter[one]))[:3]:
        page = visit(company_site, f"quarters/{quarter.slug}/")
        printed = page.pdf(format="A4", print_background=True)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2, quarter.name
