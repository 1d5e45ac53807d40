"""What every export is made from: the corpus, what is computed of it, and where its pages are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5

from ..insights import Histories, needed_by, returns
from ..model import Corpus, Incident
from ..site_map import SiteMap


@dataclass(frozen=True)
class ExportContext:
    """The facts of a site.

    Args:
        corpus: the incidents.
        histories: of its lessons.
        made: when this is made.
        name: what the site is called.
        address: where the site is, with a slash at its end; empty where nobody said.
        page: the address of one of our pages from the top of the site, by its name, such as
            `services/checkout.md`.
        days_quiet: whether to say for how many days a service has had no incident.
    """

    corpus: Corpus
    histories: Histories
    made: datetime
    name: str
    address: str
    page: Callable[[str], str]
    days_quiet: bool = True

    def incident(self, incident: Incident) -> str:
        """The address of an incident's page, from the top of the site."""
        return self.page(SiteMap.incident(incident.id))

    def full(self, path: str) -> str:
        """An address from the top of the site in full, as far as it is known where that is."""
        return urljoin(self.address, path) if self.address else path

    def urn(self, *parts: str) -> str:
        """A name for something of this site that no other site has, and that never changes."""
        return uuid5(NAMESPACE_URL, "/".join([self._root, *parts])).urn

    @property
    def _root(self) -> str:
        return self.address or f"urn:postmortems:{self.name}"

    @cached_property
    def needed_by(self) -> dict[str, tuple[str, ...]]:
        """The services that need each service."""
        return needed_by(self.corpus)

    @cached_property
    def returns(self) -> dict[tuple[str, str], list[Incident]]:
        """What came back while an action item was open."""
        return returns(self.histories)


def up(path: str) -> str:
    """From a document to the top of the site."""
    return "../" * path.count("/")
