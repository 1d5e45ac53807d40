"""The values of an incident page: formatted and linked for the templates."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .. import diagram
from ..evidence import NO_EVIDENCE, DerivedEvidence
from ..insights import (
    blank_sections,
    ongoing_days,
)
from ..model import HEADINGS, Moment, Record
from ..model.format import SECTIONS
from ..model.phases import Times
from ..model.record import is_empty, label_of
from ..model.sections import heading_slugs
from ..scorecard import Step, scorecard
from ..site_map import SiteMap
from . import words
from .evidence_images import evidence_images
from .images import Image
from .learned import LearnedValues, joined
from .markdown import Markdown, code, line, link, prose
from .pictures import phases_figure

SHORT = 40
"""The number of characters up to which the items of a list share a line."""


@dataclass(frozen=True)
class IncidentPage(LearnedValues):
    """The values that the templates of an incident page use.

    Args:
        incident: the incident.
        catalogues: a corpus without incidents, so that other incidents can only be shown from
            `others`.
        links: resolves links.
        others: what the page shows of other incidents.
        derived: what the page shows of evidence.
    """

    derived: DerivedEvidence = NO_EVIDENCE

    @property
    def sections(self) -> list[tuple[str, str]]:
        """The recorded sections, as (name, heading) in the order of the template."""
        return [(name, text) for name, text in HEADINGS.items() if not self._is_blank(name)]

    @property
    def blank_sections(self) -> list[str]:
        """The headings of the template's sections that have no content."""
        filled = self.derived.filled_sections
        return [heading for _, heading in blank_sections(self.incident, filled)]

    def _is_blank(self, name: str) -> bool:
        if name not in SECTIONS or name in self.derived.filled_sections:
            return False
        return is_empty(getattr(self.incident, name))

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The seven steps of the template, evaluated from the data."""
        return scorecard(self.incident, self.catalogues, self.derived)

    def steps_done(self) -> int:
        """Return the number of the seven steps that the data shows."""
        return sum(step.done for step in self.steps)

    def heading(self, name: str) -> str:
        """Return the heading of a section."""
        return HEADINGS[name]

    def missing_overview(self) -> list[str]:
        """Return the labels of the overview that are not recorded."""
        blank = [] if "started" in self.incident.phases else ["Start time"]
        return blank if self.incident.detection.method else [*blank, "Detection method"]

    def severity(self) -> Markdown:
        """Return the severity as a badge, linked to its definition."""
        name = self.incident.severity
        text = link(self.catalogues.severity_title(name), self.links.severity(name))
        rank = min(self.catalogues.severity_rank(name), 5)
        return Markdown(f'<span class="pm-severity pm-severity-{rank}">{text}</span>')

    def services(self) -> Markdown:
        """Return the affected services, linked."""
        return joined(self.service(name) for name in self.incident.services)

    def service(self, name: str) -> Markdown:
        """Return the title of a service, linked."""
        return link(self.catalogues.service_title(name), self.links.service(name))

    def when(self) -> Markdown:
        """Return the start and end of the incident; the day only once if it is the same."""
        phases = self.incident.phases
        start, end = phases.get("started"), phases.get("resolved") or phases.get("mitigated")
        ongoing = Markdown(f", {self.ongoing()}" if self.ongoing() else "")
        if not start:
            return line(self.incident.day.isoformat()) + ongoing
        if not end:
            return self.time(start) + ongoing
        same = start.at.date() == end.at.date()
        end_words = self.links.time(end, words.time(end, day=not same))
        until = "" if "resolved" in phases else " (mitigated)"
        return Markdown(
            f"{self.time(start)} to {end_words}{' UTC' if same else ''}{until}{ongoing}"
        )

    def ongoing(self) -> str:
        """Return the age of an ongoing incident as text; empty if the incident is over."""
        days = ongoing_days(self.incident, self.catalogues.as_of)
        return "" if days is None else words.ongoing(days)

    def times(self) -> list[tuple[str, Moment]]:
        """Return each recorded phase as (label, moment), in chronological order."""
        labels = {name: label_of(name, info) for name, info in Times.model_fields.items()}
        labels["started"] = "Start time"
        in_order = sorted(self.incident.phases.items(), key=lambda pair: pair[1].at)
        return [(labels[phase], moment) for phase, moment in in_order]

    def time(self, moment: Moment) -> Markdown:
        """Return a moment with its day, in UTC."""
        return self.links.time(moment, words.time(moment))

    def time_to_resolve(self) -> str:
        """Return the time from started to resolved, or that it is ongoing or not recorded."""
        durations = self.incident.durations.items()
        times = (words.duration(value) for metric, value in durations if metric.name == "resolve")
        return next(times, self.ongoing() or "not recorded")

    def values(self, value: Any) -> Markdown:
        """Return the value of a field; several values on one line or as a nested list.

        The id of an action item is replaced by the linked action item.
        """
        if not isinstance(value, tuple):
            return line(words.say(value))
        texts: tuple[str, ...] = value
        named = {item.id: item.text for item in self.incident.actions}
        parts = [
            link(named[text], f"#{SiteMap.action_anchor(text)}") if text in named else line(text)
            for text in texts
        ]
        if len(parts) == 1:
            return parts[0]
        if all(len(named.get(text, text)) <= SHORT for text in texts):
            return joined(parts)
        return Markdown("".join(f"\n    - {part}" for part in parts))

    def diagram(self) -> Markdown:
        """Return the root cause as a diagram, or the reason that it is not drawn."""
        root_cause = self.incident.root_cause
        if too_large := diagram.too_large(root_cause):
            return Markdown(f"{too_large}\n")
        return self.links.root_cause(root_cause)

    def phases(self) -> Markdown:
        """Return the chart of the phases on a time axis."""
        return self.links.picture(phases_figure(self.incident))

    def evidence(self, file: str) -> Markdown:
        """Return a link to a file of evidence, or its name if it has no address."""
        published = any(row.file == file and row.publish for row in self.incident.evidence)
        target = self.links.evidence(self.incident.id, file, published=published)
        return link(file, target) if target else code(file)

    def prose(self, text: str) -> Markdown:
        """Return an author's Markdown, with the images of the incident's evidence."""
        return prose(text, self.image)

    @cached_property
    def image(self) -> Image:
        """Shows the images of the incident's evidence."""
        return evidence_images(self.incident, self.links)

    def further_sections(self) -> list[tuple[str, Markdown, Markdown]]:
        """Return the further sections, each as (anchor, heading, content)."""
        sections = self.incident.sections
        return [
            (
                SiteMap.section_anchor(slug),
                line(section.heading, addresses=False),
                self.prose(section.text),
            )
            for slug, section in zip(heading_slugs(sections), sections, strict=True)
        ]

    @cached_property
    def one_day(self) -> bool:
        """Whether the timeline is within one day, which its rows then omit."""
        return len({entry.time.at.date() for entry in self.incident.timeline}) == 1

    def missing_impact(self) -> list[str]:
        """Return the labels of the impact that neither the author nor evidence has."""
        impact = self.incident.impact
        blank = self.missing(impact.user, impact.system, impact.business)
        return [text for text in blank if text != "Customer complaints" or not self.derived.reports]

    def missing_monitoring(self) -> list[str]:
        """Return the labels of the monitoring data that neither the author nor evidence has."""
        monitoring, derived = self.incident.monitoring, self.derived
        blank = [] if derived.of("metrics") else monitoring.metrics_anomalies.missing()
        if monitoring.alerts_triggered or derived.of("alerts"):
            return blank
        return [*blank, "Alerts triggered"]

    def missing(self, *parts: Record) -> list[str]:
        """Return the labels of the fields of a section that are not recorded."""
        return [label for part in parts for label in part.missing()]
