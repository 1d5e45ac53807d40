"""The links of an incident's page that stands alone in a file."""

from urllib.parse import quote, urljoin

from ..render.figure_links import FigureLinks
from ..site_map import SiteMap


class FileLinks(FigureLinks):
    """Links within the file, and to the published site if its address is known.

    Args:
        incident: the id of the incident.
        site_url: the URL of the site; empty if it is not known, which leaves the text of links.
        site_map: the addresses of the pages of the site.
    """

    def __init__(self, incident: str, site_url: str, site_map: SiteMap) -> None:
        super().__init__(SiteMap.incident(incident))
        self._incident, self._site_map = incident, site_map
        self._site_url = f"{site_url.rstrip('/')}/" if site_url else ""

    def incident(self, name: str, anchor: str = "") -> str | None:
        """Return the anchor in the file, or the page of another incident."""
        if name == self._incident and anchor:
            return f"#{anchor}"
        return self._page(SiteMap.incident(name), anchor)

    def service(self, name: str) -> str | None:
        """Return the page of a service."""
        return self._page(SiteMap.service(name))

    def lesson(self, name: str) -> str | None:
        """Return the page of a lesson."""
        return self._page(SiteMap.lesson(name))

    def severity(self, name: str) -> str | None:
        """Return the anchor of a severity on the page of severities."""
        return self._page(SiteMap.SEVERITY, SiteMap.severity_anchor(name))

    def evidence(self, incident: str, file: str, *, published: bool) -> str | None:
        """Return the file on the site if it is published."""
        if not published or not self._site_url:
            return None
        return urljoin(self._site_url, quote(SiteMap.evidence(incident, file)))

    def _page(self, page: str, anchor: str = "") -> str | None:
        if not self._site_url:
            return None
        address = urljoin(self._site_url, self._site_map.address(page))
        return f"{address}#{anchor}" if anchor else address
