"""A Chromium, and the sites it visits, served below a path as on a code host's pages."""

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from postmortems.reader import ReadResult, read
from tests.browser.chromium import find
from tests.browser.payload_corpus import write_corpus
from tests.conftest import TODAY, Shared

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find()
    assert path, "no Chromium: run `python -m tests.browser.chromium`"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serve a built site; the answer is its address, which has a path."""
    handler = functools.partial(_Quiet, directory=str(site.parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{site.name}/"
    server.shutdown()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve built sites, each once."""
    with ExitStack() as stack:
        yield functools.cache(lambda site: stack.enter_context(serving(site)))


@pytest.fixture(scope="session")
def payload_folder(shared: Shared) -> Path:
    """A folder with incidents of hostile texts."""
    return shared("payloads", lambda folder: write_corpus(folder / "incidents"))


@pytest.fixture(scope="session")
def payload_reading(payload_folder: Path) -> ReadResult:
    """Those incidents, read."""
    return read(payload_folder / "incidents", as_of=TODAY)


@pytest.fixture
def visit(browser: Browser, serve: Callable[[Path], str]) -> Iterator[Visit]:
    """Open a page of a site. Any request to another origin, or any error, fails the test."""
    contexts: list[BrowserContext] = []
    failures: list[str] = []

    def go(
        site: Path,
        path: str = "",
        *,
        size: str = "desktop",
        dark: bool = False,
        javascript: bool = True,
        reduced: bool = True,
    ) -> Page:
        width, height = SIZES[size]
        base = serve(site)
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            reduced_motion="reduce" if reduced else "no-preference",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: failures.append(f"error: {error}"))
        page.on("dialog", lambda dialog: failures.append(f"dialog: {dialog.message}"))

        def watch(url: str) -> None:
            if not url.startswith((base, "data:", "blob:")):
                failures.append(f"request to {url}")

        page.on("request", lambda request: watch(request.url))
        page.goto(base + path)
        return page

    yield go
    for context in contexts:
        context.close()
    assert not failures
