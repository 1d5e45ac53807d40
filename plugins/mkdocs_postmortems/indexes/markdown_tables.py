"""The tables of the indexes, in Markdown.

Where a column does not sort by the text of a cell, the cell has an element with the value:
`data-seconds` for a duration, with `data-ongoing` for the age of an ongoing incident, `data-sort`
for another number, and an empty `data-sort` for a value that is not known. A severity sorts by its
class. `sort-in-place.js` reads them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from postmortems.insights import (
    ActionTotals,
    CorpusFacts,
    History,
    Impaired,
    IncompletePostmortem,
    OverdueRow,
    Row,
    ServiceRow,
    Share,
    TeamRow,
    action_totals,
    age_days,
    ongoing_days,
)
from postmortems.model import ActionItem, Duration, Incident
from postmortems.render import Column, IncidentPage, Markdown, SiteLinks, line, link, table, words
from postmortems.site_map import SiteMap

ActionRow = tuple[Incident, ActionItem, *tuple[object, ...]]
"""An action item, with its incident first and more values after it."""
OpenActionRow = tuple[Incident, ActionItem, Sequence[Incident]]
"""An action item, with its incident and the later incidents that taught its lesson again while it
was open."""


@dataclass(frozen=True)
class IndexTables:
    """The tables of an index or of a page of one service, team, lesson, owner or year.

    Tables are excluded from search: they repeat the titles of other pages.

    Args:
        facts: the corpus and the facts computed from it.
        links: resolves the links of the page.
        days_quiet: whether to show the days since each service's last incident.
    """

    facts: CorpusFacts
    links: SiteLinks
    days_quiet: bool

    def incidents(self, rows: Sequence[Incident], *, severity: bool = True) -> Markdown:
        """Return the table of incidents in the given order, with or without their severity."""
        severities = Column[Incident]("Severity", lambda one: self._page(one).severity())
        columns = [
            Column[Incident]("Date", lambda one: one.day),
            Column("Incident", self._incident),
            *([severities] if severity else []),
            Column("Services", lambda one: self._page(one).services()),
            Column("Time to resolve", self._time_to_resolve, numeric=True),
        ]
        return sortable(table(columns, rows))

    def lessons(self, rows: Sequence[History]) -> Markdown:
        """Return the table of lessons, each with the number of incidents that taught it."""
        columns = [
            Column("Lesson", self._lesson),
            Column[History]("Incidents", lambda history: len(history.teachings), numeric=True),
            Column("Last", lambda history: self._incident(_last(history))),
            Column("When", lambda history: f"{_last(history).day}, {self._ago(_last(history))}"),
            Column("Action items", self._lesson_totals, optional=True),
        ]
        return sortable(table(columns, rows))

    def services(self, rows: Sequence[ServiceRow]) -> Markdown:
        """Return the table of services, each with the totals of its incidents."""
        columns: list[Column[ServiceRow]] = [
            Column("Service", lambda row: self.service(row.name)),
            Column("Incidents", lambda row: len(row.incidents) or None, numeric=True),
            Column("Last incident", lambda row: row.last),
            *([Column("Days quiet", self._quiet_cell, numeric=True)] if self.days_quiet else []),
            Column("Lessons without a fix", self._exposed, optional=True, numeric=True),
            Column("Time impaired", self._time_impaired, numeric=True),
            Column("Action items", lambda row: _totals(row.totals), optional=True),
            Column("Team", lambda row: self._team_of(row.name)),
        ]
        return sortable(table(columns, rows))

    def teams(self, rows: Sequence[TeamRow]) -> Markdown:
        """Return the table of teams, each with the totals of the incidents of its services."""
        columns: list[Column[TeamRow]] = [
            Column("Team", lambda row: self._team(row.team.name)),
            Column("Services", lambda row: len(row.team.services), numeric=True),
            Column("Incidents", lambda row: len(row.incidents), numeric=True),
            Column("Last incident", lambda row: row.incidents[0].day if row.incidents else None),
            Column("Time impaired", self._time_impaired, numeric=True),
            Column("Action items of its incidents", lambda row: _totals(row.totals)),
        ]
        return sortable(table(columns, rows))

    def actions(self, rows: Sequence[Row], *, owners: bool = True) -> Markdown:
        """Return the table of action items and their incidents, with or without their owners."""
        owner: Column[Row] = Column("Owner", lambda row: self.owner(row[1].owner), optional=True)
        columns: list[Column[Row]] = [
            *self._action_columns(),
            Column("Kind", lambda row: words.title(row[1].kind or ""), optional=True),
            *([owner] if owners else []),
            Column("Due", lambda row: row[1].due, optional=True),
            Column("State", self._state),
        ]
        return sortable(table(columns, rows))

    def open_actions(self, rows: Sequence[OpenActionRow]) -> Markdown:
        """Return the table of open action items, with the incidents that came back since."""
        columns: list[Column[OpenActionRow]] = [
            *self._action_columns(),
            Column("Addresses", lambda row: self._page(row[0]).addressed(row[1])),
            Column("Owner", lambda row: self.owner(row[1].owner)),
            Column("Due", lambda row: row[1].due),
            Column("State", self._state),
            Column(
                "Age",
                lambda row: _days_cell(age_days(row[0], row[1], self.facts.corpus.as_of)),
                numeric=True,
            ),
            Column("Came back", lambda row: self._returns(row[2]), optional=True),
        ]
        return sortable(table(columns, rows))

    def overdue_actions(self, rows: Sequence[OverdueRow]) -> Markdown:
        """Return the table of overdue action items, each with the days since its due date."""
        columns: list[Column[OverdueRow]] = [
            *self._action_columns(),
            Column("Owner", lambda row: self.owner(row[1].owner)),
            Column("Due", lambda row: row[1].due),
            Column("Overdue", lambda row: _days_cell(row[2]), numeric=True),
        ]
        return sortable(table(columns, rows))

    def shares(
        self, title: str, rows: Sequence[Share], name: Callable[[str], Markdown]
    ) -> Markdown:
        """Return the table of the numbers of open and overdue action items by owner or by service.

        Args:
            title: the heading of the column of names.
            rows: the owners or services.
            name: returns a name as Markdown.
        """
        columns = [
            Column[Share](title, lambda share: name(share.name)),
            Column("Open", lambda share: len(share.items), numeric=True),
            Column("Overdue", lambda share: share.overdue or None, numeric=True),
            Column("Oldest", self._oldest),
        ]
        return sortable(table(columns, rows))

    def incomplete(self, rows: Sequence[IncompletePostmortem]) -> Markdown:
        """Return the table of incomplete postmortems, each with what is not recorded."""
        columns = [
            Column[IncompletePostmortem]("Incident", lambda row: self._incident(row.incident)),
            Column("Severity", lambda row: self._page(row.incident).severity()),
            Column("Document", lambda row: words.title(row.incident.document.status)),
            Column("Late", lambda row: _days_cell(row.days_late or None), numeric=True),
            Column("Not recorded", lambda row: ", ".join(row.missing)),
            Column("Dead links", lambda row: ", ".join(row.broken_relations)),
        ]
        return sortable(table(columns, rows))

    def service(self, name: str) -> Markdown:
        """Return the title of a service, linked."""
        return link(self.facts.corpus.service_title(name), self.links.service(name))

    def owner(self, name: str | None) -> Markdown:
        """Return an owner, linked if it has a page; empty without an owner."""
        if name not in self.facts.owners:
            return line(name or "")
        return link(name, self.links.to(SiteMap.owner(self.facts.owners[name])))

    def _page(self, incident: Incident) -> IncidentPage:
        return IncidentPage(incident, self.facts.corpus.catalogues, self.links)

    def _incident(self, incident: Incident) -> Markdown:
        return link(incident.title, self.links.incident(incident.id))

    def _lesson(self, history: History) -> Markdown:
        return link(history.lesson.statement, self.links.lesson(history.name))

    def _team(self, name: str) -> Markdown:
        return link(name, self.links.to(SiteMap.team(self.facts.corpus.teams[name].slug)))

    def _team_of(self, service: str) -> Markdown | None:
        team = self.facts.corpus.services[service].team
        return self._team(team) if team else None

    def _ago(self, incident: Incident) -> str:
        return words.ago(self.facts.corpus.as_of - incident.day)

    def _time_to_resolve(self, incident: Incident) -> Markdown:
        text = line(self._page(incident).time_to_resolve())
        durations = incident.durations.items()
        duration = next((value for metric, value in durations if metric.name == "resolve"), None)
        if duration:
            return _duration_cell(duration.length, text)
        days = ongoing_days(incident, self.facts.corpus.as_of)
        if days is None:
            return _missing_cell(text)
        seconds = int(timedelta(days=days).total_seconds())
        return Markdown(f'<span data-seconds="{seconds}" data-ongoing="">{text}</span>')

    def _time_impaired(self, row: ServiceRow | TeamRow) -> Markdown | None:
        return _impaired(row.impaired) if row.incidents else None

    def _exposed(self, row: ServiceRow) -> Markdown | None:
        """Return the number of lessons without a fix, linked to their list."""
        number = len(self.facts.exposures_by_service.get(row.name, ()))
        return (
            link(str(number), self.links.to(SiteMap.service(row.name), "exposed"))
            if number
            else None
        )

    def _quiet_cell(self, row: ServiceRow) -> Markdown | int | None:
        if row.is_ongoing:
            return _missing_cell(line("ongoing"))
        return None if row.last is None else row.quiet(self.facts.corpus.as_of)

    def _lesson_totals(self, history: History) -> Markdown | None:
        items = (item for _, item in history.actions)
        return _totals(action_totals(items, self.facts.corpus.as_of))

    def _action_columns(self) -> list[Column[ActionRow]]:
        return [
            Column("Action", lambda row: self._action(row[0], row[1])),
            Column("Incident", lambda row: self._incident(row[0])),
        ]

    def _action(self, incident: Incident, item: ActionItem) -> Markdown:
        target = self.links.incident(incident.id, SiteMap.action_anchor(item.id))
        return link(item.text, target)

    def _state(self, row: ActionRow) -> str:
        return self._page(row[0]).state(row[1])

    def _returns(self, later: Sequence[Incident]) -> Markdown:
        links = (link(one.day.isoformat(), self.links.incident(one.id)) for one in later)
        return Markdown(", ".join(links))

    def _oldest(self, share: Share) -> Markdown:
        incident, item = share.oldest
        days = (self.facts.corpus.as_of - incident.day).days
        ago = f'<span data-sort="{days}">{self._ago(incident)}</span>'
        return Markdown(f"{self._action(incident, item)}, {ago}")


def _last(history: History) -> Incident:
    return history.teachings[-1].incident


def sortable(text: Markdown) -> Markdown:
    """Return a table that the browser can sort by any of its columns."""
    return Markdown(f'<div class="pm-sortable" markdown>\n\n{text}\n\n</div>')


def _duration_cell(length: timedelta, text: str) -> Markdown:
    return Markdown(f'<span data-seconds="{int(length.total_seconds())}">{text}</span>')


def _missing_cell(text: str) -> Markdown:
    return Markdown(f'<span data-sort="">{text}</span>')


def _days_cell(days: int | None) -> Markdown | None:
    return None if days is None else _duration_cell(timedelta(days=days), words.count(days, "day"))


def _impaired(value: Impaired) -> Markdown:
    """Return the time a service was impaired; it sorts by the total, if one is known."""
    text = line(words.impaired(value))
    if value.counted:
        length = words.duration(Duration(value.total, value.approximate))
        return Markdown(text.replace(length, _duration_cell(value.total, length), 1))
    was_never = not (value.ongoing or value.unknown or value.other_kinds)
    return _duration_cell(timedelta(), text) if was_never else _missing_cell(text)


def _totals(value: ActionTotals) -> Markdown | None:
    """Return action items by state; they sort by the number of open ones."""
    if not value.all:
        return None
    return Markdown(f'<span data-sort="{value.open}">{line(words.action_totals(value))}</span>')
