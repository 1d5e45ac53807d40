"""Where a page's links lead: to the pages of a site, or to the files of a repository."""

import posixpath
from collections.abc import Mapping
from typing import Protocol
from urllib.parse import quote

from ..chart import Figure
from ..model import Moment
from ..site_map import SiteMap
from .markdown import Markdown, line


class Links(Protocol):
    """Addresses as seen from one page, and what its reader can show.

    An address of None means that there is nothing to lead to.
    """

    def incident(self, name: str, anchor: str = "") -> str | None:
        """The page of an incident."""

    def service(self, name: str) -> str | None:
        """The page of a service."""

    def lesson(self, name: str) -> str | None:
        """The page of a lesson."""

    def severity(self, name: str) -> str | None:
        """The place of a severity."""

    def evidence(self, incident: str, file: str, *, published: bool) -> str | None:
        """A file of evidence."""

    def heading(self, text: str, name: str) -> Markdown:
        """A heading's text with an id, in the way its reader understands."""

    def time(self, moment: Moment, words: str) -> Markdown:
        """A moment in words, told to programs too where its reader has a way."""

    def picture(self, figure: Figure | None) -> Markdown:
        """A picture, where its reader can show one."""


class RepositoryLinks:
    """Links between the folders of the repository, for a page kept beside its YAML."""

    def incident(self, name: str, anchor: str = "") -> str | None:
        """The other incident's folder."""
        return f"../{name}/"

    def service(self, name: str) -> str | None:
        """The catalogue."""
        return "../services.yaml"

    def lesson(self, name: str) -> str | None:
        """The catalogue."""
        return "../lessons.yaml"

    def severity(self, name: str) -> str | None:
        """Nothing: a repository need not have a rubric of its own."""
        return None

    def evidence(self, incident: str, file: str, *, published: bool) -> str | None:
        """The file; whoever reads the repository may read it."""
        return quote(file)

    def heading(self, text: str, name: str) -> Markdown:
        """The text behind an anchor, which code hosts show as nothing."""
        return Markdown(f'<a id="{name}"></a>{text}')

    def time(self, moment: Moment, words: str) -> Markdown:
        """The words."""
        return line(words)

    def picture(self, figure: Figure | None) -> Markdown:
        """Nothing: the page says the same in words."""
        return Markdown("")


class SiteLinks:
    """Links to the Markdown files of a site, relative to one of them, as MkDocs wants them.

    `replaced` has the pages that the site has written itself, by the names ours would have.
    """

    def __init__(self, page: str, replaced: Mapping[str, str] | None = None) -> None:
        self._folder = posixpath.dirname(page)
        self._replaced = replaced or {}

    def incident(self, name: str, anchor: str = "") -> str | None:
        """The page of an incident."""
        return self.to(SiteMap.incident(name), anchor)

    def service(self, name: str) -> str | None:
        """The page of a service."""
        return self.to(SiteMap.service(name))

    def lesson(self, name: str) -> str | None:
        """The page of a lesson."""
        return self.to(SiteMap.lesson(name))

    def severity(self, name: str) -> str | None:
        """The place of a severity on the page of all of them."""
        return self.to(SiteMap.SEVERITY, SiteMap.severity_anchor(name))

    def evidence(self, incident: str, file: str, *, published: bool) -> str | None:
        """The file, where it was published."""
        if not published:
            return None
        return self.to(quote(SiteMap.evidence(incident, file)))

    def heading(self, text: str, name: str) -> Markdown:
        """The text with the id as an attribute, so that the table of contents has it too."""
        return Markdown(f"{text} {{ #{name} }}")

    def time(self, moment: Moment, words: str) -> Markdown:
        """The words in an element of which a script can tell the reader's own time."""
        return Markdown(f'<time datetime="{moment.iso}">{line(words)}</time>')

    def picture(self, figure: Figure | None) -> Markdown:
        """Nothing; who builds the site has places for pictures."""
        return Markdown("")

    def to(self, page: str, anchor: str = "") -> str:
        """Any page of the site."""
        path = posixpath.relpath(self._replaced.get(page, page), self._folder or ".")
        return f"{path}#{anchor}" if anchor else path
