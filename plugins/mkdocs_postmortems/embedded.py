"""Indexes that the site's own pages embed: marked, so that only they are sanitized."""

import re

from postmortems.page_html import clean, framed_tables
from postmortems.render.figure_links import placeholder_name

EMBEDDED = 'class="pm-page"'
"""Marks a page of the site's own that embeds one of our indexes."""
_BLOCK = re.compile(
    r'<div data-pm-embedded="([0-9a-f]+)"></div>(.*?)<div data-pm-embedded="\1"></div>', re.DOTALL
)


def embedded(markdown: str) -> str:
    """Return an index for a page of the site's own, styled as on the page of the index.

    It is enclosed by two marks, so that `clean_embedded` sanitizes it and nothing else.
    """
    mark = f'<div data-pm-embedded="{placeholder_name(markdown)}"></div>'
    block = f'<div {EMBEDDED} markdown="1">\n\n{markdown}\n</div>'
    return f"{mark}\n\n{block}\n\n{mark}"


def without_embedded(html: str) -> str:
    """Return the HTML of a page of the site's own without the indexes in it."""
    return _BLOCK.sub("", html)


def clean_embedded(html: str) -> str:
    """Sanitize the indexes in a page of the site's own, and leave the rest of the page unchanged.

    The Markdown of the page is converted as a whole, so an index can only be sanitized afterwards.
    """
    return _BLOCK.sub(lambda block: framed_tables(clean(block[2])), html)
