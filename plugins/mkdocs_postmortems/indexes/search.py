"""The search page: a script fills it, and its address contains the query."""

from postmortems.site_map import SiteMap

from .context import PageContext
from .page import Page


def body(links: PageContext) -> str:
    """Render the text of the page for browsers without JavaScript."""
    lessons, services = links.to(SiteMap.LESSONS), links.to(SiteMap.SERVICES)
    severities = links.to(SiteMap.SEVERITY)
    return f"""# Search

<div class="pm-unscripted" markdown>

Searching needs JavaScript. Without it, browse
[the lessons]({lessons}), [the services]({services}) or [the severities]({severities}).

</div>
"""


def page(*, in_nav: bool) -> Page:
    """Return the page at `search/`, which takes `?q=` and a parameter per facet."""
    return Page(
        SiteMap.SEARCH,
        "Search",
        body,
        in_nav=in_nav,
        place="<div data-pm-search></div>",
    )
