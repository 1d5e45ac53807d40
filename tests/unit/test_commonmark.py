"""Markdown of generated pages as HTML: footnotes, headings, code and the Markdown version."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_postmortems import markdown_pages
from mkdocs_postmortems.headings import HeadingOptions, with_anchors
from mkdocs_postmortems.navigation import nav_titles
from postmortems.page_html import clean, to_html, with_code_blocks
from postmortems.render import prose
from postmortems.site_map import SiteMap

OPTIONS = HeadingOptions("", range(1, 7))


def test_footnotes_are_listed_at_the_end_and_linked_in_both_directions() -> None:
    html = to_html("One[^a], again[^a] and two[^b].\n\n[^b]: Second\n\n[^a]: First\n\nEnd\n")
    assert html.count('href="#fn-1"') == 2 and html.count('id="fnref-1"') == 1
    text, _, notes = html.partition('<div class="footnote">')
    assert "<p>End</p>" in text and "First" not in text
    assert notes.index("First") < notes.index("Second")
    assert 'href="#fnref-1"' in notes and 'href="#fnref-2"' in notes


def test_a_footnote_that_nothing_refers_to_stays() -> None:
    assert "Kept" in to_html("Text\n\n[^a]: Kept\n")


def test_an_id_of_a_heading_is_kept_and_others_are_made_of_its_text() -> None:
    html, toc = with_anchors(to_html("# A\n\n## B { #own }\n\n## A\n\n### Ünder `c`\n"), OPTIONS)
    assert [part.split('"')[0] for part in html.split('id="')[1:]] == ["a", "own", "a_1", "under-c"]
    (top,) = toc
    assert [(item.title, item.id) for item in top.children] == [("B", "own"), ("A", "a_1")]


@pytest.mark.parametrize(
    ("toc", "permalink", "levels"),
    [
        ({}, "", range(1, 7)),
        ({"permalink": True, "toc_depth": 3}, "&para;", range(1, 4)),
        ({"permalink": "#", "toc_depth": "2-4"}, ">#</a>", range(2, 5)),
        ({"permalink": "false"}, "", range(1, 7)),
    ],
)
def test_the_options_of_the_table_of_contents_apply(
    toc: dict[str, object], permalink: str, levels: range
) -> None:
    config = MkDocsConfig()
    config.mdx_configs = {"toc": toc}
    options = HeadingOptions.of(config)
    assert options.levels == levels
    assert permalink in options.permalink and bool(permalink) == bool(options.permalink)


def test_code_is_highlighted_and_code_of_an_unknown_language_is_text() -> None:
    python = with_code_blocks(to_html("```python\nif a < 1: pass\n```\n"))
    assert '<div class="highlight"><pre>' in python and '<span class="k">if</span>' in python
    assert "a &lt; b" in with_code_blocks(to_html("```nosuch\na < b\n```\n"))


@given(st.text(alphabet="`~[](){}<>#*_-!|\\:.&^1 a\n", max_size=80))
def test_no_text_of_an_author_becomes_an_element_that_runs(text: str) -> None:
    html = with_anchors(clean(to_html(prose(text))), OPTIONS)[0]
    for part in ("<script", "<img", " onerror", "javascript:", "<h1", "<div data-pm"):
        assert part not in with_code_blocks(html)


def test_titles_in_the_navigation_are_those_of_its_pages() -> None:
    nav = [{"Home": "index.md"}, "lessons.md", {"More": [{"Teams here": "teams.md"}]}]
    assert nav_titles(nav) == {"index.md": "Home", "teams.md": "Teams here"}


def test_the_markdown_version_links_to_markdown_versions_and_leaves_code_alone() -> None:
    page = SiteMap.incident("2026-03-14-a")
    markdown = (
        "## Text { #here }\n\n[a](../lessons/x.md#y) `[b](../c.md)` [all](../incidents.md?q=1)\n"
        "[log](2026-03-14-a/app.log) [out](https://example.org/a.md) [up](#here)\n\n"
        "```\n[d](../e.md)\n```\n"
    )
    text = markdown_pages.version(markdown, page, SiteMap().address, {})
    assert '## <a id="here"></a>Text' in text
    assert "[a](../../lessons/x/index.md#y) `[b](../c.md)` [all](../index.md)" in text
    assert "[log](app.log) [out](https://example.org/a.md) [up](#here)" in text
    assert "[d](../e.md)" in text
