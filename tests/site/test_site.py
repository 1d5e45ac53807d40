"""The repository's own site, and the site of the golden incidents, as built."""

import filecmp
import re
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from postmortems.check import RULES
from postmortems.reader import read
from tests.conftest import COMPLETE, NASTY, ROOT, build, run, write
from tests.site.crawl import broken_links, loaded, pages


def soup(site: Path, page: str) -> BeautifulSoup:
    return BeautifulSoup((site / page / "index.html").read_text(encoding="utf-8"), "html.parser")


def text(site: Path, page: str) -> str:
    article = soup(site, page).article
    assert article is not None
    return " ".join(article.get_text(" ").split())


def test_every_incident_has_a_page(demo_site: Path) -> None:
    on_disk = {path.parent.name for path in (ROOT / "incidents").glob("*/incident.yaml")}
    built = {path.parent.name for path in (demo_site / "incidents").glob("*/index.html")}
    assert built == on_disk
    assert len(built) >= 24


def test_the_demonstration_is_worth_reading(demo_site: Path) -> None:
    corpus = read(ROOT / "incidents").corpus
    taught = [
        sum(name in incident.lesson_names for incident in corpus.incidents)
        for name in corpus.lessons
    ]
    assert len(corpus.lessons) >= 25
    assert sum(1 for count in taught if count >= 3) >= 8
    for incident in corpus.incidents:
        assert incident.links, f"{incident.id} names no source"
        assert incident.summary, f"{incident.id} has no summary"


@pytest.mark.parametrize("page", ["", "severity", "services", "lessons", "actions", "search"])
def test_every_index_has_a_page(page: str, demo_site: Path) -> None:
    assert (demo_site / page / "index.html").is_file()


def test_every_rule_has_a_page_with_its_examples(demo_site: Path) -> None:
    built = {path.parent.name for path in (demo_site / "rules").glob("*/index.html")}
    assert built == set(RULES)
    for name, rule in RULES.items():
        told = text(demo_site, f"rules/{name}").replace(" ", "")
        for part in ("Wrong", "Says", "Right"):
            assert "".join(rule.parts[part].split()) in told, f"{name}: {part}"
    links = soup(demo_site, "rules").select("td a[href]")
    assert {str(link["href"]).strip("./").split("/")[-1] for link in links} == set(RULES)


def test_the_pages_of_rules_are_only_where_they_are_asked_for(golden_site: Path) -> None:
    assert not (golden_site / "rules").exists()


def test_the_page_of_action_items_says_what_is_open_and_whose(golden_site: Path) -> None:
    page = soup(golden_site, "actions")
    headings = [str(heading.get("id")) for heading in page.select("h2")]
    assert headings[:2] == ["overdue", "came-back-and-the-fix-is-open-still"]
    overdue, owners, services = page.select("table")[:3]
    rows = [[cell.get_text(" ", strip=True) for cell in row("td")] for row in overdue("tr")[1:]]
    assert [row[0] for row in rows][:1] == ["Give calls to the directory a timeout"]
    assert rows[0][3:7] == ["identity-lead", "2024-12-20", "Open, 681 days overdue", "711 days"]
    assert rows[0][7:] == ["2025-03-04"], "when its lesson came back since"
    assert "identity-lead" in owners.get_text() and "Login" in services.get_text()
    text_of_page = text(golden_site, "actions")
    assert "came 3 months after The login page takes a minute" in text_of_page


def test_the_seven_steps_are_on_the_page(golden_site: Path) -> None:
    page = soup(golden_site, f"incidents/{COMPLETE}")
    steps = page.select_one(".pm-steps table")
    assert steps is not None
    taken = [str(row.find_all("td")[1].string) for row in steps.select("tbody tr")]
    assert taken == ["Yes", "Yes", "Yes", "Yes", "Yes", "Yes", "Yes"]


def test_the_repositorys_own_incidents_pass_a_strict_check() -> None:
    done = run("postmortems", "check", "--strict", "--format=concise")
    assert (done.returncode, done.stdout) == (0, "")


def test_no_link_is_broken(demo_site: Path) -> None:
    assert list(broken_links(demo_site)) == []


def test_no_link_is_broken_without_directory_urls(tmp_path: Path) -> None:
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config += f"\nuse_directory_urls: false\ndocs_dir: {ROOT / 'docs'}\n"
    config = config.replace(
        "      rules: true",
        f"      rules: true\n      incidents_dir: '{ROOT / 'incidents'}'",
    )
    write(tmp_path, {"mkdocs.yml": config})
    site = build(tmp_path / "mkdocs.yml", tmp_path / "site")
    assert (site / "incidents" / "2019-07-02-waf-regex-global-outage.html").is_file()
    assert list(broken_links(site)) == []


@pytest.mark.parametrize("site", ["demo_site", "golden_site"])
def test_nothing_is_loaded_from_another_origin(site: str, request: pytest.FixtureRequest) -> None:
    for path, source in loaded(request.getfixturevalue(site)):
        assert not re.match(r"([a-z]+:)?//", source), f"{path} loads {source}"
        assert source.startswith("data:image/svg+xml") or not source.startswith("data:"), path


def test_two_builds_are_the_same_to_the_byte(demo_site: Path, tmp_path: Path) -> None:
    again = build(ROOT / "mkdocs.yml", tmp_path / "site")
    files = {path.relative_to(again) for path in again.rglob("*") if path.is_file()}
    assert files == {p.relative_to(demo_site) for p in demo_site.rglob("*") if p.is_file()}
    different = [
        name for name in sorted(files) if not filecmp.cmp(again / name, demo_site / name, False)
    ]
    assert different == []


