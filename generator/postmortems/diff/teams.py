"""The added, renamed and removed teams."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model import Corpus, Team


@dataclass(frozen=True)
class TeamChanges:
    """The changes of the teams. `renamed` has the new names by the old ones."""

    removed: tuple[Team, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    added: tuple[Team, ...] = ()


def team_changes(before: Corpus, after: Corpus, services: Mapping[str, str]) -> TeamChanges:
    """Return the changes of the teams.

    A team is renamed if a new team owns exactly the same services.

    Args:
        before: the corpus before.
        after: the corpus after.
        services: the new names of renamed services by their old names.
    """
    gone = [team for name, team in before.teams.items() if name not in after.teams]
    come = [team for name, team in after.teams.items() if name not in before.teams]
    by_services = {frozenset(team.services): team.name for team in come}
    renamed = {}
    for team in gone:
        owned = frozenset(services.get(service, service) for service in team.services)
        if owned in by_services:
            renamed[team.name] = by_services[owned]
    new_names = set(renamed.values())
    return TeamChanges(
        tuple(team for team in gone if team.name not in renamed),
        renamed,
        tuple(team for team in come if team.name not in new_names),
    )
