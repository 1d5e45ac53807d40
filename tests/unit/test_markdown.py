"""Whatever a text holds, a page shows it as it is: the border between text and Markdown."""

import re

import markdown
import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from postmortems.render import line, link, prose

EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.betterem",
    "pymdownx.caret",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.keys",
    "pymdownx.mark",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
]
"""What sites on this theme commonly switch on."""

AWKWARD = st.text(
    alphabet=st.one_of(
        st.sampled_from("`*_{}[]()<>#+-.!|~^=:&\\\"'/$%@?; 1aZ"), st.sampled_from("é漢אש😀")
    ),
    max_size=24,
)


def html(text: str) -> BeautifulSoup:
    return BeautifulSoup(markdown.markdown(text, extensions=EXTENSIONS), "html.parser")


def shown(text: str) -> str:
    """What a person reads of one line: its code without the backticks, spaces run together.

    A backtick behind a backslash opens no code.
    """
    code = r"(?<!\\)((?:\\\\)*)(?<!`)(`+)(?!`)(.*?[^`\s].*?)(?<!`)\2(?!`)"
    plain = re.sub(code, lambda m: m[1] + m[3].strip(), text)
    return " ".join(plain.split())


def read(soup: Tag) -> str:
    return " ".join(soup.get_text().split())


@given(AWKWARD)
def test_a_line_in_a_list_shows_every_character(text: str) -> None:
    text = " ".join(text.split())
    if text:
        assert read(html(f"- **Label:** {line(text)}")) == f"Label: {shown(text)}"


@given(AWKWARD)
def test_a_line_that_begins_an_item_shows_every_character(text: str) -> None:
    text = " ".join(text.split())
    if text:
        soup = html(f"- {line(text)}\n- other")
        assert [read(item) for item in soup.find_all("li")] == [shown(text), "other"]


@given(AWKWARD, AWKWARD)
def test_a_line_in_a_table_stays_in_its_cell(first: str, second: str) -> None:
    soup = html(f"| A | B |\n|---|---|\n| {line(first)} | {line(second)} |")
    cells = [read(cell) for cell in soup.find_all("td")]
    assert cells == [shown(first), shown(second)]


@given(AWKWARD)
@example("\\`1`")
@example("\\\\`1`")
def test_a_line_in_a_heading_shows_every_character(text: str) -> None:
    heading = html(f"# x {line(text)} x").find("h1")
    assert heading is not None
    assert read(heading) == " ".join(f"x {shown(text)} x".split())


@given(st.text(alphabet="`*_{}[]()<>#!|~=:&\\\"'/ \n\tascriptonl1.-+", max_size=60))
def test_prose_makes_no_element_but_those_of_markdown(text: str) -> None:
    allowed = {"p", "em", "strong", "a", "code", "pre", "ul", "ol", "li", "blockquote", "hr"}
    allowed |= {"br", "div", "span", "table", "thead", "tbody", "tr", "th", "td", "del", "dl"}
    allowed |= {"dt", "dd", "kbd", "mark", "sub", "sup", "abbr", "details", "summary", "ins"}
    allowed |= {"section", "button", "label", "input"}
    for element in html(prose(text)).find_all(True):
        assert element.name in allowed
        assert not any(name.startswith("on") for name in element.attrs)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x]( JaVaScRiPt:alert(1))",
        "[x](<javascript:alert(1)>)",
        "[x][r]\n\n[r]: javascript:alert(1)",
        "[x](data:text/html,hello)",
        "![x](https://elsewhere.example/pixel.png)",
        "text {: onclick=alert(1) }",
        "<javascript:alert(1)>",
    ],
)
def test_prose_is_disarmed(text: str) -> None:
    soup = html(prose(text))
    assert not soup.find(["script", "img"])
    for element in soup.find_all(True):
        assert "onclick" not in element.attrs
        href = str(element.get("href", ""))
        assert not href.lower().strip().startswith(("javascript", "data"))


def test_prose_keeps_what_markdown_is_for() -> None:
    soup = html(
        prose("A *word*, `a <b>`, [a link](https://example.com/) and\n\n- one\n- two\n\n# Heading")
    )
    assert soup.em is not None
    assert soup.code is not None and soup.code.text == "a <b>"
    assert soup.a is not None and soup.a["href"] == "https://example.com/"
    assert [item.text for item in soup.find_all("li")] == ["one", "two"]
    assert soup.h1 is None and soup.strong is not None and soup.strong.text == "Heading"


def test_code_and_addresses_keep_their_meaning_in_a_line() -> None:
    soup = html(line("Run `a|b` at https://example.com/a_b_c?x=1&y=2."))
    assert soup.code is not None and soup.code.text == "a|b"
    assert soup.a is not None and soup.a["href"] == "https://example.com/a_b_c?x=1&y=2"


@given(AWKWARD)
def test_a_code_host_shows_the_same_line(text: str) -> None:
    text = " ".join(text.split())
    if text:
        github = MarkdownIt("commonmark").enable(["table", "strikethrough"])
        soup = BeautifulSoup(github.render(f"- **Label:** {line(text)}"), "html.parser")
        assert read(soup) == f"Label: {shown(text)}"


@pytest.mark.parametrize(
    "text",
    [
        '```a``` b\n\n<h2 id="impact">raw</h2>',
        '\\`<a class="md-button" id="overview">raw</a>\\`',
        'x ` y\n` <div id="overview"> `',
        "```\n</div>\n```",
        "The template lost its `</div>` here, `<script>` too",
        '- one\n\n    ```c\n    if (a < b) { y }\n    ```\n\n<div id="overview">raw</div>',
        '> ```\n> code\n<div id="overview">raw</div>',
        '    ```\n<div id="overview">raw</div>\n    ```',
        '~~~ html onclick="x"\n<b>\n~~~\n<div id="overview">raw</div>',
    ],
)
def test_no_html_of_an_author_becomes_an_element(text: str) -> None:
    for wrapped in (prose(text), f'<div class="pm-executive" markdown>\n\n{prose(text)}\n\n</div>'):
        soup = html(f"{wrapped}\n\n## After\n")
        assert soup.find(id="overview") is None and soup.find(id="impact") is None
        after = soup.find("h2", string="After")
        assert after is not None and after.parent is soup, "what follows stands where it stood"


def test_code_in_a_list_is_shown_as_it_is() -> None:
    soup = html(prose("- one\n\n    ```c\n    if (a < b) { y }\n    ```\n"))
    assert soup.code is not None and soup.code.text.strip() == "if (a < b) { y }"


def test_a_link_holds_no_other_link() -> None:
    soup = html(link("Fix per https://jira.example/123 now", "x.md"))
    assert [a["href"] for a in soup.find_all("a")] == ["x.md"]


def test_awkward_text_takes_no_longer_than_its_length() -> None:
    # Quadratic work would take minutes here; this is no measure of speed.
    for text in (
        "odd ` " + "a " * 400_000,
        "`" * 200_000,
        ":" + "a" * 400_000,
        "\\" * 400_000 + "`",
    ):
        assert line(text) and prose(text)


def test_an_address_that_has_no_parts_becomes_no_link() -> None:
    address = "https://a\u2100b.example/"
    for made in (line(f"see {address}"), prose(f"see <{address}> and <https://[x]/>")):
        assert not html(made).find_all("a")
        assert address in read(html(made))
