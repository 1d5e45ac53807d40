"""Issues and alerts of Sentry: lists of its API, and webhooks of issues, events and metrics."""

from collections.abc import Mapping
from typing import Any

from ..alert_export import AlertExport
from ..alert_reading import distinct
from ..export_json import first_text, mapping, text
from ..export_times import ExportTimes
from ..records import AlertRecord


def _is_issue(record: Mapping[str, Any]) -> bool:
    return "firstSeen" in record and ("shortId" in record or "culprit" in record)


def _is_webhook(body: Mapping[str, Any]) -> bool:
    data = mapping(body.get("data"))
    return "action" in body and (
        _is_issue(mapping(data.get("issue")))
        or "date_started" in mapping(data.get("metric_alert"))
        or ("triggered_rule" in data and "event" in data)
    )


def _exports(record: Mapping[str, Any]) -> list[Mapping[str, Any]] | None:
    """Return an issue or a webhook; None if it is none."""
    return [record] if _is_issue(record) or _is_webhook(record) else None


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


FORMAT = AlertExport(
    name="sentry",
    why="issues or alerts of Sentry",
    items=_exports,
    read=_record,
    finish=distinct,
    unread="an issue or alert without its time",
).format()
