"""Pages in a real browser: the diagram, both schemes, phone width, print, accessibility."""

import io
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from pypdf import PdfReader

from mkdocs_postmortems.indexes import INDEXES
from tests.browser.conftest import SIZES, Visit
from tests.conftest import COMPLETE, NASTY

KINDS = {index.name: index.path.replace(".md", "/").replace("index/", "") for index in INDEXES} | {
    "incident": f"incidents/{COMPLETE}/",
    "nasty": f"incidents/{NASTY}/",
    "year": "years/2025/",
    "quarter": "quarters/2025-Q1/",
    "service": "services/checkout/",
    "team": "teams/payments/",
    "lesson": "lessons/timeouts-everywhere/",
    "theme": "lessons/themes/resilience/",
    "owner": "actions/identity-lead/",
    "search": "search/?q=card",
}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

# Without `resultTypes` axe also describes each node that passes.
OPTIONS = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]}

each_size = pytest.mark.parametrize("size", SIZES)
each_scheme = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


def broken(page: Page) -> str:
    """What axe finds against the standards."""
    report = Axe().run(page, options=OPTIONS)
    return "\n".join(
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in report.response["violations"]
        for node in rule["nodes"]
    )


@each_size
@each_scheme
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(
    kind: str, size: str, dark: bool, visit: Visit, golden_site: Path
) -> None:
    page = visit(golden_site, KINDS[kind], dark=dark, size=size)
    if kind == "search":
        page.locator(".pm-search__result").first.wait_for()
    if kind in ("incidents", "actions"):
        page.locator(".pm-table tbody tr").first.wait_for()
    assert broken(page) == ""


@each_size
@each_scheme
@pytest.mark.parametrize(
    "path",
    [
        "",
        "incidents/",
        "services/",
        "services/checkout/",
        "causes/",
        "insights/",
        "lessons/",
        "lessons/timeouts-on-every-call/",
        "lessons/themes/capacity/",
        "search/?q=certificate",
    ],
)
def test_axe_finds_nothing_where_there_is_much_to_draw(
    path: str, size: str, dark: bool, visit: Visit, company_site: Path
) -> None:
    page = visit(company_site, path, dark=dark, size=size)
    if path.startswith("search/"):
        page.locator(".pm-search__result").nth(5).wait_for()
    for summary in page.locator("details.pm-figure-data > summary, .pm-facet > summary").all():
        summary.click()
    assert broken(page) == ""


@each_size
@each_scheme
@pytest.mark.parametrize("path", ["rules/", "rules/secret/"])
def test_axe_finds_nothing_on_the_pages_of_rules(
    path: str, size: str, dark: bool, visit: Visit, demo_site: Path
) -> None:
    assert broken(visit(demo_site, path, dark=dark, size=size)) == ""


@pytest.mark.parametrize("kind", KINDS)
def test_a_phone_does_not_scroll_sideways(kind: str, visit: Visit, golden_site: Path) -> None:
    page = visit(golden_site, KINDS[kind], size="phone")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_diagram_is_visible_without_javascript(
    size: str, visit: Visit, golden_site: Path
) -> None:
    page = visit(golden_site, KINDS["incident"], size=size, javascript=False)
    svg = page.locator("figure.pm-diagram svg[role=group]")
    assert svg.is_visible()
    box = svg.bounding_box()
    assert box is not None and box["width"] > 300 and box["height"] > 200
    assert page.get_by_role("group", name="How the trigger led to the impact").count() == 1
    assert page.get_by_text("Every card is declined").first.is_visible()
    assert (
        page.locator("figure.pm-diagram ~ .pm-legend, figure.pm-diagram .pm-legend")
        .first.locator("li")
        .count()
        == 8
    )


def colours(page: Page, selector: str) -> tuple[str, str]:
    """The fill and the stroke of a shape."""
    fill, stroke = page.locator(selector).first.evaluate(
        "e => { const s = getComputedStyle(e); return [s.fill, s.stroke] }"
    )
    return fill, stroke


def test_the_diagram_follows_the_colour_scheme(visit: Visit, golden_site: Path) -> None:
    kinds = ["trigger", "primary-failure", "contributing-factor", "user-impact", "recovery-action"]
    found = {}
    for dark in (False, True):
        page = visit(golden_site, KINDS["incident"], dark=dark)
        for kind in kinds:
            shape = f".pm-root-cause .{kind} :is(rect, polygon, path)"
            found[dark, kind] = colours(page, shape)
    assert len(set(found.values())) == len(found), "kinds and schemes differ in colour"


def test_the_diagrams_frame_scrolls_by_keyboard_on_a_phone(visit: Visit, golden_site: Path) -> None:
    page = visit(golden_site, KINDS["incident"], size="phone")
    frame = page.get_by_role("region", name="Root cause diagram")
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert frame.evaluate("e => e.scrollLeft") > 0


