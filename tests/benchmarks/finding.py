"""Search: how often the right page is found, and how many bytes and milliseconds it takes.

`python -m tests.benchmarks.finding INCIDENTS QUERIES [--config MKDOCS.YML] [--only SITE]`
`python -m tests.benchmarks.finding INCIDENTS --lessons [--themes FILE] --similar`

Builds a site from a folder of incidents, and types each query into its search in Chromium. QUERIES
is a JSON list of `{"query": …, "expected": …}`; `expected` is a regular expression that the address
of a helpful page matches. With `site` in the entries, `--only` chooses those of one site.
`--list` prints the place of each query, and what was found first.

The same queries are asked of `postmortems search`.

`--lessons` suggests a lesson for each entry that names one, as if it did not; with `--themes`, for
the members of the themes in a JSON file, of which two are known as examples; `--labels` names a
JSON object with the lessons of the catalogue that say the same as each theme. `--similar` tells how
often the similar incidents share a lesson, while no lesson is known. `--meaning` compares by
meaning too, as the commands do if the extra `meaning` is installed.

Bytes are those that the browser receives from the first key to the answer, with an empty cache, and
the modules of the search itself. The server does not compress.
"""

import argparse
import json
import re
import statistics
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright

from postmortems.cache import Cache
from postmortems.cli.search import read_search
from postmortems.model import Corpus
from postmortems.reader import read
from postmortems.search import read_meaning
from tests.benchmarks.company import write
from tests.benchmarks.proposals import (
    leave_one_out,
    similar_that_share_a_lesson,
    themes_suggested,
)
from tests.browser.chromium import find
from tests.browser.conftest import FLAGS, serving
from tests.conftest import FIVE_LINES, build

MODULES = re.compile(r"/(search|facets)[^/]*\.js$|stemmer[^/]*\.js$")
QUIET_MS = 350
WATCH = """() => {
  window.pmKey = window.pmDrawn = 0;
  document.addEventListener("input", () => { window.pmKey = performance.now(); }, true);
  new MutationObserver((changes) => {
    const isOurs = (change) => change.target.closest?.(".pm-search__found, .pm-search__status");
    if (changes.some(isOurs)) window.pmDrawn = performance.now();
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""
MOST_MS = 3000
DONE = f"""() => performance.now() - window.pmKey > {MOST_MS} || (window.pmDrawn > window.pmKey
  && performance.now() - window.pmDrawn > {QUIET_MS})"""


@dataclass
class Answers:
    """What the queries found.

    Args:
        places: the place of the first helpful page for each query, from 1; 0 if it is not shown.
        empty: the queries that found nothing.
        warm_ms: the milliseconds from the last key to the last change of the results.
        first_bytes: the bytes of a first answer with an empty cache.
    """

    places: dict[str, int] = field(default_factory=dict)
    tops: dict[str, list[str]] = field(default_factory=dict)
    empty: list[str] = field(default_factory=list)
    warm_ms: list[float] = field(default_factory=list)
    first_bytes: list[int] = field(default_factory=list)

    def within(self, place: int) -> int:
        """Return how many queries have a helpful page up to a place."""
        return sum(0 < own <= place for own in self.places.values())

    def add(self, query: str, addresses: list[str], expected: str) -> None:
        """Add the addresses that a query found."""
        helpful = (i for i, one in enumerate(addresses, 1) if re.search(expected, one))
        self.places[query] = next(helpful, 0)
        self.tops[query] = addresses[:3]
        if not addresses:
            self.empty.append(query)


def open_search(page: Page) -> None:
    """Open the search; the script that listens to its key may not be ready at once."""
    for _ in range(10):
        page.keyboard.press("/")
        try:
            page.locator(".pm-search__input:focus").wait_for(timeout=1000)
            return
        except TimeoutError:
            pass


def ask(page: Page, query: str) -> tuple[list[str], float]:
    """Type a query, and return the addresses it finds and the milliseconds it took."""
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.wait_for_timeout(150)
    page.evaluate("() => { window.pmDrawn = 0; }")
    page.keyboard.type(query)
    page.wait_for_function(DONE, polling=50)
    links = page.eval_on_selector_all(
        ".pm-search__title", "links => links.map((link) => link.getAttribute('href'))"
    )
    return links, page.evaluate("() => window.pmDrawn - window.pmKey")


def first_bytes(browser: Browser, address: str, query: str) -> int:
    """Return the bytes of the first answer in a new browser."""
    context = browser.new_context()
    page = context.new_page()
    received: dict[str, int] = {}
    urls: dict[str, str] = {}
    session = context.new_cdp_session(page)
    session.send("Network.enable")

    def on_response(event: dict[str, Any]) -> None:
        urls[event["requestId"]] = event["response"]["url"]

    def on_end(event: dict[str, Any]) -> None:
        received[event["requestId"]] = int(event["encodedDataLength"])

    session.on("Network.responseReceived", on_response)
    session.on("Network.loadingFinished", on_end)
    page.goto(address, wait_until="networkidle")
    modules = sum(size for key, size in received.items() if MODULES.search(urls.get(key, "")))
    received.clear()
    page.evaluate(WATCH)
    open_search(page)
    ask(page, query)
    page.wait_for_load_state("networkidle")
    context.close()
    return modules + sum(received.values())


def search_in_browser(site: Path, queries: list[dict[str, str]], cold: int) -> Answers:
    """Type the queries into a built site; `cold` of them also with an empty cache."""
    answers = Answers()
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        for entry in queries[:: max(1, len(queries) // cold)][:cold]:
            answers.first_bytes.append(first_bytes(browser, address, entry["query"]))
        page = browser.new_page()
        page.goto(address, wait_until="networkidle")
        page.evaluate(WATCH)
        open_search(page)
        for entry in queries:
            ask(page, entry["query"])  # so that the second time is warm
            found, milliseconds = ask(page, entry["query"])
            answers.warm_ms.append(milliseconds)
            answers.add(entry["query"], found, entry["expected"])
        browser.close()
    return answers


def main() -> None:
    """Build, ask and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("incidents", help="a folder of incidents, or a number of invented ones")
    parser.add_argument("queries", type=Path, nargs="?")
    parser.add_argument("--config", type=Path, help="the mkdocs.yml of the folder's site")
    parser.add_argument("--only", help="the `site` of the queries to ask")
    parser.add_argument("--cold", type=int, default=5, help="first answers to count the bytes of")
    parser.add_argument("--list", action="store_true", help="print the place of each query")
    parser.add_argument("--lessons", action="store_true", help="measure suggested lessons")
    parser.add_argument("--themes", type=Path, help="themes with members, besides the catalogue")
    parser.add_argument("--labels", type=Path, help="lessons that say the same as each theme")
    parser.add_argument("--similar", action="store_true", help="measure similar incidents")
    parser.add_argument("--meaning", action="store_true", help="with the extra `meaning`")
    options = parser.parse_args()
    if options.lessons or options.similar:
        with tempfile.TemporaryDirectory() as folder:
            show_proposals(read(incidents_folder(Path(folder), options.incidents)).corpus, options)
        return
    if options.queries is None:
        parser.error("give a file of queries, --lessons or --similar")
    queries = json.loads(options.queries.read_text(encoding="utf-8"))
    queries = [entry for entry in queries if options.only in (None, entry.get("site"))]
    if not queries:
        sys.exit("no query is left to ask")
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        incidents = incidents_folder(top, options.incidents)
        config = options.config
        if config is None:
            config = top / "mkdocs.yml"
            config.write_text(FIVE_LINES, encoding="utf-8")
        show_command(incidents, queries)
        site = build(config.resolve(), top / "site", strict=False)
        show(search_in_browser(site, queries, options.cold), with_places=options.list)


