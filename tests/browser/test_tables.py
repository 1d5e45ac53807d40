"""Tables in a browser: filtered, sorted, shared by address, without a mouse, without a script."""

import io
import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from postmortems.model import Corpus
from tests.browser.conftest import Visit


def titles(page: Page) -> list[str]:
    return page.locator(".pm-table tbody td.pm-long a").all_inner_texts()


def status(page: Page) -> str:
    return page.locator(".pm-table .pm-search__status").inner_text()


def choose(page: Page, facet: str, value: str) -> None:
    group = page.get_by_role("group", name="Narrow by")
    choice = page.locator(f"input[data-pm-facet='{value}']")
    if not choice.is_visible():
        group.locator("summary", has_text=facet).click()
    choice.check()


def count_of(page: Page, value: str) -> int:
    choice = page.locator(f"input[data-pm-facet='{value}']")
    return int(choice.locator("xpath=../span[@class]").text_content() or 0)


def test_facets_narrow_and_their_counts_are_true(
    visit: Visit, company_site: Path, company: Corpus
) -> None:
    page = visit(company_site, "incidents/")
    expect(page.locator(".pm-table .pm-search__status")).to_have_text("300 incidents")
    choose(page, "Severity", "severity:SEV1")
    worst = [one for one in company.incidents if one.severity == "SEV1"]
    expect(page.locator(".pm-table .pm-search__status")).to_have_text(
        f"{len(worst)} of 300 incidents"
    )
    # Within a facet choices add up, so the others keep their counts.
    assert count_of(page, "severity:SEV2") == sum(i.severity == "SEV2" for i in company.incidents)
    year = worst[0].day.year
    of_year = sum(one.day.year == year for one in worst)
    assert count_of(page, f"year:{year}") == of_year
    choose(page, "Year", f"year:{year}")
    expect(page.locator(".pm-table .pm-search__status")).to_have_text(f"{of_year} of 300 incidents")
    wanted = {one.title.replace("`", "") for one in worst if one.day.year == year}
    assert set(titles(page)) == wanted


def test_the_address_says_what_is_shown(visit: Visit, company_site: Path) -> None:
    page = visit(company_site, "incidents/")
    choose(page, "Severity", "severity:SEV2")
    page.get_by_label("Filter incidents").fill("card")
    page.get_by_role("button", name="Time to resolve").click()
    page.wait_for_url("**sort=-time-to-resolve*")
    shared = urlsplit(page.url)
    assert parse_qs(shared.query) == {
        "q": ["card"],
        "severity": ["SEV2"],
        "sort": ["-time-to-resolve"],
    }
    again = visit(company_site, f"incidents/?{shared.query}")
    again.locator(".pm-table tbody tr").first.wait_for()
    assert titles(again) == titles(page) and titles(page)
    assert status(again) == status(page)
    again.get_by_role("button", name="Show all").click()
    expect(again.locator(".pm-table .pm-search__status")).to_have_text("300 incidents")
    assert urlsplit(again.url).query == ""


def test_going_back_shows_what_was_shown(visit: Visit, company_site: Path) -> None:
    page = visit(company_site, "incidents/")
    choose(page, "Severity", "severity:SEV1")
    before = titles(page)
    page.locator(".pm-table tbody td.pm-long a").first.click()
    page.wait_for_url("**/incidents/2*/")
    page.go_back()
    page.locator(".pm-table tbody tr").first.wait_for()
    assert titles(page) == before


def natural(title: str) -> tuple[bool, int, str]:
    """Titles as a person orders them: those that begin with a number by its size."""
    number = re.match(r"[\d,]+", title)
    return number is None, int(number[0].replace(",", "")) if number else 0, title.casefold()


