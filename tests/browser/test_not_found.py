"""The page for addresses that do not exist, served as hosts do: with the status 404."""

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import broken

RENAMED = "incidents/2019-07-02-waf-regex-outage/"


class _Host(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def missing(browser: Browser, demo_site: Path) -> Iterator[Callable[..., Page]]:
    """Open an address that does not exist."""
    handler = functools.partial(_Host, directory=str(demo_site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    pages: list[Page] = []

    def go(path: str, *, width: int = 1440, javascript: bool = True) -> Page:
        page = browser.new_page(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript
        )
        pages.append(page)
        page.goto(f"http://127.0.0.1:{server.server_port}/{path}")
        return page

    yield go
    for page in pages:
        page.close()
    server.shutdown()


def test_it_searches_for_the_words_of_the_address(missing: Callable[..., Page]) -> None:
    page = missing(RENAMED)
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    expect(page.get_by_role("searchbox")).to_have_value("waf regex outage")
    expect(page.locator(".pm-search__title").first).to_have_text(
        "Every site behind Cloudflare answers 502 after a firewall rule update"
    )


def test_without_javascript_its_links_lead_to_the_indexes(missing: Callable[..., Page]) -> None:
    page = missing("lessons/no-such-lesson/", javascript=False)
    page.get_by_role("link", name="All incidents").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Incidents")


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_on_it(width: int, missing: Callable[..., Page]) -> None:
    page = missing(RENAMED, width=width)
    page.locator(".pm-search__title").first.wait_for()
    assert broken(page) == ""
    assert page.evaluate("document.documentElement.scrollWidth") <= width
