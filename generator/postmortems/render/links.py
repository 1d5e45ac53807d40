"""Resolve the links of a page: to the pages of a site, or to the files of a repository."""

import posixpath
from collections.abc import Mapping
from typing import Protocol
from urllib.parse import quote

from .. import diagram
from ..chart import Figure
from ..model import Moment, RootCause
from ..site_map import SiteMap, relative_path
from .markdown import Markdown, line


def mermaid(root_cause: RootCause) -> Markdown:
    """Return a root cause as a mermaid fence."""
    return Markdown(f"```mermaid\n{diagram.source(root_cause)}\n```\n")


class Links(Protocol):
    """Resolves links relative to one page, and renders elements that depend on its reader.

    An address of None means that there is no target.
    """

    def incident(self, name: str, anchor: str = "") -> str | None:
        """Return the address of an incident."""

    def service(self, name: str) -> str | None:
        """Return the address of a service."""

    def lesson(self, name: str) -> str | None:
        """Return the address of a lesson."""

    def severity(self, name: str) -> str | None:
        """Return the address of a severity."""

    def evidence(self, incident: str, file: str, *, published: bool) -> str | None:
        """Return the address of a file of evidence."""

    def heading(self, text: str, name: str) -> Markdown:
        """Return the text of a heading with an id, in a syntax that the reader supports."""

    def time(self, moment: Moment, words: str) -> Markdown:
        """Return a moment in words, machine-readable if the reader supports it."""

    def picture(self, figure: Figure | None) -> Markdown:
        """Return a picture, or nothing if the reader cannot show one."""

    def drawn(self, html: str, text: str = "") -> Markdown:
        """Return HTML of our own, or `text` in its place if the reader cannot show it."""

    def root_cause(self, root_cause: RootCause) -> Markdown:
        """Return the diagram of a root cause."""


class RepositoryLinks:
    """Links between the folders of a repository, for a page beside its YAML files."""

    def incident(self, name: str, anchor: str = "") -> str | None:
        """Return the folder of the incident."""
        return f"../{name}/"

    def service(self, name: str) -> str | None:
        """Return the catalogue file."""
        return "../services.yaml"

    def lesson(self, name: str) -> str | None:
        """Return the catalogue file."""
        return "../lessons.yaml"

    def severity(self, name: str) -> str | None:
        """Return None: a repository need not define its severities."""
        return None

    def evidence(self, incident: str, file: str, *, published: bool) -> str | None:
        """Return the file: readers of the repository have access to it."""
        return quote(file)

    def heading(self, text: str, name: str) -> Markdown:
        """Return the text after an anchor, which code hosts do not show."""
        return Markdown(f'<a id="{name}"></a>{text}')

    def time(self, moment: Moment, words: str) -> Markdown:
        """Return the words as Markdown."""
        return line(words)

    def picture(self, figure: Figure | None) -> Markdown:
        """Return nothing: the page has the same content as text."""
        return Markdown("")

    def drawn(self, html: str, text: str = "") -> Markdown:
        """Return the text."""
        return Markdown(text)

    def root_cause(self, root_cause: RootCause) -> Markdown:
        """Return a mermaid fence, which code hosts draw."""
        return mermaid(root_cause)


class SiteLinks:
    """Links to the Markdown files of a site, relative to one of them, as MkDocs expects.

    Args:
        page: the Markdown file of the page.
        replaced: the site's own pages that stand in for ours, by the path of ours.
    """

    def __init__(self, page: str, replaced: Mapping[str, str] | None = None) -> None:
        self._folder = posixpath.dirname(page)
        self._replaced = replaced or {}

    def incident(self, name: str, anchor: str = "") -> str | None:
        """Return the page of an incident."""
        return self.to(SiteMap.incident(name), anchor)

    def service(self, name: str) -> str | None:
        """Return the page of a service."""
        return self.to(SiteMap.service(name))

    def lesson(self, name: str) -> str | None:
        """Return the page of a lesson."""
        return self.to(SiteMap.lesson(name))

    def severity(self, name: str) -> str | None:
        """Return the anchor of a severity on the page of severities."""
        return self.to(SiteMap.SEVERITY, SiteMap.severity_anchor(name))

    def evidence(self, incident: str, file: str, *, published: bool) -> str | None:
        """Return the file if it is published, else None."""
        if not published:
            return None
        return self.to(quote(SiteMap.evidence(incident, file)))

    def heading(self, text: str, name: str) -> Markdown:
        """Return the text with the id as an attribute, so that the table of contents uses it."""
        return Markdown(f"{text} {{ #{name} }}")

    def time(self, moment: Moment, words: str) -> Markdown:
        """Return the words in an element from which a script shows the local time."""
        return Markdown(f'<time datetime="{moment.iso}">{line(words)}</time>')

    def picture(self, figure: Figure | None) -> Markdown:
        """Return nothing; the plugin overrides this with a placeholder."""
        return Markdown("")

    def drawn(self, html: str, text: str = "") -> Markdown:
        """Return the text; the plugin overrides this with a placeholder."""
        return Markdown(text)

    def root_cause(self, root_cause: RootCause) -> Markdown:
        """Return a mermaid fence; the plugin overrides this with a placeholder."""
        return mermaid(root_cause)

    def to(self, page: str, anchor: str = "") -> str:
        """Return the relative path of any page of the site."""
        path = relative_path(self._replaced.get(page, page), self._folder)
        return f"{path}#{anchor}" if anchor else path
