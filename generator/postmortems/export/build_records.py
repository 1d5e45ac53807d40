"""Model to records: each fact of the API, from where it is computed."""

from collections.abc import Iterable
from typing import Any

from pydantic import JsonValue

from ..insights import (
    ActionTotals,
    History,
    OpenRecurrence,
    action_totals,
    age_days,
    ongoing_days,
    service_row,
)
from ..insights.causes import factors, trigger
from ..model import ActionItem, Incident, Moment, Record
from ..model.record import is_empty
from ..site_map import SiteMap
from .context import ExportContext
from .records import (
    ActionCounts,
    ActionRecord,
    IncidentRecord,
    IncidentSummary,
    LessonRecord,
    Recurrence,
    ServiceRecord,
    Teaching,
)


def incident_summary(incident: Incident, source: ExportContext, top: str) -> IncidentSummary:
    """An incident in a few facts. `top` leads from the document to the top of the site."""
    return IncidentSummary(**_summary(incident, source, top))


def incident_record(incident: Incident, source: ExportContext, top: str) -> IncidentRecord:
    """An incident with all that was written of it."""
    items = (
        _back(back) for pair in source.histories.recurrences_with(incident) for back in pair.items
    )
    return IncidentRecord(
        **_summary(incident, source, top),
        summary=incident.summary,
        times={phase: moment.at for phase, moment in incident.phases.items()},
        factors=factors(incident),
        came_back=tuple(items),
        content=content(incident),
    )


def _summary(incident: Incident, source: ExportContext, top: str) -> dict[str, Any]:
    day = source.corpus.as_of
    phases = incident.phases
    return {
        "id": incident.id,
        "url": top + source.incident(incident),
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
        "teams": source.corpus.teams_of(incident),
        "trigger": trigger(incident),
        "lessons": incident.lesson_names,
        "ongoing_days": ongoing_days(incident, day),
        "actions": _counts(action_totals(incident.actions, day)),
    }


def _counts(totals: ActionTotals) -> ActionCounts:
    return ActionCounts(
        total=totals.all,
        open=totals.open,
        overdue=totals.overdue,
        done=totals.done,
        cancelled=totals.cancelled,
        unknown=totals.unknown,
    )


def content(record: Record) -> dict[str, JsonValue]:
    """A record in the format of its folder: what was recorded, and nothing else.

    Of evidence only the rows are there whose files the site offers.
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


def _back(back: OpenRecurrence) -> Recurrence:
    return Recurrence(
        earlier=back.earlier.id,
        later=back.later.id,
        lesson=back.lesson,
        action=back.action.id,
        overdue_days=back.overdue_days,
    )


def service_record(name: str, source: ExportContext, top: str) -> ServiceRecord:
    """A service with what its incidents add up to."""
    service = source.corpus.services[name]
    row = service_row(source.corpus, name)
    return ServiceRecord(
        name=name,
        url=top + source.page(SiteMap.service(name)),
        title=source.corpus.service_title(name),
        team=service.team,
        description=service.description,
        depends_on=service.depends_on,
        needed_by=source.needed_by.get(name, ()),
        incidents=tuple(incident.id for incident in row.incidents),
        last_incident=row.last,
        quiet_days=row.quiet(source.corpus.as_of) if source.days_quiet else None,
        impaired_seconds=int(row.impaired.total.total_seconds()),
        without_end=row.impaired.unknown,
        ongoing=row.impaired.ongoing,
        open_actions=len(row.actions),
        actions=_counts(row.totals),
    )


def lesson_record(history: History, source: ExportContext, top: str) -> LessonRecord:
    """A lesson with its history."""
    return LessonRecord(
        name=history.name,
        url=top + source.page(SiteMap.lesson(history.name)),
        statement=history.lesson.statement,
        explanation=history.lesson.explanation,
        themes=history.lesson.themes,
        taught_by=tuple(
            Teaching(incident=taught.incident.id, day=taught.incident.day)
            for taught in history.teachings
        ),
        paid_off=tuple(incident.id for incident, _ in history.paid_off),
        came_back=tuple(_back(back) for back in history.came_back),
        open_actions=len(history.open_actions),
        actions=_counts(action_totals((item for _, item in history.actions), source.corpus.as_of)),
    )


def action_record(
    incident: Incident, item: ActionItem, source: ExportContext, top: str
) -> ActionRecord:
    """An action item, wherever it stands."""
    nodes = {node.id: node.text for node in incident.root_cause.nodes}
    return ActionRecord(
        incident=incident.id,
        id=item.id,
        url=f"{top}{source.incident(incident)}#{SiteMap.action_anchor(item.id)}",
        text=item.text,
        kind=item.kind,
        owner=item.owner,
        due=item.due,
        state=item.state,
        done_on=item.done_on,
        overdue_days=item.overdue_days(source.corpus.as_of),
        age_days=age_days(incident, item, source.corpus.as_of),
        addresses=tuple(nodes[name] for name in item.addresses if name in nodes),
        measured_by=item.measured_by,
        lesson=item.lesson,
        services=incident.services,
        tracker=item.tracker,
        came_back=_ids(source.returns.get((incident.id, item.id), ())),
    )


def _ids(incidents: Iterable[Incident]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(incident.id for incident in incidents))
