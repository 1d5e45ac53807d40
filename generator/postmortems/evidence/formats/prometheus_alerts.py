"""Alerts of Prometheus itself, as `/api/v1/alerts` of Prometheus, Thanos and Mimir returns them."""

from collections.abc import Mapping
from typing import Any

from ..alert_reading import alert_reading, key_of
from ..export_json import first_object, first_text, mapping, mappings, objects, text, texts
from ..export_times import ExportTimes
from ..format import Format
from ..records import AlertRecord, Reading, Skipped
from ..source import Source


def _is_answer(answer: Mapping[str, Any]) -> bool:
    alerts = mapping(answer.get("data")).get("alerts")
    if not isinstance(alerts, list) or "status" not in answer:
        return False
    return all("activeAt" in alert for alert in mappings(alerts)[:1])


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


def _recognize(source: Source) -> str | None:
    return "`data.alerts` with `activeAt`" if first_object(source, _is_answer) else None


def _read(source: Source, why: str) -> Reading:
    skipped, times = Skipped(), ExportTimes(source)
    records = []
    for answer in objects(source, _is_answer, skipped):
        for alert in mappings(mapping(answer["data"])["alerts"]):
            if record := _record(alert, times):
                records.append(record)
            else:
                skipped.add(times.line(alert, "state"), "an alert without the time `activeAt`")
    return alert_reading("prometheus_alerts", why, times, records, skipped)


FORMAT = Format("prometheus_alerts", "alerts", _recognize, _read)
