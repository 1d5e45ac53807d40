"""The theme's tooltips take titles for HTML, so that no page of ours may have them."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.conftest import FIVE_LINES, build, write

HTML = "<img src=x onerror=void(0)>"
INCIDENT = f"""\
title: "{HTML} {"is a title that is longer than the header has place for " * 4}"
severity: SEV2
summary: |
  See [the page](https://a.example/ "{HTML}").
"""
FEATURES = "theme: {name: material, features: [content.tooltips]}"


@pytest.mark.parametrize("chosen", [False, True], ids=["by default", "where the site wants them"])
@pytest.mark.parametrize("place", ["article a[title]", ".md-header__topic >> nth=1"])
def test_a_title_with_html_runs_nothing_under_the_pointer(
    chosen: bool, place: str, visit: Visit, tmp_path: Path
) -> None:
    config = FIVE_LINES.replace("theme:\n  name: material", FEATURES) if chosen else FIVE_LINES
    files = {"mkdocs.yml": config, "incidents/2025-01-02-x/incident.yaml": INCIDENT}
    site = build(write(tmp_path, files) / "mkdocs.yml", tmp_path / "site", strict=False)
    page = visit(site, "incidents/2025-01-02-x/")
    point_at(page, place)
    assert page.locator("img[onerror]").count() == 0


def point_at(page: Page, place: str) -> None:
    """Scroll a little, so that the header shows the title, and move the pointer there."""
    page.mouse.wheel(0, 500)
    page.wait_for_timeout(500)
    element = page.locator(place).first
    if place.startswith("article"):
        element.scroll_into_view_if_needed()
    element.hover(force=True)
    page.wait_for_timeout(700)
