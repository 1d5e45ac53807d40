"""Brackets that open no link are escaped, and those that open one are left as they are."""

import markdown
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from postmortems.render import prose
from postmortems.render.brackets import idle_brackets
from postmortems.render.markdown import FEW

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
    ("text", "idle"),
    [
        ("a [ b", [2]),
        ("[[[[a]]]]", [0]),
        ("[a](b", [0]),
        ("[a](b [c](d)", [0]),
        ("[a](" + "x" * 5000 + ")", [0]),
        ("\\[ [c](d)", []),
        ("[a](b\\)", [0]),
    ],
)
def test_brackets_that_open_no_link_are_idle(text: str, idle: list[int]) -> None:
    assert idle_brackets(text) == idle


def test_only_where_there_are_many_are_idle_brackets_escaped() -> None:
    assert prose("[ " * FEW) == ("[ " * FEW).strip()
    assert prose("[ " * (FEW + 1)).count("\\[") == FEW + 1
    text = f"`[` [c](d) {'[ ' * (FEW + 1)}"
    assert prose(text).startswith("`[` [c](d) \\[ \\[")


@pytest.mark.parametrize("text", ["[", "[a](", "![", "[a](b) [", "[a]("])
def test_a_page_of_brackets_costs_its_parser_no_search_for_their_ends(text: str) -> None:
    # Without the escapes this takes half a minute.
    html = markdown.markdown(prose(text * (LENGTH // len(text))), extensions=["tables"])
    shown = BeautifulSoup(html, "html.parser").get_text()
    assert shown.count("[") >= LENGTH // len(text) // 2 or "a" in shown


@given(st.text("[]()\\a", max_size=60))
def test_every_idle_bracket_is_an_opening_one_without_a_backslash(text: str) -> None:
    for at in idle_brackets(text):
        assert text[at] == "["
        before = text[:at]
        assert (len(before) - len(before.rstrip("\\"))) % 2 == 0
