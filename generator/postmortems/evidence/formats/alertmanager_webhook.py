"""Webhooks of Prometheus Alertmanager, versions 3 and 4.

Also several bodies in a list or one after another; an alert that was sent again counts once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ..alert_reading import alert_reading, distinct, labelled_alert
from ..export_json import first_object, mappings, objects, text
from ..export_times import ExportTimes
from ..format import Format
from ..records import AlertRecord, Reading, Skipped
from ..source import Source

Finish = Callable[[AlertRecord, Mapping[str, Any]], AlertRecord]


def is_webhook(body: Mapping[str, Any]) -> bool:
    """Return whether an object is the body of a webhook of Alertmanager or Grafana."""
    alerts = body.get("alerts")
    return (
        isinstance(alerts, list)
        and ("groupKey" in body or "receiver" in body)
        and any(key in body for key in ("version", "groupLabels", "commonLabels", "status"))
        and all("labels" in alert or "startsAt" in alert for alert in mappings(alerts)[:1])
    )


def read_webhooks(
    name: str, source: Source, why: str, finish: Finish = lambda record, alert: record
) -> Reading:
    """Read the alerts of all webhooks of a file; `finish` adds what only one tool sends."""
    skipped, notes = Skipped(), set[str]()
    times = ExportTimes(source)
    bodies = objects(source, is_webhook, skipped)
    records = distinct(_alerts(bodies, times, skipped, notes, finish))
    return alert_reading(name, why, times, records, skipped, notes=notes)


def _alerts(
    bodies: Iterable[Mapping[str, Any]],
    times: ExportTimes,
    skipped: Skipped,
    notes: set[str],
    finish: Finish,
) -> Iterator[AlertRecord]:
    for body in bodies:
        if text(body.get("truncatedAlerts")) not in ("", "0"):
            notes.add("Alertmanager truncated the list of alerts (`truncatedAlerts`)")
        for alert in mappings(body["alerts"]):
            if record := labelled_alert(alert, body, times, skipped):
                yield finish(record, alert)


def _recognize(source: Source) -> str | None:
    return "an object with `alerts` and `groupKey`" if first_object(source, is_webhook) else None


def _read(source: Source, why: str) -> Reading:
    return read_webhooks("alertmanager_webhook", source, why)


FORMAT = Format("alertmanager_webhook", "alerts", _recognize, _read)
