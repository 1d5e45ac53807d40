"""What is shown of an incident that is similar to another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..model import Incident


@dataclass(frozen=True)
class SimilarIncident:
    """An incident that is similar to another one, with the reason and the state of its items.

    Args:
        id: its id.
        title: its title.
        day: its day.
        severity: its severity.
        words: the words that both have and that count most.
        sentence: the sentence of it with most of these words; empty if only its title has them.
        anchor: the anchor of the section with the sentence; empty for the top of the page.
        heading: the heading of that section.
        lesson: the text of its lesson that is similar to one of the other incident; empty if none.
        items: the number of its action items that were not cancelled.
        done: the number of those that are done.
        open_items: the texts of those that are open.
    """

    id: str
    title: str
    day: date
    severity: str
    words: tuple[str, ...]
    sentence: str
    anchor: str
    heading: str
    lesson: str
    items: int
    done: int
    open_items: tuple[str, ...]

    @classmethod
    def of(
        cls,
        incident: Incident,
        words: Sequence[str],
        sentence: str,
        anchor: str,
        heading: str,
        lesson: str,
    ) -> SimilarIncident:
        """Return what is shown of an incident, given the reason."""
        items = [item for item in incident.actions if item.state != "cancelled"]
        return cls(
            incident.id,
            incident.title,
            incident.day,
            incident.severity,
            tuple(words),
            sentence,
            anchor,
            heading,
            lesson,
            len(items),
            sum(item.is_closed for item in items),
            tuple(item.text for item in items if item.is_open),
        )
