"""Teams: what each owns, what happened to it, and what is open. Of teams, never of people."""

from collections.abc import Iterator
from dataclasses import dataclass

from postmortems.insights import ActionTotals, Impaired, Row, action_totals, impaired
from postmortems.model import Corpus, Incident, Team

from . import pictures
from .context import PageContext
from .page import Index, Page, Site, write


@dataclass(frozen=True)
class TeamRow:
    """A team with what the incidents of its services add up to, newest first.

    `actions` are the open action items of its incidents, `totals` counts all of them.
    """

    team: Team
    incidents: tuple[Incident, ...]
    impaired: Impaired
    actions: tuple[Row, ...]
    totals: ActionTotals


def team_row(corpus: Corpus, team: Team) -> TeamRow:
    """What the incidents of a team's services add up to; each once."""
    owned = frozenset(team.services)
    found = tuple(one for one in corpus.incidents if not owned.isdisjoint(one.services))
    actions = ((one, item) for one in found for item in one.actions if item.is_open)
    totals = action_totals((item for one in found for item in one.actions), corpus.as_of)
    return TeamRow(team, found, impaired(found), tuple(actions), totals)


def block(site: Site, links: PageContext) -> str:
    """The teams, those with the most incidents first."""
    rows = [team_row(site.corpus, team) for team in site.corpus.teams.values()]
    rows.sort(key=lambda row: (-len(row.incidents), row.team.name))
    return write("teams", site, links, rows=rows)


INDEX = Index("teams", "teams.md", "Teams", block)


def team_pages(site: Site) -> Iterator[Page]:
    """A page per team of the catalogue of services."""
    for team in site.corpus.teams.values():
        yield _team_page(site, team)


def _team_page(site: Site, team: Team) -> Page:
    def body(links: PageContext) -> str:
        found = team_row(site.corpus, team)
        lessons = [
            history
            for history in site.facts.histories.values()
            if any(team.name in site.corpus.teams_of(t.incident) for t in history.teachings)
        ]
        return write(
            "team",
            site,
            links,
            found=found,
            lessons_here=lessons,
            per_month=pictures.per_month(site, links, found.incidents, "Incidents by month"),
            how_long=pictures.how_long(site, links, found.incidents, "How long its incidents took"),
        )

    return Page(f"teams/{team.slug}.md", team.name, body, kind="Team", searched=False)
