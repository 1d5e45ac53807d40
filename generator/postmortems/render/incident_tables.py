"""The tables of an incident page."""

from dataclasses import dataclass

from ..model import ActionItem, Alert, Entry, Moment, Node
from ..scorecard import Step
from ..site_map import SiteMap
from . import words
from .markdown import Markdown, line, link
from .page import IncidentPage
from .rich_text import rich_text
from .table import Column, table


@dataclass(frozen=True)
class IncidentTables:
    """The tables of an incident page, as Markdown for its templates."""

    page: IncidentPage

    def timeline(self) -> Markdown:
        """Return the timeline, one row per entry."""
        columns = [
            Column[Entry]("Time", lambda entry: self._clock(entry.time)),
            Column("Event", self._event),
            Column("Action Taken", lambda entry: self._rich(entry.action), optional=True),
            Column("Result", lambda entry: self._rich(entry.result), optional=True),
        ]
        return table(columns, self.page.incident.timeline)

    def _clock(self, moment: Moment) -> Markdown:
        """Return the time of an entry, with its day if the timeline spans several days."""
        clock = words.time(moment, day=not self.page.one_day).removesuffix(" UTC")
        return self.page.links.time(moment, clock)

    def _event(self, entry: Entry) -> Markdown:
        """Return `**Phase.** event (evidence)`; the phase and the evidence only if recorded."""
        phase = f"**{line(words.title(entry.marks))}.** " if entry.marks else ""
        evidence = f" ({self.page.evidence(entry.evidence)})" if entry.evidence else ""
        return Markdown(f"{phase}{self._rich(entry.event)}{evidence}")

    def _rich(self, text: str | None) -> Markdown:
        return rich_text(text or "", self.page.image)

    def root_cause(self) -> Markdown:
        """Return the nodes of the root cause: the same content as its diagram, as text."""
        columns = [
            Column("What happened", self._node),
            Column[Node]("Kind", lambda node: words.title(node.kind)),
            Column("Follows from", self._causes),
            Column("More", self._details, optional=True),
        ]
        return table(columns, self.page.incident.root_cause.nodes)

    def _node(self, node: Node) -> Markdown:
        return Markdown(f'<a id="{SiteMap.cause_anchor(node.id)}"></a>{line(node.text)}')

    def _causes(self, node: Node) -> str:
        causes = self.page.incident.root_cause.causes
        return "; ".join(cause.text for cause in causes.get(node.id, ()))

    def _details(self, node: Node) -> str:
        """Return the category of a node, when it was introduced and why it was not noticed."""
        parts = [
            node.category and words.title(node.category),
            node.introduced and f"introduced {node.introduced}",
            node.why_undetected and f"unnoticed: {node.why_undetected}",
        ]
        return "; ".join(part for part in parts if part)

    def alerts(self) -> Markdown:
        """Return the alerts that fired."""
        columns = [
            Column[Alert]("Alert", lambda alert: alert.alert),
            Column("Threshold", lambda alert: alert.threshold, optional=True),
            Column("Actual", lambda alert: alert.actual, optional=True),
            Column("Duration", lambda alert: alert.duration, optional=True),
        ]
        return table(columns, self.page.incident.monitoring.alerts_triggered)

    def action_items(self) -> Markdown:
        """Return the action items.

        Below the text of an item stand the factors it addresses, how it is verified, what shows
        that it works, its lesson and its tracker.
        """
        columns = [
            Column("Action", self._action),
            Column[ActionItem]("Kind", lambda item: words.title(item.kind or "")),
            Column("Owner", lambda item: item.owner, optional=True),
            Column("Due", lambda item: item.due, optional=True),
            Column("State", self.page.state),
        ]
        return table(columns, self.page.incident.lessons.action_items)

    def _action(self, item: ActionItem) -> Markdown:
        nodes = {node.id: node.text for node in self.page.incident.root_cause.nodes}
        notes = [
            f"addresses: {link(nodes[name], f'#{SiteMap.cause_anchor(name)}')}"
            for name in item.addresses
            if name in nodes
        ]
        if item.measured_by:
            notes.append(f"measured by: {line(item.measured_by)}")
        notes += [f"evidence: {line(text)}" for text in item.evidence]
        if item.lesson:
            notes.append(f"lesson: {self.page.lesson(item.lesson)}")
        if item.tracker:
            notes.append(link("tracker", item.tracker))
        small = "".join(f"<br><small>{note}</small>" for note in notes)
        return Markdown(f'<a id="{SiteMap.action_anchor(item.id)}"></a>{line(item.text)}{small}')

    def steps(self) -> Markdown:
        """Return the seven steps, each with whether the data shows that it was done."""
        columns = [
            Column[Step]("Step", lambda step: Markdown(f"{step.number}. {line(step.title)}")),
            Column("Found in the data", lambda step: "Yes" if step.done else "No"),
            Column("What the data says", lambda step: step.sentence),
        ]
        return table(columns, self.page.steps)
