"""Pages of a site's own: they win, embed indexes, and have their diagrams drawn."""

from pathlib import Path

from tests.conftest import build, write
from tests.site.own_site import BARE, page


def test_a_sites_own_page_wins_and_can_embed_an_index(repository: Path) -> None:
    write(
        repository,
        {
            "mkdocs.yml": BARE + "plugins: [postmortems]\n",
            "docs/index.md": "# Welcome\n",
            "docs/lessons/index.md": "# Ours\n\n<!-- postmortems: lessons -->\n\nAfter.\n",
        },
    )
    site = build(repository / "mkdocs.yml", repository / "site")
    assert "Welcome" in page(site, "index.html").get_text()
    ours = page(site, "lessons/index.html")
    assert ours.h1 is not None and ours.h1.text.startswith("Ours")
    assert "Repeat lessons" in ours.get_text() and "After." in ours.get_text()
    hrefs = [str(link["href"]) for link in ours.select("article a[href]")]
    assert "timeouts-everywhere/" in hrefs


def test_an_embedded_index_has_its_pictures_and_its_table(repository: Path) -> None:
    write(
        repository,
        {
            "mkdocs.yml": BARE + "plugins: [postmortems]\n",
            "docs/index.md": "# Welcome\n\n<!-- postmortems: home -->\n",
            "docs/guide/all.md": "# All\n\n<!-- postmortems: incidents -->\n",
        },
    )
    site = build(repository / "mkdocs.yml", repository / "site")
    assert page(site, "index.html").select("figure.pm-figure svg rect")
    (place,) = page(site, "guide/all/index.html").select("[data-pm-table]")
    table = site / "guide" / "all" / str(place["data-pm-table"])
    assert table.resolve() == (site / "incidents" / "table.json").resolve()
    assert "data-pm-" not in (site / "index.md").read_text(encoding="utf-8")


def test_mermaid_on_the_sites_own_pages_is_drawn_too(repository: Path) -> None:
    write(
        repository,
        {
            "mkdocs.yml": BARE + "plugins: [postmortems]\n",
            "docs/about.md": "# About\n\n```mermaid\nsequenceDiagram\n  A->>B: hello\n```\n",
        },
    )
    site = build(repository / "mkdocs.yml", repository / "site")
    (image,) = page(site, "about/index.html").select("figure.pm-paper img")
    assert str(image["src"]).startswith("data:image/svg+xml;base64,")
