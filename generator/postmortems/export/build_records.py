"""Build the records of the API from incidents, catalogues and computed facts.

In all functions `top` is the relative path from the document to the site's root.
"""

from collections.abc import Iterable
from typing import Any

from pydantic import JsonValue

from .. import insights
from ..insights import (
    ActionTotals,
    Histories,
    History,
    OpenRecurrence,
    action_totals,
    age_days,
    ongoing_days,
)
from ..insights.causes import factors, trigger
from ..model import ActionItem, Corpus, Incident, Moment, Record
from ..model.record import is_empty
from ..site_map import SiteMap
from .context import ExportContext
from .records import (
    ActionCounts,
    ActionRecord,
    Exposure,
    IncidentRecord,
    IncidentSummary,
    LessonRecord,
    Recurrence,
    RecurrenceAfterFix,
    ServiceRecord,
    Teaching,
)


def incident_summary(incident: Incident, context: ExportContext, top: str) -> IncidentSummary:
    """Return the short record of an incident, as the list contains it."""
    url = top + context.incident(incident)
    return IncidentSummary(**_summary(incident, context.corpus.catalogues, url))


def came_back(incident: Incident, histories: Histories) -> tuple[Recurrence, ...]:
    """Return the recurrences in which an incident is the earlier or the later one."""
    pairs = histories.recurrences_with(incident)
    return tuple(_recurrence(item) for pair in pairs for item in pair.items)


def did_not_hold(incident: Incident, histories: Histories) -> tuple[RecurrenceAfterFix, ...]:
    """Return the recurrences after a fix in which an incident is the earlier or the later one."""
    return tuple(map(_fixed_recurrence, histories.did_not_hold_with(incident)))


def incident_record(
    incident: Incident,
    catalogues: Corpus,
    url: str,
    came_back: tuple[Recurrence, ...],
    did_not_hold: tuple[RecurrenceAfterFix, ...],
) -> IncidentRecord:
    """Return the full record of an incident.

    The arguments are all that it depends on, since it is cached.

    Args:
        incident: the incident.
        catalogues: the catalogues and the day.
        url: the address of its page from the document.
        came_back: see the function `came_back`.
        did_not_hold: see the function `did_not_hold`.
    """
    return IncidentRecord(
        **_summary(incident, catalogues, url),
        summary=incident.summary,
        times={phase: moment.at for phase, moment in incident.phases.items()},
        factors=factors(incident),
        came_back=came_back,
        did_not_hold=did_not_hold,
        content=content(incident),
    )


def _summary(incident: Incident, catalogues: Corpus, url: str) -> dict[str, Any]:
    day = catalogues.as_of
    phases = incident.phases
    return {
        "id": incident.id,
        "url": url,
        "title": incident.title,
        "severity": incident.severity,
        "kind": incident.kind,
        "status": incident.status,
        "document": incident.document.status,
        "day": incident.day,
        "started": phases["started"].at if "started" in phases else None,
        "approximate": tuple(phase for phase in phases if phases[phase].approximate) or None,
        "durations": {
            metric.name: int(duration.length.total_seconds())
            for metric, duration in incident.durations.items()
        },
        "services": incident.services,
        "teams": catalogues.teams_of(incident),
        "trigger": trigger(incident),
        "lessons": incident.lesson_names,
        "ongoing_days": ongoing_days(incident, day),
        "actions": counts_of(action_totals(incident.actions, day)),
    }


def counts_of(totals: ActionTotals) -> ActionCounts:
    """Return the numbers of action items by state as a model of the API."""
    return ActionCounts(
        total=totals.all,
        open=totals.open,
        overdue=totals.overdue,
        done=totals.done,
        cancelled=totals.cancelled,
        unknown=totals.unknown,
    )


def content(record: Record) -> dict[str, JsonValue]:
    """Return a record as JSON values under the keys of the YAML format, without empty keys.

    An incident has no `id` key, and only its published evidence.
    """
    recorded = {name: value for name, _, value in record.recorded()}
    if isinstance(record, Incident):
        del recorded["id"]
        recorded["evidence"] = tuple(row for row in record.evidence if row.publish)
    return {name: _value(value) for name, value in recorded.items() if not is_empty(value)}


