"""Images in the texts of incidents: published ones are shown, others named by their words."""

import re
from base64 import b64decode
from pathlib import Path

import pytest

from tests.conftest import FIVE_LINES, build, write
from tests.site.test_publication import holding

PNG = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
NAME = "2026-03-14-checkout-declines-cards"
INCIDENT = """\
title: The checkout declines cards
severity: SEV3
summary: |
  Before ![Pool "A" <b>](evidence/pool%20(a).png) after

  ![quiet words](evidence/secret-name.png) ![](<evidence/secret-name.png>)
  ![quiet [2]](evidence/secret-name.png "A title") ![3](evidence/secret-name%20(b).png)

  ![r1](https://evil.example/a.png) ![r2](//evil.example/b.png) ![r3](/evil-c.png)
  ![r4](../../evil-d.png) ![r5](data:image/png;base64,evil) ![r6](javascript:evil(1))
  ![r7](evidence/../../evil-e.png) ![r8](evidence\\evil-f.png) ![r9](%2F%2Fevil.example/g.png)
  ![r10](evidence/pool%20%28a%29.png" onerror="pwn()) ![r11]( HTTPS://evil.example/h.png )
timeline:
  - time: 2026-03-14T09:20Z
    event: "![In a row](evidence/pool%20%28a%29.png)"
    action: |
      Seen in

      - ![a list](evidence/pool%20%28a%29.png)
      - ![row of words](evidence/secret-name.png)
    result: "![x](evidence/plan.svg) ![r12](https://evil.example/i.png)"
sections:
  - {heading: Graphs, text: "![In a section](evidence/pool%20%28a%29.png)"}
evidence:
  - {kind: metrics, file: evidence/pool (a).png, publish: true}
  - {kind: metrics, file: evidence/secret-name.png}
  - {kind: other, file: evidence/plan.svg, publish: true}
"""


@pytest.fixture(scope="module", params=["true", "false"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site with the incident, with and without a folder for each page."""
    folder = tmp_path_factory.mktemp("images")
    config = f"{FIVE_LINES}use_directory_urls: {request.param}\n"
    write(folder, {"mkdocs.yml": config, f"incidents/{NAME}/incident.yaml": INCIDENT})
    evidence = folder / "incidents" / NAME / "evidence"
    evidence.mkdir()
    for name in ("pool (a).png", "secret-name.png"):
        (evidence / name).write_bytes(PNG)
    (evidence / "plan.svg").write_text("<svg/>", encoding="utf-8")
    return build(folder / "mkdocs.yml", folder / "site", strict=False)


def page_of(site: Path) -> Path:
    """Return the HTML file of the incident's page."""
    paths = (site / f"incidents/{NAME}/index.html", site / f"incidents/{NAME}.html")
    return next(path for path in paths if path.exists())


def images(site: Path) -> list[tuple[str, str]]:
    """Return the images of the incident's texts, as (address, words)."""
    html = page_of(site).read_text(encoding="utf-8")
    content = html[html.index("pm-page") :]
    tags = re.findall(r"<img [^>]*>", content)
    pictures = [tag for tag in tags if "data:" not in tag]  # figures are drawn at build time
    return [
        (re.findall(r' src="([^"]*)"', tag)[0], re.findall(r' alt="([^"]*)"', tag)[0])
        for tag in pictures
    ]


def test_published_images_are_shown_with_their_words(site: Path) -> None:
    words = [words for _, words in images(site)]
    assert words == ["Pool &quot;A&quot; &lt;b&gt;", "In a row", "a list", "In a section"]


def test_every_image_is_a_file_of_the_site(site: Path) -> None:
    folder = page_of(site).parent
    for address, _ in images(site):
        assert ":" not in address
        path = folder / address.replace("%20", " ").replace("%28", "(").replace("%29", ")")
        assert path.resolve().read_bytes() == PNG


def test_an_image_that_is_not_published_is_named_by_its_words_only(site: Path) -> None:
    html = page_of(site).read_text(encoding="utf-8")
    assert "(image not published: quiet words)" in html
    assert "(image not published)" in html
    assert "(image not published: row of words)" in html
    assert holding(site, "secret-name") == []


def test_no_page_requests_an_image_elsewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert not re.findall(r"<img[^>]*evil", html), path
        assert not re.findall(r'(?:href|src)="javascript:', html), path
        assert "onerror" not in re.sub(r">[^<]*<", "><", html), path


def test_a_file_that_is_no_image_is_linked(site: Path) -> None:
    html = page_of(site).read_text(encoding="utf-8")
    assert re.search(r'<a href="[^"]*evidence/plan\.svg\.txt">x</a>', html)


def test_the_markdown_version_shows_the_same_images(site: Path) -> None:
    page = page_of(site)
    text = page.with_suffix(".md").read_text(encoding="utf-8")
    (target,) = set(re.findall(r"!\[In a row\]\(([^()]*)\)", text))
    path = target.replace("%20", " ").replace("%28", "(").replace("%29", ")")
    assert (page.parent / path).resolve().read_bytes() == PNG
