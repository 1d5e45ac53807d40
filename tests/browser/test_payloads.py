"""Hostile texts in every field, catalogue, name and file: nothing runs, loads or breaks."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar
from playwright.sync_api import Browser, Error, Page, expect

from mkdocs_postmortems.indexes import INDEXES
from postmortems.insights import CorpusFacts
from postmortems.model import Corpus, texts
from postmortems.reader import ReadResult
from postmortems.render.markdown import code_spans
from postmortems.site_map import SiteMap
from tests.browser.conftest import SIZES
from tests.browser.payload_corpus import COUNT
from tests.browser.payloads import FILES, HOST
from tests.browser.watching import Watch, html_pages
from tests.conftest import Shared, build, write

TABS = 4
"""Pages that load at the same time."""
BLOCKS = [index.name for index in INDEXES]
CONFIG = """\
site_name: Our postmortems
theme:
  name: material
  features: [content.tooltips, content.code.copy, navigation.footer, navigation.tabs, toc.follow]
plugins: [postmortems]
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc: {permalink: true}
  - pymdownx.arithmatex: {generic: true}
  - pymdownx.betterem
  - pymdownx.caret
  - pymdownx.critic
  - pymdownx.details
  - pymdownx.emoji
  - pymdownx.highlight
  - pymdownx.inlinehilite
  - pymdownx.keys
  - pymdownx.magiclink
  - pymdownx.mark
  - pymdownx.snippets
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist
  - pymdownx.tilde
