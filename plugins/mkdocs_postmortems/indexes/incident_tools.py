"""The links at the top of an incident's page: print one page, copy the link, follow a service."""

from html import escape

from postmortems.model import Corpus, Incident
from postmortems.site_map import SiteMap

from .context import PageContext


def tools(incident: Incident, catalogues: Corpus, links: PageContext) -> str:
    """Return the links as HTML. Buttons stay hidden until a script makes them work."""
    buttons = "".join(
        f'<button type="button" data-pm-tool="{name}" hidden>{text}</button>'
        for name, text in (("print", "One page"), ("copy", "Copy link"))
    )
    return f'<div class="pm-tools">{buttons}{_feeds(incident, catalogues, links)}</div>'


def _feeds(incident: Incident, catalogues: Corpus, links: PageContext) -> str:
    """Return links to the feeds of the affected services; several of them are folded."""
    feeds = [
        (catalogues.service_title(name), links.address_of(SiteMap.feed(SiteMap.service(name))))
        for name in incident.services
        if name in catalogues.services
    ]
    if len(feeds) == 1:
        return f'<a href="{escape(feeds[0][1])}">Follow this service</a>'
    rows = "".join(
        f'<li><a href="{escape(address)}">{escape(title)}</a></li>' for title, address in feeds
    )
    return f"<details><summary>Follow a service</summary><ul>{rows}</ul></details>" if rows else ""


def printed_line(incident: Incident, links: PageContext) -> str:
    """Return the id and the address of an incident, for paper; a script adds the day of printing.

    Without a known address of the site the script adds that of the page, too.
    """
    address = f"<span>{escape(links.url)}</span>" if links.url else ""
    return f'<p class="pm-printed">Incident {escape(incident.id)} {address}</p>'
