"""An index on a page of the site's own is as clean as on its own page."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.conftest import build, write

CONFIG = """\
site_name: Ours
theme: {name: material}
plugins: [postmortems]
markdown_extensions: [pymdownx.emoji, pymdownx.striphtml]
"""
OWN = """\
# Own page

[Call us](tel:123){ .phone }

<!-- postmortems: severity -->

Between

<!-- postmortems: severity -->
"""


@pytest.fixture
def embedding(tmp_path: Path, request: pytest.FixtureRequest) -> Tag:
    """The content of a page that embeds the severities, one of which has this definition."""
    severities = f"SEV1:\n  title: Critical\n  definition: |\n    Before {request.param}\n"
    files = {"mkdocs.yml": CONFIG, "incidents/severities.yaml": severities, "docs/own.md": OWN}
    site = build(write(tmp_path, files) / "mkdocs.yml", tmp_path / "site", strict=False)
    soup = BeautifulSoup((site / "own/index.html").read_text(encoding="utf-8"), "html.parser")
    assert isinstance(soup.article, Tag)
    return soup.article


@pytest.mark.parametrize(
    "embedding",
    [
        "[x](java\n    script:pwn(1))",
        "[x](\n    javascript:pwn(1))",
        "[x](&#106;avascript:pwn(1))",
        "[x](javascript&colon;pwn(1))",
        "[x][r]\n\n    [r]:\n      javascript:pwn(1)",
    ],
    indirect=True,
)
def test_an_embedded_index_has_no_link_to_a_script(embedding: Tag) -> None:
    links = [str(link.get("href")).replace("\n", "") for link in embedding.find_all("a")]
    assert not [link for link in links if link.startswith("javascript")]
    assert embedding.get_text().count("Before") == 2


@pytest.mark.parametrize("embedding", [":smile: after"], indirect=True)
def test_an_embedded_index_fetches_no_picture_from_elsewhere(embedding: Tag) -> None:
    assert not embedding.find_all("img")
    assert embedding.get_text().count(":smile: after") == 2


@pytest.mark.parametrize("embedding", ["no harm"], indirect=True)
def test_the_words_around_an_embedded_index_stay_as_their_author_wrote_them(
    embedding: Tag,
) -> None:
    call = embedding.find("a", class_="phone")
    assert isinstance(call, Tag) and call["href"] == "tel:123"
    assert "Between" in embedding.get_text()
    assert not embedding.select("[data-pm-embedded]")
    assert len(embedding.find_all("div", class_="pm-page")) == 2
