"""The tables of lessons, themes, and the services that a lesson concerns, in Markdown."""

from collections.abc import Sequence

from postmortems.insights import FIX_STATUSES, FixTotals, History, ServiceFix, Theme, fix_totals
from postmortems.model import Incident
from postmortems.render import Column, Markdown, line, link, table, words
from postmortems.site_map import SiteMap

from .markdown_tables import IndexTables, sortable

AffectedRow = tuple[str, tuple[Incident, ...]]
"""A service with the incidents that affected it."""


class LessonTables(IndexTables):
    """The tables of the pages of lessons and themes."""

    def service_fixes(self, rows: Sequence[ServiceFix]) -> Markdown:
        """Return the table of services with the state of their fix for one lesson."""
        columns = [
            Column[ServiceFix]("Service", lambda row: self.service(row.service)),
            Column("Fix", self._fix),
            Column("Action item", self._fix_action, optional=True),
            Column("Affected by", self._affected),
            Column("Team", lambda row: self._team_of(row.service), optional=True),
        ]
        return sortable(table(columns, rows))

    def theme_lessons(self, rows: Sequence[History]) -> Markdown:
        """Return the table of the lessons of a theme, with the state of their fixes."""
        columns = [
            Column("Lesson", self._lesson),
            Column[History](
                "Incidents", lambda history: len(history.teachings) or None, numeric=True
            ),
            Column("Last", lambda history: self._last_day(history)),
            Column("Fix", self._fixed_services),
            Column("Came back", self._came_back, optional=True),
        ]
        return sortable(table(columns, rows))

    def theme_incidents(self, rows: Sequence[Incident], theme: Theme) -> Markdown:
        """Return the table of incidents, each with the lessons of a theme that it taught."""
        own = {history.name: history for history in theme.histories}

        def lessons(incident: Incident) -> Markdown:
            names = [name for name in incident.lesson_names if name in own]
            return Markdown("<br>".join(self._lesson(own[name]) for name in names))

        columns = [
            Column[Incident]("Date", lambda one: one.day),
            Column("Incident", self._incident),
            Column("Services", lambda one: self._page(one).services()),
            Column("Lessons", lessons),
        ]
        return sortable(table(columns, rows))

    def theme_services(self, rows: Sequence[AffectedRow], theme: Theme) -> Markdown:
        """Return the table of services that the incidents of a theme affected."""
        columns = [
            Column[AffectedRow]("Service", lambda row: self.service(row[0])),
            Column("Team", lambda row: self._team_of(row[0]), optional=True),
            Column("Incidents", lambda row: len(row[1]), numeric=True),
            Column("Last", lambda row: row[1][0].day),
            Column("Lessons without the fix", lambda row: self._without_fix(row[0], theme)),
        ]
        return sortable(table(columns, rows))

    def totals_of(self, history: History) -> FixTotals:
        """Return the number of services by the state of the fix for a lesson."""
        return fix_totals(self.facts.service_fixes[history.name])

    def theme_link(self, theme: Theme) -> Markdown:
        """Return the title of a theme, linked."""
        return link(theme.title, self.links.to(SiteMap.theme(theme.slug)))

    def lesson_link(self, history: History) -> Markdown:
        """Return the statement of a lesson, linked."""
        return self._lesson(history)

    def team(self, name: str) -> Markdown:
        """Return the name of a team, linked."""
        return self._team(name)

    def teams_of(self, rows: Sequence[ServiceFix]) -> list[str]:
        """Return the teams of affected services, each once, in the order of the services."""
        services = self.facts.corpus.services
        teams = (services[row.service].team for row in rows if row.incidents)
        return list(dict.fromkeys(team for team in teams if team))

    def _affected(self, row: ServiceFix) -> Markdown:
        if row.exposure and not row.exposure.is_direct:
            path = " → ".join(self.service(name) for name in row.exposure.path[1:])
            return Markdown(f'<span data-sort="0">none; depends on {path}</span>')
        newest = row.incidents[0]
        last = f'{self._incident(newest)}, <span class="pm-day">{newest.day}</span>'
        number = len(row.incidents)
        text = last if number == 1 else f"{number} incidents, last {last}"
        return Markdown(f'<span data-sort="{number}">{text}</span>')

    def _fix(self, row: ServiceFix) -> Markdown:
        rank = FIX_STATUSES.index(row.status)
        text = line(self._fix_state(row))
        names = f"pm-service-fix pm-service-fix-{row.status}"
        return Markdown(f'<span class="{names}" data-sort="{rank}">{text}</span>')

    def _fix_state(self, row: ServiceFix) -> str:
        """Return the state of a fix in words, such as `Open, due on 2026-12-01`."""
        if row.action is None:
            return "None"
        incident, item = row.action
        state = self._page(incident).state(item)
        if row.recurrence_after_fix:
            state = f"Came back on {row.recurrence_after_fix.day}; it was {words.done(item)}"
            if row.open_items:
                state += f"; {words.count(row.open_items, 'action item')} open"
            return state
        if row.status in ("open", "in-part") and item.due:
            state += f", due on {item.due}"
        if row.status == "done":
            return state if item.done_on else f"{state}, day not recorded"
        return f"{state}; another one is done" if row.is_fixed else state

    def _fix_action(self, row: ServiceFix) -> Markdown | None:
        return self._action(*row.action) if row.action else None

    def _last_day(self, history: History) -> object:
        return history.teachings[-1].incident.day if history.teachings else None

    def _fixed_services(self, history: History) -> Markdown | None:
        totals = self.totals_of(history)
        if not totals.affected:
            return None
        text = line(words.fixed_services(totals))
        return Markdown(f'<span data-sort="{totals.exposed}">{text}</span>')

    def _came_back(self, history: History) -> Markdown | None:
        number = history.times_after_fix
        if not number:
            return None
        text = f"{words.count(number, 'time')} after its fix"
        return Markdown(f'<span data-sort="{number}">{text}</span>')

    def _without_fix(self, service: str, theme: Theme) -> Markdown:
        exposed = {row.lesson for row in self.facts.exposures_by_service.get(service, ())}
        number = sum(history.name in exposed for history in theme.histories)
        if not number:
            return Markdown('<span data-sort="0">none</span>')
        text = f"{number} of {words.count(len(theme.histories), 'lesson')}"
        page = self.links.to(SiteMap.service(service), "exposed")
        return Markdown(f'<span data-sort="{number}">{link(text, page)}</span>')
