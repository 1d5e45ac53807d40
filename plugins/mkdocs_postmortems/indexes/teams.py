"""Teams: their services, incidents and open action items. Nothing is counted by person."""

from collections.abc import Iterator

from postmortems.insights import team_row
from postmortems.model import Team
from postmortems.site_map import SiteMap

from . import pictures
from .context import PageContext
from .page import MOST_ACTIONS, MOST_INCIDENTS, Index, Page, Site, write


def block(site: Site, links: PageContext) -> str:
    """Render the index of teams, those with the most incidents first."""
    rows = [team_row(site.corpus, team) for team in site.corpus.teams.values()]
    rows.sort(key=lambda row: (-len(row.incidents), row.team.name))
    return write("teams", site, links, rows=rows)


INDEX = Index("teams", SiteMap.TEAMS, "Teams", block)


def team_pages(site: Site) -> Iterator[Page]:
    """Yield a page per team of the catalogue of services."""
    for team in site.corpus.teams.values():
        yield _team_page(site, team)


def _team_page(site: Site, team: Team) -> Page:
    def body(links: PageContext) -> str:
        row = team_row(site.corpus, team)
        lessons = [
            history
            for history in site.facts.histories.values()
            if any(team.name in site.corpus.teams_of(t.incident) for t in history.teachings)
        ]
        return write(
            "team",
            site,
            links,
            team_row=row,
            most_incidents=MOST_INCIDENTS,
            most_actions=MOST_ACTIONS,
            lessons_here=lessons,
            over_time=pictures.over_time(site, links, row.incidents, "Incidents over time"),
            how_long=pictures.how_long(site, links, row.incidents, "How long its incidents took"),
        )

    return Page(SiteMap.team(team.slug), team.name, body)
