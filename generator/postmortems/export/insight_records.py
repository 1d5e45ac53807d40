"""The insights of the API: the numbers of the page of insights."""

from datetime import date

from ..insights import CorpusFacts, FixedLesson
from .build_records import counts_of
from .records import ActionCounts, ApiModel


class FixedLessonRecord(ApiModel):
    """A lesson with a complete fix, and whether it came back after it."""

    lesson: str
    """Its name in the catalogue."""
    last_fix: date
    """The day on which its last fix was done."""
    came_back: int
    """The number of incidents that taught it after a fix was done."""
    same_service: int
    """The number of those that affected a service that the incident with the fix affected."""
    holds: bool
    """Whether no incident taught it after the last fix."""
    days_held: int
    """The days from the last fix until it came back, or else until the document's day."""


class InsightsRecord(ApiModel):
    """What all incidents say together."""

    detected_by: dict[str, int]
    """The number of incidents that an alert, staff, customers or others outside detected first."""
    actions: ActionCounts
    """All action items, counted by state."""
    done_within_days: dict[str, int]
    """The number of done action items by the days from the incident until then: each by the least
    of the limits that it was done within, or `later`."""
    done_without_day: int
    """The number of action items that are done on a day that is not recorded."""
    fixed_lessons: tuple[FixedLessonRecord, ...]
    """The lessons with a complete fix, those that came back after it first."""
    measures: dict[str, int]
    """The number of incidents whose immediate actions name a kind of measure, by its words."""
    with_measures: int
    """The number of incidents that record immediate actions."""
    customer_hours: float
    """The affected users of outages and degradations times their hours, where both are recorded."""
    with_customer_hours: int
    """The number of outages and degradations that record both."""
    exposed_services: dict[str, int]
    """The number of lessons that each exposed service has no fix for."""


def insights_record(facts: CorpusFacts) -> InsightsRecord:
    """Return the insights of a corpus."""
    completion, measures = facts.completion, facts.stabilizations
    detected = facts.detections.by_group.items()
    exposed = facts.exposures_by_service
    return InsightsRecord(
        detected_by={group.replace(" ", "-"): len(incidents) for group, incidents in detected},
        actions=counts_of(facts.action_totals),
        done_within_days={str(days or "later"): number for days, number in completion.by_days},
        done_without_day=completion.without_day,
        fixed_lessons=tuple(_fixed(one, facts.corpus.as_of) for one in facts.fixed_lessons),
        measures={name: len(incidents) for name, incidents in measures.by_measure.items()},
        with_measures=measures.recorded,
        customer_hours=round(facts.customer_hours.total, 1),
        with_customer_hours=len(facts.customer_hours.rows),
        exposed_services={name: len(exposed[name]) for name in sorted(exposed)},
    )


def _fixed(lesson: FixedLesson, day: date) -> FixedLessonRecord:
    return FixedLessonRecord(
        lesson=lesson.history.name,
        last_fix=lesson.last_fix.done_on,
        came_back=lesson.history.times_after_fix,
        same_service=lesson.same_service,
        holds=lesson.holds,
        days_held=lesson.days_held(day),
    )
