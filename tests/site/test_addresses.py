"""Addresses that have no parts: a build shows them as text, and goes on."""

from pathlib import Path

from bs4 import BeautifulSoup

from tests.conftest import build, write

NAME = "2026-03-14-checkout-declines-cards"
CONFIG = "site_name: X\ntheme: {name: material}\nplugins: [{postmortems: {search: false}}]\n"
TEXT = """\
title: Checkout at https://a\u2100b.example/ declines cards
severity: SEV1
summary: |
  See [the host](http://[host]:8080/), [another][1], <https://a\u2100b.example/>, <https://[x]/>
  and http://[::1]:9090/ and [a fine one](https://shop.example/).

  [1]: //[host
"""


def test_odd_addresses_of_an_incident_become_text_and_stop_no_build(tmp_path: Path) -> None:
    files = {"mkdocs.yml": CONFIG, "docs/about.md": "# About\n"}
    write(tmp_path, files | {f"incidents/{NAME}/incident.yaml": TEXT})
    site = build(tmp_path / "mkdocs.yml", tmp_path / "site")
    page = site / "incidents" / NAME / "index.html"
    shown = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").select("main p")
    (summary,) = (p for p in shown if "the host" in p.get_text())
    assert [a.get("href") for a in summary.select("a")] == ["https://shop.example/"]
    assert "another, <https://a\u2100b.example/>, <https://[x]/>" in summary.get_text()
