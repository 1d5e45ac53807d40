"""The Markdown version of a page, derived from the Markdown that its HTML is rendered from."""

from mkdocs_postmortems.markdown_pages import version
from postmortems.site_map import SiteMap


def markdown_version(markdown: str) -> str:
    return version(markdown, "incidents/one.md", SiteMap().address, {})


def test_code_in_a_fence_is_unchanged() -> None:
    lines = [
        "```html",
        '<div class="box">',
        "",
        "",
        "",
        "# Title { #id }",
        "<span>x</span>",
        "[a](b.md)",
    ]
    code = "\n".join([*lines, "</div>", "```", ""])
    assert markdown_version(code) == code


def test_code_in_a_line_is_unchanged() -> None:
    assert (
        markdown_version("Use `<small>` and `[a](b.md)`.\n") == "Use `<small>` and `[a](b.md)`.\n"
    )


def test_html_for_browsers_is_left_out_and_links_lead_to_markdown() -> None:
    text = '<div class="pm">\n\n<small>See [two](two.md#part).</small>\n\n</div>\n'
    assert markdown_version(text) == "See [two](../two/index.md#part).\n"


def test_a_page_has_at_most_one_blank_line_in_a_row_beside_code() -> None:
    assert markdown_version("a\n\n\n\n```\nb\n```\n\n\n\nc\n") == "a\n\n```\nb\n```\n\nc\n"