def incidents_folder(top: Path, incidents: str) -> Path:
    """Return a folder with incidents: invented ones if a number of them is given."""
    folder = top / "incidents"
    if incidents.isdigit():
        write(folder, int(incidents))
    else:
        folder.symlink_to(Path(incidents).resolve())
    return folder


def show_proposals(corpus: Corpus, options: argparse.Namespace) -> None:
    """Print the figures of suggested lessons and of similar incidents."""
    meaning = read_meaning(Cache(None)) if options.meaning else None
    if options.meaning and meaning is None:
        sys.exit("--meaning needs the extra `meaning`")
    if options.lessons and options.themes:
        labels = json.loads(options.labels.read_text(encoding="utf-8")) if options.labels else {}
        print(f"themes, {themes_suggested(corpus, options.themes, labels, meaning)}")
    elif options.lessons:
        print(f"left out in turn, {leave_one_out(corpus, meaning)}")
    if options.similar:
        print(similar_that_share_a_lesson(corpus, meaning))


def show_command(incidents: Path, queries: list[dict[str, str]]) -> None:
    """Print the figures of `postmortems search`."""
    search = read_search(incidents)
    answers = Answers()
    for entry in queries:
        pages = [document.page for document, _ in search.find(entry["query"]).found]
        answers.add(entry["query"], pages, entry["expected"])
    print(
        f"postmortems search: first place {answers.within(1)}, first three {answers.within(3)}, "
        f"nothing found {len(answers.empty)}"
    )


def show(answers: Answers, *, with_places: bool) -> None:
    """Print the figures."""
    total = len(answers.places)
    if with_places:
        for query, place in answers.places.items():
            if place != 1:
                print(f"  {place or '-':>3}  {query}: {', '.join(answers.tops[query])}")
    print(
        f"{total} queries: first place {answers.within(1)}, first three {answers.within(3)}, "
        f"first ten {answers.within(10)}, nothing found {len(answers.empty)}"
    )
    print(
        f"warm: median {statistics.median(answers.warm_ms):.0f} ms, "
        f"worst {max(answers.warm_ms):.0f} ms; first answer: "
        f"{', '.join(f'{size / 1000:.0f}' for size in answers.first_bytes)} kB"
    )


if __name__ == "__main__":
    main()
