"""Insights: answers to questions about all incidents, with definitions and what is missing."""

from collections.abc import Mapping
from typing import Any

from postmortems import insights
from postmortems.insights import NOT_KNOWN, CorpusFacts, Stabilizations
from postmortems.site_map import SiteMap

from . import insight_pictures
from .context import PageContext
from .insight_tables import ExposedService, InsightTables
from .insight_words import MEASURE_NAMES, number, percentage, share
from .page import Index, Site, write

NEWEST = 5
"""The number of incidents that an answer lists."""
MOST = 10
"""The number of lessons or services that an answer lists."""
MOST_TEXTS = 50
"""The number of texts without a known measure that are listed."""
NAMED_MEASURES = 3
"""The number of kinds of measures that the sentence names."""


def block(site: Site, links: PageContext) -> str:
    """Render the answers."""
    return write(
        "insights",
        site,
        links,
        answers=InsightTables(site.facts, links, site.days_quiet),
        share=share,
        percentage=percentage,
        number=number,
        measure_names=MEASURE_NAMES,
        newest=NEWEST,
        most=MOST,
        most_texts=MOST_TEXTS,
        example=insights.EXAMPLE,
        **_detection(site, links),
        **_working_hours(site),
        **_completion(site),
        **_fixes(site.facts),
        **_measures(site.facts, links),
        customer_hours=site.facts.customer_hours,
        exposed=_exposed(site.facts),
    )


INDEX = Index("insights", SiteMap.INSIGHTS, "Insights", block)


def _detection(site: Site, links: PageContext) -> Mapping[str, Any]:
    detections = site.facts.detections
    unknown = len(detections.by_group[NOT_KNOWN])
    return {
        "detections": detections,
        "detected": {name: len(rows) for name, rows in detections.by_group.items()},
        "recorded_as_unknown": unknown - detections.not_recorded,
        "detected_by_year": insight_pictures.detection_by_year(detections, links),
    }


def _working_hours(site: Site) -> Mapping[str, Any]:
    hours = site.working_hours
    off_hours = insights.off_hours(site.corpus, hours) if hours else None
    return {"hours": hours, "off_hours": off_hours}


def _completion(site: Site) -> Mapping[str, Any]:
    completion = site.facts.completion
    return {"completion": completion, "done_within": insight_pictures.done_within(completion)}


def _fixes(facts: CorpusFacts) -> Mapping[str, Any]:
    fixed = facts.fixed_lessons
    taught = sum(bool(history.teachings) for history in facts.histories.values())
    return {
        "fixed_lessons": fixed,
        "fixes_failed": sum(bool(lesson.history.did_not_hold) for lesson in fixed),
        "failed_in_same_service": sum(bool(lesson.same_service) for lesson in fixed),
        "lessons_without_fix": taught - len(fixed),
    }


def _measures(facts: CorpusFacts, links: PageContext) -> Mapping[str, Any]:
    stabilizations = facts.stabilizations
    trigger = _trigger_named(stabilizations)
    return {
        "stabilizations": stabilizations,
        "frequent": list(stabilizations.by_measure.items())[:NAMED_MEASURES],
        "trigger": trigger,
        "after_trigger": stabilizations.by_trigger[trigger].most_common(NAMED_MEASURES)
        if trigger
        else [],
        "measures": insight_pictures.measures(stabilizations),
        "by_trigger": insight_pictures.measures_by_trigger(stabilizations, links),
    }


def _trigger_named(stabilizations: Stabilizations) -> str | None:
    """Return the trigger that the sentence is about: a configuration change, else the first."""
    names = list(stabilizations.by_trigger)
    return "configuration-change" if "configuration-change" in names else next(iter(names), None)


def _exposed(facts: CorpusFacts) -> list[ExposedService]:
    """Return the services with the lessons that they are exposed to, the most exposed first."""
    rows = facts.exposures_by_service.items()
    return sorted(rows, key=lambda row: (-len(row[1]), facts.corpus.service_title(row[0])))
