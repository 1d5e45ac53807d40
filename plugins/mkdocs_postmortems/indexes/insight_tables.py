"""The tables of the page of insights, in Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass

from postmortems.insights import (
    PARTS_OF_WEEK,
    ActionTotals,
    CorpusFacts,
    CustomerHoursRow,
    Exposure,
    FixedLesson,
    OffHours,
    PartOfWeek,
    TeamHours,
)
from postmortems.model import Incident
from postmortems.render import Column, IncidentPage, Markdown, SiteLinks, link, table, words
from postmortems.render.words import count
from postmortems.site_map import SiteMap

from .insight_words import PERIOD_NAMES, number, share

ExposedService = tuple[str, tuple[Exposure, ...]]
"""The name of a service, and the lessons that it is exposed to."""


@dataclass(frozen=True)
class InsightTables:
    """The tables of the page of insights; see `IndexTables`.

    Args:
        facts: the corpus and the facts computed from it.
        links: resolves the links of the page.
    """

    facts: CorpusFacts
    links: SiteLinks

    def periods(self, off_hours: OffHours) -> Markdown:
        """Return the table of the numbers of incidents by the period of the week."""
        columns = [
            Column[PartOfWeek]("When", lambda period: PERIOD_NAMES[period]),
            Column("Started", lambda period: len(off_hours.started[period])),
            Column("Detected", lambda period: off_hours.detected[period]),
        ]
        return _numbers(table(columns, PARTS_OF_WEEK))

    def local_starts(self, rows: Sequence[Incident], hours: TeamHours) -> Markdown:
        """Return the table of incidents with the local time of their start."""
        columns = [
            Column[Incident]("Local time", lambda one: self._local_start(one, hours)),
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
            Column("Came back", self._came_back),
            Column("Same service", lambda row: row.same_service or None),
            Column("Last time", self._last_time),
            Column("Last fix", lambda row: row.last_fix.done_on),
            Column("It held", self._held),
        ]
        return Markdown(
            f'<div class="pm-short-cells" markdown>\n\n{table(columns, rows)}\n\n</div>'
        )

    def customer_hours(self, rows: Sequence[CustomerHoursRow]) -> Markdown:
        """Return the table of incidents with their customer-hours."""
        columns = [
            Column[CustomerHoursRow]("Incident", lambda row: self._incident(row.incident)),
            Column("Users", lambda row: f"{row.users:,}"),
            Column("Duration", lambda row: row.duration),
            Column("Customer-hours", lambda row: number(row.hours)),
        ]
        return _numbers(table(columns, rows))

    def exposed(self, rows: Sequence[ExposedService]) -> Markdown:
        """Return the table of services with the lessons that they are exposed to."""
        columns = [
            Column[ExposedService]("Service", lambda row: self._service(row[0])),
            Column("Lessons", self._exposed_number),
            Column("Own", lambda row: _direct(row[1])),
            Column("Latest lesson", self._latest_lesson),
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

    def _local_start(self, incident: Incident, hours: TeamHours) -> Markdown:
        """Return the start in the zone of the first team of the incident."""
        start = incident.phases["started"]
        zone = hours.of(incident, self.facts.corpus)[0].zone
        return self.links.time(start, f"{start.at.astimezone(zone.rules):%a %Y-%m-%d %H:%M}")

    def _lesson(self, row: FixedLesson) -> Markdown:
        return link(row.history.lesson.statement, self.links.lesson(row.history.name))

    def _came_back(self, row: FixedLesson) -> Markdown | None:
        target = self.links.to(SiteMap.lesson(row.history.name), "did-not-hold")
        number = row.history.times_after_fix
        return link(str(number), target) if number else None

    def _last_time(self, row: FixedLesson) -> Markdown | None:
        recurrence = row.recurrence
        if recurrence is None:
            return None
        return link(str(recurrence.later.day), self.links.incident(recurrence.later.id))

    def _held(self, row: FixedLesson) -> str:
        days = count(row.days_held(self.facts.corpus.as_of), "day")
        return f"{days} so far" if row.holds else days

    def _exposed_number(self, row: ExposedService) -> Markdown:
        service, exposures = row
        return link(str(len(exposures)), self.links.to(SiteMap.service(service), "exposed"))

    def _latest_lesson(self, row: ExposedService) -> Markdown:
        """Return the lesson that an incident taught last."""
        latest = max(row[1], key=lambda one: (one.incident.day, one.is_direct, one.lesson))
        statement = self.facts.corpus.lessons[latest.lesson].statement
        return link(statement, self.links.lesson(latest.lesson))


def _direct(exposures: Sequence[Exposure]) -> int:
    """Return the number of lessons that concern the service because it was affected itself."""
    return sum(exposure.is_direct for exposure in exposures)


def _numbers(text: Markdown) -> Markdown:
    """Return a table whose columns after the first are numbers."""
    return _in_class("pm-numbers", text)


def _in_class(name: str, text: Markdown) -> Markdown:
    return Markdown(f'<div class="{name}" markdown>\n\n{text}\n\n</div>')
