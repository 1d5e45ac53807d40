"""Charts in a browser: the newest end in view, whole names, one colour a phase, links."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Locator

from tests.browser.conftest import Visit
from tests.browser.test_pages import colours
from tests.conftest import TODAY

WIDTHS = [1440, 390]
WAF = "incidents/2019-07-02-waf-regex-global-outage/"


def box(element: Locator) -> FloatRect:
    rectangle = element.bounding_box()
    assert rectangle is not None
    return rectangle


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["severity/", "services/checkout/"])
def test_the_newest_column_is_in_view_and_labelled_without_a_script(
    path: str, width: int, visit: Visit, company_site: Path
) -> None:
    page = visit(company_site, path, javascript=False)
    page.set_viewport_size({"width": width, "height": 900})
    figure = page.locator("figure.pm-figure", has_text="Incidents over time")
    plot, label = box(figure.locator("svg.pm-plot__area")), figure.locator("svg text").last
    assert f"{TODAY.year}" in str(label.text_content())
    for part in (label, figure.locator(".pm-plot .pm-current")):
        right = box(part)["x"] + box(part)["width"]
        assert right <= min(plot["x"] + plot["width"], width) + 1
    assert plot["x"] + plot["width"] <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_a_heat_map_shows_the_newest_period_and_whole_names_without_a_script(
    width: int, visit: Visit, company_site: Path
) -> None:
    page = visit(company_site, "services/", javascript=False)
    page.set_viewport_size({"width": width, "height": 900})
    for table in page.locator("table.pm-heat").all():
        newest, names = table.locator("thead th").last, table.locator("tbody th")
        assert str(newest.text_content()).startswith(str(TODAY.year))
        assert box(newest)["x"] + box(newest)["width"] <= width
        assert box(newest)["x"] >= box(names.first)["x"] + box(names.first)["width"] - 1
        cut = "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).length"
        assert names.evaluate_all(cut) == 0
        size = "e => parseFloat(getComputedStyle(e).fontSize)"
        assert names.first.evaluate(size) >= 11


def test_a_phase_has_the_same_colour_in_every_chart(visit: Visit, demo_site: Path) -> None:
    page = visit(demo_site, WAF)
    for phase in ("detected", "mitigated", "resolved"):
        bar, dot = (f".pm-plot {shape}.pm-phase-{phase}" for shape in ("rect", "circle"))
        assert colours(page, bar)[0] == colours(page, dot)[0]


def test_the_list_of_a_factor_leads_to_all_of_its_incidents(
    visit: Visit, company_site: Path
) -> None:
    page = visit(company_site, "causes/")
    link = page.locator("#by-factor ~ .pm-groups a", has_text=re.compile("^All ")).first
    number = str(link.text_content()).split()[1]
    link.click()
    page.wait_for_url("**/incidents/?factor=*")
    status = page.locator(".pm-search__status")
    status.get_by_text(re.compile(rf"^{number} of ")).wait_for()


def test_numbers_of_a_filtered_table_are_aligned_at_the_right(
    visit: Visit, company_site: Path
) -> None:
    page = visit(company_site, "incidents/")
    page.locator(".pm-table tbody tr").first.wait_for()
    for part in ("thead th", "tbody tr:first-child td"):
        cell = page.locator(f".pm-table {part}").nth(4)
        assert cell.evaluate("e => getComputedStyle(e).textAlign") in ("right", "end")