def test_what_depends_on_today_says_so(demo_site: Path) -> None:
    for page in ("", "severity", "services", "lessons"):
        assert "As of 2026-11-01" in text(demo_site, page)


def test_the_lesson_that_came_back_while_the_fix_was_open_says_so(golden_site: Path) -> None:
    home = text(golden_site, "")
    assert re.search(r"its fix was open Every call to another service has a timeout\b", home)
    lesson = text(golden_site, "lessons/timeouts-everywhere")
    assert "74 days overdue" in lesson
    assert "It came back while the fix was still open." in text(
        golden_site, f"incidents/{COMPLETE}"
    )
    assert "It came back while the fix was still open." in text(
        golden_site, "incidents/2024-11-20-login-page-slow"
    )


def test_a_lesson_page_tells_its_history_in_order_of_time(demo_site: Path) -> None:
    told = text(demo_site, "lessons/bounded-work-in-hot-path")
    first = told.index("2016-07-20")
    assert told.index("2019-07-02", first) > first
    assert "2 years 11 months later" in told


def test_a_service_page_has_all_that_concerns_it(golden_site: Path) -> None:
    page = text(golden_site, "services/checkout")
    for wanted in (
        "Takes the order and the card.",
        "Team: payments",
        "Depends on: Card gateway",
        "Time impaired: 31 min",
        "Checkout declines every card",
        "Every call to another service has a timeout.",
        "Alert when a pool is over 80 %",
    ):
        assert wanted in page, wanted
    assert "Needed by: Checkout" in text(golden_site, "services/card-gateway")


def test_incidents_stay_out_of_the_navigation(demo_site: Path, golden_site: Path) -> None:
    for site in (demo_site, golden_site):
        for nav in soup(site, f"services/{'checkout' if site is golden_site else 'aws-s3'}").select(
            "nav.md-nav--primary, nav.md-tabs"
        ):
            links = [str(link.get("href")) for link in nav.select("a[href]")]
            assert not [link for link in links if re.search(r"incidents/\d{4}", link)]
            assert [link for link in links if link.rstrip("/").endswith("lessons")]


def test_the_page_of_a_nasty_incident_runs_nothing_of_it(golden_site: Path) -> None:
    page = soup(golden_site, f"incidents/{NASTY}")
    assert page.article is not None
    assert page.article.find(["script", "iframe", "object", "style"]) is None
    for element in page.find_all(True):
        handlers = [name for name in element.attrs if name.startswith("on")]
        assert not handlers, element
        assert "javascript:" not in str(element.get("href", "")).lower()
    assert page.title is not None
    assert "<script>alert(1)</script>" in page.title.text
    for image in page.article.find_all("img"):
        assert str(image["src"]).startswith("data:image/svg+xml")
    shown = page.article.get_text()
    assert "Pipes | ticks <script>alert(1)</script> *stars* _under_ # {: onclick=x }" in shown
    assert '--8<-- "/etc/passwd"' in shown
    assert "<b>kept as it is</b> {{ config }}" in shown


def test_the_root_cause_is_drawn_where_the_fence_was(golden_site: Path) -> None:
    page = soup(golden_site, f"incidents/{COMPLETE}")
    (figure,) = page.select("figure.pm-diagram")
    svg = figure.select_one("svg[role=group]")
    assert svg is not None and svg.find("title") is not None
    rows = {str(row["id"]) for row in page.select("details.pm-fold td a[id]")}
    targets = [str(node["xlink:href"]).removeprefix("#") for node in svg.select("a")]
    assert targets and set(targets) == rows, "each node leads to its row"
    legend = [item.text for item in figure.select(".pm-legend li")]
    assert legend[:3] == ["Trigger", "Primary failure", "Contributing factor"]
    assert len(legend) == 8
    assert "mermaid" not in page.article.get_text() if page.article else False


def test_ids_are_unique_on_every_page(demo_site: Path, golden_site: Path) -> None:
    for site in (demo_site, golden_site):
        for path, page in pages(site).items():
            doubled = {name for name, number in Counter(page.ids).items() if number > 1}
            assert not doubled, f"{path}: {doubled}"


def test_only_published_evidence_is_on_the_site(golden_site: Path) -> None:
    folder = golden_site / "incidents" / COMPLETE
    assert (folder / "evidence" / "pool.csv").is_file()
    assert not list(golden_site.rglob("gateway.log"))
    assert not list(golden_site.rglob("*.yaml"))
    page = soup(golden_site, f"incidents/{COMPLETE}")
    hrefs = [str(link["href"]) for link in page.select("article a[href]")]
    assert "evidence/pool.csv" in hrefs
    assert "gateway.log" not in page.get_text()
    assert "Logs: kept in the repository" in page.get_text()


def test_times_and_lengths_stay_on_one_line_in_tables(golden_site: Path) -> None:
    page = soup(golden_site, f"incidents/{COMPLETE}")
    assert len(page.select("td.pm-day > time")) == len(page.select("td > time")) >= 3
    lengths = [
        cell
        for cell in soup(golden_site, "years/2025").select(".pm-sortable td")
        if re.fullmatch(r"(about )?\d+ (h|min).*", cell.get_text())
    ]
    assert lengths and all(cell.get("class") == ["pm-day"] for cell in lengths)


def test_no_tag_has_an_attribute_twice(demo_site: Path, golden_site: Path) -> None:
    twice = re.compile(r"<[a-z]+ (?:[^>]* )?([a-z-]+)=\"[^\"]*\"(?: [^>]*)? \1=\"")
    for site in (demo_site, golden_site):
        for path in site.rglob("*.html"):
            assert not twice.search(path.read_text(encoding="utf-8")), path
