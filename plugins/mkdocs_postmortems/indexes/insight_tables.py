"""The tables of the page of insights, in Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass

from postmortems.insights import (
    PERIODS,
    ActionTotals,
    CorpusFacts,
    CustomerHoursRow,
    Exposure,
    FixedLesson,
    OffHours,
    Period,
    TeamHours,
)
from postmortems.model import Incident
from postmortems.render import Column, IncidentPage, Markdown, SiteLinks, link, table, words
from postmortems.render.words import count
from postmortems.site_map import SiteMap

from .insight_words import PERIOD_NAMES, number, share

NAMED_LESSONS = 3
"""The number of lessons that the row of a service names."""


@dataclass(frozen=True)
class InsightTables:
    """The tables of the page of insights; see `IndexTables`.

    Args:
        facts: the corpus and the facts computed from it.
        links: resolves the links of the page.
        hours: the working hours of the teams, if the site sets any.
    """

    facts: CorpusFacts
    links: SiteLinks
    hours: TeamHours | None

    def periods(self, off_hours: OffHours) -> Markdown:
        """Return the table of the numbers of incidents by the period of the week."""
        columns = [
            Column[Period]("When", lambda period: PERIOD_NAMES[period]),
            Column("Started", lambda period: len(off_hours.started[period])),
            Column("Detected", lambda period: off_hours.detected[period]),
        ]
        return _numbers(table(columns, PERIODS))

    def local_starts(self, rows: Sequence[Incident]) -> Markdown:
        """Return the table of incidents with the local time of their start."""
        columns = [
            Column[Incident]("Local time", self._local_start),
            Column("Incident", self._incident),
            Column("Severity", self._severity),
        ]
        return table(columns, rows)

    def completion(self, title: str, rows: Sequence[tuple[str, ActionTotals]]) -> Markdown:
        """Return the table of the numbers of action items by state, a row per name.

        Args:
            title: the heading of the column of names.
            rows: the names, as they are shown, with their totals.
        """
        columns = [
            Column[tuple[str, ActionTotals]](title, lambda row: row[0]),
            Column("All", lambda row: row[1].all),
            Column("Done", lambda row: row[1].done),
            Column("Share done", lambda row: share(row[1].done, row[1].all)),
            Column("Open", lambda row: row[1].open),
            Column("Overdue", lambda row: row[1].overdue),
            Column("Cancelled", lambda row: row[1].cancelled),
            Column("Not recorded", lambda row: row[1].unknown),
        ]
        return _numbers(table(columns, rows))

    def by_kind(self) -> Markdown:
        """Return the table of action items by their kind."""
        rows = [(words.title(name), totals) for name, totals in self.facts.completion.by_kind]
        return self.completion("Kind", rows)

    def by_severity(self) -> Markdown:
        """Return the table of action items by the severity of their incidents."""
        corpus = self.facts.corpus
        rows = [
            (corpus.severity_title(name), totals)
            for name, totals in self.facts.completion.by_severity
        ]
        return self.completion("Severity", rows)

    def fixed_lessons(self, rows: Sequence[FixedLesson]) -> Markdown:
        """Return the table of lessons with a fix, and whether they came back after it."""
        columns = [
            Column[FixedLesson]("Lesson", self._lesson),
            Column("Fix done", lambda row: row.last_fix.done_on),
            Column("Came back after a fix", self._came_back),
            Column("Since the last fix", self._held),
        ]
        return table(columns, rows)

    def customer_hours(self, rows: Sequence[CustomerHoursRow]) -> Markdown:
        """Return the table of incidents with their customer-hours."""
        columns = [
            Column[CustomerHoursRow]("Incident", lambda row: self._incident(row.incident)),
            Column("Users", lambda row: f"{row.users:,}"),
            Column("Duration", lambda row: row.duration),
            Column("Customer-hours", lambda row: number(row.hours)),
        ]
        return _numbers(table(columns, rows))

    def exposed(self, rows: Sequence[tuple[str, tuple[Exposure, ...]]]) -> Markdown:
        """Return the table of services with the lessons that they are exposed to."""
        columns = [
            Column[tuple[str, tuple[Exposure, ...]]]("Service", lambda row: self._service(row[0])),
            Column("Lessons", lambda row: len(row[1])),
            Column("Own", lambda row: _direct(row[1])),
            Column("Which", lambda row: self._exposed_lessons(*row)),
        ]
        return table(columns, rows)

    def _page(self, incident: Incident) -> IncidentPage:
        return IncidentPage(incident, self.facts.corpus.catalogues, self.links)

    def _incident(self, incident: Incident) -> Markdown:
        return link(incident.title, self.links.incident(incident.id))

    def _severity(self, incident: Incident) -> Markdown:
        return self._page(incident).severity()

    def _service(self, name: str) -> Markdown:
        return link(self.facts.corpus.service_title(name), self.links.service(name))

    def _local_start(self, incident: Incident) -> str:
        """Return the start in the zone of the first team of the incident."""
        start = incident.phases["started"]
        if self.hours is None:
            return str(start)
        zone = self.hours.of(incident, self.facts.corpus)[0].zone
        return f"{start.at.astimezone(zone.rules):%a %Y-%m-%d %H:%M}"

    def _lesson(self, row: FixedLesson) -> Markdown:
        return link(row.history.lesson.statement, self.links.lesson(row.history.name))

    def _came_back(self, row: FixedLesson) -> Markdown | None:
        recurrence = row.recurrence
        if recurrence is None:
            return None
        later = recurrence.later
        last = link(str(later.day), self.links.incident(later.id))
        times = f"{count(row.came_back, 'time')}, last " if row.came_back > 1 else ""
        return Markdown(f"{times}{last}, {count(recurrence.days, 'day')} after it")

    def _held(self, row: FixedLesson) -> str:
        days = row.days_held(self.facts.corpus.as_of)
        return "came back" if days is None else f"not back for {count(days, 'day')}"

    def _exposed_lessons(self, service: str, exposures: Sequence[Exposure]) -> Markdown:
        lessons = self.facts.corpus.lessons
        named = [
            link(lessons[one.lesson].statement, self.links.lesson(one.lesson))
            for one in exposures[:NAMED_LESSONS]
        ]
        if more := len(exposures) - len(named):
            target = self.links.to(SiteMap.service(service), "exposed")
            named.append(link(count(more, "more", "more"), target))
        return Markdown("<br>".join(named))


def _direct(exposures: Sequence[Exposure]) -> int:
    """Return the number of lessons that concern the service because it was affected itself."""
    return sum(exposure.is_direct for exposure in exposures)


def _numbers(text: Markdown) -> Markdown:
    """Return a table whose columns after the first are numbers."""
    return Markdown(f'<div class="pm-numbers" markdown>\n\n{text}\n\n</div>')
