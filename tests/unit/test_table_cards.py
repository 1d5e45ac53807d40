"""The classes of table cells, and the titles of columns in frames for narrow screens."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.page_html.html import LONG, css_string, fit_tables, framed_tables


def table(*titles: str) -> str:
    head = "".join(f"<th>{title}</th>" for title in titles)
    return f"<table><thead><tr>{head}</tr></thead><tbody></tbody></table>"


def style_of(html: str) -> str:
    style = re.search(r'style="([^"]*)"', html)
    return unescape(style[1]) if style else ""


def test_a_frame_has_the_titles_of_columns_that_do_not_name_the_row() -> None:
    framed = framed_tables(table("Date", "Incident", "Severity", "Time to resolve"))
    assert 'class="pm-frame pm-cards"' in framed
    assert style_of(framed) == '--pm-title-3:"Severity";--pm-title-4:"Time to resolve"'


def test_only_the_first_column_that_names_the_row_goes_without_its_title() -> None:
    framed = framed_tables(table("Action", "Incident", "Owner"))
    assert style_of(framed) == '--pm-title-2:"Incident";--pm-title-3:"Owner"'


def test_a_table_of_two_columns_stays_a_table() -> None:
    framed = framed_tables(table("Time", "Event"))
    assert 'class="pm-frame"' in framed and "style=" not in framed


@given(st.text())
def test_any_title_is_one_string_of_css(text: str) -> None:
    string = css_string(text)
    assert re.fullmatch(r'"(?:[A-Za-z0-9 ]|\\[0-9a-f]{1,6} )*"', string)
    decoded = re.sub(r"\\([0-9a-f]+) ", lambda code: chr(int(code[1], 16)), string[1:-1])
    assert decoded == text


def test_a_hostile_title_does_not_end_the_attribute() -> None:
    hostile = "&quot;);}&lt;/style&gt; x"
    framed = framed_tables(table("A", "B", hostile))
    assert framed.count("<div") == 1 and 'tabindex="0"><table>' in framed
    assert '");' not in style_of(framed)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("<td>x</td>", "<td>x</td>"),
        ("<td>2026-01-02</td>", '<td class="pm-day">2026-01-02</td>'),
        ('<td class="own">2026-01-02</td>', '<td class="own pm-day">2026-01-02</td>'),
        ('<td title="a > b">2026-01-02</td>', '<td title="a > b" class="pm-day">2026-01-02</td>'),
        (
            '<td><time datetime="a" title="a > b">14:02</time></td>',
            '<td class="pm-day"><time datetime="a" title="a > b">14:02</time></td>',
        ),
    ],
)
def test_a_cell_with_a_day_has_one_class_attribute(cell: str, expected: str) -> None:
    assert fit_tables(cell) == expected


@pytest.mark.parametrize(("number", "is_long"), [(LONG - 1, False), (LONG, True)])
def test_an_escaped_character_is_one_character(number: int, is_long: bool) -> None:
    words = "&amp; " * (number // 2) + "x" * (number % 2)
    assert ("pm-long" in fit_tables(f"<td>{words}</td>")) == is_long


def test_a_title_with_an_angle_bracket_in_an_attribute_is_its_text() -> None:
    framed = framed_tables(table("A", "B", '<abbr title="a > b">Share</abbr>'))
    assert style_of(framed) == '--pm-title-2:"B";--pm-title-3:"Share"'
