"""A page of the site before it is written: its address, its title and how to write it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader

from postmortems import insights
from postmortems.insights import CorpusFacts
from postmortems.model import Corpus, Incident
from postmortems.render import IncidentPage, Links, environment, tidy

from .context import PageContext

Block = Callable[["Site", PageContext], str]
"""Writes an index as Markdown without its title, on some page."""


@dataclass(frozen=True)
class Site:
    """The site that the pages belong to: the facts of its corpus, and its options.

    Args:
        facts: the corpus and the facts computed from it.
        has_rules: whether the site has a page for each rule of `check`.
        days_quiet: whether to show the days since each service's last incident.
    """

    facts: CorpusFacts
    has_rules: bool = False
    days_quiet: bool = True

    @property
    def corpus(self) -> Corpus:
        """The incidents and catalogues."""
        return self.facts.corpus


@dataclass(frozen=True)
class Page:
    """A page: where it is, what it is called, and how it is written.

    `place` is HTML of ours that a script fills, put behind the text. A `wide` page has no table of
    contents beside it. `feed` is where the feed of what it is about is, if it has one.
    """

    path: str
    title: str
    body: Callable[[PageContext], str]
    kind: str
    description: str = ""
    incident: Incident | None = None
    in_nav: bool = False
    searched: bool = True
    place: str = ""
    wide: bool = False
    feed: str = ""


@dataclass(frozen=True)
class Index:
    """An index: the name of its block in a marker, where its page is, and who writes it."""

    name: str
    path: str
    title: str
    block: Block
    wide: bool = False

    def page(self, site: Site, *, in_nav: bool) -> Page:
        """Its page. Search leaves it out: it repeats the titles of what it lists."""
        return Page(
            self.path,
            self.title,
            lambda links: f"# {self.title}\n\n{self.block(site, links)}",
            kind="Index",
            in_nav=in_nav,
            searched=False,
            wide=self.wide,
        )


@lru_cache(maxsize=1)
def templates() -> Environment:
    """Return the templates of the indexes, which extend those of the incidents."""
    return environment(PackageLoader("mkdocs_postmortems", "templates"))


def write(template: str, site: Site, links: Links, **values: Any) -> str:
    """Fill one of the templates of the indexes."""

    def row(incident: Incident) -> IncidentPage:
        return IncidentPage(incident, site.corpus, links, site.facts.histories)

    def totals(items: list[insights.Row]) -> insights.ActionTotals:
        return insights.action_totals((item for _, item in items), site.corpus.as_of)

    text = templates().get_template(f"{template}.md.jinja")
    return tidy(
        text.render(site=site, corpus=site.corpus, links=links, row=row, totals=totals, **values)
    )
