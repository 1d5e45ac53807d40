"""A built site read from disk: its pages, and what each of them refers to."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup

BASE = "https://site.example/sub/"
"""Where the crawl pretends the site is: below a path, as on a code host's pages."""


def pages(site: Path) -> dict[Path, BeautifulSoup]:
    """Every page of a site, parsed."""
    return {
        path: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in sorted(site.rglob("*.html"))
    }


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
    anchors = {
        path: {str(element["id"]) for element in soup.find_all(id=True)}
        for path, soup in found.items()
    }
    for path, soup in found.items():
        if path.name == "404.html":
            continue  # its links are from the root of wherever it is shown
        for link in soup.find_all("a", href=True):
            url = urljoin(address(site, path), str(link["href"]))
            if not url.startswith(BASE):
                continue
            target = file_of(site, url)
            anchor = unquote(urlsplit(url).fragment)
            if not target.is_file():
                yield f"{path.relative_to(site)}: {link['href']} leads nowhere"
            elif anchor and target in anchors and anchor not in anchors[target]:
                yield f"{path.relative_to(site)}: {link['href']} has no such place"


def loaded(site: Path) -> Iterator[tuple[Path, str]]:
    """What the pages load by themselves: scripts, styles, fonts, images, frames."""
    for path, soup in pages(site).items():
        for element in soup.find_all(src=True):
            yield path, str(element["src"])
        for element in soup.find_all("link", href=True):
            if element.get("rel") != ["canonical"]:
                yield path, str(element["href"])