def test_the_executive_summary_prints_on_one_page(visit: Visit, golden_site: Path) -> None:
    page = visit(golden_site, KINDS["incident"])
    for paper in ("A4", "Letter"):
        reader = PdfReader(io.BytesIO(page.pdf(format=paper)))
        first = reader.pages[0].extract_text()
        assert "Checkout declines every card" in first
        assert "Alerts watch what users feel" in first, "the end of the summary is on page one"
        assert f"Incident {COMPLETE}" in first and "printed on" in first
        assert "2025-04-01" in first and "In progress" in first, "the action items follow it"
        assert "Incident Overview" not in first, "what follows begins on page two"
        assert "Incident Overview" in reader.pages[1].extract_text()


def test_the_summaries_of_the_demonstration_print_on_one_page_or_two(
    visit: Visit, demo_site: Path
) -> None:
    """All but a few with many action items need one page; nothing else is on these pages."""
    numbers = {}
    for folder in sorted(page.parent for page in (demo_site / "incidents").glob("*/index.html")):
        page = visit(demo_site, f"incidents/{folder.name}/")
        reader = PdfReader(io.BytesIO(page.pdf(format="Letter")))
        texts = [one.extract_text().lstrip() for one in reader.pages[1:3]]
        starts = [text.startswith("Incident Overview") for text in texts]
        assert any(starts), folder.name
        numbers[folder.name] = starts.index(True) + 1
        page.context.close()
    assert sum(number == 1 for number in numbers.values()) > 0.9 * len(numbers)


def test_nothing_of_a_nasty_incident_runs(visit: Visit, golden_site: Path) -> None:
    page = visit(golden_site, KINDS["nasty"])
    page.wait_for_timeout(500)
    assert page.locator("article script").count() == 0


def test_the_home_page_reads_without_javascript(visit: Visit, golden_site: Path) -> None:
    page = visit(golden_site, javascript=False)
    for heading in ("Lessons that came back", "Newest incidents"):
        assert page.get_by_role("heading", name=heading).is_visible()
    page.get_by_role("link", name="Checkout declines every card").first.click()
    assert page.url.endswith(f"incidents/{COMPLETE}/")


@pytest.mark.parametrize("path", ["", "severity/", "services/checkout/", "years/2024/"])
def test_every_figure_has_its_data_table_and_is_there_without_a_script(
    path: str, visit: Visit, company_site: Path
) -> None:
    page = visit(company_site, path, javascript=False)
    figures = page.locator("figure.pm-figure")
    assert figures.count() >= 1
    for figure in figures.all():
        assert figure.locator("figcaption strong").inner_text()
        if not figure.locator("table:is(.pm-bars, .pm-heat, .pm-stacks)").count():
            box = figure.locator("svg.pm-plot__area").bounding_box()
            assert box is not None and box["width"] > 300 and box["height"] > 60
            figure.locator("summary").click()
            assert figure.locator(".pm-figure-data tbody tr").first.is_visible()


def test_a_mark_leads_to_its_incident_and_says_which(visit: Visit, company_site: Path) -> None:
    page = visit(company_site)
    dot = page.locator(".pm-figure a:has(circle)").last
    title = str(dot.locator("title").text_content())
    dot.locator("circle").click()
    page.wait_for_url("**/incidents/2*/")
    assert page.locator("h1").inner_text().removesuffix("¶") in title


def test_pictures_follow_the_colour_scheme(visit: Visit, company_site: Path) -> None:
    found = {}
    for dark in (False, True):
        page = visit(company_site, dark=dark)
        for number in (1, 2, 3, 4):
            selector = f".pm-figure rect.pm-fill-{number}:not(.pm-hollow)"
            found[dark, number] = colours(page, selector)[0]
    assert len(set(found.values())) == len(found), "severities and schemes differ in colour"


def test_an_incident_prints_as_a_document(visit: Visit, company_site: Path) -> None:
    incident = sorted((company_site / "incidents").glob("2024-*"))[0].name
    page = visit(company_site, f"incidents/{incident}/")
    page.emulate_media(media="print")
    for hidden in (".pm-versions", ".pm-figure-data", ".md-header", ".md-sidebar"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator(".pm-figure svg").first.is_visible()


def test_the_keyboard_reaches_the_content_first_and_sees_where_it_is(
    visit: Visit, company_site: Path
) -> None:
    page = visit(company_site, "incidents/")
    page.locator(".pm-table tbody tr").first.wait_for()
    page.keyboard.press("Tab")
    assert "Skip to content" in page.evaluate("document.activeElement.textContent")
    page.locator(".pm-sort").first.focus()
    page.keyboard.press("Tab")
    outline = page.evaluate(
        "(() => { const s = getComputedStyle(document.activeElement);"
        " return s.outlineStyle + s.outlineWidth })()"
    )
    assert outline.startswith(("solid", "auto")) and not outline.endswith("0px")
