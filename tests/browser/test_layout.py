"""Cards on a phone, frames that scroll, menus of facets, and the brand of a site."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.conftest import COMPLETE

OPEN_MENUS = ".pm-table details[open]"


def label_of(cell: Locator) -> str:
    """The title of a column that a cell shows before its text."""
    content = cell.evaluate("e => getComputedStyle(e, '::before').content")
    return str(content).strip('"')


def width_of_frame(page: Page, frame: str) -> bool:
    """Whether a frame is as wide as what it holds."""
    element = page.locator(frame).first
    return bool(element.evaluate("e => e.scrollWidth <= e.clientWidth"))


@pytest.mark.parametrize(
    ("path", "frame", "titles"),
    [
        ("actions/", "#overdue ~ div .pm-cards", {"Owner", "Due", "State"}),
        ("incidents/", ".pm-table .pm-cards", {"Severity", "Services", "Time to resolve"}),
    ],
)
def test_the_rows_of_a_wide_table_are_cards_on_a_phone(
    path: str, frame: str, titles: set[str], visit: Visit, company_site: Path
) -> None:
    page = visit(company_site, path, size="phone")
    row = page.locator(f"{frame} tbody tr").first
    row.wait_for()
    labels = {label_of(cell) for cell in row.locator("td").all()}
    assert titles <= labels
    assert width_of_frame(page, frame), "nothing is cut off"


def test_the_timeline_is_cards_on_a_phone_and_a_table_on_a_desktop(
    visit: Visit, golden_site: Path
) -> None:
    phone = visit(golden_site, f"incidents/{COMPLETE}/", size="phone")
    row = phone.locator("#timeline ~ div.pm-cards tbody tr").first
    assert row.evaluate("e => getComputedStyle(e).display") == "block"
    assert "Action Taken" in {label_of(cell) for cell in row.locator("td").all()}
    desktop = visit(golden_site, f"incidents/{COMPLETE}/")
    row = desktop.locator("#timeline ~ div.pm-cards tbody tr").first
    assert row.evaluate("e => getComputedStyle(e).display") == "table-row"
    assert {label_of(cell) for cell in row.locator("td").all()} == {"none"}


def test_one_menu_of_facets_is_open_at_a_time_and_closes_by_key_and_click(
    visit: Visit, company_site: Path
) -> None:
    page = visit(company_site, "incidents/")
    menus = page.locator(".pm-table summary")
    menus.nth(0).click()
    menus.nth(1).click()
    expect(page.locator(OPEN_MENUS)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(OPEN_MENUS)).to_have_count(0)
    expect(menus.nth(1)).to_be_focused()
    menus.nth(0).click()
    page.get_by_role("heading", level=1).click()
    expect(page.locator(OPEN_MENUS)).to_have_count(0)


def test_a_menu_does_not_move_the_table_and_stays_open_for_the_next_choice(
    visit: Visit, company_site: Path
) -> None:
    page = visit(company_site, "incidents/")
    table = page.locator(".pm-table table")
    table.wait_for()
    top = table.evaluate("e => e.getBoundingClientRect().top")
    page.locator(".pm-table summary", has_text="Severity").click()
    assert table.evaluate("e => e.getBoundingClientRect().top") == top
    page.locator("input[data-pm-facet^='severity:']").first.check()
    expect(page.locator(OPEN_MENUS)).to_have_count(1)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_severities_of_this_quarter_are_not_cut_off(
    size: str, visit: Visit, company_site: Path
) -> None:
    page = visit(company_site, size=size)
    heads = page.locator(".pm-stacks thead th")
    assert heads.count() > 4
    cut = heads.evaluate_all("all => all.filter(e => e.scrollWidth > e.clientWidth).length")
    assert cut == 0
    assert width_of_frame(page, ".pm-frame:has(.pm-stacks)")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_three_variables_set_the_brand(dark: bool, visit: Visit, golden_site: Path) -> None:
    page = visit(golden_site, dark=dark)
    page.add_style_tag(
        content=":root { --pm-brand: #4a154b; --pm-accent: #7a2a7c; --pm-accent-dark: #e0a6e2 }"
    )
    header = page.locator(".md-header").evaluate("e => getComputedStyle(e).backgroundColor")
    link = page.locator(".pm-page a:not(.headerlink)").first
    assert header == "rgb(74, 21, 75)"
    assert link.evaluate("e => getComputedStyle(e).color") == (
        "rgb(224, 166, 226)" if dark else "rgb(122, 42, 124)"
    )


INCIDENT = f"incidents/{COMPLETE}/"
LARGE_TEXT = "html { font-size: 320% !important }"
"""The text size of a reader with low vision, with which tables do not fit on a desktop either."""


def test_a_table_that_does_not_fit_scrolls_by_keyboard(visit: Visit, golden_site: Path) -> None:
    page = visit(golden_site, INCIDENT)
    page.add_style_tag(content=LARGE_TEXT)
    frame = page.get_by_role("region", name="Table: Timeline of Events")
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("e => e.scrollLeft > 0", arg=frame.element_handle())


def test_only_a_frame_that_scrolls_is_a_stop_of_the_tab_key(
    visit: Visit, golden_site: Path
) -> None:
    page = visit(golden_site, INCIDENT)
    style = page.add_style_tag(content=":root {}")
    stops = page.locator(".pm-page > .pm-frame[tabindex='0'][role=region][aria-label]")
    scrolls = "frames => frames.filter(e => e.scrollWidth > e.clientWidth).length"
    numbers = []
    for text in ("", LARGE_TEXT, ""):
        style.evaluate("(element, text) => element.textContent = text", text)
        numbers.append(page.locator(".pm-page > .pm-frame").evaluate_all(scrolls))
        expect(stops).to_have_count(numbers[-1])
        expect(page.locator(".pm-page > .pm-frame[role]")).to_have_count(numbers[-1])
    assert numbers[0] == numbers[2] < numbers[1]


@pytest.mark.parametrize("path", [INCIDENT, "services/", "actions/"])
def test_without_a_script_a_wide_table_scrolls_in_its_frame(
    path: str, visit: Visit, golden_site: Path
) -> None:
    page = visit(golden_site, path, size="phone", javascript=False)
    tables = page.locator("article table:not([class])")
    assert (
        page.locator(".pm-frame[tabindex='0'][role=region] > table").count() == tables.count() > 0
    )
    box = page.locator("article").bounding_box()
    assert box is not None
    for frame in page.locator(".pm-frame").all():
        own = frame.bounding_box()
        assert own is None or own["x"] + own["width"] <= box["x"] + box["width"] + 1
