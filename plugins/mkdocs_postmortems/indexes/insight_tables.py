"""The tables of the page of insights, in Markdown."""

from collections.abc import Sequence

from postmortems.insights import (
    PARTS_OF_WEEK,
    ActionTotals,
    CustomerHoursRow,
    Exposure,
    FixedLesson,
    OffHours,
    PartOfWeek,
    TeamHours,
)
from postmortems.model import Incident
from postmortems.render import Column, Markdown, link, table, words
from postmortems.render.words import count
from postmortems.site_map import SiteMap

from .insight_words import PART_NAMES, number, share
from .markdown_tables import IndexTables

ExposedService = tuple[str, tuple[Exposure, ...]]
"""The name of a service, and the lessons that it is exposed to."""


class InsightTables(IndexTables):
    """The tables of the page of insights."""

    def parts_of_week(self, off_hours: OffHours) -> Markdown:
        """Return the table of the numbers of incidents by the part of the week."""
        columns = [
            Column[PartOfWeek]("When", lambda part: PART_NAMES[part]),
            Column("Started", lambda part: len(off_hours.started[part]), numeric=True),
            Column("Detected", lambda part: off_hours.detected[part], numeric=True),
        ]
        return _in_class("pm-numbers", table(columns, PARTS_OF_WEEK))

    def local_starts(self, rows: Sequence[Incident], hours: TeamHours) -> Markdown:
        """Return the table of incidents with the local time of their start."""
        columns = [
            Column[Incident]("Local time", lambda one: self._local_start(one, hours)),
            Column("Incident", self._incident),
            Column("Severity", lambda one: self._page(one).severity()),
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
            Column("All", lambda row: row[1].all, numeric=True),
            Column("Done", lambda row: row[1].done, numeric=True),
            Column("Share done", lambda row: share(row[1].done, row[1].all), numeric=True),
            Column("Open", lambda row: row[1].open, numeric=True),
            Column("Overdue", lambda row: row[1].overdue, numeric=True),
            Column("Cancelled", lambda row: row[1].cancelled, numeric=True),
            Column("Not recorded", lambda row: row[1].unknown, numeric=True),
        ]
        return _in_class("pm-numbers", table(columns, rows))

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
            Column[FixedLesson]("Lesson", lambda row: self._lesson(row.history)),
            Column("Came back", self._came_back, numeric=True),
            Column("Same service", lambda row: row.same_service or None, numeric=True),
            Column("Last time", self._last_time),
            Column("Last fix", lambda row: row.last_fix.done_on),
            Column("It held", self._held),
        ]
        return _in_class("pm-short-cells", table(columns, rows))

    def customer_hours(self, rows: Sequence[CustomerHoursRow]) -> Markdown:
        """Return the table of incidents with their customer-hours."""
        columns = [
            Column[CustomerHoursRow]("Incident", lambda row: self._incident(row.incident)),
            Column("Users", lambda row: f"{row.users:,}", numeric=True),
            Column("Duration", lambda row: row.duration, numeric=True),
            Column("Customer-hours", lambda row: number(row.hours), numeric=True),
        ]
        return _in_class("pm-numbers", table(columns, rows))

    def exposed(self, rows: Sequence[ExposedService]) -> Markdown:
        """Return the table of services with the lessons that they are exposed to."""
        columns = [
            Column[ExposedService]("Service", lambda row: self.service(row[0])),
            Column("Lessons", self._exposed_number),
            Column("Own", lambda row: _direct(row[1])),
            Column("Latest lesson", self._latest_lesson),
        ]
        return table(columns, rows)

    def _local_start(self, incident: Incident, hours: TeamHours) -> Markdown:
        """Return the start in the zone of the first team of the incident."""
        start = incident.phases["started"]
        zone = hours.of(incident, self.facts.corpus)[0].zone
        return self.links.time(start, f"{start.at.astimezone(zone.rules):%a %Y-%m-%d %H:%M}")

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


def _in_class(name: str, text: Markdown) -> Markdown:
    return Markdown(f'<div class="{name}" markdown>\n\n{text}\n\n</div>')
