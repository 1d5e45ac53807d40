"""The frames in which tables of pages scroll."""

import pytest

from postmortems.page_html import framed_tables

TABLE = "<table><tbody><tr><td>1</td></tr></tbody></table>"


@pytest.mark.parametrize(
    ("before", "label"),
    [
        ("", "Table"),
        ('<h2 id="a">Action items</h2>', "Table: Action items"),
        ("<h2>One</h2><p>Text</p><h3>Two</h3><p>Text</p>", "Table: Two"),
        ('<h2>A<a class="headerlink" href="#a" title="Link">¶</a></h2>', "Table: A"),
        ('<h2>"x" onfocus="alert(1)</h2>', "Table: &quot;x&quot; onfocus=&quot;alert(1)"),
        ("<h2>A <code>&lt;b&gt;</code>\n &amp; c</h2>", "Table: A &lt;b&gt; &amp; c"),
    ],
)
def test_a_frame_is_named_after_the_heading_before_it(before: str, label: str) -> None:
    frame = f'<div class="pm-frame" role="region" aria-label="{label}" tabindex="0">{TABLE}</div>'
    assert framed_tables(before + TABLE) == before + frame


def test_a_table_of_a_figure_is_left_as_it_is() -> None:
    html = '<h2>Over time</h2><table class="pm-bars"><tr><td>1</td></tr></table>'
    assert framed_tables(html) == html
