"""Rows of the timeline with paragraphs, lists, quotations, code, links and images."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postmortems.check.publication import _texts_with_images
from postmortems.model import Corpus
from postmortems.model.images import KINDS
from postmortems.model.row_text import (
    Code,
    Items,
    Paragraph,
    Quotation,
    blocks,
    first_words,
    normalized,
)
from postmortems.model.texts import plain, texts
from postmortems.page_html import clean, to_html
from postmortems.reader import read
from postmortems.render import line
from postmortems.render.rich_text import rich_text
from postmortems.site_map import published_name
from tests.conftest import COMPLETE, write


def image(words: str, path: str) -> str | None:
    """Show every image."""
    return f"![{line(words, addresses=False)}]({path})"


def cell(text: str) -> str:
    """Return the HTML of a table's cell with a row's text."""
    html = clean(to_html(f"| a |\n|---|\n| {rich_text(text, image)} |\n"))
    cells = re.findall(r"<td>(.*?)</td>", html, re.DOTALL)
    assert len(cells) == 1, html
    return str(cells[0])


@pytest.mark.parametrize(
    "text",
    [
        "A release",
        "`a | b` and __init__.py, *.example.com, src/**/*.py and test/**/*.py",
        "f(**a, **b) and 2 ** 3 ** 4",
        "- 5 V at the rail",
        "> 5 % fail",
        "1. floor",
        "```sh",
        "[not a link](no address) and [x](javascript:alert(1))",
        "over\ntwo lines",
        "<b>bold</b> https://example.com/a_b?c=1",
    ],
)
def test_a_text_of_one_paragraph_is_shown_as_before(text: str) -> None:
    assert rich_text(text) == line(text)
    assert blocks(text) == (Paragraph(" ".join(text.split())),)


def test_paragraphs_have_an_empty_line_between_them() -> None:
    assert cell("one\nline\n\nand more") == "one line<br><br>and more"


def test_lists_are_nested_by_their_indentation() -> None:
    text = "seen:\n- a\n  - b\n\n  more\n- c\n1. d\n2. e"
    assert cell(text) == (
        "seen:<ul><li>a<ul><li>b</li></ul>more</li><li>c</li></ul><ol><li>d</li><li>e</li></ol>"
    )


def test_code_keeps_its_lines_and_its_language() -> None:
    assert cell("x\n```sh\n$ a |  b\n  # <c>\n```") == (
        'x<pre><code class="language-sh">$ a |  b\n  # &lt;c&gt;</code></pre>'
    )


def test_a_diagram_is_shown_as_code() -> None:
    assert "mermaid" not in cell("x\n```mermaid\ngraph TD\n```").partition("<pre>")[2][:20]


def test_a_fence_that_is_not_closed_ends_with_the_text() -> None:
    assert blocks("a\n~~~\nb\n\nc") == (Paragraph("a"), Code(("b", "", "c")))


def test_a_quotation_has_blocks() -> None:
    assert blocks("> a\n> - b\nc") == (
        Quotation((Paragraph("a"), Items(((Paragraph("b"),),)))),
        Paragraph("c"),
    )


def test_a_number_within_a_paragraph_starts_no_list_unless_it_is_one() -> None:
    assert blocks("version\n12. floor") == (Paragraph("version 12. floor"),)
    assert len(blocks("then:\n1. floor")) == 2


def test_links_strong_words_and_images_are_shown() -> None:
    html = cell("**Now `x`:** see [the *plan*](https://wiki.example/a_b) ![A | B](evidence/a.png)")
    assert "<strong>Now <code>x</code>:</strong> see" in html
    assert '<a href="https://wiki.example/a_b">the *plan*</a>' in html
    assert '<img src="evidence/a.png"' in html


def test_an_image_at_another_address_is_a_link() -> None:
    assert cell("![pixel](https://evil.example/p.png)") == (
        '<a href="https://evil.example/p.png">pixel</a>'
    )


def test_the_first_words_stand_for_the_row() -> None:
    assert first_words("> \n> - is it down?\n\nno") == "is it down?"
    assert first_words("```\n\n$ a\n```") == "$ a"
    assert first_words("one\n\ntwo") == "one"


def test_the_search_has_all_words_of_a_row() -> None:
    assert plain("a\n\n![the graph](evidence/x.png) `b`") == "a the graph b"


@pytest.mark.parametrize(
    "text", ["- a\n" * 5000, "> " * 9000 + "\nx", "- a\n" + "\n" * 19_000 + "x", "[x](" * 4999]
)
def test_long_texts_take_no_long_time(text: str) -> None:
    assert rich_text(text + "\n\ny", image)


MARKUP = st.sampled_from(
    [
        *("\n", "\n\n", "- ", "  ", "1. ", "> ", "```", "~~~", "**", "`", "![", "[", "](", ")"),
        *("|", "<", ">", "\\", "a", "evidence/a.png", "https://a.example/", "javascript:"),
        *("&#10;", "<pre>"),
    ]
)


@given(st.lists(MARKUP, max_size=30).map("".join))
def test_any_text_is_one_cell_without_scripts_and_with_all_its_letters(text: str) -> None:
    markdown = rich_text(text, image)
    assert "\n" not in markdown
    html = cell(text)
    assert set(re.findall(r"</?([a-z]+)", html)) <= {
        *("a", "img", "code", "pre", "ul", "ol", "li", "blockquote", "br", "strong")
    }
    addresses = re.findall(r'(?:src|href)="([^"]*)"', html)
    absolute = [at for at in addresses if re.match(r"//|[A-Za-z][A-Za-z0-9+.-]*:", at)]
    assert all(at.startswith("https://a.example/") for at in absolute)


@given(st.lists(MARKUP, max_size=30).map("".join))
def test_a_text_is_the_same_when_it_is_read_again(text: str) -> None:
    once = normalized(text)
    assert normalized(once) == once


def test_the_model_keeps_the_lines_of_blocks_and_joins_those_of_a_paragraph(tmp_path: Path) -> None:
    text = (
        "title: A\nseverity: SEV3\ntimeline:\n  - time: 2026-07-05T10:00Z\n"
        "    event: |\n      a\n      b\n    action: |\n      a\n\n      - b\n        c\n"
    )
    write(tmp_path, {"2026-07-05-x/incident.yaml": text})
    reading = read(tmp_path)
    assert reading.problems == ()
    (row,) = reading.corpus.incidents[0].timeline
    assert (row.event, row.action) == ("a b", "a\n\n- b\n  c")


def test_publication_looks_at_every_text_that_shows_images(golden: Corpus) -> None:
    incident = golden.by_id[COMPLETE]
    shown = {text.words for text in texts(incident) if text.has_images}
    assert shown == {text for text in _texts_with_images(incident) if text}


def test_a_site_publishes_every_kind_of_image_under_its_own_name() -> None:
    assert {published_name(f"a{kind}") for kind in KINDS} == {f"a{kind}" for kind in KINDS}
