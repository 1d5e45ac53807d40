"""Search: a page whose address can be shared, filled in by the browser."""

from .page import Page

BODY = """# Search

<div data-pm-search></div>

<noscript>

Searching needs JavaScript. Without it, browse [the lessons](lessons.md),
[the services](services.md) or [the severities](severity.md).

</noscript>
"""


def page(*, in_nav: bool) -> Page:
    """The page at `search/`, which takes `?q=` and a facet per parameter."""
    return Page("search.md", "Search", lambda _: BODY, kind="Index", in_nav=in_nav, searched=False)
