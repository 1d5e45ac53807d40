"""A built site read from disk: its pages, and what each of them refers to."""

from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

BASE = "https://site.example/sub/"
"""Where the crawl pretends the site is: below a path, as on a code host's pages."""


class Page(HTMLParser):
    """A page: its ids, the targets of its links, and the addresses that it loads by itself."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if "src" in values:
            self.loads.append(values["src"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag == "link" and "href" in values and values.get("rel") != "canonical":
            self.loads.append(values["href"])


@cache
def pages(site: Path) -> dict[Path, Page]:
    """Every page of a site, parsed."""
    return {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}


def address(site: Path, page: Path) -> str:
    """The address of a page, as a server would give it."""
    return BASE + page.relative_to(site).as_posix().removesuffix("index.html")


def file_of(site: Path, url: str) -> Path:
    """The file behind an address."""
    path = site / unquote(urlsplit(url).path.removeprefix("/sub/"))
    return path / "index.html" if urlsplit(url).path.endswith("/") else path


def broken_links(site: Path) -> Iterator[str]:
    """Every link of a site that leads to no page, or to no place on it."""
    found = pages(site)
    for path, page in found.items():
        if path.name == "404.html":
            continue  # its links are from the root of wherever it is shown
        for link in page.links:
            url = urljoin(address(site, path), link)
            if not url.startswith(BASE):
                continue
            target = file_of(site, url)
            anchor = unquote(urlsplit(url).fragment)
            if not target.is_file():
                yield f"{path.relative_to(site)}: {link} leads nowhere"
            elif anchor and target in found and anchor not in found[target].ids:
                yield f"{path.relative_to(site)}: {link} has no such place"


def loaded(site: Path) -> Iterator[tuple[Path, str]]:
    """What the pages load by themselves: scripts, styles, fonts, images, frames."""
    for path, page in pages(site).items():
        for source in page.loads:
            yield path, source
