"""The values of an incident page about lessons, action items and other incidents."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..insights import (
    NO_OTHERS,
    CameBack,
    DidNotHold,
    FixItem,
    OpenItem,
    OtherIncidents,
    SimilarIncident,
)
from ..model import ActionItem, Corpus, Incident
from ..site_map import SiteMap
from . import words
from .links import Links
from .markdown import Markdown, link


@dataclass(frozen=True)
class LearnedValues:
    """What the templates show of lessons, action items and other incidents; see `IncidentPage`."""

    incident: Incident
    catalogues: Corpus
    links: Links
    others: OtherIncidents = NO_OTHERS

    def lesson(self, name: str) -> Markdown:
        """Return the statement of a lesson, linked, without its full stop."""
        lesson = self.catalogues.lessons.get(name)
        words = lesson.statement.removesuffix(".") if lesson else name
        return link(words, self.links.lesson(name))

    def lesson_history(self, name: str) -> str:
        """Return the incidents that taught a lesson before this one, or after it, as text."""
        place = self.others.lessons.get(name)
        if place and place.previous:
            times = words.count(place.before, "incident")
            gap = words.gap(place.previous.gap)
            return f"taught before by {times}, most recently {gap} earlier"
        if place and place.after:
            return f"taught again by {words.count(place.after, 'later incident')}"
        return ""

    def related(self) -> list[tuple[Markdown, str | None]]:
        """Return the related incidents, linked, each with its reason."""
        related = []
        for row in self.incident.related:
            name, title = self.others.related.get(row.incident, ("", row.incident))
            target = self.links.incident(name) if name else None
            related.append((link(title, target), row.because))
        return related

    def similar_title(self, similar: SimilarIncident) -> Markdown:
        """Return the title of a similar incident, linked."""
        return link(similar.title, self.links.incident(similar.id))

    def similar_severity(self, similar: SimilarIncident) -> str:
        """Return the title of the severity of a similar incident."""
        return self.catalogues.severity_title(similar.severity)

    def similar_section(self, similar: SimilarIncident) -> Markdown:
        """Return the heading of the section that is quoted, linked; empty for the summary."""
        if not similar.anchor:
            return Markdown("")
        target = self.links.incident(similar.id, similar.anchor)
        return link(similar.heading or similar.anchor, target) + Markdown(": ")

    def addressed(self, item: ActionItem) -> Markdown:
        """Return the factors that an action item addresses, linked."""
        nodes = {node.id: node.text for node in self.incident.root_cause.nodes}
        names = [name for name in item.addresses if name in nodes]
        target = self.links.incident
        return joined(
            link(nodes[name], target(self.incident.id, SiteMap.cause_anchor(name)))
            for name in names
        )

    def other(self, back: CameBack | DidNotHold) -> Markdown:
        """Return the title of the other incident of a recurrence, linked."""
        return link(back.title, self.links.incident(back.other))

    def other_item(self, item: OpenItem | FixItem) -> Markdown:
        """Return an action item of this or another incident, linked."""
        anchor = SiteMap.action_anchor(item.id)
        here = item.incident == self.incident.id
        return link(item.text, f"#{anchor}" if here else self.links.incident(item.incident, anchor))

    def state(self, item: ActionItem) -> str:
        """Return the state of an action item as of the day of the corpus."""
        if item.is_done:
            done = words.done(item)
            return f"{done[0].upper()}{done[1:]}"
        if item.is_closed:
            return "Cancelled"
        if overdue := item.overdue_days(self.catalogues.as_of):
            return f"{words.title(item.state or '')}, {words.count(overdue, 'day')} overdue"
        return words.title(item.state or "not recorded")


def joined(parts: Iterable[Markdown]) -> Markdown:
    """Return parts as one text, with commas between them."""
    return Markdown(", ".join(parts))