"""
"""A site that switched on what its theme recommends, so that much of a text could be syntax."""


@pytest.fixture(scope="session")
def payload_site(payload_folder: Path, shared: Shared) -> Path:
    own = "\n\n".join(f"## The block {name}\n\n<!-- postmortems: {name} -->" for name in BLOCKS)

    def fill(folder: Path) -> None:
        files = {"mkdocs.yml": CONFIG, "docs/own.md": f"# Own page\n\n{own}\n"}
        write(payload_folder, files)
        build(payload_folder / "mkdocs.yml", folder / "site", strict=False)

    return shared("payload-site", fill) / "site"


@pytest.fixture
def watch(
    browser: Browser, serve: Callable[[Path], str], payload_site: Path, request: Any
) -> Iterator[Watch]:
    """A context on the hostile site. Whatever it notes fails the test."""
    watch = Watch(browser, serve(payload_site), SIZES[getattr(request, "param", "desktop")])
    yield watch
    watch.context.close()
    assert not watch.failures, "\n".join(dict.fromkeys(watch.failures))


def flat(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())


def shown(text: str) -> str:
    """Return a line as a reader sees it: the backticks around code are not shown."""
    return flat("".join(part for part, _ in code_spans(flat(text))))


@pytest.mark.parametrize("watch", ["phone"], indirect=True)
def test_every_page_is_inert_and_whole_and_shows_lines_as_typed(
    watch: Watch, payload_site: Path, payload_reading: ReadResult
) -> None:
    titles: dict[str, list[str]] = defaultdict(list)
    lines = lines_by_page(payload_reading.corpus)
    tabs = [watch.page() for _ in range(TABS)]
    addresses = html_pages(payload_site)
    for start in range(0, len(addresses), TABS):
        batch = list(zip(tabs, addresses[start : start + TABS], strict=False))
        for tab, address in batch:
            tab.goto(watch.base + quote(address), wait_until="commit")
        for tab, address in batch:
            tab.wait_for_load_state("load")
            tab.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")
            seen = watch.look(tab)
            if len(seen["headings"]) != 1:
                watch.failures.append(f"{address}: main headings: {seen['headings']}")
            heading = flat("".join(seen["headings"]))
            titles[address.partition("/")[0]].append(heading)
            text = flat(seen["text"])
            lost = [line for line in lines.get(address, []) if shown(line) not in text]
            watch.failures += [f"{address}: not as typed: {line[:300]}" for line in lost]
    corpus = payload_reading.corpus
    expected = {
        "incidents": [incident.title for incident in corpus.incidents],
        "lessons": [lesson.statement for lesson in corpus.lessons.values()],
        "services": [corpus.service_title(name) for name in corpus.services],
        "teams": [service.team or "" for service in corpus.services.values()],
        "actions": [
            item.owner or "" for i in corpus.incidents for item in i.actions if item.is_open
        ],
    }
    for place, names in expected.items():
        missing = {shown(name) for name in names} - set(titles[place])
        watch.failures += [f"{place}: no main heading is `{name}`" for name in sorted(missing)]


def lines_by_page(corpus: Corpus) -> dict[str, list[str]]:
    """Return the lines that a page shows, by its address."""
    lines = {
        # The keys of an entry that say how its file is read are shown only if it is read.
        f"incidents/{incident.id}/": [
            t.words
            for t in texts(incident)
            if not t.prose and (t.loc[0] != "evidence" or t.loc[2:] in [("title",), ("file",)])
        ]
        for incident in corpus.incidents
    }
    themes = CorpusFacts(corpus).themes.values()
    for name, lesson in corpus.lessons.items():
        names = [one.title for one in themes if name in {h.name for h in one.histories}]
        lines[f"lessons/{name}/"] = [lesson.statement, *lesson.signs, *names]
    for name, service in corpus.services.items():
        lines[f"services/{name}/"] = [t.words for t in texts(service)]
    lines["severity/"] = [severity.title or "" for severity in corpus.severities.values()]
    return lines


def test_search_shows_hostile_texts_as_text(watch: Watch) -> None:
    page = watch.page()
    page.goto(watch.base)
    page.keyboard.press("/")
    for word in ("script", "onerror", "javascript", "attacker", "iframe", "mermaid"):
        page.locator("dialog .pm-search__input").fill(word)
        expect(page.locator("dialog .pm-search__result").first).to_be_visible()
        expect(page.locator("dialog .pm-search__status")).to_contain_text("found")
        page.locator("dialog .pm-facet").first.wait_for()
        open_all(page, "dialog .pm-facet")
    watch.look(page)
    for question in ("<img src=x onerror=pwn(1)>", '"><script>pwn(2)</script>', "{{ x }} ](x"):
        page.goto(
            f"{watch.base}search/?q={quote(question)}&severity={quote(question)}&x={question}"
        )
        expect(page.locator(".pm-search__status")).not_to_be_empty()
        watch.look(page)
    page.goto(f"{watch.base}search/?q=pwn")
    page.locator(".pm-search__result").first.wait_for()
    page.locator(".pm-facet").first.wait_for()
    for facet in ("Year", "Status", "Kind"):
        open_all(page, ".pm-facet")
        page.locator(f"[data-pm-facet^='{facet}:']").first.check()
        expect(page.locator(".pm-search__status")).to_contain_text("found")
    watch.look(page)


@pytest.mark.parametrize("path", ["incidents/", "actions/"])
def test_tables_filter_and_sort_hostile_texts(path: str, watch: Watch) -> None:
    page = watch.page()
    page.goto(f"{watch.base}{path}")
    table = page.locator("[data-pm-table]").first
    table.locator("tbody tr").first.wait_for()
    for name in range(table.locator("thead button").count()):
        table.locator("thead button").nth(name).click()
    for facet in range(min(3, table.locator(".pm-facet").count())):
        menu = table.locator(".pm-facet").nth(facet)
        menu.locator("summary").click()
        menu.locator("input").first.check()
    watch.look(page)
    for words in ("<script>", "onerror=", "zzz"):
        page.goto(f"{watch.base}{path}?words={quote(words)}&severity={quote('<img src=x>')}")
        table.locator("input").first.fill(words)
        page.wait_for_timeout(100)
    watch.look(page)


def open_all(page: Page, selector: str) -> None:
    """Open everything that folds."""
    page.evaluate("s => document.querySelectorAll(s).forEach((e) => { e.open = true; })", selector)


def test_readers_who_hover_unfold_and_follow_links_stay_safe(
    watch: Watch, payload_reading: ReadResult
) -> None:
    page = watch.page()
    incidents = [f"incidents/{i.id}/" for i in payload_reading.corpus.incidents[:6]]
    for path in (*incidents, "severity/", "own/"):
        page.goto(watch.base + path)
        open_all(page, "details:not(.pm-tools details)")  # menus would cover other links
        page.evaluate(TOUCH)
        links = page.locator("article a[href^='#']:visible")
        for number in range(min(4, links.count())):
            links.nth(number).click()
        for element in page.locator("article :is(h2, td, figure, summary):visible").all()[:12]:
            element.hover(timeout=2000)
        watch.look(page)
        page.mouse.wheel(0, 400)
        for element in page.locator(f"article [title], {CUT_OFF}").all()[:25]:
            if element.is_visible():
                element.hover(timeout=5000, force=True)
                page.wait_for_timeout(60)


CUT_OFF = ".md-header__topic .md-ellipsis, .md-nav .md-ellipsis, .md-footer .md-ellipsis"
"""Places where the theme cuts off titles, and shows all of them to whoever points there."""
TOUCH = """
() => {
  for (const element of document.querySelectorAll("article, article *")) {
    for (const name of ["mouseover", "pointerenter", "focus", "animationstart", "toggle", "error"])
      element.dispatchEvent(new Event(name));
    const address = element.getAttribute("href");
    if (address && element.click && !/^(https?:|mailto:)/.test(element.href)) element.click();
  }
}
"""
"""Tells every element what a pointer would, and clicks what leads to neither page nor mail."""


def test_published_evidence_opened_by_itself_is_inert(
    watch: Watch, payload_site: Path, payload_reading: ReadResult
) -> None:
    page = watch.page()
    opened = set()
    for incident in payload_reading.corpus.incidents:
        for row in incident.evidence:
            path = SiteMap.evidence(incident.id, row.file)
            assert (payload_site / path).is_file(), path
            if row.file not in opened:
                opened.add(row.file)
                try:
                    page.goto(watch.base + quote(path))
                except Error as error:  # saved rather than shown
                    assert "Download is starting" in str(error)
                page.wait_for_timeout(50)
    assert len(opened) == len(FILES)


def test_feeds_records_drawings_and_the_calendar_are_well_formed_and_inert(
    payload_site: Path,
) -> None:
    for path in payload_site.rglob("*.json"):
        if "evidence" not in path.parts:
            json.loads(path.read_text(encoding="utf-8"))
    drawings = [path for path in payload_site.rglob("*.svg") if "assets" not in path.parts]
    feeds = list(payload_site.rglob("feed.xml"))
    assert drawings and feeds
    for path in (*drawings, *feeds, payload_site / "sitemap.xml"):
        root = ElementTree.parse(path).getroot()
        for element in root.iter():
            assert element.tag.rpartition("}")[2] not in ("script", "foreignObject", "image"), path
            assert not [name for name in element.attrib if name.startswith("on")], path
            if element.get("type") == "html":
                assert_inert(element.text or "", path)
    calendar = Calendar.from_ical((payload_site / "actions.ics").read_text(encoding="utf-8"))
    assert len(calendar.walk("VEVENT")) + len(calendar.walk("VTODO")) >= COUNT


def assert_inert(html: str, path: Path) -> None:
    """Fail if the HTML of an entry would run or load anything where it is shown."""
    for element in BeautifulSoup(html, "html.parser").find_all(True):
        assert element.name not in ("script", "img", "iframe", "style", "svg", "form"), path
        assert not [name for name in element.attrs if name.startswith("on")], path
        assert str(element.get("href", "https:")).startswith(("http", "mailto:", "/", ".")), path
        assert HOST not in str(element.get("src", "")), path