def test_it_is_sorted_by_keyboard_and_says_so(
    visit: Visit, company_site: Path, company: Corpus
) -> None:
    page = visit(company_site, "incidents/")
    button = page.locator(".pm-table").get_by_role("button", name="Incident", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    head = page.locator(".pm-table th").nth(1)
    expect(head).to_have_attribute("aria-sort", "ascending")
    shown = titles(page)
    in_order = sorted((one.title.replace("`", "") for one in company.incidents), key=natural)
    assert shown[0] == in_order[0]
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert titles(page)[0] == in_order[-1]


def test_more_rows_come_on_demand_and_the_focus_is_on_the_first_of_them(
    visit: Visit, company_site: Path
) -> None:
    page = visit(company_site, "incidents/")
    page.locator(".pm-table tbody tr").first.wait_for()
    assert len(titles(page)) == 50
    page.get_by_role("button", name="More rows").click()
    assert len(titles(page)) == 100
    focused = page.evaluate("document.activeElement.textContent")
    assert focused == titles(page)[50]


def test_every_other_table_is_sorted_as_it_stands(visit: Visit, company_site: Path) -> None:
    page = visit(company_site, "services/")
    table = page.locator(".pm-sortable table").first
    quiet = table.get_by_role("button", name="Days quiet")
    quiet.focus()
    page.keyboard.press("Enter")
    column = [row.strip() for row in table.locator("tbody td:nth-child(4)").all_inner_texts()]
    counted = [text for text in column if text[:1].isdigit()]
    numbers = [int(text.replace(",", "")) for text in counted]
    assert numbers == sorted(numbers, reverse=True) and len(set(numbers)) > 3
    assert column[: len(numbers)] == counted, "services without a number come last"
    table.get_by_role("button", name="Time impaired").click()
    lengths = [text for text in table.locator("tbody td:nth-child(6)").all_inner_texts() if text]
    hours = [int(found[1]) for text in lengths if (found := re.search(r"(\d+) h\b", text))]
    assert hours == sorted(hours, reverse=True) and len(set(hours)) > 3


@pytest.mark.parametrize("site", ["demo_site", "company_site"])
def test_without_a_script_every_incident_is_a_plain_row_or_a_link_away(
    site: str, visit: Visit, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(site)
    page = visit(folder, "incidents/", javascript=False)
    on_disk = {path.parent.name for path in (folder / "incidents").glob("2*/index.html")}
    found = set()
    for link in page.locator("article .pm-plain td a").all():
        href = str(link.get_attribute("href"))
        found.add(href.strip("./").split("/")[0])
    years = page.locator("article h2 a:not(.headerlink)").all_inner_texts()
    assert years == sorted({name[:4] for name in on_disk}, reverse=True) or len(years) > 3
    assert on_disk <= found
    assert page.locator(".pm-table .pm-search__input").count() == 0


def test_the_number_of_incidents_agrees_everywhere(
    visit: Visit, company_site: Path, company: Corpus
) -> None:
    on_disk = len(list((company_site / "incidents").glob("2*/index.html")))
    api = json.loads((company_site / "api/v1/incidents.json").read_text(encoding="utf-8"))
    entries: set[str] = set()
    for feed in company_site.glob("years/*/feed.xml"):
        text = feed.read_text(encoding="utf-8")
        entries |= {part.split("</id>")[0] for part in text.split("<entry><id>")[1:]}
    page = visit(company_site, "incidents/")
    expect(page.locator(".pm-table .pm-search__status")).to_have_text(f"{on_disk} incidents")
    assert on_disk == api["count"] == len(api["incidents"]) == len(entries)
    assert on_disk == len(company.incidents)


def test_all_action_items_are_filtered_by_owner_and_state(
    visit: Visit, company_site: Path, company: Corpus
) -> None:
    page = visit(company_site, "actions/")
    items = [item for one in company.incidents for item in one.actions]
    expect(page.locator(".pm-table .pm-search__status")).to_have_text(
        f"{len(items):,} action items"
    )
    choose(page, "State", "state:done")
    done = sum(item.state == "done" for item in items)
    expect(page.locator(".pm-table .pm-search__status")).to_have_text(
        f"{done:,} of {len(items):,} action items"
    )
    assert page.locator(".pm-table tbody a").first.get_attribute("href")


def test_a_nasty_title_is_text_in_the_table(visit: Visit, golden_site: Path) -> None:
    page = visit(golden_site, "incidents/?q=pipes")
    expect(page.locator(".pm-table tbody")).to_contain_text("<script>alert(1)</script>")


def test_times_are_told_in_the_readers_zone(visit: Visit, demo_site: Path) -> None:
    page = visit(demo_site, "incidents/2019-07-02-waf-regex-global-outage/")
    time = page.locator("time[datetime]").first
    expect(time).to_have_attribute("title", re.compile(r"2019.* in your time zone$"))


def test_more_rows_are_there_for_whoever_comes_back(visit: Visit, company_site: Path) -> None:
    page = visit(company_site, "incidents/")
    page.get_by_role("button", name="More rows").click()
    page.get_by_role("button", name="More rows").click()
    link = page.locator(".pm-table tbody td.pm-long a").nth(140)
    title = link.inner_text()
    link.click()
    page.wait_for_url("**/incidents/2*/")
    page.go_back()
    page.locator(".pm-table tbody tr").nth(140).wait_for()
    assert titles(page)[140] == title


def test_numbers_with_commas_are_numbers_in_their_order(visit: Visit, company_site: Path) -> None:
    page = visit(company_site, "actions/")
    table = page.locator("#overdue ~ div table").first
    table.get_by_role("button", name="State").click()
    states = table.locator("tbody td:nth-child(6)").all_inner_texts()
    days = [int(s.split(", ", 1)[1].split()[0].replace(",", "")) for s in states if "Open" in s]
    assert days == sorted(days) and max(days) > 1000


def test_a_table_says_what_is_about_and_what_is_code(
    visit: Visit, company_site: Path, company: Corpus
) -> None:
    about = next(
        one
        for one in company.incidents
        for metric, length in one.durations.items()
        if metric.name == "resolve" and length.approximate
    )
    page = visit(company_site, f"incidents/?q={about.id}")
    expect(page.locator(".pm-table tbody tr").first).to_contain_text("about ")
    code = next(one for one in company.incidents if one.title.count("`") == 2)
    page = visit(company_site, f"incidents/?q={code.id}")
    cell = page.locator(".pm-table tbody td.pm-long a").first
    expect(cell.locator("code")).to_have_text(code.title.split("`")[1])
    expect(cell).not_to_contain_text("`")


def test_a_narrowed_list_prints_as_it_is_shown(visit: Visit, company_site: Path) -> None:
    page = visit(company_site, "incidents/?severity=SEV1&severity=SEV2")
    page.locator(".pm-table tbody tr").first.wait_for()
    pages = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    told = "\n".join(part.extract_text() for part in pages)
    assert "100 of 300 incidents" in told
    assert told.count("SEV1 ") + told.count("SEV2 ") >= 100
    assert "SEV3" not in told and "More rows" not in told


def test_the_focus_stays_where_a_choice_goes(visit: Visit, company_site: Path) -> None:
    page = visit(company_site, "incidents/?severity=SEV1&status=monitoring")
    page.locator(".pm-table summary", has_text="Status").click()
    choice = page.locator("input[data-pm-facet='status:monitoring']")
    choice.focus()
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.closest('.pm-facet') !== null")


def test_a_shared_narrowing_of_action_items_is_in_view(visit: Visit, company_site: Path) -> None:
    page = visit(company_site, "actions/?owner=platform-lead")
    expect(page.locator(".pm-table .pm-search__status")).to_be_in_viewport()
    page = visit(company_site, "actions/#all")
    page.locator(".pm-table tbody tr").first.wait_for()
    box = page.locator("#all").bounding_box()
    assert box is not None and box["y"] < 300
