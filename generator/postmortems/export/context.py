"""The context of every export: the facts of the corpus, and the addresses of the site's pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5

from ..cache import Cache
from ..insights import CorpusFacts
from ..model import Corpus, Incident
from ..site_map import SiteMap


@dataclass(frozen=True)
class ExportContext:
    """The context of an export.

    Args:
        facts: the corpus and the facts computed from it.
        made: the time at which the export is made.
        name: the name of the site.
        address: the URL of the site with a trailing slash; empty if it is not configured.
        page: returns the address of a page relative to the site's root, given the path of its
            Markdown file, such as `services/checkout.md`.
        days_quiet: whether to publish the days since each service's last incident.
        digests: a hash of each incident, as far as it is published, and of the catalogues, by id;
            the document of an incident without one is not cached.
        cache: holds the documents of incidents from earlier builds.
    """

    facts: CorpusFacts
    made: datetime
    name: str
    address: str
    page: Callable[[str], str]
    days_quiet: bool = True
    digests: Mapping[str, bytes] = field(default_factory=dict)
    cache: Cache = field(default_factory=lambda: Cache(None))

    @property
    def corpus(self) -> Corpus:
        """The incidents and catalogues."""
        return self.facts.corpus

    def incident(self, incident: Incident) -> str:
        """Return the address of an incident's page, relative to the site's root."""
        return self.page(SiteMap.incident(incident.id))

    def full(self, path: str) -> str:
        """Return the full URL of a path from the site's root, or the path if no URL is set."""
        return urljoin(self.address, path) if self.address else path

    def urn(self, *parts: str) -> str:
        """Return a URN that is unique to this site and the same in every build.

        Args:
            parts: identify something of the site, such as `("incidents", id)`.
        """
        root = self.address or f"urn:postmortems:{self.name}"
        return uuid5(NAMESPACE_URL, "/".join([root, *parts])).urn


def up(path: str) -> str:
    """Return the relative path from a document to the site's root."""
    return "../" * path.count("/")
