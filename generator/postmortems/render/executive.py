"""The values at the top of an incident page: how bad, why, what stopped it, is it fixed."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ..insights import (
    CameBack,
    DidNotHold,
    Neighbour,
    SimilarIncident,
    action_totals,
    is_stopped,
    leading_impact,
    main_measures,
)
from ..model import METRICS, AffectedUsers, Metric
from ..model.texts import first_sentence, plain
from . import words
from .markdown import Markdown, line, link
from .page import IncidentPage
from .pictures import phase_strip

MOST_SERVICES = 4
"""The number of services that are named; the page lists all of them in its impact."""
MOST_LESSONS = 2
"""The number of lessons that are named; the page has a section with all of them."""
MOST_SIMILAR = 2
"""The number of similar incidents that are named; the page has a section with all of them."""
MOST_WORDS = 4
"""The number of words in common with a similar incident that are named."""


@dataclass(frozen=True)
class Executive:
    """What the executive summary says of an incident.

    Args:
        page: the values of the incident's page.
        links_to_sections: whether the sections of the page follow, so that links lead to them.
    """

    page: IncidentPage
    links_to_sections: bool = True

    def facts(self) -> list[Markdown]:
        """Return severity, status, times and services."""
        status = Markdown(f"**{line(words.title(self.page.incident.status))}**")
        facts = [self.page.severity(), status, self.page.when(), self._services()]
        return [fact for fact in facts if fact]

    def _services(self) -> Markdown:
        names = self.page.incident.services
        services = [self.page.service(name) for name in names[:MOST_SERVICES]]
        if more := len(names) - len(services):
            services.append(self.section(f"{more} more", "impact-system"))
        return Markdown(", ".join(services))

    def strip(self) -> Markdown:
        """Return a bar of the phases to scale; empty if no time is recorded."""
        incident, day = self.page.incident, self.page.catalogues.as_of
        return self.page.links.drawn(phase_strip(incident, day))

    def phases(self) -> list[tuple[str, str, str, str]]:
        """Return the times to each phase, each as (phase, label, duration, definition).

        It always includes the time to resolve.
        """
        lengths = {metric: words.duration(d) for metric, d in self.page.incident.durations.items()}
        resolve = METRICS[-1]
        lengths[resolve] = self.page.time_to_resolve()
        ends: dict[Metric, str] = {metric: metric.end for metric in METRICS}
        if self.page.ongoing():
            ends[resolve] = "ongoing"
        return [
            (ends[metric], metric.label, lengths[metric], metric.definition)
            for metric in METRICS
            if metric in lengths
        ]

    @cached_property
    def impact(self) -> Markdown:
        """The most telling part of the impact, its number first."""
        impact = leading_impact(self.page.incident)
        if isinstance(impact, AffectedUsers):
            number = Markdown(f"**{words.users(impact.model_copy(update={'note': None}))}**")
            return number + (Markdown(f" ({line(impact.note)})") if impact.note else "")
        return line(impact or "")

    @cached_property
    def cause(self) -> Markdown:
        """The cause in a sentence: of the root cause, or else the trigger."""
        cause = self.page.incident.root_cause
        trigger = cause.trigger.description if cause.trigger else None
        return line(first_sentence(cause.summary) or first_sentence(trigger))

    def stopped(self) -> Markdown:
        """Return what stopped the incident, or that nothing did yet or that it is not recorded."""
        measures = main_measures(self.page.incident)
        text = line(". ".join(plain(text).rstrip(".") for text in measures))
        if is_stopped(self.page.incident):
            return text or Markdown("not recorded")
        return Markdown(f"nothing yet; tried: {text}" if text else "nothing yet")

    def fixed(self) -> Markdown:
        """Return how many action items are done, and whether a lesson came back since."""
        totals = action_totals(self.page.incident.actions, self.page.catalogues.as_of)
        text = words.fixed(totals)
        text = self.section(text, "lessons-actions") if totals.all else line(text)
        unresolved = "Not resolved yet. " if self.page.ongoing() else ""
        recurred = sum(place.after > 0 for place in self.page.others.lessons.values())
        since = f"; {_recurred(recurred, len(self.page.others.lessons))}" if recurred else ""
        return Markdown(f"{unresolved}{text}{since}")

    @cached_property
    def lessons(self) -> list[tuple[Markdown, Markdown]]:
        """The first `MOST_LESSONS` lessons, shared ones first.

        Each is with the other incidents that taught it.
        """
        lessons = [
            (self.page.lesson(name), self._taught(name)) for name in self.page.incident.lesson_names
        ]
        lessons.sort(key=lambda lesson: not lesson[1])
        return lessons[:MOST_LESSONS]

    @property
    def more_lessons(self) -> int:
        """The number of lessons that are not named."""
        return len(self.page.incident.lesson_names) - len(self.lessons)

    def _taught(self, name: str) -> Markdown:
        """Return the incidents that taught a lesson before this one and after it, linked."""
        place = self.page.others.lessons.get(name)
        if place is None:
            return Markdown("")
        parts = []
        if place.previous:
            parts.append(f"before: {self._other(place.previous, 'earlier', place.before)}")
        if place.following:
            parts.append(f"after: {self._other(place.following, 'later', place.after)}")
        return Markdown("; ".join(parts))

    def _other(self, other: Neighbour, when: str, number: int) -> Markdown:
        title = link(other.title, self.page.links.incident(other.id))
        more = f" and {number - 1:,} more" if number > 1 else ""
        return Markdown(f"{title}, {words.gap(other.gap)} {when}{more}")

    def similar(self) -> Iterable[tuple[Markdown, Markdown]]:
        """Return the most similar incidents, linked, each with the reason."""
        for other in self.page.others.similar[:MOST_SIMILAR]:
            yield self.page.similar_title(other), line(_reason(other))

    @property
    def more_similar(self) -> int:
        """The number of similar incidents that are not named."""
        return max(0, len(self.page.others.similar) - MOST_SIMILAR)

    def section(self, text: str, anchor: str) -> Markdown:
        """Return a link to a section of the page; only its text if the sections do not follow."""
        return link(text, f"#{anchor}" if self.links_to_sections else None)

    def came_back(self) -> CameBack | None:
        """Return the newest recurrence while the fix was still open."""
        return next(iter(self.page.others.came_back), None)

    def did_not_hold(self) -> DidNotHold | None:
        """Return the newest recurrence after the fix was done."""
        return next(iter(self.page.others.did_not_hold), None)


def _recurred(recurred: int, taught: int) -> str:
    """Return how many of an incident's lessons later incidents taught again."""
    if recurred < taught:
        lessons = f"{recurred} of its {taught} lessons"
    else:
        lessons = "its lesson" if taught == 1 else f"all of its {taught} lessons"
    return f"{lessons} {'has' if recurred == 1 else 'have'} been taught again since"


def _reason(similar: SimilarIncident) -> str:
    shared = ", ".join(similar.words[:MOST_WORDS])
    reasons = ["a similar lesson"] if similar.lesson else []
    return "; ".join([*reasons, *([f"in common: {shared}"] if shared else [])])