def _value(value: Any) -> JsonValue:
    if isinstance(value, Record):
        return content(value)
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, Moment):
        return value.written
    return value if isinstance(value, (bool, int, float)) else str(value)


def _recurrence(item: OpenRecurrence) -> Recurrence:
    return Recurrence(
        earlier=item.earlier.id,
        later=item.later.id,
        lesson=item.lesson,
        action=item.action.id,
        overdue_days=item.overdue_days,
    )


def _fixed_recurrence(recurrence: insights.RecurrenceAfterFix) -> RecurrenceAfterFix:
    return RecurrenceAfterFix(
        earlier=recurrence.earlier.id,
        later=recurrence.later.id,
        lesson=recurrence.lesson,
        actions=tuple(item.id for item in recurrence.fix.items),
        done_on=recurrence.fix.done_on,
        days=recurrence.days,
        shared_services=recurrence.shared_services or (),
    )


def _exposure(exposure: insights.Exposure) -> Exposure:
    return Exposure(
        service=exposure.service,
        lesson=exposure.lesson,
        path=exposure.path,
        incident=exposure.incident.id,
    )


def service_record(name: str, context: ExportContext, top: str) -> ServiceRecord:
    """Return the record of a service, with totals over its incidents."""
    service = context.corpus.services[name]
    row = context.facts.service_rows[name]
    return ServiceRecord(
        name=name,
        url=top + context.page(SiteMap.service(name)),
        title=context.corpus.service_title(name),
        team=service.team,
        description=service.description,
        depends_on=service.depends_on,
        needed_by=context.facts.needed_by.get(name, ()),
        incidents=tuple(incident.id for incident in row.incidents),
        last_incident=row.last,
        quiet_days=row.quiet(context.corpus.as_of) if context.days_quiet else None,
        impaired_seconds=int(row.impaired.total.total_seconds()),
        without_end=row.impaired.unknown,
        ongoing=row.impaired.ongoing,
        open_actions=len(row.actions),
        exposed=tuple(map(_exposure, context.facts.exposures_by_service.get(name, ()))),
        actions=counts_of(row.totals),
    )


def lesson_record(history: History, context: ExportContext, top: str) -> LessonRecord:
    """Return the record of a lesson, with its history."""
    return LessonRecord(
        name=history.name,
        url=top + context.page(SiteMap.lesson(history.name)),
        statement=history.lesson.statement,
        explanation=history.lesson.explanation,
        signs=history.lesson.signs,
        examples=history.lesson.examples,
        themes=history.lesson.themes,
        taught_by=tuple(
            Teaching(incident=taught.incident.id, day=taught.incident.day)
            for taught in history.teachings
        ),
        paid_off=tuple(incident.id for incident, _ in history.paid_off),
        came_back=tuple(_recurrence(item) for item in history.came_back),
        did_not_hold=tuple(map(_fixed_recurrence, history.did_not_hold)),
        exposed=tuple(map(_exposure, context.facts.exposures[history.name])),
        open_actions=len(history.open_actions),
        actions=counts_of(
            action_totals((item for _, item in history.actions), context.corpus.as_of)
        ),
    )


def action_record(
    incident: Incident, item: ActionItem, context: ExportContext, top: str
) -> ActionRecord:
    """Return the record of an action item."""
    nodes = {node.id: node.text for node in incident.root_cause.nodes}
    return ActionRecord(
        incident=incident.id,
        id=item.id,
        url=f"{top}{context.incident(incident)}#{SiteMap.action_anchor(item.id)}",
        text=item.text,
        kind=item.kind,
        owner=item.owner,
        due=item.due,
        state=item.state,
        done_on=item.done_on,
        overdue_days=item.overdue_days(context.corpus.as_of),
        age_days=age_days(incident, item, context.corpus.as_of),
        addresses=tuple(nodes[name] for name in item.addresses if name in nodes),
        measured_by=item.measured_by,
        verified_on=item.verified_on,
        evidence=item.evidence,
        lesson=item.lesson,
        services=incident.services,
        tracker=item.tracker,
        came_back=_ids(context.facts.returns.get((incident.id, item.id), ())),
        did_not_hold=_ids(context.facts.failed_fixes.get((incident.id, item.id), ())),
    )


def _ids(incidents: Iterable[Incident]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(incident.id for incident in incidents))
