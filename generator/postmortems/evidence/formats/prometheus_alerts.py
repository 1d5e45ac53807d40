"""Alerts of Prometheus itself, as `/api/v1/alerts` of Prometheus, Thanos and Mimir returns them."""

from collections.abc import Mapping
from typing import Any

from ..alert_export import AlertExport
from ..alert_reading import key_of
from ..export_json import first_text, mapping, mappings, text, texts
from ..export_times import ExportTimes
from ..records import AlertRecord


def _active(answer: Mapping[str, Any]) -> list[Mapping[str, Any]] | None:
    """Return the alerts of an answer; None if it is none."""
    alerts = mapping(answer.get("data")).get("alerts")
    if not isinstance(alerts, list) or "status" not in answer:
        return None
    active = mappings(alerts)
    return active if all("activeAt" in alert for alert in active[:1]) else None


def _record(alert: Mapping[str, Any], times: ExportTimes) -> AlertRecord | None:
    line, started = times.line(alert, "activeAt"), times.time(alert.get("activeAt"))
    if started is None:
        return None
    labels, annotations = texts(alert.get("labels")), texts(alert.get("annotations"))
    name = labels.get("alertname", "")
    return AlertRecord(
        name=name or "unnamed alert",
        started=started,
        line=line,
        key=key_of(name, labels),
        state=text(alert.get("state")),
        severity=labels.get("severity"),
        actual=text(alert.get("value")) or None,
        summary=first_text(annotations, "summary", "message", "description") or None,
        labels=labels,
    )


FORMAT = AlertExport(
    name="prometheus_alerts",
    why="`data.alerts` with `activeAt`",
    items=_active,
    read=_record,
    finish=list,
    unread="an alert without the time `activeAt`",
).format()
