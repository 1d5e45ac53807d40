"""The pages of a site before they are rendered: path, title and content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader

from postmortems import insights
from postmortems.insights import Histories
from postmortems.model import ActionItem, Corpus, Incident
from postmortems.model.scalars import slugs
from postmortems.render import IncidentPage, Links, environment, tidy

from .context import PageContext

Block = Callable[["Site", PageContext], str]
"""Renders an index as Markdown without its title."""


@dataclass(frozen=True)
class Site:
    """What every page is made from: the corpus, and what is computed from it once."""

    corpus: Corpus
    histories: Histories
    has_rules: bool = False
    days_quiet: bool = True

    @classmethod
    def of(cls, corpus: Corpus, *, has_rules: bool = False, days_quiet: bool = True) -> Site:
        """Compute what the pages share.

        Args:
            corpus: the incidents.
            has_rules: whether the site has a page for each rule of `check`.
            days_quiet: whether to say for how many days a service has had no incident.
        """
        return cls(corpus, Histories(corpus), has_rules, days_quiet)

    @property
    def repeated(self) -> int:
        """How many lessons were taught more than once."""
        return sum(1 for history in self.histories.values() if history.repeats)

    @cached_property
    def overdue(self) -> list[tuple[Incident, ActionItem, int]]:
        """Action items past their due date, with the days since then, the longest first."""
        return insights.overdue(self.corpus)

    @cached_property
    def action_totals(self) -> insights.ActionTotals:
        """How many of all action items stand where."""
        items = (item for _, item in insights.rows(self.corpus))
        return insights.action_totals(items, self.corpus.as_of)

    @cached_property
    def open_items(self) -> list[insights.Row]:
        """The action items of which it is recorded that work is left, the first due first."""
        return insights.open_items(self.corpus)

    @cached_property
    def returns(self) -> dict[tuple[str, str], list[Incident]]:
        """What came back while an action item was open."""
        return insights.returns(self.histories)

    @cached_property
    def by_year(self) -> dict[int, list[Incident]]:
        """The incidents of each year, the newest year first."""
        return insights.per_year(self.corpus.incidents)

    @cached_property
    def owners(self) -> dict[str, str]:
        """Whoever owns an action item, with the name that is theirs in addresses."""
        return slugs(item.owner for _, item in insights.rows(self.corpus) if item.owner)

    @cached_property
    def needed_by(self) -> dict[str, tuple[str, ...]]:
        """The services that need each service."""
        return insights.needed_by(self.corpus)


@dataclass(frozen=True)
class Page:
    """A page of the site.

    Args:
        path: its Markdown file, as in `SiteMap`.
        title: its title.
        body: renders its Markdown.
        kind: its kind in the search, such as `Incident`.
        description: the text for link previews.
        incident: the incident that the page is about, if any.
        in_nav: whether it is in the navigation.
        searched: whether the search includes it.
        place: HTML after the text that a script fills.
        wide: whether it is shown without a table of contents.
        feed: the path of its feed, if it has one.
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
    """An index: the name of its block in a marker, the path and title of its page, its content."""

    name: str
    path: str
    title: str
    block: Block
    wide: bool = False

    def page(self, site: Site, *, in_nav: bool) -> Page:
        """Return its page; search excludes it, since it repeats the titles of other pages."""
        return Page(
            self.path,
            self.title,
            lambda links: f"# {self.title}\n\n{self.block(site, links)}",
            kind="Index",
            in_nav=in_nav,
            searched=False,
            wide=self.wide,
        )


MOST_INCIDENTS = 50
"""The number of incidents that the page of a service or a team lists, with a link to the others."""
MOST_ACTIONS = 100
"""The number of action items that such a page lists, with a link to the others."""


@lru_cache(maxsize=1)
def templates() -> Environment:
    """Return the templates of the indexes, which can use those of the incident pages."""
    return environment(PackageLoader("mkdocs_postmortems", "templates"))


def write(template: str, site: Site, links: Links, **values: Any) -> str:
    """Render a template of the indexes."""

    def row(incident: Incident) -> IncidentPage:
        return IncidentPage(incident, site.corpus, links, site.histories)

    def totals(items: list[insights.Row]) -> insights.ActionTotals:
        return insights.action_totals((item for _, item in items), site.corpus.as_of)

    text = templates().get_template(f"{template}.md.jinja")
    return tidy(
        text.render(site=site, corpus=site.corpus, links=links, row=row, totals=totals, **values)
    )
