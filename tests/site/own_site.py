"""The settings of a site without the plugin, and a page of it as built."""

from pathlib import Path

from bs4 import BeautifulSoup

BARE = """\
site_name: Ours
theme: {name: material}
"""


def page(site: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((site / name).read_text(encoding="utf-8"), "html.parser")
