"""Teams: the totals of the incidents of their services. Nothing is counted by person."""

from dataclasses import dataclass

from ..model import Corpus, Incident, Team
from .actions import ActionTotals, Row, action_totals
from .services import Impaired, impaired


@dataclass(frozen=True)
class TeamRow:
    """A team with the totals of the incidents of its services, newest first.

    `actions` are the open action items of its incidents, `totals` counts all of them.
    """

    team: Team
    incidents: tuple[Incident, ...]
    impaired: Impaired
    actions: tuple[Row, ...]
    totals: ActionTotals


def team_row(corpus: Corpus, team: Team) -> TeamRow:
    """Return the totals of the incidents of a team's services, each incident counted once."""
    owned = frozenset(team.services)
    incidents = tuple(one for one in corpus.incidents if not owned.isdisjoint(one.services))
    actions = ((one, item) for one in incidents for item in one.actions if item.is_open)
    totals = action_totals((item for one in incidents for item in one.actions), corpus.as_of)
    return TeamRow(team, incidents, impaired(incidents), tuple(actions), totals)
