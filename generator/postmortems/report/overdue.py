"""Compute the report of overdue work from the facts of a corpus."""

from dataclasses import dataclass
from datetime import date

from ..insights import (
    CorpusFacts,
    OpenRecurrence,
    OverdueRow,
    RecurrenceAfterFix,
    publication,
)
from ..model import Corpus, Incident


@dataclass(frozen=True)
class LatePostmortem:
    """An incident whose postmortem is not published within the days that its severity allows.

    Args:
        incident: the incident.
        days: the days since the deadline.
        allowed: the days from the end of the incident to the deadline.
    """

    incident: Incident
    days: int
    allowed: int


@dataclass(frozen=True)
class OverdueReport:
    """Overdue work, and the lessons that came back lately.

    Args:
        day: the day of the report.
        within: the days before it within which a lesson must have come back.
        items: the overdue action items, the longest overdue first.
        postmortems: the overdue postmortems, the longest overdue first.
        came_back: the lessons that came back while the fix was still open, the latest first.
        did_not_hold: the lessons that came back after the fix was done, the latest first.
        catalogues: the lessons and services by their names.
        unread: the number of incidents that cannot be read, and that the report lacks.
    """

    day: date
    within: int
    items: tuple[OverdueRow, ...]
    postmortems: tuple[LatePostmortem, ...]
    came_back: tuple[OpenRecurrence, ...]
    did_not_hold: tuple[RecurrenceAfterFix, ...]
    catalogues: Corpus
    unread: int = 0

    @property
    def entries(self) -> int:
        """The number of entries of all lists; 0 if there is nothing to do."""
        lists = (self.items, self.postmortems, self.came_back, self.did_not_hold)
        return sum(map(len, lists))


def overdue_report(facts: CorpusFacts, within: int, unread: int = 0) -> OverdueReport:
    """Return the report of overdue work as of the day of the corpus.

    Args:
        facts: the facts of the corpus.
        within: the days within which a lesson must have come back.
        unread: the number of incidents that cannot be read.
    """
    corpus, histories = facts.corpus, facts.histories

    def is_recent(incident: Incident) -> bool:
        return 0 <= (corpus.as_of - incident.day).days <= within

    late = [
        LatePostmortem(incident, days, publication.days_allowed(incident, corpus) or 0)
        for incident in corpus.incidents
        if (days := publication.days_late(incident, corpus))
    ]
    return OverdueReport(
        corpus.as_of,
        within,
        tuple(facts.overdue),
        tuple(sorted(late, key=lambda row: (-row.days, row.incident.id))),
        tuple(
            item for pair in histories.recurrences if is_recent(pair.later) for item in pair.items
        ),
        tuple(item for item in histories.did_not_hold if is_recent(item.later)),
        corpus.catalogues,
        unread,
    )
