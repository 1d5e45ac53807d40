"""What a site has for machines: every address leads somewhere, every page has its Markdown."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from mkdocs_postmortems.indexes import INDEXES
from tests.conftest import COMPLETE, FIVE_LINES, GOLDEN, NASTY, ROOT, Shared, build, write
from tests.site.crawl import BASE, file_of, pages

LINK = re.compile(r"\]\(([^()\s]+)\)")


@pytest.fixture(scope="module")
def flat_site(shared: Shared) -> Path:
    """The golden incidents without directory URLs, with an address, and with a page of its own."""
    return shared("flat", write_flat_site) / "site"


def write_flat_site(folder: Path) -> None:
    config = FIVE_LINES.replace("docs_dir: incidents\n", "site_url: https://site.example/sub/\n")
    config = config.replace(
        "[postmortems]", f"[{{postmortems: {{incidents_dir: '{GOLDEN / 'incidents'}'}}}}]"
    )
    write(
        folder,
        {
            "mkdocs.yml": config + "use_directory_urls: false\n",
            "docs/guide/how.md": "# How\n\n[Lessons](../lessons.md#a) <!-- x -->\n",
            "docs/llms.txt": "mine",
        },
    )
    build(folder / "mkdocs.yml", folder / "site", strict=False)


def addresses(value: Any) -> Iterator[str]:
    """Every `url` of a document."""
    if isinstance(value, dict):
        yield from (v for k, v in value.items() if k == "url" and isinstance(v, str))
        for inner in value.values():
            if inner is not value.get("content"):
                yield from addresses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from addresses(inner)


@pytest.mark.parametrize("name", ["demo_site", "golden_site", "flat_site"])
def test_every_address_of_the_api_leads_to_a_page(
    name: str, request: pytest.FixtureRequest
) -> None:
    site: Path = request.getfixturevalue(name)
    found = pages(site)
    seen = 0
    for path in (site / "api" / "v1").rglob("*.json"):
        if path.parent.name == "schema" or path.name == "openapi.json":
            continue
        here = BASE + path.relative_to(site).as_posix()
        for address in addresses(json.loads(path.read_text(encoding="utf-8"))):
            url = urljoin(here, address)
            target = file_of(site, url)
            assert target.is_file(), f"{path}: {address}"
            if anchor := unquote(urlsplit(url).fragment):
                assert anchor in found[target].ids, f"{path}: {address}"
            seen += 1
    assert seen > 10


@pytest.mark.parametrize("name", ["demo_site", "golden_site", "flat_site"])
def test_every_page_has_its_markdown_and_its_links_lead_to_markdown(
    name: str, request: pytest.FixtureRequest
) -> None:
    site: Path = request.getfixturevalue(name)
    for page in pages(site):
        if page.name == "404.html":
            continue
        version = page.with_suffix(".md")
        text = version.read_text(encoding="utf-8")
        assert not re.search(r"^<div|data-pm-|^</div>| markdown>|\{ #", text, re.MULTILINE), version
        for found in LINK.findall(re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL)):
            if urlsplit(found).scheme or found.startswith("#"):
                continue
            target = version.parent / unquote(urlsplit(found).path)
            assert target.is_file(), f"{version}: {found}"


def test_a_markdown_version_has_the_numbers_of_the_pictures(company_site: Path) -> None:
    text = (company_site / "index.md").read_text(encoding="utf-8")
    assert "**Incidents over time.** 2" in text
    assert re.search(r"\| Time to resolve \| \d+ \| .* \|", text)


def test_the_markdown_version_of_an_incident_holds_the_whole_of_it(golden_site: Path) -> None:
    text = (golden_site / "incidents" / COMPLETE / "index.md").read_text(encoding="utf-8")
    for part in ("```mermaid", "Root Cause Analysis", "Give calls to the gateway a timeout"):
        assert part in text
    assert "![" not in (golden_site / "incidents" / NASTY / "index.md").read_text(encoding="utf-8")


def test_llms_txt_leads_to_markdown(golden_site: Path) -> None:
    text = (golden_site / "llms.txt").read_text(encoding="utf-8")
    assert text.startswith("# Our postmortems\n\n> ")
    targets = LINK.findall(text)
    assert len(targets) > 10
    for target in targets:
        assert (golden_site / unquote(target)).is_file(), target


def test_a_file_of_the_sites_own_stays(flat_site: Path) -> None:
    assert (flat_site / "llms.txt").read_text(encoding="utf-8") == "mine"
    text = (flat_site / "guide" / "how.md").read_text(encoding="utf-8")
    assert "[Lessons](../lessons.md#a)" in text


def heads(page: BeautifulSoup) -> list[tuple[str, str]]:
    return [
        (str(link.get("type")), str(link["href"])) for link in page.select("link[rel~=alternate]")
    ]


def test_a_page_tells_of_its_feed_and_its_markdown(golden_site: Path) -> None:
    page = BeautifulSoup(
        (golden_site / "services" / "checkout" / "index.html").read_text(encoding="utf-8"),
        "html.parser",
    )
    assert heads(page) == [
        ("application/atom+xml", "../../feed.xml"),
        ("application/atom+xml", "feed.xml"),
        ("text/markdown", "index.md"),
    ]


def test_the_feed_of_a_site_with_an_address_has_full_links(flat_site: Path) -> None:
    text = (flat_site / "feed.xml").read_text(encoding="utf-8")
    assert f'href="https://site.example/sub/incidents/{COMPLETE}.html"' in text


def test_our_indexes_come_in_our_order_and_the_sites_pages_after_them(flat_site: Path) -> None:
    page = BeautifulSoup((flat_site / "index.html").read_text(encoding="utf-8"), "html.parser")
    tabs = [" ".join(tab.get_text().split()) for tab in page.select(".md-tabs__link")]
    assert tabs == [*(index.title for index in INDEXES), "Search", "Guide"]


def test_the_tables_of_the_browser_hold_every_row_and_lead_to_pages(golden_site: Path) -> None:
    for name, anchored in (("incidents", False), ("actions", True)):
        path = golden_site / name / "table.json"
        table = json.loads(path.read_text(encoding="utf-8"))
        number = len(table["ids"])
        for column in table["columns"]:
            assert len(column.get("values", table["ids"])) == number
        for facet in table["facets"]:
            assert len(facet["rows"]) == number
            for row in facet["rows"]:
                assert all(0 <= at < len(facet["values"]) for at in row)
        for words in table["ids"]:
            target = table["link"]
            for part in words.split(" "):
                target = target.replace("{}", part, 1)
            assert ("#" in target) == anchored
            here = BASE + path.relative_to(golden_site).as_posix()
            assert file_of(golden_site, urljoin(here, target)).is_file()


def test_the_demonstrations_own_pages_have_markdown_versions(demo_site: Path) -> None:
    text = (demo_site / "architecture" / "index.md").read_text(encoding="utf-8")
    assert text.startswith("# Architecture")
    own = {path.stem for path in (ROOT / "docs").glob("*.md")} - {"index"}
    assert all((demo_site / name / "index.md").is_file() for name in own)
