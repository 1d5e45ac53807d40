"""Brackets that open no link are escaped, and those that open one are left as they are."""

from unittest.mock import patch

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from postmortems.render import prose
from postmortems.render.brackets import idle_brackets

LENGTH = 15_000


@pytest.mark.parametrize(
    "text",
    [
        "[a](https://shop.example)",
        "[a [#12] b](https://shop.example)",
        "[over\ntwo lines](https://shop.example/(x))",
        "[a][1], [1]\n\n[1]: https://shop.example",
        "- [ ] a task",
        "`[` and `[[` and `a[0`",
        "`over [\ntwo lines`",
        "\\[ is escaped",
        "[a] (b) and [c]",
        "```\n[[[[\n```",
    ],
)
def test_what_may_be_a_link_stays(text: str) -> None:
    assert prose(text) == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a [ b", "a \\[ b"),
        ("[[[[a]]]]", "\\[[[[a]]]]"),
        ("[a](b", "\\[a](b"),
        ("[a](b [c](d)", "\\[a](b [c](d)"),
        ("[a](" + "x" * 5000 + ")", "\\[a](" + "x" * 5000 + ")"),
        ("`a` [ `b` [c](d)", "`a` \\[ `b` [c](d)"),
    ],
)
def test_what_opens_no_link_is_escaped(text: str, escaped: str) -> None:
    assert prose(text) == escaped


@pytest.mark.parametrize("text", ["[", "[a](", "![", "[a](b) [", "[a]("])
def test_a_page_of_brackets_costs_its_parser_no_search_for_their_ends(text: str) -> None:
    # Without the escapes this takes half a minute.
    html = markdown.markdown(prose(text * (LENGTH // len(text))), extensions=["tables"])
    shown = BeautifulSoup(html, "html.parser").get_text()
    assert shown.count("[") >= LENGTH // len(text) // 2 or "a" in shown


@given(st.text("[]()\\ab`\n ", max_size=40))
def test_the_same_is_shown_with_and_without_the_escapes(text: str) -> None:
    escaped = markdown.markdown(prose(text))
    with patch("postmortems.render.markdown.idle_brackets", return_value=[]):
        plain = markdown.markdown(prose(text))
    assert BeautifulSoup(escaped, "html.parser").get_text() == (
        BeautifulSoup(plain, "html.parser").get_text()
    )


@given(st.text("[]()\\a", max_size=60))
def test_every_idle_bracket_is_an_opening_one_without_a_backslash(text: str) -> None:
    for at in idle_brackets(text):
        assert text[at] == "["
        before = text[:at]
        assert (len(before) - len(before.rstrip("\\"))) % 2 == 0
