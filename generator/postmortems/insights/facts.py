"""Facts computed from a whole corpus, each of them once."""

from dataclasses import dataclass
from functools import cached_property

from ..model import Corpus, Incident
from ..model.scalars import slugs
from .actions import (
    ActionTotals,
    OverdueRow,
    Row,
    action_totals,
    open_items,
    overdue,
    returns,
    rows,
)
from .anniversaries import Anniversary, anniversaries
from .completeness import IncompletePostmortem, incomplete_postmortems
from .exposure import Exposure, by_service, exposures
from .histories import Histories, History
from .periods import per_year
from .service_fixes import ServiceFix, service_fixes
from .services import ServiceRow, needed_by, service_row
from .themes import Theme, themes


@dataclass(frozen=True)
class CorpusFacts:
    """A corpus, and the facts computed from all of it when they are first asked for.

    Create it once for a corpus and pass it on: indexes, exports, rules and comparisons share it.
    """

    corpus: Corpus

    @cached_property
    def histories(self) -> Histories:
        """The history of every lesson by its name, the most often taught first."""
        return Histories(self.corpus)

    @cached_property
    def repeated_lessons(self) -> list[History]:
        """The histories of the lessons that were taught more than once, the most often first."""
        return [history for history in self.histories.values() if history.repeats]

    @cached_property
    def returns(self) -> dict[tuple[str, str], list[Incident]]:
        """The incidents that taught a lesson again while an action item of it was open.

        By the ids of the earlier incident and of its action item; the earliest first.
        """
        return returns(self.histories)

    @cached_property
    def failed_fixes(self) -> dict[tuple[str, str], list[Incident]]:
        """The incidents that taught a lesson again after a fix of it was done.

        By the ids of the earlier incident and of each action item of its fix; the latest first.
        """
        later: dict[tuple[str, str], list[Incident]] = {}
        for recurrence in self.histories.did_not_hold:
            for item in recurrence.fix.items:
                later.setdefault((recurrence.earlier.id, item.id), []).append(recurrence.later)
        return later

    @cached_property
    def anniversaries(self) -> tuple[Anniversary, ...]:
        """The anniversaries in the month of the corpus' day, in the order of their days."""
        return anniversaries(self.corpus, self.histories)

    @cached_property
    def exposures(self) -> dict[str, tuple[Exposure, ...]]:
        """The services exposed to each lesson by its name, those with the shortest path first."""
        return {
            name: exposures(history, self.corpus, self.needed_by)
            for name, history in self.histories.items()
        }

    @cached_property
    def exposures_by_service(self) -> dict[str, tuple[Exposure, ...]]:
        """The lessons that each service is exposed to by its name, the shortest path first."""
        return by_service(row for rows in self.exposures.values() for row in rows)

    @cached_property
    def service_fixes(self) -> dict[str, tuple[ServiceFix, ...]]:
        """The state of the fix for each lesson in the services that it concerns, by its name."""
        return {
            name: service_fixes(history, self.exposures[name], self.corpus)
            for name, history in self.histories.items()
        }

    @cached_property
    def themes(self) -> dict[str, Theme]:
        """The themes of lessons by slug, those with the most incidents first."""
        return themes(self.corpus, self.histories)

    @cached_property
    def themes_of(self) -> dict[str, list[Theme]]:
        """The themes of each lesson that has any, by the name of the lesson."""
        of: dict[str, list[Theme]] = {}
        for theme in self.themes.values():
            for history in theme.histories:
                of.setdefault(history.name, []).append(theme)
        return of

    @cached_property
    def action_items(self) -> list[Row]:
        """Every action item with its incident, those of the newest incident first."""
        return rows(self.corpus)

    @cached_property
    def action_totals(self) -> ActionTotals:
        """The number of action items in each state."""
        return action_totals((item for _, item in self.action_items), self.corpus.as_of)

    @cached_property
    def open_items(self) -> list[Row]:
        """The open action items with their incidents, the first due first."""
        return open_items(self.corpus)

    @cached_property
    def overdue(self) -> list[OverdueRow]:
        """The overdue action items with the days since they were due, longest overdue first."""
        return overdue(self.corpus)

    @cached_property
    def owners(self) -> dict[str, str]:
        """The slug of each owner of an action item, by the owner."""
        return slugs(item.owner for _, item in self.action_items if item.owner)

    @cached_property
    def incomplete_postmortems(self) -> list[IncompletePostmortem]:
        """The postmortems of resolved incidents with something left to record or to publish."""
        return incomplete_postmortems(self.corpus)

    @cached_property
    def service_rows(self) -> dict[str, ServiceRow]:
        """The totals over the incidents of each service of the catalogue, by its name."""
        return {name: service_row(self.corpus, name) for name in self.corpus.services}

    @cached_property
    def needed_by(self) -> dict[str, tuple[str, ...]]:
        """The names of the services that need each service directly."""
        return needed_by(self.corpus)

    @cached_property
    def by_year(self) -> dict[int, list[Incident]]:
        """The incidents of each year that has any, the newest year first."""
        return per_year(self.corpus.incidents)
