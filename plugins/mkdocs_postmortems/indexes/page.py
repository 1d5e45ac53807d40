"""The pages of a site before they are rendered: path, title and content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader

from postmortems import insights
from postmortems.evidence import DerivedEvidence
from postmortems.insights import CorpusFacts, TeamHours
from postmortems.model import Corpus, Incident, outline
from postmortems.render import IncidentPage, SiteLinks, environment, tidy
from postmortems.search import Explanations, SimilarMatch

from .context import PageContext
from .markdown_tables import IndexTables

Block = Callable[["Site", PageContext], str]
"""Renders an index as Markdown without its title."""

Key = tuple[bytes | str, ...]
"""All that a page is made from: hashes, or texts."""


@dataclass(frozen=True)
class Site:
    """The site that the pages belong to: the facts of its corpus, and its options.

    Args:
        facts: the corpus and the facts computed from it.
        has_rules: whether the site has a page for each rule of `check`.
        days_quiet: whether to show the days since each service's last incident, and to compare the
            numbers of incidents of quarters.
        digests: a hash of each incident, as far as it is published, and of the catalogues, by id;
            an incident that cannot be recognized in the next build has none.
        similar: the incidents that are most similar to each incident, by its id.
        evidence: what pages show of the evidence of incidents, by id.
        working_hours: the working hours of the teams, if the site sets them.
    """

    facts: CorpusFacts
    has_rules: bool = False
    days_quiet: bool = True
    digests: Mapping[str, bytes] = field(default_factory=dict)
    similar: Mapping[str, tuple[SimilarMatch, ...]] = field(default_factory=dict)
    evidence: Mapping[str, DerivedEvidence] = field(default_factory=dict)
    working_hours: TeamHours | None = None

    @cached_property
    def explanations(self) -> Explanations:
        """What pages show of similar incidents."""
        return Explanations(self.corpus)

    @property
    def corpus(self) -> Corpus:
        """The incidents and catalogues."""
        return self.facts.corpus

    @cached_property
    def outlines(self) -> Site:
        """The same site with outlines of the incidents, for pages that show several of them."""
        incidents = tuple(map(outline, self.corpus.incidents))
        corpus = replace(self.corpus, incidents=incidents)
        return replace(self, facts=CorpusFacts(corpus), digests={}, evidence={})


@dataclass(frozen=True)
class Page:
    """A page of the site.

    Args:
        path: its Markdown file, as in `SiteMap`.
        title: its title.
        body: renders its Markdown.
        description: the text for link previews.
        incident: the incident that the page is about, if any.
        in_nav: whether it is in the navigation.
        place: HTML after the text that a script fills.
        wide: whether it is shown without a table of contents.
        feed: the path of its feed, if it has one.
        key: all that it is made from, apart from what is the same for every page; None if it is not
            to be kept for the next build.
    """

    path: str
    title: str
    body: Callable[[PageContext], str]
    description: str = ""
    incident: Incident | None = None
    in_nav: bool = False
    place: str = ""
    wide: bool = False
    feed: str = ""
    key: Key | None = None


@dataclass(frozen=True)
class Index:
    """An index: the name of its block in a marker, the path and title of its page, its content."""

    name: str
    path: str
    title: str
    block: Block
    wide: bool = False

    def page(self, site: Site, *, in_nav: bool) -> Page:
        """Return its page."""
        return Page(
            self.path,
            self.title,
            lambda links: f"# {self.title}\n\n{self.block(site, links)}",
            in_nav=in_nav,
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


def write(template: str, site: Site, links: SiteLinks, **values: Any) -> str:
    """Render a template of the indexes."""

    def row(incident: Incident) -> IncidentPage:
        return IncidentPage(incident, site.corpus.catalogues, links)

    def totals(items: list[insights.Row]) -> insights.ActionTotals:
        return insights.action_totals((item for _, item in items), site.corpus.as_of)

    text = templates().get_template(f"{template}.md.jinja")
    defaults: dict[str, Any] = {
        "site": site,
        "corpus": site.corpus,
        "links": links,
        "tables": IndexTables(site.facts, links, site.days_quiet),
        "row": row,
        "totals": totals,
    }
    return tidy(text.render(defaults | values))
