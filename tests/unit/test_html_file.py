"""The page of an incident as one HTML file: complete, without requests, and safe."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from postmortems.model import Lesson
from postmortems.page_html import incident_file
from postmortems.render import incident_page
from tests.conftest import COMPLETE, GOLDEN, MINIMAL, NASTY, run, write
from tests.leaks import TOKEN
from tests.unit.incidents import corpus, incident

INCIDENTS = str(GOLDEN / "incidents")
SITE = "https://postmortems.example.com/all/"


def html(name: str, *more: str, incidents: str = INCIDENTS) -> str:
    command = ("postmortems", "render", name, "--format", "html", "--incidents", incidents, *more)
    return run(*command, check=True).stdout


@pytest.mark.parametrize("name", [COMPLETE, MINIMAL, NASTY])
def test_a_file_loads_nothing_and_runs_nothing(name: str) -> None:
    page = BeautifulSoup(html(name, "--site-url", SITE), "html.parser")
    assert page.select("script, link, iframe, object, embed, base, form") == []
    for element in page.find_all(True):
        assert not [key for key in element.attrs if key.startswith("on")], element
        source = element.get("src", "data:")
        assert str(source).startswith("data:"), element
    style = "".join(one.get_text() for one in page.select("style"))
    assert style and not re.search(r"@import|url\(", style)


def test_hostile_texts_stay_text_in_the_phases_and_answers() -> None:
    hostile = "</style><img src=x onerror=alert(1)><script>alert(2)</script>"
    one = incident(
        "2026-10-08",
        title=hostile,
        summary=hostile,
        response={"stabilization": {"patches": [hostile]}},
        root_cause={"nodes": [{"id": "a", "kind": "trigger", "text": hostile}]},
    )
    page = BeautifulSoup(incident_file(one, corpus(one)), "html.parser")
    assert page.select("script, img") == [] and len(page.select("style")) == 1
    assert hostile in page.select(".pm-answers")[0].get_text()
    assert page.select(".pm-root-cause a")[0]["aria-label"] == hostile


def test_links_lead_to_the_site_if_its_address_is_known() -> None:
    page = BeautifulSoup(html(COMPLETE, "--site-url", SITE), "html.parser")
    targets = {str(link["href"]) for link in page.select("a[href]")}
    assert {f"{SITE}services/checkout/", f"{SITE}incidents/{COMPLETE}/"} <= targets
    ids = {str(one["id"]) for one in page.select("[id]")}
    for target in targets:
        assert target.startswith(("https://", "mailto:")) or target.removeprefix("#") in ids


def test_links_of_the_executive_summary_alone_have_targets() -> None:
    improve = [{"text": f"Text {name}", "lesson": name} for name in "abc"]
    items = [{"id": "fix", "text": "Fix it", "lesson": "a", "state": "open"}]
    impact = {"system": {"services": [f"service-{name}" for name in "abcdef"]}}
    lessons = {"improve": improve, "action_items": items}
    earlier, later = (
        incident(f"2026-{month}-08", impact=impact, lessons=lessons) for month in ("08", "10")
    )
    of = corpus(earlier, later, lessons={name: Lesson(statement=name) for name in "abc"})
    whole, alone = (
        incident_page(later, of, document=name) for name in ("postmortem", "executive-summary")
    )
    anchors = {"impact-system", "lessons-actions", "lessons", "lessons-recurrences"}
    assert anchors <= set(re.findall(r"\]\(#([\w-]+)\)", whole))
    assert re.findall(r"\]\(#[\w-]+\)", alone) == []
    assert "2 more" in alone and "came back" in alone


def test_links_are_text_if_the_address_of_the_site_is_not_known() -> None:
    page = BeautifulSoup(html(COMPLETE), "html.parser")
    targets = [str(link["href"]) for link in page.select("a[href]")]
    assert [one for one in targets if not one.startswith(("#", "https://"))] == []
    assert not [one for one in targets if "services" in one]
    assert "Checkout" in page.select(".pm-facts")[0].get_text()


def test_the_address_of_the_site_is_read_from_mkdocs_yml(tmp_path: Path) -> None:
    incident = {"incidents/2025-01-02-x/incident.yaml": "title: A\nseverity: SEV3\n"}
    config = f"site_name: A\nsite_url: {SITE}\nuse_directory_urls: false\n"
    write(tmp_path, {**incident, "mkdocs.yml": config})
    page = html("2025-01-02-x", incidents=str(tmp_path / "incidents"))
    assert f'<a href="{SITE}incidents/2025-01-02-x.html">' in page


def test_a_file_is_written_with_all_that_the_page_shows(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    assert html(COMPLETE, "-o", str(file)) == ""
    page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
    assert page.title and page.title.string == "Checkout declines every card for half an hour"
    assert page.select("svg.pm-strip rect") and page.select("figure.pm-diagram svg")
    assert f"Incident {COMPLETE}" in page.select(".pm-printed")[0].get_text()
    assert page.select("#lessons-actions") and page.select("#steps")


def test_nothing_is_written_of_an_incident_that_a_site_withholds(tmp_path: Path) -> None:
    text = f"title: A\nseverity: SEV3\nsummary: with token={TOKEN}\n"
    write(tmp_path, {"incidents/2025-01-02-x/incident.yaml": text})
    folder = str(tmp_path / "incidents")
    command = ("postmortems", "render", "2025-01-02-x", "--incidents", folder, "--format", "html")
    done = run(*command)
    assert (done.returncode, done.stdout) == (1, "")
    assert "secret" in done.stderr and TOKEN not in done.stderr
