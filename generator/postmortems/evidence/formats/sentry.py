"""Issues and alerts of Sentry: lists of its API, and webhooks of issues, events and metrics."""

from collections.abc import Mapping
from typing import Any

from ..alert_reading import alert_reading, distinct
from ..export_json import first_object, first_text, mapping, objects, text
from ..export_times import ExportTimes
from ..format import Format
from ..records import AlertRecord, Reading, Skipped
from ..source import Source


def _is_issue(record: Mapping[str, Any]) -> bool:
    return "firstSeen" in record and ("shortId" in record or "culprit" in record)


def _is_webhook(body: Mapping[str, Any]) -> bool:
    data = mapping(body.get("data"))
    return "action" in body and (
        _is_issue(mapping(data.get("issue")))
        or "date_started" in mapping(data.get("metric_alert"))
        or ("triggered_rule" in data and "event" in data)
    )


def _is_export(record: Mapping[str, Any]) -> bool:
    return _is_issue(record) or _is_webhook(record)


def _record(export: Mapping[str, Any], times: ExportTimes) -> AlertRecord | None:
    data = mapping(export.get("data"))
    if "metric_alert" in data:
        return _metric_alert(mapping(data["metric_alert"]), text(export.get("action")), times)
    if "triggered_rule" in data:
        return _event(mapping(data.get("event")), text(data["triggered_rule"]), times)
    return _issue(export if _is_issue(export) else mapping(data.get("issue")), times)


def _issue(issue: Mapping[str, Any], times: ExportTimes) -> AlertRecord | None:
    """Return an issue: when an error was first seen. When it was last seen is not its end."""
    line, started = times.line(issue, "firstSeen"), times.time(issue.get("firstSeen"))
    if started is None:
        return None
    project = first_text(mapping(issue.get("project")), "slug", "name")
    return AlertRecord(
        name=first_text(issue, "title", "culprit") or "unnamed issue",
        started=started,
        line=line,
        key=first_text(issue, "shortId", "id"),
        state=text(issue.get("status")),
        severity=text(issue.get("level")) or None,
        labels={"project": project} if project else {},
    )


def _event(event: Mapping[str, Any], rule: str, times: ExportTimes) -> AlertRecord | None:
    key = "datetime" if "datetime" in event else "timestamp"
    line, started = times.line(event, key), times.time(event.get(key))
    if started is None:
        return None
    return AlertRecord(
        name=rule or "unnamed rule",
        started=started,
        line=line,
        key=first_text(event, "issue_id", "event_id") or rule,
        state="triggered",
        severity=text(event.get("level")) or None,
        summary=first_text(event, "title", "message") or None,
    )


def _metric_alert(alert: Mapping[str, Any], action: str, times: ExportTimes) -> AlertRecord | None:
    line, started = times.line(alert, "date_started"), times.time(alert.get("date_started"))
    if started is None:
        return None
    return AlertRecord(
        name=first_text(mapping(alert.get("alert_rule")), "name") or text(alert.get("title")),
        started=started,
        line=line,
        key=first_text(alert, "identifier", "id"),
        ended=times.time(alert.get("date_closed")),
        state=action,
        severity=action if action in ("critical", "warning") else None,
    )


def _recognize(source: Source) -> str | None:
    return "issues or alerts of Sentry" if first_object(source, _is_export) else None


def _read(source: Source, why: str) -> Reading:
    skipped, times = Skipped(), ExportTimes(source)
    records = []
    for export in objects(source, _is_export, skipped):
        if record := _record(export, times):
            records.append(record)
        else:
            skipped.add(times.line(export, "action"), "an issue or alert without its time")
    return alert_reading("sentry", why, times, distinct(records), skipped)


FORMAT = Format("sentry", "alerts", _recognize, _read)
