"""A site that knows its address: pages load without a reload, and going back finds the state."""

import mimetypes
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import SIZES
from tests.conftest import FIVE_LINES, Shared, build, write

ADDRESS = "https://pm.example/sub/"


@pytest.fixture(scope="module")
def site(company_folder: Path, shared: Shared) -> Path:
    def fill(folder: Path) -> None:
        config = f"site_url: {ADDRESS}\n{FIVE_LINES}"
        write(company_folder, {"instant.yml": config})
        build(company_folder / "instant.yml", folder / "instant")

    return shared("instant", fill) / "instant"


@pytest.fixture
def page(browser: Browser, site: Path) -> Iterator[Page]:
    """A page of that site, answered from disk; an error or a missing file fails the test."""
    failures: list[str] = []

    def answer(route: Route) -> None:
        url = route.request.url
        path = site / unquote(urlsplit(url).path.removeprefix("/sub/"))
        path = path / "index.html" if path.is_dir() else path
        if not url.startswith(ADDRESS) or not path.is_file():
            failures.append(f"request to {url}")
            route.abort()
        else:
            kind = mimetypes.guess_type(path.name)[0] or "text/plain"
            route.fulfill(body=path.read_bytes(), content_type=kind)

    width, height = SIZES["desktop"]
    context = browser.new_context(viewport={"width": width, "height": height})
    context.route("**/*", answer)
    opened = context.new_page()
    opened.on("pageerror", lambda error: failures.append(f"error: {error}"))
    yield opened
    context.close()
    assert not failures


def test_tables_work_after_instant_navigation_and_back(page: Page) -> None:
    page.goto(ADDRESS)
    page.wait_for_load_state("networkidle")
    page.evaluate("window.stayed = true")
    page.locator(".md-tabs").get_by_role("link", name="Incidents").click()
    status = page.locator(".pm-table .pm-search__status")
    expect(status).to_have_text("300 incidents")
    page.locator("summary", has_text="Severity").click()
    page.locator("input[data-pm-facet='severity:SEV1']").check()
    expect(status).to_contain_text("of 300 incidents")
    told = status.inner_text()
    page.locator(".pm-table tbody td.pm-long a").first.click()
    expect(page.locator("figure.pm-figure").first).to_be_visible()
    page.go_back()
    expect(status).to_have_text(told)
    assert page.evaluate("window.stayed"), "no page was loaded anew"


def test_a_mark_of_a_picture_leads_on(page: Page) -> None:
    page.goto(ADDRESS)
    page.wait_for_load_state("networkidle")
    page.locator(".pm-figure a:has(rect)").last.locator("rect").first.click()
    page.wait_for_url("**/quarters/2026-Q4/")
    expect(page.get_by_role("heading", name="2026 Q4", level=1)).to_be_in_viewport()


def test_an_address_that_differs_in_its_query_only_is_followed(page: Page) -> None:
    page.goto(f"{ADDRESS}incidents/?severity=SEV1")
    page.wait_for_load_state("networkidle")
    status = page.locator(".pm-table .pm-search__status")
    expect(status).to_contain_text("of 300 incidents")
    told = status.inner_text()
    page.locator(".md-tabs").get_by_role("link", name="Incidents").click()
    expect(status).to_have_text("300 incidents")
    assert page.url == f"{ADDRESS}incidents/"
    page.go_back()
    expect(status).to_have_text(told)
    page.go_forward()
    expect(status).to_have_text("300 incidents")


def test_the_search_page_follows_its_address_too(page: Page) -> None:
    page.goto(f"{ADDRESS}search/?q=certificate")
    page.locator(".pm-search__result").first.wait_for()
    page.locator(".md-tabs").get_by_role("link", name="Search").click()
    box = page.locator("[data-pm-search] .pm-search__input")
    expect(box).to_have_value("")
    page.go_back()
    expect(box).to_have_value("certificate")
    expect(page.locator(".pm-search__result").first).to_be_visible()
