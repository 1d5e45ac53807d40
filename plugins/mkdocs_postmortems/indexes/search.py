"""Search: a page whose address can be shared, filled in by the browser."""

from postmortems.site_map import SiteMap

from .context import PageContext
from .page import Page


def body(links: PageContext) -> str:
    """What the page says where no script fills it."""
    lessons, services = links.to(SiteMap.LESSONS), links.to(SiteMap.SERVICES)
    severities = links.to(SiteMap.SEVERITY)
    return f"""# Search

<p class="pm-unscripted" markdown>Searching needs JavaScript. Without it, browse
[the lessons]({lessons}), [the services]({services}) or [the severities]({severities}).
</p>
"""


def page(*, in_nav: bool) -> Page:
    """The page at `search/`, which takes `?q=` and a facet per parameter."""
    return Page(
        SiteMap.SEARCH,
        "Search",
        body,
        kind="Index",
        in_nav=in_nav,
        searched=False,
        place="<div data-pm-search></div>",
    )
