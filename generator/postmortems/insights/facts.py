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
from .calendar_periods import Period
from .completeness import IncompletePostmortem, incomplete_postmortems
from .completion import Completion, completion
from .customer_hours import CustomerHours, customer_hours
from .detection import Detections
from .exposure import Exposure, by_service, exposures
from .fix_outcomes import FixedLesson, fixed_lessons
from .histories import Histories, History
from .kinds import is_ongoing
from .periods import per_year, worst_first
from .quarter_reports import QuarterReport, done_by_quarter, overdue_by_end, quarter_lessons
from .quarters import QuarterComparison, compare_quarter, per_quarter, quarter_of
from .returned import ReturnedLesson, returned_lessons
from .service_fixes import ServiceFix, service_fixes
from .services import ServiceRow, needed_by, service_row
from .stabilization import Stabilizations, stabilizations
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
    def overdue_by_owner(self) -> dict[str | None, list[OverdueRow]]:
        """The overdue action items of each owner, the owner of the longest overdue one first.

        Under None are those without an owner.
        """
        by_owner: dict[str | None, list[OverdueRow]] = {}
        for row in self.overdue:
            by_owner.setdefault(row[1].owner, []).append(row)
        return by_owner

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

    @cached_property
    def detections(self) -> Detections:
        """The incidents by who or what detected them first."""
        return Detections(self.corpus.incidents)

    @cached_property
    def completion(self) -> Completion:
        """The states of all action items, and how long it took until they were done."""
        return completion(self.corpus, self.action_items)

    @cached_property
    def fixed_lessons(self) -> tuple[FixedLesson, ...]:
        """The lessons with a complete fix, those that came back after it first."""
        return fixed_lessons(self.histories.values())

    @cached_property
    def stabilizations(self) -> Stabilizations:
        """The measures that stopped incidents, as their texts name them."""
        return stabilizations(self.corpus.incidents)

    @cached_property
    def customer_hours(self) -> CustomerHours:
        """The customer-hours of the incidents that record both users and times."""
        return customer_hours(self.corpus.incidents)

    @cached_property
    def by_quarter(self) -> dict[Period, list[Incident]]:
        """The incidents of each quarter that has any, the newest quarter first."""
        return per_quarter(self.corpus.incidents)

    @cached_property
    def ongoing(self) -> list[Incident]:
        """The incidents that are ongoing, the worst first."""
        return worst_first(self.corpus, filter(is_ongoing, self.corpus.incidents))

    @cached_property
    def this_quarter(self) -> QuarterComparison:
        """The quarter of the corpus' day against earlier ones, with incidents or without."""
        today = self.corpus.as_of
        return compare_quarter(quarter_of(today), self.by_quarter, today)

    @cached_property
    def returned_lessons(self) -> list[ReturnedLesson]:
        """Every time that a lesson came back with the state of its fix then, the latest first."""
        return returned_lessons(self.histories.values())

    @cached_property
    def quarter_reports(self) -> dict[Period, QuarterReport]:
        """The report of each quarter that has an incident, the newest quarter first."""
        today = self.corpus.as_of
        done = done_by_quarter(self.action_items)
        ends = {quarter: min(quarter.last, today) for quarter in self.by_quarter}
        overdue_items = overdue_by_end(self.action_items, ends.values())
        returned = {(row.history.name, row.later.id): row for row in self.returned_lessons}
        return {
            quarter: QuarterReport(
                compare_quarter(quarter, self.by_quarter, today),
                tuple(worst_first(self.corpus, incidents)),
                quarter_lessons(incidents, self.histories, returned),
                tuple((one, item) for one in incidents for item in one.actions),
                tuple(done.get(quarter, ())),
                tuple(overdue_items[ends[quarter]]),
            )
            for quarter, incidents in self.by_quarter.items()
        }
